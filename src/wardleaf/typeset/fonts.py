"""Faces: how wide a word is, which codes show it, and what goes into the file.

A glyph's code is its number in the face (CIDFontType2, Identity-H), so the codes on a page never depend on what was set before it.
ReportLab parses the files and cuts the subsets; the font objects are ours, because its own hand out codes in order of first use.
"""

from __future__ import annotations

import io
import math
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import TTFontFile

from wardleaf.pdf.tags import register, register_packed
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
_SPACES = {0x00A0: 0x20, 0x2011: 0x2D}  # drawn as the breaking sign where the face has none of its own

_MOST_MEASURED = 20_000  # words; a long handout has a few thousand, a list of patients has no end


class _Measured(dict[str, float]):
    """The widths of the texts that were measured. A dictionary that adds what it lacks, since nothing is asked for as often."""

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
        for code, stand_in in _SPACES.items():
            if chr(code) not in self.glyphs and chr(stand_in) in self.glyphs:
                self.glyphs[chr(code)] = self.glyphs[chr(stand_in)]
        scale = 1000.0 / self.file.unitsPerEm
        metrics = _whole_metrics(self.file)
        self.widths: dict[str, float] = {char: round(metrics[glyph][0] * scale, 3) for char, glyph in self.glyphs.items()}
        self._hex: dict[int, str] = {ord(char): f"{glyph:04X}" for char, glyph in self.glyphs.items()}
        self._measured = _Measured(self.widths)
        self.measure: Callable[[str], float] = self._measured.__getitem__
        """Width of a text in thousandths of the type size; `KeyError` for a character the face lacks."""
        self._usual = frozenset(
            char
            for char in self.glyphs
            if 0x20 <= ord(char) < 0x180 or char in _OF_NAMES or (ord(char) >= _ALPHABETS and unicodedata.category(char)[0] == "L")
        )

    def usual_letters(self) -> frozenset[str]:
        """The letters and signs of names that the face has: Basic Latin, Latin-1, Latin Extended-A, curved apostrophes, dashes, and whole further alphabets."""
        return self._usual

    def encode(self, text: str) -> str:
        """`text` as the inside of a PDF hexadecimal string, four digits a glyph."""
        return text.translate(self._hex)


def _whole_metrics(file: TTFontFile) -> list[tuple[float, float]]:
    """Advance and bearing of every glyph in the font's own units, also put right in `file`, which the subset is cut from.

    ReportLab scales the advance of glyphs past `numberOfHMetrics` to thousandths; the standard gives them that of the last full entry.
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


@dataclass(frozen=True, slots=True)
class FontBook:
    """The faces of one style: five of text, two of signs that text lacks, and those of letters that both lack."""

    faces: Mapping[str, Face]
    symbols: Face
    symbols_bold: Face
    letters: Mapping[str, Face]

    def face(self, weight: Weight) -> Face:
        """The face of a weight."""
        return self.faces[weight]

    def fallbacks(self, weight: Weight) -> tuple[Face, Face]:
        """The faces asked for a character that `face(weight)` lacks, in this order: of signs, of letters."""
        signs = self.symbols_bold if weight in {"bold", "bold-italic", "semibold"} else self.symbols
        return signs, self.letters[weight]

    def common(self) -> frozenset[str]:
        """The characters that can be shown in every weight."""
        own, letters = (
            frozenset.intersection(*(frozenset(face.glyphs) for face in faces.values())) for faces in (self.faces, self.letters)
        )
        return own | (frozenset(self.symbols.glyphs) & frozenset(self.symbols_bold.glyphs)) | letters

    def missing(self, text: str, weight: Weight) -> tuple[str, ...]:
        """The characters of `text` that no face has, each once, in order."""
        faces = (self.face(weight), *self.fallbacks(weight))
        return tuple(dict.fromkeys(char for char in text if not any(char in face.glyphs for face in faces)))

    def in_order(self) -> tuple[Face, ...]:
        """Every face once."""
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


@dataclass(frozen=True, slots=True)
class _Subset:
    """A face cut down to some characters, as it goes into a file: packed streams, and the text of what refers to them.

    `program` is `length` bytes long unpacked; `map` leads from our fixed codes to the subset's glyph numbers, `unicode` to characters.
    """

    name: str
    program: bytes
    length: int
    map: bytes
    widths: str
    unicode: bytes


@lru_cache(maxsize=64)
def _subset(face: Face, characters: frozenset[str]) -> _Subset:
    """`face` cut down to `characters`, once for each set of them: editions, clinics and copies of a handout show much the same."""
    shown = sorted({char for char in characters if char in face.glyphs}, key=lambda char: (face.glyphs[char], char))
    glyph_of = {char: face.glyphs[char] for char in shown}
    codes = sorted({_code_of(face, char) for char in shown})
    program = face.file.makeSubset(codes)
    new_number = {0: 0}
    for code in codes:  # makeSubset numbers glyphs in the order in which its codes first name them
        new_number.setdefault(face.file.charToGlyph.get(code, 0), len(new_number))
    highest = max(glyph_of.values(), default=0)
    cid_to_gid = b"".join(new_number.get(glyph, 0).to_bytes(2, "big") for glyph in range(highest + 1))
    widths: dict[int, float] = {glyph_of[char]: face.widths[char] for char in shown}
    return _Subset(
        name=f"{_subset_tag(codes)}+{face.ps_name}",
        program=zlib.compress(program),
        length=len(program),
        map=zlib.compress(cid_to_gid),
        widths=" ".join(f"{glyph}[{_number(width)}]" for glyph, width in sorted(widths.items())),
        unicode=zlib.compress(_to_unicode(glyph_of)),
    )


def embed_face(document: pdfdoc.PDFDocument, face: Face, characters: Iterable[str], resource: str) -> None:
    """Add `face` to `document` as font resource `resource`, cut down to `characters`.

    Writes a Type0 font with Identity-H codes, widths, a ToUnicode map of at most 100 lines a block (ISO 32000-1, 9.7 and 9.10.3), and a
    CIDToGIDMap from our fixed codes to the subset's glyph numbers.
    """
    cut = _subset(face, frozenset(characters))
    program = register_packed(document, f"{resource}.program", cut.program, {"Length1": cut.length})
    flags = (face.file.flags & ~(1 << 5)) | (1 << 2)  # symbolic: codes are glyph numbers, no encoding
    descriptor = _raw(
        document,
        f"<</Type/FontDescriptor/FontName/{cut.name}/Flags {flags}/FontBBox[{' '.join(_number(edge) for edge in face.file.bbox)}]"
        f"/ItalicAngle {_number(face.file.italicAngle)}/Ascent {_number(face.ascent)}/Descent {_number(face.descent)}"
        f"/CapHeight {_number(face.cap_height)}/StemV {_number(face.file.stemV)}/FontFile2 {program} 0 R>>",
        f"{resource}.descriptor",
    )
    glyph_map = register_packed(document, f"{resource}.map", cut.map)
    descendant = _raw(
        document,
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{cut.name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {descriptor}/DW {_number(face.file.defaultWidth)}/W[{cut.widths}]/CIDToGIDMap {glyph_map} 0 R>>",
        f"{resource}.descendant",
    )
    to_unicode = register_packed(document, f"{resource}.unicode", cut.unicode)
    _raw(
        document,
        f"<</Type/Font/Subtype/Type0/BaseFont/{cut.name}/Encoding/Identity-H/DescendantFonts[{descendant}]/ToUnicode {to_unicode} 0 R>>",
        resource,
    )
    shared = document.idToObject["BasicFonts"]  # every page's resources refer to this one dictionary
    shared.dict[resource] = pdfdoc.PDFObjectReference(resource)  # type: ignore[attr-defined]


def _code_of(face: Face, char: str) -> int:
    code = ord(char)
    return code if code in face.file.charToGlyph else _SPACES.get(code, code)


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") if value else "0"


def _subset_tag(codes: Iterable[int]) -> str:
    """Six capitals that name a subset by what it holds (ISO 32000-1, 9.6.4)."""
    total = 0
    for code in codes:
        total = (total * 1114111 + code + 1) % 26**6
    return "".join(chr(ord("A") + total // 26**place % 26) for place in range(6))


def _to_unicode(glyph_of: Mapping[str, int]) -> bytes:
    first: dict[int, str] = {}
    for char, glyph in sorted(glyph_of.items()):
        first.setdefault(glyph, char)
    entries = [f"<{glyph:04X}> <{char.encode('utf-16-be').hex().upper()}>" for glyph, char in sorted(first.items())]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for start in range(0, len(entries), 100):
        block = entries[start : start + 100]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end", ""]
    return "\n".join(lines).encode("ascii")


def _raw(document: pdfdoc.PDFDocument, text: str, name: str) -> str:
    return f"{register(document, name, text.encode('latin-1'))[1]} 0 R"
