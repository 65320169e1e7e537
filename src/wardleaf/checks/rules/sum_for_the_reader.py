"""The reader is asked to reckon.

What it finds: “multiply”, “divide”, “add up”, “subtract”, “calculate”, “work out your dose”, and doses by weight or surface (“mg/kg”, “per kg”, “mg/m²”).

Why it matters to a reader: many adults cannot do such sums with confidence, and a wrong dose harms.

Example: “Take 10 mg per kg of body weight.”

Write instead: the result: “Take 2 tablets.” Or leave a line for staff to write it on (`::: write-in`).

Options: none.

Evidence: PEMAT item 7, CDC Clear Communication Index item 17. Rule NU-06.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardleaf.checks.places import place_of
from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.checks.vocabulary import words
from wardleaf.findings import Finding

FAULT = rule_fault(__doc__, code="R407", name="sum-for-the-reader")
_SUM = re.compile(
    r"\b(?:multipl(?:y|ied)\b[^.]{0,40}\bby\b|divided?\b[^.]{0,40}\bby\b|add (?:up|together)|subtract|calculate (?:your|the)|work out (?:your|the|how)"
    r"|per kg|per kilogram|per kilo|(?:mg|mcg|ml|g) ?/ ?(?:kg|m²|m2))(?!\w)",
    re.IGNORECASE,
)
_QUICK = words(
    "multiply multiplied divide divided add subtract calculate work per mg/kg mg/m2 mg/m² kg mg mcg ml g m² m2"
)


def check(handout: Handout) -> Iterator[Finding]:
    """Each sum that is left to the reader."""
    if not handout.english:
        return
    for passage in handout.passages:
        if passage.kind in ("table-heading", "risk") or not passage.words.vocabulary & _QUICK:
            continue
        found = _SUM.search(passage.text)
        if found:
            message = f"“{found[0]}” leaves a sum to the reader; give the result, or a line for staff to write it on"
            yield FAULT.at(place_of(found[0], passage.span), message)


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("NU-06",))
