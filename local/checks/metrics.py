"""Plays the containers' CPU: a service has a load, its tasks share it, CloudWatch gets a point a minute."""
import datetime
from collections.abc import Callable

MINUTES = 20


def minute(earlier: int = 0) -> datetime.datetime:
    """Start of the minute that is so many minutes before the current one."""
    now = datetime.datetime.now(datetime.UTC).replace(second=0, microsecond=0)
    return now - datetime.timedelta(minutes=earlier)


class Cpu:
    """The CPU metric of one service; `load` is percent summed over its tasks."""

    def __init__(self, cloudwatch, cluster: str, service: str, load: float, lag: int, count: Callable[[], int]):
        self.cloudwatch, self.cluster, self.service = cloudwatch, cluster, service
        self.load, self.lag, self.count = load, lag, count
        self.next = minute(MINUTES)

    def feed(self) -> None:
        """Publishes the minutes that are due: those at least `lag` minutes old."""
        due = minute(self.lag)
        if self.next <= due:
            tasks = self.count()
            while self.next <= due:
                self.put(self.next, self.load, tasks)
                self.next += datetime.timedelta(minutes=1)

    def jump(self, load: float) -> None:
        """From the newest complete minute on the load is another."""
        self.feed()
        if self.next <= minute(1):
            self.load = load
            tasks = self.count()
            while self.next <= minute(1):
                self.put(self.next, load, tasks)
                self.next += datetime.timedelta(minutes=1)
        self.load = load

    def put(self, at: datetime.datetime, load: float, tasks: int) -> None:
        """One point: each task reports its share once."""
        if tasks == 0:
            return
        self.cloudwatch.put_metric_data(Namespace="AWS/ECS", MetricData=[{
            "MetricName": "CPUUtilization", "Timestamp": at, "Unit": "Percent",
            "Dimensions": [{"Name": "ClusterName", "Value": self.cluster}, {"Name": "ServiceName", "Value": self.service}],
            "Values": [min(100.0, load / tasks)], "Counts": [tasks]}])
