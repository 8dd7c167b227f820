"""Runs the checks in order against a fresh cloud, prints a table, cleans up in every case."""
import argparse
import signal
import time
import traceback
from collections.abc import Callable

import aws
import server
import show
import stack
from checks import scaling, adopting, events, alarms, operating, claiming, seeing, orders, records, upgrading, ending  # noqa: F401  (their order is the order of the checks)
from checks.registry import CHECKS
from checks.world import World
from cloud import STOPPED
from places import LOGS, STATE, Problem


# With tools and jars in place a run takes 5 to 7 minutes; a run with failures may take a little longer.
LIMIT_SECONDS = 600


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


def ask_to_stop(*_) -> None:
    """The first Ctrl-C or TERM ends the checks; a second one must not interrupt the cleaning up."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def main(arguments: argparse.Namespace) -> int:
    """0 when every check passed, 1 when one did not, 130 when somebody stopped it."""
    if STATE.is_file() and server.healthy(aws.state()["port"]):
        raise Problem("a local cloud is already running; stop it first with: ./autoscaler local down")
    chosen = choose(arguments)
    if not chosen:
        raise Problem(f"no check has {arguments.only} in its name; there are: " + "; ".join(n for n, _ in CHECKS))
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask_to_stop)
    started, rows, run, stopped = time.monotonic(), [], None, False
    try:
        run = server.up()["run"]
        outputs = stack.deploy({"Mode": "active", "ClusterName": "shop", "NoticeLimit": "500",
                                "TaskStartedNotices": "on"})
        deployed = time.monotonic()
        world = World(aws.current(), outputs, arguments.seed)
        world.create()
        print(f"cluster and services after {time.monotonic() - deployed:.0f} s; "
              f"{len(chosen)} checks, seed {arguments.seed}\n", flush=True)
        all_checks(world, chosen, started, rows)
        keep_evidence(world)
    except KeyboardInterrupt:
        print("stopped by you, cleaning up ...", flush=True)
        stopped = True
    finally:
        if run and (stopped or not arguments.keep):
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, signal.SIG_IGN)
            rows.append(timed("nothing is left running", lambda: nothing_left(run)))
    bad = [r for r in rows if r.result != "ok"]
    print()
    if bad:
        show.table([[r.result, f"{r.seconds:.1f} s", r.name, r.why[:100]] for r in bad],
                   ["result", "time", "check", "why"])
        print(f"logs are in {LOGS}\n")
    print(f"{len(rows) - len(bad)} of {len(rows)} checks passed in {time.monotonic() - started:.0f} s, "
          f"seed {arguments.seed}" + (f"; {len(chosen) + 1 - len(rows)} were not run" if stopped else ""))
    if arguments.keep and not stopped:
        print("still running; look with ./autoscaler local status, stop with ./autoscaler local down")
    return STOPPED if stopped else 1 if bad else 0


def choose(arguments: argparse.Namespace) -> list[tuple[str, Callable]]:
    """The checks that were asked for, with the first one, without which none makes sense."""
    word = (arguments.only or "").lower()
    found = [(n, f) for n, f in CHECKS if word in n.lower() and not (arguments.keep and f is ending.delete)]
    first = [c for c in CHECKS if c[1] is scaling.policies_in_force]
    return found and first + [c for c in found if c not in first]


def all_checks(world: World, chosen: list[tuple[str, Callable]], started: float, rows: list[Row]) -> None:
    """Each after the other; without the first one none makes sense, and after the time limit none is begun."""
    for name, function in chosen:
        late = time.monotonic() - started > LIMIT_SECONDS
        if late or rows and rows[0].result != "ok":
            row = Row(name)
            row.why = "the time is over" if late else "no policy is in force"
            rows.append(row)
            continue
        rows.append(timed(name, lambda f=function: f(world)))


def nothing_left(run: str) -> None:
    """Stops everything; then no process of this run is there: server, driver, functions' JVMs."""
    server.down()
    left = server.marked(run)
    assert not left, f"processes {left}"


def keep_evidence(world: World) -> None:
    """The functions' log lines go to a file before the cloud is gone."""
    for short in show.FUNCTIONS:
        try:
            (LOGS / f"{short}.txt").write_text("\n".join(show.lines(world.cloud, world.outputs, short)) + "\n")
        except Exception:  # the stack may be deleted already, then its logs are gone
            continue
