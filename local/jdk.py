"""Finds the JDK that runs the functions."""
import os
import pathlib
import re
import subprocess

from places import Problem

WANTED = 25


def java_home() -> pathlib.Path:
    """The first JDK 25 of JDK25_HOME, JAVA_HOME and the usual folders."""
    named = [os.environ[n] for n in ("JDK25_HOME", "JAVA_HOME") if os.environ.get(n)]
    usual = [p for f in ("/usr/lib/jvm", "/opt/java", "~/.sdkman/candidates/java", "~/.jdks")
             for p in sorted(pathlib.Path(f).expanduser().glob("*"))]
    usual += [p / "Contents/Home" for p in sorted(pathlib.Path("/Library/Java/JavaVirtualMachines").glob("*"))]
    for home in [*map(pathlib.Path, named), *usual]:
        if version(home) == WANTED:
            return home
    raise Problem(f"JDK {WANTED} is needed; install it, or name its folder with JAVA_HOME")


def version(home: pathlib.Path) -> int | None:
    """The feature release of a JDK folder; None when it is not one."""
    if not (home / "bin" / "javac").is_file():
        return None
    try:
        found = re.search(r'JAVA_VERSION="(\d+)', (home / "release").read_text())
        return int(found[1]) if found else None
    except OSError:
        out = subprocess.run([str(home / "bin" / "java"), "-version"], capture_output=True, text=True).stderr
        found = re.search(r'version "(\d+)', out)
        return int(found[1]) if found else None
