"""A list has more items than a reader keeps in mind.

What it finds: lists, steps and boxes to tick with more items than the profile's limit. The list of symptoms in the call box is left alone: there it
must be complete.

Why it matters to a reader: after six or seven items the first are gone.

Example: fourteen foods in one list.

Write instead: two lists, each with a heading: “Safe to eat”, “Leave these out”.

Options: `checks: list-items` and `steps` of the profile.

Evidence: CDC Clear Communication Index item 8, no more than seven; NHS, Formatting, no more than six. Rule ST-05.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.document.model import Callout, CheckList, ItemList
from wardleaf.findings import Finding

FAULT = rule_fault(__doc__, code="R208", name="long-list")


def check(handout: Handout) -> Iterator[Finding]:
    """Each list that is too long."""
    limits = handout.limits
    for section in handout.sections:
        for outer in section.blocks:
            for block in outer.blocks if isinstance(outer, Callout) else (outer,):
                if not isinstance(block, (ItemList, CheckList)):
                    continue
                steps = isinstance(block, ItemList) and block.style == "steps"
                most = limits.steps if steps else limits.list_items
                if len(block.items) > most:
                    what = "steps follow each other" if steps else "items are in this list"
                    yield FAULT.at(
                        block.span,
                        f"{len(block.items)} {what}; part them after {most} or fewer, each with its own heading",
                    )


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("ST-05",))
