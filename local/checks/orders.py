"""Commands that change something: documents, mode, pauses and holds, by the command line against the stack."""
import json
import time

from checks.registry import check
from checks.world import CLUSTER, World, tracking


def orders(world: World, service: str) -> dict:
    """What is ordered for a service, as its row has it."""
    row = next(iter(world.rows(f"{CLUSTER}/{service}", "orders")), {})
    return json.loads(row.get("orders", "{}"))


@check("orders: apply puts a document in force and back")
def apply(world: World) -> None:
    """Another minimum comes into force, its diff is shown; the version before comes back."""
    before = int(world.policy_row("ordered")["version"])
    text = tracking("ordered", low=3)
    shown = world.autoscaler("apply", "--dry-run", "-", stdin=text)
    assert "+capacity: {min: 3, max: 10}" in shown, shown
    assert int(world.policy_row("ordered")["version"]) == before, "a dry run put the document"
    said = world.autoscaler("apply", "--yes", "-", stdin=text)
    assert f"version {before + 1} is in force: 3 to 10 tasks, policy cpu, mode active" in said, said
    assert "nothing changes" in world.autoscaler("apply", "-", stdin=text)
    back = json.loads(world.autoscaler("apply", "--yes", "--json", "--service", "shop/ordered", "--version", str(before)))
    assert back[0]["version"] == before + 2 and back[0]["capacity"]["min"] == 2, back
    whats = [row["what"] for row in world.rows(f"{CLUSTER}/ordered", "order#")]
    assert whats == ["apply", "apply"], whats


@check("orders: apply refuses what cannot be")
def apply_refuses(world: World) -> None:
    """A service that is not there, another cluster, a pipe without --yes: a sentence and exit code 1 each."""
    assert "no such service" in world.autoscaler("apply", "--yes", "-", code=1, stdin=tracking("ghost"))
    other = tracking("ordered").replace("shop/ordered", "other/ordered")
    assert "may scale services of shop only" in world.autoscaler("apply", "--yes", "-", code=1, stdin=other)
    said = world.autoscaler("apply", "-", code=1, stdin=tracking("ordered", high=9))
    assert "--yes" in said, said
    assert "no stack nowhere" in world.autoscaler("mode", "--stack", "nowhere", code=3)


@check("orders: a pause and a hold are obeyed, kept and taken back")
def pause_and_hold(world: World) -> None:
    """A hold raises the count of a service without load; a pause holds it; both are in the audit trail with who."""
    world.autoscaler("hold", "shop/ordered", "--min", "4", "--for", "1h")
    world.tick()
    world.until("ordered at 4 tasks", 60, lambda: world.desired("ordered") == 4)
    world.autoscaler("pause", "shop/ordered", "--for", "2h", "--reason", "a check")
    kept = orders(world, "ordered")
    assert kept["pause"]["by"] and kept["hold"]["min"] == 4, kept
    world.autoscaler("hold", "shop/ordered", "--min", "6", "--for", "1h")
    world.tick()
    world.until("a record of the pause", 60, lambda: "PAUSED" in json.dumps(world.records("ordered"), default=str))
    assert world.desired("ordered") == 4, "a paused service was scaled"
    world.autoscaler("resume", "shop/ordered")
    world.tick()
    world.until("ordered at 6 tasks", 60, lambda: world.desired("ordered") == 6)
    released = json.loads(world.autoscaler("hold", "shop/ordered", "--release", "--json"))
    assert released[0]["order"] == "release-hold", released
    assert "pause" not in orders(world, "ordered") and "hold" not in orders(world, "ordered")
    assert "did you mean shop/ordered" in world.autoscaler("pause", "shop/orderd", "--for", "1h", code=1)


@check("orders: a resume ends a parking")
def resume_parked(world: World) -> None:
    """Somebody sets the count to 0: it stays there until an operator resumes the service."""
    # What is read within 30 s after an own write counts as that write not having arrived yet.
    world.until("the last change of ordered 35 s ago", 60, lambda: time.time() > 35 + max(
        c["at"] for c in world.calls(action="UpdateService", service="ordered")))
    world.client("ecs").update_service(cluster=CLUSTER, service="ordered", desiredCount=0)
    world.until("ordered parked", 120, lambda: world.heard_of("parked", "ordered"))
    assert world.desired("ordered") == 0
    assert "no longer parked" in world.autoscaler("resume", "shop/ordered")
    world.tick()
    world.until("ordered at its minimum", 60, lambda: world.desired("ordered") >= 2)


@check("orders: the mode is set and obeyed")
def mode(world: World) -> None:
    """Observe and back; the stack's own parameter is mentioned."""
    said = world.autoscaler("mode", "observe")
    assert "active → observe" in said and "Mode=active" in said, said
    shown = json.loads(world.autoscaler("mode", "--json"))
    assert shown["mode"] == "observe" and {s["mode"] for s in shown["services"]} == {"observe"}, shown
    assert "observe → active" in world.autoscaler("mode", "active")
    whats = [row["detail"] for row in world.rows("ORDERS", "order#")]
    assert whats == ["active → observe", "observe → active"], whats


@check("orders: uninstall says what goes and what stays")
def uninstall_plan(world: World) -> None:
    """Without --yes nothing changes; the local cloud has no Application Auto Scaling to ask."""
    plan = json.loads(world.autoscaler("uninstall", "--json"))
    assert plan["done"] is False and plan["resources"]["AWS::DynamoDB::Table"] == 1, plan
    assert f"/{world.name}/services/shop/ordered" in plan["documents"], plan["documents"]
    assert world.policy_row("ordered"), "the plan changed something"
