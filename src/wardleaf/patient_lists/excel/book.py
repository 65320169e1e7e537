"""What a workbook says once for all of its sheets: which there are and which are seen, the texts that cells share, and
how cells are shown (ECMA-376 part 1, 18.2, 18.4, 18.8).
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from wardleaf.patient_lists.excel.number_formats import BUILT_IN, NumberFormat, number_format
from wardleaf.patient_lists.excel.package import (
    MOST_LETTERS,
    Attributes,
    DamagedError,
    Package,
    TooLargeError,
    is_on,
    relation,
)

_MOST_SHARED = 64 * 1024 * 1024  # letters that cells share, which are held while the list is read
_MOST_SHEETS = 1_000
_MOST_STYLES = 65_536  # Excel's own bound is 65,490
_ESCAPED = re.compile("_x([0-9a-fA-F]{4})_")


class Sheet(Struct, frozen=True):
    """A sheet: its name, whether Excel shows it, and the part that holds its cells; `kind` is `worksheet` for one that
    has cells.
    """

    name: str
    state: Literal["visible", "hidden"]
    kind: str
    part: str


class CellStyle(Struct, frozen=True):
    """How a cell is shown: its number format, and whether it is crossed out."""

    format: NumberFormat
    crossed_out: bool = False


class SharedTexts(Struct, frozen=True):
    """The texts that cells share, by number, and which of them are crossed out, in part or whole."""

    texts: Sequence[str]
    crossed_out: frozenset[int]


class Book(Struct, frozen=True, kw_only=True):
    """A workbook without its cells. `since_1904` says when its days count from; with `recalculated`, Excel works
    formulas out anew when it opens it.
    """

    sheets: tuple[Sheet, ...]
    since_1904: bool
    recalculated: bool
    texts: SharedTexts
    styles: tuple[CellStyle, ...]


def read_book(package: Package) -> Book:
    """The book in `package`. Raises `DamagedError` and `TooLargeError`."""
    part = next((target for kind, target in package.relations("").values() if kind == "officeDocument"), "")
    if part not in package.parts:
        raise DamagedError
    relations = package.relations(part)
    sheets: list[Sheet] = []
    since_1904 = recalculated = False

    def start(path: Sequence[str], attributes: Attributes) -> None:
        nonlocal since_1904, recalculated
        match path[-1]:
            case "sheet" if path[-2:-1] == ["sheets"]:
                kind, target = relations.get(relation(attributes), ("", ""))
                if len(sheets) == _MOST_SHEETS:
                    raise TooLargeError(f"it has more than {_MOST_SHEETS:,} sheets, the most that Wardleaf reads")
                state: Literal["visible", "hidden"] = (
                    "visible" if attributes.get("state", "visible") == "visible" else "hidden"
                )
                sheets.append(Sheet(attributes.get("name", ""), state, kind, target))
            case "workbookPr":
                since_1904 = is_on(attributes.get("date1904"))
            case "calcPr":
                recalculated = is_on(attributes.get("fullCalcOnLoad"))
            case _:
                pass

    package.read(part, start=start)
    if not sheets:
        raise DamagedError
    shared = next((target for kind, target in relations.values() if kind == "sharedStrings"), "")
    styles = next((target for kind, target in relations.values() if kind == "styles"), "")
    return Book(
        sheets=tuple(sheets),
        since_1904=since_1904,
        recalculated=recalculated,
        texts=_shared_texts(package, shared) if shared in package.parts else SharedTexts((), frozenset()),
        styles=_styles(package, styles) if styles in package.parts else (),
    )


class TextPieces:
    """The text of a cell as it comes, in pieces with looks of their own or as one; what tells how it is spoken (`rPh`)
    is no part of it.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.letters = 0
        self._struck = self._piece_struck = False

    def start(self, path: Sequence[str], attributes: Attributes) -> None:
        """Take up the beginning of an element below the text's own."""
        if path[-1] == "r":
            self._piece_struck = False
        elif path[-1] in ("strike", "dstrike") and path[-2] == "rPr":
            self._piece_struck = is_on(attributes.get("val", "1"))

    def add(self, path: Sequence[str], text: str) -> None:
        """Take up `text` of the element at `path`."""
        if path[-1] != "t" or "rPh" in path:
            return
        self.letters += len(text)
        if self.letters > MOST_LETTERS:
            raise TooLargeError(
                f"one of its cells has more than {MOST_LETTERS:,} characters, the most that Excel keeps in one"
            )
        self._pieces.append(text)
        self._struck |= self._piece_struck and bool(text.strip())

    def take(self) -> tuple[str, bool]:
        """The text, and whether a part of it is crossed out; then begin anew."""
        text, struck = unescaped("".join(self._pieces)), self._struck
        self._pieces.clear()
        self.letters, self._struck, self._piece_struck = 0, False, False
        return text, struck


def unescaped(text: str) -> str:
    """`text` with what XML cannot hold, such as `_x000D_` for a line end (ST_Xstring)."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _shared_texts(package: Package, part: str) -> SharedTexts:
    texts: list[str] = []
    struck: set[int] = set()
    pieces = TextPieces()
    letters = 0

    def end(path: Sequence[str]) -> None:
        nonlocal letters
        if path[-1] == "si":
            text, crossed_out = pieces.take()
            letters += len(text) + 8
            if letters > _MOST_SHARED:
                raise TooLargeError(
                    f"its cells hold more than {_MOST_SHARED // 1024 // 1024} million characters, the most that Wardleaf reads"
                )
            if crossed_out:
                struck.add(len(texts))
            texts.append(text)

    package.read(part, start=pieces.start, text=pieces.add, end=end)
    return SharedTexts(texts, frozenset(struck))


def _styles(package: Package, part: str) -> tuple[CellStyle, ...]:
    codes: dict[int, str] = {}
    fonts: list[bool] = []
    used: array[int] = array("q")

    def start(path: Sequence[str], attributes: Attributes) -> None:
        match path[1:]:
            case ["numFmts", "numFmt"]:
                codes[_number(attributes.get("numFmtId", ""))] = attributes.get("formatCode", "")
            case ["fonts", "font"]:
                fonts.append(False)
            case ["fonts", "font", "strike" | "dstrike"]:
                fonts[-1] = is_on(attributes.get("val", "1"))
            case ["cellXfs", "xf"]:
                if len(used) >= 2 * _MOST_STYLES:
                    raise TooLargeError(f"it has more than {_MOST_STYLES:,} cell formats, the most that Excel keeps")
                used.extend((_number(attributes.get("numFmtId", "0")), _number(attributes.get("fontId", "0"))))
            case _:
                pass

    package.read(part, start=start)
    formats: dict[int, NumberFormat] = {}
    found: dict[tuple[int, int], CellStyle] = {}
    styles: list[CellStyle] = []
    for number, font in zip(used[::2], used[1::2]):
        if (number, font) not in found:
            if number not in formats:
                # A number that Excel keeps for the computer's own language, such as the dates of Asia, is in no list.
                formats[number] = number_format(codes.get(number) or BUILT_IN.get(number, "?"))
            found[number, font] = CellStyle(formats[number], font < len(fonts) and fonts[font])
        styles.append(found[number, font])
    return tuple(styles)


def _number(written: str) -> int:
    if not (written.isascii() and written.isdecimal() and len(written) <= 9):
        raise DamagedError
    return int(written)
