"""The validator itself: files that must fail, so that one that says nothing is noticed."""

from __future__ import annotations

import pytest
from tests.tagging import spoiling
from tests.tagging.finished import built
from tests.tagging.spoiling import Spoil, spoiled
from tests.tagging.verapdf import Flavour, validate

GOOD = ("chemotherapy-day", "riverside", "standard")

BAD: list[tuple[Flavour, Spoil, str]] = [
    ("ua1", spoiling.without_alt, "7.3-1"),
    ("ua1", spoiling.without_tree, "7.1-"),
    ("ua1", spoiling.with_a_heading_skipped, "7.4.2-1"),
    ("ua1", spoiling.without_font_program, "7.21.4.1-"),
    ("ua1", spoiling.without_language, "7.2-"),
    ("ua1", spoiling.without_title_shown, "7.1-10"),
    ("ua1", spoiling.without_words_of_links, "7.18.5-2"),
    ("ua1", spoiling.without_tab_order, "7.18.3-1"),
    ("ua1", spoiling.with_ink_in_no_mark, "7.1-3"),
    ("ua1", spoiling.without_scope, "7.5-1"),
    ("ua1", spoiling.without_metadata, "7.1-"),
    ("ua1", spoiling.with_wrong_widths, "7.21.5-1"),
    ("ua1", spoiling.without_a_character, "7.21.7-"),
    ("2a", spoiling.without_tree, "6.7.3."),
    ("2a", spoiling.without_font_program, "6.2.11.4.1-"),
    ("2a", spoiling.without_output_intent, "6.2."),
    ("2a", spoiling.without_metadata, "6.6."),
    ("2a", spoiling.with_a_script, "6.5."),
]


@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_a_good_file_saved_by_another_program_stays_good(flavour: Flavour) -> None:
    assert validate(spoiled(built(*GOOD).made.pdf, spoiling.without_change), flavour) == []


@pytest.mark.parametrize(
    ("flavour", "spoil", "rule"), BAD, ids=[f"{flavour}-{spoil.__name__}" for flavour, spoil, _ in BAD]
)
def test_a_bad_file_fails(flavour: Flavour, spoil: Spoil, rule: str) -> None:
    failures = validate(spoiled(built(*GOOD).made.pdf, spoil), flavour)
    assert [failure.rule for failure in failures if failure.rule.startswith(rule)], failures
    assert all(failure.message and failure.count for failure in failures)
