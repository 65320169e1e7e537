"""Faces in a web page: cut down to the characters that it shows, as TrueType files inside the page's own styles.

The cut is the one that PDF files get, which has a table of codes that browsers do not read; here it gets one of
Unicode.
"""

from __future__ import annotations

import base64
import struct
from collections.abc import Iterable, Mapping
from functools import lru_cache

from wardleaf.text.faces import SPACES, Face, FontBook

_HEADER = struct.Struct(">4sHHHH")
_ENTRY = struct.Struct(">4sLLL")
_LAST_BMP = 0xFFFF


def font_rules(book: FontBook, characters: Iterable[str], italic: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """The `@font-face` rules for a page that shows `characters`, and `italic` ones in italics too; and the names of the
    families, in the order in which they are to be asked for a character.
    """
    shown, slanted = frozenset(characters), frozenset(italic)
    families: dict[str, Mapping[str, Face]] = {
        "Text": book.faces,
        "Signs": {"regular": book.symbols, "bold": book.symbols_bold},
        "Letters": book.letters,
    }
    rules: list[str] = []
    used: dict[str, None] = {}
    for family, faces in families.items():
        for weight, number, style in (("regular", 400, "normal"), ("bold", 700, "normal"), ("italic", 400, "italic")):
            wanted = slanted if style == "italic" else shown
            face = faces.get(weight)
            own = frozenset(char for char in wanted if face and char in face.glyphs)
            if face is None or not own:
                continue
            data = base64.b64encode(web_font(face, own)).decode("ascii")
            rules.append(
                f"@font-face{{font-family:{family};font-weight:{number};font-style:{style};"
                f"src:url(data:font/ttf;base64,{data}) format('truetype')}}"
            )
            used.setdefault(family)
        shown = frozenset(char for char in shown if not all(char in face.glyphs for face in faces.values()))
        slanted = slanted & shown
    return "\n".join(rules), tuple(used)


@lru_cache(maxsize=64)
def web_font(face: Face, characters: frozenset[str]) -> bytes:
    """`face` cut down to `characters`, as a TrueType file with a table of Unicode (OpenType 1.9, `cmap` format 12)."""
    codes = sorted({ord(char) for char in characters if char in face.glyphs})
    sources = [code if code in face.file.charToGlyph else SPACES.get(code, code) for code in codes]
    distinct = sorted(set(sources))
    program = face.file.makeSubset(distinct)
    number: dict[int, int] = {0: 0}  # makeSubset numbers glyphs in the order in which its codes first name them
    for source in distinct:
        number.setdefault(face.file.charToGlyph.get(source, 0), len(number))
    glyphs = [(code, number[face.file.charToGlyph.get(source, 0)]) for code, source in zip(codes, sources)]
    return _with_table(program, b"cmap", _cmap(glyphs))


def _cmap(glyphs: list[tuple[int, int]]) -> bytes:
    """A character map of one code a group, after a format 4 map of the same codes, without which Windows shows none."""
    groups = b"".join(struct.pack(">LLL", code, code, glyph) for code, glyph in glyphs)
    full = struct.pack(">HHLLL", 12, 0, 16 + len(groups), 0, len(glyphs)) + groups
    basic = _basic_map([(code, glyph) for code, glyph in glyphs if code < _LAST_BMP])
    first = 4 + 2 * 8
    return struct.pack(">HHHHLHHL", 0, 2, 3, 1, first, 3, 10, first + len(basic)) + basic + full


def _basic_map(glyphs: list[tuple[int, int]]) -> bytes:
    ends = [*(code for code, _ in glyphs), _LAST_BMP]
    deltas = [*((glyph - code) % 65536 for code, glyph in glyphs), 1]
    count = len(ends)
    power = 1 << (count.bit_length() - 1)
    body = struct.pack(f">{count}H", *ends) + b"\0\0" + struct.pack(f">{count}H", *ends)
    body += struct.pack(f">{count}H", *deltas) + b"\0\0" * count
    head = struct.pack(
        ">HHHHHHH", 4, 14 + len(body), 0, 2 * count, 2 * power, power.bit_length() - 1, 2 * (count - power)
    )
    return head + body


def _with_table(program: bytes, tag: bytes, data: bytes) -> bytes:
    """The font `program` with `data` for the table `tag`, put together anew."""
    version, count, *_ = _HEADER.unpack_from(program)
    tables: dict[bytes, bytes] = {}
    for place in range(count):
        name, _, offset, length = _ENTRY.unpack_from(program, _HEADER.size + place * _ENTRY.size)
        tables[name] = program[offset : offset + length]
    tables[tag] = data
    head = bytearray(tables[b"head"])
    head[8:12] = bytes(4)  # the sum over the whole file, which is taken without it
    tables[b"head"] = bytes(head)
    power = 1 << (len(tables).bit_length() - 1)
    header = _HEADER.pack(version, len(tables), power * 16, power.bit_length() - 1, (len(tables) - power) * 16)
    offset = _HEADER.size + _ENTRY.size * len(tables)
    entries, body, head_at = b"", b"", 0
    for name, table in sorted(tables.items()):
        if name == b"head":
            head_at = offset + len(body)
        entries += _ENTRY.pack(name, _sum(table), offset + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    whole = bytearray(header + entries + body)
    whole[head_at + 8 : head_at + 12] = struct.pack(">L", (0xB1B0AFBA - _sum(bytes(whole))) % 2**32)
    return bytes(whole)


def _sum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) % 2**32
