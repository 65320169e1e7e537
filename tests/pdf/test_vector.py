"""What of an SVG passes the reader is drawn as a browser draws it: known colours at known places, compared once by hand
with Chromium's drawing.
"""

from __future__ import annotations

import pytest
from PIL import ImageColor
from reportlab.lib import colors
from tests.library.test_svg import CLIP, GRADIENT, RECT, STOPS, svg
from tests.typeset.drawing import drawn

from wardleaf.library.svg import _colour_names, svg_faults

WHITE, RED, BLUE, BLACK, GREEN = (255, 255, 255), (255, 0, 0), (0, 0, 255), (0, 0, 0), (0, 128, 0)
Place = tuple[int, int]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (RECT, {(11, 11): RED, (48, 38): RED, (5, 5): WHITE, (30, 45): WHITE}),
        (
            '<rect x="10" y="10" width="40" height="30" rx="8" fill="red"/>',
            {(11, 11): WHITE, (30, 25): RED, (20, 11): RED},
        ),
        ('<circle cx="30" cy="30" r="20"/>', {(30, 12): BLACK, (13, 13): WHITE}),
        ('<path fill-rule="evenodd" d="M10 10h40v40h-40zM20 20h20v20h-20z"/>', {(15, 15): BLACK, (30, 30): WHITE}),
        ('<path d="M10 10h40v40h-40zM20 20h20v20h-20z"/>', {(30, 30): BLACK}),
        ('<path d="M10 10h10v10h-10zm20 5h10v10h-10z"/>', {(15, 15): BLACK, (35, 20): BLACK, (25, 15): WHITE}),
        ('<path d="M10 30a20 20 0 1 0 40 0a20 20 0 1 0 -40 0z" fill="red"/>', {(30, 12): RED, (12, 12): WHITE}),
        (
            '<g fill="red" stroke="blue" stroke-width="4"><rect x="10" y="10" width="40" height="30"/></g>',
            {(30, 25): RED, (10, 25): BLUE},
        ),
        ('<rect x="10" y="10" width="40" height="30" fill="blue" style="fill:red"/>', {(30, 25): RED}),
        (
            '<style>.b{fill:red}.a{fill:blue}</style><rect class="a b" x="10" y="10" width="40" height="30"/>',
            {(30, 25): BLUE},
        ),
        ('<style>#q{fill:red}.a{fill:blue}</style><rect id="q" class="a" width="40" height="30"/>', {(30, 25): RED}),
        ('<g color="red"><rect width="40" height="30" fill="currentColor"/></g>', {(30, 25): RED}),
        ('<rect width="40" height="30" fill-opacity="0"/>', {(30, 25): WHITE}),
        (
            '<rect width="40" height="40" fill="red" fill-opacity=".5"/><rect x="45" width="9" height="40" fill="red"/>',
            {(20, 20): (255, 127, 127), (50, 20): RED},
        ),
        (
            '<g transform="translate(30,30) rotate(45) scale(.5)"><rect x="-20" y="-20" width="40" height="40" fill="red"/></g>',
            {(30, 18): RED, (21, 21): WHITE},
        ),
        (
            '<g transform="scale(-1 1) translate(-60 0)"><rect width="20" height="20" fill="red"/></g>',
            {(50, 10): RED, (10, 10): WHITE},
        ),
        (f'{CLIP}<rect width="60" height="60" fill="red" clip-path="url(#c)"/>', {(30, 30): RED, (12, 12): WHITE}),
        (
            f'{CLIP}<g clip-path="url(#c)"><rect width="60" height="60" fill="red"/></g><rect width="9" height="9"/>',
            {(30, 30): RED, (12, 12): WHITE, (4, 4): BLACK},
        ),
        (
            '<defs><rect id="q" width="20" height="20" fill="red"/></defs><use href="#q" x="20" y="20"/>',
            {(30, 30): RED, (10, 10): WHITE},
        ),
        ('<defs><rect id="q" width="20" height="20"/></defs><use xlink:href="#q" fill="green"/>', {(10, 10): GREEN}),
        ('<defs><rect width="60" height="60"/></defs>', {(30, 30): WHITE}),
        (f'<g display="none">{RECT}</g>', {(30, 25): WHITE}),
        (f'<g visibility="hidden">{RECT}</g>', {(30, 25): WHITE}),
        (
            '<path d="M5 30h50" fill="none" stroke="red" stroke-width="10" stroke-dasharray="20 10"/>',
            {(10, 30): RED, (30, 30): WHITE, (40, 30): RED},
        ),
        ("<g>" * 98 + RECT + "</g>" * 98, {(30, 25): RED}),
    ],
)
def test_shapes(body: str, shown: dict[Place, tuple[int, int, int]]) -> None:
    assert svg_faults(svg(body)) == ()
    page = drawn(svg(body))
    found = {place: page.getpixel(place) for place in shown}
    assert all(abs(a - b) <= 2 for place in shown for a, b in zip(found[place], shown[place], strict=True)), found  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("gradient", "ends"),
    [
        (GRADIENT, ((1, 30), (58, 30))),
        (f'<linearGradient id="g" x1="0%" y1="0%" x2="0%" y2="100%">{STOPS}</linearGradient>', ((30, 1), (30, 58))),
        (
            f'<linearGradient id="g" gradientUnits="userSpaceOnUse" x1="20" x2="40">{STOPS}</linearGradient>',
            ((15, 30), (45, 30)),
        ),
        (
            f'<radialGradient id="g" gradientUnits="userSpaceOnUse" cx="30" cy="30" r="20">{STOPS}</radialGradient>',
            ((30, 30), (2, 30)),
        ),
        (
            f'<linearGradient id="f">{STOPS}</linearGradient><linearGradient id="g" href="#f" x2="0" y2="1"/>',
            ((30, 1), (30, 58)),
        ),
    ],
)
def test_gradients(gradient: str, ends: tuple[Place, Place]) -> None:
    data = svg(f'{gradient}<rect width="60" height="60" fill="url(#g)"/>')
    assert svg_faults(data) == ()
    page = drawn(data)
    first, last = (page.getpixel(place) for place in ends)
    assert first[0] > 240 > 15 > first[2]  # type: ignore[index]
    assert last[2] > 240 > 15 > last[0]  # type: ignore[index]


@pytest.mark.parametrize(
    ("frame", "shown"),
    [
        ('width="60" height="60" viewBox="10 10 40 30"', {(30, 30): RED, (30, 3): WHITE}),
        ('width="60" height="30" viewBox="0 0 60 60"', {(30, 12): RED, (18, 12): WHITE}),
        ('width="60" height="30" viewBox="0 0 60 60" preserveAspectRatio="none"', {(12, 12): RED}),
        ('viewBox="-20 -20 100 100"', {(50, 45): RED, (25, 25): WHITE}),
        ('width="100%" height="100%" viewBox="0 0 60 60"', {(30, 25): RED}),
    ],
)
def test_frames(frame: str, shown: dict[Place, tuple[int, int, int]]) -> None:
    data = svg(RECT, f'xmlns="http://www.w3.org/2000/svg" {frame}')
    assert svg_faults(data) == ()
    page = drawn(data)
    assert {place: page.getpixel(place) for place in shown} == shown


def test_what_lies_outside_of_a_picture_is_not_drawn_over_the_text_beside_it() -> None:
    page = drawn(
        svg(
            '<rect x="-90" y="10" width="300" height="9" fill="red"/>',
            'xmlns="http://www.w3.org/2000/svg" width="60" height="60" viewBox="0 0 60 30"',
        )
    )
    assert page.getpixel((30, 40)) == WHITE


def test_the_names_of_colours_are_those_that_are_drawn() -> None:
    for name, hexadecimal in ImageColor.colormap.items():
        if name in _colour_names():
            assert colors.getAllNamedColors()[name].hexval()[2:] == str(hexadecimal)[1:].lower(), name
