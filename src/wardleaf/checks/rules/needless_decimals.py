"""A number is more exact than a reader can use.

What it finds: numbers with two or more decimals, and chances or percentages with any. Money, times of day and doses are let pass.

Why it matters to a reader: “6.93%” looks learned and is read as “69”.

Example: “6.93% of people had a rash.”

Write instead: “7 in 100 people had a rash.”

Options: none.

Evidence: PEMAT item 6; NHS, Numbers. Rule NU-06.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardleaf.checks.places import place_of
from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.findings import Finding

FAULT = rule_fault(__doc__, code="R408", name="needless-decimals")
_EXACT = re.compile(
    r"(?<![\w.,£$€/-])(?:\d+\.\d{2,}(?!\s?(?:am|pm|a\.m|p\.m|mg|mcg|micrograms?|milligrams?|g|kg|ml|mL|litres?|liters?|units?|°|%|per)\b)(?![\d.:])"
    r"|\d+\.\d+\s?(?:%|per ?cent\b|in \d))"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+\Z")  # as Spanish or German writes them
_TIME = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d\Z")


def check(handout: Handout) -> Iterator[Finding]:
    """Each number that could be rounded."""
    for passage in handout.running:
        if not passage.words.figures or "." not in passage.text:
            continue
        found = _EXACT.search(passage.text)
        if found and not handout.english and _THOUSANDS.match(found[0]):
            continue
        if found and not (_TIME.match(found[0]) and (handout.document.language.endswith("GB") or not handout.english)):
            yield FAULT.at(place_of(found[0], passage.span), f"round “{found[0]}”: readers need no decimals here")


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("NU-06",))
