"""Lines of running text are so short that they read in jerks.

What it finds: on the finished pages, when hardly a line at the size of running text has 30 characters: fewer than one in twenty. Measured in the real font.

Why it matters to a reader: the eye jumps back after every few words, long words leave holes, and the sentence falls apart.

Example: large print in a column of half a page, with 24 characters a line.

Write instead: a wider `page: measure`, narrower margins, or a larger sheet, in the style.

Options: `checks: line-characters-least` of the profile.

Evidence: RNIB Clear Print and typographic practice; 30 for a single column is our figure. Rule LY-02.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.line_lengths import usual_longest
from wardleaf.checks.rule import Printed, Rule, rule_fault
from wardleaf.findings import Finding

FAULT = rule_fault(__doc__, code="R810", name="short-line")


def check(printed: Printed) -> Iterator[Finding]:
    """How long the longest twentieth of all lines is."""
    longest = usual_longest(printed.page_facts, printed.style.body.text.size.pt)
    least = printed.profile.checks.line_characters_least
    if longest is not None and longest < least:
        where = f"lines of {printed.style.edition} in the style `{printed.style.name}`"
        yield FAULT.at(None, f"{where} have {longest} characters at most; make room for {least} or more")


RULE = Rule(fault=FAULT, reads=Printed, check=check, ids=("LY-02",))
