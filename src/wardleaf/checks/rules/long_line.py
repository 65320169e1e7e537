"""Lines of running text are too long to follow.

What it finds: on the finished pages, lines at the size of running text; when one line in twenty is longer than the profile's limit. Measured in the real font. A much longer line
is an error.

Why it matters to a reader: at the end of a long line the eye loses the beginning of the next.

Example: 93 characters a line, which is A4 with narrow margins at 12 pt.

Write instead: a narrower `page: measure`, or larger type, in the style.

Options: `checks: line-characters` and `line-characters-error` of the profile.

Evidence: RNIB Clear Print, 60 to 70 characters; WCAG 1.4.8, no more than 80. Rule LY-02.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.line_lengths import usual_longest
from wardleaf.checks.rule import Printed, Rule, rule_fault
from wardleaf.findings import Finding, Severity

FAULT = rule_fault(__doc__, code="R802", name="long-line")


def check(printed: Printed) -> Iterator[Finding]:
    """How long the longest twentieth of all lines is."""
    longest = usual_longest(printed.page_facts, printed.style.body.text.size.pt)
    limits = printed.profile.checks
    if longest is not None and longest > limits.line_characters:
        yield FAULT.at(
            None,
            f"lines of {printed.style.edition} in the style `{printed.style.name}` have {longest} characters; make them {limits.line_characters} or fewer",
            severity=Severity.ERROR if longest > limits.line_characters_error else Severity.WARNING,
        )


RULE = Rule(fault=FAULT, reads=Printed, check=check, ids=("LY-02",))
