"""SVG pictures and logos, drawn by svglib on our own surface.

Only shapes come through: nothing outside the file is ever fetched, and what would not be drawn as it looks is refused by the reader before it gets here.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from wardleaf.display import Rectangle, VectorPicture
from wardleaf.document.model import PictureData
from wardleaf.findings import Finding, Span
from wardleaf.tagging.tree import Slot
from wardleaf.typeset import faults
from wardleaf.typeset.blocks import Shapes
from wardleaf.typeset.canvas import Ink

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing


def vector_picture(
    picture: PictureData, width: float, height: float, slot: Slot | None, *, span: Span | None, findings: list[Finding]
) -> Shapes:
    """The SVG `picture` at `width` by `height` points; an empty box after a finding when it cannot be drawn."""
    drawing = read_drawing(picture, span, findings)

    def paint(ink: Ink, x: float, top: float) -> None:
        if drawing is not None:
            ink.picture(VectorPicture(drawing), x, top, width, height)
        else:
            ink.path(Rectangle(x, top, width, height))

    return Shapes(width, height, paint, slot)


def read_drawing(picture: PictureData, span: Span | None, findings: list[Finding]) -> Drawing | None:
    """The SVG `picture` as shapes; None after telling at `span` that it cannot be drawn."""
    from svglib.svglib import svg2rlg

    drawing: Drawing | None = None
    try:
        drawing = svg2rlg(io.BytesIO(picture.data))
        drawable = drawing is not None and _draws(drawing)
    except Exception:  # whatever the library trips over, the picture cannot be drawn
        drawable = False
    if drawing is None or not drawable:
        findings.append(faults.picture_not_drawn(picture, span))
        return None
    return drawing


def _draws(drawing: Drawing) -> bool:
    """Whether `drawing` has a size, holds shapes alone, and goes onto a page; raises what the library raises, which half a page could not take."""
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
