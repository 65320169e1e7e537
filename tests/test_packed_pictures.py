"""Pictures come out as a viewer shows them: each kind of PNG and JPEG against its known colours, and turned as its Exif
says.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageOps
from tests.typeset.drawing import drawn

from wardleaf.library.pictures import picture_header
from wardleaf.packed_pictures import pack_picture

GREY, COLOUR, PALETTE, GREY_ALPHA, COLOUR_ALPHA = 0, 2, 3, 4, 6
SIDE = 8


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(depth: int, colours: int, dot: Callable[[int, int], bytes], *chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG of 8 by 8 whose dots of whole bytes `dot` gives."""
    rows = b"".join(b"\0" + b"".join(dot(x, y) for x in range(SIDE)) for y in range(SIDE))
    return png_of_rows(depth, colours, rows, *chunks)


def png_of_rows(depth: int, colours: int, rows: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    header = struct.pack(">IIBBBBB", SIDE, SIDE, depth, colours, 0, 0, 0)
    written = b"".join(_chunk(*chunk) for chunk in chunks)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + written
        + _chunk(b"IDAT", zlib.compress(rows))
        + _chunk(b"IEND", b"")
    )


def close(one: Iterable[int], other: Iterable[int], by: int = 3) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


def shown(data: bytes, x: int, y: int) -> tuple[int, int, int]:
    colour = drawn(data, scale=4).getpixel((4 * x + 2, 4 * y + 2))
    assert isinstance(colour, tuple)
    return colour[0], colour[1], colour[2]


def test_a_grey_of_16_bits_keeps_its_greys() -> None:
    data = png(16, GREY, lambda x, y: struct.pack(">H", (x * 8 + y) * 1000))
    for x, y in ((0, 0), (3, 5), (7, 7)):
        grey = (x * 8 + y) * 1000 >> 8
        assert close(shown(data, x, y), (grey,) * 3)


def test_one_grey_of_16_bits_may_be_clear() -> None:
    data = png(16, GREY, lambda x, y: struct.pack(">H", 300 if x == 2 else 301), (b"tRNS", struct.pack(">H", 300)))
    assert shown(data, 2, 2) == (255, 255, 255)
    assert close(shown(data, 5, 2), (1, 1, 1))


@pytest.mark.parametrize("depth", [1, 2, 4])
def test_one_grey_of_few_bits_may_be_clear(depth: int) -> None:
    most = (1 << depth) - 1
    rows = (b"\0" + bytes([0x00] * (SIDE * depth // 8))) * SIDE
    assert shown(png_of_rows(depth, GREY, rows, (b"tRNS", struct.pack(">H", 0))), 1, 1) == (255, 255, 255)
    assert shown(png_of_rows(depth, GREY, rows, (b"tRNS", struct.pack(">H", most))), 1, 1) == (0, 0, 0)


@pytest.mark.parametrize(
    ("data", "colour"),
    [
        (png(8, GREY, lambda x, y: b"\x60"), (0x60,) * 3),
        (png(8, COLOUR, lambda x, y: b"\x10\x80\xf0"), (0x10, 0x80, 0xF0)),
        (png(16, COLOUR, lambda x, y: struct.pack(">HHH", 0x1000, 0x80FF, 0xF012)), (0x10, 0x80, 0xF0)),
        (
            png(8, COLOUR, lambda x, y: b"\x10\x80\xf0", (b"tRNS", struct.pack(">HHH", 0x10, 0x80, 0xF0))),
            (255, 255, 255),
        ),
        (png(8, GREY_ALPHA, lambda x, y: b"\x00\x80"), (127, 127, 127)),
        (png(16, GREY_ALPHA, lambda x, y: struct.pack(">HH", 0, 0x8080)), (127, 127, 127)),
        (png(8, COLOUR_ALPHA, lambda x, y: b"\xff\x00\x00\x80"), (255, 127, 127)),
        (png(16, COLOUR_ALPHA, lambda x, y: struct.pack(">HHHH", 0xFFFF, 0, 0, 0x8080)), (255, 127, 127)),
        (png(8, PALETTE, lambda x, y: b"\x01", (b"PLTE", b"\0\0\0\x20\x40\x60")), (0x20, 0x40, 0x60)),
        (png(8, PALETTE, lambda x, y: b"\x01", (b"PLTE", b"\0\0\0\0\0\0"), (b"tRNS", b"\xff\x80")), (127, 127, 127)),
        (png(8, GREY, lambda x, y: b"\x80", (b"gAMA", struct.pack(">I", 100_000))), (186,) * 3),
        (png(8, GREY, lambda x, y: b"\x80", (b"gAMA", struct.pack(">I", 45_455))), (128,) * 3),
    ],
)
def test_each_kind_of_png(data: bytes, colour: tuple[int, int, int]) -> None:
    assert close(shown(data, 3, 3), colour)


FOUR = Image.new("RGB", (32, 24))
for number, corner in enumerate([(255, 0, 0), (0, 200, 0), (0, 0, 255), (255, 220, 0)]):
    FOUR.paste(corner, (number % 2 * 16, number // 2 * 12, number % 2 * 16 + 16, number // 2 * 12 + 12))


def saved(form: str, **options: object) -> bytes:
    file = io.BytesIO()
    FOUR.save(file, form, **options)
    return file.getvalue()


def turned(form: str, orientation: int, **options: object) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return saved(form, exif=exif, **options)


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_as_its_exif_says(form: str, orientation: int) -> None:
    data = turned(form, orientation, **({"quality": 95} if form == "JPEG" else {}))
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    header = picture_header(data)
    assert header
    assert (header.width, header.height) == upright.size
    assert (pack_picture(data).across, pack_picture(data).turn) == (upright.width, orientation)
    page = drawn(data)
    for x in (6, upright.width - 6):
        for y in (6, upright.height - 6):
            assert close(page.getpixel((x, y)), upright.convert("RGB").getpixel((x, y)), 12)  # type: ignore[arg-type]


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_an_orientation_that_there_is_not_turns_nothing(orientation: int) -> None:
    header = picture_header(turned("JPEG", orientation))
    assert header
    assert (header.turn, header.width) == (1, 32)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60), st.sampled_from([b"II*\0", b"MM\0*", b""]))
def test_exif_that_is_damaged_is_no_exception(data: bytes, order: bytes) -> None:
    exif = b"Exif\0\0" + order + data
    jpeg = saved("JPEG")
    broken = jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]
    header = picture_header(broken)
    assert header
    assert 1 <= header.turn <= 8


def test_a_plain_jpeg_goes_into_the_file_as_it_is() -> None:
    for options in ({}, {"progressive": True}):
        data = saved("JPEG", **options)
        assert pack_picture(data).dots.data == data


def test_no_jpeg_carries_what_its_camera_wrote() -> None:
    notes = Image.Exif()
    notes[0x010E], notes[0x9003] = "Ward 7, Anna Example", "2026:11-30"
    data = saved("JPEG", exif=notes, comment=b"Ward 7 again")
    assert b"Ward 7" in data
    packed = pack_picture(data).dots.data
    assert b"Ward 7" not in packed
    assert b"2026" not in packed
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(packed)) as after:
        assert before.tobytes() == after.tobytes()


def corners(data: bytes) -> list[tuple[int, ...]]:
    page = drawn(data)
    return [page.getpixel((x, y)) for y in (6, 18) for x in (8, 24)]  # type: ignore[misc]


def _cmyk() -> bytes:
    file = io.BytesIO()
    FOUR.convert("CMYK").save(file, "JPEG", quality=95)
    return file.getvalue()


@pytest.mark.parametrize(
    "data", [_cmyk(), saved("JPEG", quality=95, keep_rgb=True), saved("JPEG", quality=95, progressive=True)]
)
def test_each_kind_of_jpeg(data: bytes) -> None:
    wanted = [(255, 0, 0), (0, 200, 0), (0, 0, 255), (255, 220, 0)]
    assert all(close(one, other, 12) for one, other in zip(corners(data), wanted, strict=True))


def _swapped() -> bytes:
    """A profile in which red and green have changed places: whoever heeds it shows other colours."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for name in (b"sRGB", b"s\0R\0G\0B"):
        while name in profile:
            profile[profile.index(name)] = ord("x")
    red, green = profile.index(b"rXYZ"), profile.index(b"gXYZ")
    profile[red : red + 4], profile[green : green + 4] = profile[green : green + 4], profile[red : red + 4]
    return bytes(profile)


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_colours_are_those_of_the_profile(form: str) -> None:
    red, green, *_ = corners(saved(form, icc_profile=_swapped()))
    assert red[1] > 200 > red[0]
    assert green[0] > 150 > green[1]


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_profile_that_is_damaged_is_passed_over(form: str) -> None:
    assert close(corners(saved(form, icc_profile=b"no profile"))[0], (255, 0, 0), 12)


def test_the_profile_of_srgb_changes_nothing() -> None:
    data = saved("JPEG", icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    assert pack_picture(data).dots.data == data


@pytest.mark.parametrize(
    "data",
    [
        saved("JPEG")[:-200],
        saved("PNG")[:-40],
        png(8, COLOUR, lambda x, y: b"abc", (b"acTL", bytes(8))),
        saved("GIF"),
        saved("TIFF"),
        b"",
        b"\xff\xd8\xff",
    ],
)
def test_what_cannot_be_drawn_is_an_os_error(data: bytes) -> None:
    with pytest.raises(OSError):  # whatever a library says
        pack_picture(data)


def test_a_picture_of_too_many_dots_is_not_decoded() -> None:
    header = struct.pack(">IIBBBBB", 9_000, 9_000, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(b"")) + _chunk(b"IEND", b"")
    with pytest.raises(OSError, match="million"):
        pack_picture(data)
