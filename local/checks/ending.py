"""What takes its time is asked last; then update and delete."""
import show
import stack
from checks.alarms import DATABASE, ERRORS
from checks.operating import TASK_POISON
from checks.registry import check
from checks.scaling import workers_fall
from checks.world import World


@check("poison reached the dead-letter queue and delayed nobody")
def poison_ended(world: World) -> None:
    """The work queue is rid of it (counted and acknowledged), the task-event queue's lies in its dead-letter queue."""
    world.until("an empty work queue", 20, lambda: world.depth(world.outputs["WorkQueueUrl"]) == 0)
    assert "poison" in world.marks, "no poison was sent"
    found: list[str] = []

    def dead_letters() -> list[str]:
        answer = world.client("sqs").receive_message(QueueUrl=world.outputs["TaskEventDeadLetterQueueUrl"],
                                                     MaxNumberOfMessages=10)
        found.extend(m["Body"] for m in answer.get("Messages", []))
        return found
    world.until("the poison in the dead-letter queue", 100, lambda: TASK_POISON in dead_letters())
    others = [body[:160] for body in found if body != TASK_POISON]
    assert not others, f"{len(others)} good events are dead letters too, the first: {others[0]}"


@check("no function was refused anything it needs")
def permissions_suffice(world: World) -> None:
    """What the functions did until now was within their roles: no log line tells of a refused call."""
    for short in show.FUNCTIONS:
        refused = [line for line in show.lines(world.cloud, world.outputs, short)
                   if "AccessDenied" in line or "not authorized to perform" in line]
        assert not refused, f"{short}, {len(refused)} lines, the first: {refused[0][:400]}"


check("workers fall after the drain")(workers_fall)


@check("a stack update changes only what was asked for")
def update(world: World) -> None:
    """Another pulse length reaches the function; counts and policies stay."""
    before = {s: world.desired(s) for s in ("web", "many", "peak")}
    world.outputs = stack.deploy({"QueuePulseSeconds": "20", "NoticeLimit": "500"}, quiet=True)
    settings = world.client("lambda").get_function_configuration(FunctionName=world.outputs["ReconcilerName"])
    assert settings["Environment"]["Variables"]["QUEUE_PULSE_SECONDS"] == "20"
    assert world.policy_row("web"), "the policy is gone"
    after = {s: world.desired(s) for s in before}
    assert after == before, f"{before} became {after}"


@check("a stack delete leaves nothing of the stack")
def delete(world: World) -> None:
    """Functions, rules, queues, topics, tables, roles are gone; the services run on."""
    counts = world.desired("web")
    stack.delete()
    left = [f["FunctionName"] for f in world.client("lambda").list_functions()["Functions"]]
    left += [r["Name"] for r in world.client("events").list_rules()["Rules"]]
    left += [q for q in world.client("sqs").list_queues(QueueNamePrefix=f"{world.name}-").get("QueueUrls", [])]
    left += [t["TopicArn"] for t in world.client("sns").list_topics()["Topics"]]
    left += world.client("dynamodb").list_tables()["TableNames"]
    left += [r["RoleName"] for r in world.client("iam").list_roles()["Roles"]
             if r["RoleName"].startswith(f"{world.name}-")]
    left += [a["AlarmName"] for a in world.client("cloudwatch").describe_alarms()["MetricAlarms"]
             if a["AlarmName"] not in (ERRORS, DATABASE)]
    assert not left, f"still there: {left}"
    assert world.desired("web") == counts
