"""A patient list checked against the fields of a handout, and its rows as values to fill in.

The list is read three times: to see which rows may be the same, to tell everything that is wrong, and to make the copies. Between the readings a few bytes a row are kept, and
of a list that is wrong in every row only the first mistakes are told, so that memory does not grow with the list.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from wardleaf.document.fields import HandoutField, value_problem
from wardleaf.findings import Fault, Finding, Findings, Rejected
from wardleaf.library.profiles import Profile
from wardleaf.patient_lists import faults
from wardleaf.patient_lists.repeats import Repeats, RowNumbers
from wardleaf.patient_lists.sheets import Cell, Row, place, read_rows
from wardleaf.source.suggest import closest

EDITION = "edition"
MOST_TOLD = 200  # mistakes of rows; a list with more has one that comes again in every row


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One patient: the row's number in the list, the values of fields by name, and the edition, empty where the row names none."""

    number: int
    values: Mapping[str, str] = field(repr=False)
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a row, in a sentence that holds row and column and no value."""

    row: int
    message: str
    fault: Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientList:
    """A list that was checked: where it is, which field each column fills, which rows have mistakes, how many have none, and the number of the last."""

    path: Path
    columns: tuple[str, ...]
    bad_rows: RowNumbers
    good_rows: int
    last_row: int
    findings: tuple[Finding, ...]
    usable: bool
    check: ListCheck = field(repr=False, compare=False)

    def mistakes(self) -> Iterator[Mistake]:
        """Everything that is wrong with rows, also what the findings leave out; the list is read once more."""
        return self.check.mistakes()

    def rows(self) -> Iterator[ListRow]:
        """The rows without mistakes, one by one."""
        head = True
        for number, row in read_rows(self.path):
            if head:
                head = False
            elif number not in self.bad_rows:
                yield _list_row(number, row, self.columns)


def check_list(
    path: Path,
    fields: Mapping[str, HandoutField],
    *,
    editions: Collection[str],
    profile: Profile,
    by: str = "",
    characters: Collection[str] = (),
) -> PatientList:
    """The list at `path` for a handout with `fields` and `editions`; `by` is the field that names the files, if any; `characters` can be printed.

    `usable` is whether its rows can be read at all; its findings tell everything that is wrong, by row and column.
    """
    findings = Findings()
    check = ListCheck(path, fields, editions, profile, by, frozenset(characters), findings)
    bad = RowNumbers()
    untold = RowNumbers()
    more = 0
    try:
        check.look_over()
        for number, mistake in enumerate(check.mistakes()):
            bad.add(mistake.row)
            if number < MOST_TOLD:
                findings.add(mistake.fault.at(place(path, mistake.row), mistake.message))
            else:
                untold.add(mistake.row)
                more += 1
    except Rejected as rejected:
        findings.extend(rejected.findings)
        check.usable = False
    if more:
        findings.add(faults.MORE.at(None, _more(more, untold)))
    return PatientList(
        path=path,
        columns=tuple(check.columns),
        bad_rows=bad,
        good_rows=check.count - len(bad),
        last_row=check.last_row,
        findings=findings.sorted(),
        usable=check.usable,
        check=check,
    )


def _more(count: int, rows: RowNumbers) -> str:
    first, last = min(rows), max(rows)
    where = f"row {first}" if first == last else f"{len(rows):,} rows, from {first} to {last}"
    return f"{count:,} more {'mistake' if count == 1 else 'mistakes'} in {where}; so many often have one cause"


def template(fields: Mapping[str, HandoutField]) -> bytes:
    """An empty list to fill in: the label of each field as a heading, as Excel opens it."""
    labels = (
        f'"{found.label.replace(chr(34), chr(34) * 2)}"' if set(found.label) & set('",;') else found.label for found in fields.values()
    )
    return f"\ufeff{','.join(labels)}\r\n".encode()


def column_named(written: str, fields: Mapping[str, HandoutField]) -> str | None:
    """The field that `written` names by its name or its label; None when there is none."""
    known = {_folded(name): name for name in fields} | {_folded(found.label): name for name, found in fields.items()}
    return known.get(_folded(written))


def column_letter(index: int) -> str:
    """The letter of column `index` (from 0), as a spreadsheet shows it."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _list_row(number: int, row: Row, columns: tuple[str, ...]) -> ListRow:
    values = {name: cell.text for name, cell in zip(columns, row) if name and cell.text.strip()}
    edition = values.pop(EDITION, "")
    return ListRow(number=number, values=values, edition=_folded(edition))


class ListCheck:
    """Readings of a list for what is wrong with it; `look_over` comes first."""

    def __init__(
        self,
        path: Path,
        fields: Mapping[str, HandoutField],
        editions: Collection[str],
        profile: Profile,
        by: str,
        characters: frozenset[str],
        findings: Findings,
    ) -> None:
        self._path, self._fields, self._editions, self._profile, self._by = path, fields, editions, profile, by
        self._characters, self._findings = characters, findings
        self._seen, self._names = Repeats(), Repeats()
        self._numeric: set[int] = set()
        self.columns: list[str] = []
        self.count = self.last_row = 0
        self.usable = True

    def look_over(self) -> None:
        """Read the headings, count the rows, and note which may be the same. What keeps a list from being read to its end is told by `mistakes`."""
        with suppress(Rejected):
            rows = read_rows(self._path)
            head = next(rows, None)
            if head is None:
                self._findings.add(faults.EMPTY.at(place(self._path), f"`{self._path.name}` is empty"))
                self.usable = False
                return
            self._headings(*head)
            for number, row in rows:
                self.count += 1
                self.last_row = number
                self._seen.note(*_texts(row))
                if self._by and self._by in self.columns:
                    self._names.note(file_name(self._text(row, self._by)))
            if not self.count:
                self._findings.add(faults.EMPTY.at(place(self._path), f"`{self._path.name}` has headings but no rows below them"))
                self.usable = False

    def mistakes(self) -> Iterator[Mistake]:
        """What is wrong with each row, in the order of the list. Raises `Rejected` when the list cannot be read, also after some rows."""
        self._seen.begin()
        self._names.begin()
        rows = read_rows(self._path)
        next(rows, None)
        for number, row in rows:
            for message, fault in self._row(number, row):
                yield Mistake(number, message, fault)

    def _headings(self, number: int, row: Row) -> None:
        known = {_folded(name): name for name in (EDITION, *self._fields)}
        known |= {_folded(found.label): name for name, found in self._fields.items()}
        self.columns = [known.get(_folded(cell.text), "") for cell in row]
        here = place(self._path, number)
        if not any(self.columns):
            message = "the first row names no field of this handout; is it the row with the headings?"
            self._findings.add(faults.UNKNOWN_COLUMN.at(here, message, notes=(f"its fields are {', '.join(known.values())}",)))
            self.usable = False
            return
        for index, (cell, name) in enumerate(zip(row, self.columns)):
            if not name and (cell.text.strip() or cell.broken):
                meant = closest(_folded(cell.text), known)
                hint = f"did you mean `{self._label(known[meant])}`?" if meant else ""
                if _folded(cell.text) == "language":
                    hint = "make a list for each language, and name the handout in that language"
                # What is written there is not repeated: where the headings are missing it is a patient's.
                message = f"column {column_letter(index)} is headed by no field of this handout; delete the column, or mend its heading"
                self._findings.add(faults.UNKNOWN_COLUMN.at(here, message, hint=hint))
                self.usable = False
            elif name and name in self.columns[:index]:
                first = column_letter(self.columns.index(name))
                message = f"columns {first} and {column_letter(index)} both fill `{self._label(name)}`; delete one"
                self._findings.add(faults.TWICE.at(here, message))
                self.usable = False
        wanted = [name for name, found in self._fields.items() if found.required or name == self._by]
        for name in wanted:
            if name not in self.columns:
                self._findings.add(faults.MISSING_COLUMN.at(here, f"there is no column `{self._label(name)}`"))
                self.usable = False

    def _row(self, number: int, row: Row) -> Iterator[tuple[str, Fault]]:
        for index, (cell, name) in enumerate(zip(row, self.columns)):
            where = f"row {number}, column {column_letter(index)} ({self._label(name)})"
            if cell.broken:
                yield f"{where}: it is not saved as UTF-8; in Excel choose “Save as”, “CSV UTF-8”", faults.ENCODING
            elif name == EDITION:
                if cell.text.strip() and _folded(cell.text) not in self._editions:
                    yield f"{where}: this handout has no such edition; it has {', '.join(self._editions)}", faults.UNSUITABLE
            elif name:
                yield from self._value(where, index, cell, self._fields[name])
        for index in range(len(self.columns), len(row)):
            if row[index].text.strip():
                yield f"row {number}, column {column_letter(index)}: there is no heading above it", faults.UNKNOWN_COLUMN
        for name, found in self._fields.items():
            if (found.required or name == self._by) and name in self.columns and not self._text(row, name):
                yield f"row {number}, column {column_letter(self.columns.index(name))} ({found.label}): it is empty", faults.MISSING_VALUE
        yield from self._again(number, row)

    def _value(self, where: str, index: int, cell: Cell, found: HandoutField) -> Iterator[tuple[str, Fault]]:
        if cell.numeric and found.type == "text" and index not in self._numeric:
            self._numeric.add(index)
            message = (
                f"{where}: Excel holds a number here, and zeros that it begins with are lost; format column {column_letter(index)} as text"
            )
            self._findings.add(faults.NUMERIC_ID.at(place(self._path), message))
        problem = value_problem(found, cell.text, profile=self._profile) if cell.text.strip() else ""
        if problem:
            yield f"{where}: it {problem}", faults.UNSUITABLE
        elif self._characters and not self._characters.issuperset("".join(unicodedata.normalize("NFC", cell.text).split())):
            yield f"{where}: it holds a letter or sign that the fonts of this style do not have", faults.UNSUITABLE

    def _again(self, number: int, row: Row) -> Iterator[tuple[str, Fault]]:
        """Tell a row that was there before, and a file name that was."""
        before = self._seen.before(number, *_texts(row))
        if before:
            yield f"row {number} is the same as row {before}", faults.SAME_ROW
        elif self._by and self._by in self.columns and self._text(row, self._by):
            before = self._names.before(number, file_name(self._text(row, self._by)))
            if before:
                yield f"row {number} would give its file the name that row {before} gives", faults.SAME_NAME

    def _text(self, row: Row, name: str) -> str:
        index = self.columns.index(name)
        return row[index].text.strip() if index < len(row) else ""

    def _label(self, name: str) -> str:
        return self._fields[name].label if name in self._fields else name


def file_name(value: str) -> str:
    """`value` as a part of a file's name: letters, digits and hyphens."""
    kept = "".join(character if character.isalnum() else "-" for character in value.strip().casefold())
    return "-".join(part for part in kept.split("-") if part)[:60] or "unnamed"


def _texts(row: Row) -> Iterator[str]:
    return (cell.text.strip() for cell in row)


def _folded(text: str) -> str:
    return "-".join(text.replace("_", " ").replace("-", " ").casefold().split())
