"""Policy documents, poison, the switch, permissions."""
import json
import time

import botocore.exceptions

from aws import Cloud
from checks import messages
from checks.registry import check
from checks.world import CLUSTER, World, tracking

# Five mistakes; the word that the notice must contain for each. A minimum of 5 would show if any of it were in force.
BAD = """\
service: shop/edited
mode: sometimes
capacity: {min: 5, max: 4}
policies:
  cpu: {type: target-tracking, metric: cpu, target: 400, tolerence: 0.1}
scale-in: {every: soon}
"""
MISTAKES = ("mode", "capacity", "target", "tolerence", "every")
POISON = "{ this is not JSON"
TASK_POISON = "{ not JSON"


@check("poison in both queues")
def poison(world: World) -> None:
    """Two messages that nobody can read; what happens to them is looked at later."""
    world.work(POISON)
    world.work("[]")
    world.client("sqs").send_message(QueueUrl=world.outputs["TaskEventQueueUrl"], MessageBody=TASK_POISON)
    world.marks["poison"] = time.time()


@check("a bad document changes nothing and tells all its mistakes")
def bad_policy(world: World) -> None:
    """The last good document stays in force, the notice names each of the five mistakes."""
    before = world.policy_row("edited")
    world.policy("edited", BAD)
    world.stays("edited keeps its count", 6, lambda: world.desired("edited") == 2)
    world.tick()
    notice = world.until("a notice policy-rejected", 75, lambda: world.heard_of("policy-rejected", "edited"))[0]
    missing = [m for m in MISTAKES if m not in notice["text"]]
    assert not missing, f"not told: {missing}; the notice: {notice['text'][:600]}"
    assert before and world.policy_row("edited"), "the policy row is gone"
    assert world.desired("edited") == 2
    world.loads["edited"].jump(170)
    world.cloud.put_event(messages.alarm_event("edited"))
    world.until("edited at 3 tasks by the last good document", 15, lambda: world.desired("edited") == 3)


@check("a corrected document is in force within a minute")
def corrected_policy(world: World) -> None:
    """A minimum of 5 raises the count at once."""
    before = world.policy_row("edited")
    world.policy("edited", tracking("edited", low=5))
    world.until("another policy row", 60, lambda: world.policy_row("edited") != before)
    world.tick()
    world.until("edited at 5 tasks", 60, lambda: world.desired("edited") == 5)


@check("a deleted document releases the service")
def deleted_policy(world: World) -> None:
    """One notice, the count stays, and later load is none of our business."""
    world.remove_policy("edited")
    world.until("no policy row", 30, lambda: world.policy_row("edited") is None)
    world.tick()
    world.until("a notice released", 75, lambda: world.heard_of("released", "edited"))
    started = time.time()
    world.loads["edited"].jump(600)
    world.cloud.put_event(messages.alarm_event("edited"))
    world.stays("edited keeps its 5 tasks", 5, lambda: world.desired("edited") == 5)
    assert not world.calls(started, "UpdateService", "edited")


@check("mode off is obeyed, and ends")
def mode(world: World) -> None:
    """With /stack/mode = off a spike moves nothing; active again, the same load does."""
    switch(world, "off")
    world.loads["quiet"].jump(170)
    started = time.time()
    world.cloud.put_event(messages.alarm_event("quiet"))
    world.tick()
    world.stays("no change while off", 8, lambda: world.desired("quiet") == 2)
    assert not world.calls(started, "UpdateService"), "UpdateService was called while the mode is off"
    switch(world, "active")
    world.tick()
    world.until("quiet at 3 tasks", 20, lambda: world.desired("quiet") == 3)


def switch(world: World, value: str) -> None:
    """Sets the stack's mode and waits until the state table has it."""
    world.client("ssm").put_parameter(Name=f"/{world.name}/mode", Value=value, Type="String", Overwrite=True)
    world.until(f"mode {value} in the state table", 75,
                lambda: any(value == v for row in world.rows("STACK") for v in row.values()))


@check("only the reconciler may change counts, only in its cluster")
def roles(world: World) -> None:
    """Roles with the same policies as the functions' own are tried out: what is not granted is refused."""
    world.client("ecs").create_cluster(clusterName="foreign")
    for output in ("TaskEventsName", "PolicySyncName"):
        refused(world, output, lambda c: c.client("ecs").update_service(
            cluster=CLUSTER, service="alone", desiredCount=9))
    refused(world, "ReconcilerName", lambda c: c.client("ecs").create_cluster(clusterName="more"))
    refused(world, "ReconcilerName", lambda c: c.client("ecs").update_service(
        cluster="foreign", service="alone", desiredCount=9))
    refused(world, "ReconcilerName", lambda c: c.client("ssm").put_parameter(
        Name=f"/{world.name}/mode", Value="active", Type="String", Overwrite=True))
    same = borrowed(world, "ReconcilerName").client("ecs").update_service(
        cluster=CLUSTER, service="stranger", desiredCount=2)
    assert same["service"]["desiredCount"] == 2
    assert world.desired("alone") == 2


def refused(world: World, output: str, call) -> None:
    """The call must end with AccessDenied for the role of the named function."""
    try:
        call(borrowed(world, output))
    except botocore.exceptions.ClientError as e:
        code = e.response["Error"]["Code"]
        assert "AccessDenied" in code, f"{output}: {code}"
        return
    raise AssertionError(f"{output}: a call that nobody granted went through")


def borrowed(world: World, output: str) -> Cloud:
    """Clients with the permissions of a function's role: its policies on a role that the checks may assume."""
    iam = world.client("iam")
    name = world.outputs[output]
    settings = world.client("lambda").get_function_configuration(FunctionName=name)
    role = settings["Role"].rsplit("/", 1)[-1]
    copy = f"like-{output}"
    trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                                                     "Principal": {"AWS": "*"}}]}
    try:
        arn = iam.get_role(RoleName=copy)["Role"]["Arn"]
    except botocore.exceptions.ClientError:
        arn = iam.create_role(RoleName=copy, AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
        for inline in iam.list_role_policies(RoleName=role)["PolicyNames"]:
            document = iam.get_role_policy(RoleName=role, PolicyName=inline)["PolicyDocument"]
            iam.put_role_policy(RoleName=copy, PolicyName=inline, PolicyDocument=json.dumps(document))
        for attached in iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"]:
            iam.attach_role_policy(RoleName=copy, PolicyArn=attached["PolicyArn"])
    key = world.client("sts").assume_role(RoleArn=arn, RoleSessionName="check")["Credentials"]
    return Cloud(int(world.cloud.endpoint.rsplit(":", 1)[1]), key["AccessKeyId"], key["SecretAccessKey"],
                 key["SessionToken"])
