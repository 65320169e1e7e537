"""Flowables: things that know their height at a width, can be cut at a height, and are placed as items of the display
list.

A flowable never changes; cutting one gives two others. What is text or a shape is here or in `blocks.py`; what holds
other flowables is in `containers.py`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from typing import Literal, Self, assert_never

from msgspec import Struct

from wardleaf.display import Anchor, Content, PageItem, Path, Rectangle, Values
from wardleaf.findings import Span
from wardleaf.reading.tree import Role, Slot
from wardleaf.style.schema import TextStyle
from wardleaf.text.faces import FontBook
from wardleaf.typeset.lines import ANY, Holds, Line, Word, balance_lines, break_lines, natural_width, widest_word
from wardleaf.typeset.penalties import BLOCKS, PARAGRAPH, SECTION, WRITE_IN, Penalty
from wardleaf.typeset.placing import place_lines, rule
from wardleaf.units import Colour

Pages = Mapping[str, int]
"""The page number of every anchor."""


class Break(Struct, frozen=True, gc=False):
    """A place where a flowable may be cut without force, in points from its top.

    The piece above it is `height` high; a piece from here to a later break is as high as that one's height less
    `start`. `penalty` is what it costs the reader.
    """

    height: float
    start: float
    penalty: Penalty


class Flowable(ABC):
    """Something that takes up room on a page.

    `before` and `after` are the space it keeps to its neighbours (the larger of two counts, none at the top of a page);
    `keep_with_next` lets nothing part it from what follows; `span` is where it was written, for the message when it
    fits nowhere. A break inside it costs `penalty` at least, one right after it `parting`; within `room_below` of it
    each costs what a heading with too little below it does. All lengths in points.
    """

    before: float = 0.0
    after: float = 0.0
    keep_with_next: bool = False
    span: Span | None = None
    penalty: Penalty = SECTION  # the least of all
    parting: Penalty = BLOCKS
    room_below: float = 0.0

    def but(
        self,
        *,
        before: float | None = None,
        after: float | None = None,
        keep_with_next: bool | None = None,
        span: Span | None = None,
        penalty: Penalty | None = None,
        parting: Penalty | None = None,
        room_below: float | None = None,
    ) -> Self:
        """The same with what is given in place of its own."""
        other = copy(self)
        other.before = self.before if before is None else before
        other.after = self.after if after is None else after
        other.keep_with_next = self.keep_with_next if keep_with_next is None else keep_with_next
        other.span = span or self.span
        other.penalty = penalty or self.penalty
        other.parting = parting or self.parting
        other.room_below = self.room_below if room_below is None else room_below
        return other

    @abstractmethod
    def height(self, width: float) -> float:
        """Its height when it is `width` wide."""

    def fits(self, width: float, room: float) -> bool:
        """Whether it is at most `room` high; a long container answers without measuring all of itself."""
        return self.height(width) <= room + 0.01

    def breaks(self, width: float) -> Iterator[Break]:
        """Where `split` may cut it without force, from the top down; `split` at a break's height gives a first piece that
        is exactly so high.
        """
        return iter(())

    def split(self, width: float, room: float, *, force: bool = False) -> tuple[Flowable, Flowable] | None:
        """Cut so that the first piece is at most `room` high; `None` when it cannot be.

        With `force` the niceties (two lines at least, whole rows) are given up, since nothing else would fit on any
        page.
        """
        return None

    @abstractmethod
    def place(self, x: float, top: float, width: float, pages: Pages) -> Sequence[PageItem]:
        """What it puts on a page with its upper start corner at (x, top), in the order in which it is painted; `pages`
        gives the page number of every anchor.
        """

    def parts(self) -> Sequence[Flowable]:
        """The flowables that it holds."""
        return ()

    def narrowest(self, holds: Holds = ANY) -> float:
        """The width below which words would be broken; with `holds`, words of these alone."""
        return 0.0

    def natural(self) -> float:
        """The width that it would take with room to spare."""
        return self.narrowest()


class Text(Flowable):
    """A paragraph, heading or label: words on lines. `anchor` is a name that links lead to."""

    penalty = PARAGRAPH

    __slots__ = (
        "_ascent",
        "_broken",
        "_cited",
        "_leading",
        "_lift",
        "after",
        "align",
        "anchor",
        "balanced",
        "before",
        "keep_with_next",
        "lines",
        "span",
        "style",
        "whole",
        "words",
    )

    def __init__(
        self,
        words: Sequence[Word],
        style: TextStyle,
        fonts: FontBook,
        *,
        before: float = 0.0,
        after: float = 0.0,
        balanced: bool = False,
        align: Literal["start", "end", "centre"] = "start",
        keep_with_next: bool = False,
        whole: bool = False,
        anchor: str = "",
        span: Span | None = None,
    ) -> None:
        self.words = words
        self.style = style
        self.before, self.after = before, after
        self.balanced, self.align, self.keep_with_next, self.whole = balanced, align, keep_with_next, whole
        self.anchor, self.span = anchor, span
        self.lines: tuple[Line, ...] | None = None
        self._broken: dict[float, tuple[Line, ...]] = {}
        self._cited = tuple([number for word in words for number in word.numbers])
        self._leading = style.leading.pt
        face = fonts.face(style.weight)
        size = style.size.pt
        content = (face.ascent - face.descent) * size / 1000
        self._lift = (self._leading - content) / 2 + face.ascent * size / 1000
        self._ascent = face.cap_height * size / 1000

    def broken(self, width: float) -> tuple[Line, ...]:
        """Its lines at `width`."""
        if self.lines is not None:
            return self.lines
        lines = self._broken.get(width)
        if lines is None:
            lines = balance_lines(self.words, width) if self.balanced else break_lines(self.words, width)
            self._broken[width] = lines
        return lines

    def height(self, width: float) -> float:
        return len(self.broken(width)) * self._leading

    @property
    def baseline(self) -> float:
        """How far its first baseline lies below its top."""
        return self._lift

    def breaks(self, width: float) -> Iterator[Break]:
        """Between two lines, two at least on either side."""
        if not self.whole:
            for above in range(2, len(self.broken(width)) - 1):
                yield Break(above * self._leading, above * self._leading, self.penalty)

    def split(self, width: float, room: float, *, force: bool = False) -> tuple[Flowable, Flowable] | None:
        """No widow, no orphan: two lines at least stay on either side."""
        lines = self.broken(width)
        fitting = int((room + 0.01) / self._leading)
        least = 1 if force else 2
        if self.whole and not force:
            return None
        cut = min(fitting, len(lines) - least)
        if cut < least:
            return None
        return self._piece(lines, 0, cut, width), self._piece(lines, cut, len(lines), width)

    def _piece(self, lines: tuple[Line, ...], start: int, end: int, width: float) -> Self:
        """Those of its `lines` at `width` that begin with `start` and end before `end`."""
        piece = self.but(after=self.after if start else 0.0, before=0.0 if start else self.before)
        piece.lines = lines[start:end]
        piece.anchor = "" if start else self.anchor
        return piece

    def aligned(self, align: Literal["start", "end", "centre"]) -> Self:
        other = copy(self)
        other.align = align
        return other

    def place(self, x: float, top: float, width: float, pages: Pages) -> Sequence[PageItem]:
        lines = self.broken(width)
        if not lines:
            return ()
        anchor = (Anchor(self.anchor, x, top),) if self.anchor else ()
        return (*anchor, *self._place_lines(lines, x, top, width))

    def _place_lines(
        self, lines: Sequence[Line], x: float, top: float, width: float, values: Values | None = None
    ) -> list[PageItem]:
        """`lines` where they stand; `values` are those of a personal copy."""
        match self.align:
            case "start":
                starts = [x] * len(lines)
            case "end":
                starts = [x + (width - line.width) for line in lines]
            case "centre":
                starts = [x + (width - line.width) / 2 for line in lines]
            case _:
                assert_never(self.align)
        baselines = [top + self._lift + number * self._leading for number in range(len(lines))]
        return place_lines(lines, starts, baselines, measure=width, values=values)

    def numbers(self) -> Sequence[int]:
        """Those cited in its lines (all of its words before they are broken)."""
        if self.lines is None or not self._cited:
            return self._cited
        return [number for line in self.lines for number in line.numbers]

    def narrowest(self, holds: Holds = ANY) -> float:
        return widest_word(self.words, holds)

    def natural(self) -> float:
        return natural_width(self.words)


class NewPage(Flowable):
    """The author's page break: it takes no room, and what follows begins a page."""

    def height(self, width: float) -> float:
        return 0.0

    def place(self, x: float, top: float, width: float, pages: Pages) -> Sequence[PageItem]:
        return ()


class HorizontalRule(Flowable):
    """A line across; furniture."""

    def __init__(
        self, thickness: float, colour: Colour, *, before: float = 0.0, after: float = 0.0, keep_with_next: bool = False
    ) -> None:
        self.thickness, self.colour = thickness, colour
        self.before, self.after, self.keep_with_next = before, after, keep_with_next

    def height(self, width: float) -> float:
        return self.thickness

    def place(self, x: float, top: float, width: float, pages: Pages) -> Sequence[PageItem]:
        return rule(x, top, x + width, thickness=self.thickness, colour=self.colour)


class WriteLines(Flowable):
    """Ruled lines to write on, `clear` points of room above each; read out as one thing through its slot."""

    penalty = WRITE_IN

    def __init__(
        self, count: int, clear: float, thickness: float, colour: Colour, slot: Slot, *, after: float = 0.0
    ) -> None:
        self.count, self.clear, self.thickness, self.colour, self.slot = count, clear, thickness, colour, slot
        self.after = after

    def height(self, width: float) -> float:
        return self.count * (self.clear + self.thickness)

    def breaks(self, width: float) -> Iterator[Break]:
        """Between two lines, two at least on either side."""
        for above in range(2, self.count - 1):
            height = above * (self.clear + self.thickness)
            yield Break(height, height, self.penalty)

    def split(self, width: float, room: float, *, force: bool = False) -> tuple[Flowable, Flowable] | None:
        """Between two lines, two at least on either side."""
        fitting = int((room + 0.01) / (self.clear + self.thickness))
        least = 1 if force else 2
        cut = min(fitting, self.count - least)
        if cut < least:
            return None
        rest = WriteLines(self.count - cut, self.clear, self.thickness, self.colour, self.slot, after=self.after)
        return WriteLines(cut, self.clear, self.thickness, self.colour, self.slot), rest

    def place(self, x: float, top: float, width: float, pages: Pages) -> Sequence[PageItem]:
        owner = Content(self.slot, "P")
        tops = [top + number * (self.clear + self.thickness) - self.thickness for number in range(1, self.count + 1)]
        return [
            item
            for at in tops
            for item in rule(x, at, x + width, thickness=self.thickness, colour=self.colour, owner=owner)
        ]


class Unsaid(Flowable):
    """A mark in which nothing is painted: an empty cell to write in, or what holds a page's place in the tag tree."""

    keep_with_next = True

    def __init__(self, slot: Slot, role: Role) -> None:
        self.slot, self.role = slot, role

    def height(self, width: float) -> float:
        return 0.0

    def place(self, x: float, top: float, width: float, pages: Pages) -> Sequence[PageItem]:
        return (Path(Rectangle(x, top, 0.0, 0.0), None, None, 0.0, Content(self.slot, self.role)),)
