"""A picture drawn on a page of its own, and the page as a viewer shows it."""

from __future__ import annotations

import datetime
import io

import pypdfium2
from PIL import Image

from wardleaf.document.model import PictureData
from wardleaf.findings import Finding
from wardleaf.library.pictures import picture_header
from wardleaf.packed_pictures import pack_picture
from wardleaf.pdf.file import write_file
from wardleaf.pdf.tags import Metadata
from wardleaf.typeset.canvas import Ink
from wardleaf.typeset.vector import vector_picture

NOTHING = Metadata(title="", author="", subject="", language="en", date=datetime.date(2000, 1, 1), tagged=False)


def drawn(data: bytes, *, scale: int = 1) -> Image.Image:
    """The page that is as large as the picture `data`, a point a pixel, at `scale` dots a point."""
    header = picture_header(data)
    assert header
    ink = Ink(page_numbers={})
    with ink.artifact():
        if header.kind == "svg":
            findings: list[Finding] = []
            picture = PictureData(path="a.svg", data=data, kind="svg", width=header.width, height=header.height)
            vector_picture(picture, header.width, header.height, None, span=None, findings=findings).paint(ink, 0.0, 0.0)
            assert findings == []
        else:
            ink.picture(pack_picture(data), 0.0, 0.0, header.width, header.height)
    ink.end_page(header.width, header.height)
    pdf = write_file(ink.pages, (), None, (), NOTHING).file.written()
    page = pypdfium2.PdfDocument(io.BytesIO(pdf))[0]
    image: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    return image
