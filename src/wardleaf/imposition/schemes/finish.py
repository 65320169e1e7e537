"""What every scheme ends with: backs turned for the chosen flip, and the plan's own findings. Knows no scheme."""

from __future__ import annotations

from collections.abc import Sequence

from wardleaf.findings import Finding
from wardleaf.imposition import faults
from wardleaf.imposition.fitting import Fitted
from wardleaf.imposition.options import ImpositionOptions
from wardleaf.imposition.sheets import ImpositionPlan, Sheet
from wardleaf.imposition.strip import turn_side
from wardleaf.units import Length
from wardleaf.values import replace


def finish_plan(
    options: ImpositionOptions,
    fitted: Fitted,
    sheets: Sequence[Sheet],
    *,
    pages: int,
    added: int,
    signatures: tuple[int, ...] = (),
) -> ImpositionPlan:
    """The plan of `sheets`, whose backs are given as a reader turns the leaf; they are turned about where the printer turns it otherwise."""
    strip = fitted.strip
    turned = strip.backs_turned(options.flip)
    if turned:
        sheets = [replace(sheet, back=turn_side(sheet.back, strip)) if sheet.back else sheet for sheet in sheets]
    told: list[Finding] = []
    if options.marks - {"staple"} and not any(side.marks for sheet in sheets for side in sheet.sides):
        told.append(
            faults.NO_ROOM_FOR_MARKS.at(
                None, f"the pages fill the {options.sheet.name} sheet, so there is no room for marks outside them"
            )
        )
    if added:
        told.append(
            faults.PAGES_ADDED.at(
                None, f"{added} blank {'page was' if added == 1 else 'pages were'} added to fill the last sheet"
            )
        )
    return ImpositionPlan(
        options=options,
        width=Length(strip.width),
        height=Length(strip.height),
        page_count=pages,
        added_pages=added,
        signatures=signatures,
        backs_turned=turned and any(sheet.back for sheet in sheets),
        sheets=tuple(sheets),
        findings=tuple(told),
    )
