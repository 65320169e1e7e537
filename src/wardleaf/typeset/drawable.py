"""Pictures as pages hold them, read when a block is composed; and whether one can be drawn, before any page is set."""

from __future__ import annotations

from wardleaf.display import VectorPicture
from wardleaf.document.model import PictureData
from wardleaf.findings import Finding, Span
from wardleaf.packed_pictures import PackedPicture, pack_picture
from wardleaf.typeset import faults


def read_picture(
    picture: PictureData, span: Span | None, findings: list[Finding]
) -> PackedPicture | VectorPicture | None:
    """`picture` as pages hold it; None after telling at `span` that it cannot be drawn."""
    if picture.kind == "svg":
        from wardleaf.pdf.vector import read_drawing

        if read_drawing(picture.data) is not None:
            return VectorPicture(picture.data)
    else:
        try:
            return pack_picture(picture.data)
        except OSError:
            pass
    findings.append(faults.picture_not_drawn(picture, span))
    return None


def picture_problem(picture: PictureData, span: Span | None) -> Finding | None:
    """What there is to tell at `span` of a picture that cannot be drawn; None when it can."""
    found: list[Finding] = []
    read_picture(picture, span, found)
    return found[0] if found else None
