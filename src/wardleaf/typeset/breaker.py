"""The breaker: of all ways to break a column over pages, the cheapest that takes no more pages than it must.

Dynamic programming, page by page: for every break that a page can end with, the cheapest way to it. A break is of
interest only if the rest then still fits on the pages that are left, so that there are about as many on every page, and
the time grows with the number of pages. Pure; heights are points.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf

from msgspec import Struct

from wardleaf.typeset.containers import breaks_of_column
from wardleaf.typeset.flowables import Break, Flowable
from wardleaf.typeset.penalties import (
    BLOCKS,
    FULL_ENOUGH,
    GIVE,
    SQUEEZED,
    THIN_PAGE,
    WHITE,
    Penalty,
    cost_of_white,
    faced,
)

_CLOSE = 0.01
_LEAST = 0.4  # of a page is filled where it can be: trying less takes half as long again, and is cheapest for no text


class Column:
    """Flowables one below another, and the points where they may be parted: the first is their beginning, the last
    their end.

    Of each point: the height above it, where what follows it starts, how much of either the spaces may give, the number
    of the kid that ends or is cut there, and that kid's own break if it is cut.
    """

    def __init__(self, kids: Sequence[Flowable], width: float) -> None:
        self.kids, self.width = tuple(kids), width
        self.heights, self.starts = [0.0], [0.0]
        self.gives_above, self.gives_start = [0.0], [0.0]
        self.penalties: list[Penalty] = [BLOCKS]
        self.numbers: list[int] = [-1]
        self.inner: list[Break | None] = [None]
        gives, height = [0.0], 0.0
        for number, kid in enumerate(self.kids):
            gap = max(self.kids[number - 1].after, kid.before) if number else 0.0
            gives.append(gives[-1] + GIVE * gap)
            height += gap + kid.height(width)
        for number, inner, found in breaks_of_column(self.kids, width):
            self._add(found, gives[number + 1], gives[number + (1 if inner else 2)], number, inner)
        self._add(Break(height, height, BLOCKS), gives[-1], gives[-1], len(self.kids) - 1, None)
        self.least_heights = [tall - give for tall, give in zip(self.heights, self.gives_above)]

    def _add(self, found: Break, give_above: float, give_start: float, number: int, inner: Break | None) -> None:
        self.heights.append(found.height)
        self.starts.append(found.start)
        self.gives_above.append(give_above)
        self.gives_start.append(give_start)
        self.penalties.append(found.penalty)
        self.numbers.append(number)
        self.inner.append(inner)

    @property
    def end(self) -> int:
        """The last point."""
        return len(self.heights) - 1

    def tall(self, start: int, end: int) -> float:
        """How high the piece between two points is."""
        return self.heights[end] - self.starts[start]

    def give(self, start: int, end: int) -> float:
        """How much lower that piece may be made."""
        return self.gives_above[end] - self.gives_start[start]

    def least(self, start: int, end: int) -> float:
        """How high it is then."""
        return self.least_heights[end] - self.starts[start] + self.gives_start[start]

    def next_kid(self, point: int) -> int:
        """The number of the kid that follows `point`, or is cut there."""
        return self.numbers[point] + (1 if self.inner[point] is None else 0)


class Room(Struct, frozen=True):
    """The pages that a column is to go on, in points: `first` is the room left on the page under way, which is numbered
    `number`, `page` that of a page's frame; `foot` is to be left free where the column ends.

    `begun` says that something stands on the first page, `parting` what it costs to leave it at that; `two_sided` that
    a verso and the recto after it face one another. With `most` the column takes no more pages than that; otherwise no
    more than breaking it as late as possible would.
    """

    first: float
    page: float
    number: int
    begun: bool = False
    parting: Penalty = BLOCKS
    two_sided: bool = False
    foot: float = 0.0
    most: int | None = None


class PlannedPage(Struct, frozen=True):
    """A page of a plan: the points between which it lies, how much of what its spaces may give they give (0 to 1), and
    the break that would have cost less, if there was one.
    """

    start: int
    end: int
    squeezed: float
    penalty: Penalty | None
    refused: Refused | None = None


class Refused(Struct, frozen=True):
    """A cheaper break that was not taken: its penalty, the fill of the page that it would have left (of 1), and whether
    all would have taken more pages.
    """

    penalty: Penalty
    fill: float
    more_pages: bool


def too_tall(column: Column, page: float) -> Iterator[tuple[int, int]]:
    """The first and last number of kids among which something is higher than a `page` and cannot be broken."""
    for point, following in pairwise(range(column.end + 1)):
        if column.tall(point, following) > page + _CLOSE:
            first, last = column.next_kid(point), column.numbers[following]
            while first and column.kids[first - 1].keep_with_next:
                first -= 1
            while last + 1 < len(column.kids) and column.kids[last].keep_with_next:
                last += 1
            yield first, last


def latest_pages(column: Column, room: Room) -> int | None:
    """How many pages `column` takes when each is broken as late as it can be without giving; None when it cannot be."""
    point, pages, left = 0, 0, room.first
    while column.tall(point, column.end) > left - room.foot + _CLOSE:
        latest = min(bisect_right(column.heights, column.starts[point] + left + _CLOSE) - 1, column.end - 1)
        if latest <= point and (pages or not room.begun):
            return None
        point, pages, left = max(latest, point), pages + 1, room.page
    return pages + 1


def plan_pages(column: Column, room: Room) -> tuple[PlannedPage, ...] | None:
    """The cheapest pages for `column`; None when no way leads to its end."""
    most = room.most if room.most is not None else latest_pages(column, room)
    if most is None:
        return None
    after = _Costs(column, room, most)
    layers: list[dict[int, tuple[float, int]]] = [{0: (0.0, -1)}]
    best = (inf, -1, -1)
    for number in range(most):
        layer: dict[int, tuple[float, int]] = {}
        for start, (cost, _) in layers[-1].items():
            ended = cost + after.cost_to_end(start, number)
            if ended < best[0]:
                best = (ended, number, start)
            after.reach(start, cost, number, layer)
        layers.append(layer)
    if best[0] == inf:
        return None
    _, number, start = best
    ends = [(start, column.end)]
    for layer in reversed(layers[1 : number + 1]):
        before = layer[start][1]
        ends.append((before, start))
        start = before
    return tuple(after.planned(start, end, number) for number, (start, end) in enumerate(reversed(ends)))


class _Costs:
    """What pages between two points of a column cost."""

    def __init__(self, column: Column, room: Room, most: int) -> None:
        self.column, self.room, self.most = column, room, most
        self._plain = [penalty.cost for penalty in column.penalties]
        self._faced = [faced(penalty).cost for penalty in column.penalties]
        self._first_with = self._earliest()

    def _earliest(self) -> list[int]:
        """By how many pages are left after a break: the earliest point from which those are enough."""
        column, page = self.column, self.room.page
        needed = [0] * (column.end + 1)
        for point in range(column.end - 1, -1, -1):
            if column.least(point, column.end) <= page - self.room.foot + _CLOSE:
                needed[point] = 1
                continue
            latest = self._latest(point, page)
            needed[point] = 1 + needed[latest] if latest > point else column.end
        return [bisect_left(needed, -left, key=lambda pages: -pages) for left in range(self.most + 1)]

    def _latest(self, start: int, room: float) -> int:
        """The latest point with which a page can end that has so much `room` from `start` on."""
        column = self.column
        lowest = column.starts[start] - column.gives_start[start] + room + _CLOSE
        return min(bisect_right(column.least_heights, lowest) - 1, column.end - 1)

    def _room(self, number: int) -> float:
        return self.room.page if number else self.room.first

    def _facing(self, number: int) -> bool:
        return self.room.two_sided and (self.room.number + number) % 2 == 0

    def cost_to_end(self, start: int, number: int) -> float:
        """What it costs that page `number` (from 0) holds everything from `start` to the end; infinite when it cannot."""
        column, left = self.column, self._room(number) - self.room.foot
        if column.least(start, column.end) > left + _CLOSE:
            return inf
        return SQUEEZED.cost * self._squeezed(start, column.end, left) ** 2

    def _squeezed(self, start: int, end: int, room: float) -> float:
        over = self.column.tall(start, end) - room
        return min(1.0, over / max(self.column.give(start, end), _CLOSE)) if over > _CLOSE else 0.0

    def reach(self, start: int, cost: float, number: int, layer: dict[int, tuple[float, int]]) -> None:
        """Note in `layer` every break that page `number` can end with that begins with `start`, which `cost` so much,
        where that is the cheapest way to it.
        """
        left = self.most - number - 1
        if not left:
            return
        column, page, room = self.column, self.room.page, self._room(number)
        costs = self._faced if self._facing(number) else self._plain
        if not number and self.room.begun and self._first_with[left] == 0:
            layer[0] = (self._cost_of_leaving(number), 0)
        latest, begun = self._latest(start, room), column.starts[start]
        earliest = max(start + 1, self._first_with[left])
        filled = bisect_left(column.heights, begun + room - (1 - _LEAST) * page, earliest, max(earliest, latest + 1))
        heights, squeezed = column.heights, SQUEEZED.cost
        thin, white, foot = (1 - FULL_ENOUGH) * page, WHITE.cost / ((1 - FULL_ENOUGH) * page) ** 2, begun + room
        for end in range(min(filled, max(earliest, latest)), latest + 1):
            empty = foot - heights[end]
            if empty >= 0:
                total = cost + costs[end] + white * empty * empty + (THIN_PAGE.cost if empty > thin else 0.0)
            else:
                total = cost + costs[end] + squeezed * self._squeezed(start, end, room) ** 2
            if end not in layer or total < layer[end][0]:
                layer[end] = (total, start)

    def _cost_of_leaving(self, number: int) -> float:
        """What it costs to put nothing on the page under way."""
        parting = faced(self.room.parting) if self._facing(number) else self.room.parting
        return parting.cost + cost_of_white(1 - self.room.first / self.room.page)

    def planned(self, start: int, end: int, number: int) -> PlannedPage:
        """Page `number` of a plan."""
        room = self._room(number)
        if end == self.column.end:
            return PlannedPage(start, end, self._squeezed(start, end, room - self.room.foot), None)
        penalty = self.room.parting if start == end else self.column.penalties[end]
        penalty = faced(penalty) if self._facing(number) else penalty
        squeezed = self._squeezed(start, end, room) if end > start else 0.0
        return PlannedPage(start, end, squeezed, penalty, self._refused(start, end, number, penalty))

    def _refused(self, start: int, end: int, number: int, taken: Penalty) -> Refused | None:
        """The cheapest break of page `number` and of these the lowest, if it costs less than the one `taken`."""
        column, room, facing = self.column, self._room(number), self._facing(number)
        costs = self._faced if facing else self._plain
        cheaper = [point for point in range(start + 1, self._latest(start, room) + 1) if costs[point] < taken.cost]
        if not cheaper:
            return None
        point = min(reversed(cheaper), key=costs.__getitem__)
        penalty = faced(column.penalties[point]) if facing else column.penalties[point]
        fill = 1 - max(0.0, room - column.tall(start, point)) / self.room.page
        return Refused(penalty, fill, point < self._first_with[self.most - number - 1])
