from __future__ import annotations

import struct

import pytest

from wardleaf.library.pictures import PictureHeader, picture_header, svg_reaches_out

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBBI", 13, b"IHDR", 40, 30, 8, 2, 0, 0, 0, 0)
APP0 = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0" + bytes(9)
FRAME = struct.pack(">HBHHB", 17, 8, 30, 40, 3) + bytes(9)


def test_png() -> None:
    assert picture_header(PNG) == PictureHeader(kind="png", width=40, height=30)


@pytest.mark.parametrize("marker", [b"\xff\xc0", b"\xff\xc2", b"\xff\xff\xc0"])
def test_jpeg(marker: bytes) -> None:
    assert picture_header(b"\xff\xd8" + APP0 + marker + FRAME) == PictureHeader(kind="jpeg", width=40, height=30)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ('<svg width="40" height="30px"/>', (40, 30)),
        (
            '<?xml version="1.0"?>\n<!-- logo -->\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40.2 30"></svg>',
            (41, 30),
        ),
        ('<svg width="100%" height="100%" viewBox="0,0,40,30"></svg>', (40, 30)),
        ("<svg:svg width='1in' height='0.5in'></svg:svg>", (96, 48)),
    ],
)
def test_svg(text: str, size: tuple[int, int]) -> None:
    assert picture_header(text.encode()) == PictureHeader(kind="svg", width=size[0], height=size[1])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        PNG[:20],
        PNG.replace(b"IHDR", b"IDAT"),
        PNG[:16] + bytes(8) + PNG[24:],
        b"\xff\xd8\xff",
        b"\xff\xd8" + APP0,
        b"\xff\xd8\xff\xda" + bytes(40),
        b"\xff\xd8\xff\xe0\0\0\0\0\0\0\0\0",
        b"<html><svg",
        b"<svg></svg>",
        b'<svg width="40">',
        bytes(range(256)),
    ],
)
def test_what_is_no_picture(data: bytes) -> None:
    assert picture_header(data) is None


@pytest.mark.parametrize(
    ("inside", "reaches"),
    [
        ("<path d='M0 0'/>", False),
        ("<use href='#a'/><image xlink:href='data:image/png;base64,AA'/><path fill='url(#g)'/>", False),
        ("<image href='other.png'/>", True),
        ('<use xlink:href="http://x/y.svg#a"/>', True),
        ("<style>@import 'x.css'</style>", True),
        ("<style>a{fill:url(x.png)}</style>", True),
        ("<script>1</script>", True),
        ("<path onclick='x()'/>", True),
        ("<foreignObject/>", True),
    ],
)
def test_svg_that_reaches_out(inside: str, reaches: bool) -> None:
    assert svg_reaches_out(f"<svg viewBox='0 0 1 1'>{inside}</svg>".encode()) is reaches


def test_svg_with_a_document_type() -> None:
    assert svg_reaches_out(b'<!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 1 1"/>')
