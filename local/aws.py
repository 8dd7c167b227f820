"""SDK clients for the running local cloud, and its state file."""
import functools
import json

import boto3
from botocore.config import Config

from places import REGION, STATE, Problem


def state() -> dict:
    """What `up` wrote; a Problem when nothing was started."""
    if not STATE.is_file():
        raise Problem("no local cloud is running; start one with: ./autoscaler local up")
    return json.loads(STATE.read_text())


def save(values: dict) -> None:
    """Writes the state file; a reader never sees half of it."""
    STATE.parent.mkdir(parents=True, exist_ok=True)
    part = STATE.with_suffix(".part")
    part.write_text(json.dumps(values, indent=2) + "\n")
    part.replace(STATE)


class Cloud:
    """Clients by service name, all of them for one endpoint; credentials default to the account's root."""

    def __init__(self, port: int, key: str = "test", secret: str = "test", token: str | None = None):
        self.endpoint = f"http://127.0.0.1:{port}"
        self._session = boto3.Session(key, secret, token, region_name=REGION)

    @functools.cache
    def client(self, name: str):
        config = Config(retries={"max_attempts": 2}, connect_timeout=3, read_timeout=30, proxies={},
                        ignore_configured_endpoint_urls=True)
        return self._session.client(name, endpoint_url=self.endpoint, config=config)

    def outputs(self, stack: str) -> dict[str, str]:
        """The outputs of a deployed stack."""
        stacks = self.client("cloudformation").describe_stacks(StackName=stack)["Stacks"]
        return {o["OutputKey"]: o["OutputValue"] for o in stacks[0].get("Outputs", [])}

    def put_event(self, event: dict) -> None:
        """One event in AWS's JSON form through EventBridge, its rules and their targets."""
        entry = {"Source": event["source"], "DetailType": event["detail-type"],
                 "Detail": json.dumps(event.get("detail", {}), default=lambda at: at.isoformat()),
                 "Resources": event.get("resources", [])}
        if event.get("time"):
            entry["Time"] = event["time"]
        answer = self.client("events").put_events(Entries=[entry])
        if answer["FailedEntryCount"]:
            raise Problem(f"EventBridge refused the event: {answer['Entries']}")


def current() -> Cloud:
    """Clients for the cloud in the state file."""
    return Cloud(state()["port"])
