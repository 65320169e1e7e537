"""Whether a picture can be drawn, before any page is set: the same answer as drawing it gives."""

from __future__ import annotations

from wardleaf.document.model import PictureData
from wardleaf.findings import Finding, Span
from wardleaf.packed_pictures import pack_picture
from wardleaf.typeset import faults


def picture_problem(picture: PictureData, span: Span | None) -> Finding | None:
    """What there is to tell at `span` of a picture that cannot be drawn; None when it can."""
    if picture.kind == "svg":
        from wardleaf.typeset.vector import read_drawing

        found: list[Finding] = []
        read_drawing(picture, span, found)
        return found[0] if found else None
    try:
        pack_picture(picture.data)
    except OSError:
        return faults.picture_not_drawn(picture, span)
    return None
