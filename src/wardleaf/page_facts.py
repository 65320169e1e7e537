"""What stands where on finished pages, as frozen data: typeset fills it while drawing, `readback/` fills it from a
file.

Lengths are points; y counts from the top of the page down, as a reader sees it.
"""

from __future__ import annotations

import math

from msgspec import Struct


class TextFact(Struct, frozen=True, kw_only=True):
    """A stretch of text on one line: x of its left and right end, baseline, type size, font name, and whether it is
    furniture (no content).

    `hidden` is text that paints nothing, such as the words of a scan that only a search finds. A turned line has its
    `angle`, clockwise in degrees, and its `length` along itself; `x0` and `x1` are then the ends of its baseline from
    left to right, and `baseline` is where it starts.
    """

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    font: str
    artifact: bool = False
    hidden: bool = False
    angle: float = 0.0
    length: float = 0.0

    @property
    def along(self) -> tuple[float, float, float]:
        """Where it starts and ends along its own direction, and how far its baseline stands off across it: x0, x1 and
        baseline for an upright line.
        """
        if not self.angle:
            return self.x0, self.x1, self.baseline
        cos, sin = self._direction
        x = self.x0 if cos >= 0 else self.x1
        start = x * cos + self.baseline * sin
        return start, start + self.length, self.baseline * cos - x * sin

    def box(self, rise: float, drop: float) -> tuple[float, float, float, float]:
        """Its box (x0, top, x1, bottom) on the page, when letters reach `rise` type sizes above the baseline and `drop`
        below it.
        """
        above, below = rise * self.size, drop * self.size
        if not self.angle:
            return self.x0, self.baseline - above, self.x1, self.baseline + below
        cos, sin = self._direction
        x, y = (self.x0 if cos >= 0 else self.x1), self.baseline
        corners = [
            (x + far * cos - off * sin, y + far * sin + off * cos)
            for far in (0.0, self.length)
            for off in (-above, below)
        ]
        across, down = [x for x, _ in corners], [y for _, y in corners]
        return min(across), min(down), max(across), max(down)

    @property
    def _direction(self) -> tuple[float, float]:
        cos, sin = math.cos(math.radians(self.angle)), math.sin(math.radians(self.angle))
        return (0.0 if abs(cos) < 1e-9 else cos), (0.0 if abs(sin) < 1e-9 else sin)


class PictureFact(Struct, frozen=True, kw_only=True):
    """A picture on a page: its box, and its dots an inch as drawn (0 for drawings without dots)."""

    x0: float
    top: float
    x1: float
    bottom: float
    dots_per_inch: float


class PageFact(Struct, frozen=True, kw_only=True):
    """One page: its size, what stands on it, and the box of all ink (x0, top, x1, bottom), `None` when it is empty."""

    width: float
    height: float
    texts: tuple[TextFact, ...]
    pictures: tuple[PictureFact, ...] = ()
    ink: tuple[float, float, float, float] | None = None


class PageFacts(Struct, frozen=True, kw_only=True):
    """Every page of one PDF, in order."""

    pages: tuple[PageFact, ...]
