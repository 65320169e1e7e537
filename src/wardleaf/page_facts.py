"""What stands where on finished pages, as frozen data: typeset fills it while drawing, `readback/` fills it from a file.

Lengths are points; y counts from the top of the page down, as a reader sees it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFact:
    """A stretch of text on one line: x of its start and end, baseline, type size, font name, and whether it is furniture (no content)."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    font: str
    artifact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFact:
    """A picture on a page: its box, and its dots an inch as drawn (0 for drawings without dots)."""

    x0: float
    top: float
    x1: float
    bottom: float
    dots_per_inch: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFact:
    """One page: its size, what stands on it, and the box of all ink (x0, top, x1, bottom), `None` when it is empty."""

    width: float
    height: float
    texts: tuple[TextFact, ...]
    pictures: tuple[PictureFact, ...] = ()
    ink: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """Every page of one PDF, in order."""

    pages: tuple[PageFact, ...]
