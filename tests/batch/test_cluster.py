"""Copies made by a real Dask cluster of two workers on this machine, in a process of its own: it opens ports, which no
other test may.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.cli.running import REPOSITORY, files_below, run, small_library

NAME = "Zebedee Quibblethorpe"
SCRIPT = """
import json, os, signal, sys, threading, time
import dask
from click.testing import CliRunner
from distributed import Client, LocalCluster
from wardleaf.cli.group import wardleaf

def main():
    kept = {"distributed.worker.memory.target": SPILL, "distributed.worker.memory.spill": SPILL, "distributed.nanny.environ": {}}
    with dask.config.set(kept), LocalCluster(n_workers=2, threads_per_worker=2, processes=True, dashboard_address=None, protocol="tcp") as cluster:
        if AFTER:
            victim = next(iter(cluster.workers.values())).pid
            threading.Timer(AFTER, os.kill, (victim, signal.SIGKILL)).start()
        done = CliRunner().invoke(wardleaf, ["merge", "chemotherapy", "--data", "list.csv", "--out", "cluster", "--executor", cluster.scheduler_address])
        with Client(cluster) as client:
            logs = repr((client.get_scheduler_logs(n=10000), client.get_worker_logs(n=10000)))
            keys = repr(client.run_on_scheduler(lambda dask_scheduler: (list(dask_scheduler.tasks), list(dask_scheduler.transition_log))))
        print(json.dumps({"code": done.exit_code, "out": done.stdout, "err": done.stderr, "logs": logs, "keys": keys, "raised": repr(done.exception)}))

if __name__ == "__main__":
    main()
"""


def on_cluster(root: Path, *, spill: object = False, kill_after: float = 0) -> dict[str, str | int]:
    script = root / "cluster.py"
    script.write_text(SCRIPT.replace("SPILL", repr(spill)).replace("AFTER", repr(kill_after)), encoding="utf-8")
    environment = {
        **os.environ,
        "PYTHONPATH": str(REPOSITORY / "src"),
        "DASK_CONFIG": str(root / "none"),
        "TMPDIR": str(root / "temporary"),
    }
    (root / "temporary").mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, script], cwd=root, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Quibble" not in done.stderr
    found: dict[str, str | int] = json.loads(done.stdout.splitlines()[-1])
    return found


def library_with_list(root: Path, count: int) -> Path:
    small_library(root)
    (root / "list.csv").write_text(
        "Name\n" + "".join(f"{NAME} {number}\n" for number in range(count)), encoding="utf-8"
    )
    return root


def test_a_cluster_makes_the_same_copies_and_keeps_nothing_of_the_list(tmp_path: Path) -> None:
    root = library_with_list(tmp_path / "library", 100)
    done = on_cluster(root, kill_after=4.0)
    assert (done["code"], done["out"]) == (0, "cluster: 100 personal copies\n"), done
    alone = run("merge", "chemotherapy", "--data", root / "list.csv", "--out", root / "alone", "--library", root)
    assert alone.exit_code == 0, alone.output
    assert files_below(root / "cluster") == files_below(root / "alone")
    assert len(files_below(root / "cluster")) == 100
    for text in (done["logs"], done["keys"], done["err"]):
        assert "Quibble" not in str(text)
    assert not any(b"Quibble" in data for data in files_below(root / "temporary").values())


def test_workers_that_write_to_their_disks_are_given_no_rows(tmp_path: Path) -> None:
    root = library_with_list(tmp_path / "library", 3)
    done = on_cluster(root, spill=0.6)
    assert done["code"] == 1
    assert "error[M119]: 2 of 2 workers write to disk what their memory does not hold" in str(done["err"])
    assert not (root / "cluster").exists()
