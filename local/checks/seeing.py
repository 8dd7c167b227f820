"""The commands that show: status, explain, history, over the deployed stack."""
import json

from checks.registry import check
from checks.world import World


@check("status shows every service with its count")
def status_shows(world: World) -> None:
    """The table has each service that has a policy, with the counts that ECS has; so has the JSON."""
    table = world.autoscaler("status")
    assert table.startswith(f"stack {world.name} · local cloud · mode active · last tick "), table[:200]
    shown = {s["service"]: s for s in json.loads(world.autoscaler("status", "--json"))["services"]}
    assert "shop/web" in shown and "shop/worker" in shown and "shop/stranger" not in shown, sorted(shown)
    assert "shop/web" in table and "shop/api" in table, table

    def same() -> bool:
        """A count may change between the two looks."""
        before = world.desired("web")
        views = json.loads(world.autoscaler("status", "--json"))["services"]
        seen = next(v for v in views if v["service"] == "shop/web")["desired"]
        return before == seen == world.desired("web")
    world.until("the count of web that ECS has", 60, same)


@check("status of a service shows its tasks and decisions")
def status_of_one(world: World) -> None:
    """Tasks as ECS lists them, loads against their targets, decisions newest first."""
    view = json.loads(world.autoscaler("status", "shop/api", "--json"))["services"][0]
    assert len([t for t in view["tasks"] if t["state"] != "failed"]) >= view["running"], view["tasks"]
    assert view["loads"][0]["policy"] == "cpu" and "of 60 %" in view["loads"][0]["text"], view["loads"]
    times = [d["at"] for d in view["decisions"]]
    assert times and times == sorted(times, reverse=True), times
    text = world.autoscaler("status", "shop/api")
    assert "  now " in text and "  loads " in text and "  decisions " in text, text
    assert all(len(line) <= 100 for line in text.splitlines() if not line.startswith(("stack", "!", "shop/"))), text


def api_changed(world: World) -> None:
    """Its load is that of one task, so it falls to its minimum by itself."""
    world.until("api below 6 tasks", 100, lambda: world.desired("api") < 6)


@check("explain shows what the audit row says")
def explain_says(world: World) -> None:
    """The JSON is the newest record; the text has its count and its reason's first words."""
    api_changed(world)
    record = json.loads(world.autoscaler("explain", "shop/api", "--json"))
    assert record["id"] in [r["id"] for r in world.records("api")], record["id"]
    text = world.autoscaler("explain", "shop/api")
    assert text.startswith("shop/api at "), text
    assert "  because " in text and "  woken by " in text, text
    first = min(world.records("api"), key=lambda r: r["at"])
    then = json.loads(world.autoscaler("explain", "shop/api", "--at", first["at"], "--json"))
    assert then["id"] == first["id"], f"{then['id']} instead of {first['id']}"


@check("history shows the changes of a count")
def history_lists(world: World) -> None:
    """Each change that the audit rows have, newest first."""
    api_changed(world)
    shown = json.loads(world.autoscaler("history", "shop/api", "--changes", "--json"))["entries"]
    made = [(d["scale"]["from"], d["scale"]["to"]) for d in (r["decision"] for r in world.records("api"))
            if "scale" in d]
    scaled = [(e["from"], e["to"]) for e in shown if e["what"].startswith("scaled")]
    assert made and set(scaled) <= set(made) and len(scaled) >= 1, f"made {made}, shown {scaled}"
    assert "time (UTC)" in world.autoscaler("history", "shop/api"), "no table"


@check("what is not there is said by the commands that show")
def show_refusals(world: World) -> None:
    """One sentence and the right exit code."""
    near = world.autoscaler("status", "shop/wbe", code=1)
    assert "shop/wbe has no policy in this stack; did you mean shop/web?" in near, near
    assert "nothing is recorded" in world.autoscaler("explain", "shop/web", "--at", "2001-01-01", code=1)
    assert "has no policy" in world.autoscaler("explain", "shop/stranger", code=1)
    assert "has no policy" in world.autoscaler("history", "shop/stranger", code=1)
    assert "no stack nowhere" in world.autoscaler("status", "--stack", "nowhere", code=3)
