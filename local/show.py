"""What a person wants to see of the running local cloud."""
import datetime
import json
import os
import pathlib
import sys

import aws
import stack
from places import CLOUD_PYTHON, REGION, Problem

FUNCTIONS = {"reconciler": "ReconcilerName", "task-events": "TaskEventsName", "policy-sync": "PolicySyncName"}
PLATFORM = ("START RequestId:", "END RequestId:", "REPORT RequestId:", "INIT_START", "INIT_REPORT", "XRAY TraceId:")
LOOK = "what came of it: ./autoscaler local logs --last 5, ./autoscaler local status"


def table(rows: list[list], heads: list[str]) -> None:
    """Columns as wide as their widest cell."""
    cells = [heads, *[[str(c) for c in row] for row in rows]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(heads))]
    for row in cells:
        print("  " + "  ".join(c.ljust(w) for c, w in zip(row, widths)).rstrip())


def started(values: dict) -> None:
    """What a person needs to work with the cloud that has just started."""
    print(f"""local cloud on {values['endpoint']}
next:            ./autoscaler local deploy
the AWS CLI:     ./autoscaler local aws sqs list-queues
your own tools:  eval "$(./autoscaler local env)", also for the account commands such as ./autoscaler status
                 (`aws sqs` of the AWS CLI version 1 ignores AWS_ENDPOINT_URL and would ask the real AWS:
                 add --endpoint-url $AWS_ENDPOINT_URL, or use `./autoscaler local aws`)""")


def environment(values: dict) -> dict[str, str]:
    """What makes the account commands, and any SDK, speak to the local cloud."""
    return {"AWS_ENDPOINT_URL": values["endpoint"], "AWS_REGION": REGION, "AWS_DEFAULT_REGION": REGION,
            "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_EC2_METADATA_DISABLED": "true",
            "AUTOSCALER_STACK": values.get("stack", stack.NAME)}


def exports(values: dict) -> str:
    """The same for a shell."""
    lines = [f"export {name}={value}" for name, value in environment(values).items()]
    return "\n".join([*lines, "unset AWS_PROFILE AWS_SESSION_TOKEN"])


def aws_cli(words: list[str]) -> None:
    """Becomes the AWS CLI, which can reach nothing but the local cloud: its version 1 needs the option for that."""
    endpoint = aws.state()["endpoint"]
    if any(w.split("=")[0] in ("--endpoint-url", "--profile") for w in words):
        raise Problem("--endpoint-url and --profile are set already: this is the AWS CLI of the local cloud only")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")}
    environment |= {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": REGION,
                    "AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull, "AWS_PAGER": "",
                    "AWS_EC2_METADATA_DISABLED": "true", "NO_PROXY": "127.0.0.1,localhost"}
    command = CLOUD_PYTHON.parent / "aws"
    os.execve(command, [str(command), "--endpoint-url", endpoint, *words], environment)


def mode(cloud: aws.Cloud, name: str) -> str:
    """The mode that the stack's parameter asks for now; anybody may have changed it since the deployment."""
    try:
        return cloud.client("ssm").get_parameter(Name=f"/{name}/mode")["Parameter"]["Value"]
    except cloud.client("ssm").exceptions.ParameterNotFound:
        return "unknown"


def status(everything: bool = False) -> None:
    """Mode, services, queues, the newest notices."""
    values, cloud = aws.state(), aws.current()
    name = values.get("stack")
    print(f"local cloud on {cloud.endpoint}, "
          + (f"stack {name}, mode {mode(cloud, name)}" if name else "nothing deployed yet: ./autoscaler local deploy"))
    ecs, sqs = cloud.client("ecs"), cloud.client("sqs")
    rows = []
    for cluster in ecs.list_clusters()["clusterArns"]:
        arns = [s for p in ecs.get_paginator("list_services").paginate(cluster=cluster) for s in p["serviceArns"]]
        for i in range(0, len(arns), 10):
            for s in ecs.describe_services(cluster=cluster, services=arns[i:i + 10])["services"]:
                rows.append([cluster.rsplit("/", 1)[-1] + "/" + s["serviceName"], s["desiredCount"], s["runningCount"]])
    print("\nservices (their tasks are pretend: counted, not run)")
    table(sorted(rows), ["service", "desired", "running"])
    if not rows:
        print("  none yet; ./autoscaler local example makes one, with a queue and a policy")
    rows = []
    for url in sqs.list_queues().get("QueueUrls", []):
        a = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        rows.append([url.rsplit("/", 1)[-1], a["ApproximateNumberOfMessages"],
                     a["ApproximateNumberOfMessagesNotVisible"], a["ApproximateNumberOfMessagesDelayed"]])
    print("\nqueues")
    table(sorted(rows), ["queue", "visible", "in flight", "delayed"])
    print("\nnotices")
    found = notices(cloud)
    shown = found if everything else found[-10:]
    if len(found) > len(shown):
        print(f"  … {len(found) - len(shown)} older ones: ./autoscaler local status --all")
    for at, event, texts in shown:
        print(f"  {at}  {event:16} " + "\n      ".join(texts))
    if not found:
        print("  none yet")


def texts_of(body: dict) -> list[str]:
    """The subject of a notice, and below a subject that was cut for phones the whole reason."""
    subject, lines = body.get("Subject") or "", []
    try:
        lines = [str(line) for line in json.loads(body["Message"])["lines"]]
    except (ValueError, KeyError, TypeError):
        subject = subject or body["Message"].splitlines()[0]
    found = [subject] + (lines[1:2] or lines[:1] if subject.endswith("...") else [])
    return ["".join(c if c.isprintable() else "?" for c in line) for line in found]


def notices(cloud: aws.Cloud) -> list[tuple[str, str, list[str]]]:
    """Time, event and texts of what is in the notice queue; the messages stay there."""
    sqs, found, receipts = cloud.client("sqs"), [], []
    try:
        url = sqs.get_queue_url(QueueName=stack.NOTICES)["QueueUrl"]
    except sqs.exceptions.ClientError:
        return []
    for _ in range(20):
        batch = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=10).get("Messages", [])
        if not batch:
            break
        for message in batch:
            receipts.append(message["ReceiptHandle"])
            body = json.loads(message["Body"])
            event = body.get("MessageAttributes", {}).get("event", {}).get("Value", "")
            found.append((body.get("Timestamp", "")[:19], event, texts_of(body)))
    for receipt in receipts:
        sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=receipt, VisibilityTimeout=0)
    return sorted(found)


def deployed() -> str:
    """The name of the deployed stack; a Problem when there is none."""
    name = aws.state().get("stack")
    if not name:
        raise Problem("nothing is deployed yet, so nobody would answer; deploy with: ./autoscaler local deploy")
    return name


def logs(function: str | None, everything: bool, last: int | None) -> None:
    """Log lines of one function or of all three, oldest first; without `everything` only what the product says."""
    name, cloud = deployed(), aws.current()
    outputs = cloud.outputs(name)
    found = [(at, short, line) for short in ([function] if function else FUNCTIONS)
             for at, line in entries(cloud, outputs, short) if line and (everything or ours(line))]
    found.sort(key=lambda entry: entry[0])
    for _, short, line in found[-last:] if last else found:
        print(line if function else f"{short}: {line}")
    if not found:
        print("no lines yet; the first tick comes within a minute", file=sys.stderr)


def ours(line: str) -> bool:
    """Whether the product wrote a line for people: not Lambda's own, not metrics in the embedded format."""
    return not line.startswith(PLATFORM) and '"_aws":{' not in line.replace(" ", "")


def entries(cloud: aws.Cloud, outputs: dict[str, str], short: str, since: float = 0) -> list[tuple[int, str]]:
    """Time in milliseconds and line of what a function logged since a time in epoch seconds."""
    client = cloud.client("logs")
    name = outputs.get(FUNCTIONS[short])
    settings = cloud.client("lambda").get_function_configuration(FunctionName=name)
    group = settings.get("LoggingConfig", {}).get("LogGroup") or f"/aws/lambda/{name}"
    try:
        pages = client.get_paginator("filter_log_events").paginate(logGroupName=group, startTime=int(since * 1000))
        return [(e["timestamp"], e["message"].rstrip()) for p in pages for e in p["events"]]
    except client.exceptions.ResourceNotFoundException:
        return []


def lines(cloud: aws.Cloud, outputs: dict[str, str], short: str, since: float = 0) -> list[str]:
    """Log lines of a function since a time in epoch seconds; none when it has not run yet."""
    return [line for _, line in entries(cloud, outputs, short, since)]


def send(path: str, queue: str | None) -> None:
    """An event file through EventBridge, or as it is into the work or task-event queue."""
    name, cloud = deployed(), aws.current()
    try:
        text = pathlib.Path(path).read_text()
    except OSError as e:
        raise Problem(f"{path} cannot be read: {e.strerror}") from None
    if queue:
        key = {"work": "WorkQueueUrl", "task": "TaskEventQueueUrl"}[queue]
        url = cloud.outputs(name)[key]
        cloud.client("sqs").send_message(QueueUrl=url, MessageBody=text)
        print(f"sent to the {queue} queue; {LOOK}")
        return
    try:
        event = json.loads(text)
        event["time"] = event.get("time") or datetime.datetime.now(datetime.UTC).isoformat()
        cloud.put_event(event)
    except (ValueError, KeyError, TypeError) as e:
        raise Problem(f"{path} is not an EventBridge event ({type(e).__name__}: {e}); "
                      "it needs source, detail-type and detail, or use --queue") from None
    print(f"sent through EventBridge; {LOOK}")
