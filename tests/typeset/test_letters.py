"""Greek letters, raised and lowered figures and the signs of medical English print in every style, and come out of the
file as they were typed.
"""

from __future__ import annotations

import io

import pypdfium2
import pytest
from tests.tagging.consistency import consistency
from tests.tagging.finished import built
from tests.tagging.verapdf import Flavour, validate
from tests.typeset.making import set_body

from wardleaf.text.faces import LETTERS
from wardleaf.typeset.print_test import unprintable
from wardleaf.typeset.typesetter import Typeset

WORDS = (
    "TNF-α",
    "β2-microglobulin",
    "γδ",
    "μg",
    "µmol",
    "CO₂",
    "H₂O",
    "10⁻³",
    "10⁹/l",
    "5′",
    "5″",
    "≥3",
    "≤3",
    "±2",
    "2×2",
    "−4",
    "A→B",
    "≈",
    "≠",
    "½",
    "⅓",
    "Ω",
    "Δ",
    "Nguyễn",
    "Ştefănescu",
    "Ḥasan",
    "Ελένη",
)


def set_words(*words: str, clinic: str = "riverside", edition: str = "standard") -> Typeset:
    text = " ; ".join(words)
    body = f"{text}\n\n**{text}**\n\n*{text}*\n\n***{text}***\n\n## β-blockers and CO₂\n\nTNF-α (a protein of 10⁻³)\n"
    return set_body(body, clinic=clinic, edition=edition).typeset


def page_text(made: Typeset) -> str:
    pages = pypdfium2.PdfDocument(io.BytesIO(made.pdf))
    return " ".join("\n".join(page.get_textpage().get_text_range() for page in pages).split())


@pytest.mark.parametrize(
    ("clinic", "edition"), [("riverside", "standard"), ("lakeside", "large-print"), ("riverside", "booklet")]
)
def test_every_sign_prints_and_is_read_back_as_it_was_typed(clinic: str, edition: str) -> None:
    made = set_words(*WORDS, clinic=clinic, edition=edition)
    assert [finding for finding in made.findings if finding.name == "missing-glyph"] == []
    text = page_text(made)
    for word in WORDS:
        assert text.count(word) >= 4, word
    assert "β-blockers and CO₂" in text
    assert "TNF-α (a protein of 10⁻³)" in text
    assert consistency(made.pdf) == []


def test_what_a_style_has_itself_is_not_taken_from_elsewhere() -> None:
    made = set_words("plain words, 100 mg")
    fonts = {fact.font for page in made.page_facts.pages for fact in page.texts if "plain words" in fact.text}
    assert fonts
    assert not any(font.startswith("WardleafLetters") for font in fonts)


def test_every_weight_has_the_same_letters() -> None:
    fonts = built("recurrence-options", "riverside", "standard").resources.fonts
    assert set(LETTERS.values()) <= set(fonts)


def test_a_letter_of_another_alphabet_in_a_value_brings_the_whole_alphabet() -> None:
    """So that the font of a copy does not tell which letters a name has."""
    from wardleaf.typeset.print_test import shipped_fonts

    usual = shipped_fonts().letters["regular"].usual_letters()
    assert {"α", "ω", "Σ", "ễ", "Ş"} <= usual


def test_what_no_face_has_is_told_with_what_to_write() -> None:
    made = set_words("熱", "🙂")
    hints = {finding.message[17]: finding.hint for finding in made.findings if finding.name == "missing-glyph"}
    assert hints == {"熱": "write this word in Latin letters", "🙂": "leave it out, or say it in words"}


def test_a_printer_whose_name_the_print_test_cannot_write_is_told() -> None:
    assert unprintable("Ward 3, corridor") == ()
    assert [finding.code for finding in unprintable("Канон")] == ["T501"] * 4


@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_veraPDF_finds_nothing(flavour: Flavour) -> None:  # noqa: N802  # its own name
    assert validate(set_words(*WORDS).pdf, flavour) == []
