"""Where things are. Everything that a run makes is below target/local."""
import pathlib

LOCAL = pathlib.Path(__file__).resolve().parent
ROOT = LOCAL.parent
WORK = ROOT / "target" / "local"
STATE = WORK / "state.json"
LOGS = WORK / "logs"
STACK_FOLDER = WORK / "stack"
TEMPORARY = WORK / "tmp"
CALLS = LOGS / "ecs-calls.jsonl"
LOADS = WORK / "loads.json"
RIC = WORK / "ric"

CLOUD_PYTHON = WORK / "venv-cloud" / "bin" / "python"
SAM = WORK / "venv-sam" / "bin" / "sam"
SAM_PYTHON = WORK / "venv-sam" / "bin" / "python"

REGION = "us-east-1"
ACCOUNT = "000000000000"


class Problem(Exception):
    """Something that the person at the keyboard can fix: printed as one sentence, exit code 1."""
