"""Copies made by many hands: on any `concurrent.futures.Executor`, rows streamed to it in groups, copies taken back in the order of the list.

A worker that dies loses nothing: its rows are done again. What comes back is checked against the hash that the worker made of it. What is sent prints itself as row numbers, so
that no executor's log can hold what stands in the list.
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
_TRIED = 30  # rows, from which it is seen how long a copy takes
_WORTH_A_CREW = 15.0  # seconds of work that is left: a crew needs about five to start


class CrewLostError(Exception):
    """Workers died again and again over the same rows; the message names those."""


@dataclass(frozen=True, slots=True)
class _Task:
    """What a worker needs to make copies: the library and the order, packed, the rows, and the folder to write to; it shows itself without what the rows hold."""

    job: bytes = field(repr=False)
    rows: tuple[ListRow, ...] = field(repr=False)
    out: Path | None = None

    def __str__(self) -> str:
        return f"rows {self.rows[0].number} to {self.rows[-1].number}"


@dataclass(slots=True)
class _Given:
    """Rows given to a worker, and how often that was lost."""

    task: _Task
    future: Future[list[PersonalCopy]] | None = None
    losses: int = 0


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
    """A copy for each of `rows`, about `count`, in their order: made in this process, and by a crew of `jobs` from the moment that there is enough left to do for it.

    Each worker has to start and to set a first copy in full, which takes as long as filling some thousand formes; but where every row needs a layout of its own, a crew is soon
    worth having. `clock` gives seconds from anywhere.
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
        yield from crew_copies(workshop, order, stream, hire=hire, workers=jobs, out=out)
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
) -> Iterator[PersonalCopy]:
    """A copy for each of `rows`, in their order, made by an executor of `hire` that has `workers` workers.

    Workers write the files to the folder `out`, when one is given that they have, too: what comes back is then small, and small things are never half there when a worker dies.
    `hire` is asked again when an executor breaks, which it says by `BrokenExecutor` or one of `lost`. Raises `CrewLostError` when that does not help.
    """
    broken: tuple[type[Exception], ...] = (BrokenExecutor, *lost)
    job = zlib.compress(pickle.dumps((workshop, order)))
    waiting: deque[_Given] = deque()
    stream = iter(rows)
    executor = hire()
    try:
        while True:
            while len(waiting) < _AHEAD * workers and (group := tuple(islice(stream, ROWS_AT_ONCE))):
                waiting.append(_Given(_Task(job, group, out)))
            if not waiting:
                return
            first = waiting[0]
            try:
                for given in waiting:
                    given.future = given.future or executor.submit(_copies_of, given.task)
                copies = first.future.result() if first.future else []
            except broken:
                _dismiss(executor, waiting, wait=False)
                executor = hire()
                _count_loss(first)
                continue
            if all(copy.is_whole(out) for copy in copies):
                waiting.popleft()
                yield from copies
            else:
                first.future = None
                _count_loss(first)
    finally:
        _dismiss(executor, waiting, wait=True)


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
            copies = [maker.make(row) for row in task.rows]
            return [written_copy(copy, task.out) for copy in copies] if task.out else copies
        except Exception as problem:  # a worker of a cluster writes it into its log
            raise discreet(problem, str(task)) from None
