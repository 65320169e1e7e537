"""How a viewer draws the text of a field that has no look, or an old one (ISO 32000-1, 12.7.3.3): one line, several, or
a sign a cell.

Only what is certain: a text that no font of the form, and not Helvetica, can write is not drawn.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, FloatObject, NameObject, StreamObject

from wardleaf.readback.fonts import ReadFont, read_font
from wardleaf.readback.objects import dictionary, entry, raw_entry

_OPERATOR = re.compile(r"[^\s\[\]()<>]+")
_COLOURS = {"g": 1, "rg": 3, "k": 4}
_STROKES = {1: "G", 3: "RG", 4: "K"}
_SMALLEST, _LARGEST, _LARGEST_OF_LINES = 4.0, 144.0, 12.0  # points, for a size of 0, which means: as large as fits
_RISE, _DROP, _LEADING = 0.72, 0.21, 1.15  # of the type size
_HIGH = 0.67  # of a field's height: what viewers give a line whose size is 0
_PADDING = 1.0
_MOST_SIGNS = 10_000
_STANDARD = {
    "HeBo": "Helvetica-Bold",
    "HeOb": "Helvetica-Oblique",
    "HeBO": "Helvetica-BoldOblique",
    "TiRo": "Times-Roman",
    "TiBo": "Times-Bold",
    "Cour": "Courier",
}


class TextField(Struct, frozen=True, kw_only=True):
    """A text and its box, width and height in points.

    `style` is what the form asks for (DA); `align` is 0, 1 or 2 for left, middle and right; `lines` whether it runs
    over several lines; `cells` in how many it stands (0: none). Then its edge's width and colour, and the colour of its
    ground.
    """

    words: str
    width: float
    height: float
    style: str
    align: int = 0
    lines: bool = False
    cells: int = 0
    border: float = 1.0
    edge: tuple[float, ...] | None = None
    ground: tuple[float, ...] | None = None


class _Face(Struct, frozen=True):
    """A font that can write the text: what a resource dictionary names, a code for each sign, and widths in
    thousandths.
    """

    resource: object
    codes: dict[str, int]
    font: ReadFont

    def width(self, words: str, size: float) -> float:
        return sum(self.font.widths.get(self.codes[sign], self.font.width) for sign in words) * size / 1000

    def string(self, words: str) -> str:
        return "<" + bytes(self.codes[sign] for sign in words).hex() + ">"


def draw_text(field: TextField, fonts: Sequence[DictionaryObject]) -> tuple[StreamObject, bool] | None:
    """The look of `field`, and whether its text is longer than its box; `None` when it cannot be drawn for certain.

    `fonts` are the dictionaries in which its font may be named.
    """
    words = field.words.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").replace("\u00a0", " ")
    if not field.lines:
        words = words.replace("\n", " ")
    if len(words) > _MOST_SIGNS or field.width <= 0 or field.height <= 0:
        return None
    font_name, size, colour = _style(field.style)
    face = _face(font_name, fonts, words)
    if face is None:
        return None
    code = [*_frame(field)]
    cut = False
    if words.strip():
        inner = field.border
        code += [
            "/Tx BMC q",
            f"{_n(inner)} {_n(inner)} {_n(field.width - 2 * inner)} {_n(field.height - 2 * inner)} re W n",
            "BT",
            colour,
        ]
        if field.cells:
            size = size or min(_HIGH * field.height, _LARGEST)
            code += _comb(field, words, face, size)
            cut = len(words) > field.cells
        elif field.lines:
            size, rows = _rows(field, words, face, size)
            code += _set_rows(field, rows, face, size)
            cut = len(rows) * size * _LEADING > field.height - 2 * inner + size * (_LEADING - 1)
        else:
            room = field.width - 2 * (inner + _PADDING)
            size = size or _size_of_line(field, words, face, room)
            code += _set_line(field, words, face, size)
            cut = face.width(words, size) > room + 2 * _PADDING
        code += ["ET Q EMC"]
    return _stream(field, code, face), cut


def _style(written: str) -> tuple[str, float, str]:
    """The font, the size and the operators of colour that a default appearance (DA) asks for."""
    font, size, colour = "Helv", 0.0, "0 g"
    held: list[str] = []
    for word in _OPERATOR.findall(written):
        if word == "Tf":
            if len(held) >= 2:
                font, size = held[-2].removeprefix("/"), abs(_float(held[-1]))
            held = []
        elif word in _COLOURS:
            count = _COLOURS[word]
            if len(held) >= count:
                colour = " ".join(_n(_float(part)) for part in held[-count:]) + f" {word}"
            held = []
        else:
            held.append(word)
    return font, min(size, _LARGEST * 4), colour


def _float(word: str) -> float:
    try:
        return float(word) if len(word) < 40 else 0.0
    except ValueError:
        return 0.0


def _n(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".") or "0"


def _face(font_name: str, fonts: Sequence[DictionaryObject], words: str) -> _Face | None:
    """The font of that name, or Helvetica as every viewer has it, when it can write all of `words`."""
    named = next((held for holder in fonts if (held := raw_entry(holder, f"/{font_name}")) is not None), None)
    standard = DictionaryObject()
    for key, value in (("/Type", "/Font"), ("/Subtype", "/Type1"), ("/Encoding", "/WinAnsiEncoding")):
        standard[NameObject(key)] = NameObject(value)
    standard[NameObject("/BaseFont")] = NameObject(f"/{_STANDARD.get(font_name, 'Helvetica')}")
    for resource in (named, standard):
        held = dictionary(resource)
        if (
            held is None
            or dictionary(entry(held, "/DescendantFonts"))
            or raw_entry(held, "/DescendantFonts") is not None
        ):
            continue
        font = read_font(resource)
        if font.kind not in {"Type1", "TrueType", "MMType1"} or font.subset:
            continue  # the glyphs of a subset are those of other words
        codes: dict[str, int] = {}
        for at in range(255, -1, -1):
            if len(sign := font.texts.get(at, "")) == 1:
                codes[sign] = at
        if all(sign == "\n" or (sign in codes and _is_wide(font, codes[sign])) for sign in words):
            return _Face(resource, codes, font)
    return None


def _is_wide(font: ReadFont, code: int) -> bool:
    return font.widths.get(code, font.width) > 0


def _frame(field: TextField) -> Iterator[str]:
    """Ground and edge, and the lines between cells."""
    width, height, border = field.width, field.height, field.border
    if field.ground is not None:
        operator = {count: name for name, count in _COLOURS.items()}[len(field.ground)]
        yield f"q {' '.join(map(_n, field.ground))} {operator} 0 0 {_n(width)} {_n(height)} re f Q"
    if field.edge is not None and border > 0:
        half = border / 2
        yield f"q {' '.join(map(_n, field.edge))} {_STROKES[len(field.edge)]} {_n(border)} w"
        yield f"{_n(half)} {_n(half)} {_n(width - border)} {_n(height - border)} re S"
        for cell in range(1, field.cells):
            x = _n(width * cell / field.cells)
            yield f"{x} 0 m {x} {_n(height)} l S"
        yield "Q"


def _baseline(field: TextField, size: float) -> float:
    """Where a single line stands: its letters amid the height."""
    return field.height / 2 - (_RISE - _DROP) / 2 * size


def _size_of_line(field: TextField, words: str, face: _Face, room: float) -> float:
    wide = face.width(words, 1.0)
    fitting = room / wide if wide > 0 else _LARGEST
    return max(min(_HIGH * field.height, fitting, _LARGEST), _SMALLEST)


def _set_line(field: TextField, words: str, face: _Face, size: float) -> Iterator[str]:
    x = _start(field, face.width(words, size))
    yield f"/F {_n(size)} Tf 1 0 0 1 {_n(x)} {_n(_baseline(field, size))} Tm {face.string(words)} Tj"


def _start(field: TextField, wide: float) -> float:
    edge = field.border + _PADDING
    match field.align:
        case 1:
            return (field.width - wide) / 2
        case 2:
            return field.width - edge - wide
        case _:
            return edge


def _comb(field: TextField, words: str, face: _Face, size: float) -> Iterator[str]:
    """A sign in the middle of each cell."""
    cell = field.width / field.cells
    shown = words[: field.cells]
    first = {1: (field.cells - len(shown)) // 2, 2: field.cells - len(shown)}.get(field.align, 0)
    yield f"/F {_n(size)} Tf"
    for place, sign in enumerate(shown, start=first):
        x = cell * (place + 0.5) - face.width(sign, size) / 2
        yield f"1 0 0 1 {_n(x)} {_n(_baseline(field, size))} Tm {face.string(sign)} Tj"


def _rows(field: TextField, words: str, face: _Face, size: float) -> tuple[float, list[str]]:
    """The size and the lines of a text that runs over several; a size of 0 becomes the largest that fits."""
    room = field.width - 2 * (field.border + _PADDING)
    if size:
        return size, _broken(words, face, size, room)
    sizes = [step / 2 for step in range(int(_LARGEST_OF_LINES * 2), int(_SMALLEST * 2) - 1, -1)]
    height = field.height - 2 * (field.border + _PADDING)
    first = bisect_left(sizes, -height, key=lambda tried: -len(_broken(words, face, tried, room)) * tried * _LEADING)
    size = sizes[min(first, len(sizes) - 1)]
    return size, _broken(words, face, size, room)


def _broken(words: str, face: _Face, size: float, room: float) -> list[str]:
    """`words` in lines of at most `room` points; a word that is longer is broken."""
    rows: list[str] = []
    for paragraph in words.split("\n"):
        row = ""
        used = 0.0
        for word in re.findall(r" *[^ ]+| +", paragraph):
            wide = face.width(word, size)
            if row and used + wide > room:
                rows.append(row)
                word = word.lstrip(" ")
                row, used, wide = "", 0.0, face.width(word, size)
            if wide > room:
                for sign in word:
                    step = face.width(sign, size)
                    if row and used + step > room:
                        rows.append(row)
                        row, used = "", 0.0
                    row, used = row + sign, used + step
                continue
            row, used = row + word, used + wide
        rows.append(row)
    return rows


def _set_rows(field: TextField, rows: Sequence[str], face: _Face, size: float) -> Iterator[str]:
    yield f"/F {_n(size)} Tf"
    top = field.height - field.border - _PADDING - _RISE * size
    for number, row in enumerate(rows):
        if row.strip():
            x, y = _start(field, face.width(row, size)), top - number * size * _LEADING
            yield f"1 0 0 1 {_n(x)} {_n(y)} Tm {face.string(row)} Tj"


def _stream(field: TextField, code: Sequence[str], face: _Face) -> StreamObject:
    made = DecodedStreamObject()
    made.set_data("\n".join(code).encode("ascii"))
    fonts, resources = DictionaryObject(), DictionaryObject()
    fonts[NameObject("/F")] = face.resource
    resources[NameObject("/Font")] = fonts
    made[NameObject("/Type")], made[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
    made[NameObject("/BBox")] = ArrayObject(
        [FloatObject(0), FloatObject(0), FloatObject(field.width), FloatObject(field.height)]
    )
    made[NameObject("/Resources")] = resources
    return made
