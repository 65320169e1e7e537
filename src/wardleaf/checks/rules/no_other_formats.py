"""The handout does not say how to get it in another form or language.

What it finds: a clinic without `other-formats`, so that the last page has no such line.

Why it matters to a reader: somebody who cannot read this print, or this language, must learn that there is another.

Example: a last page without that line.

Write instead: in the clinic's file `other-formats: "For large print, audio or another language, call us."`

Options: none.

Evidence: NHS Accessible Information Standard (DAPB1605); RNIB; 45 CFR 92. Rule LG-02.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.findings import Finding

FAULT = rule_fault(__doc__, code="R905", name="no-other-formats")


def check(handout: Handout) -> Iterator[Finding]:
    """The line on other formats."""
    document = handout.document
    if document.labels.imprint_formats not in {label for label, _ in document.imprint.rows}:
        message = "the last page does not say how to get other formats and languages; write `other-formats:` in the clinic's file"
        yield FAULT.at(document.clinic.span, message)


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("LG-02",))
