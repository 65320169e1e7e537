"""Flowables side by side, and rows of them under a header that comes back on every page: tables, diaries, columns.

A row is cut through all its cells at once, and only when it is higher than it may stay whole.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from wardleaf.display import PageItem, Rectangle
from wardleaf.style.schema import Rule
from wardleaf.typeset.containers import Stack
from wardleaf.typeset.flowables import Break, Flowable, Pages
from wardleaf.typeset.lines import ANY, Holds
from wardleaf.typeset.penalties import TABLE, dearer
from wardleaf.typeset.placing import as_artifact, box, rule, upright
from wardleaf.units import Colour


class RowLook(Struct, frozen=True):
    """What a row of a table has behind and below its cells."""

    fill: Colour | None = None
    rule: Rule | None = None
    padding_x: float = 0.0
    padding_y: float = 0.0
    least: float = 0.0
    uprights: Rule | None = None


class Row(Flowable):
    """Flowables side by side, in columns of fixed widths with `gap` between them; the highest gives the height.

    `widths` are points; one width of 0 takes what is left. It is cut through all its cells at once, when it is higher
    than `whole_below`.
    """

    def __init__(
        self,
        cells: Sequence[Flowable],
        widths: Sequence[float],
        *,
        gap: float = 0.0,
        look: RowLook | None = None,
        before: float = 0.0,
        after: float = 0.0,
        whole_below: float = 0.0,
        foot: Literal["top", "bottom"] = "top",
    ) -> None:
        self.cells, self.widths, self.gap = tuple(cells), tuple(widths), gap
        self.look = look or RowLook()
        self.before, self.after, self.whole_below, self.foot = before, after, whole_below, foot
        self.span = next((cell.span for cell in self.cells if cell.span), None)
        self._heights: dict[float, float] = {}

    def _columns(self, width: float) -> list[float]:
        rest = width - math.fsum(self.widths) - self.gap * (len(self.widths) - 1)
        return [rest if given == 0 else given for given in self.widths]

    def _inner(self, column: float) -> float:
        return column - 2 * self.look.padding_x

    def height(self, width: float) -> float:
        known = self._heights.get(width)
        if known is None:
            tallest = max(
                (cell.height(self._inner(column)) for cell, column in zip(self.cells, self._columns(width))),
                default=0.0,
            )
            known = self._heights[width] = max(tallest + 2 * self.look.padding_y, self.look.least)
        return known

    def breaks(self, width: float) -> Iterator[Break]:
        """Where each cell either ends or has a break; it is cut no higher than its least height."""
        if not self.whole_below or self.height(width) <= self.whole_below:
            return
        inners = [self._inner(column) for column in self._columns(width)]
        ends = [cell.height(inner) for cell, inner in zip(self.cells, inners)]
        cuts = [tuple(cell.breaks(inner)) for cell, inner in zip(self.cells, inners)]
        padding = 2 * self.look.padding_y
        for height in sorted({end for end in ends if end < max(ends)} | {cut.height for own in cuts for cut in own}):
            above = [
                next((cut for cut in reversed(own) if cut.height <= height + 0.01), None)
                for end, own in zip(ends, cuts)
                if end > height + 0.01
            ]
            cut_cells = [cut for cut in above if cut is not None]
            if not cut_cells or len(cut_cells) < len(above):
                continue
            penalty = self.penalty
            for cut in cut_cells:
                penalty = dearer(penalty, cut.penalty)
            # No cell goes on later than the one that was cut first: what is left is at most so high.
            start = min(cut.start for cut in cut_cells)
            yield Break(max(height + padding, self.look.least), start, penalty)

    def split(self, width: float, room: float, *, force: bool = False) -> tuple[Flowable, Flowable] | None:
        """Through every cell; a cell that ends above the cut leaves nothing below it."""
        if not force and (not self.whole_below or self.height(width) <= self.whole_below):
            return None
        inner_room = room - 2 * self.look.padding_y
        firsts: list[Flowable] = []
        rests: list[Flowable] = []
        for cell, column in zip(self.cells, self._columns(width)):
            inner = self._inner(column)
            if cell.height(inner) <= inner_room + 0.01:
                firsts.append(cell)
                rests.append(Stack(()))
                continue
            pieces = cell.split(inner, inner_room, force=force)
            if pieces is None:
                return None
            firsts.append(pieces[0])
            rests.append(pieces[1])
        return (
            Row(firsts, self.widths, look=self.look, before=self.before, gap=self.gap, whole_below=self.whole_below),
            Row(rests, self.widths, look=self.look, after=self.after, gap=self.gap, whole_below=self.whole_below),
        )

    def place(self, x: float, top: float, width: float, pages: Pages) -> Sequence[PageItem]:
        tall = self.height(width)
        look = self.look
        items = [*box(Rectangle(x, top, width, tall), fill=look.fill)]
        at = x
        for number, column in enumerate(self._columns(width)):
            if number and look.uprights is not None:
                items += upright(
                    at - self.gap / 2,
                    top,
                    top + tall,
                    thickness=look.uprights.thickness.pt,
                    colour=look.uprights.colour,
                )
            items += self.place_cell(number, x, top, width, pages)
            at += column + self.gap
        if look.rule is not None:
            items += rule(
                x,
                top + tall - look.rule.thickness.pt,
                x + width,
                thickness=look.rule.thickness.pt,
                colour=look.rule.colour,
            )
        return items

    def place_cell(self, number: int, x: float, top: float, width: float, pages: Pages) -> Sequence[PageItem]:
        """One of its cells alone, where it stands in the row at (x, top)."""
        columns, look, cell = self._columns(width), self.look, self.cells[number]
        inner = self._inner(columns[number])
        down = self.height(width) - 2 * look.padding_y - cell.height(inner) if self.foot == "bottom" else 0.0
        across = math.fsum(columns[:number]) + number * self.gap
        return cell.place(x + across + look.padding_x, top + look.padding_y + down, inner, pages)

    def parts(self) -> Sequence[Flowable]:
        return self.cells

    def narrowest(self, holds: Holds = ANY) -> float:
        return math.fsum(cell.narrowest(holds) + 2 * self.look.padding_x for cell in self.cells) + self.gap * (
            len(self.cells) - 1
        )


class Abreast(Stack):
    """Rows of bare cells that are placed column by column: things side by side, each of parts that stand level with its
    neighbours'.

    Readers that go by the order of painting, not by tags, get one whole thing after the other.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__(rows)
        self.rows = tuple(rows)

    def _cut(self, first: tuple[Flowable, ...], rest: tuple[Flowable, ...]) -> tuple[Stack, Stack]:
        upper, lower = (Abreast([row for row in piece if isinstance(row, Row)]) for piece in (first, rest))
        return upper.but(after=0.0), lower.but(before=0.0)

    def place(self, x: float, top: float, width: float, pages: Pages) -> Sequence[PageItem]:
        items: list[PageItem] = []
        for number in range(max((len(row.cells) for row in self.rows), default=0)):
            at, gap = top, 0.0
            for row in self.rows:
                at += max(gap, row.before) if row is not self.rows[0] else 0.0
                items += row.place_cell(number, x, at, width, pages)
                at, gap = at + row.height(width), row.after
        return items


class Rows(Flowable):
    """A header row and rows below it; the header is repeated, as furniture, on every page that the rows run over."""

    penalty = TABLE

    def __init__(
        self,
        header: Flowable | None,
        rows: Sequence[Flowable],
        *,
        before: float = 0.0,
        after: float = 0.0,
        whole_below: float = 0.0,
        repeated: bool = False,
    ) -> None:
        self.header, self.rows = header, tuple(rows)
        self.before, self.after, self.whole_below, self.repeated = before, after, whole_below, repeated
        self.span = next((row.span for row in self.rows if row.span), None)

    def _head(self, width: float) -> float:
        return self.header.height(width) if self.header is not None else 0.0

    def height(self, width: float) -> float:
        return self._head(width) + math.fsum(row.height(width) for row in self.rows)

    def breaks(self, width: float) -> Iterator[Break]:
        """Between rows, two at least below the header and not one alone after more than two; inside a row that may be."""
        if self.whole_below and self.height(width) <= self.whole_below:
            return
        head = self._head(width)
        above, count = 0.0, len(self.rows)
        least = min(2, count - 1)
        for number, row in enumerate(self.rows):
            if number >= least and number and not (number == count - 1 and number > 2):
                yield Break(head + above, above, self.penalty)
            for inner in row.breaks(width):
                yield Break(head + above + inner.height, above + inner.start, dearer(self.penalty, inner.penalty))
            above += row.height(width)

    def split(self, width: float, room: float, *, force: bool = False) -> tuple[Flowable, Flowable] | None:
        """Between rows, two at least below the header; inside a row only when it is higher than a page."""
        if self.whole_below and not force and self.height(width) <= self.whole_below:
            return None
        used = self._head(width)
        for number, row in enumerate(self.rows):
            tall = row.height(width)
            if used + tall <= room + 0.01:
                used += tall
                continue
            least = 1 if force or number == 0 else min(2, len(self.rows) - 1)
            pieces = row.split(width, room - used, force=force and number == 0)
            if pieces is not None:
                return self._cut((*self.rows[:number], pieces[0]), (pieces[1], *self.rows[number + 1 :]))
            cut = number - 1 if number == len(self.rows) - 1 and number > 2 and not force else number
            if cut >= least:
                return self._cut(self.rows[:cut], self.rows[cut:])
            if force and number:
                return self._cut(self.rows[:number], self.rows[number:])
            return None
        return None

    def _cut(self, first: tuple[Flowable, ...], rest: tuple[Flowable, ...]) -> tuple[Rows, Rows]:
        upper = Rows(self.header, first, before=self.before, repeated=self.repeated)
        lower = Rows(self.header, rest, after=self.after, whole_below=self.whole_below, repeated=True)
        return upper.but(penalty=self.penalty), lower.but(penalty=self.penalty, parting=self.parting)

    def place(self, x: float, top: float, width: float, pages: Pages) -> Sequence[PageItem]:
        items: list[PageItem] = []
        if self.header is not None:
            header = self.header.place(x, top, width, pages)
            items += as_artifact(header, "Pagination") if self.repeated else header
            top += self._head(width)
        for row in self.rows:
            items += row.place(x, top, width, pages)
            top += row.height(width)
        return items

    def parts(self) -> Sequence[Flowable]:
        """Header and rows; a repeated header says nothing new."""
        return self.rows if self.header is None or self.repeated else (self.header, *self.rows)

    def narrowest(self, holds: Holds = ANY) -> float:
        return max((row.narrowest(holds) for row in self.rows), default=0.0)
