"""Plays AWS: looks at the local cloud once a second and publishes the events that AWS publishes by itself.

Alarms, ECS tasks, ECS services and parameters are compared with what they were a second ago.
"""
import datetime
import json
import os
import sys
import time
import uuid

from aws import Cloud
from checks.metrics import Cpu
from places import ACCOUNT, LOADS, REGION

# Seconds between two events. Here a rule starts one JVM for each call that runs at the same time.
SPACE = 0.3
BY_THE_SERVICE = ("Service scaling down", "Task definition updated", "Deployment completed", "Service deleted")
NAMES = {"aws.cloudwatch": "CloudWatch Alarm State Change", "aws.ssm": "Parameter Store Change"}


def stamp(at=None) -> str:
    return (at or datetime.datetime.now(datetime.UTC)).astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def watch_alarms(cloud: Cloud) -> dict:
    """Metric alarms by name."""
    pages = cloud.client("cloudwatch").get_paginator("describe_alarms").paginate()
    return {a["AlarmName"]: a for p in pages for a in p["MetricAlarms"]}


def watch_services(cloud: Cloud) -> dict:
    """Services of all clusters by ARN."""
    ecs, found = cloud.client("ecs"), {}
    for cluster in ecs.list_clusters()["clusterArns"]:
        arns = [s for p in ecs.get_paginator("list_services").paginate(cluster=cluster) for s in p["serviceArns"]]
        for i in range(0, len(arns), 10):
            for s in ecs.describe_services(cluster=cluster, services=arns[i:i + 10])["services"]:
                found[s["serviceArn"]] = s
    return found


def watch_tasks(cloud: Cloud) -> dict:
    """Running and stopped tasks of all clusters by ARN."""
    ecs, found = cloud.client("ecs"), {}
    for cluster in ecs.list_clusters()["clusterArns"]:
        arns = [t for status in ("RUNNING", "STOPPED")
                for p in ecs.get_paginator("list_tasks").paginate(cluster=cluster, desiredStatus=status)
                for t in p["taskArns"]]
        for i in range(0, len(arns), 100):
            for t in ecs.describe_tasks(cluster=cluster, tasks=arns[i:i + 100])["tasks"]:
                found[t["taskArn"]] = t
    return found


def watch_parameters(cloud: Cloud) -> dict:
    """Parameters by name."""
    pages = cloud.client("ssm").get_paginator("get_parameters_by_path").paginate(Path="/", Recursive=True)
    return {p["Name"]: p for page in pages for p in page["Parameters"]}


def alarm_state(alarm: dict) -> dict:
    at = alarm["StateUpdatedTimestamp"].astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.000+0000")
    state = {"value": alarm["StateValue"], "reason": alarm.get("StateReason", ""), "timestamp": at}
    if alarm.get("StateReasonData"):
        state["reasonData"] = alarm["StateReasonData"]
    return state


def alarm_metrics(alarm: dict) -> list[dict]:
    if "MetricName" not in alarm:
        return []
    metric = {"namespace": alarm["Namespace"], "name": alarm["MetricName"],
              "dimensions": {d["Name"]: d["Value"] for d in alarm.get("Dimensions", [])}}
    stat = {"metric": metric, "period": alarm.get("Period", 60), "stat": alarm.get("Statistic", "Average")}
    return [{"id": "m1", "metricStat": stat, "returnData": True}]


def alarm_events(old: dict, new: dict):
    """An event for each alarm whose state is another than before."""
    for name, alarm in new.items():
        before = old.get(name)
        if before and before["StateValue"] != alarm["StateValue"]:
            yield ("aws.cloudwatch", NAMES["aws.cloudwatch"], {
                "alarmName": name, "state": alarm_state(alarm), "previousState": alarm_state(before),
                "configuration": {"metrics": alarm_metrics(alarm)}}, alarm["AlarmArn"])


def as_ecs_says(task: dict) -> dict:
    """MiniStack books every stop on a person (UserInitiated), also those that ECS makes for a service by itself."""
    if task.get("stoppedReason") not in BY_THE_SERVICE:
        return task
    return {**task, "stopCode": "ServiceSchedulerInitiated",
            "stoppedReason": f"Scaling activity initiated by (deployment {task.get('startedBy', '')})"}


def task_events(old: dict, new: dict):
    """An event for each new task and each change of a task's last status."""
    for arn, task in new.items():
        before = old.get(arn)
        if not before or before["lastStatus"] != task["lastStatus"]:
            known = {k: v for k, v in as_ecs_says(task).items() if v is not None and k not in ("tags", "overrides")}
            yield "aws.ecs", "ECS Task State Change", {"version": 1, **known}, arn


def service_events(old: dict, new: dict):
    """A deployment event for a new revision, a service action when the desired tasks are all there."""
    for arn, service in new.items():
        before = old.get(arn)
        if not before:
            continue
        deployments = [s["deployments"][0]["id"] if s.get("deployments") else None for s in (before, service)]
        if deployments[1] and deployments[0] != deployments[1]:
            yield ("aws.ecs", "ECS Deployment State Change", {
                "eventType": "INFO", "eventName": "SERVICE_DEPLOYMENT_COMPLETED", "deploymentId": deployments[1],
                "updatedAt": stamp(), "reason": f"ECS deployment {deployments[1]} completed."}, arn)
        if before["desiredCount"] != service["desiredCount"] and service["desiredCount"] == service["runningCount"]:
            yield ("aws.ecs", "ECS Service Action", {
                "eventType": "INFO", "eventName": "SERVICE_STEADY_STATE", "clusterArn": service["clusterArn"],
                "createdAt": stamp()}, arn)


def parameter_events(old: dict, new: dict):
    """An event for each parameter that came, changed or went."""
    for name in sorted(old.keys() | new.keys()):
        before, now = old.get(name), new.get(name)
        if before and now and before["Version"] == now["Version"]:
            continue
        operation = "Delete" if not now else "Update" if before else "Create"
        arn = f"arn:aws:ssm:{REGION}:{ACCOUNT}:parameter{name}"
        yield "aws.ssm", NAMES["aws.ssm"], {"name": name, "type": "String", "operation": operation}, arn


class Loads:
    """The CPU of the services that `local load` names: each minute a point, as ECS publishes it."""

    def __init__(self, cloud: Cloud):
        self.cloud = cloud
        self.known: dict[str, Cpu] = {}

    def publish(self) -> None:
        """What is due of each load; a new or changed one counts from the newest whole minute on."""
        wanted = json.loads(LOADS.read_text()) if LOADS.is_file() else {}
        for name, load in wanted.items():
            cpu = self.known.get(name)
            if cpu is None:
                cpu = self.known[name] = self.cpu(name, load)
            if cpu.load == load:
                cpu.feed()
            else:
                cpu.jump(load)

    def cpu(self, name: str, load: float) -> Cpu:
        cluster, _, service = name.partition("/")

        def count() -> int:
            found = self.cloud.client("ecs").describe_services(cluster=cluster, services=[service])["services"]
            return found[0]["runningCount"] if found else 0

        # Lag 2 keeps the newest whole minute free for a jump.
        return Cpu(self.cloud.client("cloudwatch"), cluster, service, load, 2, count)


WATCHES = [(watch_alarms, alarm_events), (watch_services, service_events),
           (watch_tasks, task_events), (watch_parameters, parameter_events)]


def main() -> None:
    cloud = Cloud(int(os.environ["PORT"]))
    seen = [None] * len(WATCHES)
    loads = Loads(cloud)
    while True:
        started = time.monotonic()
        for i, (watch, events) in enumerate(WATCHES):
            try:
                now = watch(cloud)
                if seen[i] is not None:
                    for source, kind, detail, arn in events(seen[i], now):
                        cloud.put_event({"id": str(uuid.uuid4()), "source": source, "detail-type": kind,
                                         "detail": detail, "resources": [arn]})
                        print(stamp(), kind, arn, detail.get("eventName") or detail.get("lastStatus")
                              or detail.get("operation") or detail["state"]["value"], flush=True)
                        if source == "aws.ssm":
                            time.sleep(SPACE)
                seen[i] = now
            except Exception as e:  # a cloud that is busy or going down is no reason to stop watching
                print(stamp(), watch.__name__, type(e).__name__, e, file=sys.stderr, flush=True)
        try:
            loads.publish()
        except Exception as e:
            print(stamp(), "loads", type(e).__name__, e, file=sys.stderr, flush=True)
        time.sleep(max(0.2, 1 - (time.monotonic() - started)))


if __name__ == "__main__":
    main()
