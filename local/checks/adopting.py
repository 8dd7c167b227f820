"""What an operator asks before and after a service is handed over: init, validate --live, doctor."""
import http.server
import json
import threading

from checks import alarms
from checks.registry import check
from checks.world import CLUSTER, World, tracking

ID = f"service/{CLUSTER}/stranger"
COMMON = {"ServiceNamespace": "ecs", "ResourceId": ID, "ScalableDimension": "ecs:service:DesiredCount"}
# The local cloud has no Application Auto Scaling: these are its answers for a service with a bit of everything.
ANSWERS = {
    "DescribeScalableTargets": {"ScalableTargets": [{
        **COMMON, "MinCapacity": 2, "MaxCapacity": 20, "RoleARN": "r", "CreationTime": 0,
        "SuspendedState": {"DynamicScalingInSuspended": True, "DynamicScalingOutSuspended": False,
                           "ScheduledScalingSuspended": False}}]},
    "DescribeScalingPolicies": {"ScalingPolicies": [
        {**COMMON, "PolicyARN": "a", "PolicyName": "hold cpu", "PolicyType": "TargetTrackingScaling", "CreationTime": 0,
         "TargetTrackingScalingPolicyConfiguration": {
             "TargetValue": 55.0, "ScaleInCooldown": 300,
             "PredefinedMetricSpecification": {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"}}},
        {**COMMON, "PolicyARN": "b", "PolicyName": "many errors", "PolicyType": "StepScaling", "CreationTime": 0,
         "StepScalingPolicyConfiguration": {
             "AdjustmentType": "ChangeInCapacity", "Cooldown": 60,
             "StepAdjustments": [{"MetricIntervalLowerBound": 0.0, "ScalingAdjustment": 2}]},
         "Alarms": [{"AlarmName": alarms.ERRORS, "AlarmARN": "c"}]},
        {**COMMON, "PolicyARN": "d", "PolicyName": "tomorrow", "PolicyType": "PredictiveScaling", "CreationTime": 0}]},
    "DescribeScheduledActions": {"ScheduledActions": [
        {**COMMON, "ScheduledActionName": name, "ScheduledActionARN": name, "CreationTime": 0, "Timezone": "Asia/Tokyo",
         "Schedule": f"cron(0 {hour} * * ? *)", "ScalableTargetAction": {"MinCapacity": least, "MaxCapacity": 20}}
        for name, hour, least in (("day", 8, 6), ("night", 20, 2))]},
}


class Answers(http.server.BaseHTTPRequestHandler):
    """Says what Application Auto Scaling would."""

    def do_POST(self) -> None:  # the name is the base class's
        self.rfile.read(int(self.headers["Content-Length"]))
        body = json.dumps(ANSWERS[self.headers["X-Amz-Target"].rsplit(".", 1)[1]]).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/x-amz-json-1.1")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_) -> None:
        """Nothing."""


def there(world: World) -> None:
    """The alarms that documents name."""
    found = world.client("cloudwatch").describe_alarms(AlarmNames=[alarms.ERRORS, alarms.DATABASE])["MetricAlarms"]
    for name in {alarms.ERRORS, alarms.DATABASE} - {a["AlarmName"] for a in found}:
        alarms.alarm(world, name, f"Of-{name}")


@check("init drafts a document from what Application Auto Scaling has")
def init(world: World) -> None:
    """The draft is good, says all that was found, and its commands bring back what was there."""
    there(world)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers) as answers:
        threading.Thread(target=answers.serve_forever, daemon=True).start()
        endpoint = {"AWS_ENDPOINT_URL_APPLICATION_AUTO_SCALING": f"http://127.0.0.1:{answers.server_address[1]}"}
        draft = json.loads(world.autoscaler("init", f"{CLUSTER}/stranger", "--json", environment=endpoint))
        live = world.autoscaler("validate", "--live", "-", stdin=tracking("web"), environment=endpoint)
        answers.shutdown()
    document = draft["document"]
    for part in ("capacity: {min: 2, max: 20}", "cpu: {type: target-tracking, metric: cpu, target: 55}",
                 f'alarm: "{alarms.ERRORS}", warm-up: 60s, steps: [{{above: 0, add: 2}}]', "no PredictiveScaling here",
                 'start: "0 20 * * *", for: 12h, timezone: "Asia/Tokyo", capacity: {min: 2, max: 20}', "256 CPU units"):
        assert part in document, f"{part} is not in\n{document}"
    assert not draft["problems"] and ID in draft["suspend"]
    assert "InSuspended=true,DynamicScalingOutSuspended=false" in draft["restore"], draft["restore"]
    assert "good" in world.autoscaler("validate", "--service", f"{CLUSTER}/stranger", "-", stdin=document)
    assert live.splitlines()[1].startswith(f"{CLUSTER}/web: now "), live


@check("init without Application Auto Scaling, and of what is not there")
def init_alone(world: World) -> None:
    """A range from the present count; one sentence for each mistake, and no file is overwritten."""
    document = world.autoscaler("init", f"{CLUSTER}/stranger")
    assert "capacity: {min: 1, max: 4}" in document and "mode:" not in document, document
    for words, said in (((f"{CLUSTER}/nobody",), "there is no service shop/nobody in "),
                        (("nowhere/web",), "there is no cluster nowhere in "),
                        (("web",), "'web' is no service; allowed: CLUSTER/SERVICE"),
                        ((f"{CLUSTER}/stranger", "--out", "pom.xml"), "pom.xml is there already; --force overwrites it")):
        told = world.autoscaler("init", *words, code=1)
        assert said in told and len(told.splitlines()) == 1, told


@check("validate --live says what a document would do now")
def live(world: World) -> None:
    """A fitting document passes; blind policies are problems with their reason; without --live nobody is asked."""
    world.feed()
    good = world.autoscaler("validate", "--live", "-", stdin=tracking("calm"))
    assert f"{CLUSTER}/calm: now 6 tasks, would " in good and "cpu: asks for" in good, good
    cut = world.autoscaler("validate", "--live", "-", stdin=tracking("calm", low=1, high=3))
    assert "warning: capacity.max: 3 is below the present 6 tasks" in cut and "would be 3: a cut of 50 %" in cut, cut
    queue = f"service: {CLUSTER}/web\ncapacity: {{min: 1, max: 3}}\npolicies: {{q: {{type: queue, queue: no-such}}}}\n"
    blind = world.autoscaler("validate", "--live", "-", stdin=queue, code=1)
    assert "problem: policies.q: blind: queue not found" in blind, blind
    missing = world.autoscaler("validate", "--live", "-", stdin=tracking("nobody"), code=1)
    assert "problem: service: there is no service shop/nobody" in missing, missing
    nowhere = {"AWS_ENDPOINT_URL": "http://127.0.0.1:9"}
    assert "good" in world.autoscaler("validate", "-", stdin=tracking("calm"), environment=nowhere)
    world.autoscaler("validate", "--live", "-", stdin=tracking("calm"), environment=nowhere, code=3)
    nobody = {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}
    told = world.autoscaler("validate", "--live", "-", stdin=tracking("calm"), environment=nobody, code=3)
    assert "autoscaler: no AWS credentials" in told, told
    assert "no AWS credentials" in world.autoscaler("doctor", environment=nobody, code=3)


@check("doctor finds a good stack good, and says what is wrong with a bad one")
def doctor(world: World) -> None:
    """Whatever a local cloud can show passes; a document that is not in force, a missing stack fail."""
    there(world)
    world.feed()
    found = json.loads(world.autoscaler("doctor", "--json"))
    bad = [c for c in found["checks"] if c["result"] == "fail"]
    assert found["good"] and not bad, bad
    passed = {c["check"] for c in found["checks"] if c["result"] == "pass"}
    wanted = {"credentials", "stack", "resources", "tick", "dead letters", "notices", "policies", "shop/calm policies",
              "shop/calm metrics", "shop/calm samples", "shop/worker policies"}
    assert wanted <= passed, wanted - passed
    world.feed()
    told = world.autoscaler("doctor")
    assert " 0 failed" in told and "aws iam simulate-principal-policy" in told, told
    world.policy("nobody", "service: shop/nobody\ncapacity: {min: 2}\n")
    told = world.autoscaler("doctor", code=1)
    world.remove_policy("nobody")
    assert "shop/nobody: 2 problems in its document" in told, told
    assert "no stack other in" in world.autoscaler("doctor", "--stack", "other", code=1)
