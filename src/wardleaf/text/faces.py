"""Faces: how wide a word is, and which codes show it. ReportLab parses the files.

A glyph's code is its number in the face (CIDFontType2, Identity-H), so the codes on a page never depend on what was set
before it.
"""

from __future__ import annotations

import io
import math
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache

from msgspec import Struct
from reportlab.pdfbase.ttfonts import TTFontFile

from wardleaf.style.schema import Fonts, Weight

_OF_NAMES = "‘’–"  # beside the letters of Latin-1 and Latin Extended-A
_ALPHABETS = 0x0370  # from here on a face's own letters are those of other alphabets, all of them usual in it
LETTERS: Mapping[Weight, str] = {
    "regular": "wardleaf:WardleafLetters-Regular.ttf",
    "semibold": "wardleaf:WardleafLetters-Bold.ttf",
    "bold": "wardleaf:WardleafLetters-Bold.ttf",
    "italic": "wardleaf:WardleafLetters-Italic.ttf",
    "bold-italic": "wardleaf:WardleafLetters-BoldItalic.ttf",
}
"""The faces that are asked last, in every style: Greek, raised and lowered figures, and letters of authors' names."""
SPACES = {0x00A0: 0x20, 0x2011: 0x2D}  # drawn as the breaking sign where the face has none of its own

_MOST_MEASURED = 20_000  # words; a long handout has a few thousand, a list of patients has no end


class _Measured(dict[str, float]):
    """The widths of the texts that were measured. A dictionary that adds what it lacks, since nothing is asked for as
    often.
    """

    def __init__(self, widths: Mapping[str, float]) -> None:
        super().__init__()
        self._widths = widths

    def __missing__(self, text: str) -> float:
        widths = self._widths
        width = math.fsum([widths[char] for char in text])
        if len(self) >= _MOST_MEASURED:
            self.clear()
        self[text] = width
        return width


class Face:
    """One face of a font: widths in thousandths of the type size, codes as hexadecimal glyph numbers."""

    def __init__(self, name: str, data: bytes) -> None:
        self.file = TTFontFile(io.BytesIO(data))
        self.name = name
        self.ps_name = _text(self.file.name)
        self.ascent: float = self.file.ascent
        self.descent: float = self.file.descent
        self.cap_height: float = self.file.capHeight
        self.glyphs: dict[str, int] = {chr(code): glyph for code, glyph in self.file.charToGlyph.items() if glyph}
        for code, stand_in in SPACES.items():
            if chr(code) not in self.glyphs and chr(stand_in) in self.glyphs:
                self.glyphs[chr(code)] = self.glyphs[chr(stand_in)]
        scale = 1000.0 / self.file.unitsPerEm
        metrics = _whole_metrics(self.file)
        self.widths: dict[str, float] = {
            char: round(metrics[glyph][0] * scale, 3) for char, glyph in self.glyphs.items()
        }
        self._hex: dict[int, str] = {ord(char): f"{glyph:04X}" for char, glyph in self.glyphs.items()}
        self._measured = _Measured(self.widths)
        self.measure: Callable[[str], float] = self._measured.__getitem__
        """Width of a text in thousandths of the type size; `KeyError` for a character the face lacks."""
        self._usual = frozenset(
            char
            for char in self.glyphs
            if 0x20 <= ord(char) < 0x180
            or char in _OF_NAMES
            or (ord(char) >= _ALPHABETS and unicodedata.category(char)[0] == "L")
        )

    def usual_letters(self) -> frozenset[str]:
        """The letters and signs of names that the face has: Basic Latin, Latin-1, Latin Extended-A, curved apostrophes,
        dashes, and whole further alphabets.
        """
        return self._usual

    def encode(self, text: str) -> str:
        """`text` as the inside of a PDF hexadecimal string, four digits a glyph."""
        return text.translate(self._hex)


def _whole_metrics(file: TTFontFile) -> list[tuple[float, float]]:
    """Advance and bearing of every glyph in the font's own units, also put right in `file`, which the subset is cut
    from.

    ReportLab scales the advance of glyphs past `numberOfHMetrics` to thousandths; the standard gives them that of the
    last full entry.
    """
    full = int.from_bytes(file.get_table("hhea")[34:36], "big")
    metrics: list[tuple[float, float]] = file.hmetrics
    last = metrics[full - 1][0]
    metrics[full:] = [(last, bearing) for _, bearing in metrics[full:]]
    return metrics


def _text(value: bytes | str) -> str:
    return value.decode("ascii", "replace") if isinstance(value, bytes) else value


@lru_cache(maxsize=64)
def parse_face(name: str, data: bytes) -> Face:
    """The face in `data`, parsed once for each content."""
    return Face(name, data)


class FontBook(Struct, frozen=True):
    """The faces of one style: five of text, two of signs that text lacks, and those of letters that both lack."""

    faces: Mapping[str, Face]
    symbols: Face
    symbols_bold: Face
    letters: Mapping[str, Face]

    def face(self, weight: Weight) -> Face:
        return self.faces[weight]

    def fallbacks(self, weight: Weight) -> tuple[Face, Face]:
        """The faces asked for a character that `face(weight)` lacks, in this order: of signs, of letters."""
        signs = self.symbols_bold if weight in {"bold", "bold-italic", "semibold"} else self.symbols
        return signs, self.letters[weight]

    def common(self) -> frozenset[str]:
        """The characters that can be shown in every weight."""
        own, letters = (
            frozenset.intersection(*(frozenset(face.glyphs) for face in faces.values()))
            for faces in (self.faces, self.letters)
        )
        return own | (frozenset(self.symbols.glyphs) & frozenset(self.symbols_bold.glyphs)) | letters

    def missing(self, text: str, weight: Weight) -> tuple[str, ...]:
        """The characters of `text` that no face has, each once, in order."""
        faces = (self.face(weight), *self.fallbacks(weight))
        return tuple(dict.fromkeys(char for char in text if not any(char in face.glyphs for face in faces)))

    def in_order(self) -> tuple[Face, ...]:
        return tuple(dict.fromkeys((*self.faces.values(), self.symbols, self.symbols_bold, *self.letters.values())))


def font_book(fonts: Fonts, files: Mapping[str, bytes]) -> FontBook:
    """The faces that `fonts` names, and those of `LETTERS`, from `files` (name to bytes)."""
    family = fonts.text
    names: dict[str, str] = {
        "regular": family.regular,
        "semibold": family.semibold,
        "bold": family.bold,
        "italic": family.italic,
        "bold-italic": family.bold_italic,
    }
    return FontBook(
        faces={weight: parse_face(name, files[name]) for weight, name in names.items()},
        symbols=parse_face(fonts.symbols, files[fonts.symbols]),
        symbols_bold=parse_face(fonts.symbols_bold, files[fonts.symbols_bold]),
        letters={weight: parse_face(name, files[name]) for weight, name in LETTERS.items()},
    )
