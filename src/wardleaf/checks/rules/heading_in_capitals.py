"""A heading is set in capitals, or Each Of Its Words Has One.

What it finds: the title and headings of three words or more that are all capitals; where the profile asks for sentence case, also those in which every longer
word has a capital and there are at least three of them.

Why it matters to a reader: the shape of words helps to read them, and capitals take it away. A capital on each word hides which ones are names.

Example: “WHEN TO CALL US”, “Looking After Yourself During Treatment”

Write instead: “When to call us”, “Looking after yourself during treatment”

Options: `checks: sentence-case-headings` of the profile.

Evidence: NHS, Formatting: sentence case; CMS Toolkit 6.5, RNIB Clear Print: no capitals. Rule ST-04.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardleaf.checks.places import shortened
from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.findings import Finding

FAULT = rule_fault(__doc__, code="R205", name="heading-in-capitals")
_LONGER = re.compile(r"[^\W\d_]{4,}")
_LEAST = 3


def check(handout: Handout) -> Iterator[Finding]:
    """Each heading in capitals."""
    for passage in handout.passages:
        if passage.kind not in ("title", "heading", "panel-heading"):
            continue
        words = [word for sentence in passage.words.sentences for word in sentence.words]
        if len(words) >= _LEAST and all(word.isupper() for word in words if word.isalpha()):
            yield FAULT.at(passage.span, f"“{shortened(passage.text)}” is in capitals; write it in small letters")
        elif handout.limits.sentence_case_headings and handout.english:
            longer = [word for word in words[1:] if _LONGER.fullmatch(word)]
            if len(longer) >= _LEAST and all(word[0].isupper() for word in longer):
                message = (
                    f"“{shortened(passage.text)}” has a capital on each word; keep those of the first word and of names"
                )
                yield FAULT.at(passage.span, message)


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("ST-04",))
