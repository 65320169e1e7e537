"""A handout about treatment never says what is not known.

What it finds: handouts of kind `treatment` or `chemotherapy` without a sentence such as “we do not know”, “no one can tell”, “may differ” or “studies are still …”.

Why it matters to a reader: a leaflet that is sure of everything is not believed, or believed too much.

Example: a handout that lists what treatment does, and nothing else.

Write instead: “No one can tell you for sure how well treatment will work for you.” A heading “What we do not know” is easy to find.

Options: none.

Evidence: CDC Clear Communication Index item 11; DISCERN question 8; Trevena 2013. Rule NU-05.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.checks.vocabulary import words
from wardleaf.findings import Finding

FAULT = rule_fault(__doc__, code="R405", name="no-uncertainty")
_UNCERTAIN = re.compile(
    r"\b(?:(?:do|does|did) not (?:yet )?know|don[’']t (?:yet )?know|not (?:yet )?(?:known|clear|certain|proven)|unknown|uncertain|unclear|no ?one can (?:tell|say|know|be sure)"
    r"|nobody can (?:tell|say|know)|cannot (?:tell|say|prove|predict|be sure|know)|can[’']t (?:tell|say|predict|be sure)|may differ|might differ|not enough (?:proof|evidence|research)"
    r"|no (?:good |clear )?(?:proof|evidence)|still being (?:studied|tested)|studies are (?:still )?testing|is not a promise|hard to (?:say|predict))\b",
    re.IGNORECASE,
)

_QUICK = words(
    "know known clear certain proven unknown uncertain unclear tell say sure prove predict differ proof evidence research studied tested testing promise",
)


def check(handout: Handout) -> Iterator[Finding]:
    """Whether any sentence says what is not known."""
    document = handout.document
    if document.kind not in ("treatment", "chemotherapy") or not handout.english:
        return
    if not any(passage.words.vocabulary & _QUICK and _UNCERTAIN.search(passage.text) for passage in handout.passages):
        message = "nothing here says what is not known; add a sentence such as “No one can tell you for sure how well it will work for you”"
        yield FAULT.at(document.span, message)


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("NU-05",))
