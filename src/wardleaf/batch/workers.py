"""Workers: one scheduler for all that is done by many hands, and the processes of this machine.

Tasks are handed out in order and taken back in order; whoever asks works, too, so that nobody waits while workers
start. What a lost worker had is done again.
"""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

_AT_ONCE = 2  # tasks that a worker is given: one to do, one to go on with while this process is busy
_MOST_LOSSES = 3

T = TypeVar("T")
R = TypeVar("R")
_Task = TypeVar("_Task", contravariant=True)


class WorkersLostError(Exception):
    """Workers died again and again over the same task; the message names it."""


class Workers(Protocol[_Task, R]):
    """Somebody who does tasks elsewhere: `count` of them, `ready` from when one waits for work; `broken` are the errors
    that say that one was lost.
    """

    @property
    def count(self) -> int: ...
    @property
    def ready(self) -> bool: ...
    @property
    def broken(self) -> tuple[type[Exception], ...]: ...

    def give(self, task: _Task) -> Future[R]:
        """What becomes of `task`."""

    def replace(self) -> None:
        """Find others in the place of those that were lost, or be ready no more."""


@dataclass(slots=True)
class _Given(Generic[T, R]):
    """A task: that a worker has it, or what was made of it here, and how often it was lost."""

    task: T
    future: Future[R] | None = None
    made: tuple[R] | None = None
    losses: int = 0

    @property
    def is_free(self) -> bool:
        """Whether nobody has begun it."""
        return self.future is None and self.made is None

    def count_loss(self) -> None:
        """Note that a worker was lost over it; `WorkersLostError` when that came too often."""
        self.losses += 1
        if self.losses >= _MOST_LOSSES:
            raise WorkersLostError(f"{self.task} were given out {self.losses} times, and each time the worker was lost")


def done_in_order(
    tasks: Iterable[T],
    workers: Workers[T, R],
    *,
    own: Callable[[T], R] | None,
    ahead: int,
    whole: Callable[[R], bool] = lambda _: True,
) -> Generator[R, None, None]:
    """What becomes of each of `tasks`, in their order, done by `workers` and, where it is given, by `own` in this
    process.

    At most `ahead` tasks are held at once, under way or finished before an earlier one. What is not `whole` is done
    again. Raises `WorkersLostError` when that does not help.
    """
    todo = iter(tasks)
    waiting: deque[_Given[T, R]] = deque()
    try:
        while True:
            waiting.extend(map(_Given[T, R], islice(todo, ahead - len(waiting))))
            if not waiting:
                return
            first = waiting[0]
            try:
                if workers.ready:
                    # The first, which is waited for, is for this process.
                    _give_out(workers, islice(waiting, 1, None) if own else waiting, waiting)
                if own and first.made is None and not (first.future and first.future.done()):
                    free = next((given for given in waiting if given.is_free), None)
                    if free:
                        free.made = (own(free.task),)
                        continue
                (made,) = first.made or ((first.future or workers.give(first.task)).result(),)
            except workers.broken:
                _take_back(waiting)
                workers.replace()
                first.count_loss()
                continue
            if whole(made):
                waiting.popleft()
                yield made
            else:
                first.future = first.made = None
                first.count_loss()
    finally:
        _take_back(waiting)


def _give_out(workers: Workers[T, R], among: Iterable[_Given[T, R]], waiting: Iterable[_Given[T, R]]) -> None:
    """Let `workers` have those of `among` that nobody has begun, as far as they have time."""
    room = _AT_ONCE * workers.count - sum(given.future is not None and not given.future.done() for given in waiting)
    for given in islice((given for given in among if given.is_free), max(0, room)):
        given.future = workers.give(given.task)


def _take_back(waiting: Iterable[_Given[T, R]]) -> None:
    """What workers were given is to be given out again."""
    for given in waiting:
        if given.future:
            given.future.cancel()  # not every executor knows how to do so in `shutdown`
            given.future = None


# --- processes of this machine ----------------------------------------------------------------------------------------


def local_pool(workers: int) -> ProcessPoolExecutor:
    """A pool of `workers` processes that are there already, never hear Ctrl-C, and end with the process that started
    them, however that ends.
    """
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Every system starts workers in the way that Windows must, so that what works on one works on all.
    pool = ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_begin, initargs=(gc.get_threshold(),)
    )
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
    """End this worker when the process that started it is gone: a pool would let it wait for work for ever, with rows
    of a list in its memory.
    """
    from multiprocessing import parent_process

    starter = parent_process()
    if starter:
        starter.join()
        os._exit(1)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Processes that are started meanwhile never hear Ctrl-C, which a terminal sends to all: this one decides what
    becomes of the run.
    """
    import signal

    if not hasattr(signal, "pthread_sigmask"):  # Windows: `_begin` makes them deaf
        yield
        return
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
