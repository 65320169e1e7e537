"""A picture has fewer dots than print needs.

What it finds: pictures that are printed with 200 to 300 dots an inch. Fewer than 200 are told by typesetting, as `picture-of-few-dots`.

Why it matters to a reader: fine lines and words inside a picture blur.

Example: a picture from a web page, 600 dots wide, across the page.

Write instead: the original file, or SVG; or print it smaller.

Options: none.

Evidence: PEMAT item 18; printing firms ask for 300. Rule LY-05.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.rule import Printed, Rule, rule_fault
from wardleaf.findings import Finding, Severity

FAULT = rule_fault(__doc__, code="R809", name="coarse-picture", severity=Severity.INFO)
_TOLD_BY_TYPESETTING, _LEAST = 200, 300


def check(printed: Printed) -> Iterator[Finding]:
    """Each picture between coarse and fine."""
    for number, page in enumerate(printed.page_facts.pages, 1):
        for picture in page.pictures:
            dots = round(picture.dots_per_inch)
            if _TOLD_BY_TYPESETTING <= dots < _LEAST:
                message = f"the picture on page {number} is printed with {dots} dots an inch; use a larger original ({_LEAST} or more)"
                yield FAULT.at(None, message)


RULE = Rule(fault=FAULT, reads=Printed, check=check, ids=("LY-05",))
