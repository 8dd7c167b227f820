"""Starts and stops the processes of the local cloud."""
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable

import aws
from jdk import java_home
from places import CALLS, CLOUD_PYTHON, LOADS, LOCAL, LOGS, STATE, TEMPORARY, Problem

MARK = "FARGATE_AUTOSCALER_LOCAL_RUN"
GRACE_SECONDS = 6  # to end by themselves
KILL_SECONDS = 20  # a killed JVM of a busy machine takes its time to vanish


def free_port(wanted: int | None) -> int:
    """A port that nobody listens on; a Problem when the wanted one is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted or 0))
        except OSError:
            raise Problem(f"port {wanted} is taken; name another with --port, or leave it out for a free one") from None
        return probe.getsockname()[1]


def healthy(port: int) -> bool:
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
                f"http://127.0.0.1:{port}/_ministack/health", timeout=2) as answer:
            return answer.status == 200
    except (OSError, urllib.error.URLError):
        return False


def up(wanted: int | None = None) -> dict:
    """Starts the server and the driver; returns the state. Leaves nothing behind when it fails or is interrupted."""
    if STATE.is_file():
        running = aws.state()
        if healthy(running["port"]):
            raise Problem(f"a local cloud is already running on port {running['port']}; "
                          "stop it with: ./autoscaler local down")
        down()
    port = free_port(wanted)
    run = uuid.uuid4().hex
    for folder in (LOGS, TEMPORARY):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    CALLS.touch()
    LOADS.unlink(missing_ok=True)
    values = {"port": port, "endpoint": f"http://127.0.0.1:{port}", "run": run, "stack": None}
    # Before the first process: whatever happens from here on, `down` finds them by their mark.
    aws.save(values)
    try:
        begin(values)
    except BaseException:
        down()
        raise
    return values


def begin(values: dict) -> None:
    """The server, and when it answers the driver."""
    port, endpoint = values["port"], values["endpoint"]
    # The functions inherit this environment: no proxy, no JVM options, no credentials of the person who starts it.
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(TEMPORARY), "LANG": "C.UTF-8", "TMPDIR": str(TEMPORARY),
        "GATEWAY_PORT": str(port), "BIND_HOST": "127.0.0.1", "AWS_ENDPOINT_URL": endpoint, "AUTH": "true",
        "IOT_MTLS_ENABLED": "0", "SFTP_ENABLED": "0", "LOCAL_JAVA": str(java_home() / "bin" / "java"),
        "ECS_CALLS_FILE": str(CALLS), "PYTHONDONTWRITEBYTECODE": "1", "NO_PROXY": "127.0.0.1,localhost",
        MARK: values["run"],
    }
    values["server"] = start("open_cloud.py", environment)
    aws.save(values)
    deadline = time.monotonic() + 30
    while not healthy(port):
        if time.monotonic() > deadline or not alive(values["server"]):
            tail = (LOGS / "open_cloud.log").read_text(errors="replace").splitlines()[-3:]
            raise Problem("the local cloud did not start: " + " / ".join(tail))
        time.sleep(0.2)
    values["driver"] = start("driver.py", {**environment, "PORT": str(port)})
    aws.save(values)


def start(script: str, environment: dict) -> int:
    with open(LOGS / script.replace(".py", ".log"), "ab") as log:
        return subprocess.Popen([str(CLOUD_PYTHON), "-B", str(LOCAL / script)], env=environment, cwd=TEMPORARY,
                                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True).pid


def alive(pid: int) -> bool:
    """False also for a child of ours that has ended: it is collected here."""
    try:
        if os.waitpid(pid, os.WNOHANG)[0] == pid:
            return False
    except ChildProcessError:
        pass
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def marked(run: str) -> list[int]:
    """Processes whose environment carries the mark of this run: the server, the driver and the functions' JVMs."""
    found = []
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if f"{MARK}={run}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def down() -> bool:
    """Stops everything that `up` started, and what that started; returns when it is gone. False: nothing was running."""
    if not STATE.is_file():
        return False
    values = aws.state()
    # A process id may have gone to someone else meanwhile: with /proc only processes that carry the mark are touched.
    proc = pathlib.Path("/proc/self/environ").exists()
    started = [values[n] for n in ("driver", "server") if values.get(n)]

    def running() -> list[int]:
        found = [pid for pid in started if alive(pid)]
        return marked(values["run"]) if proc else found

    def own() -> list[int]:
        return [pid for pid in running() if pid in started]

    for pid in own():
        stop(pid, signal.SIGTERM)
    gone(own, GRACE_SECONDS, lambda pid: None)
    # The rest, again and again: the server may have started another function meanwhile.
    if not gone(running, KILL_SECONDS, lambda pid: stop(pid, signal.SIGKILL)):
        raise Problem(f"processes {running()} do not end; `./autoscaler local down` tries again")
    STATE.unlink(missing_ok=True)
    shutil.rmtree(TEMPORARY, ignore_errors=True)
    return True


def gone(running: Callable[[], list[int]], seconds: float, each: Callable[[int], None]) -> bool:
    """Whether nothing runs any more within so many seconds; does something to each that still does."""
    deadline = time.monotonic() + seconds
    while left := running():
        if time.monotonic() > deadline:
            return False
        for pid in left:
            each(pid)
        time.sleep(0.1)
    return True


def stop(pid: int, how: int) -> None:
    try:
        os.kill(pid, how)
    except ProcessLookupError:
        pass
