"""Counts follow CPU and queues, by the real one-minute rule."""
import json
import time

from checks.registry import check
from checks.world import CLUSTER, SERVICES, World


@check("policies come into force")
def policies_in_force(world: World) -> None:
    """Each document of the parameter store is in the state table a short time after it was put there."""
    world.rules()
    managed = [s for s in SERVICES if s not in ("stranger", "claimed")]
    world.until("a policy row for each service", 75, lambda: all(world.policy_row(s) for s in managed))
    assert world.policy_row("stranger") is None, "a service without a document has a policy row"


@check("CPU above target scales out, by the real tick")
def cpu_out(world: World) -> None:
    """Load 170 % at target 60 needs 3 tasks; nobody sends anything, the one-minute rule has to do it."""
    world.loads["web"].jump(170)
    world.loads["peak"].jump(270)
    world.until("web at 3 tasks", 150, lambda: world.desired("web") == 3)
    world.marks["tick"] = time.time()


@check("the maximum holds")
def never_above_max(world: World) -> None:
    """Load 270 % at target 30 asks for 9 tasks; the policy allows 5."""
    world.until("peak at 5 tasks", 15, lambda: world.desired("peak") == 5)
    asked = [c["desired"] for c in world.calls(action="UpdateService", service="peak")]
    assert max(asked) <= 5, f"counts asked for: {asked}"


@check("CPU below target scales in, not below the minimum")
def cpu_in(world: World) -> None:
    """Load 60 % at target 60 needs one task: 6 go to 3 (half at most in one step), then to the minimum 2."""
    world.until("api below 6 tasks", 75, lambda: world.desired("api") < 6)
    world.marks["api"] = time.time()
    assert world.desired("api") >= 2
    world.tick()


@check("the window keeps a count after a fall")
def window_holds(world: World) -> None:
    """The load fell a minute ago; the window of ten minutes still has the high points."""
    assert world.desired("calm") == 6, f"calm has {world.desired('calm')} tasks"


@check("a backlog raises the workers within 30 s")
def backlog(world: World) -> None:
    """120 messages arrive; the pulses between two ticks see them."""
    sqs = world.client("sqs")
    before = world.desired("worker")
    for i in range(12):
        sqs.send_message_batch(QueueUrl=world.jobs, Entries=[
            {"Id": str(j), "MessageBody": json.dumps({"job": i * 10 + j})} for j in range(10)])
    world.until("more workers than before", 30, lambda: world.desired("worker") > before)
    assert world.desired("worker") <= 8


@check("work that is done leaves the queue")
def drain(world: World) -> None:
    """Receives and deletes everything, as the workers would; the fall is looked at later."""
    sqs = world.client("sqs")
    while batch := sqs.receive_message(QueueUrl=world.jobs, MaxNumberOfMessages=10).get("Messages", []):
        sqs.delete_message_batch(QueueUrl=world.jobs, Entries=[
            {"Id": str(i), "ReceiptHandle": m["ReceiptHandle"]} for i, m in enumerate(batch)])
    assert world.depth(world.jobs) == 0
    world.marks["drained"] = time.time()


def workers_fall(world: World) -> None:
    """After the drain the workers go back to the minimum; asked at the end, since the window takes its minute."""
    rest = 170 - (time.time() - world.marks.get("drained", time.time()))
    world.until("worker at its minimum of 1", max(rest, 20), lambda: world.desired("worker") == 1)
    asked = [c["desired"] for c in world.calls(action="UpdateService", service="worker")]
    assert min(asked) >= 1, f"counts asked for: {asked}"
    assert world.desired("api") == 2, f"api has {world.desired('api')} tasks, its minimum is 2"
    assert all(c["cluster"] == CLUSTER for c in world.calls(action="UpdateService"))
