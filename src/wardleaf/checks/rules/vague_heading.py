"""A heading that could stand over anything.

What it finds: headings that are only “Information”, “General”, “Other”, “Introduction”, “Background” and the like.

Why it matters to a reader: a reader looks for an answer. “Other” says only that it is somewhere else.

Example: “General information”

Write instead: what the part tells or asks: “How long it takes”, “Can I drive?”

Options: none.

Evidence: PEMAT item 9; NHS, Formatting. Rule ST-04.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.findings import Finding

FAULT = rule_fault(__doc__, code="R207", name="vague-heading")
_VAGUE = frozenset(
    {
        "information", "general information", "general", "other", "other information", "further information", "more information",
        "additional information", "introduction", "background", "overview", "miscellaneous", "details", "further details", "important",
        "important information", "about", "general advice", "advice", "facts", "summary", "conclusion",
    }
)  # fmt: skip


def check(handout: Handout) -> Iterator[Finding]:
    """Each heading without a subject."""
    if not handout.english:
        return
    for passage in handout.passages:
        if passage.kind == "heading" and passage.text.casefold().strip(" .:!?") in _VAGUE:
            yield FAULT.at(passage.span, f"“{passage.text}” could stand over anything; say what the reader finds here")


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("ST-04",))
