"""The rows of a file as cells: CSV as people's programs write it, and Excel workbooks. Knows no fields; rows are read one by one."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from wardleaf.findings import Finding, Rejected, SourceFile, Span
from wardleaf.patient_lists import faults

_EXCEL = (".xlsx", ".xlsm", ".xls", ".ods")
_NOT_UTF_8 = range(0xDC80, 0xDD00)  # what a byte that is no UTF-8 is decoded to
_LONGEST_CELL = 100_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text; `numeric` when a workbook holds a number there, `broken` when it holds bytes that are no UTF-8."""

    text: str = field(repr=False)
    numeric: bool = False
    broken: bool = False


Row = tuple[Cell, ...]


def read_rows(path: Path) -> Iterator[tuple[int, Row]]:
    """Each row of the file with its number as a spreadsheet shows it; rows without any text are left out.

    Raises `Rejected` when the file cannot be read, also after some rows.
    """
    rows = _excel_rows(path) if path.suffix.lower() in _EXCEL else _csv_rows(path)
    yield from ((number, row) for number, row in rows if any(cell.text.strip() for cell in row))


def place(path: Path, row: int = 0) -> Span:
    """The place of `row` in the list, for a finding."""
    return Span(SourceFile(path.name, ""), line=row)


def _rejected(path: Path, message: str, *, row: int = 0) -> Rejected:
    return Rejected((faults.UNREADABLE.at(place(path, row), message),))


def _csv_rows(path: Path) -> Iterator[tuple[int, Row]]:
    try:
        with path.open("rb") as file:
            start = file.read(4096)
    except OSError:
        raise _rejected(path, f"`{path.name}` cannot be opened; is it there, and open in no other program?") from None
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in start:
        raise Rejected((_encoding(path),))
    number = 0
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as lines:
        rows = csv.reader(lines, delimiter=_delimiter(start), strict=True)
        try:
            for number, row in enumerate(rows, 1):
                yield number, tuple(_cell(text) for text in row)
        except csv.Error:
            message = f"the row after row {number} is not as a CSV file has it: look for a quotation mark without its partner"
            raise _rejected(path, message, row=number + 1) from None


def _cell(text: str) -> Cell:
    broken = not text.isascii() and any(ord(character) in _NOT_UTF_8 for character in text)
    return Cell("" if broken else text, broken=broken) if broken else Cell(text)


def _encoding(path: Path) -> Finding:
    return faults.ENCODING.at(place(path), f"`{path.name}` is not saved as UTF-8; in Excel choose “Save as”, “CSV UTF-8”")


def _delimiter(start: bytes) -> str:
    """What stands between the headings: comma, semicolon or tab, whichever there is most of outside quotation marks."""
    outside = b"".join(start.split(b'"')[::2]).lstrip(b"\xef\xbb\xbf")
    head = outside.lstrip(b"\r\n").split(b"\n")[0]
    return max((",", ";", "\t"), key=lambda sign: head.count(sign.encode()))


def _excel_rows(path: Path) -> Iterator[tuple[int, Row]]:
    from python_calamine import CalamineWorkbook

    try:
        with path.open("rb"):
            pass
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    except OSError:
        raise _rejected(path, f"`{path.name}` cannot be opened; is it there, and open in no other program?") from None
    except Exception:  # whatever the library trips over; its words could quote the list
        raise _rejected(path, f"`{path.name}` cannot be read as an Excel workbook; it is damaged, or has a password") from None
    # Rows above the first that holds something are not given.
    first = sheet.start[0] if sheet.start else 0
    for number, values in enumerate(sheet.iter_rows(), first + 1):
        yield number, tuple(_excel_cell(value) for value in values)


def _excel_cell(value: object) -> Cell:
    match value:
        case bool():
            return Cell("yes" if value else "no")
        case float() | int():
            whole = int(value)
            return Cell(str(whole) if whole == value else str(value), numeric=True)
        case datetime.datetime():
            return Cell(value.strftime("%Y-%m-%d") if value.time() == datetime.time() else value.strftime("%Y-%m-%d %H:%M"))
        case datetime.date():
            return Cell(value.isoformat())
        case datetime.time():
            return Cell(value.strftime("%H:%M"))
        case _:
            return Cell(str(value))
