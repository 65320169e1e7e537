"""The rows of a list as cells, whatever kind of file it is: CSV, or the sheet of an Excel workbook that is meant. Knows
no fields; rows are read one by one.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from msgspec import Struct

from wardleaf.findings import Finding, Rejected
from wardleaf.patient_lists import faults
from wardleaf.patient_lists.cells import Row
from wardleaf.patient_lists.delimited import delimited_rows
from wardleaf.patient_lists.excel.sheet import ChosenSheet, choose_sheet, sheet_rows
from wardleaf.patient_lists.places import place, unreadable

MOST_BYTES = 256 * 1024 * 1024
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_SAVE = "open it and choose “Save as”, “Excel workbook (.xlsx)”"


class SheetChoice(Struct, frozen=True):
    """What was said of a workbook: the sheet that is meant, and what becomes of rows that Excel hides; nothing where
    nothing was said.
    """

    sheet: str = ""
    hidden_rows: Literal["", "make", "leave"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFile:
    """A list that can be read: where it is, the sheet that is read (None for CSV), and what there is to say of it
    before its cells are looked at.
    """

    path: Path
    sheet: ChosenSheet | None
    findings: tuple[Finding, ...] = ()
    _state: tuple[int, int] = field(repr=False)

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Each row with something in it, with its number as a spreadsheet shows it. Raises `Rejected` when the file
        cannot be read any more, or is not what it was.
        """
        try:
            if _state_of(self.path) != self._state:
                raise unreadable(
                    self.path,
                    f"`{self.path.name}` was changed while it was read; close it in other programs and run the command again",
                )
            rows = sheet_rows(self.path, self.sheet) if self.sheet else delimited_rows(self.path)
            for number, row in rows:
                if not all(cell.is_blank for cell in row):
                    yield number, row
        except OSError:
            raise _not_opened(self.path) from None


NOTHING_SAID = SheetChoice()


def open_list(path: Path, choice: SheetChoice = NOTHING_SAID) -> ListFile:
    """The list at `path`. Raises `Rejected` when it cannot be read, or when it is not certain which of its rows are
    meant.
    """
    try:
        state = _state_of(path)
        with path.open("rb") as file:
            start = file.read(512)
    except OSError:
        raise _not_opened(path) from None
    kind = _kind(path, start)
    if kind == "workbook":
        try:
            sheet, findings = choose_sheet(path, sheet=choice.sheet, hidden_rows=choice.hidden_rows)
        except OSError:  # a drive that is gone
            raise _not_opened(path) from None
        return ListFile(path=path, sheet=sheet, findings=findings, _state=state)
    if choice.sheet:
        raise Rejected(
            (faults.SHEET.at(place(path), f"`{path.name}` is a CSV file, which has no sheets; leave --sheet out"),)
        )
    return ListFile(path=path, sheet=None, _state=state)


def _state_of(path: Path) -> tuple[int, int]:
    """Size and date of the plain file at `path`; raises `OSError` when there is none, `Rejected` when it is no plain
    file or too large.
    """
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        kind = "a folder" if stat.S_ISDIR(found.st_mode) else "no plain file, but a device or a pipe"
        raise unreadable(path, f"`{path.name}` is {kind}; name the file that holds the list")
    if found.st_size > MOST_BYTES:
        raise unreadable(
            path, f"`{path.name}` has more than {MOST_BYTES // 1024 // 1024} MB, the most that Wardleaf reads"
        )
    return found.st_size, found.st_mtime_ns


def _kind(path: Path, start: bytes) -> Literal["workbook", "CSV"]:
    """What the file at `path` is by its first bytes, which cannot be misspelt as its name can."""
    name = path.name
    if start.startswith(_ZIP):
        return "workbook"
    if start.startswith(_OLD_EXCEL):
        raise unreadable(
            path, f"`{name}` is a workbook of the old kind (.xls), or it has a password; {_SAVE}, without a password"
        )
    if start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
        raise unreadable(path, f"`{name}` is a web page, whatever its name says; {_SAVE}")
    if start.startswith(b"%PDF") or path.suffix.lower() in (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"):
        raise unreadable(
            path, f"`{name}` cannot be read as an Excel workbook; it is damaged, or of another kind: {_SAVE}"
        )
    return "CSV"


def _not_opened(path: Path) -> Rejected:
    return unreadable(path, f"`{path.name}` cannot be opened; is it there, and open in no other program?")
