"""A stack of an earlier release becomes one of this release without losing anything."""
import aws
import stack
from checks.registry import check
from checks.world import CLUSTER, World
from places import ROOT, WORK, Problem

RELEASE = "0.1.0"
NAME = "old"
PARAMETERS = {"ClusterName": CLUSTER, "ServiceName": "stranger", "Mode": "off", "QueuePulseSeconds": "0"}


def template(release: str):
    """The template that a release shipped, with this version's code: old code is not kept."""
    frozen = ROOT / "template-tests" / "src" / "test" / "resources" / "releases" / release / "template.yaml"
    copy = WORK / f"template-{release}.yaml"
    copy.write_text(frozen.read_text().replace("CodeUri: functions/", f"CodeUri: {ROOT}/functions/"))
    return copy


@check("a stack of the last release is updated in place")
def upgrade(world: World) -> None:
    """Table, queues, topics and documents are the same ones afterwards; the state is still in force."""
    before = aws.state()
    dynamo, ssm = world.client("dynamodb"), world.client("ssm")
    try:
        old = stack.deploy(PARAMETERS, name=NAME, template=template(RELEASE), quiet=True)
        service = {"S": f"{CLUSTER}/stranger"}
        state = {"pk": service, "sk": {"S": "state"}, "version": {"N": "7"}, "state": {"S": "{}"}}
        audit = {"pk": service, "sk": {"S": "audit#1-1"}, "at": {"S": "2026-01-01T00:00:00Z"}, "record": {"S": "{}"}}
        for row in (state, audit):
            dynamo.put_item(TableName=old["TableName"], Item=row)
        document = ssm.get_parameter(Name=f"/{NAME}/services/{CLUSTER}/stranger")["Parameter"]["Value"]
        new = stack.deploy(PARAMETERS, name=NAME, quiet=True)
        changed = {k: (v, new.get(k)) for k, v in old.items() if new.get(k) != v and k != "NextStep"}
        assert not changed, f"outputs changed: {changed}"
        kept = {row["sk"]["S"]: dynamo.get_item(TableName=new["TableName"], Key={k: row[k] for k in ("pk", "sk")},
                                                ConsistentRead=True).get("Item") for row in (state, audit)}
        assert kept["audit#1-1"] == audit, f"the audit row became {kept['audit#1-1']}"
        # A tick may have gone on from the old row; what it wrote then follows its version.
        assert kept["state"] and int(kept["state"]["version"]["N"]) >= 7, f"the state row became {kept['state']}"
        after = ssm.get_parameter(Name=f"/{NAME}/services/{CLUSTER}/stranger")["Parameter"]["Value"]
        assert after == document, "the document of the first service changed"
    finally:
        try:
            stack.delete(NAME)
        except Problem as e:
            print(f"          {e}", flush=True)
        aws.save(before)
