"""A mini booklet of eight pages from one side of one sheet, with one cut and no staples.

1. Print on one side only, at actual size (100 %).
2. Fold the sheet in half each way and once more, so that the creases part it into eight pages, and open it out again.
3. Fold it across the middle, short edge to short edge, and cut from the fold along the crease between the two rows, as far as the next crease.
4. Open it out. Fold it lengthwise with the print outside; take both ends and push them together until the cut opens and four leaves stand like a cross.
5. Wrap the leaves around so that page 1 is in front and page 8 at the back, and press the folds flat.
"""

from __future__ import annotations

from collections.abc import Sequence

from wardleaf.imposition.fitting import Fitted, arrange_pages, fit_pages
from wardleaf.imposition.marks import plan_marks
from wardleaf.imposition.options import ImpositionOptions
from wardleaf.imposition.schemes.finish import finish_plan
from wardleaf.imposition.sheets import ImpositionPlan, Mark, PageSize, Place, Sheet, Side
from wardleaf.imposition.strip import Strip
from wardleaf.units import Length
from wardleaf.values import replace

PANELS = 8
COLUMNS = 4
UPRIGHT = (7, 0, 1, 2)  # the row that stands upright, along the strip: the back cover beside the front cover
_UPSIDE_DOWN = (6, 5, 4, 3)  # the other row, whose feet lie towards the outer edge


def lay_out(sizes: Sequence[PageSize], options: ImpositionOptions) -> ImpositionPlan:
    """The plan of mini booklets; raises `Rejected` when pages do not fit."""

    def room(strip: Strip) -> tuple[float, float]:
        inner, outer = options.inner_margin.pt, options.outer_margin.pt
        return strip.length / COLUMNS - max(2 * inner, inner + outer), strip.breadth / 2 - inner - outer

    fitted = fit_pages(sizes, options, room)
    order = arrange_pages(len(sizes), PANELS, 1 if options.keep_last is None else options.keep_last)
    sheets = [
        Sheet(
            signature=number,
            depth=0,
            creep=Length(0),
            front=_side(fitted, options, order[first : first + PANELS]),
            back=None,
        )
        for number, first in enumerate(range(0, len(order), PANELS))
    ]
    return finish_plan(
        options, fitted, sheets, pages=len(sizes), added=order.count(None), signatures=(1,) * len(sheets)
    )


def _side(fitted: Fitted, options: ImpositionOptions, pages: Sequence[int | None]) -> Side:
    strip = fitted.strip
    tall = strip.breadth / 2
    # Bound at the top, the strip runs down the sheet and the upright row is its left half; else it is the lower half.
    upright_first = strip.binding == "top"
    upright_row, other_row = (
        ((0.0, tall), (tall, strip.breadth)) if upright_first else ((tall, strip.breadth), (0.0, tall))
    )
    places = [
        *(_place(fitted, options, pages[page], column, upright_row) for column, page in enumerate(UPRIGHT)),
        *(
            replace(_place(fitted, options, pages[page], column, other_row), rotation=180)
            for column, page in enumerate(_UPSIDE_DOWN)
        ),
    ]
    width = strip.length / COLUMNS
    folds = (*(strip.fold(width * column) for column in range(1, COLUMNS)), strip.line(0.0, tall, strip.length, tall))
    slit = strip.line(width, tall, 3 * width, tall)
    trims = [place.trim for place in places]
    marks = plan_marks(
        options, strip, trims=trims, blocks=(strip.box(0.0, strip.length, 0.0, strip.breadth),), folds=folds
    )
    if "crop" in options.marks:
        marks = (*marks, Mark(kind="cut", line=slit))
    return Side(places=tuple(places), folds=folds, cuts=(slit,), marks=marks)


def _place(
    fitted: Fitted, options: ImpositionOptions, page: int | None, column: int, row: tuple[float, float]
) -> Place:
    strip = fitted.strip
    width = strip.length / COLUMNS
    size = fitted.sizes[page] if page is not None else None
    along = strip.along(size) if size else width
    across = strip.across(size) if size else row[1] - row[0]
    middle_u, middle_v = width * (column + 0.5), (row[0] + row[1]) / 2
    return Place(
        page=page,
        trim=strip.box(width * column, width * (column + 1), *row),
        box=strip.box(middle_u - along / 2, middle_u + along / 2, middle_v - across / 2, middle_v + across / 2),
        rotation=0,
        shift=Length(0),
        scale=fitted.scales[page] if page is not None else 1.0,
    )
