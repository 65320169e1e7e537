"""What the checks put on the reviewer's worksheet: true to the rules, and never a verdict."""

from __future__ import annotations

import pytest
from tests.checks.making import TODAY, handout, profile
from tests.document.making import PNG

from wardleaf.checks.measures import measured_facts
from wardleaf.document.instruments import INSTRUMENTS
from wardleaf.document.model import CheckList, Document
from wardleaf.document.papers import facts_seen, review_worksheet
from wardleaf.document.wording import block_texts
from wardleaf.values import replace

TABLE = "| Day | Tablets |\n|---|---|\n| Monday | two |"
PLAIN = "You can rest at home with your own things. We call you in the evening. " * 10
ALL = f"To use the table, read across.\n\n{TABLE}\n\n![A leaf](figures/leaf.png)\n\n{PLAIN}"


def made(body: str, **options: object) -> Document:
    return handout(body, files={"handouts/figures/leaf.png": PNG}, **options)  # type: ignore[arg-type]


def facts(body: str, **options: object) -> dict[str, str]:
    return dict(measured_facts(made(body, **options), profile(), today=TODAY))


def test_a_long_text_has_its_grades_and_a_short_one_none() -> None:
    grade = facts(PLAIN)["reading-grade"]
    assert grade.startswith("Flesch-Kincaid grade ")
    assert "without the topic words" not in grade
    assert "grade" not in grade.partition("Flesch-Kincaid grade ")[2] or "British scale" in grade
    assert "without the topic words (things)" in facts(PLAIN, keys={"topic-words": "[things]"})["reading-grade"]
    assert "reading-grade" not in facts("Words.")


@pytest.mark.parametrize(
    ("fact", "body", "nothing", "something"),
    [
        (
            "jargon",
            "We commence it now.",
            "the checks found no words to explain",
            "the checks found 1 word to explain: ",
        ),
        (
            "reckoning",
            "Multiply the dose by two.",
            "the checks found no places where the reader must reckon",
            "the checks found 1 place where",
        ),
        (
            "long-stretches",
            "You can rest at home with your own things in the hour before we call you at last. " * 5,
            "the checks found no stretches",
            "the checks found 1 stretch that is too long: ",
        ),
        ("passive", "The tablets are taken.", "0 of ", "1 of "),
        ("long-sentences", "You " + "may rest and " * 9 + "call us.", "0 of ", "1 of "),
        ("unled-tables", TABLE, "", "the checks found 1 table without a line"),
        ("poor-captions", "![image of a leaf](figures/leaf.png)", "", "the checks found "),
    ],
)
def test_what_the_rules_find_is_said_beside_the_question(fact: str, body: str, nothing: str, something: str) -> None:
    assert facts(body)[fact].startswith(something)
    assert facts("Words.").get(fact, "").startswith(nothing)
    assert bool(nothing) == (fact in facts("Words."))


def test_an_accepted_finding_is_told_too() -> None:
    allow = '{avoidable-jargon: {reason: "It is the name", by: "A. Head, nurse", until: 2027-11-01}}'
    assert facts("We commence it now.", keys={"allow": allow})["jargon"].startswith("the checks found 1 word")


def test_a_text_in_another_language_has_its_own_formula_and_no_english_one() -> None:

    for language, formula in (("es", "INFLESZ score"), ("de", "LIX ")):
        told = measured_facts(replace(made(PLAIN), language=language), profile(), today=TODAY)
        assert list(told) == ["reading-grade"]
        assert told["reading-grade"].startswith(formula)


def test_every_fact_that_an_item_names_can_be_seen_or_measured() -> None:
    measured = facts(ALL)
    assert len(measured) > 15
    known = {*measured, *facts_seen(made(f"{ALL} [@a].".replace(". [", " [")))}
    sometimes = {
        "figures",
        "alt",
        "tables",
        "steps",
        "icon-arrays",
        "lists",
        "tools",
        "you",
        "support",
        "not-known",
        "choices",
        "questions",
        "parts",
    }
    named = {fact for instrument in INSTRUMENTS for item in instrument.items for fact in item.facts}
    assert len(named) > 30
    assert named <= known | sometimes
    assert measured.keys() <= named


def test_the_worksheet_says_what_was_found_and_calls_nothing_a_score() -> None:
    document = made(f"{PLAIN}\n\nWe commence it now.")
    sheet = review_worksheet(document, measured=facts(f"{PLAIN}\n\nWe commence it now."))
    lists = [text for block in sheet.blocks if isinstance(block, CheckList) for text, _ in block_texts(block)]
    assert any(text.startswith("3. Common, everyday language. Seen: Flesch-Kincaid grade ") for text in lists)
    assert any(text.startswith("4. Medical terms") and "the checks found 1 word to explain: " in text for text in lists)
    assert sheet.first_page.main_message.endswith("not an official or validated score.")
