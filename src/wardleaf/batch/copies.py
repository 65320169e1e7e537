"""Personal copies: one handout built for each row of a patient list, in one process or several, rows streamed.

What is told of a copy names its row; no finding of the build itself is passed on, for its words could hold what the list holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from wardleaf.findings import Finding, Severity
from wardleaf.patient_lists.reading import ListRow
from wardleaf.pipeline import Built, Target, Workshop, build_handout

if TYPE_CHECKING:
    from concurrent.futures import Future

ROWS_AT_ONCE = 8  # that a worker takes in one go


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyFile:
    """A file of a personal copy: its bytes, and what is added to the copy's name: nothing, or "-print" for the file to print and fold."""

    data: bytes = field(repr=False)
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalCopy:
    """What became of a row: its files, none when it could not be set; `codes` are then the codes of what stood in the way."""

    row: ListRow
    edition: str
    files: tuple[CopyFile, ...]
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyOrder:
    """What is copied: the handout for a clinic, the edition of rows that name none, and the codes of errors that the handout has without any values."""

    handout: str
    clinic: str
    edition: str
    known: frozenset[str] = frozenset()


def blank_copies(workshop: Workshop, order: CopyOrder, editions: Iterable[str]) -> Mapping[str, Built]:
    """The handout without values, by edition: what is wrong with it is wrong with every copy."""
    return {
        edition: build_handout(workshop, Target(handout=order.handout, clinic=order.clinic, edition=edition))
        for edition in dict.fromkeys(editions)
    }


def error_codes(findings: Iterable[Finding]) -> frozenset[str]:
    """The codes of the errors among `findings`."""
    return frozenset(finding.code for finding in findings if finding.severity is Severity.ERROR)


def make_copies(workshop: Workshop, order: CopyOrder, rows: Iterable[ListRow], *, jobs: int = 1) -> Iterator[PersonalCopy]:
    """A copy for each of `rows`, in their order, in `jobs` processes; however long the list is, few rows are held at once."""
    if jobs <= 1:
        yield from (make_copy(workshop, order, row) for row in rows)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    waiting: list[Future[list[PersonalCopy]]] = []
    stream = iter(rows)
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_take_up, initargs=(workshop, order)) as pool:
        while True:
            while len(waiting) < 2 * jobs and (group := list(islice(stream, ROWS_AT_ONCE))):
                waiting.append(pool.submit(_copies_in_worker, group))
            if not waiting:
                return
            yield from waiting.pop(0).result()


def make_copy(workshop: Workshop, order: CopyOrder, row: ListRow) -> PersonalCopy:
    """The copy for `row`."""
    edition = row.edition or order.edition
    built = build_handout(workshop, Target(handout=order.handout, clinic=order.clinic, edition=edition), field_values=row.values)
    files = tuple(CopyFile(data=file.data, suffix="-print" if file.record.as_printed else "") for file in built.files)
    new = error_codes(built.findings) - order.known
    return PersonalCopy(row=row, edition=edition, files=() if new else files, codes=tuple(sorted(new)))


# What a worker process was started with; empty in every other process.
_AT_WORK: list[tuple[Workshop, CopyOrder]] = []


def _take_up(workshop: Workshop, order: CopyOrder) -> None:
    _AT_WORK[:] = [(workshop, order)]


def _copies_in_worker(rows: list[ListRow]) -> list[PersonalCopy]:
    workshop, order = _AT_WORK[0]
    return [make_copy(workshop, order, row) for row in rows]
