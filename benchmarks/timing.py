"""Timing that can be trusted on a shared machine: rounds of every candidate in turn, medians, and ratios taken round by
round.
"""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Process:
    """One finished process: wall and CPU seconds."""

    wall: float
    cpu: float


def run_process(arguments: Sequence[str], cwd: str) -> Process:
    """Run Python with `arguments` to its end."""
    start = time.perf_counter()
    child = subprocess.Popen([sys.executable, *arguments], cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert child.stderr is not None
    errors = child.stderr.read()
    child.stderr.close()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(errors.decode(errors="replace"))
    return Process(wall, usage.ru_utime + usage.ru_stime)


def peak_of(arguments: Sequence[str], cwd: str) -> float:
    """Peak memory, in MB, of Python run with `arguments`.

    A small process in between starts it: the kernel counts the memory of whoever forked into a child's peak, and this
    one's is large.
    """
    between = (
        "import resource, subprocess, sys; subprocess.run([sys.executable, *sys.argv[1:]], check=True, stdout=subprocess.DEVNULL); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    told = subprocess.run(
        [sys.executable, "-c", between, *arguments], cwd=cwd, check=True, capture_output=True, text=True
    )
    return int(told.stdout) / 1024


def rounds_of_processes(candidates: dict[str, Sequence[str]], cwd: str, *, rounds: int) -> dict[str, list[Process]]:
    """Each candidate once a round, in turn."""
    found: dict[str, list[Process]] = {name: [] for name in candidates}
    for _ in range(rounds):
        for name, arguments in candidates.items():
            found[name].append(run_process(arguments, cwd))
    return found


def rounds_of_calls(candidates: dict[str, Callable[[], object]], *, rounds: int) -> dict[str, list[float]]:
    """CPU seconds of each candidate, once a round, in turn, after one warm-up."""
    for call in candidates.values():
        call()
    found: dict[str, list[float]] = {name: [] for name in candidates}
    for _ in range(rounds):
        for name, call in candidates.items():
            gc.collect()
            start = time.process_time()
            call()
            found[name].append(time.process_time() - start)
    return found


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return statistics.median(values)


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> str:
    """Ours divided by theirs, round by round: median and range."""
    ratios = [one / other for one, other in zip(ours, theirs)]
    return f"{median(ratios):.2f} [{min(ratios):.2f}–{max(ratios):.2f}]"


def times_as_fast(ours: Sequence[float], theirs: Sequence[float]) -> str:
    """Their time divided by ours, round by round: median and quartiles."""
    ratios = sorted(other / one for one, other in zip(ours, theirs))
    low, middle, high = statistics.quantiles(ratios, n=4, method="inclusive") if len(ratios) > 1 else ratios * 3
    digits = 2 if middle < 10 else 0
    return f"{middle:.{digits}f} [{low:.{digits}f}–{high:.{digits}f}]"
