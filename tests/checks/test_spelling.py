"""Spelling: what is told, what is let pass, and how often it is wrong: on the shipped library, on ordinary passages, and
on names of medicines with a seeded slip.
"""

from __future__ import annotations

import random
import re
import time
from pathlib import Path
from string import ascii_lowercase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.checks.making import TODAY, checked, handout, profile, style
from tests.test_cases import make_library

from wardleaf.checks.dictionary import (
    english,
    is_word,
    medicines,
    nearest_medicine,
    nearest_word,
    other_spelling,
)
from wardleaf.checks.registry import check_document
from wardleaf.checks.sentences import read_stretch
from wardleaf.checks.words_as_spelt import unknown_words
from wardleaf.findings import Findings, Severity
from wardleaf.library.reader import read_library

PASSAGES = Path(__file__).parent / "ordinary-passages.txt"
SLIPS = 1000


def told(body: str, *, own: frozenset[str] = frozenset(), us: bool = False) -> list[str]:
    document = handout(body, of="us" if us else "uk")
    found = check_document(document, style(), profile("us" if us else "uk"), today=TODAY, own_words=own)
    return [finding.message for finding in found if finding.code in ("R110", "R506")]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("phsyiotherapist", "physiotherapist"),
        ("recieves", "receives"),
        ("seperate", "separate"),
        ("accomodate", "accommodate"),
        ("definately", "definitely"),
        ("diarrohea", "diarrhoea"),
        ("apointment", "appointment"),
        ("Wendesday", "Wednesday"),
        ("tumor", "tumour"),
        ("hospitalized", "hospitalised"),
    ],
)
def test_the_likeliest_word_is_offered(typed: str, meant: str) -> None:
    assert not is_word(typed, "British")
    assert nearest_word(typed, "British") == meant


def test_a_misspelt_word_is_told_at_its_line_and_column() -> None:
    document = handout("You meet the phsyiotherapist.\n\nShe recieves your letter.")
    found = [finding for finding in checked(document) if finding.code == "R110"]
    assert [(finding.span.line, finding.span.column, finding.span.width) for finding in found if finding.span] == [
        (found[0].span.line if found[0].span else 0, 14, 15),
        (found[1].span.line if found[1].span else 0, 5, 8),
    ]
    assert "did you mean “physiotherapist”?" in found[0].message
    assert "words.txt" in found[0].help


def test_a_medicine_with_a_slip_is_an_error_that_nobody_can_accept() -> None:
    document = handout("You take capecitibine twice a day, and Herceptn once.")
    found = [finding for finding in checked(document) if finding.code == "R506"]
    assert all(finding.severity is Severity.ERROR for finding in found)
    assert {word for finding in found for word in re.findall("“(.+?)”", finding.message)} == {
        *("capecitibine", "capecitabine"),
        *("Herceptn", "herceptin"),
    }


@pytest.mark.parametrize(
    "body",
    [
        "We met Rao and Okonkwo-Brauer at Kettlethorpe.",
        "Okonkwo rang. We like Okonkwo.",
        "The NHS, MRI and DXd scans of mRNA.",
        "See www.exampel.org or write to phsyio@exampel.org.",
        "The café serves naïve guests’ and the nurse’s tea.",
        "An echocardiogram, immunotherapy and anti-sickness tablets.",
        "[Adiós amigos queridos]{lang=es}",
        "It’s, you’ll, don't, o’clock; 3rd, 10th and 2.5mg.",
        "Salbutamol is a reliever. Paracetamol and anthracyclines help.",
    ],
)
def test_names_abbreviations_and_other_languages_are_let_pass(body: str) -> None:
    assert told(body) == []


def test_own_words_are_right_in_every_form() -> None:
    assert len(told("Ask for a Quindley pad, a zorbing or a tamoxifin.")) == 2
    assert told("Ask for zorbings, a zorbing’s end or tamoxifin.", own=frozenset({"zorbing", "tamoxifin"})) == []


def test_each_clinic_has_its_spelling() -> None:
    assert told("The colour of the tumour.") == []
    assert [message.partition(";")[0] for message in told("The color.")] == ["“color” is American spelling"]
    assert [message.partition(";")[0] for message in told("The colour.", us=True)] == ["“colour” is British spelling"]
    assert other_spelling("color", "British") and not other_spelling("colour", "British")


def test_ordinary_passages_have_less_than_one_alarm_in_a_thousand_words() -> None:
    """On all such addresses from 1960 to 2021, 369,925 words, it was 0.90 in 1,000, true slips counted."""
    stretches = [read_stretch(" ".join(text.split())) for text in PASSAGES.read_text(encoding="utf-8").split("\n")]
    alarms = list(unknown_words(stretches, "American"))
    count = sum(stretch.count for stretch in stretches)
    assert count > 15_000
    assert 0 < len(alarms) < count / 1000


def test_slips_in_names_of_medicines_are_caught() -> None:
    chance = random.Random(19)  # noqa: S311 - a seed, no secret
    names = sorted(name for name in medicines() if len(name) > 5)
    assert len(names) > 1000
    slips = {slip for _ in range(2 * SLIPS) if (slip := slipped(chance.choice(names), chance))}
    seeded = sorted(slips - medicines())[:SLIPS]
    assert len(seeded) == SLIPS
    caught = sum(not is_word(slip, "British") and nearest_medicine(slip) != "" for slip in seeded)
    assert caught >= 0.995 * SLIPS


def slipped(name: str, chance: random.Random) -> str:
    place, letter = chance.randrange(len(name) - 1), chance.choice(ascii_lowercase)
    forms = (
        name[:place] + name[place + 1 :],
        name[:place] + letter + name[place:],
        name[:place] + letter + name[place + 1 :],
        name[:place] + name[place + 1] + name[place] + name[place + 2 :],
    )
    return chance.choice(forms)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=30))
def test_any_text_can_be_asked_about(text: str) -> None:
    for spelling in ("British", "American"):
        if is_word(text, spelling):  # type: ignore[arg-type]
            continue
        assert nearest_word(text, spelling) != text  # type: ignore[arg-type]
        assert nearest_medicine(text) != text


@pytest.mark.parametrize(
    "text",
    [
        "x" * 200_000,
        "a-" * 100_000,
        " ".join(f"{a}{b}qzj{c}" for a in "abcdefgh" for b in "klmnopqr" for c in "stuvwxyz"),
    ],
)
def test_long_and_many_words_take_time_that_grows_with_the_text(text: str) -> None:
    begun = time.process_time()
    for _, word in unknown_words([read_stretch(text)], "British"):
        nearest_medicine(word)
        nearest_word(word, "British")
    assert time.process_time() - begun < 3


def test_own_words_are_read_from_their_file(tmp_path: Path) -> None:
    root = make_library(tmp_path / "library")
    path = root / "handouts/words.txt"
    path.write_text("# ours\nZorbing Quindley’s\nhalf-zonk # remark\n\n", encoding="utf-8")
    findings = Findings()
    library = read_library(root, findings=findings)
    assert library and not list(findings)
    assert library.words == {"zorbing", "quindley’s", "half", "zonk"}
    path.write_bytes(b"\xff\x00")
    read_library(root, findings=findings)
    assert [finding.span.file.path for finding in findings if finding.span] == ["handouts/words.txt"]


def test_the_lists_are_what_they_say() -> None:
    assert max(map(len, english("British") | english("American") | medicines())) <= 40
    assert {"colour", "Monday", "don't", "chemotherapy"} <= english("British")
    assert {"color", "Monday"} <= english("American")
    assert "color" not in english("British") and "colour" not in english("American")
    assert {"paracetamol", "trastuzumab", "salbutamol"} <= medicines()
    assert all(name == name.casefold() and name.isascii() and name.isalpha() for name in medicines())
