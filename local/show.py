"""What a person wants to see of the running local cloud."""
import datetime
import json
import pathlib

import aws
import stack
from places import Problem

FUNCTIONS = {"reconciler": "ReconcilerName", "task-events": "TaskEventsName", "policy-sync": "PolicySyncName"}


def table(rows: list[list], heads: list[str]) -> None:
    """Columns as wide as their widest cell."""
    cells = [heads, *[[str(c) for c in row] for row in rows]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(heads))]
    for row in cells:
        print("  " + "  ".join(c.ljust(w) for c, w in zip(row, widths)).rstrip())


def status() -> None:
    """Services, queues, the newest notices."""
    values, cloud = aws.state(), aws.current()
    print(f"local cloud on {cloud.endpoint}, stack {values.get('stack') or 'not deployed'}")
    ecs, sqs = cloud.client("ecs"), cloud.client("sqs")
    rows = []
    for cluster in ecs.list_clusters()["clusterArns"]:
        arns = [s for p in ecs.get_paginator("list_services").paginate(cluster=cluster) for s in p["serviceArns"]]
        for i in range(0, len(arns), 10):
            for s in ecs.describe_services(cluster=cluster, services=arns[i:i + 10])["services"]:
                rows.append([cluster.rsplit("/", 1)[-1] + "/" + s["serviceName"], s["desiredCount"], s["runningCount"]])
    print("\nservices")
    table(sorted(rows), ["service", "desired", "running"])
    rows = []
    for url in sqs.list_queues().get("QueueUrls", []):
        a = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        rows.append([url.rsplit("/", 1)[-1], a["ApproximateNumberOfMessages"],
                     a["ApproximateNumberOfMessagesNotVisible"], a["ApproximateNumberOfMessagesDelayed"]])
    print("\nqueues")
    table(sorted(rows), ["queue", "visible", "in flight", "delayed"])
    print("\nnotices")
    found = notices(cloud)
    for at, event, subject in found[-10:]:
        print(f"  {at}  {event:16} {subject}")
    if not found:
        print("  none yet")


def notices(cloud: aws.Cloud) -> list[tuple[str, str, str]]:
    """Time, event and subject of what is in the notice queue; the messages stay there."""
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
            found.append((body.get("Timestamp", "")[:19], event, body.get("Subject") or body["Message"].splitlines()[0][:100]))
    for receipt in receipts:
        sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=receipt, VisibilityTimeout=0)
    return sorted(found)


def logs(function: str | None) -> None:
    """Log lines of one function, or of all three one after the other."""
    cloud = aws.current()
    name = aws.state().get("stack")
    if not name:
        raise Problem("nothing is deployed; deploy with: ./autoscaler local deploy")
    outputs = cloud.outputs(name)
    if function and function not in FUNCTIONS:
        raise Problem(f"there is no function {function}; there are {', '.join(FUNCTIONS)}")
    for short in [function] if function else FUNCTIONS:
        for line in lines(cloud, outputs, short):
            print(line if function else f"{short}: {line}")


def lines(cloud: aws.Cloud, outputs: dict[str, str], short: str, since: float = 0) -> list[str]:
    """Log lines of a function since a time in epoch seconds; none when it has not run yet."""
    client = cloud.client("logs")
    name = outputs.get(FUNCTIONS[short])
    settings = cloud.client("lambda").get_function_configuration(FunctionName=name)
    group = settings.get("LoggingConfig", {}).get("LogGroup") or f"/aws/lambda/{name}"
    try:
        pages = client.get_paginator("filter_log_events").paginate(logGroupName=group, startTime=int(since * 1000))
        return [e["message"].rstrip() for p in pages for e in p["events"]]
    except client.exceptions.ResourceNotFoundException:
        return []


def send(path: str, queue: str | None) -> None:
    """An event file through EventBridge, or as it is into the work or task-event queue."""
    cloud = aws.current()
    try:
        text = pathlib.Path(path).read_text()
    except OSError as e:
        raise Problem(f"{path} cannot be read: {e.strerror}") from None
    if queue:
        key = {"work": "WorkQueueUrl", "task": "TaskEventQueueUrl"}[queue]
        url = cloud.outputs(aws.state()["stack"] or stack.NAME)[key]
        cloud.client("sqs").send_message(QueueUrl=url, MessageBody=text)
        print(f"sent to the {queue} queue")
        return
    try:
        event = json.loads(text)
        event["time"] = event.get("time") or datetime.datetime.now(datetime.UTC).isoformat()
        cloud.put_event(event)
    except (ValueError, KeyError, TypeError) as e:
        raise Problem(f"{path} is not an EventBridge event ({type(e).__name__}: {e}); "
                      "it needs source, detail-type and detail, or use --queue") from None
    print("sent through EventBridge")
