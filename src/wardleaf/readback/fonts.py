"""Fonts of a finished file: what a string's codes stand for, and how wide they are.

ToUnicode first, then the encoding with its differences, as a reader does (ISO 32000-1, 9.10.2). What cannot be known is
U+FFFD.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec import Struct
from pypdf._codecs import adobe_glyphs, charset_encoding
from pypdf._codecs.core_font_metrics import CORE_FONT_METRICS
from pypdf.generic import DictionaryObject, StreamObject

from wardleaf.readback.cmaps import CMap, parse_cmap
from wardleaf.readback.objects import dictionary, entry, integer, name, number, resolved, sequence, stream_data

_SUBSET = re.compile(r"[A-Z]{6}\+")
_UNKNOWN = "\ufffd"
_MOST_WIDTHS = 200_000  # a font has 65,536 glyphs at most
_LONGEST_RANGE = 65_536
# Codes of these CMaps are the characters of a known encoding, each of one or two bytes (ISO 32000-1, table 118).
_CODECS = {
    "GB-EUC": "gb2312",
    "GBK-EUC": "gbk",
    "GBK2K": "gb18030",
    "ETen-B5": "cp950",
    "90ms-RKSJ": "cp932",
    "KSC-EUC": "euc_kr",
    "KSCms-UHC": "cp949",
}


class Shown(Struct, frozen=True):
    """One code as shown: its words, its width in thousandths of the type size, and whether word spacing applies to it."""

    text: str
    width: float
    space: bool


@dataclass(slots=True)
class ReadFont:
    """A font as it was found: how to read its strings, and what `inspect` says of it."""

    name: str = "unknown"
    kind: str = "unknown"
    embedded: bool = False
    subset: bool = False
    code_length: int = 1
    codec: str = ""
    texts: dict[int, str] = field(default_factory=dict)
    cids: CMap | None = None
    widths: dict[int, float] = field(default_factory=dict)
    width: float = 0.0
    sizes: set[float] = field(default_factory=set)
    _cache: dict[int, Shown] = field(default_factory=dict)

    def read(self, data: bytes) -> list[Shown]:
        """What a string's bytes show, code by code."""
        if self.codec:
            return [Shown(char, self.width, space=False) for char in data.decode(self.codec, "replace")]
        if self.code_length == 1:
            return [self._shown(code) for code in data]
        step = self.code_length
        return [self._shown(int.from_bytes(data[at : at + step], "big")) for at in range(0, len(data), step)]

    def _shown(self, code: int) -> Shown:
        found = self._cache.get(code)
        if found is None:
            cid = self.cids.cids.get(code, 0) if self.cids is not None else code
            found = Shown(
                self.texts.get(code, _UNKNOWN),
                self.widths.get(cid, self.width),
                space=code == 32 and self.code_length == 1,
            )
            self._cache[code] = found
        return found


def read_font(value: object) -> ReadFont:
    """The font in a font dictionary; a broken one reads as unknown signs of no width."""
    font = dictionary(value)
    if font is None:
        return ReadFont()
    base = name(entry(font, "/BaseFont")) or name(entry(font, "/Name")) or "unnamed"
    kind = name(entry(font, "/Subtype")) or "unknown"
    made = ReadFont(name=_SUBSET.sub("", base, count=1), kind=kind, subset=bool(_SUBSET.match(base)))
    mapped = stream_data(entry(font, "/ToUnicode"))
    to_unicode = parse_cmap(mapped) if mapped is not None else CMap()
    if kind == "Type0":
        _read_composite(made, font)
        made.texts = to_unicode.texts
        if made.texts:
            made.codec = ""
    else:
        _read_simple(made, font)
        made.texts.update(to_unicode.texts)
    return made


def _is_embedded(descriptor: object) -> bool:
    return any(isinstance(entry(descriptor, key), StreamObject) for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def _read_composite(made: ReadFont, font: DictionaryObject) -> None:
    descendants = sequence(entry(font, "/DescendantFonts"))
    descendant = dictionary(descendants[0]) if descendants else None
    made.kind = name(entry(descendant, "/Subtype")) or "Type0"
    made.embedded = _is_embedded(entry(descendant, "/FontDescriptor"))
    standing = number(entry(descendant, "/DW"))
    made.width = 1000.0 if standing is None else standing
    made.widths = _cid_widths(sequence(entry(descendant, "/W")))
    made.code_length = 2
    encoding = name(entry(font, "/Encoding"))
    if encoding:
        stem = encoding.rsplit("-", 1)[0]
        made.codec = _CODECS.get(stem, "utf-16-be" if "UCS2" in stem or "UTF16" in stem else "")
        return
    written = stream_data(entry(font, "/Encoding"))
    if written is not None:
        made.cids = parse_cmap(written)
        made.code_length = min(made.cids.lengths, default=2)


def _cid_widths(parts: Sequence[object]) -> dict[int, float]:
    """The array W: `c [w1 w2 …]` and `first last w` in any order (ISO 32000-1, 9.7.4.3)."""
    found: dict[int, float] = {}
    held: list[int] = []
    taken = 0
    for part in parts:
        if taken > _MOST_WIDTHS:
            break
        if isinstance(resolved(part), list):
            if held:
                for step, wide in enumerate(sequence(part)):
                    found[held[-1] + step] = number(wide) or 0.0
                    taken += 1
            held = []
            continue
        value = number(part)
        if value is None:
            held = []
        elif len(held) < 2:
            held.append(int(value))
        else:
            for code in range(held[0], min(held[1], held[0] + _LONGEST_RANGE) + 1):
                found[code] = value
                taken += 1
            held = []
    return found


def _read_simple(made: ReadFont, font: DictionaryObject) -> None:
    descriptor = dictionary(entry(font, "/FontDescriptor"))
    made.embedded = _is_embedded(descriptor) or made.kind == "Type3"
    names = _encoding(made, font, symbolic=bool((integer(entry(descriptor, "/Flags")) or 0) & 4))
    made.texts = {code: words for code, words in names.items() if words}
    scale = 1.0
    if made.kind == "Type3":
        matrix = [number(part) for part in sequence(entry(font, "/FontMatrix"))]
        scale = (matrix[0] or 0.001) * 1000 if matrix else 1.0
    widths = sequence(entry(font, "/Widths"))
    if widths:
        first = integer(entry(font, "/FirstChar")) or 0
        made.widths = {first + step: (number(wide) or 0.0) * scale for step, wide in enumerate(widths[:256])}
        made.width = number(entry(descriptor, "/MissingWidth")) or 0.0
        return
    metrics = CORE_FONT_METRICS.get(made.name)
    if metrics is not None:
        made.widths = {
            code: float(metrics.character_widths[words])
            for code, words in made.texts.items()
            if words in metrics.character_widths
        }
    made.width = 500.0


def _encoding(made: ReadFont, font: DictionaryObject, *, symbolic: bool) -> dict[int, str]:
    encoding = entry(font, "/Encoding")
    base = name(encoding) or name(entry(encoding, "/BaseEncoding"))
    if not base:
        own = {"Symbol": "/Symbol", "ZapfDingbats": "/ZapfDingbats"}
        base = own.get(made.name, "WinAnsiEncoding" if made.kind == "TrueType" and symbolic else "StandardEncoding")
    table = charset_encoding.get(base if base.startswith("/") else f"/{base}", charset_encoding["/StandardEncoding"])
    found = {code: char for code, char in enumerate(table) if char != "\x00"}
    code = 0
    for part in sequence(entry(encoding, "/Differences")):
        at = integer(part)
        if at is not None:
            code = at
            continue
        found[code] = _glyph_words(name(part))
        code += 1
    return found


def _glyph_words(glyph: str) -> str:
    """The characters of a glyph's name, by the Adobe Glyph List's rules."""
    stem = glyph.split(".", 1)[0]
    known = adobe_glyphs.get(f"/{stem}")
    if known:
        return known
    for pattern, size in ((r"uni((?:[0-9A-F]{4})+)\Z", 4), (r"u([0-9A-F]{4,6})\Z", 6)):
        found = re.match(pattern, stem)
        if found:
            values = [int(found[1][at : at + size], 16) for at in range(0, len(found[1]), size)]
            if all(value < 0x110000 and not 0xD800 <= value < 0xE000 for value in values):
                return "".join(map(chr, values))
    return _UNKNOWN if stem and stem != "notdef" else ""
