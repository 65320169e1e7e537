"""Matrices and boxes: from a content stream's coordinates to a page as a reader sees it, y down from its top. Pure
arithmetic.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from msgspec import Struct

from wardleaf.pdf.matrices import Matrix, multiplied

Box = tuple[float, float, float, float]

_FARTHEST = 1e7  # points; what lies further out is a broken number


def placed(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """The point (x, y) after `matrix`, kept within any paper's reach."""
    a, b, c, d, e, f = matrix
    return (_held(a * x + c * y + e), _held(b * x + d * y + f))


def _held(value: float) -> float:
    return min(max(value, -_FARTHEST), _FARTHEST) if value == value else 0.0  # NaN is the one number unlike itself


def rise_of(matrix: Matrix) -> float:
    """How many points a height of 1 becomes."""
    return min(math.hypot(matrix[2], matrix[3]), _FARTHEST)


def run_of(matrix: Matrix) -> float:
    """How many points a width of 1 becomes."""
    return min(math.hypot(matrix[0], matrix[1]), _FARTHEST)


def box_of(points: Iterable[tuple[float, float]]) -> Box | None:
    """The smallest box around `points`."""
    found = list(points)
    if not found:
        return None
    across, down = [x for x, _ in found], [y for _, y in found]
    return (min(across), min(down), max(across), max(down))


def joined(one: Box | None, other: Box | None) -> Box | None:
    """The smallest box around both."""
    if one is None or other is None:
        return one or other
    return (min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3]))


def shared(one: Box, other: Box | None) -> Box | None:
    """What lies in both; all of `one` when there is no other, `None` when nothing does."""
    if other is None:
        return one
    box = (max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3]))
    return box if box[0] <= box[2] and box[1] <= box[3] else None


class Sheet(Struct, frozen=True):
    """A page as displayed: width and height in points, and the matrix from its own coordinates to those from the top
    left, y down.
    """

    width: float
    height: float
    matrix: Matrix


def sheet_of(box: Sequence[float], rotation: int, unit: float = 1.0) -> Sheet:
    """The page whose visible box is `box` (two corners), turned clockwise by `rotation` degrees, `unit` points a unit
    (ISO 32000-1, 7.7.3.3).
    """
    x0, x1 = sorted((box[0], box[2]))
    y0, y1 = sorted((box[1], box[3]))
    wide, tall = (x1 - x0) * unit, (y1 - y0) * unit
    turns: dict[int, Matrix] = {
        90: (0.0, 1.0, 1.0, 0.0, -y0, -x0),
        180: (-1.0, 0.0, 0.0, 1.0, x1, -y0),
        270: (0.0, -1.0, -1.0, 0.0, y1, x1),
    }
    matrix = multiplied(turns.get(rotation % 360, (1.0, 0.0, 0.0, -1.0, -x0, y1)), (unit, 0.0, 0.0, unit, 0.0, 0.0))
    return Sheet(tall, wide, matrix) if rotation % 180 == 90 else Sheet(wide, tall, matrix)
