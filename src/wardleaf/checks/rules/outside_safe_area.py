"""Something is printed where printers do not print.

What it finds: on the finished pages, ink nearer to an edge than 6.35 mm (a quarter of an inch), or 6 mm on a page that is folded or cut, which is a booklet's.

Why it matters to a reader: office printers leave the edge white. A cut-off line is a line that nobody reads.

Example: a footer 4 mm from the edge.

Write instead: larger margins in the style: `page: footer`, `page: outer`, `first-page: inset`.

Options: none.

Evidence: makers' data of common printers, 4 to 6.7 mm; printing firms ask for 6 mm from the trim. Rule LY-05. Text that does not fit and signs that no font has are
told by typesetting.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.rule import Printed, Rule, rule_fault
from wardleaf.findings import Finding, Severity
from wardleaf.units import Length, beside

FAULT = rule_fault(__doc__, code="R808", name="outside-safe-area", severity=Severity.ERROR)
_SHEET, _TRIM = Length.of_mm(6.35).pt, Length.of_mm(6).pt
_TOLERANCE = 0.1


def check(printed: Printed) -> Iterator[Finding]:
    """The pages on which something is too near to an edge, told together."""
    least = _TRIM if printed.style.folded else _SHEET
    near: dict[int, float] = {}
    for number, page in enumerate(printed.page_facts.pages, 1):
        if page.ink:
            x0, top, x1, bottom = page.ink
            room = min(x0, top, page.width - x1, page.height - bottom)
            if room < least - _TOLERANCE:
                near[number] = room
    if near:
        worst, room = min(near.items(), key=lambda pair: (pair[1], pair[0]))
        others = f", and on {len(near) - 1} more" if len(near) > 1 else ""
        millimetres = max(0.0, Length(room).mm)
        message = f"on page {worst} something is {beside(millimetres, Length(least).mm)} mm from the edge{others}; printers need {Length(least).mm:.4g} mm: enlarge the style's margins"
        yield FAULT.at(None, message)


RULE = Rule(fault=FAULT, reads=Printed, check=check, ids=("LY-05",))
