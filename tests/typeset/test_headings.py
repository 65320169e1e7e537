"""Headings and labels: how far they stand from their rules, at which edge, with what, and how even their lines are."""

from __future__ import annotations

from typing import Literal

import pytest
from tests.typeset.making import CLINICS, EDITIONS, page_words, set_body

from wardleaf.document.model import Heading, Plain
from wardleaf.style.schema import HeadingStyle, Style
from wardleaf.typeset.compose.texts import compose_heading
from wardleaf.typeset.containers import walk_flowables
from wardleaf.typeset.flowables import Text
from wardleaf.units import Length
from wardleaf.values import replace


@pytest.mark.parametrize("treatment", ["rule-above", "rule-below"])
@pytest.mark.parametrize("clinic", CLINICS)
def test_between_a_heading_and_its_rule_stands_the_rules_gap(
    clinic: str, treatment: Literal["rule-above", "rule-below"]
) -> None:
    context = set_body("Words.", clinic=clinic).laid.context
    look = replace(context.style.heading["2"], treatment=treatment, rule_gap=Length(5))
    heading = Heading(level=2, runs=(Plain("What it does"),), id="what")
    read = context.reader.block(heading, heading.level)
    (made,) = compose_heading(replace(context, style=_with_second(context.style, look)), heading, read).flowables
    assert made.height(context.width) == pytest.approx(look.rule.thickness.pt + 5 + look.text.leading.pt)
    assert (made.before, made.after) == (look.before.pt, look.after.pt)


TABLE = "| Kind | Aim |\n|---|---|\n| Local | To cure |\n"
LED = {
    "a table": (TABLE, 0.0),
    "lines to write on": ("::: write-in\nlines: 3\n:::\n", 0.0),
    "lines with labels": ("::: write-in\nfields: [My dose]\n:::\n", 0.0),
    "a diary": ("::: diary\ncolumns: [Day, Notes]\nrows: 3\n:::\n", 0.0),
    "a smaller heading and a table": ("### Smaller\n\n" + TABLE, 0.0),
    "text": ("Words and more words.\n", 1.0),
    "a list": ("- one\n- two\n", 1.0),
    "a note": ("::: note\nWords.\n:::\n", 1.0),
    "text before a table": ("Words.\n\n" + TABLE, 1.0),
}


@pytest.mark.parametrize("led", LED)
@pytest.mark.parametrize("clinic", CLINICS)
def test_a_heading_stands_at_the_edge_of_what_it_leads(clinic: str, led: str) -> None:
    written, set_in = LED[led]
    made = set_body(f"## It leads\n\n{written}", clinic=clinic)
    fact = next(fact for page in made.pages for fact in page.texts if fact.text.startswith("It leads"))
    assert fact.x0 == pytest.approx(made.style.page.inner.pt + set_in * made.style.page.text_indent.pt, abs=0.01)


LISTED = "".join(f"- {word}\n" for word in ("one", "two", "three", "four", "five"))


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_heading_is_not_left_with_one_line_of_what_follows(edition: str) -> None:
    parted = 0
    long = LISTED + "- six\n" * 40 + "- last\n"
    for lines in range(12, 34):
        fill = "".join(f"- line {number}\n" for number in range(lines))
        made = set_body(f"{fill}\n## It leads\n\nThis line leads a list.\n\n{long}", edition=edition, contents="no")
        page = next(page for page in made.pages if "This line leads a list." in page_words(page))
        assert "It leadsThis line leads a list.•one•two" in page_words(page)
        parted += "last" not in page_words(page)
    assert parted


def test_a_heading_whose_section_is_one_line_may_end_a_page() -> None:
    """Though a page is chosen to end otherwise where that costs no page."""
    made = set_body(f"## It says\n\nThis line is all.\n\n## It leads\n\nThis line leads.\n\n{LISTED}", contents="no")
    lines = {
        "".join(fragment.text for word in text.words for fragment in word.fragments): placed.flowable.keep_with_next
        for page in made.laid.pages
        for placed in page.placed
        for text in walk_flowables(placed.flowable)
        if isinstance(text, Text)
    }
    kept = {words: keep for words, keep in lines.items() if words.startswith("Thisline")}
    assert kept == {"Thislineisall.": False, "Thislineleads.": True}


def test_the_label_of_an_icon_array_does_not_end_with_a_lone_word() -> None:
    groups = "groups:\n  - {label: chemotherapy before surgery, count: 65}\n  - {label: after it, count: 49}\n"
    array = f"::: icon-array\nout-of: 100\nwho: women\nperiod: over 15 years\nevent: kept it\notherwise: lost it\n{groups}source: [a]\n:::\n"
    facts = [fact.text.strip() for page in set_body(array).pages for fact in page.texts]
    assert facts[facts.index("chemotherapy") :][:2] == ["chemotherapy", "before surgery"]


def _with_second(style: Style, look: HeadingStyle) -> Style:
    return replace(style, heading={**style.heading, "2": look})
