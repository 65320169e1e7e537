"""Personal copies: one handout for each row of a patient list, in one process or several, rows streamed.

Pages that are the same for everybody are set once (`HandoutForme`); a row whose values need a layout of their own is built in full, and its forme serves the rows that are
like it. What is told of a copy names its row; no finding of the build itself is passed on, for its words could hold what the list holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from wardleaf.findings import Finding, Severity
from wardleaf.patient_lists.reading import ListRow
from wardleaf.pipeline import Built, Target, Workshop, build_copy, build_handout, value_printer

if TYPE_CHECKING:
    from concurrent.futures import Future

    from wardleaf.imposition.print_run import RunForme
    from wardleaf.printing import HandoutForme

ROWS_AT_ONCE = 16  # that a worker takes in one go
FORMES_KEPT = 24  # for one edition and the same fields: names of one line, of two, with and without a second appointment …


@dataclass(frozen=True, slots=True)
class CopyFile:
    """A file of a personal copy: its bytes, and what is added to the copy's name: nothing, or "-print" for the file to print and fold."""

    data: bytes = field(repr=False)
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalCopy:
    """What became of a row: its files, or that it was `joined` to others in one file; `codes` are the codes of what stood in the way of either."""

    row: ListRow
    edition: str
    files: tuple[CopyFile, ...]
    codes: tuple[str, ...] = ()
    joined: bool = False


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
        yield from map(CopyMaker(workshop, order).make, rows)
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


@dataclass(frozen=True, slots=True)
class SetCopy:
    """A row as it was set: the streams of its pages with values, for a forme that may serve others, too; without a forme, the codes of what stood in the way."""

    row: ListRow
    edition: str
    forme: HandoutForme | None
    streams: Mapping[int, bytes] = field(default_factory=dict, repr=False)
    codes: tuple[str, ...] = ()

    def files(self) -> PersonalCopy:
        """The copy as files."""
        if self.forme is None:
            return PersonalCopy(row=self.row, edition=self.edition, files=(), codes=self.codes)
        files = [CopyFile(self.forme.reading_copy(self.streams))]
        printed = self.forme.print_copy(self.streams)
        if printed is not None:
            files.append(CopyFile(printed, "-print"))
        return PersonalCopy(row=self.row, edition=self.edition, files=tuple(files))


class CopyMaker:
    """Sets copies one after the other and keeps the formes that serve further rows; `set_in_full` counts those that needed a layout of their own."""

    def __init__(self, workshop: Workshop, order: CopyOrder) -> None:
        self._workshop, self._order = workshop, order
        self._printed = value_printer(workshop, order.handout, order.clinic)
        # By edition and by the fields that are filled in; the last used first.
        self._formes: dict[tuple[str, frozenset[str]], list[HandoutForme]] = {}
        self.set_in_full = 0

    def make(self, row: ListRow) -> PersonalCopy:
        """The copy for `row`, as files."""
        return self.set_row(row).files()

    def set_row(self, row: ListRow) -> SetCopy:
        """The copy for `row`."""
        edition = row.edition or self._order.edition
        printed = self._printed(row.values)
        formes = self._formes.setdefault((edition, frozenset(printed or ())), [])
        for place, forme in enumerate(formes if printed is not None else ()):
            streams = forme.forme.fill(printed or {})
            if streams is not None:
                formes.insert(0, formes.pop(place))
                return SetCopy(row, edition, forme, streams)
        return self._in_full(row, edition, formes)

    def _in_full(self, row: ListRow, edition: str, formes: list[HandoutForme]) -> SetCopy:
        self.set_in_full += 1
        target = Target(handout=self._order.handout, clinic=self._order.clinic, edition=edition)
        built, forme = build_copy(self._workshop, target, field_values=row.values)
        new = error_codes(built.findings) - self._order.known
        if new or forme is None:
            return SetCopy(row, edition, None, codes=tuple(sorted(new)))
        if forme.usable:
            formes.insert(0, forme)
            del formes[FORMES_KEPT:]
        return SetCopy(row, edition, forme)


class CopiesInOneFile:
    """Copies of which the booklets' print files become one; `finished` gives it, when there was any. The other editions are files of their own."""

    def __init__(self, workshop: Workshop, order: CopyOrder) -> None:
        from wardleaf.imposition.print_run import PrintRun

        self._maker = CopyMaker(workshop, order)
        self._run = PrintRun()
        self._taken_up: dict[HandoutForme, RunForme] = {}

    def make(self, row: ListRow) -> PersonalCopy:
        """The copy for `row`: a booklet has no files, since it is in the one file."""
        copy = self._maker.set_row(row)
        if copy.forme is None or copy.forme.printed is None:
            return copy.files()
        taken = self._taken_up.get(copy.forme) or self._run.take_up(copy.forme.printed.job)
        if copy.forme.usable:
            self._taken_up[copy.forme] = taken
        self._run.add(taken, copy.forme.pages(copy.streams))
        return PersonalCopy(row=row, edition=copy.edition, files=(), joined=True)

    @property
    def sides(self) -> int:
        """How many sides the one file has."""
        return self._run.sides

    def finished(self) -> bytes:
        """The one file; only when it has sides."""
        return self._run.finished()


# What makes the copies in a worker process; empty in every other process.
_AT_WORK: list[CopyMaker] = []


def _take_up(workshop: Workshop, order: CopyOrder) -> None:
    _AT_WORK[:] = [CopyMaker(workshop, order)]


def _copies_in_worker(rows: list[ListRow]) -> list[PersonalCopy]:
    return [_AT_WORK[0].make(row) for row in rows]
