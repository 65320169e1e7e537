"""The cells of a worksheet, row by row as Excel shows them, and what of it Excel hides or shows as one (ECMA-376 part
1, 18.3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from wardleaf.patient_lists import faults
from wardleaf.patient_lists.cells import BLANK, Cell, Row, problem
from wardleaf.patient_lists.columns import MOST_COLUMNS, column_letter
from wardleaf.patient_lists.excel.book import Book, CellStyle, TextPieces, unescaped
from wardleaf.patient_lists.excel.number_formats import TEXT_HIDDEN, TEXT_SHOWN_OTHERWISE, number_format, written_moment
from wardleaf.patient_lists.excel.package import (
    MOST_LETTERS,
    Attributes,
    DamagedError,
    Package,
    TooLargeError,
    XmlReader,
    is_on,
)
from wardleaf.patient_lists.repeats import RowNumbers
from wardleaf.patient_lists.written import written_cell

_MOST_ROWS = 1_048_576  # Excel's own bounds
_EXCEL_COLUMNS = 16_384
_MOST_MERGED = 10_000
_MOST_HELD = 400_000  # cells, about 60 MB
_SEEN = 0.5  # of a point or of a letter's width
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_PLAIN = CellStyle(number_format("General"))
_ERRORS = frozenset(
    (
        "#N/A",
        "#REF!",
        "#VALUE!",
        "#DIV/0!",
        "#NAME?",
        "#NUM!",
        "#NULL!",
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
        "#GETTING_DATA",
    )
)


class Area(Struct, frozen=True):
    """Cells from one corner to the other, both counted: rows from 1, columns from 0."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int

    def __str__(self) -> str:
        return f"{column_letter(self.first_column)}{self.first_row} to {column_letter(self.last_column)}{self.last_row}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Survey:
    """What a sheet holds: its rows with something in them, those of them that are hidden, hidden columns with something
    in them, and areas shown as one cell. `held` has all of its rows, unless they are too many to be held.
    """

    rows: RowNumbers
    held: tuple[tuple[int, Row], ...] | None = field(repr=False)
    hidden_rows: RowNumbers
    hidden_columns: tuple[int, ...]
    merged: tuple[Area, ...]


class WorksheetReader:
    """One reading of the sheet in `part`."""

    def __init__(self, package: Package, part: str, book: Book) -> None:
        self._book = book
        self._chunks = package.chunks(part)
        self._xml = XmlReader(package, start=self._start, text=self._text, end=self._end)
        self._ready: list[tuple[int, Row]] = []
        self._cells: dict[int, Cell] = {}
        self._row = self._column = 0
        self._rows_hidden = self._row_hidden = False
        self._attributes: Attributes = {}
        self._value: list[str] = []
        self._letters = 0
        self._has_value = self._has_formula = False
        self._pieces = TextPieces()
        self._hidden_columns: list[tuple[int, int]] = []
        self.hidden_rows = RowNumbers()
        self.used_columns: set[int] = set()
        self.merged: list[Area] = []

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Each row with something in it, by its number; hidden ones are in `hidden_rows` when they are given."""
        for chunk in self._chunks:
            self._xml.feed(chunk)
            yield from self._ready
            self._ready.clear()
        self._xml.feed(b"", last=True)
        yield from self._ready

    def hidden_columns(self) -> tuple[int, ...]:
        """The hidden columns with something in them, when all rows were read."""
        return tuple(
            column
            for column in sorted(self.used_columns)
            if any(first <= column <= last for first, last in self._hidden_columns)
        )

    def _start(self, path: Sequence[str], attributes: Attributes) -> None:
        depth, name = len(path), path[-1]
        if depth == 4 and name == "c":
            self._begin_cell(attributes)
        elif depth == 5:
            self._has_value |= name == "v"
            self._has_formula |= name == "f"
        elif depth > 5:
            self._pieces.start(path, attributes)
        elif depth == 3:
            self._start_of_row_or_column(name, attributes)
        elif name == "sheetFormatPr":
            self._rows_hidden = is_on(attributes.get("zeroHeight"))

    def _start_of_row_or_column(self, name: str, attributes: Attributes) -> None:
        if name == "row":
            self._begin_row(attributes)
        elif name == "col" and (is_on(attributes.get("hidden")) or _is_nothing(attributes.get("width"))):
            self._hidden_columns.append((_count(attributes.get("min")) - 1, _count(attributes.get("max")) - 1))
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _text(self, path: Sequence[str], text: str) -> None:
        if path[-1] == "v" and len(path) == 5:
            self._letters += len(text)
            if self._letters > MOST_LETTERS:
                raise TooLargeError(
                    f"one of its cells has more than {MOST_LETTERS:,} characters, the most that Excel keeps in one"
                )
            self._value.append(text)
        elif path[-1] == "t" and len(path) > 5:
            self._pieces.add(path, text)

    def _end(self, path: Sequence[str]) -> None:
        name = path[-1]
        if name == "c" and len(path) == 4:
            self._end_cell()
        elif name == "row" and len(path) == 3 and self._cells:
            width = max(self._cells) + 1
            self._ready.append((self._row, tuple(self._cells.get(column, BLANK) for column in range(width))))
            if self._row_hidden:
                self.hidden_rows.add(self._row)

    def _begin_row(self, attributes: Attributes) -> None:
        number = _count(attributes["r"]) if "r" in attributes else self._row + 1
        if not self._row < number <= _MOST_ROWS:
            raise DamagedError
        self._row, self._column = number, -1
        self._cells = {}
        height = attributes.get("ht")
        default = self._rows_hidden and height is None and "hidden" not in attributes
        self._row_hidden = default or is_on(attributes.get("hidden")) or _is_nothing(height)

    def _begin_cell(self, attributes: Attributes) -> None:
        self._attributes = attributes
        column = self._column + 1
        if "r" in attributes:
            found = _REFERENCE.fullmatch(attributes["r"])
            if not found or int(found[2]) != self._row:
                raise DamagedError
            column = _column(found[1])
        if not self._column < column < _EXCEL_COLUMNS:
            raise DamagedError
        self._column = column
        self._value.clear()
        self._letters = 0
        self._has_value = self._has_formula = False
        if self._pieces.letters:
            self._pieces.take()

    def _end_cell(self) -> None:
        if not (self._has_value or self._has_formula or self._pieces.letters):
            return
        cell = self._cell("".join(self._value))
        if cell.is_blank:
            return
        if self._column >= MOST_COLUMNS:
            where = f"row {self._row}, column {column_letter(self._column)}"
            raise TooLargeError(
                f"{where} holds something; a list has at most {MOST_COLUMNS} columns, so delete what stands to the right of it"
            )
        self.used_columns.add(self._column)
        self._cells[self._column] = cell

    def _cell(self, value: str) -> Cell:
        kind = self._attributes.get("t", "n")
        style = self._style()
        if kind == "e":
            return problem(
                f"Excel shows an error here{f' ({value})' if value in _ERRORS else ''}; type what is to be printed",
                faults.ERROR_CELL,
            )
        if self._has_formula and (self._book.recalculated or not (value or (self._has_value and kind == "str"))):
            message = "there is a formula here without its result; open the list in Excel and save it, so that its results are stored"
            return problem(message, faults.ERROR_CELL)
        match kind:
            case "s":
                number = _count(value) if value else -1
                if number >= len(self._book.texts.texts):
                    raise DamagedError
                text = self._book.texts.texts[number] if value else ""
                return _text_cell(text, style, struck=number in self._book.texts.crossed_out)
            case "inlineStr":
                text, struck = self._pieces.take()
                return _text_cell(text, style, struck=struck)
            case "str":
                return _text_cell(unescaped(value), style, struck=False)
            case _ if not value.strip():
                return BLANK
            case "b":
                return problem(
                    "Excel holds TRUE or FALSE here; write what is to be printed, as text", faults.SHOWN_OTHERWISE
                )
            case "d":
                cell = written_moment(value, style.format)
            case "n":
                cell = style.format.shown(value.strip(), since_1904=self._book.since_1904)
            case _:
                raise DamagedError
        return _CROSSED_OUT if style.crossed_out else cell

    def _style(self) -> CellStyle:
        written = self._attributes.get("s")
        if written is None:
            return self._book.styles[0] if self._book.styles else _PLAIN
        number = _count(written)
        if number >= len(self._book.styles):
            if number == 0:
                return _PLAIN
            raise DamagedError
        return self._book.styles[number]

    def _merge(self, written: str) -> None:
        first, _, last = written.partition(":")
        corners = [_REFERENCE.fullmatch(corner) for corner in (first, last or first)]
        if not corners[0] or not corners[1]:
            raise DamagedError
        if len(self.merged) == _MOST_MERGED:
            raise TooLargeError(f"it has more than {_MOST_MERGED:,} merged cells; a list has none")
        (left, top), (right, bottom) = ((_column(found[1]), int(found[2])) for found in corners if found)
        if (left, top) != (right, bottom):
            self.merged.append(Area(top, bottom, left, right))


def survey(package: Package, part: str, book: Book) -> _Survey:
    """A first reading of the sheet in `part`."""
    reader = WorksheetReader(package, part, book)
    rows = RowNumbers()
    first = last = 0
    held: list[tuple[int, Row]] = []
    room = _MOST_HELD
    for number, row in reader.rows():
        rows.add(number)
        first, last = first or number, number
        room -= len(row)
        if room >= 0:
            held.append((number, row))
        else:
            held.clear()
    right = max(reader.used_columns, default=-1)
    merged = tuple(
        area
        for area in reader.merged
        if area.first_row <= last and area.last_row >= first and area.first_column <= right
    )
    return _Survey(
        rows=rows,
        held=tuple(held) if room >= 0 else None,
        hidden_rows=reader.hidden_rows,
        hidden_columns=reader.hidden_columns(),
        merged=merged,
    )


def has_content(package: Package, part: str, book: Book) -> bool:
    """Whether any cell of the sheet in `part` holds something."""
    return next(WorksheetReader(package, part, book).rows(), None) is not None


_CROSSED_OUT = problem(
    "it is crossed out in Excel; delete the row, or take the line through it away", faults.CROSSED_OUT
)


def _text_cell(text: str, style: CellStyle, *, struck: bool) -> Cell:
    cell = written_cell(text)
    if cell.is_blank:
        return BLANK
    if struck or style.crossed_out:
        return _CROSSED_OUT
    match style.format.shows_text:
        case "as it is":
            return cell
        case "nothing":
            return TEXT_HIDDEN
        case "otherwise":
            return TEXT_SHOWN_OTHERWISE


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def _count(written: str | None) -> int:
    if written is None or not (written.isascii() and written.isdecimal() and len(written) <= 9):
        raise DamagedError
    return int(written)


def _is_nothing(size: str | None) -> bool:
    """Whether `size`, a width or a height, is so small that nothing is seen."""
    try:
        return size is not None and float(size[:20]) < _SEEN
    except ValueError:
        raise DamagedError from None
