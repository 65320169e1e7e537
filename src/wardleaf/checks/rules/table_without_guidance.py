"""A table is not told how to be read.

What it finds: a table without a sentence before it, under the same heading, that speaks of the table, its rows or its columns.

Why it matters to a reader: many people do not read tables often. One line says where to begin.

Example: a table of medicines that follows its heading at once.

Write instead: “To use the table, find your medicine in the first column. Then read across.”

Options: none.

Evidence: PEMAT item 25. Ours is a warning: a machine cannot tell whether the sentence helps. Rule ST-06.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.reading import Handout, spoken_text
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.checks.sentences import read_stretch
from wardleaf.checks.vocabulary import words
from wardleaf.document.model import Heading, Paragraph, Table
from wardleaf.findings import Finding

FAULT = rule_fault(__doc__, code="R211", name="table-without-guidance")
_GUIDING = words("table tables chart row rows column columns across below")


def check(handout: Handout) -> Iterator[Finding]:
    """Each table without a line on how to use it."""
    if not handout.english:
        return
    for section in handout.sections:
        guided = False
        for block in section.blocks:
            if isinstance(block, Heading):
                guided = False
            elif isinstance(block, Paragraph):
                guided = guided or bool(read_stretch(spoken_text(block.runs)).vocabulary & _GUIDING)
            elif isinstance(block, Table) and not guided:
                message = "say before this table how to use it: “To use the table, find … in the first column. Then read across.”"
                yield FAULT.at(block.span, message)


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("ST-06",))
