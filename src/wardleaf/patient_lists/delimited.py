"""CSV as people's programs write it: commas, semicolons or tabs, quoted line ends, Excel's line `sep=;`; in UTF-8, or
in UTF-16 with its mark, as Excel's “Unicode text” is.

Read line by line, within bounds.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from wardleaf.findings import Rejected
from wardleaf.patient_lists import faults
from wardleaf.patient_lists.cells import Cell, Row, problem
from wardleaf.patient_lists.columns import MOST_COLUMNS
from wardleaf.patient_lists.places import place, unreadable
from wardleaf.patient_lists.written import written_cell

MOST_LETTERS = 100_000  # of a row: three times what Excel keeps in a cell
_NOT_UTF_8 = re.compile("[\udc80-\udcff]")  # what a byte that is no UTF-8 is decoded to
_SEPARATOR = re.compile(r'"?sep=([^"\w\r\n])"?\r?\n?', re.IGNORECASE)
_SEPARATORS = (",", ";", "\t")
_UTF_16, _UTF_32 = (b"\xff\xfe", b"\xfe\xff"), (b"\xff\xfe\0\0", b"\0\0\xfe\xff")
_STEP = "in Excel choose “File”, “Save as” and the type “CSV UTF-8 (comma delimited)”"
_OTHER_ENCODING = problem(
    f"the list is not saved as UTF-8, so a letter here may be another one; {_STEP}", faults.ENCODING
)


def delimited_rows(path: Path) -> Iterator[tuple[int, Row]]:
    """Each row of the CSV file at `path` with its number as a spreadsheet shows it, which does not count a line
    `sep=;`. Raises `Rejected`, also after some rows, and `OSError`.
    """
    with path.open("rb") as file:
        start = file.read(4096)
    wide = start.startswith(_UTF_16) and not start.startswith(_UTF_32)  # with its mark there is nothing to guess
    if b"\0" in start and not wide:
        message = f"`{path.name}` is not saved as UTF-8; {_STEP}"
        raise Rejected((faults.ENCODING.at(place(path), message),))
    try:
        with path.open(
            encoding="utf-16" if wide else "utf-8-sig", errors="strict" if wide else "surrogateescape", newline=""
        ) as file:
            lines = _Lines(path, file)
            named = _SEPARATOR.fullmatch(lines.first)
            if named:
                next(lines)
            yield from _rows(
                path,
                lines,
                named[1] if named else _separator(start.decode("utf-16", "ignore").encode() if wide else start),
            )
    except UnicodeError:
        message = f"`{path.name}` begins as UTF-16 and does not go on so; {_STEP}"
        raise Rejected((faults.ENCODING.at(place(path), message),)) from None


class _Lines:
    """The lines of a file, none read beyond the bound of a row, which it counts."""

    def __init__(self, path: Path, file: IO[str]) -> None:
        self._path, self._file = path, file
        self.rows = self._letters = 0
        self.first = self._waiting = file.readline(MOST_LETTERS + 1)

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._waiting or self._file.readline(MOST_LETTERS + 1)
        self._waiting = ""
        if not line:
            raise StopIteration
        self._letters += len(line)
        if self._letters > MOST_LETTERS:
            message = f"the row after row {self.rows} has more than {MOST_LETTERS:,} characters, the most that Wardleaf reads; look for a quotation mark without its partner"
            raise unreadable(self._path, message, row=self.rows + 1)
        return line

    def begin_row(self) -> None:
        """The row so far is complete."""
        self._letters = 0
        self.rows += 1


def _rows(path: Path, lines: _Lines, separator: str) -> Iterator[tuple[int, Row]]:
    csv.field_size_limit(MOST_LETTERS + 1)
    rows = csv.reader(lines, delimiter=separator, strict=True)
    try:
        for row in rows:
            lines.begin_row()
            if len(row) > MOST_COLUMNS and any(text.strip() for text in row[MOST_COLUMNS:]):
                message = f"row {lines.rows} has {len(row):,} columns; a list has at most {MOST_COLUMNS}"
                raise unreadable(path, message, row=lines.rows)
            yield lines.rows, tuple(map(_cell, row[:MOST_COLUMNS]))
    except csv.Error:
        message = (
            f"the row after row {lines.rows} is not as a CSV file has it: look for a quotation mark without its partner"
        )
        raise unreadable(path, message, row=lines.rows + 1) from None


def _cell(text: str) -> Cell:
    if not text.isascii() and _NOT_UTF_8.search(text):
        return _OTHER_ENCODING
    return written_cell(text)


def _separator(start: bytes) -> str:
    """What stands between the headings: comma, semicolon or tab, whichever there is most of outside quotation marks."""
    outside = b"".join(start.split(b'"')[::2]).lstrip(b"\xef\xbb\xbf")
    head = re.split(b"[\r\n]", outside.lstrip(b"\r\n"))[0]
    return max(_SEPARATORS, key=lambda sign: head.count(sign.encode()))
