"""Events wake the reconciler; the state decides."""
import json
import random
import time

import show
from checks import messages
from checks.registry import check
from checks.world import World

SPIKE = 170  # percent: 3 tasks at target 60
WAKES = {"by-rule": {"alarm"}, "by-invoke": {"alarm"}, "by-sns": {"alarm"}, "by-ecs": {"deployment", "service"}}


@check("alarm and ECS events lead to the same decision")
def wakes(world: World) -> None:
    """Rule, direct invoke, SNS in SQS, ECS event: four services with the same load get the same count at once."""
    world.between_ticks()
    for service in WAKES:
        world.loads[service].jump(SPIKE)
    started = time.time()
    world.cloud.put_event(messages.alarm_event("by-rule"))
    world.work(messages.alarm_by_sns("by-sns"))
    world.cloud.put_event(messages.deployment_event("by-ecs"))
    answer = world.client("lambda").invoke(FunctionName=world.outputs["ReconcilerName"],
                                           Payload=json.dumps(messages.alarm_action("by-invoke")))
    assert "FunctionError" not in answer, answer["Payload"].read()[:300]
    world.until("3 tasks for each of the four", 12, lambda: all(world.desired(s) == 3 for s in WAKES))
    assert world.last_tick() < started, "a tick came in between, so nothing is shown"
    for service, kinds in WAKES.items():
        triggers = [r["trigger"].get("kind") for r in world.records(service) if "scale" in r["decision"]]
        assert triggers and set(triggers) <= kinds, f"{service}: triggers {triggers}, expected {kinds}"


@check("20 copies in any order: one call, one notice")
def copies(world: World) -> None:
    """Duplicates and disorder do not matter: one UpdateService, one audit row with a scale, one notice."""
    world.loads["many"].jump(SPIKE)
    started = time.time()
    forms = ["rule", "sns", "ecs", "action"] * 5
    random.Random(world.seed).shuffle(forms)
    for form in forms:
        match form:
            case "rule":
                world.cloud.put_event(messages.alarm_event("many"))
            case "sns":
                world.work(messages.alarm_by_sns("many"))
            case "ecs":
                world.work(messages.deployment_event("many"))
            case "action":
                world.cloud.put_event(messages.service_action("many"))
    world.until("many at 3 tasks", 15, lambda: world.desired("many") == 3)
    world.until("the work queue is empty", 30, lambda: world.depth(world.outputs["WorkQueueUrl"]) == 0)
    updates = world.calls(started, "UpdateService", "many")
    assert [c["desired"] for c in updates] == [3], f"seed {world.seed}: UpdateService calls {updates}"
    scales = [r for r in world.records("many") if "scale" in r["decision"]]
    assert len(scales) == 1, f"seed {world.seed}: {len(scales)} audit rows with a scale"
    world.tick()
    world.until("a notice that many was scaled", 20, lambda: world.heard_of("scaled", "many"))
    world.stays("a second notice for one action", 3, lambda: len(world.heard_of("scaled", "many")) == 1)


@check("foreign and unknown events cause no call")
def foreign(world: World) -> None:
    """Another account's alarm, a service without a policy, an alarm that nobody named: nothing is read or written."""
    world.between_ticks()
    started = time.time()
    world.work(messages.alarm_event("alone", "999999999999"))
    world.work(messages.deployment_event("alone", "999999999999"))
    world.cloud.put_event(messages.deployment_event("stranger"))
    world.cloud.put_event(messages.alarm_event("stranger"))
    unknown = messages.alarm_event("alone")
    unknown["detail"]["alarmName"] = "somebody-elses"
    unknown["detail"]["configuration"] = {"metrics": []}
    world.cloud.put_event(unknown)
    world.until("the work queue is empty", 15, lambda: world.depth(world.outputs["WorkQueueUrl"]) == 0)
    world.stays("no call for alone or stranger", 3, lambda: not [
        c for s in ("alone", "stranger") for c in world.calls(started, service=s)])


@check("a failed task leads to a notice by its event")
def failed_task(world: World) -> None:
    """A STOPPED event with a reason arrives in the queue that asked for event = task-failed only; the start was bad."""
    reason = "CannotPullContainerError: pull image manifest has been retried 1 time(s): not found: local-check"
    world.cloud.put_event(messages.stopped_task("web", "TaskFailedToStart", reason))
    notice = world.until("a notice about web's task", 75,
                         lambda: world.heard_of("task-failed", "web", ear="task-failed"))[0]
    assert "CannotPullContainer" in notice["text"], notice["text"][:300]
    others = {n["event"] for n in world.listen() if n["ear"] == "task-failed"}
    assert others == {"task-failed"}, f"the filtered queue also got {others}"
    starts = [row for row in world.rows("shop/web") if row["sk"] == "starts"]
    assert starts, "no row of starts for web"
    tasks = [json.loads(text) for name, text in starts[0].items() if name.startswith("t:")]
    assert [t for t in tasks if t.get("bad")], f"the start is not known as bad: {tasks}"


@check("further failed tasks are told together, then that it is over")
def failed_tasks_digest(world: World) -> None:
    """Three more tasks, one told twice: no notice at once; one digest and one `recovered`, each 15 minutes later.

    The clock of the functions is the real one, so the row of what was told is made 15 minutes older instead.
    """
    reason = "CannotPullContainerError: pull image manifest has been retried 1 time(s): not found: local-check"
    before = len(world.heard_of("task-failed", "web", ear="task-failed"))
    events = [messages.stopped_task("web", "TaskFailedToStart", reason) for _ in range(3)]
    for event in [*events, events[0]]:
        world.cloud.put_event(event)
    world.until("three tasks that wait for the digest", 75, lambda: world.digest("web").get("untold") == 3)
    assert len(world.heard_of("task-failed", "web", ear="task-failed")) == before, "a notice for one task more"
    world.age_digest("web")
    world.tick()
    digest = world.until("a digest of web's tasks", 30,
                         lambda: world.heard_of("task-failed", "web", ear="task-failed")[before:])[0]
    assert digest["subject"] == "[shop/web] 3 more tasks failed: no usable image", digest["subject"]
    told = json.loads(digest["text"])
    assert told["lines"][1].startswith("What to do: "), told["lines"]
    assert (told["failed"]["count"], told["failed"]["total"]) == (3, before + 3), told["failed"]
    world.age_digest("web")
    world.tick()
    world.until("that web's tasks no longer fail", 30, lambda: [
        n for n in world.heard_of("recovered", "web") if "no task failed" in n["subject"]])


@check("a task that starts leads to one notice with its address")
def started_task(world: World) -> None:
    """A RUNNING event, twice, arrives once in the queue that asked for event = task-started only; it wakes the sender."""
    event = messages.running_task("quiet", "10.0.3.17", 34)
    arn = event["detail"]["taskArn"]
    world.cloud.put_event(event)
    world.cloud.put_event({**event, "id": "again"})

    def heard() -> list[dict]:
        found = world.heard_of("task-started", "quiet", ear="task-started")
        return [n for n in found if json.loads(n["text"])["started"]["task"] == arn]
    notice = world.until("a notice about quiet's new task", 75, heard)[0]
    world.until("a look at quiet because of its task", 15, lambda: any(
        '"service":"shop/quiet"' in line and ('"trigger":"task"' in line or '"task:started"' in line)
        for line in show.lines(world.cloud, world.outputs, "reconciler")))
    assert notice["subject"] == "[shop/quiet] task started: nginx:1 at 10.0.3.17 after 34 s", notice["subject"]
    started = json.loads(notice["text"])["started"]
    assert started["at"] == event["detail"]["startedAt"], started
    assert (started["taskDefinition"], started["address"], started["startUpSeconds"]) == ("nginx:1", "10.0.3.17", 34), started
    world.stays("a second notice for one task", 3, lambda: len(heard()) == 1)
    others = {n["event"] for n in world.listen() if n["ear"] == "task-started"}
    assert others == {"task-started"}, f"the filtered queue also got {others}"
    rows = [row for row in world.rows("shop/quiet") if row["sk"] == "start-ups"]
    task = arn.rsplit("/", 1)[-1]
    mine = [t for t in rows[0].get("r:nginx:1", "").split(";") if t.startswith(task)] if rows else []
    assert len(mine) == 1 and mine[0].endswith(",34000,8000"), f"start-ups of quiet: {mine or rows}"
    shown = [line for line in show.lines(world.cloud, world.outputs, "task-events") if "10.0.3.17" in line]
    assert not shown, f"the address is in the log: {shown[0][:300]}"


@check("each scaling action has one notice")
def one_notice_each(world: World) -> None:
    """As many `scaled` notices for a service as UpdateService calls that changed it."""
    world.tick()
    for service in ("by-rule", "by-sns", "by-invoke", "by-ecs"):
        world.until(f"a notice about {service}", 20, lambda s=service: world.heard_of("scaled", s))
        found = world.heard_of("scaled", service)
        assert len(found) == 1, f"{service}: {[n['subject'] for n in found]}"
        assert found[0].get("severity") and found[0].get("cluster") == "shop", found[0]
        assert len(found[0]["subject"]) <= 99 and found[0]["subject"].isascii(), found[0]["subject"]
