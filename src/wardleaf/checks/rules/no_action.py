"""Nothing in the handout tells the reader what to do.

What it finds: a handout without steps, without a list to tick, and without a sentence that begins with what to do (“Ask …”, “Call …”, “Do not …”).

Why it matters to a reader: people read a leaflet to know what to do now. Facts alone leave them where they were.

Example: four pages on how a scan works.

Write instead: “Bring your medicine list.” “Drink a glass of water before you come.”

Options: none.

Evidence: PEMAT item 20, CDC Clear Communication Index item 5. Rule AC-01.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.checks.word_lists import begins_with_action
from wardleaf.findings import Finding, Severity

FAULT = rule_fault(__doc__, code="R301", name="no-action", severity=Severity.ERROR)


def check(handout: Handout) -> Iterator[Finding]:
    """Whether there is anything to do."""
    for passage in handout.running:
        if passage.kind in ("step", "tick"):
            return
        if any(begins_with_action(sentence) for sentence in passage.words.sentences):
            return
    message = "nothing here tells the reader what to do; add steps (`::: steps`) or a sentence that begins with what to do, such as “Ask …”"
    if handout.english or not handout.running:
        yield FAULT.at(handout.document.span, message)


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("AC-01",))
