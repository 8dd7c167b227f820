"""The commands of `./autoscaler local`. Exit codes: 0 good, 1 a problem to fix, 2 wrong usage, 130 stopped by you.

The command line is read by any Python 3.11; a good one is then run by the Python in target/local that has the tools.
"""
import argparse
import difflib
import os
import pathlib
import re
import sys

import setup
from places import CLOUD_PYTHON, ROOT, STATE, Problem

STOPPED = 130
FUNCTIONS = ("reconciler", "task-events", "policy-sync")
# They say what they have to say without the tools when no cloud is running.
NEED_A_CLOUD = ("deploy", "example", "status", "send", "logs", "load", "break", "aws", "env", "down")


def parser() -> argparse.ArgumentParser:
    p = argparse.ArgumentParser(prog="./autoscaler local", description="The product in a cloud on this machine: "
                                "no account, no Docker. Tasks are pretend: they are counted, no container runs.")
    commands = p.add_subparsers(dest="command", metavar="COMMAND", required=True)
    commands.add_parser("help", help="this text")
    commands.add_parser("setup", help="install the Python tools into target/local (the other commands do it too)")
    up = commands.add_parser("up", help="start the local cloud")
    up.add_argument("--port", type=int, help="loopback port (default: a free one)")
    deploy = commands.add_parser("deploy", help="build what is missing and deploy template.yaml with sam")
    deploy.add_argument("parameters", nargs="*", metavar="Key=Value", help="template parameters, e.g. Mode=observe")
    deploy.add_argument("-v", "--verbose", action="store_true", help="list the differences to a deployment on AWS")
    example = commands.add_parser("example", help="something to watch: a worker that wakes from zero, or a web service")
    example.add_argument("kind", nargs="?", choices=["worker", "web"], default="worker",
                         help="worker (default): a queue with 1000 messages and a policy; "
                         "web: a service that Application Auto Scaling scales today, without a policy of ours")
    load = commands.add_parser("load", help="the CPU that a service's tasks have together from now on")
    load.add_argument("service", metavar="CLUSTER/SERVICE", type=service)
    load.add_argument("percent", type=count, help="100 is one task at full CPU")
    status = commands.add_parser("status", help="mode, services, queues and the newest notices")
    status.add_argument("--all", action="store_true", help="all notices, not the newest ten")
    send = commands.add_parser("send", help="send an event file")
    send.add_argument("event", metavar="EVENT.json")
    send.add_argument("--queue", choices=["work", "task"], help="straight into this queue, not through EventBridge")
    logs = commands.add_parser("logs", help="what the functions logged, oldest first")
    logs.add_argument("function", nargs="?", choices=FUNCTIONS, metavar="FUNCTION", help=", ".join(FUNCTIONS))
    logs.add_argument("--all", action="store_true", help="also Lambda's own lines (START, REPORT …) and metrics")
    logs.add_argument("--last", type=count, metavar="N", help="only the newest N lines")
    broken = commands.add_parser("break", help="four tasks of a service fail to start: their image does not exist")
    broken.add_argument("service", metavar="CLUSTER/SERVICE", type=service)
    commands.add_parser("aws", add_help=False, help="the AWS CLI against the local cloud, e.g. aws sqs list-queues")
    commands.add_parser("env", help='variables for the account commands: eval "$(./autoscaler local env)"')
    commands.add_parser("down", help="stop everything")
    test = commands.add_parser("test", help="deploy into a fresh local cloud and check it from outside: 7 minutes, "
                               "and up to 10 the first time")
    test.add_argument("--keep", action="store_true", help="leave the cloud and the stack running at the end")
    test.add_argument("--only", metavar="WORD", help="only the checks whose name contains this")
    test.add_argument("--seed", type=int, default=20260501, help="for the shuffled copies (default: %(default)s)")
    return p


def service(text: str) -> str:
    """A cluster and a service."""
    if not re.fullmatch(r"[A-Za-z0-9_-]+/[A-Za-z0-9_-]+", text):
        raise argparse.ArgumentTypeError(f"{text} is not CLUSTER/SERVICE")
    return text


def count(text: str) -> int:
    """A whole number above 0."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number above 0")
    return int(text)


def known_parameters(template: pathlib.Path) -> list[str]:
    """The names in the template's Parameters section."""
    section = re.search(r"^Parameters:\n((?:[ \t#].*\n|\n)*)", template.read_text(), re.MULTILINE)
    return re.findall(r"^  (\w+):", section[1], re.MULTILINE) if section else []


def wrong_parameter(given: list[str], known: list[str]) -> str | None:
    """One sentence about the first one that the template would not take; None when all are good."""
    for text in given:
        name = text.partition("=")[0]
        if "=" not in text or not name:
            return f"{text} is not Key=Value"
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            return (f"there is no parameter {name}" + (f", did you mean {near[0]}?" if near else ";")
                    + f" known: {', '.join(known)}")
    return None


def read(words: list[str]) -> argparse.Namespace:
    """The command line; ends the process with 0 after help, with 2 after one sentence about a mistake."""
    p = parser()
    if words[:1] == ["aws"]:  # its options are not ours
        return argparse.Namespace(command="aws", words=words[1:])
    arguments = p.parse_args(words or ["--help"])
    if arguments.command == "help":
        p.print_help()
        sys.exit(0)
    if arguments.command == "deploy":
        wrong = wrong_parameter(arguments.parameters, known_parameters(ROOT / "template.yaml"))
        if wrong:
            p.exit(2, f"local: {wrong}\n")
    return arguments


def tools(arguments: argparse.Namespace) -> int | None:
    """An exit code when that is all; goes on as another process when this Python has no tools; else None."""
    if arguments.command == "setup":
        return setup.main(quiet=False)
    if arguments.command in NEED_A_CLOUD and not STATE.is_file():
        if arguments.command == "down":
            print("nothing was running")
            return 0
        raise Problem("no local cloud is running; start one with: ./autoscaler local up")
    if pathlib.Path(sys.prefix) == CLOUD_PYTHON.parent.parent:
        return None
    code = setup.main(quiet=True)
    if code == 0:
        sys.stdout.flush()
        os.execv(CLOUD_PYTHON, [str(CLOUD_PYTHON), "-B", __file__, *sys.argv[1:]])
    return code


def run(arguments: argparse.Namespace) -> int:
    """One command; the modules are loaded when they are needed, because they need the tools."""
    code = tools(arguments)
    if code is not None:
        return code
    import aws
    import example
    import server
    import show
    import stack
    match arguments.command:
        case "up":
            show.started(server.up(arguments.port))
        case "deploy":
            stack.deploy(dict(p.split("=", 1) for p in arguments.parameters), verbose=arguments.verbose)
        case "example":
            example.play() if arguments.kind == "worker" else example.web()
        case "status":
            show.status(arguments.all)
        case "send":
            show.send(arguments.event, arguments.queue)
        case "logs":
            show.logs(arguments.function, arguments.all, arguments.last)
        case "load":
            example.load(arguments.service, arguments.percent)
        case "break":
            example.broken_image(arguments.service)
        case "aws":
            show.aws_cli(arguments.words)
        case "env":
            print(show.exports(aws.state()))
        case "down":
            print("stopped" if server.down() else "nothing was running")
        case "test":
            from checks import runner
            return runner.main(arguments)
    return 0


def main() -> int:
    try:
        code = run(read(sys.argv[1:]))
        sys.stdout.flush()
        return code
    except Problem as e:
        print(f"local: {e}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("local: stopped by you", file=sys.stderr)
        return STOPPED
    except BrokenPipeError:
        # Whoever read our output has seen enough; the flush at exit must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as e:
        if type(e).__module__.startswith("botocore"):
            print(f"local: the local cloud answered: {e}", file=sys.stderr)
            return 1
        raise


if __name__ == "__main__":
    sys.exit(main())
