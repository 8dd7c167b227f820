"""The commands of `./autoscaler local`. Exit codes: 0 good, 1 a problem to fix, 2 wrong usage."""
import argparse
import sys

from places import Problem


def parser() -> argparse.ArgumentParser:
    p = argparse.ArgumentParser(prog="./autoscaler local", description="The product in a cloud on this machine: "
                                "no account, no Docker.")
    commands = p.add_subparsers(dest="command", metavar="COMMAND", required=True)
    commands.add_parser("setup", help="install the Python tools into target/local (the other commands do it too)")
    up = commands.add_parser("up", help="start the local cloud")
    up.add_argument("--port", type=int, help="loopback port (default: a free one)")
    deploy = commands.add_parser("deploy", help="build what is missing and deploy template.yaml with sam")
    deploy.add_argument("parameters", nargs="*", metavar="Key=Value", help="template parameters, e.g. Mode=observe")
    commands.add_parser("status", help="services, queues and the newest notices")
    send = commands.add_parser("send", help="send an event file")
    send.add_argument("event", metavar="EVENT.json")
    send.add_argument("--queue", choices=["work", "task"], help="straight into this queue, not through EventBridge")
    logs = commands.add_parser("logs", help="log lines of the functions")
    logs.add_argument("function", nargs="?", metavar="FUNCTION", help="reconciler, task-events or policy-sync")
    commands.add_parser("down", help="stop everything")
    test = commands.add_parser("test", help="deploy into a fresh local cloud and check it from outside")
    test.add_argument("--keep", action="store_true", help="leave the cloud and the stack running at the end")
    test.add_argument("--only", metavar="WORD", help="only the checks whose name contains this")
    test.add_argument("--seed", type=int, default=20260501, help="for the shuffled copies (default: %(default)s)")
    return p


def run(arguments: argparse.Namespace) -> int:
    """One command; the modules are loaded when they are needed, because they need the tools."""
    import server
    import show
    import stack
    match arguments.command:
        case "up":
            values = server.up(arguments.port)
            print(f"local cloud on {values['endpoint']} (key test, secret test, region us-east-1)")
        case "deploy":
            wrong = [p for p in arguments.parameters if "=" not in p or p.startswith("=")]
            if wrong:
                print(f"local: {wrong[0]} is not Key=Value", file=sys.stderr)
                return 2
            stack.deploy(dict(p.split("=", 1) for p in arguments.parameters))
        case "status":
            show.status()
        case "send":
            show.send(arguments.event, arguments.queue)
        case "logs":
            show.logs(arguments.function)
        case "down":
            print("stopped" if server.down() else "nothing was running")
        case "test":
            from checks import runner
            return runner.main(arguments)
    return 0


def main() -> int:
    arguments = parser().parse_args(sys.argv[1:] or ["--help"])
    try:
        return run(arguments)
    except Problem as e:
        print(f"local: {e}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("local: stopped by you", file=sys.stderr)
        return 1
    except Exception as e:
        if type(e).__module__.startswith("botocore"):
            print(f"local: the local cloud answered: {e}", file=sys.stderr)
            return 1
        raise


if __name__ == "__main__":
    sys.exit(main())
