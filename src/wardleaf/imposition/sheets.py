"""What a plan is made of: sheets, sides, places and marks, as frozen values.

Everything is seen as it lies on the printed side: x counts from the left edge of the sheet, top from its upper edge
down. Nothing here knows a PDF or a scheme.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from wardleaf.findings import Finding
from wardleaf.imposition.options import ImpositionOptions
from wardleaf.units import Length

Rotation = Literal[0, 90, 180, 270]
MarkKind = Literal["crop", "fold", "cut", "staple"]


class PageSize(Struct, frozen=True, kw_only=True):
    """A page as a reader sees it: width and height after its own rotation."""

    width: Length
    height: Length


class Box(Struct, frozen=True, kw_only=True):
    """An upright rectangle on a sheet."""

    x: Length
    top: Length
    width: Length
    height: Length

    @classmethod
    def between(cls, x0: float, top: float, x1: float, bottom: float) -> Box:
        """The box between two x and two heights, all in points."""
        return cls(x=Length(x0), top=Length(top), width=Length(x1 - x0), height=Length(bottom - top))

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom in points."""
        return (self.x.pt, self.top.pt, self.x.pt + self.width.pt, self.top.pt + self.height.pt)


class Line(Struct, frozen=True, kw_only=True):
    """A straight line on a sheet, from one point to another."""

    x0: Length
    top0: Length
    x1: Length
    top1: Length

    @classmethod
    def through(cls, x0: float, top0: float, x1: float, top1: float) -> Line:
        """The line from (x0, top0) to (x1, top1), all in points."""
        return cls(x0=Length(x0), top0=Length(top0), x1=Length(x1), top1=Length(top1))

    @property
    def ends(self) -> tuple[float, float, float, float]:
        """Both ends in points: x and top of the first, x and top of the second."""
        return (self.x0.pt, self.top0.pt, self.x1.pt, self.top1.pt)


class Mark(Struct, frozen=True, kw_only=True):
    """A short line for whoever cuts, folds or staples."""

    kind: MarkKind
    line: Line


class Place(Struct, frozen=True, kw_only=True):
    """Where one page comes to lie on a side.

    `page` counts the given pages from 0; `None` is an added blank one. `trim` is the paper that becomes this page once
    folded and cut: from the fold to the cut edge; nothing of the page shows outside it. `box` is where the whole page
    lies, at `scale`, turned clockwise by `rotation`, and already moved towards the spine by `shift` (creep).
    """

    page: int | None
    trim: Box
    box: Box
    rotation: Rotation
    shift: Length
    scale: float


class Side(Struct, frozen=True, kw_only=True):
    """One printed side: its pages, the lines where the paper is folded, the lines where it is cut apart, and the marks
    drawn.
    """

    places: tuple[Place, ...]
    folds: tuple[Line, ...] = ()
    cuts: tuple[Line, ...] = ()
    marks: tuple[Mark, ...] = ()


class Sheet(Struct, frozen=True, kw_only=True):
    """One sheet of paper. Signatures count from 0; `depth` counts the sheets of a signature from the outermost, 0;
    `creep` is its shift.

    `back` is `None` when the scheme prints on one side only.
    """

    signature: int
    depth: int
    creep: Length
    front: Side
    back: Side | None

    @property
    def sides(self) -> tuple[Side, ...]:
        """The printed sides, front first."""
        return (self.front,) if self.back is None else (self.front, self.back)


class ImpositionPlan(Struct, frozen=True, kw_only=True):
    """Every sheet of a print file: `width` and `height` are a sheet as its pages are read, so a folded A4 sheet is
    wider than high.

    `page_count` counts the given pages, `added_pages` the blank ones, `signatures` the sheets of each signature;
    `backs_turned` says whether the backs stand upside down so that this flip gives the right pages.
    """

    options: ImpositionOptions
    width: Length
    height: Length
    page_count: int
    added_pages: int
    signatures: tuple[int, ...]
    backs_turned: bool
    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def sides(self) -> tuple[Side, ...]:
        """Every printed side in printing order."""
        return tuple(side for sheet in self.sheets for side in sheet.sides)

    def places(self) -> Iterator[tuple[int, Side, Place]]:
        """Every place with the number of its sheet (from 1) and its side."""
        for number, sheet in enumerate(self.sheets, start=1):
            for side in sheet.sides:
                for place in side.places:
                    yield number, side, place
