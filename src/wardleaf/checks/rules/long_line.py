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

from wardleaf.checks.rule import Printed, Rule, rule_fault
from wardleaf.findings import Finding, Severity
from wardleaf.page_facts import PageFact

FAULT = rule_fault(__doc__, code="R802", name="long-line")
_TOLERANCE = 0.05
_GAP = 12.0
_LEAST_LINES = 20
_SHARE = 20


def check(printed: Printed) -> Iterator[Finding]:
    """How long the longest twentieth of all lines is."""
    size = printed.style.body.text.size.pt
    lengths = sorted(length for page in printed.page_facts.pages for length in _lines(page, size))
    if len(lengths) < _LEAST_LINES:
        return
    longest = lengths[-max(1, len(lengths) // _SHARE)]
    limits = printed.profile.checks
    if longest > limits.line_characters:
        yield FAULT.at(
            None,
            f"lines of {printed.style.edition} in the style `{printed.style.name}` have {longest} characters; make them {limits.line_characters} or fewer",
            severity=Severity.ERROR if longest > limits.line_characters_error else Severity.WARNING,
        )


def _lines(page: PageFact, size: float) -> Iterator[int]:
    """The characters of each line of text of `size`; columns are lines of their own."""
    texts = sorted(
        (text for text in page.texts if not text.artifact and abs(text.size - size) < _TOLERANCE),
        key=lambda text: (round(text.baseline), text.x0),
    )
    count, baseline, end = 0, -1, 0.0
    for text in texts:
        if round(text.baseline) != baseline or text.x0 - end > _GAP:
            if count:
                yield count
            count = 0
        elif text.x0 - end > 1 and not text.text.startswith(" "):
            count += 1
        count += len(text.text.rstrip())
        baseline, end = round(text.baseline), text.x1
    if count:
        yield count


RULE = Rule(fault=FAULT, reads=Printed, check=check, ids=("LY-02",))
