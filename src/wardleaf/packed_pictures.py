"""A picture as a file holds it: its dots in the colours that a viewer shows, packed once for all files that show it.
Knows no page.

Turned pictures keep their dots as they are stored; `turn` says how they are to be drawn. Colours of an embedded profile
or gamma become sRGB, which pages are in.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from wardleaf.library.pictures import MOST_PIXELS_IN_ALL, picture_header

if TYPE_CHECKING:
    from PIL import Image

_SRGB_GAMMA = 0.45455
_NEAR = 0.02
_QUALITY = 95
_SCAN, _COMMENT, _FIRST_APP, _LAST_APP = 0xDA, 0xFE, 0xE0, 0xEF
_APPS_OF_DOTS = (0xE0, 0xE2, 0xEE)  # JFIF, profiles, Adobe's word on the colours
_PROGRESSIVE = 0xC2  # the last kind of frame that every viewer's DCTDecode draws: ISO 32000-1, 7.4.8
_RGB_NAMES = (82, 71, 66)  # components called R, G and B


class Dots(Struct, frozen=True):
    """The dots of a picture, one byte a colour, as a file holds them: packed how, and in which colours."""

    data: bytes
    packing: str
    space: str


class PackedPicture(Struct, frozen=True):
    """A picture as it goes into a file: how many dots wide and tall they are stored, its colours, where it is clear,
    and its Exif orientation.
    """

    wide: int
    tall: int
    dots: Dots
    mask: Dots | None = None
    turn: int = 1

    @property
    def across(self) -> int:
        """How many dots wide it is shown."""
        return self.wide if self.turn < 5 else self.tall  # Exif: from 5 on rows are shown as columns


@lru_cache(
    maxsize=4
)  # the logo and a figure or two, drawn in every edition and copy of a handout; photographs are large
def pack_picture(data: bytes) -> PackedPicture:
    """The PNG or JPEG `data`: a plain JPEG as it is, anything else as RGB with its transparency beside it. Raises
    `OSError` when it cannot be decoded.
    """
    header = picture_header(data)
    if header is None or header.refused:
        raise OSError(header.refused if header else "this is no picture")
    if header.width * header.height > MOST_PIXELS_IN_ALL:
        raise OSError(f"it has more than {MOST_PIXELS_IN_ALL // 1_000_000} million dots")
    turn = header.turn
    with _decoded(data) as image:
        wide, tall = image.size
        if image.format in {"JPEG", "MPO"}:
            return PackedPicture(wide, tall, _jpeg_dots(image, data), turn=turn)
        colours, alpha = _in_srgb(image), _alpha(image, data)
        mask = None
        if alpha is not None and alpha.getextrema() != (255, 255):
            mask = Dots(zlib.compress(alpha.tobytes()), "FlateDecode", "DeviceGray")
        return PackedPicture(wide, tall, Dots(zlib.compress(colours.tobytes()), "FlateDecode", "DeviceRGB"), mask, turn)


def _decoded(data: bytes) -> Image.Image:
    """The picture `data` with its dots; raises `OSError` for one that is damaged, or so large that it would fill the
    memory.
    """
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "MPO"))
            image.load()
        except Exception as problem:  # whatever the library trips over, the picture cannot be drawn
            raise OSError(str(problem)) from problem
    return image


# --- JPEG -------------------------------------------------------------------------------------------------------------


def _jpeg_dots(image: Image.Image, data: bytes) -> Dots:
    """The dots of a JPEG: as they are where every viewer shows them alike, otherwise set out in sRGB and packed again."""
    profile = _profile(image)
    if image.format == "JPEG" and image.mode in {"L", "RGB"} and profile is None and _is_plain(image, data):
        return Dots(_without_notes(data), "DCTDecode", "DeviceGray" if image.mode == "L" else "DeviceRGB")
    grey = image.mode == "L" and profile is None
    packed = io.BytesIO()
    (image if grey else _in_srgb(image)).save(packed, "JPEG", quality=_QUALITY, subsampling=0)
    return Dots(packed.getvalue(), "DCTDecode", "DeviceGray" if grey else "DeviceRGB")


def _is_plain(image: Image.Image, data: bytes) -> bool:
    """Whether a JPEG is coded as PDF knows it, and says nothing of its colours that a viewer of PDFs does not heed."""
    components = tuple(layer[0] for layer in getattr(image, "layer", ()))
    named_rgb = components == _RGB_NAMES and "adobe" not in image.info and "jfif" not in image.info
    return not named_rgb and not _has_other_frame(data)


def _has_other_frame(data: bytes) -> bool:
    """Whether the frame header of a JPEG is arithmetic, lossless or hierarchical (T.81, B.1.1.3)."""
    for marker, _, _ in _segments(data):
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return marker > _PROGRESSIVE
    return True


def _without_notes(data: bytes) -> bytes:
    """A JPEG without what its camera and its programs wrote beside the dots: place, time, names, a small picture (APP1,
    APP3 to APP13, APP15, COM).
    """
    kept, end = [data[:2]], 2
    for marker, start, end in _segments(data):
        if marker != _COMMENT and not (_FIRST_APP <= marker <= _LAST_APP and marker not in _APPS_OF_DOTS):
            kept.append(data[start:end])
    return b"".join((*kept, data[end:]))


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """The marker, start and end of each segment of a JPEG's head, up to the first scan (T.81, B.1.1.2)."""
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF and data[place + 1] != _SCAN:
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        (length,) = struct.unpack(">H", data[place + 2 : place + 4])
        end = place + 2 + (length if marker != 0x01 and not 0xD0 <= marker <= 0xD8 else 0)
        yield marker, place, end
        place = end


# --- colours ----------------------------------------------------------------------------------------------------------


def _in_srgb(image: Image.Image) -> Image.Image:
    """The colours of `image` as RGB in sRGB: by its profile, else by its gamma, else as they are."""
    image = _of_eight_bits(image)
    profile = _profile(image)
    if profile is not None:
        converted = _converted(image, profile)
        if converted is not None:
            return converted
    if image.mode == "P":
        image = image.convert("RGBA")  # its own way to RGB would warn of a palette with clear colours
    colours = image if image.mode == "RGB" else image.convert("RGB")
    gamma = image.info.get("gamma")
    if isinstance(gamma, float) and gamma > 0 and "srgb" not in image.info and abs(gamma / _SRGB_GAMMA - 1) > _NEAR:
        curve = [round(255 * (value / 255) ** (_SRGB_GAMMA / gamma)) for value in range(256)]
        colours = colours.point(curve * 3)
    return colours


def _of_eight_bits(image: Image.Image) -> Image.Image:
    """`image` with at most 8 bits a colour. Greys of 16 bits lose the lower eight; Pillow's own conversion cuts them
    off at 255.
    """
    if not image.mode.startswith("I"):
        return image
    _, upper = _bytes_of_grey(image)
    upper.info = dict(image.info)
    return upper


def _bytes_of_grey(image: Image.Image) -> tuple[Image.Image, Image.Image]:
    """The lower and the upper bytes of a grey picture of 16 bits."""
    from PIL import Image

    dots = image.convert("I;16").tobytes()  # the lower byte first
    return Image.frombytes("L", image.size, dots[::2]), Image.frombytes("L", image.size, dots[1::2])


def _alpha(image: Image.Image, data: bytes) -> Image.Image | None:
    """Where the PNG `image`, read from `data`, is clear; None when it is clear nowhere."""
    from PIL import ImageChops

    clear = image.info.get("transparency")
    if image.mode in {"LA", "RGBA", "PA"}:
        return image.getchannel("A")
    if clear is None:
        return None
    if not isinstance(clear, int) or image.mode == "P":
        return image.convert("RGBA").getchannel("A")
    if image.mode.startswith("I"):
        bytes_of_clear = (clear & 0xFF, clear >> 8)
        return ImageChops.lighter(
            *(grey.point(_all_but(value)) for grey, value in zip(_bytes_of_grey(image), bytes_of_clear))
        )
    depth = data[24]  # a grey of fewer than 8 bits was stretched to 255; the one that is clear was not
    return image.convert("L").point(_all_but(clear * 255 // ((1 << depth) - 1) if depth < 8 else clear))


def _all_but(value: int) -> list[int]:
    """The curve that makes `value` clear and everything else solid."""
    return [0 if grey == value else 255 for grey in range(256)]


def _profile(image: Image.Image) -> bytes | None:
    """The profile of the colours of `image`, where it is not sRGB's."""
    profile = image.info.get("icc_profile")
    if not isinstance(profile, bytes) or b"sRGB" in profile or b"s\0R\0G\0B" in profile:
        return None
    return profile


def _converted(image: Image.Image, profile: bytes) -> Image.Image | None:
    """`image` in sRGB by `profile`; None where the profile is damaged or of other colours, as viewers then pass over
    it.
    """
    from PIL import ImageCms

    mode = {"P": "RGB", "RGBA": "RGB", "LA": "L", "1": "L"}.get(image.mode, image.mode)
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        made = ImageCms.profileToProfile(image.convert(mode), source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None
    return made
