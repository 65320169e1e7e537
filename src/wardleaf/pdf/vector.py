"""SVG pictures and logos, as the shapes that svglib reads.

Only shapes come through: nothing outside the file is ever fetched, and what would not be drawn as it looks is refused
by the reader before it gets here.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing


@lru_cache(maxsize=16)  # what layout asks for is drawn next, and the logo on every copy
def read_drawing(data: bytes) -> Drawing | None:
    """The SVG `data` as shapes, which nobody changes; None when it cannot be drawn."""
    from svglib.svglib import svg2rlg

    try:
        drawing: Drawing | None = svg2rlg(io.BytesIO(data))
        return drawing if drawing is not None and _draws(drawing) else None
    except Exception:  # whatever the library trips over, the picture cannot be drawn
        return None


def _draws(drawing: Drawing) -> bool:
    """Whether `drawing` has a size, holds shapes alone, and goes onto a page; raises what the library raises, which
    half a page could not take.
    """
    from reportlab.graphics import renderPDF
    from reportlab.pdfgen.canvas import Canvas

    if not (0 < drawing.width < math.inf and 0 < drawing.height < math.inf):
        return False
    if any(type(shape).__name__ in {"String", "Image"} for shape in _shapes(drawing)):
        return False
    renderPDF.draw(drawing, Canvas(io.BytesIO()), 0, 0)
    return True


def _shapes(group: Any) -> Iterator[Any]:
    for shape in getattr(group, "contents", ()):
        yield shape
        yield from _shapes(shape)
