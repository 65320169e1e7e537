"""Workers of this machine: how they begin and end."""

from __future__ import annotations

import subprocess
import sys

_KILLED = """
import os, signal
from wardleaf.batch.workers import local_pool

if __name__ == "__main__":
    pool = local_pool(2)
    print(len({pool.submit(os.getpid).result() for _ in range(8)}) > 0, flush=True)
    os.kill(os.getpid(), signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
"""


def test_workers_end_with_a_process_that_is_killed() -> None:
    # A worker that goes on keeps the other end of the pipe open, and this waits for that in vain.
    done = subprocess.run([sys.executable, "-c", _KILLED], stdout=subprocess.PIPE, text=True, timeout=30, check=False)
    assert done.stdout == "True\n"
    assert done.returncode
