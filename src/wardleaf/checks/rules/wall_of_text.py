"""Too many words stand under one heading.

What it finds: more words of running text than the profile's limit between two headings. Panels, tables and the call box have headings of their own.

Why it matters to a reader: headings are where a reader finds a place again, and where somebody who listens moves to.

Example: a page and a half on side effects without a heading.

Write instead: a heading for each thing that a reader may look for: “Infection”, “Hair loss”.

Options: `checks: words-between-headings` of the profile.

Evidence: PEMAT item 8, CDC Clear Communication Index item 9; the number is ours. Rule ST-03.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.places import shortened
from wardleaf.checks.reading import RUNNING, Handout, Passage
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.findings import Finding

FAULT = rule_fault(__doc__, code="R204", name="wall-of-text")


def check(handout: Handout) -> Iterator[Finding]:
    """Each stretch without a heading that is too long."""
    most = handout.limits.words_between_headings
    for section in handout.sections:
        heading: Passage | None = None
        count = 0
        for passage in (*section.passages, None):
            if passage is None or passage.kind in ("heading", "panel-heading"):
                if count > most and heading is not None:
                    message = f"{count} words stand under “{shortened(heading.text)}”; put a heading after each {most} or fewer"
                    yield FAULT.at(heading.span, message)
                heading, count = passage, 0
            elif passage.kind in RUNNING and passage.kind != "symptom":
                count += passage.words.count


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("ST-03",))
