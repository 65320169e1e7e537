"""What a picture file says of itself in its first bytes: kind and size. Nothing is decoded, and no library is asked.

PNG: ISO/IEC 15948, 11.2.1 (IHDR). JPEG: ITU-T T.81, B.2.2 (frame header). SVG: the root element's `width`, `height` and `viewBox`.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import Literal

MOST_PIXELS = 10_000
MOST_BYTES = 20_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SVG_ROOT = re.compile(r"<(?:svg:)?svg\b([^>]*)>")
_SVG_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(px|pt|mm|cm|in|pc)?\s*\Z")
_SVG_PIXELS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 960 / 25.4, "in": 96.0, "pc": 16.0}
_REACHES_OUT = re.compile(
    r"""<!DOCTYPE|<!ENTITY|<\?xml-stylesheet|<script\b|<foreignObject\b|\bon\w+\s*=|@import|
    \b(?:xlink:)?href\s*=\s*["'](?!\#|data:image/)|url\(\s*["']?(?!["']?\#|["']?data:image/)""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureHeader:
    """Kind and size of a picture: width and height in pixels (SVG: user units, rounded up to whole ones)."""

    kind: Literal["png", "jpeg", "svg"]
    width: int
    height: int


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


def _sized(kind: Literal["png", "jpeg", "svg"], width: int, height: int) -> PictureHeader | None:
    return PictureHeader(kind=kind, width=width, height=height) if width > 0 and height > 0 else None


def _png(data: bytes) -> PictureHeader | None:
    if len(data) < 33 or data[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", data[16:24])
    return _sized("png", width, height)


def _jpeg(data: bytes) -> PictureHeader | None:
    place = 2
    while place + 9 <= len(data):
        if data[place] != 0xFF:
            return None
        marker = data[place + 1]
        if marker == 0xFF:  # fill byte
            place += 1
            continue
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return _sized("jpeg", width, height)
        if marker == 0x01 or 0xD0 <= marker <= 0xD8:  # stand-alone markers
            place += 2
            continue
        if marker in (0xD9, 0xDA):  # the end or the scan before any frame
            return None
        (length,) = struct.unpack(">H", data[place + 2 : place + 4])
        place += 2 + max(2, length)
    return None


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
    attributes = dict(re.findall(r"""([\w:-]+)\s*=\s*["']([^"']*)["']""", root[1]))
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
