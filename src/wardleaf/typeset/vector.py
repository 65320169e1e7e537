"""SVG pictures and logos, drawn by svglib on our own surface.

Only shapes come through: text in a picture would name a font that is not embedded, and nothing outside the file is ever fetched (the reader refuses
pictures with a DOCTYPE or a reference to elsewhere before they get here).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

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
    drawing = _read(picture, span, findings)

    def paint(ink: Ink, x: float, top: float) -> None:
        if drawing is not None:
            ink.drawing(drawing, x, top, width, height)
        else:
            ink.note_ink(x, top, x + width, top + height)

    return Shapes(width, height, paint, slot)


def _read(picture: PictureData, span: Span | None, findings: list[Finding]) -> Drawing | None:
    from svglib.svglib import svg2rlg

    try:
        drawing: Drawing | None = svg2rlg(io.BytesIO(picture.data))
    except Exception:  # whatever the library trips over, the picture cannot be drawn
        drawing = None
    if drawing is None:
        findings.append(faults.BAD_PICTURE.at(span, f"“{picture.path}” could not be drawn; save it again as SVG or PNG"))
        return None
    if any(type(shape).__name__ in {"String", "Image"} for shape in _shapes(drawing)):
        message = f"“{picture.path}” holds text or a picture of dots; turn its text into paths, or save it as PNG"
        findings.append(faults.BAD_PICTURE.at(span, message))
        return None
    return drawing


def _shapes(group: Any) -> Iterator[Any]:
    for shape in getattr(group, "contents", ()):
        yield shape
        yield from _shapes(shape)
