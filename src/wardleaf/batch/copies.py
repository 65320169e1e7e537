"""Personal copies: one handout for each row of a patient list.

Pages that are the same for everybody are set once (`HandoutTemplate`); a row whose values need a layout of their own is
built in full, and its template serves the rows that are like it. What is told of a copy names its row; no finding of
the build itself is passed on, for its words could hold what the list holds.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from wardleaf.building import SharedByCopies, build_copy, build_handout, shared_by_copies
from wardleaf.editions import edition_of
from wardleaf.findings import Finding, Findings, Severity
from wardleaf.patient_lists.discretion import discreet
from wardleaf.patient_lists.reading import ListRow, file_name
from wardleaf.pipeline import Workshop, value_printer
from wardleaf.records.built import Built, Target
from wardleaf.records.private import write_private_file
from wardleaf.values import replace

if TYPE_CHECKING:
    from wardleaf.imposition.print_run import RunTemplate
    from wardleaf.printing import HandoutTemplate

_ValuePrinter = Callable[[Mapping[str, str]], Mapping[str, str] | None]
_Kind = tuple[Target, frozenset[str]]
FORMES_KEPT = 32  # names of one line, of two, with and without a second appointment, in two editions …


@dataclass(frozen=True, slots=True)
class _CopyFile:
    """A file of a personal copy: its name, how many bytes it has, their hash, and these; none when it is written
    already.
    """

    name: str = field(repr=False)
    size: int
    sha256: str
    data: bytes | None = field(repr=False)


class PersonalCopy(Struct, frozen=True, kw_only=True):
    """What became of a row, by its number: its files, or that it was `joined` to others in one file; `codes` are the
    codes of what stood in the way of either.
    """

    row: int
    files: tuple[_CopyFile, ...]
    codes: tuple[str, ...] = ()
    joined: bool = False

    def is_whole(self, out: Path | None) -> bool:
        """Whether its files are what they were when they were made; of one that is written in `out`, whole or not at
        all, the size tells.
        """
        return all(
            file.sha256 == hash_of(file.data) if file.data is not None else file.size == _written_size(out, file.name)
            for file in self.files
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyOrder:
    """What is copied: the handout for a clinic, the edition of rows that name none, and the field that names the files,
    if any.

    `translations` are the handouts (ids) for rows that name a language, by its code. `known` are the codes of errors
    that the handouts have without any values.
    """

    handout: str
    clinic: str
    edition: str
    by: str = ""
    known: frozenset[str] = frozenset()
    translations: Mapping[str, str] = field(default_factory=dict)

    def target(self, row: ListRow) -> Target:
        return self.target_of(row.language, row.edition)

    def target_of(self, language: str, edition: str) -> Target:
        """What is built for rows that name `language` and `edition`, or nothing."""
        return Target(
            handout=self.translations.get(language, self.handout), clinic=self.clinic, edition=edition or self.edition
        )

    def file_names(self, row: ListRow) -> tuple[str, ...]:
        """The names of the files of the copy for `row`: the one to read and, of a booklet, the one to print and fold."""
        target = self.target(row)
        named = file_name(row.values[self.by]) if self.by in row.values else f"{row.number:04d}"
        name = f"{target.handout}-{target.edition}-{named}"
        return (f"{name}.pdf", f"{name}-print.pdf") if edition_of(target.edition).folded else (f"{name}.pdf",)


def hash_of(data: bytes) -> str:
    """The SHA-256 of `data`, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def written_hash(out: Path | None, name: str) -> str:
    """The hash of the file `name` in `out`; nothing when it is not there."""
    try:
        return hash_of((out / name).read_bytes()) if out else ""
    except OSError:
        return ""


def _written_size(out: Path | None, name: str) -> int:
    try:
        return (out / name).stat().st_size if out else -1
    except OSError:
        return -1


def written_copy(copy: PersonalCopy, out: Path) -> PersonalCopy:
    """`copy` after its files were written to `out`, its owner's own folder; one that cannot be written keeps its bytes,
    so that the caller can try and tell why.
    """
    files = tuple(
        replace(file, data=None)
        if file.data is not None and write_private_file(out / file.name, file.data, shown=out.name, findings=Findings())
        else file
        for file in copy.files
    )
    return replace(copy, files=files)


def blank_copies(workshop: Workshop, targets: Iterable[Target]) -> Mapping[Target, Built]:
    """The handouts without values: what is wrong with one is wrong with every copy of it."""
    return {target: build_handout(workshop, target) for target in dict.fromkeys(targets)}


def error_codes(findings: Iterable[Finding]) -> frozenset[str]:
    """The codes of the errors among `findings`."""
    return frozenset(finding.code for finding in findings if finding.severity is Severity.ERROR)


@dataclass(frozen=True, slots=True)
class _SetCopy:
    """A row as it was set: the streams of its pages with values, for a template that may serve others, too; without a
    template, the codes of what stood in the way.
    """

    row: ListRow
    template: HandoutTemplate | None
    streams: Mapping[int, bytes] = field(default_factory=dict, repr=False)
    codes: tuple[str, ...] = ()

    def files(self, names: Sequence[str]) -> PersonalCopy:
        if self.template is None:
            return PersonalCopy(row=self.row.number, files=(), codes=self.codes)
        made = (self.template.reading_copy(self.streams), self.template.print_copy(self.streams))
        files = tuple(
            _CopyFile(name, len(data), hash_of(data), data) for name, data in zip(names, made) if data is not None
        )
        return PersonalCopy(row=self.row.number, files=files)


class CopyMaker:
    """Sets copies one after the other and keeps the templates that serve further rows; `set_in_full` counts those that
    needed a layout of their own.
    """

    def __init__(self, workshop: Workshop, order: CopyOrder) -> None:
        self._workshop, self._order = workshop, order
        self._printers: dict[str, _ValuePrinter] = {}  # by handout: dates have its language's months
        # With what is built and the fields that are filled in; the last used first.
        self._templates: list[tuple[_Kind, HandoutTemplate]] = []
        self._shared: dict[Target, SharedByCopies] = {}
        self.set_in_full = 0

    @property
    def templates(self) -> tuple[HandoutTemplate, ...]:
        """The templates that serve further rows."""
        return tuple(template for _, template in self._templates)

    def make(self, row: ListRow) -> PersonalCopy:
        return self.set_row(row).files(self._order.file_names(row))

    def set_row(self, row: ListRow) -> _SetCopy:
        """The copy for `row`. Raises `DiscreetError`, which holds nothing of the row, for whatever goes wrong by our
        own mistake.
        """
        try:
            return self._set_row(row)
        except Exception as problem:  # its words could be those of the list
            raise discreet(problem, f"row {row.number}") from None

    def _set_row(self, row: ListRow) -> _SetCopy:
        from wardleaf.typeset.copy_template import RowWords

        target = self._order.target(row)
        printed = self._printed(target.handout, row.values)
        kind = (target, frozenset(printed or ()))
        words = RowWords(printed or {})
        for place, (kept, template) in enumerate(self._templates if printed is not None else ()):
            streams = template.template.fill(words) if kept == kind else None
            if streams is not None:
                self._templates.insert(0, self._templates.pop(place))
                return _SetCopy(row, template, streams)
        return self._in_full(row, kind)

    def _printed(self, handout: str, values: Mapping[str, str]) -> Mapping[str, str] | None:
        if handout not in self._printers:
            self._printers[handout] = value_printer(self._workshop, handout, self._order.clinic)
        return self._printers[handout](values)

    def _in_full(self, row: ListRow, kind: _Kind) -> _SetCopy:
        self.set_in_full += 1
        target, _ = kind
        if target not in self._shared:
            self._shared[target] = shared_by_copies(self._workshop, target)
        built, template = build_copy(self._workshop, target, field_values=row.values, shared=self._shared[target])
        new = error_codes(built.findings) - self._order.known
        if new or template is None:
            return _SetCopy(row, None, codes=tuple(sorted(new)))
        if template.usable:
            self._templates.insert(0, (kind, template))
            del self._templates[FORMES_KEPT:]
        # What was set leaves circles behind. Swept while they are young, they never add up, and what is kept is not
        # looked through again and again.
        gc.collect(1)
        return _SetCopy(row, template)


class CopiesInOneFile:
    """Copies of which the booklets' print files become one, which goes to `write` as it grows. The other editions are
    files of their own.
    """

    def __init__(self, workshop: Workshop, order: CopyOrder, write: Callable[[bytes], object]) -> None:
        from wardleaf.imposition.print_run import PrintRun

        self._order, self._maker = order, CopyMaker(workshop, order)
        self._run = PrintRun(write)
        self._taken_up: dict[HandoutTemplate, RunTemplate] = {}

    def make(self, row: ListRow) -> PersonalCopy:
        """The copy for `row`: a booklet has no files, since it is in the one file."""
        copy = self._maker.set_row(row)
        if copy.template is None or copy.template.printed is None:
            return copy.files(self._order.file_names(row))
        taken = self._taken_up.get(copy.template) or self._run.take_up(copy.template.printed.job)
        if copy.template not in self._taken_up and copy.template.usable:
            self._taken_up = {
                template: kept for template, kept in self._taken_up.items() if template in self._maker.templates
            } | {copy.template: taken}
        self._run.add(taken, copy.template.pages(copy.streams))
        return PersonalCopy(row=row.number, files=(), joined=True)

    @property
    def sides(self) -> int:
        """How many sides the one file has."""
        return self._run.sides

    def finish(self) -> None:
        """Put out the rest of the one file; only when it has sides."""
        self._run.finish()
