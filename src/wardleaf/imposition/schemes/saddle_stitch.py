"""A booklet: folded sheets laid into one another and stapled through the fold.

1. Print on both sides at actual size (100 %). Let the printer turn the paper as the settings line says; “long edge” is what most office printers do.
2. Keep the sheets in the order in which they come out, with the sheet that has the front and back cover outermost.
3. Fold the whole pile once, in the middle, so that the front cover is outside. Press the fold flat with a ruler.
4. Staple twice through the fold, from the outside, a quarter of the way from either end. A stapler with a long arm is needed.
5. If there is more than one signature, fold and staple each by itself, stack them in order and tape or stitch their folds together.
6. Cut the open edge straight if the inner pages stand out.
"""

from __future__ import annotations

from collections.abc import Sequence

from wardleaf.imposition.fitting import Fitted, arrange_pages, fit_pages
from wardleaf.imposition.marks import plan_marks, staple_lines, union
from wardleaf.imposition.options import STAPLER_SHEETS, ImpositionOptions
from wardleaf.imposition.schemes.finish import finish_plan
from wardleaf.imposition.sheets import ImpositionPlan, PageSize, Place, Sheet, Side
from wardleaf.imposition.strip import Strip
from wardleaf.units import Length

_PAGES_A_SHEET = 4


def lay_out(sizes: Sequence[PageSize], options: ImpositionOptions) -> ImpositionPlan:
    """The plan of a booklet; raises `Rejected` when pages do not fit."""

    def room(strip: Strip) -> tuple[float, float]:
        outer, inner = options.outer_margin.pt, options.inner_margin.pt
        return strip.length / 2 - inner - outer, strip.breadth - 2 * outer

    fitted = fit_pages(sizes, options, room)
    order = arrange_pages(len(sizes), _PAGES_A_SHEET, 1 if options.keep_last is None else options.keep_last)
    signatures = split_signatures(len(order) // _PAGES_A_SHEET, options.signature)
    sheets: list[Sheet] = []
    first = 0
    for number, thickness in enumerate(signatures):
        pages = order[first : first + thickness * _PAGES_A_SHEET]
        first += len(pages)
        sheets += [_sheet(fitted, options, number, depth, pages) for depth in range(thickness)]
    return finish_plan(
        options,
        fitted,
        sheets,
        pages=len(sizes),
        added=order.count(None),
        signatures=signatures,
    )


def split_signatures(sheets: int, wanted: int | str | None) -> tuple[int, ...]:
    """How many sheets each signature has: as few signatures as may be, none thicker than wanted, and no two that differ by more than one sheet.

    `None` makes one signature; `auto` as thick as a stapler holds. Spreading the sheets evenly keeps the added pages at three or fewer.
    """
    thickest = sheets if wanted is None else STAPLER_SHEETS if wanted == "auto" else int(wanted)
    count = -(-sheets // max(thickest, 1))
    return tuple(sheets // count + (number < sheets % count) for number in range(count))


def _creep_of(depth: int, thickness: Length) -> Length:
    """How far the pages of the sheet at `depth` move towards the spine: one thickness of paper for every sheet around it."""
    return Length(depth * thickness.pt)


def _sheet(
    fitted: Fitted, options: ImpositionOptions, signature: int, depth: int, pages: Sequence[int | None]
) -> Sheet:
    shift = _creep_of(depth, options.paper_thickness)
    last = len(pages) - 1
    front = (pages[last - 2 * depth], pages[2 * depth])
    back = (pages[2 * depth + 1], pages[last - 1 - 2 * depth])
    return Sheet(
        signature=signature,
        depth=depth,
        creep=shift,
        front=_side(fitted, options, front, shift, stapled=depth == 0),
        back=_side(fitted, options, back, shift, stapled=False),
    )


def _side(
    fitted: Fitted, options: ImpositionOptions, pages: tuple[int | None, int | None], shift: Length, *, stapled: bool
) -> Side:
    strip = fitted.strip
    middle = strip.length / 2
    v0 = (strip.breadth - fitted.across) / 2
    v1 = v0 + fitted.across
    places = tuple(_place(fitted, options, page, shift, towards) for page, towards in zip(pages, (-1, 1)))
    trims = tuple(place.trim for place in places)
    fold = strip.fold(middle)
    marks = plan_marks(
        options,
        strip,
        trims=trims,
        blocks=(union(trims),),
        folds=(fold,),
        staples=staple_lines(strip, middle, v0, v1) if stapled else (),
    )
    return Side(places=places, folds=(fold,), marks=marks)


def _place(fitted: Fitted, options: ImpositionOptions, page: int | None, shift: Length, towards: int) -> Place:
    """The place on one side of the fold: `towards` is -1 for the half before it, 1 for the half after it."""
    strip = fitted.strip
    fold = strip.length / 2
    middle_across = strip.breadth / 2
    near = options.inner_margin.pt - shift.pt
    far = near + fitted.along
    size = fitted.sizes[page] if page is not None else None
    along = strip.along(size) if size else fitted.along
    across = strip.across(size) if size else fitted.across
    middle = (near + far) / 2
    u0, u1 = sorted((fold + towards * (middle - along / 2), fold + towards * (middle + along / 2)))
    t0, t1 = sorted((fold, fold + towards * far))
    return Place(
        page=page,
        trim=strip.box(t0, t1, middle_across - fitted.across / 2, middle_across + fitted.across / 2),
        box=strip.box(u0, u1, middle_across - across / 2, middle_across + across / 2),
        rotation=0,
        shift=shift,
        scale=fitted.scales[page] if page is not None else 1.0,
    )
