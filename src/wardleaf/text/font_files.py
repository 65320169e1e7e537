"""Whether a font file of a brand can print a handout, told in words before anything is set in it.

Tables: OpenType 1.9 ("The OpenType font file", and the chapters of the tables). ReportLab raises whatever it meets in a
damaged file; a letter whose outline is damaged would be drawn wrong in silence, so the sums of the tables are compared,
too.
"""

from __future__ import annotations

import struct
from functools import lru_cache

MOST_BYTES = 20_000_000
TRUETYPE = "ask for the TrueType (.ttf) version"
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"OTTO", "has PostScript outlines (OpenType .otf)", TRUETYPE),
    (b"wOFF", "is a web font (.woff)", TRUETYPE),
    (b"wOF2", "is a web font (.woff2)", TRUETYPE),
    (b"ttcf", "is a collection of several fonts (.ttc)", "ask for each face as a TrueType (.ttf) file of its own"),
    (b"PK\x03\x04", "is a packed file (.zip)", "unpack it, and copy the .ttf files"),
    (b"%!", "is a PostScript font", TRUETYPE),
    (b"\x80\x01", "is a PostScript font", TRUETYPE),
)
_TRUETYPE = (b"\0\1\0\0", b"true")
_NEEDED = ("cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "OS/2", "post")
_SUMMED = ("cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:;!?()'-/%+"
_RESTRICTED, _NO_SUBSETS, _BITMAPS = 0x0002, 0x0100, 0x0200  # OS/2, fsType
_DAMAGED = ("is damaged", f"copy it again, or {TRUETYPE}")


@lru_cache(maxsize=32)
def font_problem(data: bytes) -> tuple[str, str] | None:
    """What is wrong with the font file `data`, as words that follow its name, and what to do; None for one that can be
    printed with.
    """
    for signature, problem, cure in _SIGNATURES:
        if data.startswith(signature):
            return problem, cure
    if data.lstrip()[:1] == b"<":
        return "is a web page, not a font", f"the download went wrong: {TRUETYPE}"
    if data[:4] not in _TRUETYPE:
        return ("is empty" if not data else "is not a font"), TRUETYPE
    try:
        return _problem_of_tables(data) or _problem_of_faces(data)
    except Exception:  # whatever a damaged file makes a reader trip over
        return _DAMAGED


def _problem_of_tables(data: bytes) -> tuple[str, str] | None:
    places: dict[str, tuple[int, int, int]] = {}
    (count,) = struct.unpack(">H", data[4:6])
    for number in range(count):
        tag, total, start, length = struct.unpack(">4sIII", data[12 + 16 * number : 28 + 16 * number])
        if start + length > len(data):
            return "is cut short", f"copy it again, or {TRUETYPE}"
        places[tag.decode("latin-1")] = (start, length, total)
    if "CFF " in places or "CFF2" in places:
        return _SIGNATURES[0][1], TRUETYPE
    if "fvar" in places:
        return (
            "holds many weights in one file (a variable font)",
            "ask for the static TrueType (.ttf) files, one for each weight",
        )
    missing = [name for name in _NEEDED if name not in places]
    if missing:
        return f"lacks its table {missing[0]!r}".replace("'", "`"), TRUETYPE
    tables = {name: data[start : start + length] for name, (start, length, _) in places.items()}
    if any(_sum(name, tables[name]) != places[name][2] for name in _SUMMED):
        return _DAMAGED
    (permission,) = struct.unpack(">H", tables["OS/2"][8:10])
    if permission & 0x000F == _RESTRICTED or permission & (_NO_SUBSETS | _BITMAPS):
        return "forbids being put into a PDF", "ask its maker for a licence and a file that allow embedding"
    return _problem_of_map(tables["cmap"]) or _problem_of_names(tables["name"])


def _sum(name: str, table: bytes) -> int:
    """The sum of `table` as the file's directory has it; that of `head` leaves out the sum of the whole file."""
    whole = table[:8] + bytes(4) + table[12:] if name == "head" else table
    whole += bytes(-len(whole) % 4)
    total: int = sum(struct.unpack(f">{len(whole) // 4}I", whole)) & 0xFFFFFFFF
    return total


def _problem_of_map(cmap: bytes) -> tuple[str, str] | None:
    (count,) = struct.unpack(">H", cmap[2:4])
    kinds = {struct.unpack(">HH", cmap[4 + 8 * number : 8 + 8 * number]) for number in range(count)}
    if not any(platform == 0 or (platform == 3 and encoding in (1, 10)) for platform, encoding in kinds):
        return "has no letters, only a map of signs (a symbol font)", "name a font of letters here"
    return None


def _problem_of_names(names: bytes) -> tuple[str, str] | None:
    _, count, _ = struct.unpack(">HHH", names[:6])
    ids = {struct.unpack(">H", names[6 + 12 * number + 6 : 6 + 12 * number + 8])[0] for number in range(count)}
    return None if 6 in ids else ("has no name inside", TRUETYPE)  # 6: the PostScript name, by which a PDF calls it


def _problem_of_faces(data: bytes) -> tuple[str, str] | None:
    """What only reading the font as it is read for setting can tell."""
    from wardleaf.text.faces import Face

    face = Face("own", data)
    if not face.ps_name.isascii() or not face.ps_name.strip():
        return "has no name inside", TRUETYPE
    letters = [letter for letter in _LETTERS if letter not in face.glyphs]
    if letters:
        return f"lacks the sign “{letters[0]}”", "ask for the whole font, not a part of it"
    file = face.file
    empty = [letter for letter in _LETTERS if not face.widths[letter] or not _outline(file, face.glyphs[letter])]
    if empty:
        return f"draws nothing for “{empty[0]}”", TRUETYPE
    if not 0 < face.ascent < 3000 or not -3000 < face.descent < 3000:
        return _DAMAGED
    file.makeSubset(sorted(file.charToGlyph))
    return None


def _outline(file: object, glyph: int) -> int:
    """How many bytes the outline of `glyph` takes."""
    places: list[int] = file.glyphPos  # type: ignore[attr-defined]
    return places[glyph + 1] - places[glyph]
