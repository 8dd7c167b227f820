"""Application Auto Scaling for the local cloud: keeps what is registered and put, scales nothing.

Enough for `autoscaler init`, for suspending it, and for the question whether another scaler is active.
"""
import json
import time

PREFIX = "AnyScaleFrontendService"
KEYS = {"ServiceNamespace", "ResourceId", "ScalableDimension"}


class Targets:
    """Targets, policies and scheduled actions by what identifies them."""

    def __init__(self):
        self.kept: dict[str, dict[tuple, dict]] = {"ScalableTargets": {}, "ScalingPolicies": {}, "ScheduledActions": {}}

    def answer(self, action: str, call: dict) -> tuple[int, dict]:
        """Status and body of one call."""
        match action:
            case "RegisterScalableTarget":
                return self.put("ScalableTargets", call, [])
            case "PutScalingPolicy":
                name = call["PolicyName"]
                status, _ = self.put("ScalingPolicies", call, [name])
                return status, {"PolicyARN": f"arn:aws:autoscaling:us-east-1:000000000000:scalingPolicy:{name}", "Alarms": []}
            case "PutScheduledAction":
                return self.put("ScheduledActions", call, [call["ScheduledActionName"]])
            case "DescribeScalableTargets" | "DescribeScalingPolicies" | "DescribeScheduledActions":
                kind = action.removeprefix("Describe")
                return 200, {kind: [v for v in self.kept[kind].values() if self.asked(v, call)]}
            case "DeregisterScalableTarget":
                found = self.kept["ScalableTargets"].pop(self.key(call, []), None)
                return (200, {}) if found else (400, {"__type": "ObjectNotFoundException", "message": "no such target"})
        return 400, {"__type": "UnknownOperationException", "message": f"{action} is not pretended here"}

    def put(self, kind: str, call: dict, names: list[str]) -> tuple[int, dict]:
        """Adds or changes one; what the call leaves out stays."""
        key = self.key(call, names)
        old = self.kept[kind].get(key, {"CreationTime": time.time()})
        self.kept[kind][key] = {**old, **call}
        if kind == "ScalableTargets":
            self.kept[kind][key].setdefault("SuspendedState", {
                "DynamicScalingInSuspended": False, "DynamicScalingOutSuspended": False, "ScheduledScalingSuspended": False})
        return 200, {}

    @staticmethod
    def key(call: dict, names: list[str]) -> tuple:
        return tuple(call.get(k) for k in sorted(KEYS)) + tuple(names)

    @staticmethod
    def asked(value: dict, call: dict) -> bool:
        ids = call.get("ResourceIds") or ([call["ResourceId"]] if call.get("ResourceId") else None)
        return (value.get("ServiceNamespace") == call.get("ServiceNamespace")
                and (ids is None or value.get("ResourceId") in ids)
                and call.get("ScalableDimension") in (None, value.get("ScalableDimension")))


TARGETS = Targets()


async def handle(method, path, headers, body, params):
    """One request in the JSON 1.1 form of the real service."""
    action = headers.get("x-amz-target", "").rsplit(".", 1)[-1]
    status, answer = TARGETS.answer(action, json.loads(body or b"{}"))
    return status, {"Content-Type": "application/x-amz-json-1.1"}, json.dumps(answer).encode()
