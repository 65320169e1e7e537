"""What is said of a handout in another language: rules that know English words are silent, those about form, numbers
and phones are not.
"""

from __future__ import annotations

import pytest
from tests.checks.making import checked, handout, named
from tests.checks.test_rules import ALL, Case, document_of

from wardleaf.values import replace

# What these find is there in any language: capitals, lengths, numbers, signs, phone numbers, parts, pictures.
ANY_LANGUAGE = {
    "capitals", "crowded-step", "crowded-table", "error-prone-abbreviation", "exclamation-mark", "heading-in-capitals", "incomplete-call-box",
    "italic-text", "long-list", "long-main-message", "long-paragraph", "long-sentence", "missing-part", "needless-decimals",
    "number-of-key-points", "picture-without-caption", "placeholder-text", "promotional-words", "repeated-heading", "retyped-clinic-fact",
    "risk-without-source", "section-without-source", "single-item-list", "too-much-bold", "unclear-opening", "unexplained-abbreviation",
    "letter-for-a-figure", "typed-citation", "unfilled-place", "unknown-part", "unsafe-number", "wall-of-text", "weak-alt-text",
}  # fmt: skip
FAILING = [case for case in ALL if case.fails]


@pytest.mark.parametrize("case", [case for case in FAILING if case.rule not in ANY_LANGUAGE], ids=str)
def test_rules_about_english_words_leave_other_languages_alone(case: Case) -> None:
    document = document_of(case)
    assert named(checked(document), case.rule) != []
    assert named(checked(replace(document, language="es")), case.rule) == []


@pytest.mark.parametrize("rule", sorted(ANY_LANGUAGE))
def test_rules_about_form_and_numbers_do_not(rule: str) -> None:
    told = [named(checked(replace(document_of(case), language="es")), rule) for case in FAILING if case.rule == rule]
    assert any(told)


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Participaron 1.500 mujeres.", "needless-decimals"),
        ("Neem 2 of 3 pauzes.", "one-sided-number"),
        ("Neem 2 of 3 pauzes. In 50% van de gevallen.", "mixed-risk-formats"),
    ],
)
def test_what_is_written_otherwise_elsewhere(words: str, rule: str) -> None:
    document = handout(words, keys={"kind": "general"})
    assert named(checked(document), rule) != []
    assert named(checked(replace(document, language="nl")), rule) == []


def test_a_chance_of_another_language_is_no_chance_without_source() -> None:
    document = handout("Neem 2 of 3 pauzes.", matter={"clinical": "yes"})
    assert named(checked(document), "risk-without-source") != []
    assert named(checked(replace(document, language="nl")), "risk-without-source") == []


def test_reading_is_scored_by_the_formula_of_the_language() -> None:
    document = handout(
        "La administración intravenosa de la medicación antineoplásica se realizará ambulatoriamente. " * 12
    )
    assert [
        finding.message[:7] for finding in named(checked(replace(document, language="es")), "reading-ease-too-low")
    ] == ["INFLESZ"]
    assert [
        finding.message[:3] for finding in named(checked(replace(document, language="pt-BR")), "reading-ease-too-low")
    ] == ["LIX"]
    for language in ("es", "pt-BR"):
        told = checked(replace(document, language=language))
        assert named(told, "reading-grade-too-high") == named(told, "smog-grade-too-high") == []
