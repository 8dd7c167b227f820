"""Alarms that policies name: a step policy's own, and one that forbids.

MiniStack judges an alarm whenever metrics are put, by the points of its last periods, and leaves its state alone where
there are none. So the step policy's alarm has a metric of its own that is really put, and the veto's has none.
"""
import time

from checks.metrics import minute
from checks.registry import check
from checks.world import World

ERRORS, DATABASE = "shop-errors", "shop-database"


def alarm(world: World, name: str, metric: str) -> None:
    """Rings above 50 in one of the last five minutes; the driver needs to have seen it before it changes."""
    world.client("cloudwatch").put_metric_alarm(
        AlarmName=name, Namespace="Local", MetricName=metric, Statistic="Sum", Period=60, EvaluationPeriods=5,
        DatapointsToAlarm=1, Threshold=50, ComparisonOperator="GreaterThanThreshold", TreatMissingData="ignore")


def state(world: World, name: str) -> str:
    return world.client("cloudwatch").describe_alarms(AlarmNames=[name])["MetricAlarms"][0]["StateValue"]


@check("a step policy climbs by its alarm's distance")
def steps(world: World) -> None:
    """120 errors at a threshold of 50: 70 above it is the second step, 3 tasks more; the alarm's event is the wake."""
    alarm(world, ERRORS, "Errors")
    world.stays("no step while the alarm is quiet", 3, lambda: world.desired("steps") == 2)
    world.client("cloudwatch").put_metric_data(Namespace="Local", MetricData=[
        {"MetricName": "Errors", "Timestamp": minute(1), "Value": 120, "Unit": "Count"}])
    assert state(world, ERRORS) == "ALARM"
    world.until("steps at 5 tasks", 30, lambda: world.desired("steps") == 5)
    scale = world.until("its record", 10, lambda: [r for r in world.records("steps") if "scale" in r["decision"]])[0]
    assert scale["trigger"]["kind"] == "alarm" and scale["decision"]["because"] == "errors", scale["decision"]


@check("a veto alarm holds a scale-out until it is quiet")
def veto(world: World) -> None:
    """Load 170 % at target 60 needs 3 tasks, but the alarm rings; the record and a notice say so, and its end too."""
    cloudwatch = world.client("cloudwatch")
    alarm(world, DATABASE, "Connections")
    cloudwatch.set_alarm_state(AlarmName=DATABASE, StateValue="ALARM", StateReason="too many connections")
    world.loads["guarded"].jump(170)
    world.tick()
    world.until("a record with VETOED", 75, lambda: [
        r for r in world.records("guarded") if r["decision"].get("hold") == "VETOED"])
    world.until("a notice vetoed", 20, lambda: world.heard_of("vetoed", "guarded"))
    world.stays("no task more while it rings", 3, lambda: world.desired("guarded") == 2)
    assert state(world, DATABASE) == "ALARM"
    started = time.time()
    cloudwatch.set_alarm_state(AlarmName=DATABASE, StateValue="OK", StateReason="fewer connections")
    world.until("guarded at 3 tasks", 75, lambda: world.desired("guarded") == 3)
    world.tick()
    world.until("a notice recovered", 75, lambda: world.heard_of("recovered", "guarded", since=started))
