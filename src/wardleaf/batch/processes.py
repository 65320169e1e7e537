"""Builds spread over processes. Which process builds a handout changes nothing in its bytes."""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from wardleaf.building import build_handout
from wardleaf.pipeline import Workshop
from wardleaf.records.built import Built, Target

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

FEW_OUTPUTS = 4  # up to here one process is done before a second has started
_AHEAD = 4  # finished handouts that may wait for an earlier one, for each worker: however many there are, few are held at once


def build_many(
    workshop: Workshop, targets: Sequence[Target], *, jobs: int | None = None, tags: bool = True
) -> Generator[Built, None, None]:
    """Each of `targets` built, in their order, in `jobs` processes; None means all cores when there is enough to do."""
    workers = min(len(targets), jobs or (os.cpu_count() or 1 if len(targets) > FEW_OUTPUTS else 1))
    if workers <= 1:
        yield from (build_handout(workshop, target, tags=tags) for target in targets)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Every system starts workers in the way that Windows must, so that what works on one works on all.
    pool = ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_take_up, initargs=(gc.get_threshold(), workshop, tags)
    )
    waiting: deque[Future[Built]] = deque()
    todo = iter(targets)
    try:
        with _interrupts_held():  # the first target starts the workers
            waiting.extend(pool.submit(_build_in_worker, target) for target in islice(todo, _AHEAD * workers))
        while waiting:
            yield waiting.popleft().result()
            waiting.extend(pool.submit(_build_in_worker, target) for target in islice(todo, 1))
    finally:
        # When somebody stops the run, what was not begun never is; a worker writes no file, so none is half there.
        pool.shutdown(cancel_futures=True)


def local_pool(workers: int) -> ProcessPoolExecutor:
    """A pool of `workers` processes that are there already and never hear Ctrl-C."""
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

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*sweeps)


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


# What a worker process was started with; empty in every other process.
_AT_WORK: list[tuple[Workshop, bool]] = []


def _take_up(sweeps: tuple[int, int, int], workshop: Workshop, tags: bool) -> None:  # noqa: FBT001  # called by position by the pool
    _begin(sweeps)
    _AT_WORK[:] = [(workshop, tags)]


def _build_in_worker(target: Target) -> Built:
    workshop, tags = _AT_WORK[0]
    return build_handout(workshop, target, tags=tags)
