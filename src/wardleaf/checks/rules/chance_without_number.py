"""A chance is told in words only.

What it finds: “a high chance”, “a small risk”, “rare side effect”, “very likely” and the like in a paragraph that has no number. An info: often the number
is not known, and then saying so helps.

Why it matters to a reader: “rare” means 1 in 10 to one person and 1 in 100,000 to another.

Example: “There is a small risk of bleeding.”

Write instead: “About 2 in 100 people have bleeding.” Or: “Bleeding is rare. We do not have an exact number.”

Options: none.

Evidence: CDC Clear Communication Index item 20; NHS, How we write: no vague quantities. Rule NU-03.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardleaf.checks.places import place_of
from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.checks.vocabulary import words
from wardleaf.findings import Finding, Severity

FAULT = rule_fault(__doc__, code="R403", name="chance-without-number", severity=Severity.INFO)
_VAGUE = re.compile(
    r"\b(?:(?:good|high|low|small|slight|strong|fair|tiny|remote|real|very good|very high|very low|very small) (?:chance|risk|possibility|likelihood)s? (?:of|that)"
    r"|(?:very |quite |extremely )?(?:rare|uncommon) (?:side effect|complication|problem|reaction)s?|very (?:un)?likely|very rarely)\b",
    re.IGNORECASE,
)
_QUICK = words("chance chances risk risks possibility possibilities likelihood rare uncommon likely unlikely rarely")
_UNKNOWN = re.compile(r"\b(?:not know|no exact|not sure|no one can|nobody can|cannot say)\b")


def check(handout: Handout) -> Iterator[Finding]:
    """Each chance without a number."""
    if not handout.english:
        return
    for passage in handout.running:
        if passage.words.figures or not passage.words.vocabulary & _QUICK or _UNKNOWN.search(passage.text):
            continue
        found = _VAGUE.search(passage.text)
        if found:
            message = f"how many people is “{found[0]}”? Write “5 in 100 people”, or say that the number is not known"
            yield FAULT.at(place_of(found[0], passage.span), message)


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("NU-03",))
