"""What of an SVG is printed, and what is refused by name. That what passes is drawn right is in
tests/pdf/test_vector.py.
"""

from __future__ import annotations

import time
from random import Random

import pytest

from wardleaf.library.svg import SvgFault, svg_faults

FRAME = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="60" height="60" viewBox="0 0 60 60"'
RECT = '<rect x="10" y="10" width="40" height="30" fill="red"/>'
STOPS = '<stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue"/>'
GRADIENT = f'<linearGradient id="g">{STOPS}</linearGradient>'
CLIP = '<clipPath id="c"><circle cx="30" cy="30" r="15"/></clipPath>'


def svg(body: str, frame: str = FRAME) -> bytes:
    return f"<svg {frame}>{body}</svg>".encode()


def refused(body: str, frame: str = FRAME) -> list[str]:
    return [fault.what for fault in svg_faults(svg(body, frame))]


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (f'<mask id="m"><circle r="9" fill="#fff"/></mask><g mask="url(#m)">{RECT}</g>', "a mask"),
        (
            '<pattern id="p" width="4" height="4"><circle r="2"/></pattern><rect width="9" height="9" fill="url(#p)"/>',
            "a pattern",
        ),
        (f'<filter id="f"/><g filter="url(#f)">{RECT}</g>', "a filter"),
        (f'<g style="filter:blur(2px)">{RECT}</g>', "a filter"),
        (f'<g opacity="0.5">{RECT}</g>', "something half clear (`opacity`)"),
        (f'<g style="opacity:.5">{RECT}</g>', "something half clear (`opacity`)"),
        (f'<style>.a{{opacity:.5}}</style><g class="a">{RECT}</g>', "something half clear (`opacity`)"),
        (
            '<symbol id="s" viewBox="0 0 9 9"><rect width="9" height="9"/></symbol><use href="#s"/>',
            "a symbol with a frame of its own (`symbol viewBox`)",
        ),
        (
            '<symbol id="s"><rect width="9" height="9"/></symbol><use href="#s" width="5" height="5"/>',
            "a symbol with a size (`use width`)",
        ),
        (f'<g style="mix-blend-mode:multiply">{RECT}</g>', "colours that are mixed (`mix-blend-mode`)"),
        ('<marker id="m"/><path d="M0 0h9" stroke="red" marker-end="url(#m)"/>', "arrow heads (`marker`)"),
        ("<text>Hi</text>", "text"),
        ('<image href="data:image/png;base64,AA" width="9" height="9"/>', "a picture of dots"),
        ('<svg width="9" height="9"><rect width="20" height="20"/></svg>', "a picture within the picture (`svg`)"),
        (f"<switch>{RECT}</switch>", "parts for other programs (`switch`)"),
        ("<foreignObject><p/></foreignObject>", "words of a web page"),
        ("<animate/>", "`animate`"),
        ("<hatch/>", "`hatch`"),
        ('<rect width="9" height="9" stroke-dasharray="10%"/>', "a line of dashes `10%`"),
        ('<rect width="9" height="9" stroke-dasharray="0"/>', "a line of dashes `0`"),
        ('<path d="M0 0h9" stroke-dashoffset="3"/>', "`stroke-dashoffset: 3`"),
        ('<rect width="9" height="9" paint-order="stroke"/>', "`paint-order: stroke`"),
        ('<rect width="9" height="9" vector-effect="non-scaling-stroke"/>', "`vector-effect: non-scaling-stroke`"),
        ('<rect width="50%" height="9"/>', "the length `50%`"),
        ('<rect width="2em" height="9"/>', "the length `2em`"),
        ('<rect width="-2" height="9"/>', "a `width` of -2"),
        ('<rect width="40" height="30" rx="9" ry="3"/>', "a rectangle whose corners are no quarter circles"),
        ('<rect width="40" height="30" rx="40"/>', "a rectangle whose corners are no quarter circles"),
        ('<rect style="width:40px" height="30"/>', "`width`"),
        (f'<g style="transform:rotate(3deg)">{RECT}</g>', "`transform`"),
        (f'<g transform="rotate(3deg)">{RECT}</g>', "the transformation `rotate(3deg)`"),
        (f'<g transform="rotate(3)" transform-origin="9 9">{RECT}</g>', "`transform-origin`"),
        ('<rect width="9" height="9" fill="RED"/>', "the colour `RED`"),
        ('<rect width="9" height="9" fill="rebeccapurple"/>', "the colour `rebeccapurple`"),
        (
            '<rect width="9" height="9" fill="color-mix(in srgb, red, blue)"/>',
            "the colour `color-mix(in srgb, red, blue)`",
        ),
        ('<rect width="9" height="9" fill="var(--brand)"/>', "the colour `var(--brand)`"),
        ('<style>@media print{.a{fill:red}}</style><rect class="a"/>', "`@media print` in its style sheet"),
        ("<style>:root{--c:red}</style>", "`:root` in its style sheet"),
        (f"<style>g rect{{fill:red}}</style><g>{RECT}</g>", "`g rect` in its style sheet"),
        ("<style>.a{fill:red!important}</style>", "the colour `red!important`"),
        (f"{RECT}<style>.a{{fill:red}}</style>", "a style sheet that comes after shapes"),
        (
            '<style>.a{fill:red}</style><defs><rect id="q" class="a"/></defs><use href="#q"/>',
            "a style sheet for what is used again (`use`)",
        ),
        (f'<style>.h{{display:none}}</style><g class="h">{RECT}</g>', "something that a style hides (`display: none`)"),
        (
            '<use href="#q" display="none"/><defs><rect id="q"/></defs>',
            "something that a style hides (`display: none`)",
        ),
        ('<use href="#nobody"/>', "something used again that is not there (`use`)"),
        ('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>', "something that is made of itself (`use`)"),
        ('<rect width="9" height="9" fill="url(#nobody)"/>', "a pattern"),
        (
            f'{GRADIENT}<rect width="9" height="9" stroke="url(#g)"/>',
            "a gradient or pattern for a line, a group or a whole style",
        ),
        (
            f'{GRADIENT}<rect width="9" height="9" fill="url(#g)" transform="scale(2)"/>',
            "a gradient for a shape that is moved or clipped, or comes before it",
        ),
        (
            f'<rect width="9" height="9" fill="url(#g)"/>{GRADIENT}',
            "a gradient for a shape that is moved or clipped, or comes before it",
        ),
        (
            f'<linearGradient id="g" gradientTransform="rotate(9)">{STOPS}</linearGradient>',
            "a gradient with `gradientTransform`",
        ),
        (
            f'<linearGradient id="g" spreadMethod="reflect">{STOPS}</linearGradient>',
            'a gradient with `spreadMethod="reflect"`',
        ),
        (
            '<linearGradient id="g"><stop offset="0" stop-opacity="0"/></linearGradient>',
            "a gradient that becomes clear (`stop-opacity`)",
        ),
        (
            f'<radialGradient id="g">{STOPS}</radialGradient><rect width="9" height="9" fill="url(#g)"/>',
            'a round gradient without `gradientUnits="userSpaceOnUse"`',
        ),
        (f'{CLIP}<g style="clip-path:url(#c)">{RECT}</g>', "a clip path that stands in a style"),
        (
            f'<clipPath id="c" clipPathUnits="objectBoundingBox"><rect width="1" height="1"/></clipPath><g clip-path="url(#c)">{RECT}</g>',
            '`clipPathUnits="objectBoundingBox"`',
        ),
        (
            f'{CLIP}<g transform="scale(2)"><g clip-path="url(#c)">{RECT}</g></g>',
            "a clip path in a group that is moved",
        ),
        (f'<clipPath id="c"/><g clip-path="url(#c)">{RECT}</g>', "a clip path of other things than shapes"),
        ('<path d="M0 0h9v9z l5 5"/>', "a path that goes on from where it was closed"),
        ('<path d="M0 0h9v9X5"/>', "a path that is written wrong"),
        ('<path d="h9v9"/>', "a path that is written wrong"),
        ('<polygon points="1,1 2,2 3"/>', "points that are no pairs of numbers"),
        ("<g>" * 101 + RECT + "</g>" * 101, "groups within groups, more than 100 deep"),
        (RECT * 10_001, "more than 10,000 shapes"),
        (
            '<g id="a0">'
            + RECT * 10
            + "</g>"
            + "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 9))
            + '<use href="#a8"/>',
            "more than 10,000 shapes",
        ),
        ("<g", "a mistake in its XML"),
    ],
)
def test_what_is_refused_by_name(body: str, what: str) -> None:
    assert what in refused(body)


@pytest.mark.parametrize(
    ("frame", "what"),
    [
        ('width="0%" height="60" viewBox="0 0 100 60"', "the length `0%`"),
        ('width="0" height="60" viewBox="0 0 100 60"', "a `width` of 0"),
        ('width="-5" height="60" viewBox="0 0 100 60"', "a `width` of -5"),
        ('viewBox="0 0 0 60"', "a `viewBox` of no size"),
        ('viewBox="0 0 nan 60"', "a `viewBox` of no size"),
        ('viewBox="0 0 60 60" preserveAspectRatio="xMidYMid slice"', '`preserveAspectRatio="xMidYMid slice"`'),
        ('viewBox="0 0 60 60" transform="rotate(9)"', "a picture that is turned as a whole (`transform` of `svg`)"),
        ('viewBox="0 0 60 60" opacity=".5"', "something half clear (`opacity`)"),
        ('viewBox="0 0 60 60" style="background:gold"', "`background`"),
    ],
)
def test_what_is_refused_of_the_whole_picture(frame: str, what: str) -> None:
    assert what in refused(RECT, frame)


def test_the_line_in_the_svg_is_named() -> None:
    assert svg_faults(svg(f"\n{RECT}\n<text>\nHi</text>")) == (SvgFault("text", 3),)


def test_what_is_never_shown_is_not_looked_at() -> None:
    assert (
        refused(
            f'<title>A</title><metadata><x:y xmlns:x="urn:x"><x:z/></x:y></metadata><filter id="f"/><mask id="m"/>{RECT}'
        )
        == []
    )


@pytest.mark.parametrize(
    "body",
    [
        "<g>" * 5_000,
        "<use href='#a'/>" * 5_000,
        f'<path d="{"M0 0" * 200_000}"/>',
        f'<path d="M{" " * 300_000}"/>',
        f'<g transform="{"scale(1)" * 50_000}"/>',
    ],
)
def test_a_large_svg_is_told_of_soon(body: str) -> None:
    start = time.perf_counter()
    refused(body)
    assert time.perf_counter() - start < 5


def test_a_mutated_svg_is_no_exception() -> None:
    random = Random(11)  # noqa: S311  # the same every time
    good = svg(
        f'<style>.a{{fill:red}}</style>{GRADIENT}{CLIP}<g clip-path="url(#c)" transform="scale(.5 1)">{RECT}</g><path class="a" d="M0 0c1 2 3 4 5 6z"/>'
    )
    for _ in range(2_000):
        data = bytearray(good)
        for _ in range(random.randint(1, 4)):
            data[random.randrange(len(data))] = random.choice(b"0919az<>\"'=%#(){};. -")
        svg_faults(bytes(data))
