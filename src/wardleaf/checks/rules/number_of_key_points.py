"""The key points are too few to sum the handout up, or too many to remember.

What it finds: fewer than three or more than five key points; none at all is an error.

Why it matters to a reader: the key points are the summary for somebody short of time or strength.

Example: nine key points on the first page.

Write instead: the three to five that a reader should still know tomorrow.

Options: none.

Evidence: PEMAT items 11 and 12, CDC Clear Communication Index item 10; the numbers are ours. Rule ST-02.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.document.model import ItemList
from wardleaf.findings import Finding, Severity

FAULT = rule_fault(__doc__, code="R203", name="number-of-key-points")
_LEAST, _MOST = 3, 5


def check(handout: Handout) -> Iterator[Finding]:
    """How many key points there are."""
    points = handout.document.first_page.key_points
    count = sum(len(block.items) for block in points.blocks if isinstance(block, ItemList))
    if not _LEAST <= count <= _MOST:
        message = f"there are {count} key points; write {_LEAST} to {_MOST}"
        yield FAULT.at(
            points.span or handout.document.span, message, severity=Severity.WARNING if count else Severity.ERROR
        )


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("ST-02",))
