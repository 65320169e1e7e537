"""Colours and faces of web pages."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.ttfonts import TTFontFile
from tests.typeset.making import style_of
from tests.web.reading_html import fonts_of

from wardleaf.text.faces import font_book, parse_face
from wardleaf.units import Colour, contrast
from wardleaf.web.colours import day_colours, night_colours, readable
from wardleaf.web.fonts import font_rules, web_font

COLOURS = st.builds(lambda *parts: Colour(*(part / 255 for part in parts)), *(st.integers(0, 255) for _ in range(3)))
READ = ("ink", "deep", "accent", "muted", "danger")


@given(colour=COLOURS, ground=COLOURS, needed=st.sampled_from([3.0, 4.5]))
def test_what_is_read_stands_out_from_its_ground(colour: Colour, ground: Colour, needed: float) -> None:
    moved = readable(colour, (ground,), needed)
    assert contrast(Colour.parse(str(moved)), ground) >= needed - 0.01
    if contrast(colour, ground) >= needed:
        assert moved == colour


def test_every_brand_is_readable_by_day_and_in_the_dark() -> None:
    for brand in ("riverside", "lakeside"):
        style = style_of(brand, "web")
        for colours in (day_colours(style), night_colours(style)):
            for name in READ:
                assert min(contrast(colours[name], colours[ground]) for ground in ("paper", "panel")) >= 4.5, (
                    brand,
                    name,
                )
            assert contrast(colours["band"], Colour(1.0, 1.0, 1.0)) >= 4.5
            for name in ("figure", "outline", "line"):
                assert contrast(colours[name], colours["paper"]) >= 3


def test_a_cut_face_shows_its_characters_and_no_others() -> None:
    fonts = style_of("riverside", "web").fonts
    name = fonts.text.regular
    face = parse_face(name, fonts_of(style_of("riverside", "web"))[name])
    shown = frozenset("Aé–’ \u00a0\u2011z")
    cut = TTFontFile(io.BytesIO(web_font(face, shown)), validate=1)
    known = {char for char in shown if char in face.glyphs}
    assert {chr(code) for code in cut.charToGlyph} == known
    for char in known:
        advance = cut.hmetrics[cut.charToGlyph[ord(char)]][0] * 1000 / cut.unitsPerEm
        assert abs(advance - face.widths[char]) < 1
    assert len(web_font(face, shown)) < 12_000


def test_letters_that_the_text_face_lacks_come_from_the_next() -> None:
    style = style_of("riverside", "web")
    book = font_book(style.fonts, fonts_of(style))
    rules, families = font_rules(book, "Plain words", "")
    assert families == ("Text",)
    assert rules.count("@font-face") == 2
    rules, families = font_rules(book, "TNF-α and β₂", "words")
    assert families == ("Text", "Letters")
    assert rules.count("font-style:italic") >= 1
