"""The text points to something by its colour only.

What it finds: “the red box”, “shown in green”, “marked in blue” and the like.

Why it matters to a reader: one man in twelve cannot tell red from green, and most clinics print in grey.

Example: “Call us if your number is in the red box.”

Write instead: “Call us if your number is in the box headed ‘Call now’.”

Options: none.

Evidence: WCAG 1.4.1. Rule AX-02.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardleaf.checks.places import place_of
from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.checks.vocabulary import words
from wardleaf.findings import Finding

FAULT = rule_fault(__doc__, code="R903", name="colour-alone")
_COLOURS = "red green blue yellow orange pink purple grey gray teal amber"
_COLOUR = "|".join(_COLOURS.split())
_POINTED = re.compile(
    rf"\b(?:the|a|in) (?:{_COLOUR}) (?:box|boxes|panel|panels|band|bars?|dots?|figures|rows?|columns?|section|sections|part|parts|area|areas|shading|zone|text|words|letters)\b"
    rf"|\b(?:shown|marked|printed|coloured|colored|highlighted|shaded|written) in (?:{_COLOUR})\b",
    re.IGNORECASE,
)
_QUICK = words(_COLOURS)


def check(handout: Handout) -> Iterator[Finding]:
    """Each place that is named by its colour."""
    if not handout.english:
        return
    for passage in handout.passages:
        if passage.words.vocabulary & _QUICK:
            found = _POINTED.search(passage.text)
            if found:
                yield FAULT.at(
                    place_of(found[0], passage.span),
                    f"name what you mean by its heading or place, not by colour: “{found[0]}”",
                )


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("AX-02",))
