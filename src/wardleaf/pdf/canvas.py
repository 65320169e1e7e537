"""ReportLab's canvas, which carries the pages of a file and draws pictures that are made of shapes. The one room
besides `objects.py` that knows its private names.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from wardleaf.display import Picture

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing


class PageCanvas(Canvas):
    """ReportLab's canvas without its habit of naming Helvetica at the top of every page and in every drawing."""

    _code: list[str]
    _doc: pdfdoc.PDFDocument
    _annotationrefs: list[pdfdoc.PDFObjectReference]
    _formsinuse: list[str]

    def _make_preamble(self) -> None:
        self._preamble = ""

    def setFont(self, psfontname: str, size: float, leading: float | None = None) -> None:  # noqa: N802  # ReportLab's name
        """Set none: text is written by us alone, and a drawing that holds some was refused."""

    def draw(self, drawing: Drawing, picture: Picture, height: float) -> Sequence[str]:
        """The operators of `drawing`, scaled to its rectangle on a page `height` points tall."""
        from reportlab.graphics import renderPDF

        self.saveState()
        self.translate(picture.x, height - picture.top - picture.height)
        self.scale(picture.width / drawing.width, picture.height / drawing.height)
        edge = self.beginPath()
        edge.rect(0, 0, drawing.width, drawing.height)
        self.clipPath(edge, stroke=0, fill=0)  # what lies outside of a picture is not seen in a browser either
        renderPDF.draw(drawing, self, 0, 0)
        self.restoreState()
        taken = self._code.copy()
        self._code.clear()
        return taken

    def annotate(self, name: str) -> None:
        """Put the annotation object `name` on the current page."""
        self._annotationrefs.append(pdfdoc.PDFObjectReference(name))

    def add_form(self, name: str, stream: pdfdoc.PDFObject) -> None:
        """Register an XObject under `name`."""
        self._doc.addForm(name, stream)

    def number_of_form(self, name: str) -> int:
        """The object number of the XObject `name`."""
        number: int = self._doc.idToObjectNumberAndVersion[self._doc.getXObjectName(name)][0]
        return number

    def use_form(self, name: str) -> str:
        """The resource name of the XObject `name`, which the current page now has."""
        self._formsinuse.append(name)
        full: str = self._doc.getXObjectName(name)
        return full

    @property
    def document(self) -> pdfdoc.PDFDocument:
        return self._doc

    @property
    def finished(self) -> list[pdfdoc.PDFPage]:
        pages: list[pdfdoc.PDFPage] = self._doc.Pages.pages  # type: ignore[attr-defined]
        return pages
