"""Headings: how far they stand from their rules, and at which edge."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest
from tests.typeset.making import CLINICS, set_body

from wardleaf.document.model import Heading, Plain
from wardleaf.style.schema import HeadingStyle, Style
from wardleaf.typeset.compose.texts import compose_heading
from wardleaf.units import Length


@pytest.mark.parametrize("treatment", ["rule-above", "rule-below"])
@pytest.mark.parametrize("clinic", CLINICS)
def test_between_a_heading_and_its_rule_stands_the_rules_gap(clinic: str, treatment: Literal["rule-above", "rule-below"]) -> None:
    context = set_body("Words.", clinic=clinic).laid.context
    look = replace(context.style.heading["2"], treatment=treatment, rule_gap=Length(5))
    heading = Heading(level=2, runs=(Plain("What it does"),), id="what")
    (made,) = compose_heading(replace(context, style=_with_second(context.style, look)), heading).flowables
    assert made.height(context.width) == pytest.approx(look.rule.thickness.pt + 5 + look.text.leading.pt)
    assert (made.before, made.after) == (look.before.pt, look.after.pt)


def _with_second(style: Style, look: HeadingStyle) -> Style:
    return replace(style, heading={**style.heading, "2": look})
