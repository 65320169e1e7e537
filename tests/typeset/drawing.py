"""A picture drawn on a page of its own, and the page as a viewer shows it."""

from __future__ import annotations

import datetime
import io

import pypdfium2
from PIL import Image

from wardleaf.document.model import PictureData
from wardleaf.findings import Finding
from wardleaf.library.pictures import picture_header
from wardleaf.pdf.marks import NoMarks
from wardleaf.pdf.tags import Metadata
from wardleaf.tagging.tree import StructElem
from wardleaf.typeset.canvas import Ink
from wardleaf.typeset.pdf_file import finish_file
from wardleaf.typeset.print_test import shipped_fonts
from wardleaf.typeset.vector import vector_picture

NOTHING = Metadata(title="", author="", subject="", language="en", date=datetime.date(2000, 1, 1), tagged=False)


def drawn(data: bytes, *, scale: int = 1) -> Image.Image:
    """The page that is as large as the picture `data`, a point a pixel, at `scale` dots a point."""
    header = picture_header(data)
    assert header
    ink = Ink(shipped_fonts(), NoMarks(), page_numbers={})
    ink.start_page(header.width, header.height)
    with ink.artifact():
        if header.kind == "svg":
            findings: list[Finding] = []
            picture = PictureData(path="a.svg", data=data, kind="svg", width=header.width, height=header.height)
            vector_picture(picture, header.width, header.height, None, span=None, findings=findings).paint(ink, 0.0, 0.0)
            assert findings == []
        else:
            ink.picture(data, 0.0, 0.0, header.width, header.height)
    ink.end_page()
    pdf = finish_file(ink, StructElem(role="Document", kids=()), (), NOTHING).file.written()
    page = pypdfium2.PdfDocument(io.BytesIO(pdf))[0]
    image: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    return image
