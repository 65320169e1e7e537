"""A booklet has more pages than a stapler or a reader can hold.

What it finds: booklets of more pages than the profile's limit. That their number is a multiple of four, and that the cover and the back are in their places, is seen to by
typesetting.

Why it matters to a reader: a thick booklet springs open, its inner pages stick out and are cut off, and nobody finds anything in it.

Example: a booklet of 72 pages.

Write instead: two booklets, or fewer sections (`when: {edition: [standard]}`).

Options: `checks: booklet-pages` and `booklet-pages-error` of the profile.

Evidence: makers of booklets give 8 to 64 pages for saddle stitch. Rule LY-04.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.rule import Printed, Rule, rule_fault
from wardleaf.findings import Finding, Severity

FAULT = rule_fault(__doc__, code="R807", name="thick-booklet")


def check(printed: Printed) -> Iterator[Finding]:
    """How many pages a booklet has."""
    count, limits = len(printed.page_facts.pages), printed.profile.checks
    if printed.style.folded and count > limits.booklet_pages:
        yield FAULT.at(
            printed.document.span,
            f"the booklet has {count} pages; make it {limits.booklet_pages} or fewer, or two booklets",
            severity=Severity.ERROR if count > limits.booklet_pages_error else Severity.WARNING,
        )


RULE = Rule(fault=FAULT, reads=Printed, check=check, ids=("LY-04",))
