"""The reader is not told when and whom to call.

What it finds: a handout whose clinic gives no number for day and night; a number that no telephone can dial; no emergency number; and, for kind `chemotherapy`, no box
with a list of symptoms (`::: call-now`).

Why it matters to a reader: fever during chemotherapy is an emergency. At three in the morning this box is what is looked for.

Example: a chemotherapy handout with the number of the ward, “weekdays only”.

Write instead: `phones: advice:` in the clinic's file, with `any-time`, or `day` and `night`; and `::: call-now` with the symptoms in a section.

Options: none.

Evidence: CDC Clear Communication Index item 14; ASCO-ONS 2024, whom to call at any hour. Rule AC-04.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.document.model import CallBox, runs_text
from wardleaf.findings import Finding, Severity

FAULT = rule_fault(__doc__, code="R304", name="incomplete-call-box", severity=Severity.ERROR)
_FEWEST_DIGITS, _MOST_DIGITS = 3, 15


def check(handout: Handout) -> Iterator[Finding]:
    """What is missing from the boxes that say when to call."""
    document = handout.document
    box = document.first_page.call_box
    if box is None or not box.numbers:
        message = (
            "the clinic gives no number to call by day and night; write it under `phones: advice:` in the clinic's file"
        )
        yield FAULT.at(document.clinic.span, message)
    for number in box.numbers if box else ():
        if not _FEWEST_DIGITS <= sum(sign.isdigit() for sign in number.dial) <= _MOST_DIGITS:
            yield FAULT.at(document.clinic.span, f"“{number.number}” is no telephone number; write its digits")
    if box is not None and not any(sign.isdigit() for sign in runs_text(box.emergency)):
        yield FAULT.at(
            document.clinic.span,
            "the box does not name the emergency number; write it under `emergency:` in the clinic's file",
        )
    full = any(isinstance(block, CallBox) and block.symptoms for block in document.blocks)
    if document.kind == "chemotherapy" and not full:
        message = "no box lists the symptoms to call about; use a section with `::: call-now` and a list"
        yield FAULT.at(document.span, message)


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("AC-04",))
