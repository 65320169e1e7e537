"""The five faults of fonts, each with a test: missing glyphs, ToUnicode beyond the BMP, codes that depend on history,
wrong widths, built-in fonts.
"""

from __future__ import annotations

import io
import re
from importlib.resources import files
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfbase import pdfdoc
from tests.tagging.consistency import _advances, consistency
from tests.tagging.finished import built, style_of

from wardleaf.document.model import Document, Heading, Paragraph, Plain, Section, Strong
from wardleaf.findings import SourceFile, Span
from wardleaf.pdf.fonts import _to_unicode, embed_face
from wardleaf.text.faces import Face, parse_face
from wardleaf.typeset.typesetter import Typeset, typeset
from wardleaf.values import replace

NAMES = sorted(entry.name for entry in files("wardleaf.fonts").iterdir() if entry.name.endswith(".ttf"))


def _face(name: str) -> Face:
    return parse_face(name, files("wardleaf.fonts").joinpath(name).read_bytes())


def _with(*blocks: Heading | Paragraph) -> tuple[Document, Typeset]:
    first = built("recurrence-options", "riverside", "standard")
    sections = (Section(heading=Heading(level=2, runs=(Plain("Words"),), id="words"), blocks=blocks),)
    document = replace(first.document, contents="no", sections=sections)  # the first page cites its sources
    return document, typeset(document, *style_of("riverside", "standard"))


def test_a_missing_glyph_is_an_error_that_names_character_and_line() -> None:
    span = Span(SourceFile("sections/a.md", "x\n"), 7)
    _, made = _with(Paragraph(runs=(Plain("Fever 熱 and ꙮ."),), span=span), Paragraph(runs=(Plain("Begin"),)))
    told = [finding for finding in made.findings if finding.name == "missing-glyph"]
    assert [(finding.severity.value, finding.span) for finding in told] == [("error", span), ("error", span)]
    assert "U+71B1" in told[0].message
    assert "U+A66E" in told[1].message
    assert consistency(made.pdf) == []


@pytest.mark.parametrize(
    "runs", [(Plain("熱"),), (Strong((Plain("熱"),)), Plain(" and")), (Plain("a "), Strong((Plain("熱熱"),)))]
)
def test_nothing_but_missing_glyphs_is_no_exception(runs: tuple[Plain | Strong, ...]) -> None:
    _, made = _with(Paragraph(runs=runs))
    assert any(finding.name == "missing-glyph" for finding in made.findings)


def test_a_no_break_space_and_a_no_break_hyphen_are_never_missing() -> None:
    _, made = _with(Paragraph(runs=(Plain("38\u00a0°C non\u2011stop"),)))
    assert [finding for finding in made.findings if finding.name == "missing-glyph"] == []


def test_beyond_the_basic_plane_to_unicode_has_both_halves() -> None:
    told = _to_unicode({"A": 1, "𝑥": 2, "🫀": 3})
    assert b"<0002> <D835DC65>" in told
    assert b"<0003> <D83EDEC0>" in told
    assert b"3 beginbfchar" in told


def test_to_unicode_has_at_most_a_hundred_lines_a_block() -> None:
    told = _to_unicode({chr(0x4E00 + number): number + 1 for number in range(250)})
    assert [int(count) for count in re.findall(rb"(\d+) beginbfchar", told)] == [100, 100, 50]


def test_two_characters_of_one_glyph_say_the_plainer() -> None:
    assert b"<0003> <0020>" in _to_unicode({"\u00a0": 3, " ": 3})


@pytest.mark.parametrize("name", NAMES)
def test_codes_are_glyph_numbers_whatever_was_set_before(name: str) -> None:
    fresh = Face(name, files("wardleaf.fonts").joinpath(name).read_bytes())
    used = _face(name)
    text = "".join(sorted(used.glyphs)[:60])
    used.encode(text[::-1])
    assert used.encode(text) == fresh.encode(text) == "".join(f"{fresh.glyphs[char]:04X}" for char in text)


@pytest.mark.parametrize("name", NAMES)
def test_embedding_is_the_same_whatever_the_order(name: str) -> None:
    face = _face(name)
    characters = sorted(face.glyphs)[5:80]

    def embedded(given: list[str]) -> list[bytes]:
        document = pdfdoc.PDFDocument(invariant=1)
        embed_face(document, face, given, "F1")
        return [
            bytes(pdfdoc.format(held, document, toplevel=1))
            for key, held in document.idToObject.items()
            if key.startswith("F1")
        ]

    assert embedded(characters) == embedded(characters[::-1])
    assert len(embedded(characters)) == 6


@pytest.mark.parametrize("name", NAMES)
def test_widths_of_every_glyph_are_those_of_the_font(name: str) -> None:
    """`consistency` compares widths for what handouts show; here for every glyph that a face has."""
    face = _face(name)
    advances = _advances(files("wardleaf.fonts").joinpath(name).read_bytes())
    assert {
        char: advances[glyph] for char, glyph in face.glyphs.items() if abs(face.widths[char] - advances[glyph]) > 0.001
    } == {}


def test_every_shipped_font_has_its_licence_beside_it() -> None:
    assert [
        entry
        for entry in files("wardleaf.fonts").iterdir()
        if Path(entry.name).stem.upper().startswith(("LICENSE", "OFL"))
    ]


def test_no_built_in_font_is_named_even_without_tags() -> None:
    first = built("recurrence-options", "riverside", "standard")
    plain = typeset(first.document, first.style, first.resources, tags=False)
    for data in (plain.pdf, first.made.pdf):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            text = b"".join(held.unparse(resolved=True) for held in pdf.objects if isinstance(held, pikepdf.Dictionary))
            streams = b"".join(page.Contents.read_bytes() for page in pdf.pages)
        assert b"/BaseFont" in text
        assert not re.search(rb"Helvetica|Times-|Courier|ZapfDingbats", text + streams)


def _embedded(face: Face, characters: str) -> bytes:
    document = pdfdoc.PDFDocument()
    embed_face(document, face, characters, "F1")
    names = [f"F1.{part}" for part in ("program", "descriptor", "map", "descendant", "unicode")]
    return b"".join(bytes(pdfdoc.format(document.idToObject[name], document, toplevel=1)) for name in [*names, "F1"])


def test_a_subset_is_remembered_for_its_face_and_its_characters_alone() -> None:
    one, other = (_face(name) for name in NAMES[:2])
    first = _embedded(one, "Fever")
    assert _embedded(one, "Fever") == first
    assert _embedded(one, "revFe") == first
    assert _embedded(one, "Fevers") != first
    assert _embedded(other, "Fever") != first
    again = Face(one.name, files("wardleaf.fonts").joinpath(NAMES[0]).read_bytes())
    assert _embedded(again, "Fever") == first
