"""Two stacks that name one service: the second one only watches."""
from checks.registry import check
from checks.world import CLUSTER, World, tracking
from checks import messages

CLAIMS = "/fargate-autoscaler-claims"


def claims(world: World, stack: str) -> list[str]:
    """The services that a stack claims."""
    found = world.client("ssm").get_parameters_by_path(Path=f"{CLAIMS}/{stack}")["Parameters"]
    return sorted(line for p in found for line in p["Value"].splitlines())


@check("what the stack scales is claimed")
def claimed(world: World) -> None:
    """Every service with a policy, since the mode is active."""
    world.until("a claim of web", 75, lambda: f"{CLUSTER}/web" in claims(world, world.name))


@check("a service that another stack scales is only watched")
def other_stack(world: World) -> None:
    """A claim that was there first holds the service; without it the same load moves the count."""
    name = f"{CLAIMS}/a-first-one/1"
    world.client("ssm").put_parameter(Name=name, Value=f"{CLUSTER}/claimed\nno service", Type="String")
    world.policy("claimed", tracking("claimed"))
    world.until("marked in the state table", 60,
                lambda: any(r["sk"] == f"other#{CLUSTER}/claimed" and r["stack"] == "a-first-one"
                            for r in world.rows("STACK")))
    assert f"{CLUSTER}/claimed" not in claims(world, world.name)
    world.loads["claimed"].jump(170)
    world.cloud.put_event(messages.alarm_event("claimed"))
    notice = world.until("a notice other-scaler", 60, lambda: world.heard_of("other-scaler", "claimed"))[0]
    assert "stack a-first-one" in notice["text"], notice["text"]
    assert not world.calls(0, "UpdateService", "claimed")
    assert world.desired("claimed") == 2
    world.client("ssm").delete_parameter(Name=name)
    # A changed document is what makes the stack look at claims at once; else it does so each fifth minute.
    world.policy("claimed", tracking("claimed", high=9))
    world.until("claimed by this stack", 60, lambda: f"{CLUSTER}/claimed" in claims(world, world.name))
    world.tick()
    world.until("claimed at 3 tasks", 60, lambda: world.desired("claimed") == 3)
