"""The handout gives chances in different forms.

What it finds: chances out of different totals (“1 in 7” and “14 in 100”), or “in 100” beside percent, anywhere in the running text. Told once, with the places.
One form that is used alone is fine, also “1 in 7”. A “1 in 1,000” beside others counts as a form of its own.

Why it matters to a reader: to compare 1 in 7 with 12 in 100 one has to reckon, and most people do not.

Example: “1 in 8 people feel sick, and 20% lose their hair.”

Write instead: “12 in 100 people feel sick, and 20 in 100 lose their hair.”

Options: none.

Evidence: NICE CG138, equal denominators; Trevena 2013; NHS, Numbers: do not mix. Rule NU-02.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.chances import frequencies, percentages
from wardleaf.checks.places import place_of
from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.document.model import IconArray
from wardleaf.findings import Finding, Span

FAULT = rule_fault(__doc__, code="R402", name="mixed-risk-formats")


def check(handout: Handout) -> Iterator[Finding]:
    """The second form that chances are given in."""
    first: dict[str, tuple[str, Span | None]] = {}
    for section in handout.sections:
        for block in section.blocks:
            if isinstance(block, IconArray):
                first.setdefault(f"in {block.out_of}", (block.groups[0].headline if block.groups else "", block.span))
    for passage in handout.running:
        if not passage.words.figures:
            continue
        for chance in frequencies(passage.text) if handout.english else ():
            first.setdefault(f"in {chance.of}", (chance.words, place_of(chance.words, passage.span)))
        for share in percentages(passage.text):
            first.setdefault("percent", (share, place_of(share, passage.span)))
    if len(first) > 1:
        (_, (words, _)), (_, (other, span)) = list(first.items())[:2]
        message = f"“{other}” and “{words}” are hard to compare; give every chance in one form, such as “in 100”"
        notes = [f"{form}: first in {place}" for form, (_, place) in first.items() if place]
        yield FAULT.at(span, message, notes=notes)


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("NU-02",))
