"""What a picture file says of itself: kind, size, and how it is turned. Nothing is decoded, and no library is asked.

PNG: ISO/IEC 15948, 11.2.1 (IHDR), and its extension `eXIf`. JPEG: ITU-T T.81, B.2.2 (frame header). Exif 2.3, 4.6.4
(Orientation). SVG: the root element's `width`, `height` and `viewBox`.
"""

from __future__ import annotations

import re
import struct
from typing import Literal

from msgspec import Struct

MOST_PIXELS = 10_000
MOST_PIXELS_IN_ALL = 50_000_000
MOST_BYTES = 20_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_EXIF = b"Exif\0\0"
_ORIENTATION = 0x0112
_MOST_TAGS = 1000
_TURNED = 5  # from this orientation on, what is stored as a row is shown as a column
_FOREIGN: tuple[tuple[int, bytes, str], ...] = (
    (0, b"GIF8", "a GIF picture"),
    (8, b"WEBP", "a WebP picture"),
    (0, b"II*\0", "a TIFF picture"),
    (0, b"MM\0*", "a TIFF picture"),
    (4, b"ftypheic", "a HEIC picture, as iPhones take them"),
    (4, b"ftypmif1", "a HEIC picture, as iPhones take them"),
    (4, b"ftypavif", "an AVIF picture"),
    (0, b"BM", "a Windows bitmap"),
    (0, b"%PDF", "a PDF"),
    (0, b"%!PS", "a PostScript file"),
    (0, b"\x1f\x8b", "a compressed file (.svgz or .gz)"),
    (4, b"jP  ", "a JPEG 2000 picture"),
    (0, b"8BPS", "a Photoshop file"),
    (0, b"PK\x03\x04", "a packed file"),
)
_SVG_ROOT = re.compile(r"<(?:svg:)?svg\b([^<>]*)>")
_SVG_LENGTH = re.compile(r"\s*+([0-9]++(?:\.[0-9]++)?|\.[0-9]++)\s*+(px|pt|mm|cm|in|pc)?\s*\Z")
_SVG_PIXELS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 960 / 25.4, "in": 96.0, "pc": 16.0}
_REACHES_OUT = re.compile(
    r"""<!DOCTYPE|<!ENTITY|<\?xml-stylesheet|<script\b|<foreignObject\b|\bon\w+\s*=|@import|
    \b(?:xlink:)?href\s*=\s*["'](?!\#|data:image/)|url\(\s*["']?(?!["']?\#|["']?data:image/)""",
    re.IGNORECASE | re.VERBOSE,
)


class PictureHeader(Struct, frozen=True, kw_only=True):
    """Kind and size of a picture: width and height in pixels as it is shown (SVG: user units, rounded up to whole
    ones).

    `turn` is its Exif orientation: 1 for as stored, 2 to 8 for turned or mirrored. `refused` says why one that has a
    size cannot be printed; empty for all others.
    """

    kind: Literal["png", "jpeg", "svg"]
    width: int
    height: int
    turn: int = 1
    refused: str = ""


def picture_header(data: bytes) -> PictureHeader | None:
    """What the picture `data` says of itself; None when it is not a PNG, JPEG or SVG, or says no size."""
    if data.startswith(_PNG):
        return _png(data)
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    return _svg(data)


def svg_reaches_out(data: bytes) -> bool:
    """Whether an SVG asks for anything outside itself, declares a document type, or could run a script."""
    return _REACHES_OUT.search(_svg_text(data)) is not None


def foreign_kind(data: bytes) -> str:
    """What a file that is no PNG, JPEG or SVG is, by its first bytes; empty when nobody can tell."""
    return next((kind for place, sign, kind in _FOREIGN if data.startswith(sign, place)), "")


def _sized(
    kind: Literal["png", "jpeg", "svg"], width: int, height: int, *, turn: int = 1, refused: str = ""
) -> PictureHeader | None:
    if width <= 0 or height <= 0:
        return None
    if turn >= _TURNED:
        width, height = height, width
    return PictureHeader(kind=kind, width=width, height=height, turn=turn, refused=refused)


def _png(data: bytes) -> PictureHeader | None:
    if len(data) < 33 or data[12:16] != b"IHDR":
        return None
    width, height, depth, colours = struct.unpack(">IIBB", data[16:26])
    turn, refused = 1, ""
    place = 8
    while place + 12 <= len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        chunk = data[place + 4 : place + 8]
        if chunk == b"eXIf":
            turn = _orientation(data[place + 8 : place + 8 + length])
        elif chunk == b"acTL":
            refused = "this PNG is animated; save one picture of it"
        elif chunk == b"tRNS" and depth == 16 and colours == 2:  # ISO/IEC 15948, table 11.1: colours without alpha
            refused = "this PNG has 16 bits a colour and one colour that is clear; save it with 8 bits"
        elif chunk == b"IEND":
            break
        place += 12 + length
    return _sized("png", width, height, turn=turn, refused=refused)


def _jpeg(data: bytes) -> PictureHeader | None:
    place, turn = 2, 0
    while place + 9 <= len(data):
        if data[place] != 0xFF:
            return None
        marker = data[place + 1]
        if marker == 0xFF:  # fill byte
            place += 1
            continue
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return _sized("jpeg", width, height, turn=turn or _turn_after(data, place))
        if marker == 0x01 or 0xD0 <= marker <= 0xD8:  # stand-alone markers
            place += 2
            continue
        if marker in (0xD9, 0xDA):  # the end or the scan before any frame
            return None
        (length,) = struct.unpack(">H", data[place + 2 : place + 4])
        if marker == 0xE1 and not turn and data.startswith(_EXIF, place + 4):
            turn = _orientation(data[place + 10 : place + 2 + length])
        place += 2 + max(2, length)
    return None


def _turn_after(data: bytes, place: int) -> int:
    """The orientation that stands between the frame header at `place` and the scan, where few programs write it; 1 when
    there is none.
    """
    while place + 10 <= len(data) and data[place] == 0xFF and data[place + 1] != 0xDA:
        (length,) = struct.unpack(">H", data[place + 2 : place + 4])
        if data[place + 1] == 0xE1 and data.startswith(_EXIF, place + 4):
            return _orientation(data[place + 10 : place + 2 + length])
        place += 2 + max(2, length)
    return 1


def _orientation(exif: bytes) -> int:
    """The Orientation of the first directory of `exif` (a TIFF header and what follows it); 1 when it says none that
    there is.
    """
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4])
    if order is None or len(exif) < 10:
        return 1
    (start,) = struct.unpack(f"{order}I", exif[4:8])
    if start + 2 > len(exif):
        return 1
    (count,) = struct.unpack(f"{order}H", exif[start : start + 2])
    for entry in range(start + 2, start + 2 + 12 * min(count, _MOST_TAGS), 12):
        if entry + 12 > len(exif):
            return 1
        tag, kind = struct.unpack(f"{order}HH", exif[entry : entry + 4])
        if tag == _ORIENTATION:
            (turn,) = struct.unpack(
                f"{order}{'I' if kind == 4 else 'H'}", exif[entry + 8 : entry + (12 if kind == 4 else 10)]
            )  # LONG
            return turn if 1 <= turn <= 8 else 1
    return 1


def _svg_text(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return data.decode(encoding, errors="replace")


def _svg(data: bytes) -> PictureHeader | None:
    text = _svg_text(data)
    if not text.lstrip().startswith("<"):
        return None
    root = _SVG_ROOT.search(text)
    if not root or ("</svg" not in text and not root[1].rstrip().endswith("/")):
        return None
    attributes = dict(re.findall(r"""(?<![\w:-])([\w:-]++)\s*+=\s*+["']([^"']*)["']""", root[1]))
    box = [float(part) for part in re.findall(r"-?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?", attributes.get("viewBox", ""))]
    sides = []
    for side, place in (("width", 2), ("height", 3)):
        found = _SVG_LENGTH.match(attributes.get(side, ""))
        if found:
            sides.append(float(found[1]) * _SVG_PIXELS[found[2] or ""])
        elif len(box) == 4:
            sides.append(box[place])
    if len(sides) != 2 or max(sides) > 1e9:
        return None if len(sides) != 2 else _sized("svg", 10**9, 10**9)
    return _sized("svg", *(int(-(-side // 1)) for side in sides))
