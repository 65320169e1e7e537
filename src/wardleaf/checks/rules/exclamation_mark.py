"""A sentence ends in an exclamation mark.

What it finds: exclamation marks in running text and headings. An info.

Why it matters to a reader: it sounds like shouting, or like cheering at somebody who is ill.

Example: “You can do it!”

Write instead: a full stop.

Options: none.

Evidence: CMS Toolkit; NHS, Formatting. Rule LY-03.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.places import place_of
from wardleaf.checks.reading import PROSE, Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.findings import Finding, Severity

FAULT = rule_fault(__doc__, code="R806", name="exclamation-mark", severity=Severity.INFO)


def check(handout: Handout) -> Iterator[Finding]:
    """Each passage with an exclamation mark."""
    for passage in handout.passages:
        if "!" in passage.text and passage.kind in PROSE:
            sentence = next(
                (sentence.text for sentence in passage.words.sentences if "!" in sentence.text), passage.text
            )
            yield FAULT.at(
                place_of(sentence, passage.span), "end this with a full stop; an exclamation mark sounds like shouting"
            )


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("LY-03",))
