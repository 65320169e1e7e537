"""A patient list checked against the fields of a handout, and its rows as values to fill in.

The list is read three times: to see which rows may be the same, to tell everything that is wrong, and to make the
copies. Between the readings a few bytes a row are kept (of a small workbook its cells, which are slow to read), and of a list that is wrong in every row only the first
mistakes are told, so that memory does not grow with the list.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from wardleaf.document.fields import HOSPITAL_NUMBER, NAME, HandoutField, value_problem
from wardleaf.findings import Fault, Finding, Findings, Rejected, Severity, has_errors
from wardleaf.library.languages import language_meant, language_name, languages_meant
from wardleaf.library.profiles import Profile
from wardleaf.patient_lists import faults
from wardleaf.patient_lists.cells import BLANK, Cell, Remark, Row
from wardleaf.patient_lists.columns import column_letter
from wardleaf.patient_lists.no_patients import is_remark, is_sum
from wardleaf.patient_lists.places import place
from wardleaf.patient_lists.repeats import Repeats, RowNumbers
from wardleaf.patient_lists.sheets import NOTHING_SAID, ListFile, SheetChoice, open_list
from wardleaf.source.suggest import closest

EDITION = "edition"
LANGUAGE = "language"
_LANGUAGE_COLUMN = (
    "language of the copy"  # no field's name: a handout may have a field that is called `language`, which is then meant
)
MOST_TOLD = 200  # mistakes of rows; a list with more has one that comes again in every row
_MOST_WARNINGS = 20
_MOST_ABOVE = 10  # rows above the headings, such as a title, that are looked through to say where the headings are


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One patient: the row's number in the list, the values of fields by name, and the edition and the language (code),
    empty where the row names none.
    """

    number: int
    values: Mapping[str, str] = field(repr=False)
    edition: str = ""
    language: str = field(default="", repr=False)


class Mistake(Struct, frozen=True):
    """What is wrong with a row, in a sentence that holds row and column and no value."""

    row: int
    message: str
    fault: Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientList:
    """A list that was checked: where it is, which field each column fills, which rows have mistakes, how many have
    none, and the number of the last.

    `kinds` are the languages and editions that rows without mistakes name, empty texts where they name none.
    """

    path: Path
    source: ListFile | None
    columns: tuple[str, ...]
    bad_rows: RowNumbers
    good_rows: int
    last_row: int
    findings: tuple[Finding, ...]
    usable: bool
    kinds: frozenset[tuple[str, str]] = frozenset()
    check: ListCheck | None = field(repr=False, compare=False)

    def mistakes(self) -> Iterator[Mistake]:
        """Everything that is wrong with rows, also what the findings leave out; the list is read once more."""
        return self.check.mistakes() if self.check else iter(())

    def rows(self) -> Iterator[ListRow]:
        """The rows without mistakes, one by one."""
        if self.source is None or self.check is None:
            return
        head = True
        for number, row in self.source.rows():
            if head:
                head = False
            elif number not in self.bad_rows:
                yield self.check.list_row(number, row)


def check_list(
    path: Path,
    fields: Mapping[str, HandoutField],
    *,
    editions: Collection[str],
    profile: Profile,
    by: str = "",
    characters: Collection[str] = (),
    languages: Mapping[str, Collection[str]] = MappingProxyType({}),
    edition: str = "",
    choice: SheetChoice = NOTHING_SAID,
) -> PatientList:
    """The list at `path` for a handout with `fields` and `editions`; `by` is the field that names the files, if any;
    `characters` can be printed.

    `languages` are those that the handout is there in, with its editions in each; `edition` is that of rows that name
    none. `choice` is what was said of a workbook.

    `usable` is whether its rows can be read at all; its findings tell everything that is wrong, by row and column.
    """
    findings = Findings()
    try:
        source = open_list(path, choice)
    except Rejected as rejected:
        return _unreadable(path, rejected.findings)
    check = ListCheck(
        source, fields, editions, profile, by, frozenset(characters), findings, languages=languages, edition=edition
    )
    check.usable = not has_errors(source.findings)
    findings.extend(source.findings)
    bad = RowNumbers()
    untold = RowNumbers()
    more = 0
    try:
        check.look_over()
        room = {Severity.ERROR: MOST_TOLD, Severity.WARNING: _MOST_WARNINGS}
        for mistake in check.mistakes():
            severity = mistake.fault.severity
            if severity is Severity.ERROR:
                bad.add(mistake.row)
            room[severity] -= 1
            if room[severity] >= 0:
                findings.add(mistake.fault.at(place(path, mistake.row), mistake.message))
            else:
                untold.add(mistake.row)
                more += 1
    except Rejected as rejected:
        findings.extend(rejected.findings)
        check.usable = False
    if more:
        findings.add(faults.MORE.at(None, _more(more, untold)))
    if source.sheet and check.usable:
        findings.add(faults.READ.at(place(path), source.sheet.in_words(check.count)))
    return PatientList(
        path=path,
        source=source,
        columns=tuple(check.columns),
        bad_rows=bad,
        good_rows=check.count - len(bad),
        last_row=check.last_row,
        findings=findings.sorted(),
        usable=check.usable,
        kinds=frozenset(check.kinds),
        check=check,
    )


def _unreadable(path: Path, findings: tuple[Finding, ...]) -> PatientList:
    return PatientList(
        path=path,
        source=None,
        columns=(),
        bad_rows=RowNumbers(),
        good_rows=0,
        last_row=0,
        findings=findings,
        usable=False,
        check=None,
    )


def _more(count: int, rows: RowNumbers) -> str:
    first, last = min(rows), max(rows)
    where = f"row {first}" if first == last else f"{len(rows):,} rows, from {first} to {last}"
    return f"{count:,} more {'mistake' if count == 1 else 'mistakes'} in {where}; so many often have one cause"


def column_named(written: str, fields: Mapping[str, HandoutField]) -> str | None:
    """The field that `written` names by its name or its label; None when there is none."""
    known = {_folded(name): name for name in fields} | {_folded(found.label): name for name, found in fields.items()}
    return known.get(_folded(written))


class ListCheck:
    """Readings of a list for what is wrong with it; `look_over` comes first."""

    def __init__(
        self,
        source: ListFile,
        fields: Mapping[str, HandoutField],
        editions: Collection[str],
        profile: Profile,
        by: str,
        characters: frozenset[str],
        findings: Findings,
        *,
        languages: Mapping[str, Collection[str]],
        edition: str,
    ) -> None:
        self._source, self._path, self._fields, self._editions, self._profile, self._by = (
            source,
            source.path,
            fields,
            editions,
            profile,
            by,
        )
        self._characters, self._findings = characters, findings
        self._languages, self._edition = languages, edition
        self.kinds: set[tuple[str, str]] = set()
        self._seen, self._names, self._patients = Repeats(), Repeats(), Repeats()
        self._remarked: set[tuple[int, str]] = set()
        self._unheaded: set[int] = set()
        self.columns: list[str] = []
        self.count = self.last_row = 0
        self.usable = True

    def look_over(self) -> None:
        """Read the headings, count the rows, and note which may be the same. What keeps a list from being read to its
        end is told by `mistakes`.
        """
        with suppress(Rejected):
            rows = self._source.rows()
            head = next(rows, None)
            if head is None:
                self._findings.add(faults.EMPTY.at(place(self._path), f"`{self._path.name}` is empty"))
                self.usable = False
                return
            rows = self._headings(*head, rows)
            for number, row in rows:
                self.count += 1
                self.last_row = number
                self._seen.note(*_texts(row))
                self._patients.note(*self._patient(row))
                if self._by and self._by in self.columns:
                    self._names.note(file_name(self._text(row, self._by)))
            if not self.count:
                self._findings.add(
                    faults.EMPTY.at(place(self._path), f"`{self._path.name}` has headings but no rows below them")
                )
                self.usable = False

    def mistakes(self) -> Iterator[Mistake]:
        """What is wrong with each row, in the order of the list. Raises `Rejected` when the list cannot be read, also
        after some rows.
        """
        self._seen.begin()
        self._names.begin()
        self._patients.begin()
        rows = self._source.rows()
        next(rows, None)
        for number, row in rows:
            good = True
            for message, fault in self._row(number, row):
                good = good and fault.severity is not Severity.ERROR
                yield Mistake(number, message, fault)
            if good:
                self.kinds.add((self._language_of(row), _folded(self._text(row, EDITION))))

    def list_row(self, number: int, row: Row) -> ListRow:
        """`row` as values, of a list whose headings were read; meaningless for one with mistakes."""
        values = {name: cell.text for name, cell in zip(self.columns, row) if name and cell.text.strip()}
        edition, language = values.pop(EDITION, ""), values.pop(_LANGUAGE_COLUMN, "")
        return ListRow(number=number, values=values, edition=_folded(edition), language=self._language_meant(language))

    def _language_meant(self, written: str) -> str:
        return (language_meant(written, self._languages) or "") if written.strip() else ""

    def _headings(self, number: int, row: Row, rows: Iterator[tuple[int, Row]]) -> Iterator[tuple[int, Row]]:
        """Take `row` as the headings; gives `rows`, those below, which may have been looked into."""
        known = {_folded(name): name for name in (EDITION, *self._fields)}
        known |= {_folded(found.label): name for name, found in self._fields.items()}
        known.setdefault(LANGUAGE, _LANGUAGE_COLUMN)
        self.columns = [known.get(_folded(cell.text), "") for cell in row]
        here = place(self._path, number)
        note = f"its fields are {', '.join(dict.fromkeys(map(self._label, known.values())))}"
        said = False
        if not any(self.columns):
            self.usable = False
            next_rows = list(islice(rows, _MOST_ABOVE))
            below = next((lower for lower, found in next_rows if any(_folded(cell.text) in known for cell in found)), 0)
            message = f"row {number} names no field of this handout; is it the row with the headings?"
            hint = f"row {below} looks like the headings; delete what stands above it" if below else ""
            self._findings.add(faults.UNKNOWN_COLUMN.at(here, message, hint=hint, notes=(note,)))
            return chain(next_rows, rows)
        for index, (cell, name) in enumerate(zip(row, self.columns)):
            if not name and cell.is_blank:
                self._unheaded.add(index)
            elif not name:
                meant = closest(_folded(cell.text), known)
                hint = f"did you mean `{self._label(known[meant])}`?" if meant else ""
                notes = () if meant or said else (note,)
                said = said or not meant
                # What is written there is not repeated: where the headings are missing it is a patient's.
                message = f"column {column_letter(index)} is headed by no field of this handout; delete the column, or mend its heading"
                self._findings.add(faults.UNKNOWN_COLUMN.at(here, message, hint=hint, notes=notes))
                self.usable = False
            elif name and name in self.columns[:index]:
                first = column_letter(self.columns.index(name))
                message = f"columns {first} and {column_letter(index)} both fill `{self._label(name)}`; delete one"
                self._findings.add(faults.TWICE.at(here, message))
                self.usable = False
        if (
            self.usable
            and NAME in self._fields
            and NAME not in self.columns
            and self._by != NAME
            and not self._fields[NAME].required
        ):
            message = f"there is no column `{self._label(NAME)}`, so no copy says for whom it is"
            self._findings.add(faults.NO_NAME.at(here, message))
        wanted = [name for name, found in self._fields.items() if found.required or name == self._by]
        for name in wanted:
            if name not in self.columns:
                self._findings.add(faults.MISSING_COLUMN.at(here, f"there is no column `{self._label(name)}`"))
                self.usable = False
        return rows

    def _row(self, number: int, row: Row) -> Iterator[tuple[str, Fault]]:
        if not any(self.columns):  # nobody knows what stands where
            return
        if why := self._no_patient(row):
            yield f"row {number} {why}; delete it", faults.NO_PATIENT
            return
        for index, (cell, name) in enumerate(zip(row, self.columns)):
            where = f"row {number}, column {column_letter(index)} ({self._label(name)})"
            if name and cell.problem:
                yield f"{where}: {cell.problem.message}", cell.problem.fault
            elif name == EDITION:
                if cell.text.strip() and _folded(cell.text) not in self._editions_of(row):
                    yield f"{where}: {self._no_such_edition()}", faults.UNSUITABLE
            elif name == _LANGUAGE_COLUMN:
                yield from self._language(where, row, cell)
            elif name:
                yield from self._value(number, index, cell, self._fields[name])
        for index, cell in enumerate(row):
            if (index >= len(self.columns) or index in self._unheaded) and not cell.is_blank:
                yield (
                    f"row {number}, column {column_letter(index)}: there is no heading above it; head the column, or empty the cell",
                    faults.UNKNOWN_COLUMN,
                )
        for name, found in self._fields.items():
            if (found.required or name == self._by) and name in self.columns and self._cell(row, name).is_blank:
                yield (
                    f"row {number}, column {column_letter(self.columns.index(name))} ({found.label}): it is empty",
                    faults.MISSING_VALUE,
                )
        if (
            NAME in self.columns
            and self._cell(row, NAME).is_blank
            and not self._fields[NAME].required
            and self._by != NAME
        ):
            where = f"row {number}, column {column_letter(self.columns.index(NAME))} ({self._label(NAME)})"
            yield f"{where}: it is empty, so this copy does not say for whom it is", faults.NO_NAME
        yield from self._again(number, row)

    def _no_patient(self, row: Row) -> str:
        """What `row` is when it is no patient; empty for one that is."""
        if self._is_headings(row):
            return "holds the headings once more"
        if is_remark(_texts(row)):
            return "is in brackets throughout, as remarks on headings are"
        return "counts the others, and is no patient" if is_sum(_texts(row)) else ""

    def _is_headings(self, row: Row) -> bool:
        """Whether `row` repeats the headings: every cell below one that is known says its name."""
        pairs = [(_folded(cell.text), name) for cell, name in zip(row, self.columns) if name and not cell.is_blank]
        return bool(pairs) and all(text in (_folded(name), _folded(self._label(name))) for text, name in pairs)

    def _patient(self, row: Row) -> tuple[str, ...]:
        """What tells the patient of `row` from others: the hospital number or, where it has none, the name; empty where
        it has neither.
        """
        for name in (HOSPITAL_NUMBER, NAME):
            if text := _folded(self._text(row, name)):
                return name, text
        return ()

    def _language(self, where: str, row: Row, cell: Cell) -> Iterator[tuple[str, Fault]]:
        """What is wrong with the language of `row`. Which it is, is not repeated: it says something of the patient."""
        if cell.text.strip() and not self._language_meant(cell.text):
            several = languages_meant(cell.text, self._languages)
            wrong = "this may mean more than one language" if several else "the handout is not there in this language"
            yield f"{where}: {wrong}; write one of {', '.join(map(language_name, self._languages))}", faults.UNSUITABLE
        elif self._edition and self._edition not in self._editions_of(row) and not self._text(row, EDITION):
            message = f"in the language of this row there is no edition `{self._edition}`; name another in a column `{EDITION}`"
            yield f"{where}: {message}", faults.UNSUITABLE

    def _editions_of(self, row: Row) -> Collection[str]:
        """The editions that the handout has in the language of `row`."""
        language = self._language_of(row)
        return self._languages[language] if language else self._editions

    def _language_of(self, row: Row) -> str:
        return self._language_meant(self._text(row, _LANGUAGE_COLUMN))

    def _no_such_edition(self) -> str:
        if _LANGUAGE_COLUMN in self.columns:
            return "in the language of this row the handout has no such edition"
        return f"this handout has no such edition; it has {', '.join(self._editions)}"

    def _value(self, number: int, index: int, cell: Cell, found: HandoutField) -> Iterator[tuple[str, Fault]]:
        where = f"row {number}, column {column_letter(index)} ({found.label})"
        if cell.remark and (found.type == "text" or cell.kind == "text"):
            self._tell_once(number, index, f"{where}: {cell.remark.message}", cell.remark)
        if cell.kind == "date" and found.type == "text":
            message = "Excel holds a date here, and this field is a text; format the column as text, and type it again as it is to be printed"
            yield f"{where}: {message}", faults.SHOWN_OTHERWISE
            return
        problem = value_problem(found, cell.text, profile=self._profile) if cell.text.strip() else ""
        if problem:
            yield f"{where}: it {problem}", faults.UNSUITABLE
        elif self._characters and not self._characters.issuperset(
            "".join(unicodedata.normalize("NFC", cell.text).split())
        ):
            yield f"{where}: it holds a letter or sign that the fonts of this style do not have", faults.UNSUITABLE

    def _tell_once(self, number: int, index: int, message: str, remark: Remark) -> None:
        """Tell of a column what is the same in all its rows."""
        if (index, remark.fault.code) not in self._remarked:
            self._remarked.add((index, remark.fault.code))
            self._findings.add(remark.fault.at(place(self._path, number), message))

    def _again(self, number: int, row: Row) -> Iterator[tuple[str, Fault]]:
        """Tell a row, a file name or a patient that was there before."""
        patient = self._patient(row)
        before = self._seen.before(number, *_texts(row))
        same = self._patients.before(number, *patient) if patient else 0
        named = (
            self._names.before(number, file_name(self._text(row, self._by)))
            if self._by and self._text(row, self._by) and not before
            else 0
        )
        if before:
            yield f"row {number} is the same as row {before}", faults.SAME_ROW
        elif named:
            yield f"row {number} would give its file the name that row {named} gives", faults.SAME_NAME
        elif same:
            message = f"row {number} has the {self._label(patient[0]).lower()} of row {same}; where both are one patient, delete one of them"
            yield message, faults.SAME_PATIENT

    def _text(self, row: Row, name: str) -> str:
        return self._cell(row, name).text.strip()

    def _cell(self, row: Row, name: str) -> Cell:
        index = self.columns.index(name) if name in self.columns else len(row)
        return row[index] if index < len(row) else BLANK

    def _label(self, name: str) -> str:
        return self._fields[name].label if name in self._fields else self._name(name)

    @staticmethod
    def _name(name: str) -> str:
        return LANGUAGE if name == _LANGUAGE_COLUMN else name


def file_name(value: str) -> str:
    """`value` as a part of a file's name: letters, digits and hyphens."""
    kept = "".join(character if character.isalnum() else "-" for character in value.strip().casefold())
    return "-".join(part for part in kept.split("-") if part)[:60] or "unnamed"


def _texts(row: Row) -> Iterator[str]:
    return (cell.text.strip() for cell in row)


def _folded(text: str) -> str:
    return "-".join(text.replace("_", " ").replace("-", " ").casefold().split())
