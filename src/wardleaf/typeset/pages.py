"""Pages: flowables poured into frames, page by page. Pure; nothing is drawn, so laying out again costs little.

The order is: first page, contents, body, sources, then (in a booklet) added pages up to a multiple of four, then the
imprint at the foot of the last page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Literal

from msgspec import Struct

from wardleaf.findings import Finding
from wardleaf.style.schema import Page
from wardleaf.typeset import faults
from wardleaf.typeset.breaker import Refused
from wardleaf.typeset.containers import Hung, Stack, walk_flowables
from wardleaf.typeset.flowables import Flowable, Text
from wardleaf.typeset.penalties import FORCED, SQUEEZED, Penalty, cost_of_white, faced
from wardleaf.units import PAPER_SIZES


class Frame(Struct, frozen=True):
    """Where text stands on a page: its corner, width and height in points, from the top of the page down."""

    x: float
    top: float
    width: float
    height: float


class PageGeometry(Struct, frozen=True):
    """Paper and frames of an edition. Page numbers count from 1; odd pages are rectos."""

    page: Page

    @property
    def width(self) -> float:
        return PAPER_SIZES[self.page.paper].width.pt

    @property
    def height(self) -> float:
        return PAPER_SIZES[self.page.paper].height.pt

    def start(self, number: int) -> float:
        """The margin at the start edge of page `number`: the inner one on a recto, the outer one on a verso of
        two-sided paper.
        """
        mirrored = self.page.sides == "two" and number % 2 == 0
        return self.page.outer.pt if mirrored else self.page.inner.pt

    def end(self, number: int) -> float:
        """The margin at the end edge of page `number`."""
        return self.page.inner.pt + self.page.outer.pt - self.start(number)

    def opens_after(self, number: int) -> bool:
        """Whether the page after `number` faces it."""
        return self.page.sides == "two" and number % 2 == 0

    @property
    def column(self) -> float:
        """The width of the column, the same on every page."""
        return self.width - self.page.inner.pt - self.page.outer.pt

    def frame(self, number: int, *, top: float | None = None) -> Frame:
        """The frame of page `number`; `top` replaces its upper margin."""
        above = self.page.top.pt if top is None else top
        return Frame(self.start(number), above, self.column, self.height - above - self.page.bottom.pt)


class Placed(Struct, frozen=True):
    """A flowable and where its upper start corner stands, in points from the top of the frame."""

    flowable: Flowable
    top: float


@dataclass(slots=True)
class LaidPage:
    """A page with what stands on it; `used` is how much of its frame is taken, in points.

    `ending` is the penalty of the break that ends it, None where the text or its author ends it; `squeezed` is how much
    of what its spaces may give they gave (0 to 1), `refused` a cheaper break that was not possible.
    """

    kind: Literal["first", "body", "back"]
    frame: Frame
    placed: list[Placed] = field(default_factory=list)
    used: float = 0.0
    gap: float = 0.0
    ending: Penalty | None = None
    squeezed: float = 0.0
    refused: Refused | None = None

    @property
    def cost(self) -> float:
        """What it costs the reader that this page ends as it does."""
        white = 0.0 if self.ending is None else cost_of_white(min(1.0, self.used / self.frame.height))
        return white + (self.ending.cost if self.ending else 0.0) + SQUEEZED.cost * self.squeezed**2


class Layout:
    """Pages under way: what is poured goes on where the last left off."""

    def __init__(self, geometry: PageGeometry, *, first_top: float) -> None:
        self.geometry = geometry
        self.pages: list[LaidPage] = [LaidPage("first", geometry.frame(1, top=first_top))]
        self.findings: list[Finding] = []

    @property
    def last(self) -> LaidPage:
        return self.pages[-1]

    def copy(self) -> Layout:
        """The same pages; what is poured here does not change them."""
        other = copy(self)
        other.pages = [*self.pages[:-1], replace(self.last, placed=[*self.last.placed])]
        other.findings = [*self.findings]
        return other

    def new_page(self, *, back_cover: bool = False) -> LaidPage:
        """Begin a page; a back cover has no running header, so its frame begins where that would."""
        number = len(self.pages) + 1
        top = self.geometry.page.header.pt if back_cover else None
        self.pages.append(LaidPage("back" if back_cover else "body", self.geometry.frame(number, top=top)))
        return self.last

    def pour(self, flowables: Sequence[Flowable]) -> None:
        """Fill the last page from where it stands, then as many further pages as it takes."""
        rest: Flowable = Stack(flowables)
        if not flowables:
            return
        while True:
            page = self.last
            width = page.frame.width
            top = self.top_of(rest)
            room = page.frame.height - top
            if rest.fits(width, room):
                self.place(rest, top, width)
                return
            pieces = rest.split(width, room)
            if pieces is None and page.used:
                page.ending = self._faced(last_of(page.placed[-1].flowable).parting)
                self.new_page()
                continue
            if pieces is None:
                page.ending = FORCED
                pieces = rest.split(width, room, force=True)
            else:
                page.ending = self._faced(penalty_at(rest, width, pieces[0].height(width)))
            if (
                pieces is None
            ):  # told, and left to hang over the foot, so that what comes after it is laid out and checked, too
                first, *later = rest.parts() or (rest,)
                self._report(first)
                self.place(first, top, width)
                if not later:
                    return
                rest = Stack(later)
                self.new_page()
                continue
            first, rest = pieces
            if first.height(width) > room + 1.0:
                self._report(first)
            self.place(first, top, width)
            self.new_page()

    def end_page(self, penalty: Penalty | None, *, squeezed: float, refused: Refused | None) -> None:
        """Note what the break that ends the last page costs, how far its spaces gave way, and which cheaper break was
        `refused`.
        """
        self.last.ending, self.last.refused = penalty, refused
        self.last.squeezed = max(self.last.squeezed, squeezed)

    def _faced(self, penalty: Penalty) -> Penalty:
        """What a break of `penalty` at the end of the last page costs: after a verso the facing page follows."""
        return faced(penalty) if self.geometry.opens_after(len(self.pages)) else penalty

    def top_of(self, flowable: Flowable) -> float:
        """Where `flowable` stands on the last page if it comes next."""
        return self.last.used + (max(self.last.gap, flowable.before) if self.last.used else 0.0)

    def place(self, flowable: Flowable, top: float, width: float) -> None:
        """Stand `flowable` on the last page, `top` points from the top of its frame."""
        page = self.last
        page.placed.append(Placed(flowable, top))
        page.used = top + flowable.height(width)
        page.gap = flowable.after

    def _report(self, flowable: Flowable) -> None:
        self.findings.append(
            faults.DOES_NOT_FIT.at(
                flowable.span, "this does not fit on a page of this edition and cannot be broken over two"
            )
        )

    def pin_to_foot(self, flowables: Sequence[Flowable], *, gap: float) -> bool:
        """Stand `flowables` at the foot of the last page when there is room; says whether there was."""
        if not flowables:
            return True
        page = self.last
        stack = Stack(flowables)
        tall = stack.height(page.frame.width)
        top = page.frame.height - tall
        if page.used and page.used + max(gap, page.gap) > top:
            return False
        if tall > page.frame.height:
            return False
        page.placed.append(Placed(stack, top))
        page.used = page.frame.height
        return True


def last_of(flowable: Flowable) -> Flowable:
    """What stands lowest in a column that was poured."""
    return flowable.kids[-1] if isinstance(flowable, Stack) and flowable.kids else flowable


def penalty_at(flowable: Flowable, width: float, height: float) -> Penalty:
    """What it costs to break `flowable` where the first piece is `height` points high."""
    found = takewhile(lambda each: each.height <= height + 0.02, flowable.breaks(width))
    return next((each.penalty for each in reversed(list(found)) if each.height >= height - 0.02), FORCED)


def page_of_anchors(pages: Sequence[LaidPage]) -> dict[str, int]:
    """The page number of every anchor."""
    found: dict[str, int] = {}
    for number, page in enumerate(pages, start=1):
        found[f"page-{number}"] = number
        for flowable in _everything(page):
            if isinstance(flowable, Text | Hung) and flowable.anchor:
                found.setdefault(flowable.anchor, number)
    return found


def pages_of_citations(pages: Sequence[LaidPage]) -> dict[int, tuple[int, ...]]:
    """For every reference number the pages that cite it, each page once."""
    found: dict[int, dict[int, None]] = {}
    for number, page in enumerate(pages, start=1):
        for flowable in _everything(page):
            if isinstance(flowable, Text):
                for cited in flowable.numbers():
                    found.setdefault(cited, {}).setdefault(number)
    return {cited: tuple(where) for cited, where in found.items()}


def _everything(page: LaidPage) -> Iterator[Flowable]:
    for placed in page.placed:
        yield from walk_flowables(placed.flowable)
