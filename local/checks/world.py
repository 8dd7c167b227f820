"""A small shop in the local cloud, and what the checks ask and do there."""
import datetime
import json
import os
import subprocess
import time
from collections.abc import Callable

import boto3.dynamodb.types

import aws
import show
import stack
from checks import messages
from checks.metrics import Cpu
from places import CALLS, ROOT

CLUSTER = messages.CLUSTER
POLL = 0.5
WHOLE_FLEET = 5  # a DescribeServices call for so many services belongs to a tick
SERVICES = {"web": 2, "api": 6, "calm": 6, "peak": 3, "worker": 1, "by-rule": 2, "by-invoke": 2, "by-sns": 2,
            "by-ecs": 2, "many": 2, "alone": 2, "edited": 2, "quiet": 2, "steps": 2, "guarded": 2,
            "claimed": 2, "stranger": 2}
TRACKING = """\
service: shop/{name}
capacity: {{min: {low}, max: {high}}}
policies:
  cpu: {{type: target-tracking, metric: cpu, target: {target}}}
scale-in: {{stabilization: {window}, every: 10s}}
"""
QUEUE = """\
service: shop/worker
capacity: {min: 1, max: 8}
policies:
  jobs: {type: queue, queue: jobs, seconds-per-message: 2, drain-within: 1m, idle-for: 10s}
scale-in: {stabilization: 10s, every: 10s}
"""
STEPS = """\
service: shop/steps
capacity: {min: 2, max: 10}
policies:
  errors: {type: step, alarm: shop-errors, steps: [{above: 0, add: 1}, {above: 50, add: 3}]}
"""
GUARDED = """\
guards: {veto-scale-out: [shop-database]}
"""


def tracking(name: str, low: int = 2, high: int = 10, target: int = 60, window: str = "10m") -> str:
    """A target-tracking policy document."""
    return TRACKING.format(name=name, low=low, high=high, target=target, window=window)


class World:
    """One deployed stack with a cluster, services, policies, a work load and two ears on the topic."""

    def __init__(self, cloud: aws.Cloud, outputs: dict[str, str], seed: int):
        self.cloud, self.outputs, self.seed = cloud, outputs, seed
        self.name = stack.NAME
        self.loads: dict[str, Cpu] = {}
        self.notices: list[dict] = []
        self.marks: dict[str, float] = {}
        self.jobs = ""
        self.heard: dict[str, str] = {}

    def client(self, name: str):
        return self.cloud.client(name)

    def autoscaler(self, *words: str, code: int = 0, stdin: str = "", environment: dict | None = None) -> str:
        """What an account command prints to standard output (and error, if it is to fail) when it ends with `code`."""
        values = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")} | show.environment(aws.state())
        values |= environment or {}
        ended = subprocess.run([ROOT / "autoscaler", *words], env=values, input=stdin, capture_output=True, text=True,
                               timeout=300)
        assert ended.returncode == code, f"autoscaler {' '.join(words)}: {ended.returncode}, {ended.stdout}{ended.stderr}"
        return ended.stdout + (ended.stderr if code else "")

    def create(self) -> None:
        """Cluster, task definition, services, queue, as in a first tutorial; loads, ears."""
        ecs = self.client("ecs")
        ecs.create_cluster(clusterName=CLUSTER)
        ecs.register_task_definition(
            family="nginx", networkMode="awsvpc", requiresCompatibilities=["FARGATE"], cpu="256", memory="512",
            containerDefinitions=[{"name": "nginx", "image": "nginx:1", "essential": True,
                                   "portMappings": [{"containerPort": 80}]}])
        for service, count in SERVICES.items():
            ecs.create_service(cluster=CLUSTER, serviceName=service, taskDefinition="nginx", desiredCount=count,
                               launchType="FARGATE",
                               networkConfiguration={"awsvpcConfiguration": {"subnets": ["subnet-1"]}})
        self.jobs = self.client("sqs").create_queue(QueueName="jobs")["QueueUrl"]
        topic = self.outputs["TopicArn"]
        self.heard["all"] = stack.subscribe(self.cloud, topic, "hear-all")
        self.heard["task-failed"] = stack.subscribe(self.cloud, topic, "hear-failed", ["task-failed"])
        self.heard["task-started"] = stack.subscribe(self.cloud, topic, "hear-started", ["task-started"])
        for service in SERVICES:
            if service not in ("worker", "stranger"):
                # Half of the target; lag 2 keeps the newest complete minute free for a jump.
                self.load(service, 30 * SERVICES[service], 2)
        self.loads["api"].load, self.loads["api"].lag = 60, 1
        self.loads["calm"].load = 55 * 6
        self.loads["calm"].feed()
        self.loads["calm"].jump(60)
        self.feed()

    def rules(self) -> None:
        """Policy documents: first one, so that the function that reads them is warm, then all others."""
        self.policy("web", tracking("web"))
        self.until("a policy row for web", 75, lambda: self.policy_row("web"))
        for service in SERVICES:
            if service not in ("web", "worker", "stranger", "claimed", "api", "peak", "steps", "guarded"):
                self.policy(service, tracking(service))
        self.policy("api", tracking("api", low=2, window="3m"))
        self.policy("peak", tracking("peak", low=1, high=5, target=30))
        self.policy("worker", QUEUE)
        self.policy("steps", STEPS)
        self.policy("guarded", tracking("guarded") + GUARDED)

    # --- loads -----------------------------------------------------------------------------------------------

    def load(self, service: str, load: float, lag: int) -> None:
        self.loads[service] = Cpu(self.client("cloudwatch"), CLUSTER, service, load, lag,
                                  lambda: self.desired(service))

    def feed(self) -> None:
        """Publishes what is due of every load."""
        for cpu in self.loads.values():
            cpu.feed()

    # --- waiting ---------------------------------------------------------------------------------------------

    def until(self, what: str, seconds: float, found: Callable):
        """The first true answer of `found`, asked twice a second; fails after so many seconds."""
        deadline = time.monotonic() + seconds
        while True:
            self.feed()
            answer = found()
            if answer:
                return answer
            assert time.monotonic() < deadline, f"not within {seconds:.0f} s: {what}"
            time.sleep(POLL)

    def stays(self, what: str, seconds: float, true: Callable) -> None:
        """Fails as soon as something that has to stay true is not."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.feed()
            assert true(), what
            time.sleep(POLL)

    def between_ticks(self) -> None:
        """Waits until the next tick of the one-minute rule is at least 15 s away."""
        self.until("a moment between two ticks", 90, lambda: 3 < time.time() - self.last_tick() < 45)

    def last_tick(self) -> float:
        """When the product last looked at the whole fleet; epoch seconds, 0 before the first time."""
        return max((c["at"] for c in self.calls() if len(c["services"]) >= WHOLE_FLEET), default=0)

    # --- reading ---------------------------------------------------------------------------------------------

    def desired(self, service: str) -> int:
        found = self.client("ecs").describe_services(cluster=CLUSTER, services=[service])["services"]
        return found[0]["desiredCount"] if found else 0

    def calls(self, since: float = 0, action: str = "", service: str = "") -> list[dict]:
        """ECS calls of the product's functions; those of the checks and the driver have the key `test`."""
        lines = [json.loads(line) for line in CALLS.read_text().splitlines() if line.endswith("}")]
        return [c for c in lines if c["key"] != "test" and c["at"] >= since
                and (not action or c["action"] == action) and (not service or service in c["services"])]

    def rows(self, pk: str, prefix: str = "") -> list[dict]:
        """Rows of the state table as plain values; all of a partition, or those whose sort key begins so."""
        read = boto3.dynamodb.types.TypeDeserializer().deserialize
        pages = self.client("dynamodb").get_paginator("query").paginate(
            TableName=self.outputs["TableName"], KeyConditionExpression="pk = :p",
            ExpressionAttributeValues={":p": {"S": pk}}, ConsistentRead=True)
        found = [{k: read(v) for k, v in item.items()} for p in pages for item in p["Items"]]
        return [r for r in found if str(r["sk"]).startswith(prefix)]

    def policy_row(self, service: str) -> dict | None:
        return next(iter(self.rows(f"{CLUSTER}/{service}", "policy")), None)

    def records(self, service: str) -> list[dict]:
        """Decision records in the audit rows of a service, wherever in the row they are."""
        return [r for row in self.rows(f"{CLUSTER}/{service}", "audit#") for r in decisions(row)]

    def listen(self) -> list[dict]:
        """All notices until now: attributes `event`, `service` …, `subject`, `text`, and when they were read."""
        for ear, url in self.heard.items():
            sqs = self.client("sqs")
            while batch := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", []):
                for message in batch:
                    sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
                    body = json.loads(message["Body"])
                    attributes = {k: v["Value"] for k, v in body.get("MessageAttributes", {}).items()}
                    self.notices.append({**attributes, "ear": ear, "subject": body.get("Subject", ""),
                                         "text": body["Message"], "read": time.time()})
        return self.notices

    def heard_of(self, event: str, service: str, ear: str = "all", since: float = 0) -> list[dict]:
        """Notices of one kind about one service."""
        return [n for n in self.listen() if n.get("event") == event and n["ear"] == ear and n["read"] >= since
                and str(n.get("service", "")).rsplit("/", 1)[-1] == service]

    def depth(self, url: str) -> int:
        """Messages in a queue, also those in flight; delayed ones (pulses) not."""
        a = self.client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        return int(a["ApproximateNumberOfMessages"]) + int(a["ApproximateNumberOfMessagesNotVisible"])

    def digest(self, service: str) -> dict:
        """What is kept of the service's failed tasks of the first class; empty: nothing."""
        row = next(iter(self.rows("DIGEST", f"{CLUSTER}/{service}")), {})
        return next(iter(json.loads(row.get("digest", "{}")).values()), {})

    def age_digest(self, service: str) -> None:
        """Makes the last notice about the service's failed tasks 15 minutes older."""
        row = next(iter(self.rows("DIGEST", f"{CLUSTER}/{service}")))
        digest = json.loads(row["digest"])
        for episode in digest.values():
            told = datetime.datetime.fromisoformat(episode["toldAt"]) - datetime.timedelta(minutes=15)
            episode["toldAt"] = told.isoformat().replace("+00:00", "Z")
        self.client("dynamodb").update_item(
            TableName=self.outputs["TableName"], Key={"pk": {"S": "DIGEST"}, "sk": {"S": f"{CLUSTER}/{service}"}},
            UpdateExpression="SET digest = :d, version = version + :one",
            ExpressionAttributeValues={":d": {"S": json.dumps(digest)}, ":one": {"N": "1"}})

    # --- doing -----------------------------------------------------------------------------------------------

    def policy(self, service: str, document: str) -> None:
        self.client("ssm").put_parameter(Name=f"/{self.name}/services/{CLUSTER}/{service}", Value=document,
                                         Type="String", Overwrite=True)

    def remove_policy(self, service: str) -> None:
        self.client("ssm").delete_parameter(Name=f"/{self.name}/services/{CLUSTER}/{service}")

    def work(self, body: str | dict) -> None:
        """A message straight into the work queue."""
        text = body if isinstance(body, str) else json.dumps(body)
        self.client("sqs").send_message(QueueUrl=self.outputs["WorkQueueUrl"], MessageBody=text)

    def tick(self) -> None:
        """A tick by hand, to save up to a minute."""
        self.work(messages.tick())



def decisions(value) -> list[dict]:
    """Every map with a trigger and a decision inside a value; texts that hold JSON are opened."""
    if isinstance(value, str) and value[:1] in "{[":
        try:
            return decisions(json.loads(value))
        except ValueError:
            return []
    if isinstance(value, dict):
        own = [value] if "trigger" in value and "decision" in value else []
        return own + [d for v in value.values() for d in decisions(v)]
    if isinstance(value, list):
        return [d for v in value for d in decisions(v)]
    return []
