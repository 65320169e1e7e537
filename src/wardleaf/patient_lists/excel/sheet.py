"""Which sheet of a workbook is read: the one that Excel shows, when only one of those that it shows holds anything; and
which of its rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from wardleaf.findings import Finding, Rejected
from wardleaf.patient_lists import faults
from wardleaf.patient_lists.cells import Row
from wardleaf.patient_lists.columns import column_letter
from wardleaf.patient_lists.excel.book import Book, Sheet, read_book
from wardleaf.patient_lists.excel.package import DamagedError, Package, TooLargeError
from wardleaf.patient_lists.excel.worksheet import WorksheetReader, has_content, survey
from wardleaf.patient_lists.places import place, unreadable
from wardleaf.patient_lists.repeats import RowNumbers

_MOST_NAMED = 12
_SAVE = "open it and choose “Save as”, “Excel workbook (.xlsx)”"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenSheet:
    """The sheet that is read: its name, the rows that are left out because Excel hides them, and the names of hidden
    sheets, which are never read. `held` has its rows where they are few enough to be held instead of read again.
    """

    name: str
    hidden_rows: RowNumbers = field(repr=False)
    leave_hidden: bool
    hidden_sheets: tuple[str, ...]
    book: Book = field(repr=False)
    part: str = field(repr=False)
    held: tuple[tuple[int, Row], ...] | None = field(repr=False)

    def in_words(self, count: int) -> str:
        """What was read, `count` rows below the headings, and what was not."""
        parts = [f"read from the sheet “{self.name}”: {_counted(count, 'row')}"]
        if self.hidden_rows and self.leave_hidden:
            parts.append(f"left out: {_counted(len(self.hidden_rows), 'row')} that Excel hides")
        elif self.hidden_rows:
            parts[0] += f", also {_rows_in_words(self.hidden_rows)}, which Excel hides"
        if self.hidden_sheets:
            names = _names(self.hidden_sheets)
            parts.append(f"not read: the hidden {'sheets' if len(self.hidden_sheets) > 1 else 'sheet'} {names}")
        return "; ".join(parts)


def choose_sheet(path: Path, *, sheet: str, hidden_rows: str) -> tuple[ChosenSheet, tuple[Finding, ...]]:
    """The sheet of the workbook at `path` that `sheet` names or that is the only one, and what stands in the way of
    reading it.

    `hidden_rows` says whether hidden rows are to be read (`make`) or not (`leave`). Raises `Rejected` when no sheet is
    certain, and `OSError`.
    """
    with _reading(path) as package:
        if (
            "xl/workbook.bin" in package.parts
            or "content.xml" in package.parts
            or "Index/Document.iwa" in package.parts
        ):
            raise unreadable(
                path, f"`{path.name}` is a workbook of a kind that does not tell Wardleaf what is hidden in it; {_SAVE}"
            )
        book = read_book(package)
        chosen = _chosen(path, package, book, sheet)
        seen = survey(package, chosen.part, book)
    found = ChosenSheet(
        name=chosen.name,
        hidden_rows=seen.hidden_rows,
        leave_hidden=hidden_rows == "leave",
        hidden_sheets=tuple(other.name for other in book.sheets if other.state == "hidden"),
        book=book,
        part=chosen.part,
        held=seen.held,
    )
    findings: list[Finding] = []
    if seen.hidden_rows and not hidden_rows:
        some = len(seen.hidden_rows) > 1
        message = f"{_rows_in_words(seen.hidden_rows)} of the sheet “{chosen.name}” {'are' if some else 'is'} hidden in Excel, by hand or by a filter"
        help = f"show {'them' if some else 'it'} in Excel, or say --hidden-rows leave (no copies for hidden rows) or --hidden-rows make (copies for them, too)"
        findings.append(faults.HIDDEN_ROWS.at(place(path, min(seen.hidden_rows)), message, help=help))
    for column in seen.hidden_columns:
        message = f"column {column_letter(column)} of the sheet “{chosen.name}” is hidden in Excel and holds something; show the column in Excel, or delete it"
        findings.append(faults.HIDDEN_COLUMN.at(place(path), message))
    for area in seen.merged[:_MOST_NAMED]:
        message = f"the cells {area} of the sheet “{chosen.name}” are merged into one, so it is not certain which rows it belongs to"
        help = "in Excel choose the cells, then Home, “Unmerge cells”, and fill in each row"
        findings.append(faults.MERGED.at(place(path, area.first_row), message, help=help))
    return found, tuple(findings)


def sheet_rows(path: Path, chosen: ChosenSheet) -> Iterator[tuple[int, Row]]:
    """The rows of the sheet that was chosen, without those that are left out. Raises `Rejected` and `OSError`."""
    for number, row in chosen.held if chosen.held is not None else _read_again(path, chosen):
        if not (chosen.leave_hidden and number in chosen.hidden_rows):
            yield number, row


def _read_again(path: Path, chosen: ChosenSheet) -> Iterator[tuple[int, Row]]:
    with _reading(path) as package:
        yield from WorksheetReader(package, chosen.part, chosen.book).rows()


@contextmanager
def _reading(path: Path) -> Iterator[Package]:
    """The workbook at `path`, opened; raises `Rejected` for whatever is wrong with it."""
    try:
        with Package(path) as package:
            yield package
    except TooLargeError as problem:
        raise unreadable(path, f"`{path.name}` cannot be read: {problem}") from None
    except DamagedError:
        raise unreadable(path, f"`{path.name}` cannot be read as an Excel workbook; it is damaged: {_SAVE}") from None


def _chosen(path: Path, package: Package, book: Book, wanted: str) -> Sheet:
    shown = [
        sheet
        for sheet in book.sheets
        if sheet.state == "visible" and sheet.kind == "worksheet" and sheet.part in package.parts
    ]
    if wanted:
        named = [sheet for sheet in book.sheets if sheet.name == wanted] or [
            sheet for sheet in book.sheets if _folded(sheet.name) == _folded(wanted)
        ]
        if len(named) == 1 and named[0] in shown:
            return named[0]
        if named and named[0].state == "hidden":
            message = f"the sheet “{named[0].name}” is hidden in Excel; show it there (right click on a sheet's tab, “Unhide”) and save the list"
        else:
            message = f"there is no sheet of this name with rows; there are {_names(sheet.name for sheet in shown)}"
        raise Rejected((faults.SHEET.at(place(path), message),))
    filled = [sheet for sheet in shown if has_content(package, sheet.part, book)]
    if len(filled) == 1:
        return filled[0]
    if filled:
        message = (
            f"`{path.name}` has {len(filled)} sheets that hold something: {_names(sheet.name for sheet in filled)}"
        )
        help = f'say which is meant, like --sheet "{filled[0].name}", or delete the others'
        raise Rejected((faults.SHEET.at(place(path), message, help=help),))
    hidden = " that Excel shows" if len(shown) < len(book.sheets) else ""
    raise Rejected((faults.EMPTY.at(place(path), f"`{path.name}` has no sheet{hidden} with anything in it"),))


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _names(found: Iterable[str]) -> str:
    names = [f"“{name}”" for name in found]
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return f"{', '.join(names[:_MOST_NAMED])}{more}"


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _rows_in_words(rows: RowNumbers) -> str:
    """`rows` as people name them: row 3; rows 3, 5 to 9 and 12."""
    stretches: list[list[int]] = []
    for row in rows:
        if stretches and stretches[-1][1] == row - 1:
            stretches[-1][1] = row
        elif len(stretches) == _MOST_NAMED:
            return f"rows {', '.join(map(_stretch, stretches))} and more, {len(rows):,} in all,"
        else:
            stretches.append([row, row])
    *most, last = map(_stretch, stretches)
    return f"{'rows' if len(rows) > 1 else 'row'} {', '.join(most)}{' and ' if most else ''}{last}"


def _stretch(ends: list[int]) -> str:
    return str(ends[0]) if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"
