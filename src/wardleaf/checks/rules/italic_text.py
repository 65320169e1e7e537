"""Words are set in italics.

What it finds: words between single stars in running text. Titles of journals in the list of sources are set in italics by their style and are not meant.

Why it matters to a reader: slanted letters are hard to read for people with low vision or dyslexia.

Example: “Take it *before* meals.”

Write instead: “Take it **before** meals.” Or let the sentence say it: “Take it 30 minutes before each meal.”

Options: none.

Evidence: RNIB Clear Print; NHS, Formatting: no italics; CMS Toolkit 6.6. Rule LY-03.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.places import place_of, shortened
from wardleaf.checks.reading import Handout, spoken_text
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.document.model import Emphasis, Link, Runs, Strong
from wardleaf.findings import Finding

FAULT = rule_fault(__doc__, code="R804", name="italic-text")


def check(handout: Handout) -> Iterator[Finding]:
    """Each passage with italics."""
    for passage in handout.running:
        words = _italic(passage.runs)
        if words:
            message = f"“{shortened(words)}” is in italics; write it plain, or between two stars if it must stand out"
            yield FAULT.at(place_of(words, passage.span), message)


def _italic(runs: Runs) -> str:
    for run in runs:
        if isinstance(run, Emphasis):
            return spoken_text(run.runs)
        if isinstance(run, (Strong, Link)) and (inside := _italic(run.runs)):
            return inside
    return ""


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("LY-03",))
