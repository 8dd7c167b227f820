"""Runs the checks in order against a fresh cloud, prints a table, cleans up in every case."""
import argparse
import signal
import time
import traceback

import aws
import server
import show
import stack
from checks import scaling, events, operating, ending  # noqa: F401  (their order is the order of the checks)
from checks.registry import CHECKS
from checks.world import World
from places import LOGS, STATE, Problem


# With tools and jars in place a run takes 4 to 5 minutes; a run with failures may take a little longer.
LIMIT_SECONDS = 360


class Row:
    """One line of the table."""

    def __init__(self, name: str):
        self.name, self.result, self.seconds, self.why = name, "not run", 0.0, ""


def timed(name: str, function) -> Row:
    """Runs one check; an assertion is a failure, anything else an error."""
    row, started = Row(name), time.monotonic()
    try:
        function()
        row.result = "ok"
    except AssertionError as e:
        row.result, row.why = "FAILED", str(e)
        if not row.why:
            row.why = traceback.extract_tb(e.__traceback__)[-1].line
    except Exception as e:
        at = traceback.extract_tb(e.__traceback__)[-1]
        row.result, row.why = "ERROR", f"{type(e).__name__}: {e} ({at.filename.rsplit('/', 1)[-1]}:{at.lineno})"
    row.seconds = time.monotonic() - started
    print(f"  {row.result:7} {row.seconds:6.1f} s  {name}", flush=True)
    if row.why:
        print(f"          {row.why[:900]}", flush=True)
    return row


def main(arguments: argparse.Namespace) -> int:
    """0 when every check passed."""
    if STATE.is_file() and server.healthy(aws.state()["port"]):
        raise Problem("a local cloud is already running; stop it first with: ./autoscaler local down")

    def ask_to_stop(*_):
        raise KeyboardInterrupt
    signal.signal(signal.SIGTERM, ask_to_stop)
    started, rows, run = time.monotonic(), [], None
    print(f"seed {arguments.seed}", flush=True)
    try:
        run = server.up()["run"]
        outputs = stack.deploy({"Mode": "active", "ClusterName": "shop"})
        deployed = time.monotonic()
        world = World(aws.current(), outputs, arguments.seed)
        world.create()
        print(f"cluster, services and policies after {time.monotonic() - deployed:.0f} s\n", flush=True)
        try:
            all_checks(world, arguments, started, rows)
        finally:
            keep_evidence(world)
    except KeyboardInterrupt:
        print("interrupted, cleaning up ...", flush=True)
        rows.append(Row("interrupted"))
    finally:
        if run and not arguments.keep:
            # A second Ctrl-C must not interrupt the cleaning up.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            server.down()
            rows.append(timed("nothing is left running", lambda: nothing_left(run)))
            signal.signal(signal.SIGINT, signal.default_int_handler)
    print()
    show.table([[r.result, f"{r.seconds:.1f} s", r.name] for r in rows], ["result", "time", "check"])
    bad = sum(r.result != "ok" for r in rows)
    print(f"\n{len(rows) - bad} of {len(rows)} checks passed in {time.monotonic() - started:.0f} s, seed {arguments.seed}")
    if bad:
        print(f"logs are in {LOGS}")
    if arguments.keep:
        print("still running; look with ./autoscaler local status, stop with ./autoscaler local down")
    return 1 if bad else 0


def all_checks(world: World, arguments: argparse.Namespace, started: float, rows: list[Row]) -> None:
    """The chosen checks; without the first one none makes sense, and after the time limit none is begun."""
    for name, function in CHECKS:
        first = function is scaling.policies_in_force
        if arguments.keep and function is ending.delete:
            continue
        if arguments.only and arguments.only.lower() not in name.lower() and not first:
            continue
        late = time.monotonic() - started > LIMIT_SECONDS
        if late or rows and rows[0].result != "ok":
            row = Row(name)
            row.why = "the time is over" if late else "no policy is in force"
            rows.append(row)
            continue
        rows.append(timed(name, lambda f=function: f(world)))


def nothing_left(run: str) -> None:
    """No process of this run: server, driver, functions' JVMs."""
    left = server.marked(run)
    assert not left, f"processes {left}"


def keep_evidence(world: World) -> None:
    """The functions' log lines go to a file before the cloud is gone."""
    for short in show.FUNCTIONS:
        try:
            (LOGS / f"{short}.txt").write_text("\n".join(show.lines(world.cloud, world.outputs, short)) + "\n")
        except Exception:  # the stack may be deleted already, then its logs are gone
            continue
