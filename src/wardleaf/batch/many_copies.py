"""Copies made by many hands: on any `concurrent.futures.Executor`, rows streamed to it in groups, copies taken back in
the order of the list.

A worker that dies loses nothing: its rows are done again. What comes back is checked against the hash that the worker
made of it. What is sent prints itself as row numbers, so that no executor's log can hold what stands in the list. On
this machine whoever hires them makes copies, too, so that nobody waits while workers start.
"""

from __future__ import annotations

import hashlib
import pickle
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path

from wardleaf.batch.copies import CopyMaker, CopyOrder, PersonalCopy, written_copy
from wardleaf.batch.workers import done_in_order
from wardleaf.patient_lists.discretion import discreet
from wardleaf.patient_lists.reading import ListRow
from wardleaf.pipeline import Workshop

ROWS_AT_ONCE = 16  # that a worker takes in one go
_AHEAD = 2  # groups that wait or are under way, for each worker: however long the list is, few rows are held at once
_AHEAD_OF_WORKERS = (
    16  # groups more, where whoever hires makes copies: as many wait at most for an earlier one of a worker
)
_TRIED = 8  # rows, from which it is seen how long a copy takes
_WORTH_WORKERS = 2.0  # seconds of work that is left: a worker needs more than one to start, which nobody waits for
_SECONDS_A_GROUP = 0.1  # where copies take long, so that nobody is left with much to do when the others are done


@dataclass(frozen=True, slots=True)
class _Task:
    """What a worker needs to make copies: the library and the order, packed, the rows, and the folder to write to; it
    shows itself without what the rows hold.
    """

    job: bytes = field(repr=False)
    rows: tuple[ListRow, ...] = field(repr=False)
    out: Path | None = None

    def __str__(self) -> str:
        return f"rows {self.rows[0].number} to {self.rows[-1].number}" if self.rows else "no rows"


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
    """A copy for each of `rows`, about `count`, in their order: made in this process, which has `jobs` - 1 workers from
    the moment that there is enough left to do for them.

    Copies take a thousandth of what it takes a worker to start and to set its first one in full, and where each row
    needs a layout of its own, a tenth. `hire` gives an executor with those workers, `clock` seconds from anywhere.
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
    if jobs > 1 and usual * (count - _TRIED) > _WORTH_WORKERS:
        group = max(1, min(ROWS_AT_ONCE, round(_SECONDS_A_GROUP / usual)))
        yield from copies_by_workers(
            workshop, order, stream, hire=hire, count=jobs - 1, out=out, own=maker, rows_at_once=group
        )
    else:
        yield from map(maker.make, stream)


def copies_by_workers(
    workshop: Workshop,
    order: CopyOrder,
    rows: Iterable[ListRow],
    *,
    hire: Callable[[], Executor],
    count: int,
    lost: tuple[type[Exception], ...] = (),
    out: Path | None = None,
    own: CopyMaker | None = None,
    rows_at_once: int = ROWS_AT_ONCE,
) -> Iterator[PersonalCopy]:
    """A copy for each of `rows`, in their order, made by an executor of `hire` that has `count` workers, and by `own`
    in this process, if that is given.

    Workers write the files to the folder `out`, when one is given that they have, too: what comes back is then small,
    and small things are never half there when a worker dies. `hire` is asked again when an executor breaks, which it
    says by `BrokenExecutor` or one of `lost`. Raises `WorkersLostError` when that does not help.
    """
    stream = iter(rows)
    groups = iter(lambda: tuple(islice(stream, rows_at_once)), ())
    job = zlib.compress(pickle.dumps((workshop, order)))
    workers = _Hired(hire, job, count=count, lost=lost, waits=own is None)
    try:
        made = done_in_order(
            (_Task(job, group, out) for group in groups),
            workers,
            own=partial(_made, own) if own else None,
            ahead=_AHEAD * count + (_AHEAD_OF_WORKERS if own else 0),
            whole=lambda copies: all(copy.is_whole(out) for copy in copies),
        )
        with closing(made):  # so that nothing is waited for that nobody wants any more
            for copies in made:
                yield from copies
    finally:
        workers.dismiss(wait=True)


class _Hired:
    """The workers of an executor; where nobody `waits` for them, they are ready once one of them has read `job`."""

    def __init__(
        self, hire: Callable[[], Executor], job: bytes, *, count: int, lost: tuple[type[Exception], ...], waits: bool
    ) -> None:
        self.count = count
        self.broken: tuple[type[Exception], ...] = (BrokenExecutor, *lost)
        self._hire, self._job, self._waits = hire, job, waits
        self._begin()

    def _begin(self) -> None:
        self._executor = self._hire()
        self._started = None if self._waits else self._executor.submit(_copies_of, _Task(self._job, ()))

    @property
    def ready(self) -> bool:
        return self._started is None or self._started.done()

    def give(self, task: _Task) -> Future[list[PersonalCopy]]:
        return self._executor.submit(_copies_of, task)

    def replace(self) -> None:
        self.dismiss(wait=False)
        self._begin()

    def dismiss(self, *, wait: bool) -> None:
        self._executor.shutdown(wait=wait)


# What makes the copies in a worker, by the hash of the job that it is for. One job at a time, and one thread: a worker
# may have several.
_AT_WORK: dict[bytes, CopyMaker] = {}
_ONE_AT_A_TIME = threading.Lock()


def _copies_of(task: _Task) -> list[PersonalCopy]:
    key = hashlib.sha256(task.job).digest()
    with _ONE_AT_A_TIME:
        maker = _AT_WORK.get(key)
        if maker is None:
            workshop, order = pickle.loads(zlib.decompress(task.job))  # noqa: S301  # made by `copies_by_workers` a moment ago
            _AT_WORK.clear()
            maker = _AT_WORK[key] = CopyMaker(workshop, order)
        try:
            return _made(maker, task)
        except Exception as problem:  # a worker of a cluster writes it into its log
            raise discreet(problem, str(task)) from None


def _made(maker: CopyMaker, task: _Task) -> list[PersonalCopy]:
    copies = map(maker.make, task.rows)
    return [written_copy(copy, task.out) for copy in copies] if task.out else list(copies)
