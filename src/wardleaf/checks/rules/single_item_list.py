"""A list has one item.

What it finds: bullets and numbers with a single item.

Why it matters to a reader: a bullet promises more to come. Somebody who listens hears “list, one item” and waits.

Example: “• Drink plenty.” on its own.

Write instead: a sentence: “Drink plenty.”

Options: none.

Evidence: NHS, Formatting. Rule ST-05.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.document.model import Callout, ItemList
from wardleaf.findings import Finding

FAULT = rule_fault(__doc__, code="R209", name="single-item-list")


def check(handout: Handout) -> Iterator[Finding]:
    """Each list of one."""
    for section in handout.sections:
        for outer in section.blocks:
            for block in outer.blocks if isinstance(outer, Callout) else (outer,):
                if isinstance(block, ItemList) and block.style != "decimal" and len(block.items) == 1:
                    yield FAULT.at(block.span, "this list has one item; write it as a sentence")


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("ST-05",))
