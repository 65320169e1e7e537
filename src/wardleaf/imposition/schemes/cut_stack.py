"""Two or four small pages on a sheet, to be cut apart and stacked.

1. Print on both sides at actual size (100 %). Let the printer turn the paper as the settings line says; “long edge” is what most office printers do.
2. Keep the sheets in the order in which they come out, the first on top, all the same way round.
3. Cut the whole pile through the middle of the sheet; for four pages a sheet, cut each half again. Crop marks show where, if there is room for them.
4. With copies, every pile is a whole copy. Otherwise put the piles on one another: the pile with page 1 on top, then the next in reading order.
5. Staple at the corner or along the bound edge, if at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import assert_never

from msgspec import Struct

from wardleaf.findings import Rejected
from wardleaf.imposition.fitting import Fitted, arrange_pages, fit_pages
from wardleaf.imposition.marks import plan_marks
from wardleaf.imposition.options import ImpositionOptions
from wardleaf.imposition.schemes.finish import finish_plan
from wardleaf.imposition.sheets import ImpositionPlan, Line, PageSize, Place, Sheet, Side
from wardleaf.imposition.strip import Strip
from wardleaf.units import Length

_PAGES_A_LEAF = 2


class Grid(Struct, frozen=True):
    """How many pages stand along the strip and across it."""

    along: int
    across: int


def lay_out(sizes: Sequence[PageSize], options: ImpositionOptions) -> ImpositionPlan:
    """The plan of sheets to be cut apart; raises `Rejected` when pages do not fit."""
    grid, fitted = _fit(sizes, options)
    order = arrange_pages(len(sizes), _PAGES_A_LEAF, options.keep_last or 0)
    leaves = [(order[first], order[first + 1]) for first in range(0, len(order), _PAGES_A_LEAF)]
    piles = grid.along * grid.across
    count = len(leaves) if options.copies else -(-len(leaves) // piles)
    added = order.count(None) if options.copies else count * piles * _PAGES_A_LEAF - len(sizes)
    nothing: tuple[int | None, int | None] = (None, None)
    sheets: list[Sheet] = []
    for number in range(count):
        chosen = [number if options.copies else pile * count + number for pile in range(piles)]
        held = [leaves[leaf] if leaf < len(leaves) else nothing for leaf in chosen]
        front, back = ([leaf[face] for leaf in held] for face in (0, 1))
        sheets.append(
            Sheet(
                signature=0,
                depth=number,
                creep=Length(0),
                front=_side(fitted, options, grid, front, back=False),
                back=_side(fitted, options, grid, back, back=True),
            )
        )
    return finish_plan(options, fitted, sheets, pages=len(sizes), added=added)


def _fit(sizes: Sequence[PageSize], options: ImpositionOptions) -> tuple[Grid, Fitted]:
    """The grid that leaves pages the largest scale; with scales equal, the one whose pages fill their places best."""
    grids: tuple[Grid, ...]
    match options.up:
        case 2:
            grids = (Grid(2, 1), Grid(1, 2))
        case 4:
            grids = (Grid(2, 2),)
        case _:
            assert_never(options.up)
    tried: list[tuple[float, int, Grid, Fitted]] = []
    refused: list[Rejected] = []
    for place, grid in enumerate(grids):
        try:
            fitted = fit_pages(sizes, options, partial(_room, options=options, grid=grid))
        except Rejected as refusal:
            refused.append(refusal)
        else:
            tried.append((min(fitted.scales), -place, grid, fitted))
    if not tried:
        raise refused[0]
    _, _, grid, fitted = max(tried, key=lambda one: one[:2])
    return grid, fitted


def _room(strip: Strip, options: ImpositionOptions, grid: Grid) -> tuple[float, float]:
    inner, outer = options.inner_margin.pt, options.outer_margin.pt

    def share(whole: float, count: int) -> float:
        return whole - 2 * outer if count == 1 else whole / count - inner - outer

    return share(strip.length, grid.along), share(strip.breadth, grid.across)


def _side(fitted: Fitted, options: ImpositionOptions, grid: Grid, pages: Sequence[int | None], *, back: bool) -> Side:
    """One side; a back is the mirror of its front along the strip, as a leaf bound at that edge is turned."""
    strip = fitted.strip
    places: list[Place] = []
    for number, page in enumerate(pages):
        row, column = divmod(number, grid.along)
        u0, u1 = _span(strip.length, grid.along, grid.along - 1 - column if back else column, fitted.along, options)
        v0, v1 = _span(strip.breadth, grid.across, row, fitted.across, options)
        size = fitted.sizes[page] if page is not None else None
        along = strip.along(size) if size else u1 - u0
        across = strip.across(size) if size else v1 - v0
        middle_u, middle_v = (u0 + u1) / 2, (v0 + v1) / 2
        places.append(
            Place(
                page=page,
                trim=strip.box(u0, u1, v0, v1),
                box=strip.box(middle_u - along / 2, middle_u + along / 2, middle_v - across / 2, middle_v + across / 2),
                rotation=0,
                shift=Length(0),
                scale=fitted.scales[page] if page is not None else 1.0,
            )
        )
    cuts = _cuts(strip, options, grid)
    trims = [place.trim for place in places]
    return Side(places=tuple(places), cuts=cuts, marks=plan_marks(options, strip, trims=trims, blocks=trims, cuts=cuts))


def _span(whole: float, count: int, place: int, size: float, options: ImpositionOptions) -> tuple[float, float]:
    """From where to where a page reaches: against the cut through the middle, so that one cut serves both pages."""
    middle = whole / 2
    if count == 1:
        return middle - size / 2, middle + size / 2
    inner = options.inner_margin.pt
    return (middle - inner - size, middle - inner) if place == 0 else (middle + inner, middle + inner + size)


def _cuts(strip: Strip, options: ImpositionOptions, grid: Grid) -> tuple[Line, ...]:
    if options.inner_margin.pt:
        return ()  # the pages stand apart; crop marks show each
    lines: list[Line] = []
    if grid.along == 2:
        lines.append(strip.fold(strip.length / 2))
    if grid.across == 2:
        lines.append(strip.line(0.0, strip.breadth / 2, strip.length, strip.breadth / 2))
    return tuple(lines)
