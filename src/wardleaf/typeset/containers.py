"""Flowables that hold flowables one below another, or one alone: stacks, margins, panels; side by side they stand in
`rows.py`.

A stack keeps headings with what follows; a container that fits on a page is not cut; one that does not is cut inside,
and its pieces know whether they are the first or the last. Nothing here is ever too large for good: with `force`,
everything gives way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from wardleaf.display import Anchor, PageItem, Rectangle
from wardleaf.findings import Span
from wardleaf.style.schema import Panel, Rule
from wardleaf.typeset.flowables import Break, Flowable, Pages
from wardleaf.typeset.lines import ANY, Holds
from wardleaf.typeset.penalties import BLOCKS, PANEL, SECTION, TWO_LINES, dearer
from wardleaf.typeset.placing import box, upright
from wardleaf.units import Colour


def breaks_of_column(kids: Sequence[Flowable], width: float) -> Iterator[tuple[int, Break | None, Break]]:
    """Where `kids`, one below another, may be parted: inside one, and after one that does not keep with the next.

    Each with the number of the kid that ends above it or is cut, and the break of that kid itself if it is cut.
    """
    bottom = gap = asked = 0.0
    for number, kid in enumerate(kids):
        top = bottom + (max(gap, kid.before) if number else 0.0)
        if number:
            before = kids[number - 1]
            if before.room_below:
                asked = top + before.room_below
            if not before.keep_with_next:
                parting = SECTION if kid.room_below and before.parting == BLOCKS else before.parting
                penalty = dearer(parting, TWO_LINES) if bottom < asked - 0.01 else parting
                yield number - 1, None, Break(bottom, top, penalty)
        for inner in kid.breaks(width):
            height = top + inner.height
            penalty = dearer(inner.penalty, TWO_LINES) if height < asked - 0.01 else inner.penalty
            yield number, inner, Break(height, top + inner.start, penalty)
        bottom, gap = top + kid.height(width), kid.after


class Stack(Flowable):
    """Flowables one below another. `whole` asks that it be cut only when it is higher than `page` (a whole page's
    room).
    """

    def __init__(
        self,
        kids: Sequence[Flowable],
        *,
        before: float | None = None,
        after: float | None = None,
        keep_with_next: bool = False,
        whole_below: float = 0.0,
        span: Span | None = None,
    ) -> None:
        self.kids = tuple(kids)
        self.before = before if before is not None else (self.kids[0].before if self.kids else 0.0)
        self.after = after if after is not None else (self.kids[-1].after if self.kids else 0.0)
        self.keep_with_next = keep_with_next
        self.whole_below = whole_below
        self.span = span or next((kid.span for kid in self.kids if kid.span), None)
        self._heights: dict[float, float] = {}

    def height(self, width: float) -> float:
        total = self._heights.get(width)
        if total is None:
            total, gap = 0.0, 0.0
            for number, kid in enumerate(self.kids):
                total += (max(gap, kid.before) if number else 0.0) + kid.height(width)
                gap = kid.after
            self._heights[width] = total
        return total

    def fits(self, width: float, room: float) -> bool:
        """Whether all of it is at most `room` high; counts no further than that."""
        known = self._heights.get(width)
        if known is not None:
            return known <= room + 0.01
        top = gap = 0.0
        for number, kid in enumerate(self.kids):
            top += (max(gap, kid.before) if number else 0.0) + kid.height(width)
            if top > room + 0.01:
                return False
            gap = kid.after
        self._heights[width] = top
        return True

    def breaks(self, width: float) -> Iterator[Break]:
        """Between two kids or inside one, never after one that keeps with the next."""
        if not (self.whole_below and self.fits(width, self.whole_below)):
            for *_, found in breaks_of_column(self.kids, width):
                yield Break(found.height, found.start, dearer(self.penalty, found.penalty))

    def split(self, width: float, room: float, *, force: bool = False) -> tuple[Flowable, Flowable] | None:
        """Between two kids or inside one, never after one that keeps with the next."""
        if self.whole_below and not force and self.fits(width, self.whole_below):
            return None
        top, gap = 0.0, 0.0
        for number, kid in enumerate(self.kids):
            start = top + (max(gap, kid.before) if number else 0.0)
            tall = kid.height(width)
            if start + tall <= room + 0.01:
                top, gap = start + tall, kid.after
                continue
            pieces = kid.split(width, room - start)
            if pieces is not None:
                return self._cut((*self.kids[:number], pieces[0]), (pieces[1], *self.kids[number + 1 :]))
            cut = number
            while cut and self.kids[cut - 1].keep_with_next:
                cut -= 1
            if cut:
                return self._cut(self.kids[:cut], self.kids[cut:])
            if not force:
                return None
            if (
                number and kid.keep_with_next
            ):  # headings after headings, more than a page of them: cut between two, not inside one
                return self._cut(self.kids[:number], self.kids[number:])
            pieces = kid.split(width, room - start, force=True)
            if pieces is not None:
                return self._cut((*self.kids[:number], pieces[0]), (pieces[1], *self.kids[number + 1 :]))
            return self._cut(self.kids[:number], self.kids[number:]) if number else None
        return None

    def _cut(self, first: tuple[Flowable, ...], rest: tuple[Flowable, ...]) -> tuple[Stack, Stack]:
        upper = Stack(first, before=self.before, after=0.0, span=self.span)
        lower = Stack(
            rest,
            before=0.0,
            after=self.after,
            keep_with_next=self.keep_with_next,
            whole_below=self.whole_below,
            span=self.span,
        )
        return upper.but(penalty=self.penalty), lower.but(penalty=self.penalty, parting=self.parting)

    def place(self, x: float, top: float, width: float, pages: Pages) -> Sequence[PageItem]:
        items: list[PageItem] = []
        gap = 0.0
        for number, kid in enumerate(self.kids):
            top += max(gap, kid.before) if number else 0.0
            items += kid.place(x, top, width, pages)
            top += kid.height(width)
            gap = kid.after
        return items

    def parts(self) -> Sequence[Flowable]:
        return self.kids

    def narrowest(self, holds: Holds = ANY) -> float:
        return max((kid.narrowest(holds) for kid in self.kids), default=0.0)

    def natural(self) -> float:
        return max((kid.natural() for kid in self.kids), default=0.0)


class Inset(Flowable):
    """A flowable set in from the start edge, and no wider than a measure."""

    def __init__(
        self,
        kid: Flowable,
        *,
        start: float = 0.0,
        measure: float = 0.0,
        before: float | None = None,
        after: float | None = None,
    ) -> None:
        self.kid, self.start, self.measure = kid, start, measure
        self.before = kid.before if before is None else before
        self.after = kid.after if after is None else after
        self.keep_with_next = kid.keep_with_next
        self.parting, self.room_below = kid.parting, kid.room_below
        self.span = kid.span

    def _inner(self, width: float) -> float:
        inner = width - self.start
        return min(inner, self.measure) if self.measure else inner

    def height(self, width: float) -> float:
        return self.kid.height(self._inner(width))

    def breaks(self, width: float) -> Iterator[Break]:
        """The kid's."""
        return self.kid.breaks(self._inner(width))

    def split(self, width: float, room: float, *, force: bool = False) -> tuple[Flowable, Flowable] | None:
        pieces = self.kid.split(self._inner(width), room, force=force)
        if pieces is None:
            return None
        first, rest = pieces
        return (
            Inset(first, start=self.start, measure=self.measure, before=self.before, after=0.0),
            Inset(rest, start=self.start, measure=self.measure, before=0.0, after=self.after),
        )

    def place(self, x: float, top: float, width: float, pages: Pages) -> Sequence[PageItem]:
        return self.kid.place(x + self.start, top, self._inner(width), pages)

    def parts(self) -> Sequence[Flowable]:
        return (self.kid,)

    def narrowest(self, holds: Holds = ANY) -> float:
        return self.kid.narrowest(holds) + self.start

    def natural(self) -> float:
        return self.kid.natural() + self.start


class Marker(Struct, frozen=True):
    """What hangs beside the first line of an item: a width it takes, and what places it at (x, top)."""

    indent: float
    place: Callable[[float, float], Sequence[PageItem]]


class Hung(Flowable):
    """A flowable with a marker hung at its start: a list item, a reference, a box to tick. `least` is the height that
    the marker needs.
    """

    def __init__(
        self,
        marker: Marker | None,
        kid: Flowable,
        *,
        indent: float,
        least: float = 0.0,
        after: float = 0.0,
        anchor: str = "",
    ) -> None:
        self.marker, self.kid, self.indent, self.least, self.anchor = marker, kid, indent, least, anchor
        self.before, self.after = 0.0, after
        self.keep_with_next = False
        self.span = kid.span

    def height(self, width: float) -> float:
        return max(self.kid.height(width - self.indent), self.least if self.marker else 0.0)

    def breaks(self, width: float) -> Iterator[Break]:
        """The kid's, below the marker."""
        least = self.least if self.marker else 0.0
        for inner in self.kid.breaks(width - self.indent):
            yield Break(max(inner.height, least), inner.start, inner.penalty)

    def split(self, width: float, room: float, *, force: bool = False) -> tuple[Flowable, Flowable] | None:
        """Where the kid is cut; the marker stays with the first piece."""
        pieces = self.kid.split(width - self.indent, room, force=force)
        if pieces is None:
            return None
        first, rest = pieces
        return (
            Hung(self.marker, first, indent=self.indent, least=self.least, anchor=self.anchor),
            Hung(None, rest, indent=self.indent, after=self.after),
        )

    def place(self, x: float, top: float, width: float, pages: Pages) -> Sequence[PageItem]:
        anchor = (Anchor(self.anchor, x, top),) if self.anchor else ()
        marker = self.marker.place(x, top) if self.marker is not None else ()
        return (*anchor, *marker, *self.kid.place(x + self.indent, top, width - self.indent, pages))

    def parts(self) -> Sequence[Flowable]:
        return (self.kid,)

    def narrowest(self, holds: Holds = ANY) -> float:
        return self.kid.narrowest(holds) + self.indent

    def natural(self) -> float:
        return self.kid.natural() + self.indent


class Boxed(Flowable):
    """A panel: fill and frame around a flowable, a bar at its start edge, cut open where a page ends; of one that is
    `urgent` a cut is told.
    """

    penalty = PANEL

    def __init__(
        self,
        kid: Flowable,
        panel: Panel,
        *,
        bar: Rule | None = None,
        before: float = 0.0,
        after: float = 0.0,
        whole_below: float = 0.0,
        urgent: bool = False,
        first: bool = True,
        last: bool = True,
    ) -> None:
        self.kid, self.panel, self.bar = kid, panel, bar
        self.before, self.after, self.whole_below = before, after, whole_below
        self.urgent, self.first, self.last = urgent, first, last
        self.span = kid.span

    @property
    def _start(self) -> float:
        return self.panel.padding.pt + (self.bar.thickness.pt if self.bar else 0.0)

    def _inner(self, width: float) -> float:
        return width - self._start - self.panel.padding.pt

    def height(self, width: float) -> float:
        return self.kid.height(self._inner(width)) + 2 * self.panel.padding.pt

    def breaks(self, width: float) -> Iterator[Break]:
        """Inside, when it is higher than a page; either piece has its padding."""
        if self.whole_below and self.height(width) <= self.whole_below:
            return
        for inner in self.kid.breaks(self._inner(width)):
            yield Break(inner.height + 2 * self.panel.padding.pt, inner.start, dearer(self.penalty, inner.penalty))

    def split(self, width: float, room: float, *, force: bool = False) -> tuple[Flowable, Flowable] | None:
        """Inside, when it is higher than a page."""
        if self.whole_below and not force and self.height(width) <= self.whole_below:
            return None
        pieces = self.kid.split(self._inner(width), room - 2 * self.panel.padding.pt, force=force)
        if pieces is None:
            return None
        first, rest = pieces
        return (
            Boxed(
                first, self.panel, bar=self.bar, before=self.before, urgent=self.urgent, first=self.first, last=False
            ),
            Boxed(
                rest,
                self.panel,
                bar=self.bar,
                after=self.after,
                whole_below=self.whole_below,
                urgent=self.urgent,
                first=False,
                last=self.last,
            ),
        )

    def place(self, x: float, top: float, width: float, pages: Pages) -> Sequence[PageItem]:
        panel = self.panel
        tall = self.height(width)
        shape = Rectangle(x, top, width, tall, panel.radius.pt, (self.first, self.last))
        ground = box(shape, fill=panel.fill, stroke=panel.frame, thickness=panel.thickness.pt)
        bar = (
            upright(x, top, top + tall, thickness=self.bar.thickness.pt, colour=self.bar.colour)
            if self.bar is not None
            else ()
        )
        return (*ground, *bar, *self.kid.place(x + self._start, top + panel.padding.pt, self._inner(width), pages))

    def parts(self) -> Sequence[Flowable]:
        return (self.kid,)

    def narrowest(self, holds: Holds = ANY) -> float:
        return self.kid.narrowest(holds) + self._start + self.panel.padding.pt

    def natural(self) -> float:
        return self.kid.natural() + self._start + self.panel.padding.pt


class Padded(Flowable):
    """A flowable with room around it, and a colour behind it: a band, a cell, a cover's panel."""

    def __init__(
        self,
        kid: Flowable,
        *,
        x: float = 0.0,
        y: float = 0.0,
        fill: Colour | None = None,
        radius: float = 0.0,
        corners: tuple[bool, bool] = (False, False),
        keep_with_next: bool = False,
    ) -> None:
        self.kid, self.x, self.y, self.fill, self.radius, self.corners = kid, x, y, fill, radius, corners
        self.keep_with_next = keep_with_next
        self.span = kid.span

    def height(self, width: float) -> float:
        return self.kid.height(width - 2 * self.x) + 2 * self.y

    def breaks(self, width: float) -> Iterator[Break]:
        """The kid's; either piece has its room."""
        for inner in self.kid.breaks(width - 2 * self.x):
            yield Break(inner.height + 2 * self.y, inner.start, inner.penalty)

    def split(self, width: float, room: float, *, force: bool = False) -> tuple[Flowable, Flowable] | None:
        pieces = self.kid.split(width - 2 * self.x, room - 2 * self.y, force=force)
        if pieces is None:
            return None
        first, rest = pieces
        return (
            Padded(first, x=self.x, y=self.y, fill=self.fill, radius=self.radius, corners=(self.corners[0], False)),
            Padded(rest, x=self.x, y=self.y, fill=self.fill, radius=self.radius, corners=(False, self.corners[1])),
        )

    def place(self, x: float, top: float, width: float, pages: Pages) -> Sequence[PageItem]:
        ground = box(Rectangle(x, top, width, self.height(width), self.radius, self.corners), fill=self.fill)
        return (*ground, *self.kid.place(x + self.x, top + self.y, width - 2 * self.x, pages))

    def parts(self) -> Sequence[Flowable]:
        return (self.kid,)

    def narrowest(self, holds: Holds = ANY) -> float:
        return self.kid.narrowest(holds) + 2 * self.x

    def natural(self) -> float:
        return self.kid.natural() + 2 * self.x


def walk_flowables(flowable: Flowable) -> Iterator[Flowable]:
    """`flowable` and all that it holds, from the top down."""
    waiting = [flowable]
    while waiting:
        flowable = waiting.pop()
        yield flowable
        waiting.extend(reversed(flowable.parts()))
