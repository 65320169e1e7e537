"""Folding by hand, in coordinates: what paper does, worked out without the planner's help.

A piece of paper lies flat, seen from above; x counts to the right and y downwards. It has an upper and a lower face,
each with a page (or None) and the direction in which that page's head points, seen from above as if the paper were
glass. Layers are listed from the bottom of the pile to its top.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from wardleaf.imposition.sheets import ImpositionPlan, Place, Sheet
from wardleaf.values import replace

Vector = tuple[int, int]
Rectangle = tuple[float, float, float, float]
UP: Vector = (0, -1)
_HEADS: dict[int, Vector] = {0: UP, 90: (1, 0), 180: (0, 1), 270: (-1, 0)}


@dataclass(frozen=True)
class Face:
    page: int | None
    head: Vector


@dataclass(frozen=True)
class Piece:
    box: Rectangle
    upper: Face
    lower: Face

    @property
    def middle(self) -> tuple[float, float]:
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2


def printed_pieces(plan: ImpositionPlan, sheet: Sheet) -> list[Piece]:
    """The panels of a sheet as a printer with this flip makes it, fronts up."""
    wide, high = plan.width.pt, plan.height.pt
    long_edges_are_level = wide > high
    level = long_edges_are_level == (plan.options.flip == "long")  # the printer turns the sheet about a level line
    backs: list[tuple[Rectangle, Face]] = []
    for place in sheet.back.places if sheet.back else ():
        x0, y0, x1, y1 = place.trim.edges
        hx, hy = _HEADS[place.rotation]
        if level:
            backs.append(((x0, high - y1, x1, high - y0), Face(place.page, (hx, -hy))))
        else:
            backs.append(((wide - x1, y0, wide - x0, y1), Face(place.page, (-hx, hy))))
    return [_piece(place, backs) for place in sheet.front.places]


def _piece(place: Place, backs: Sequence[tuple[Rectangle, Face]]) -> Piece:
    box = place.trim.edges
    front = Face(place.page, _HEADS[place.rotation])
    if not backs:
        return Piece(box, front, Face(None, UP))
    behind = [face for other, face in backs if all(abs(one - two) < 0.01 for one, two in zip(box, other))]
    assert len(behind) == 1, "a panel and its back must be one and the same piece of paper"
    return Piece(box, front, behind[0])


def fold(
    layers: Sequence[Piece],
    line: float,
    *,
    upright: bool,
    part: Literal["before", "after"],
    to: Literal["over", "under"],
) -> list[Piece]:
    """The pile after the part before (left of, above) or after `line` has been folded over or under the rest."""

    def moves(piece: Piece) -> bool:
        middle = piece.middle[0 if upright else 1]
        return (middle < line) == (part == "before")

    moved = [_mirrored(piece, line, upright=upright) for piece in reversed(layers) if moves(piece)]
    stay = [piece for piece in layers if not moves(piece)]
    return [*stay, *moved] if to == "over" else [*moved, *stay]


def _mirrored(piece: Piece, line: float, *, upright: bool) -> Piece:
    x0, y0, x1, y1 = piece.box

    def turned(face: Face) -> Face:
        hx, hy = face.head
        return replace(face, head=(-hx, hy) if upright else (hx, -hy))

    box = (2 * line - x1, y0, 2 * line - x0, y1) if upright else (x0, 2 * line - y1, x1, 2 * line - y0)
    return Piece(box, turned(piece.lower), turned(piece.upper))


def read_leaves(layers: Sequence[Piece], *, bound_at_top: bool = False) -> list[int | None]:
    """The pages of a bound pile from its top leaf down: each leaf's front, then what shows when it is turned about its
    bound edge.

    Asserts that every page stands the right way up while it is read.
    """
    turned_head = (0, 1) if bound_at_top else UP
    pages: list[int | None] = []
    for piece in reversed(layers):
        for face, head in ((piece.upper, UP), (piece.lower, turned_head)):
            assert face.page is None or face.head == head, f"page {face.page} stands upside down"
            pages.append(face.page)
    return pages
