"""Pouring by plan: what the breaker chose, put on pages. Where a column holds something that fits on no page, that part
is poured as it comes, and what is around it by plan.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from wardleaf.typeset.breaker import Column, PlannedPage, Room, plan_pages, too_tall
from wardleaf.typeset.flowables import Flowable
from wardleaf.typeset.pages import Layout, last_of
from wardleaf.typeset.penalties import BLOCKS

_CLOSE = 0.01


class Planner:
    """Plans that were made for a document: columns that differ in words but in no height are planned once."""

    def __init__(self) -> None:
        self._made: dict[tuple[Room, tuple[float, ...]], tuple[PlannedPage, ...] | None] = {}

    def plan(self, column: Column, room: Room) -> tuple[PlannedPage, ...] | None:
        """The cheapest pages for `column`."""
        key = (room, (*column.heights, *column.starts))
        if key not in self._made:
            self._made[key] = plan_pages(column, room)
        return self._made[key]


def pour_planned(
    layout: Layout, flowables: Sequence[Flowable], planner: Planner, *, most: int | None = None, foot: float = 0.0
) -> None:
    """Pour `flowables` from where `layout` stands over the cheapest pages, `most` of them; `foot` points are left free
    at the end of the last.
    """
    if not flowables:
        return
    column = Column(flowables, layout.geometry.column)
    whole = tuple(_parts(column, layout.geometry.frame(2).height))
    for start, end, fits in whole:
        part = column if len(whole) == 1 else Column(flowables[start:end], column.width)
        room = _room(layout, part, most=most if len(whole) == 1 else None, foot=foot if end == len(flowables) else 0.0)
        plan = planner.plan(part, room) if fits else None
        if plan is None:
            layout.pour(part.kids)
        else:
            _pour_pages(layout, part, plan)


def _parts(column: Column, page: float) -> Iterator[tuple[int, int, bool]]:
    """The kids of `column` from which to which belong together, and whether all of these fit on a `page`."""
    done = 0
    for first, last in too_tall(column, page):
        if first > done:
            yield done, first, True
        if last >= done:
            yield max(first, done), last + 1, False
            done = last + 1
    if done < len(column.kids):
        yield done, len(column.kids), True


def _room(layout: Layout, column: Column, *, most: int | None, foot: float) -> Room:
    page = layout.last
    return Room(
        first=page.frame.height - layout.top_of(column.kids[0]),
        page=layout.geometry.frame(2).height,
        number=len(layout.pages),
        begun=page.used > 0,
        parting=last_of(page.placed[-1].flowable).parting if page.placed else BLOCKS,
        two_sided=layout.geometry.page.sides == "two",
        foot=foot,
        most=most,
    )


def _pour_pages(layout: Layout, column: Column, plan: Sequence[PlannedPage]) -> None:
    """The pages of `plan`, from where `layout` stands; the rest is poured as it comes where a cut is not as planned."""
    rest: Flowable | None = None
    for number, page in enumerate(plan):
        if number:
            layout.new_page()
        first, last = column.next_kid(page.start), column.numbers[page.end]
        kids = list(column.kids[first : last + 1]) if page.end > page.start else []
        if rest is not None:
            kids[0] = rest
        cut, rest = column.inner[page.end], None
        if cut is not None:
            begun = column.inner[page.start]
            skipped = begun.start if begun is not None and column.numbers[page.start] == last else 0.0
            pieces = kids[-1].split(column.width, cut.height - skipped)
            if pieces is None:
                layout.pour((*kids, *column.kids[last + 1 :]))
                return
            kids[-1], rest = pieces
        _place(layout, kids, column.width, less=page.squeezed * column.give(page.start, page.end))
        layout.end_page(page.penalty, squeezed=page.squeezed, refused=page.refused)


def _place(layout: Layout, kids: Sequence[Flowable], width: float, *, less: float) -> None:
    """`kids` on the last page, the spaces between them `less` points smaller in all, each in proportion."""
    gaps = [max(above.after, below.before) for above, below in pairwise(kids)]
    share = 1 - less / math.fsum(gaps) if less > _CLOSE else 1.0
    for kid, gap in zip(kids, (None, *gaps)):
        layout.place(kid, layout.top_of(kid) if gap is None else layout.last.used + gap * share, width)
