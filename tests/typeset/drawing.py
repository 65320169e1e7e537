"""A picture drawn on a page of its own, and the page as a viewer shows it."""

from __future__ import annotations

import datetime
import io

import pypdfium2
from PIL import Image

from wardleaf.display import Page
from wardleaf.document.model import PictureData
from wardleaf.findings import Finding
from wardleaf.library.pictures import picture_header
from wardleaf.pdf.file import write_file
from wardleaf.pdf.tags import Metadata
from wardleaf.typeset.blocks import PictureBox
from wardleaf.typeset.drawable import read_picture

NOTHING = Metadata(title="", author="", subject="", language="en", date=datetime.date(2000, 1, 1), tagged=False)


def drawn(data: bytes, *, scale: int = 1) -> Image.Image:
    """The page that is as large as the picture `data`, a point a pixel, at `scale` dots a point."""
    header = picture_header(data)
    assert header
    findings: list[Finding] = []
    picture = read_picture(
        PictureData(path="a.svg", data=data, kind=header.kind, width=header.width, height=header.height), None, findings
    )
    assert findings == []
    size = (header.width, header.height)
    shown = PictureBox(picture, *size, None).place(0.0, 0.0, header.width, {})
    pdf = write_file([Page(size, tuple(shown))], (), None, (), NOTHING).file.written()
    page = pypdfium2.PdfDocument(io.BytesIO(pdf))[0]
    image: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    return image
