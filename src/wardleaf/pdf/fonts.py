"""Faces in a file: cut down to what a file shows, with the codes that pages have.

ReportLab cuts the subsets; the font objects are ours, because its own hand out codes in order of first use.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache

from msgspec import Struct
from reportlab.pdfbase import pdfdoc

from wardleaf.pdf.objects import PACKED, register, register_stream
from wardleaf.text.faces import SPACES, Face


class _Subset(Struct, frozen=True):
    """A face cut down to some characters, as it goes into a file: packed streams, and the text of what refers to them.

    `program` is `length` bytes long unpacked; `map` leads from our fixed codes to the subset's glyph numbers, `unicode`
    to characters.
    """

    name: str
    program: bytes
    length: int
    map: bytes
    widths: str
    unicode: bytes


@lru_cache(maxsize=64)
def _subset(face: Face, characters: frozenset[str]) -> _Subset:
    """`face` cut down to `characters`, once for each set of them: editions, clinics and copies of a handout show much
    the same.
    """
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

    Writes a Type0 font with Identity-H codes, widths, a ToUnicode map of at most 100 lines a block (ISO 32000-1, 9.7
    and 9.10.3), and a CIDToGIDMap from our fixed codes to the subset's glyph numbers.
    """
    cut = _subset(face, frozenset(characters))
    program = register_stream(document, f"{resource}.program", PACKED + b"/Length1 %d" % cut.length, cut.program)
    flags = (face.file.flags & ~(1 << 5)) | (1 << 2)  # symbolic: codes are glyph numbers, no encoding
    descriptor = _raw(
        document,
        f"<</Type/FontDescriptor/FontName/{cut.name}/Flags {flags}/FontBBox[{' '.join(_number(edge) for edge in face.file.bbox)}]"
        f"/ItalicAngle {_number(face.file.italicAngle)}/Ascent {_number(face.ascent)}/Descent {_number(face.descent)}"
        f"/CapHeight {_number(face.cap_height)}/StemV {_number(face.file.stemV)}/FontFile2 {program} 0 R>>",
        f"{resource}.descriptor",
    )
    glyph_map = register_stream(document, f"{resource}.map", PACKED, cut.map)
    descendant = _raw(
        document,
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{cut.name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {descriptor}/DW {_number(face.file.defaultWidth)}/W[{cut.widths}]/CIDToGIDMap {glyph_map} 0 R>>",
        f"{resource}.descendant",
    )
    to_unicode = register_stream(document, f"{resource}.unicode", PACKED, cut.unicode)
    _raw(
        document,
        f"<</Type/Font/Subtype/Type0/BaseFont/{cut.name}/Encoding/Identity-H/DescendantFonts[{descendant}]/ToUnicode {to_unicode} 0 R>>",
        resource,
    )
    shared = document.idToObject["BasicFonts"]  # every page's resources refer to this one dictionary
    shared.dict[resource] = pdfdoc.PDFObjectReference(resource)  # type: ignore[attr-defined]


def _code_of(face: Face, char: str) -> int:
    code = ord(char)
    return code if code in face.file.charToGlyph else SPACES.get(code, code)


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
