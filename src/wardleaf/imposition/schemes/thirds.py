"""A sheet folded in three, six panels: what the letter fold and the Z fold share.

The outside shows pages 5, 6 and 1 from where reading begins to where it ends, the inside 2, 3 and 4, so that the opened sheet reads straight across.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from wardleaf.imposition.fitting import Fitted, arrange_pages, fit_pages
from wardleaf.imposition.marks import plan_marks
from wardleaf.imposition.options import ImpositionOptions
from wardleaf.imposition.schemes.finish import finish_plan
from wardleaf.imposition.sheets import ImpositionPlan, PageSize, Place, Sheet, Side
from wardleaf.imposition.strip import Strip
from wardleaf.units import Length

PANELS = 6
_OUTSIDE = (4, 5, 0)
_INSIDE = (1, 2, 3)


def lay_out_thirds(sizes: Sequence[PageSize], options: ImpositionOptions, *, narrower: float) -> ImpositionPlan:
    """The plan of leaflets folded in three, the panel that is folded in being `narrower` points narrower; raises `Rejected` when pages do not fit."""

    def room(strip: Strip) -> tuple[float, float]:
        panel = _panel(strip, narrower) - (narrower if options.scaling == "fit" else 0.0)
        between = 2 * options.inner_margin.pt  # the middle panel has a fold on either side
        at_edge = options.inner_margin.pt + options.outer_margin.pt
        return panel - max(between, at_edge), strip.breadth - 2 * options.outer_margin.pt

    fitted = fit_pages(sizes, options, room)
    order = arrange_pages(len(sizes), PANELS, 1 if options.keep_last is None else options.keep_last)
    nothing = Length(0)
    sheets = [
        Sheet(
            signature=number,
            depth=0,
            creep=nothing,
            front=_side(fitted, options, [order[first + page] for page in _OUTSIDE], narrower, tucked=0),
            back=_side(fitted, options, [order[first + page] for page in _INSIDE], narrower, tucked=2),
        )
        for number, first in enumerate(range(0, len(order), PANELS))
    ]
    return finish_plan(
        options, fitted, sheets, pages=len(sizes), added=order.count(None), signatures=(1,) * len(sheets)
    )


def _panel(strip: Strip, narrower: float) -> float:
    return (strip.length + narrower) / 3


def _side(
    fitted: Fitted, options: ImpositionOptions, pages: Sequence[int | None], narrower: float, *, tucked: int
) -> Side:
    strip = fitted.strip
    widths = [_panel(strip, narrower)] * 3
    widths[tucked] -= narrower
    edges = [math.fsum(widths[:count]) for count in range(4)]
    v0, v1 = (strip.breadth - fitted.across) / 2, (strip.breadth + fitted.across) / 2
    places: list[Place] = []
    for number, page in enumerate(pages):
        size = fitted.sizes[page] if page is not None else None
        along = strip.along(size) if size else widths[number]
        across = strip.across(size) if size else fitted.across
        middle = _middle(edges[number], edges[number + 1], along, options, number)
        places.append(
            Place(
                page=page,
                trim=strip.box(edges[number], edges[number + 1], v0, v1),
                box=strip.box(
                    middle - along / 2, middle + along / 2, (strip.breadth - across) / 2, (strip.breadth + across) / 2
                ),
                rotation=0,
                shift=Length(0),
                scale=fitted.scales[page] if page is not None else 1.0,
            )
        )
    folds = tuple(strip.fold(edge) for edge in edges[1:3])
    block = strip.box(0.0, strip.length, v0, v1)
    marks = plan_marks(options, strip, trims=[place.trim for place in places], blocks=(block,), folds=folds)
    return Side(places=tuple(places), folds=folds, marks=marks)


def _middle(start: float, end: float, along: float, options: ImpositionOptions, number: int) -> float:
    """Where the middle of a page lies along the strip: amid what the margins leave, or flush with the fold where the panel is narrower than the page."""
    inner, outer = options.inner_margin.pt, options.outer_margin.pt
    start += outer if number == 0 else inner
    end -= outer if number == 2 else inner
    if along <= end - start or number == 1:
        return (start + end) / 2
    return end - along / 2 if number == 0 else start + along / 2
