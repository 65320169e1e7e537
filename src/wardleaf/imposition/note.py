"""Where the 100 mm bar and the settings in words can stand on the first sheet.

Outside the pages where the sheet is larger than they are. Where pages fill the sheet, as two A5 pages fill A4, only in
a strip along the edge that the printer can reach and that is known from the page facts to be clear, and never on the
front cover. Otherwise nowhere: then it stands on the assembly page.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from wardleaf.imposition.marks import UNPRINTABLE, union
from wardleaf.imposition.sheets import Box, ImpositionPlan, Place, Rotation
from wardleaf.page_facts import PageFacts
from wardleaf.units import Length

_APART = Length.of_mm(1).pt


class NotePlace(Struct, frozen=True, kw_only=True):
    """Where the note stands on the first front, and how it is turned."""

    box: Box
    rotation: Rotation


def find_note_place(plan: ImpositionPlan, facts: PageFacts | None, width: Length, height: Length) -> NotePlace | None:
    """A place for a note of `width` by `height` on the first front, or None when there is no clear one."""
    front = plan.sheets[0].front
    block = union(place.trim for place in front.places).edges
    for box, rotation in _outside(plan, block, width.pt, height.pt):
        if not any(_crosses(box, mark.line.ends) for mark in front.marks):
            return NotePlace(box=box, rotation=rotation)
    if facts is None:
        return None
    for place in front.places:
        if place.page not in {None, 0}:
            strip = _inside(plan, place, facts, width.pt, height.pt)
            if strip is not None:
                return NotePlace(box=strip, rotation=place.rotation)
    return None


def _outside(
    plan: ImpositionPlan, block: tuple[float, float, float, float], width: float, height: float
) -> Iterator[tuple[Box, Rotation]]:
    left, top, right, bottom = block
    edge = UNPRINTABLE.pt
    far_x, far_y = plan.width.pt - edge, plan.height.pt - edge
    if far_x - edge >= width:
        x = (plan.width.pt - width) / 2
        if far_y - bottom >= height + _APART:
            yield Box.between(x, far_y - height, x + width, far_y), 0
        if top - edge >= height + _APART:
            yield Box.between(x, edge, x + width, edge + height), 0
    if far_y - edge >= width:
        y = (plan.height.pt - width) / 2
        if far_x - right >= height + _APART:
            yield Box.between(far_x - height, y, far_x, y + width), 90
        if left - edge >= height + _APART:
            yield Box.between(edge, y, edge + height, y + width), 270


def _crosses(box: Box, line: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = box.edges
    x0, top0, x1, top1 = line
    return min(x0, x1) <= right and max(x0, x1) >= left and min(top0, top1) <= bottom and max(top0, top1) >= top


def _inside(plan: ImpositionPlan, place: Place, facts: PageFacts, width: float, height: float) -> Box | None:
    """A clear strip of `place` along the foot or the head of its page."""
    page = place.page
    if page is None or page >= len(facts.pages):
        return None
    left, top, right, bottom = place.trim.edges
    edge = UNPRINTABLE.pt
    x0, x1 = max(left, edge), min(right, plan.width.pt - edge)
    if x1 - x0 < width:
        return None
    x = min(max((left + right - width) / 2, x0), x1 - width)
    low = min(bottom, plan.height.pt - edge)
    high = max(top, edge)
    for y in (low - height, high):
        strip = Box.between(x, y, x + width, y + height)
        if _is_clear(strip, place, facts.pages[page].ink):
            return strip
    return None


def _is_clear(strip: Box, place: Place, ink: tuple[float, float, float, float] | None) -> bool:
    if ink is None:
        return True
    x0, top, x1, bottom = on_sheet(place, ink)
    left, upper, right, lower = strip.edges
    return left > x1 + _APART or right < x0 - _APART or upper > bottom + _APART or lower < top - _APART


def on_sheet(place: Place, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Where a box of the page (left, top, right, bottom in points) lies on the sheet, for a page that stands upright or
    upside down.
    """
    left, top, right, bottom = place.box.edges
    x0, y0, x1, y1 = (edge * place.scale for edge in box)
    if place.rotation == 180:
        return right - x1, bottom - y1, right - x0, bottom - y0
    return left + x0, top + y0, left + x1, top + y1
