"""Builds spread over processes. Which process builds a handout changes nothing in its bytes."""

from __future__ import annotations

import os
import pickle
from collections.abc import Generator, Sequence
from concurrent.futures import BrokenExecutor
from functools import partial
from typing import TYPE_CHECKING

from wardleaf.batch.workers import done_in_order, local_pool
from wardleaf.building import build_handout
from wardleaf.pipeline import Workshop
from wardleaf.records.built import Built, Target

if TYPE_CHECKING:
    from concurrent.futures import Future

_FEW_OUTPUTS = 4  # up to here one process is done before a second has started
_AHEAD = 4  # handouts that may be finished before an earlier one, for each process: however many there are, few are held at once


class BuildWorkers:
    """Processes that build beside this one, for one run or for many; they start at once, and `ready` says whether one
    has.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self._pool = local_pool(count)
        self._begun = self._pool.submit(_take_up)

    @property
    def ready(self) -> bool:
        """Whether a worker waits for work."""
        return self._begun.done() and self._begun.exception() is None

    def build(self, job: bytes, target: Target) -> Future[Built]:
        return self._pool.submit(_build_in_worker, job, target)

    def warm_up(self, workshop: Workshop, target: Target) -> None:
        """Build `target` for nothing, since the first build of a process takes several times as long as others."""
        self.build(pickle.dumps((workshop, True)), target)

    def close(self) -> None:
        """Let the workers go; what was not begun never is. A worker writes no file, so none is half there."""
        self._pool.shutdown(cancel_futures=True)


class _OneRun:
    """`workers` for one run, which builds from `job`; when one is lost, the others have no part in it any more."""

    broken = (BrokenExecutor,)

    def __init__(self, workers: BuildWorkers, job: bytes) -> None:
        self._workers, self._job = workers, job
        self._lost = False

    @property
    def count(self) -> int:
        return self._workers.count

    @property
    def ready(self) -> bool:
        return self._workers.ready and not self._lost

    def give(self, task: Target) -> Future[Built]:
        return self._workers.build(self._job, task)

    def replace(self) -> None:
        self._lost = True  # somebody ended a worker; what it had is built here


def build_many(
    workshop: Workshop,
    targets: Sequence[Target],
    *,
    jobs: int | None = None,
    tags: bool = True,
    workers: BuildWorkers | None = None,
) -> Generator[Built, None, None]:
    """Each of `targets` built, in their order, in `jobs` processes at most, of which this is one; None means all cores.
    Few are built here alone: a second process would only make them slower. `workers` that are given stay.
    """
    processes = min(len(targets), jobs or os.cpu_count() or 1) if len(targets) > _FEW_OUTPUTS else 1
    build_here = partial(build_handout, workshop, tags=tags)
    if len(targets) < 2 or (processes < 2 and workers is None):
        yield from map(build_here, targets)
        return
    hired = workers or BuildWorkers(processes - 1)
    try:
        run = _OneRun(hired, pickle.dumps((workshop, tags)))
        yield from done_in_order(targets, run, own=build_here, ahead=_AHEAD * (hired.count + 1))
    finally:
        if workers is None:
            hired.close()


# What a worker builds from, by the job that it came in; empty in every other process.
_AT_WORK: dict[bytes, tuple[Workshop, bool]] = {}


def _take_up() -> None:
    """Load what every build needs."""
    import wardleaf.typeset.typesetter  # noqa: F401


def _build_in_worker(job: bytes, target: Target) -> Built:
    if job not in _AT_WORK:
        _AT_WORK.clear()
        _AT_WORK[job] = pickle.loads(job)  # noqa: S301  # made by `build_many` a moment ago
    workshop, tags = _AT_WORK[job]
    return build_handout(workshop, target, tags=tags)
