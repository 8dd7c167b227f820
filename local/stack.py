"""Builds, localizes, deploys and deletes the product's stack."""
import json
import os
import pathlib
import re
import subprocess
import time

import aws
from jdk import java_home
from places import (CLOUD_PYTHON, LOCAL, REGION, RIC, ROOT, SAM, SAM_PYTHON, STACK_FOLDER, WORK, Problem)

NAME = "fa"
# Short on purpose: physical names carry the stack's name.
DEFAULTS = {"ClusterName": "shop", "Mode": "active"}
MODES = {"active": "it acts (on AWS the first deployment only observes)", "observe": "it decides and tells, and changes nothing",
         "off": "it decides nothing"}
SAM_SECONDS = 120
KNOWN = WORK / "known-types.txt"
NOTICES = "local-notices"


def log_of(what: str) -> pathlib.Path:
    """Where the whole output of a tool goes."""
    log = WORK / "logs" / f"{what.split()[0]}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    return log


def run(command: list, what: str, seconds: int, **more) -> str:
    """Runs a tool; its whole output is in target/local/logs, the end of it in the Problem when it fails."""
    log = log_of(what)
    try:
        done = subprocess.run([str(c) for c in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, timeout=seconds, **more)
    except subprocess.TimeoutExpired as e:
        log.write_text((e.stdout or b"").decode(errors="replace") if isinstance(e.stdout, bytes) else e.stdout or "")
        raise Problem(f"{what} did not end within {seconds} s; see {log}") from None
    log.write_text(done.stdout)
    if done.returncode:
        tail = "\n  ".join(done.stdout.strip().splitlines()[-12:])
        raise Problem(f"{what} failed (whole output: {log}):\n  {tail}")
    return done.stdout


def maven(*arguments, what: str) -> None:
    """Runs Maven and names each module when it begins: with empty caches some take a minute."""
    wrapper = ROOT / "mvnw"
    command = [str(wrapper if wrapper.is_file() else "mvn"), "-B", "-ntp", *map(str, arguments)]
    log = log_of(what)
    with log.open("w") as file, subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, "JAVA_HOME": str(java_home())}, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace") as process:
        try:
            for line in process.stdout:
                file.write(line)
                module = module_of(line)
                if module:
                    print(f"  {module}", flush=True)
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        told = [line for line in log.read_text().splitlines() if not line.startswith("[INFO]")]
        raise Problem(f"{what} failed (whole output: {log}):\n  " + "\n  ".join(told[:12]))


def module_of(line: str) -> str | None:
    """`[2/13] core` for the line by which Maven begins a module; None for any other."""
    found = re.match(r"\[INFO] Building (\S.*?) \S+ +(\[\d+/\d+])\s*$", line)
    return f"{found[2]} {found[1]}" if found else None


def jars(template: pathlib.Path) -> list[pathlib.Path]:
    """The jars that a template names."""
    text = template.read_text()
    found = {line.split("CodeUri:", 1)[1].strip().strip("'\"") for line in text.splitlines() if "CodeUri:" in line}
    return [template.parent / f for f in sorted(found)]


def build(template: pathlib.Path) -> None:
    """The functions' jars and the runtime client, each only when it is not there."""
    missing = [j for j in jars(template) if not j.is_file()]
    if missing:
        print(f"building, since {missing[0].name} is not there yet (2 minutes; the first time, with downloads, 3 to 5)",
              flush=True)
        maven("-DskipTests", "package", what="maven package")
    if not list(RIC.glob("*runtime-interface-client*.jar")):
        print("fetching the runtime client (once) ...", flush=True)
        maven("-f", LOCAL / "ric" / "pom.xml", "dependency:copy-dependencies", f"-DoutputDirectory={RIC}",
              what="maven-ric")


def known_types() -> None:
    """What the installed MiniStack can create."""
    code = ("from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS as h; "
            "print('\\n'.join(sorted(h)))")
    out = subprocess.run([str(CLOUD_PYTHON), "-B", "-c", code], capture_output=True, text=True, check=True).stdout
    KNOWN.write_text("\n".join(line for line in out.splitlines() if line.startswith("AWS::")) + "\n")


def deploy(parameters: dict[str, str], name: str = NAME, template: pathlib.Path | None = None,
           quiet: bool = False, verbose: bool = False) -> dict[str, str]:
    """Deploys or updates the stack with the real SAM CLI; returns its outputs."""
    cloud = aws.current()
    template = template or ROOT / "template.yaml"
    if not template.is_file():
        raise Problem(f"{template} is missing")
    build(template)
    known_types()
    changes = run([SAM_PYTHON, "-B", LOCAL / "localize.py", template, RIC, STACK_FOLDER, KNOWN], "localize", 60)
    values = {**DEFAULTS, **parameters}
    if not quiet:
        print(changes if verbose else f"{len(changes.splitlines())} differences to a deployment on AWS "
              "(./autoscaler local deploy --verbose lists them)", flush=True)
        print("sam deploy with " + " ".join(f"{k}={v}" for k, v in values.items()) + " ...", flush=True)
    environment = {"PATH": os.environ["PATH"], "HOME": str(WORK), "LANG": "C.UTF-8", "SAM_CLI_TELEMETRY": "0",
                   "AWS_ENDPOINT_URL": cloud.endpoint, "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test",
                   "AWS_REGION": REGION, "AWS_DEFAULT_REGION": REGION, "AWS_PAGER": "",
                   "NO_PROXY": "127.0.0.1,localhost", "no_proxy": "127.0.0.1,localhost"}
    started = time.monotonic()
    run([SAM, "deploy", "--template-file", STACK_FOLDER / "template.yaml", "--stack-name", name, "--resolve-s3",
         "--capabilities", "CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND", "--no-progressbar",
         "--no-confirm-changeset", "--no-fail-on-empty-changeset", "--disable-rollback", "--region", REGION,
         "--parameter-overrides", *[f"{k}={v}" for k, v in values.items()]],
        "sam deploy", SAM_SECONDS, cwd=STACK_FOLDER, env=environment)
    aws.save({**aws.state(), "stack": name, "parameters": values})
    outputs = cloud.outputs(name)
    after(cloud, outputs)
    if not quiet:
        print(f"deployed {name} in {time.monotonic() - started:.0f} s, mode {values['Mode']}: {MODES[values['Mode']]}")
    return outputs


def after(cloud: aws.Cloud, outputs: dict[str, str]) -> None:
    """What CloudFormation does on AWS and not here (TTL), and a queue that keeps the notices for `status`."""
    if outputs.get("TableName"):
        table = cloud.client("dynamodb")
        if table.describe_time_to_live(TableName=outputs["TableName"])["TimeToLiveDescription"]["TimeToLiveStatus"] == "DISABLED":
            table.update_time_to_live(TableName=outputs["TableName"],
                                      TimeToLiveSpecification={"Enabled": True, "AttributeName": "expires"})
    if outputs.get("TopicArn"):
        subscribe(cloud, outputs["TopicArn"], NOTICES)


def subscribe(cloud: aws.Cloud, topic: str, queue: str, events: list[str] | None = None) -> str:
    """A queue that gets the topic's notices, or those with one of the events; returns its URL."""
    sqs, sns = cloud.client("sqs"), cloud.client("sns")
    url = sqs.create_queue(QueueName=queue)["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": json.dumps({
        "Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage",
            "Resource": arn, "Condition": {"ArnEquals": {"aws:SourceArn": topic}}}]})})
    filters = {"FilterPolicy": json.dumps({"event": events})} if events else {}
    pages = sns.get_paginator("list_subscriptions_by_topic").paginate(TopicArn=topic)
    if not any(s["Endpoint"] == arn for p in pages for s in p["Subscriptions"]):
        sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn, Attributes=filters)
    return url


def delete(name: str = NAME) -> None:
    """Deletes the stack and waits for it."""
    cloudformation = aws.current().client("cloudformation")
    cloudformation.delete_stack(StackName=name)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            status = cloudformation.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"]
        except cloudformation.exceptions.ClientError:
            return
        if status == "DELETE_COMPLETE":
            return
        if status.endswith("FAILED"):
            raise Problem(f"stack {name}: {status}")
        time.sleep(0.5)
    raise Problem(f"stack {name} is still there after 60 s")
