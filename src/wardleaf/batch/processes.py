"""Builds spread over processes. Which process builds a handout changes nothing in its bytes.

The process that asks builds, too, so that nobody waits while workers start; where they never do, it builds everything.
"""

from __future__ import annotations

import gc
import os
import pickle
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from wardleaf.building import build_handout
from wardleaf.pipeline import Workshop
from wardleaf.records.built import Built, Target

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

FEW_OUTPUTS = 4  # up to here one process is done before a second has started
_AHEAD = 4  # handouts that may be finished before an earlier one, for each process: however many there are, few are held at once
_AT_ONCE = 2  # that a worker is given: one to build, one to go on with while this process is busy


class BuildCrew:
    """Processes that build beside this one, for one run or for many; they start at once, and `ready` says whether one has."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._pool = local_pool(workers)
        self._begun = self._pool.submit(_take_up)

    @property
    def ready(self) -> bool:
        """Whether a worker waits for work."""
        return self._begun.done() and self._begun.exception() is None

    def build(self, job: bytes, target: Target) -> Future[Built]:
        """`target` of the packed `job`, built by a worker."""
        return self._pool.submit(_build_in_worker, job, target)

    def warm_up(self, workshop: Workshop, target: Target) -> None:
        """Build `target` for nothing, since the first build of a process takes several times as long as others."""
        self.build(pickle.dumps((workshop, True)), target)

    def close(self) -> None:
        """Let the workers go; what was not begun never is. A worker writes no file, so none is half there."""
        self._pool.shutdown(cancel_futures=True)


@dataclass(slots=True)
class _Asked:
    """A target: that a worker has it, or what became of it."""

    target: Target
    future: Future[Built] | None = None
    built: Built | None = None

    @property
    def is_free(self) -> bool:
        """Whether nobody has begun it."""
        return self.future is None and self.built is None


def build_many(
    workshop: Workshop, targets: Sequence[Target], *, jobs: int | None = None, tags: bool = True, crew: BuildCrew | None = None
) -> Generator[Built, None, None]:
    """Each of `targets` built, in their order, in `jobs` processes, of which this is one; None means all cores when there is enough to do. A `crew` that is given stays."""
    processes = min(len(targets), jobs or (os.cpu_count() or 1 if len(targets) > FEW_OUTPUTS else 1))
    if len(targets) < 2 or (processes < 2 and crew is None):
        yield from (build_handout(workshop, target, tags=tags) for target in targets)
        return
    hired = crew or BuildCrew(processes - 1)
    try:
        yield from _shared(workshop, targets, hired, tags=tags)
    finally:
        if crew is None:
            hired.close()


def _shared(workshop: Workshop, targets: Sequence[Target], crew: BuildCrew, *, tags: bool) -> Iterator[Built]:
    job = pickle.dumps((workshop, tags))
    todo = iter(targets)
    waiting: deque[_Asked] = deque()
    lost = False
    while True:
        waiting.extend(map(_Asked, islice(todo, _AHEAD * (crew.workers + 1) - len(waiting))))
        if not waiting:
            return
        first = waiting[0]
        try:
            if crew.ready and not lost:
                _give_out(crew, job, waiting)
            if first.built is None and not (first.future and first.future.done()):
                own = next((asked for asked in waiting if asked.is_free), None)
                if own:
                    own.built = build_handout(workshop, own.target, tags=tags)
                    continue
            built = first.future.result() if first.future else first.built
        except BrokenExecutor:  # somebody ended a worker; what it had is built here
            lost = True
            for asked in waiting:
                asked.future = None
            continue
        if built:
            waiting.popleft()
            yield built


def _give_out(crew: BuildCrew, job: bytes, waiting: deque[_Asked]) -> None:
    """Let the crew have what nobody has begun, as far as it has time; the first, which is waited for, is for this process."""
    room = _AT_ONCE * crew.workers - sum(asked.future is not None and not asked.future.done() for asked in waiting)
    for asked in islice((asked for asked in islice(waiting, 1, None) if asked.is_free), max(0, room)):
        asked.future = crew.build(job, asked.target)


def local_pool(workers: int) -> ProcessPoolExecutor:
    """A pool of `workers` processes that are there already, never hear Ctrl-C, and end with the process that started them, however that ends."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Every system starts workers in the way that Windows must, so that what works on one works on all.
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin, initargs=(gc.get_threshold(),))
    with _interrupts_held():
        for _ in range(workers):
            pool.submit(int)  # nothing to do, but a process is started to do it
    return pool


def _begin(sweeps: tuple[int, int, int]) -> None:
    """Begin a worker, which hears no Ctrl-C and sweeps up what nobody holds as seldom as the process that started it."""
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*sweeps)
    threading.Thread(target=_end_with_starter, daemon=True).start()


def _end_with_starter() -> None:
    """End this worker when the process that started it is gone: a pool would let it wait for work for ever, with rows of a list in its memory."""
    from multiprocessing import parent_process

    starter = parent_process()
    if starter:
        starter.join()
        os._exit(1)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Processes that are started meanwhile never hear Ctrl-C, which a terminal sends to all: this one decides what becomes of the run."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):  # Windows: `_begin` makes them deaf
        yield
        return
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


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
