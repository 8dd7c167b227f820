"""Makes the two private Python environments, once for each content of the requirements files."""
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time

from places import LOCAL, WORK


def call(command: list[str]) -> None:
    """Runs a tool in a group of its own, so that a Ctrl-C ends it by our hand and it prints no traceback."""
    with subprocess.Popen(command, start_new_session=True) as process:
        try:
            code = process.wait()
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    if code:
        raise subprocess.CalledProcessError(code, command)


def environment(name: str, quiet: bool) -> None:
    """Creates target/local/venv-NAME from requirements-NAME.txt unless its stamp says that it is there."""
    requirements = LOCAL / f"requirements-{name}.txt"
    folder = WORK / f"venv-{name}"
    version = ".".join(str(n) for n in sys.version_info[:3])
    wanted = hashlib.sha256(requirements.read_bytes() + version.encode()).hexdigest()
    stamp = folder / "stamp"
    if stamp.is_file() and stamp.read_text() == wanted:
        if not quiet:
            print(f"{folder.relative_to(WORK.parent.parent)} is ready")
        return
    print(f"installing {requirements.name} (once, 1 to 3 minutes) ...", file=sys.stderr, flush=True)
    start = time.monotonic()
    shutil.rmtree(folder, ignore_errors=True)
    call([sys.executable, "-m", "venv", str(folder)])
    call([str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
          "--require-hashes", "--no-deps", "-r", str(requirements)])
    stamp.write_text(wanted)
    print(f"installed in {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)


def main(quiet: bool) -> int:
    """Returns 1 after one sentence when a package cannot be installed; what is half done is done again next time."""
    WORK.mkdir(parents=True, exist_ok=True)
    try:
        for name in ("cloud", "sam"):
            environment(name, quiet)
    except subprocess.CalledProcessError as e:
        print(f"local: the Python tools could not be installed ({' '.join(e.cmd[:4])} … failed); "
              "see the lines above, then run the same command again.", file=sys.stderr)
        return 1
    return 0
