"""Copies made by many hands: on any `concurrent.futures.Executor`, rows streamed to it in groups, copies taken back in the order of the list.

A worker that dies loses nothing: its rows are done again. What comes back is checked against the hash that the worker made of it. What is sent prints itself as row numbers, so
that no executor's log can hold what stands in the list.
"""

from __future__ import annotations

import hashlib
import pickle
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass, field
from itertools import islice

from wardleaf.batch.copies import CopyMaker, CopyOrder, PersonalCopy
from wardleaf.patient_lists.reading import ListRow
from wardleaf.pipeline import Workshop

ROWS_AT_ONCE = 16  # that a worker takes in one go
_AHEAD = 2  # groups that wait or are under way, for each worker: however long the list is, few rows are held at once
_MOST_DEATHS = 3


class CrewLostError(Exception):
    """Workers died again and again over the same rows; the message names those."""


@dataclass(frozen=True, slots=True)
class _Task:
    """What a worker needs to make copies: the library and the order, packed, and the rows; it shows itself without what the rows hold."""

    job: bytes = field(repr=False)
    rows: tuple[ListRow, ...] = field(repr=False)

    def __str__(self) -> str:
        return f"rows {self.rows[0].number} to {self.rows[-1].number}"


@dataclass(slots=True)
class _Given:
    """Rows given to a worker, and how often that was lost."""

    task: _Task
    future: Future[list[PersonalCopy]]
    losses: int = 0


def crew_copies(
    workshop: Workshop, order: CopyOrder, rows: Iterable[ListRow], *, hire: Callable[[], Executor], workers: int, lost: tuple[type[Exception], ...] = ()
) -> Iterator[PersonalCopy]:
    """A copy for each of `rows`, in their order, made by an executor of `hire` that has `workers` workers.

    `hire` is asked again when an executor breaks, which it says by `BrokenExecutor` or one of `lost`. Raises `CrewLostError` when that does not help.
    """
    job = zlib.compress(pickle.dumps((workshop, order)))
    executor = hire()
    waiting: deque[_Given] = deque()
    stream = iter(rows)
    try:
        while True:
            while len(waiting) < _AHEAD * workers and (group := tuple(islice(stream, ROWS_AT_ONCE))):
                task = _Task(job, group)
                waiting.append(_Given(task, executor.submit(_copies_of, task)))
            if not waiting:
                return
            first = waiting[0]
            try:
                copies = first.future.result()
            except (BrokenExecutor, *lost):
                _count_loss(first)
                executor.shutdown(wait=False, cancel_futures=True)
                executor = hire()
                for given in waiting:
                    given.future = executor.submit(_copies_of, given.task)
                continue
            if not all(copy.is_whole for copy in copies):
                _count_loss(first)
                first.future = executor.submit(_copies_of, first.task)
                continue
            waiting.popleft()
            yield from copies
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _count_loss(given: _Given) -> None:
    given.losses += 1
    if given.losses >= _MOST_DEATHS:
        raise CrewLostError(f"{given.task} were given out {given.losses} times, and each time the worker was lost")


# What makes the copies in a worker, by the hash of the job that it is for; one job at a time.
_AT_WORK: dict[bytes, CopyMaker] = {}


def _copies_of(task: _Task) -> list[PersonalCopy]:
    key = hashlib.sha256(task.job).digest()
    maker = _AT_WORK.get(key)
    if maker is None:
        workshop, order = pickle.loads(zlib.decompress(task.job))  # noqa: S301  # made by `crew_copies` a moment ago
        _AT_WORK.clear()
        maker = _AT_WORK[key] = CopyMaker(workshop, order)
    return [maker.make(row) for row in task.rows]
