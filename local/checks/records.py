"""What was decided in this run can be decided again."""
import subprocess

import show
from checks.registry import check
from checks.world import CLUSTER, SERVICES, World
from places import LOGS, ROOT

LEAST = 20  # a whole run leaves several times as many


@check("every decision record decides the same again")
def decide_again(world: World) -> None:
    """All audit rows and all whole records of the log go through `autoscaler decide --record`: the same bytes."""
    rows = [row["record"] for service in SERVICES for row in world.rows(f"{CLUSTER}/{service}", "audit#")]
    logged = [line for line in show.lines(world.cloud, world.outputs, "reconciler")
              if line.startswith("{") and '"decision":{' in line and '"observation":{' in line]
    # What another run had begun and could not confirm was only found out, not decided.
    rows = [r for r in rows if '"because":"intent"' not in r]
    file = LOGS / "records.jsonl"
    file.write_text("\n".join(rows + logged) + "\n")
    done = subprocess.run([str(ROOT / "autoscaler"), "decide", "--record", str(file)], stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=150)
    assert done.returncode == 0, f"exit code {done.returncode}: {(done.stderr or done.stdout)[-700:]}"
    again = done.stdout.splitlines()
    differ = [i for i, (a, b) in enumerate(zip(rows + logged, again)) if a.strip() != b]
    assert len(again) == len(rows + logged) and not differ, (
        f"{len(rows + logged)} records, {len(again)} decided again, {len(differ)} differ, "
        f"the first: {(rows + logged)[differ[0]][:300] if differ else ''}")
    assert len(rows) >= LEAST and logged, f"only {len(rows)} audit rows and {len(logged)} log lines"
    print(f"          {len(rows)} audit rows and {len(logged)} log lines", flush=True)
