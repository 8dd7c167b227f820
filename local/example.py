"""A first thing to watch: a sleeping service, a queue with work, a policy; the service wakes."""
import json
import time

import aws
import show
import stack
from checks import messages
from places import LOADS, ROOT, Problem

WEB, TASKS, AVERAGE = "web", 6, 30
CLUSTER, SERVICE, QUEUE = "shop", "worker", "orders"
DOCUMENT = ROOT / "examples" / "shop-worker.yaml"
MESSAGES = 1000
SECONDS = 180  # two ticks, and what a busy machine needs on top


def play() -> None:
    """Makes everything, sends the messages and waits until the count has changed."""
    name, cloud = show.deployed(), aws.current()
    if show.mode(cloud, name) != "active":
        raise Problem("the example shows how a count changes, so the mode must be active: ./autoscaler local deploy")
    allowed = aws.state()["parameters"]["ClusterName"]
    if allowed != CLUSTER:
        raise Problem(f"the example needs the cluster {CLUSTER}, the stack may only change services of {allowed}")
    url = make(cloud, name)
    print(f"cluster {CLUSTER}, service {SERVICE} (pretend tasks: they are counted, and nobody takes the messages away),\n"
          f"queue {QUEUE}, and {DOCUMENT.relative_to(ROOT)} as the parameter /{name}/services/{CLUSTER}/{SERVICE}:\n")
    print("".join(f"    {line}\n" for line in DOCUMENT.read_text().splitlines()))
    before = desired(cloud)
    for first in range(0, MESSAGES, 10):
        cloud.client("sqs").send_message_batch(QueueUrl=url, Entries=[
            {"Id": str(i), "MessageBody": json.dumps({"order": first + i})} for i in range(10)])
    print(f"{MESSAGES} messages sent; {SERVICE} has {before} tasks. The first tick comes within a minute ...", flush=True)
    started = time.monotonic()
    while (now := desired(cloud)) == before:
        if time.monotonic() - started > SECONDS:
            raise Problem(f"still {before} tasks after {SECONDS} s; look at: ./autoscaler local logs --last 10")
        time.sleep(1)
    print(f"{before} -> {now} tasks after {time.monotonic() - started:.0f} s\n\n"
          f"why:        ./autoscaler local status\n"
          f"work done:  ./autoscaler local aws sqs purge-queue --queue-url {url}\n"
          f"            (the tasks go when the queue has been empty for five minutes)\n"
          f"stop:       ./autoscaler local down")


def web() -> None:
    """A web service of six tasks at 30 % CPU with a target and a policy of Application Auto Scaling."""
    show.deployed()
    cloud = aws.current()
    service(cloud, WEB, TASKS)
    target = {"ServiceNamespace": "ecs", "ResourceId": f"service/{CLUSTER}/{WEB}",
              "ScalableDimension": "ecs:service:DesiredCount"}
    aas = cloud.client("application-autoscaling")
    aas.register_scalable_target(**target, MinCapacity=2, MaxCapacity=12)
    aas.put_scaling_policy(**target, PolicyName="cpu", PolicyType="TargetTrackingScaling",
                           TargetTrackingScalingPolicyConfiguration={
                               "TargetValue": 50.0, "ScaleInCooldown": 300, "ScaleOutCooldown": 60,
                               "PredefinedMetricSpecification": {
                                   "PredefinedMetricType": "ECSServiceAverageCPUUtilization"}})
    load(f"{CLUSTER}/{WEB}", TASKS * AVERAGE)
    print(f"{CLUSTER}/{WEB}: {TASKS} pretend tasks at {AVERAGE} % CPU, with an Application Auto Scaling target of 2 to 12 tasks\n"
          f"and a policy of 50 % CPU (which is kept and scales nothing here); CPU metrics of the last 20 min\n\n"
          f"first:      eval \"$(./autoscaler local env)\"\n"
          f"adopt it:   ./autoscaler init {CLUSTER}/{WEB}\n"
          f"more load:  ./autoscaler local load {CLUSTER}/{WEB} 500")


def broken_image(name: str) -> None:
    """The events of tasks that cannot pull their image; on AWS a wrong tag in a task definition is enough."""
    for _ in range(4):
        aws.current().put_event(messages.stopped_task(
            name.rpartition("/")[2], "TaskFailedToStart",
            "CannotPullContainerError: pull image manifest has been retried 1 time(s): image shop:1.9: not found"))
    print(f"four tasks of {name} failed to start")


def load(name: str, percent: int) -> None:
    """Says to the driver what the tasks of a service have to do."""
    loads = json.loads(LOADS.read_text()) if LOADS.is_file() else {}
    part = LOADS.with_suffix(".part")
    part.write_text(json.dumps({**loads, name: percent}))
    part.replace(LOADS)
    print(f"{name}: {percent} % CPU in all from the newest whole minute on")


def service(cloud: aws.Cloud, name: str, tasks: int) -> None:
    """Cluster, task definition and service, unless they are there."""
    ecs = cloud.client("ecs")
    ecs.create_cluster(clusterName=CLUSTER)
    ecs.register_task_definition(
        family=name, networkMode="awsvpc", requiresCompatibilities=["FARGATE"], cpu="256", memory="512",
        containerDefinitions=[{"name": name, "image": "nginx:1", "essential": True}])
    if not any(s["status"] == "ACTIVE" for s in
               ecs.describe_services(cluster=CLUSTER, services=[name])["services"]):
        ecs.create_service(cluster=CLUSTER, serviceName=name, taskDefinition=name, desiredCount=tasks,
                           launchType="FARGATE",
                           networkConfiguration={"awsvpcConfiguration": {"subnets": ["subnet-1"]}})


def make(cloud: aws.Cloud, name: str) -> str:
    """Service, queue and policy document, unless they are there; the queue's URL."""
    service(cloud, SERVICE, 0)
    url = cloud.client("sqs").create_queue(QueueName=QUEUE)["QueueUrl"]
    cloud.client("ssm").put_parameter(Name=f"/{name}/services/{CLUSTER}/{SERVICE}", Value=DOCUMENT.read_text(),
                                      Type="String", Overwrite=True)
    return url


def desired(cloud: aws.Cloud) -> int:
    return cloud.client("ecs").describe_services(cluster=CLUSTER, services=[SERVICE])["services"][0]["desiredCount"]
