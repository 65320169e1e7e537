"""The sheet as a strip: panels follow one another along it, whichever edge the pages are bound at.

Schemes count along the strip (`u`, from where reading begins) and across it (`v`, from the top or left); this room
turns that into places on the sheet. Binding left runs left to right, binding right is its mirror, binding top runs
downwards.
"""

from __future__ import annotations

from typing import Literal, assert_never

from msgspec import Struct

from wardleaf.imposition.options import Binding, Flip
from wardleaf.imposition.sheets import Box, Line, Mark, PageSize, Place, Rotation, Side

Axis = Literal[
    "upright", "level"
]  # the axis about which a sheet is turned to see its back: like a book page, or like a wall calendar's


class Strip(Struct, frozen=True):
    """A sheet of `width` by `height` points, to be bound at one edge of its pages."""

    binding: Binding
    width: float
    height: float

    @property
    def length(self) -> float:
        return self.height if self.binding == "top" else self.width

    @property
    def breadth(self) -> float:
        return self.width if self.binding == "top" else self.height

    @property
    def axis(self) -> Axis:
        """How a reader turns a leaf that is bound at this edge."""
        return "level" if self.binding == "top" else "upright"

    def along(self, size: PageSize) -> float:
        """How much of the strip's length a page takes, in points."""
        return size.height.pt if self.binding == "top" else size.width.pt

    def across(self, size: PageSize) -> float:
        """How much of the strip's breadth a page takes, in points."""
        return size.width.pt if self.binding == "top" else size.height.pt

    def box(self, u0: float, u1: float, v0: float, v1: float) -> Box:
        """The box between two places along and two across, in points."""
        match self.binding:
            case "left":
                return Box.between(u0, v0, u1, v1)
            case "right":
                return Box.between(self.width - u1, v0, self.width - u0, v1)
            case "top":
                return Box.between(v0, u0, v1, u1)
            case _:
                assert_never(self.binding)

    def line(self, u0: float, v0: float, u1: float, v1: float) -> Line:
        """The line from one point of the strip to another, in points."""
        match self.binding:
            case "left":
                return Line.through(u0, v0, u1, v1)
            case "right":
                return Line.through(self.width - u0, v0, self.width - u1, v1)
            case "top":
                return Line.through(v0, u0, v1, u1)
            case _:
                assert_never(self.binding)

    def fold(self, u: float) -> Line:
        """The fold right across the strip at `u`."""
        return self.line(u, 0.0, u, self.breadth)

    def turned_by_printer(self, flip: Flip) -> Axis:
        """The axis about which a printer turns this sheet: parallel to its longer or its shorter edges. A square sheet
        counts as upright.
        """
        level_is_long = self.width > self.height
        return "level" if level_is_long == (flip == "long") else "upright"

    def backs_turned(self, flip: Flip) -> bool:
        """Whether the backs must stand upside down for this flip to put the right page behind each front."""
        return self.turned_by_printer(flip) != self.axis


def turn_side(side: Side, strip: Strip) -> Side:
    """`side` turned upside down about the middle of the sheet."""

    def box(held: Box) -> Box:
        x0, top, x1, bottom = held.edges
        return Box.between(strip.width - x1, strip.height - bottom, strip.width - x0, strip.height - top)

    def line(held: Line) -> Line:
        x0, top0, x1, top1 = held.ends
        return Line.through(strip.width - x0, strip.height - top0, strip.width - x1, strip.height - top1)

    return Side(
        places=tuple(
            Place(
                page=place.page,
                trim=box(place.trim),
                box=box(place.box),
                rotation=upside_down(place.rotation),
                shift=place.shift,
                scale=place.scale,
            )
            for place in side.places
        ),
        folds=tuple(line(fold) for fold in side.folds),
        cuts=tuple(line(cut) for cut in side.cuts),
        marks=tuple(Mark(kind=mark.kind, line=line(mark.line)) for mark in side.marks),
    )


def upside_down(rotation: Rotation) -> Rotation:
    """`rotation` and half a turn."""
    turned: dict[Rotation, Rotation] = {0: 180, 90: 270, 180: 0, 270: 90}
    return turned[rotation]
