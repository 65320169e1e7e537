"""Copies made by many hands: on any `concurrent.futures.Executor`, rows streamed to it in groups, copies taken back in the order of the list.

A worker that dies loses nothing: its rows are done again. What comes back is checked against the hash that the worker made of it. What is sent prints itself as row numbers, so
that no executor's log can hold what stands in the list. On this machine whoever hires the crew makes copies, too, so that nobody waits while workers start.
"""

from __future__ import annotations

import hashlib
import pickle
import threading
import time
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from wardleaf.batch.copies import CopyMaker, CopyOrder, PersonalCopy, written_copy
from wardleaf.patient_lists.discretion import discreet
from wardleaf.patient_lists.reading import ListRow
from wardleaf.pipeline import Workshop

ROWS_AT_ONCE = 16  # that a worker takes in one go
_AHEAD = 2  # groups that wait or are under way, for each worker: however long the list is, few rows are held at once
_MOST_DEATHS = 3
_AHEAD_OF_CREW = 16  # groups more, where whoever hires makes copies: as many wait at most for an earlier one of a worker
_TRIED = 8  # rows, from which it is seen how long a copy takes
_WORTH_A_CREW = 2.0  # seconds of work that is left: a worker needs more than one to start, which nobody waits for
_SECONDS_A_GROUP = 0.1  # where copies take long, so that nobody is left with much to do when the others are done


class CrewLostError(Exception):
    """Workers died again and again over the same rows; the message names those."""


@dataclass(frozen=True, slots=True)
class _Task:
    """What a worker needs to make copies: the library and the order, packed, the rows, and the folder to write to; it shows itself without what the rows hold."""

    job: bytes = field(repr=False)
    rows: tuple[ListRow, ...] = field(repr=False)
    out: Path | None = None

    def __str__(self) -> str:
        return f"rows {self.rows[0].number} to {self.rows[-1].number}" if self.rows else "no rows"


@dataclass(slots=True)
class _Given:
    """A group of rows: what was made of it, or that a worker has it, and how often that was lost."""

    task: _Task
    future: Future[list[PersonalCopy]] | None = None
    copies: list[PersonalCopy] | None = None
    losses: int = 0

    @property
    def is_free(self) -> bool:
        """Whether nobody has begun it."""
        return self.future is None and self.copies is None


def copies_here(
    workshop: Workshop,
    order: CopyOrder,
    rows: Iterable[ListRow],
    *,
    count: int,
    jobs: int,
    hire: Callable[[], Executor],
    out: Path,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[PersonalCopy]:
    """A copy for each of `rows`, about `count`, in their order: made in this process, which has `jobs` - 1 workers from the moment that there is enough left to do for them.

    Copies take a thousandth of what it takes a worker to start and to set its first one in full, and where each row needs a layout of its own, a tenth. `hire` gives an executor with
    those workers, `clock` seconds from anywhere.
    """
    stream = iter(rows)
    maker = CopyMaker(workshop, order)
    seconds: list[float] = []
    for row in islice(stream, _TRIED):
        began = clock()
        copy = maker.make(row)
        seconds.append(clock() - began)
        yield copy
    # The middle one: the first of each kind of row is set in full, which tells nothing of the others.
    usual = sorted(seconds)[len(seconds) // 2] if seconds else 0.0
    if jobs > 1 and usual * (count - _TRIED) > _WORTH_A_CREW:
        group = max(1, min(ROWS_AT_ONCE, round(_SECONDS_A_GROUP / usual)))
        yield from crew_copies(workshop, order, stream, hire=hire, workers=jobs - 1, out=out, own=maker, rows_at_once=group)
    else:
        yield from map(maker.make, stream)


def crew_copies(
    workshop: Workshop,
    order: CopyOrder,
    rows: Iterable[ListRow],
    *,
    hire: Callable[[], Executor],
    workers: int,
    lost: tuple[type[Exception], ...] = (),
    out: Path | None = None,
    own: CopyMaker | None = None,
    rows_at_once: int = ROWS_AT_ONCE,
) -> Iterator[PersonalCopy]:
    """A copy for each of `rows`, in their order, made by an executor of `hire` that has `workers` workers, and by `own` in this process, if that is given.

    Workers write the files to the folder `out`, when one is given that they have, too: what comes back is then small, and small things are never half there when a worker dies.
    `hire` is asked again when an executor breaks, which it says by `BrokenExecutor` or one of `lost`. Raises `CrewLostError` when that does not help.
    """
    broken: tuple[type[Exception], ...] = (BrokenExecutor, *lost)
    job = zlib.compress(pickle.dumps((workshop, order)))
    most = _AHEAD * workers + (_AHEAD_OF_CREW if own else 0)
    waiting: deque[_Given] = deque()
    stream = iter(rows)
    executor, started = _hired(hire, job, wait=own is None)
    try:
        while True:
            while len(waiting) < most and (group := tuple(islice(stream, rows_at_once))):
                waiting.append(_Given(_Task(job, group, out)))
            if not waiting:
                return
            first = waiting[0]
            try:
                if started is None or started.done():
                    _give_out(executor, waiting, _AHEAD * workers)
                if own and first.copies is None and not (first.future and first.future.done()):
                    free = next((given for given in waiting if given.is_free), None)
                    if free:
                        free.copies = _made(own, free.task)
                        continue
                copies = first.future.result() if first.future else first.copies or []
            except broken:
                _dismiss(executor, waiting, wait=False)
                executor, started = _hired(hire, job, wait=own is None)
                _count_loss(first)
                continue
            if all(copy.is_whole(out) for copy in copies):
                waiting.popleft()
                yield from copies
            else:
                first.future = first.copies = None
                _count_loss(first)
    finally:
        _dismiss(executor, waiting, wait=True)


def _hired(hire: Callable[[], Executor], job: bytes, *, wait: bool) -> tuple[Executor, Future[list[PersonalCopy]] | None]:
    """An executor, and what is done when a worker of it has read `job`; nothing of the kind where everybody has to `wait` for it anyway."""
    executor = hire()
    return executor, None if wait else executor.submit(_copies_of, _Task(job, ()))


def _give_out(executor: Executor, waiting: Iterable[_Given], most: int) -> None:
    """Let `executor` have groups that nobody has begun, until it has `most` to do."""
    room = most - sum(given.future is not None and not given.future.done() for given in waiting)
    for given in islice((given for given in waiting if given.is_free), max(0, room)):
        given.future = executor.submit(_copies_of, given.task)


def _dismiss(executor: Executor, waiting: Iterable[_Given], *, wait: bool) -> None:
    """Let `executor` go; what it was given is to be given out again."""
    for given in waiting:
        if given.future:
            given.future.cancel()  # not every executor knows how to do so in `shutdown`
            given.future = None
    executor.shutdown(wait=wait)


def _count_loss(given: _Given) -> None:
    given.losses += 1
    if given.losses >= _MOST_DEATHS:
        raise CrewLostError(f"{given.task} were given out {given.losses} times, and each time the worker was lost")


# What makes the copies in a worker, by the hash of the job that it is for. One job at a time, and one thread: a worker may have several.
_AT_WORK: dict[bytes, CopyMaker] = {}
_ONE_AT_A_TIME = threading.Lock()


def _copies_of(task: _Task) -> list[PersonalCopy]:
    key = hashlib.sha256(task.job).digest()
    with _ONE_AT_A_TIME:
        maker = _AT_WORK.get(key)
        if maker is None:
            workshop, order = pickle.loads(zlib.decompress(task.job))  # noqa: S301  # made by `crew_copies` a moment ago
            _AT_WORK.clear()
            maker = _AT_WORK[key] = CopyMaker(workshop, order)
        try:
            return _made(maker, task)
        except Exception as problem:  # a worker of a cluster writes it into its log
            raise discreet(problem, str(task)) from None


def _made(maker: CopyMaker, task: _Task) -> list[PersonalCopy]:
    copies = map(maker.make, task.rows)
    return [written_copy(copy, task.out) for copy in copies] if task.out else list(copies)
