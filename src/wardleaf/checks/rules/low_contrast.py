"""Colours of the style cannot be told apart.

What it finds: text or a sign whose contrast with its ground is below 4.5 to 1 (3 to 1 for large text and for lines that say something; 7 to 1 in large print), in colour or in the
grey of an office printer.

Why it matters to a reader: pale text on white vanishes for people with low vision, in poor light, and on a copy.

Example: pink #E75480 on white has 3.5 to 1.

Write instead: a darker colour under `palette`, or another token for the element. `wardleaf style NAME --explain KEY` shows where a colour comes from.

Options: none.

Evidence: WCAG 2.1, 1.4.3, 1.4.11 and 1.4.6. Rule AX-01.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.rule import Look, Rule, rule_fault
from wardleaf.findings import Finding, Severity
from wardleaf.style.contrast import contrast_pairs
from wardleaf.units import beside

FAULT = rule_fault(__doc__, code="R901", name="low-contrast", severity=Severity.ERROR)


def check(look: Look) -> Iterator[Finding]:
    """Each pair of colours without enough contrast."""
    style = look.style
    for pair in contrast_pairs(style):
        if not pair.enough:
            in_grey = " in grey" if pair.ratio >= pair.needed else ""
            found = min(pair.ratio, pair.grey_ratio)
            yield FAULT.at(
                None,
                f"{pair.name}: {pair.colour} on {pair.ground} has contrast {beside(found, pair.needed)}{in_grey} and needs {pair.needed:g}; choose a darker colour",
                notes=(f"in the style `{style.name}`, edition {style.edition}",),
            )


RULE = Rule(fault=FAULT, reads=Look, check=check, ids=("AX-01",))
