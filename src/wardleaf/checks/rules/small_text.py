"""Text is printed smaller than readers can read.

What it finds: on the finished pages, any text below the style's floor, superscripts below theirs, and running text below 12 pt, or below 16 pt in large print.
Footers, captions, sources and table cells count too.

Why it matters to a reader: half of those who read a cancer leaflet are over 60. Small print is not read.

Example: sources set in 8 pt.

Write instead: a larger size in the style. Where room is short, print fewer sources (`references: short`) or fewer words.

Options: `floor` of the style. Nothing below 12 pt belongs there.

Evidence: RNIB Clear Print, APH and CMS: 12 pt at least, notes too; ACB: large print is 18 pt. Rule LY-01.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.places import shortened
from wardleaf.checks.rule import Printed, Rule, rule_fault
from wardleaf.findings import Finding, Severity
from wardleaf.units import beside

FAULT = rule_fault(__doc__, code="R801", name="small-text", severity=Severity.ERROR)
_TOLERANCE = 0.05
_LEAST_BODY, _LEAST_LARGE = 12.0, 16.0
_MOST_TOLD = 3


def check(printed: Printed) -> Iterator[Finding]:
    """The smallest sizes on the pages, once a size."""
    style = printed.style
    body, least = style.body.text.size.pt, _LEAST_LARGE if style.large else _LEAST_BODY
    if body < least - _TOLERANCE:
        yield FAULT.at(
            None,
            f"running text of the style `{style.name}` is {beside(body, least, places=0)} pt in {style.edition}; make it {least:g} pt or more",
        )
    floor = min(style.floor.text.pt, style.floor.superscript.pt)
    told: set[float] = set()
    for number, page in enumerate(printed.page_facts.pages, 1):
        for text in page.texts:
            size = round(text.size, 1)
            small = size < style.floor.text.pt - _TOLERANCE and not (
                _is_raised(text.text) and size >= floor - _TOLERANCE
            )
            if text.text.strip() and small and size not in told and len(told) < _MOST_TOLD:
                told.add(size)
                message = f"“{shortened(text.text.strip())}” on page {number} is {beside(text.size, style.floor.text.pt)} pt; nothing is printed below {style.floor.text.pt:g} pt"
                yield FAULT.at(None, message)


def _is_raised(text: str) -> bool:
    """Whether `text` can be a superscript: a few signs."""
    return len(text.strip()) <= 3


RULE = Rule(fault=FAULT, reads=Printed, check=check, ids=("LY-01",))
