"""Events as AWS writes them, for the services of the checks."""
import datetime
import json
import uuid

from places import ACCOUNT, REGION

CLUSTER = "shop"


def now(earlier: float = 0) -> str:
    at = datetime.datetime.now(datetime.UTC) - datetime.timedelta(seconds=earlier)
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def envelope(source: str, kind: str, detail: dict, arn: str, account: str = ACCOUNT) -> dict:
    """The frame that EventBridge puts around every event."""
    return {"version": "0", "id": str(uuid.uuid4()), "detail-type": kind, "source": source, "account": account,
            "time": now(), "region": REGION, "resources": [arn], "detail": detail}


def service_arn(service: str, account: str = ACCOUNT) -> str:
    return f"arn:aws:ecs:{REGION}:{account}:service/{CLUSTER}/{service}"


def cluster_arn(account: str = ACCOUNT) -> str:
    return f"arn:aws:ecs:{REGION}:{account}:cluster/{CLUSTER}"


def alarm_arn(name: str, account: str = ACCOUNT) -> str:
    return f"arn:aws:cloudwatch:{REGION}:{account}:alarm:{name}"


def alarm_parts(service: str) -> dict:
    """State, previous state and configuration of a CPU alarm on one service."""
    at = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.000+0000")
    metric = {"namespace": "AWS/ECS", "name": "CPUUtilization",
              "dimensions": {"ClusterName": CLUSTER, "ServiceName": service}}
    return {"state": {"value": "ALARM", "reason": "Threshold Crossed: 1 datapoint was greater than the threshold.",
                      "timestamp": at},
            "previousState": {"value": "OK", "reason": "below the threshold", "timestamp": at},
            "configuration": {"metrics": [{"id": "m1", "returnData": True,
                                           "metricStat": {"metric": metric, "period": 60, "stat": "Average"}}]}}


def alarm_event(service: str, account: str = ACCOUNT) -> dict:
    """As an EventBridge rule delivers it."""
    name = f"{service}-cpu"
    return envelope("aws.cloudwatch", "CloudWatch Alarm State Change",
                    {"alarmName": name, **alarm_parts(service)}, alarm_arn(name, account), account)


def alarm_action(service: str) -> dict:
    """As an alarm's Lambda action sends it."""
    name = f"{service}-cpu"
    return {"source": "aws.cloudwatch", "alarmArn": alarm_arn(name), "accountId": ACCOUNT, "time": now(),
            "region": REGION, "alarmData": {"alarmName": name, **alarm_parts(service)}}


def alarm_by_sns(service: str) -> str:
    """As an alarm's SNS action arrives in a queue."""
    name = f"{service}-cpu"
    message = {"AlarmName": name, "AWSAccountId": ACCOUNT, "NewStateValue": "ALARM", "OldStateValue": "OK",
               "NewStateReason": "Threshold Crossed", "StateChangeTime": now(), "Region": "US East (N. Virginia)",
               "AlarmArn": alarm_arn(name), "Trigger": {
                   "MetricName": "CPUUtilization", "Namespace": "AWS/ECS", "StatisticType": "Statistic",
                   "Statistic": "AVERAGE", "Period": 60, "EvaluationPeriods": 1, "Threshold": 60.0,
                   "ComparisonOperator": "GreaterThanThreshold",
                   "Dimensions": [{"name": "ClusterName", "value": CLUSTER}, {"name": "ServiceName", "value": service}]}}
    return json.dumps({"Type": "Notification", "MessageId": str(uuid.uuid4()), "Subject": f"ALARM: {name}",
                       "TopicArn": f"arn:aws:sns:{REGION}:{ACCOUNT}:alarms", "Message": json.dumps(message),
                       "Timestamp": now(), "SignatureVersion": "1"})


def deployment_event(service: str, account: str = ACCOUNT) -> dict:
    """A finished deployment."""
    return envelope("aws.ecs", "ECS Deployment State Change", {
        "eventType": "INFO", "eventName": "SERVICE_DEPLOYMENT_COMPLETED", "deploymentId": "ecs-svc/123",
        "updatedAt": now(), "reason": "ECS deployment completed."}, service_arn(service, account), account)


def service_action(service: str, account: str = ACCOUNT) -> dict:
    """A service whose tasks do not start well."""
    return envelope("aws.ecs", "ECS Service Action", {
        "eventType": "WARN", "eventName": "SERVICE_TASK_START_IMPAIRED", "clusterArn": cluster_arn(account),
        "createdAt": now()}, service_arn(service, account), account)


def stopped_task(service: str, code: str, reason: str) -> dict:
    """A task that ended without ever running."""
    task = f"arn:aws:ecs:{REGION}:{ACCOUNT}:task/{CLUSTER}/{uuid.uuid4().hex}"
    return envelope("aws.ecs", "ECS Task State Change", {
        "clusterArn": cluster_arn(), "taskArn": task, "group": f"service:{service}", "launchType": "FARGATE",
        "lastStatus": "STOPPED", "desiredStatus": "STOPPED", "version": 4, "cpu": "256", "memory": "512",
        "createdAt": now(40), "stoppingAt": now(5), "stoppedAt": now(1), "updatedAt": now(1), "stopCode": code,
        "stoppedReason": reason, "startedBy": "ecs-svc/8646900195280463695", "availabilityZone": "us-east-1a",
        "taskDefinitionArn": f"arn:aws:ecs:{REGION}:{ACCOUNT}:task-definition/nginx:1",
        "containers": [{"name": "nginx", "image": "nginx:1", "lastStatus": "STOPPED", "taskArn": task,
                        "containerArn": f"arn:aws:ecs:{REGION}:{ACCOUNT}:container/{uuid.uuid4()}"}]}, task)


def running_task(service: str, address: str, seconds: float) -> dict:
    """A task that began to run just now, so many seconds after it was created."""
    task = f"arn:aws:ecs:{REGION}:{ACCOUNT}:task/{CLUSTER}/{uuid.uuid4().hex}"
    face = str(uuid.uuid4())
    return envelope("aws.ecs", "ECS Task State Change", {
        "clusterArn": cluster_arn(), "taskArn": task, "group": f"service:{service}", "launchType": "FARGATE",
        "lastStatus": "RUNNING", "desiredStatus": "RUNNING", "version": 3, "cpu": "256", "memory": "512",
        "createdAt": now(seconds + 1), "pullStartedAt": now(seconds - 10), "pullStoppedAt": now(seconds - 18),
        "startedAt": now(1), "updatedAt": now(1), "startedBy": "ecs-svc/8646900195280463695",
        "taskDefinitionArn": f"arn:aws:ecs:{REGION}:{ACCOUNT}:task-definition/nginx:1",
        "attachments": [{"id": face, "type": "eni", "status": "ATTACHED", "details": [
            {"name": "subnetId", "value": "subnet-1"}, {"name": "macAddress", "value": "0a:98:eb:a7:29:ba"},
            {"name": "privateIPv4Address", "value": address}]}],
        "containers": [{"name": "nginx", "image": "nginx:1", "lastStatus": "RUNNING", "taskArn": task,
                        "networkInterfaces": [{"attachmentId": face, "privateIpv4Address": address}],
                        "containerArn": f"arn:aws:ecs:{REGION}:{ACCOUNT}:container/{uuid.uuid4()}"}]}, task)


def tick() -> str:
    """The one-minute rule's event."""
    return json.dumps({"version": "0", "id": str(uuid.uuid4()), "detail-type": "Scheduled Event",
                       "source": "aws.events", "account": ACCOUNT, "time": now(), "region": REGION,
                       "resources": [f"arn:aws:events:{REGION}:{ACCOUNT}:rule/by-hand"], "detail": {}})
