"""Starts MiniStack with what the product needs and MiniStack does not do by itself.

1. PutEvents takes events with a source aws.*: the driver plays AWS.
2. Permissions are checked on what IAM checks them on. ECS: the service's ARN with the key ecs:cluster (MiniStack
   looks at the cluster's ARN only; DescribeServices is checked on the first service it names).
   GetParametersByPath: the path. Calls that name several parameters: the first. Batches of SQS and SNS: the action on one message, they have no permission of their own.
3. Application Auto Scaling answers (pretend_aas.py).
4. Every ECS call goes to a file, one JSON object a line: the checks count calls there.
"""
import json
import os
import time

import ministack.app
import ministack.core.iam_actions as iam_actions
import ministack.core.router as router
import ministack.services.ecs as ecs
import ministack.services.eventbridge as eventbridge
from ministack.core.responses import get_account_id, get_region

import pretend_aas

CALLS = os.environ["ECS_CALLS_FILE"]

put_events = eventbridge._put_events
resource_arn_of = iam_actions.extract_resource_arn
action_of = iam_actions.extract_iam_action
context_of = iam_actions.request_tag_context
handle_ecs = ecs.handle_request


def open_put_events(data, allow_aws_source=True):
    return put_events(data, allow_aws_source=True)


def body_of(body):
    try:
        value = json.loads(body or b"{}")
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def cluster_name(call):
    return str(call.get("cluster") or "default").rsplit("/", 1)[-1]


def resource_arn(service, method, path, headers, body, params, region, account):
    call = body_of(body)
    if service == "ssm" and call.get("Path"):
        return f"arn:aws:ssm:{region}:{account}:parameter/{str(call['Path']).strip('/')}"
    if service == "ssm" and call.get("Names"):
        return f"arn:aws:ssm:{region}:{account}:parameter/{str(call['Names'][0]).strip('/')}"
    if service == "ecs":
        named = call.get("service") or next(iter(call.get("services") or []), None)
        if named:
            name = str(named).rsplit("/", 1)[-1]
            return f"arn:aws:ecs:{region}:{account}:service/{cluster_name(call)}/{name}"
    return resource_arn_of(service, method, path, headers, body, params, region, account)


def iam_action(service, *arguments):
    action = action_of(service, *arguments)
    return action.removesuffix("Batch") if action and service in ("sqs", "sns") else action


def ecs_context(service, action, body, params):
    context = dict(context_of(service, action, body, params))
    if service == "ecs":
        name = cluster_name(body_of(body))
        context["ecs:cluster"] = f"arn:aws:ecs:{get_region()}:{get_account_id()}:cluster/{name}"
    return context


async def recorded_ecs(method, path, headers, body, params):
    answer = await handle_ecs(method, path, headers, body, params)
    call = body_of(body)
    services = call.get("services") or ([call["service"]] if call.get("service") else [])
    authorization = headers.get("authorization", "")
    line = {
        "at": time.time(),
        "action": headers.get("x-amz-target", "").rsplit(".", 1)[-1],
        "key": authorization.partition("Credential=")[2].partition("/")[0],
        "cluster": cluster_name(call),
        "services": [str(s).rsplit("/", 1)[-1] for s in services],
        "desired": call.get("desiredCount"),
        "status": answer[0],
    }
    with open(CALLS, "a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
    return answer


eventbridge._put_events = open_put_events
iam_actions.extract_resource_arn = resource_arn
iam_actions.extract_iam_action = iam_action
iam_actions.request_tag_context = ecs_context
ecs.handle_request = recorded_ecs
router.SERVICE_PATTERNS["application-autoscaling"] = {"target_prefixes": [pretend_aas.PREFIX]}
ministack.app.SERVICE_HANDLERS["application-autoscaling"] = pretend_aas.handle
ministack.app.main()
