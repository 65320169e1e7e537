"""A picture as a file holds it: its dots, packed once for all files that show it. Knows no page."""

from __future__ import annotations

import io
import warnings
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image


@dataclass(frozen=True, slots=True)
class Dots:
    """The dots of a picture, one byte a colour, as a file holds them: packed how, and in which colours."""

    data: bytes
    packing: str
    space: str


@dataclass(frozen=True, slots=True)
class PackedPicture:
    """A picture as it goes into a file: how many dots wide and tall, its colours, and where it is clear."""

    wide: int
    tall: int
    dots: Dots
    mask: Dots | None = None


@lru_cache(maxsize=4)  # the logo and a figure or two, drawn in every edition and copy of a handout; photographs are large
def pack_picture(data: bytes) -> PackedPicture:
    """The PNG or JPEG `data`: a JPEG as it is, anything else as RGB with its transparency beside it. Raises `OSError` when it cannot be decoded."""
    with _decoded(data) as image:
        wide, tall = image.size
        if image.format == "JPEG" and image.mode in {"L", "RGB"}:
            return PackedPicture(wide, tall, Dots(data, "DCTDecode", "DeviceGray" if image.mode == "L" else "DeviceRGB"))
        clear = image.convert("RGBA")
        colours, alpha = clear.convert("RGB").tobytes(), clear.getchannel("A")
        mask = None
        if alpha.getextrema() != (255, 255):
            mask = Dots(zlib.compress(alpha.tobytes()), "FlateDecode", "DeviceGray")
        return PackedPicture(wide, tall, Dots(zlib.compress(colours), "FlateDecode", "DeviceRGB"), mask)


def _decoded(data: bytes) -> Image.Image:
    """The picture `data` with its dots; raises `OSError` for one that is damaged, or so large that it would fill the memory."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            image = Image.open(io.BytesIO(data))
            image.load()
        except Exception as problem:  # whatever the library trips over, the picture cannot be drawn
            raise OSError(str(problem)) from problem
    return image
