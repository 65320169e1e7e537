"""Words that were to be replaced are still there.

What it finds: “TBC”, “to be confirmed”, “lorem ipsum”, “XXX”, “???”, and square brackets around “insert”, “your”, “name”, “date” or “phone”.

Why it matters to a reader: a patient who finds “insert number” at night has no number.

Example: “Call the ward on [insert number].”

Write instead: the fact itself; for a fact of the clinic `{{ clinic.phones.advice }}`.

Options: none.

Evidence: ours. Rule AC-04.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardleaf.checks.places import place_of
from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.checks.vocabulary import words
from wardleaf.document.model import runs_text
from wardleaf.findings import Finding, Severity

FAULT = rule_fault(__doc__, code="R305", name="placeholder-text", severity=Severity.ERROR)
_LEFT = re.compile(
    r"\bTB[CDA]\b|\b[Tt]o be (?:confirmed|completed|added|decided)\b|\b[Ll]orem ipsum\b|\b[Xx]{3,}\b|\?{3,}|_{3,}"
    r"|\[(?:insert|add|enter|your|name|date|phone|number|clinic|hospital)\b[^\]\d]*\]|\binsert (?:name|number|date|phone|text)\b",
)
_QUICK = words("tbc tbd tba confirmed completed added decided lorem xxx xxxx xxxxx insert")
_SIGNS = ("??", "__", "[")


def check(handout: Handout) -> Iterator[Finding]:
    """Each place that was left to fill in."""
    for passage in handout.passages:
        if passage.words.vocabulary & _QUICK or any(sign in passage.text for sign in _SIGNS):
            found = _LEFT.search(passage.text)
            if found:
                yield FAULT.at(place_of(found[0], passage.span), f"“{found[0]}” was to be replaced; write what belongs here")
    for label, runs in handout.document.imprint.rows:
        found = _LEFT.search(runs_text(runs))
        if found:
            yield FAULT.at(
                handout.document.clinic.span, f"“{found[0]}” in the imprint (“{label}”) was to be replaced; write what belongs there"
            )


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("AC-04",))
