"""A plain ReportLab Platypus script of the same story: multiBuild, contents list, headers, embedded fonts. What we are
measured against.

Run by itself it is a whole process: python -m benchmarks.stock STORY.json OUT.pdf
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.graphics.shapes import Circle, Drawing
from reportlab.lib import pagesizes
from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    HRFlowable,
    ListFlowable,
    ListItem,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)
from reportlab.platypus.tableofcontents import TableOfContents

from benchmarks.engines import A4, FONTS, Look


def register_fonts() -> None:
    for name, file in (("Body", "Regular"), ("Body-Bold", "Bold"), ("Body-Italic", "Italic")):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / f"AtkinsonHyperlegibleNext-{file}.ttf")))
    pdfmetrics.registerFontFamily("Body", normal="Body", bold="Body-Bold", italic="Body-Italic", boldItalic="Body-Bold")


CELL = ParagraphStyle("cell", fontName="Body", fontSize=13, leading=17.5)


class Styles:
    """The paragraph styles and the width of the text, for a look."""

    def __init__(self, look: Look) -> None:
        self.paper = {"a4": pagesizes.A4, "a5": pagesizes.A5}[look.paper]
        self.top, self.inner, self.bottom, self.outer = (margin * mm for margin in look.margins)
        self.width = self.paper[0] - self.inner - self.outer
        indent = look.indent * mm
        self.body = ParagraphStyle(
            "body", fontName="Body", fontSize=look.body[0], leading=look.body[1], spaceAfter=8, leftIndent=indent
        )
        self.title = ParagraphStyle(
            "title", fontName="Body-Bold", fontSize=look.title[0], leading=look.title[1], spaceAfter=12
        )
        (size2, lead2), (size3, lead3) = look.headings
        bold = {"fontName": "Body-Bold", "keepWithNext": 1}
        self.headings = {
            2: ParagraphStyle("h2", fontSize=size2, leading=lead2, spaceBefore=24, spaceAfter=8, **bold),
            3: ParagraphStyle(
                "h3", fontSize=size3, leading=lead3, spaceBefore=14, spaceAfter=4, leftIndent=indent, **bold
            ),
        }

    def furniture(self, canvas, document) -> None:
        width, height = self.paper
        canvas.saveState()
        canvas.setFont("Body", 12)
        canvas.drawString(self.inner, height - 18 * mm, "Chemotherapy")
        canvas.drawRightString(width - self.outer, 18 * mm, f"Page {document.page}")
        canvas.line(self.inner, height - 20 * mm, width - self.outer, height - 20 * mm)
        canvas.restoreState()


class Template(BaseDocTemplate):
    def afterFlowable(self, flowable):  # noqa: N802
        if isinstance(flowable, Paragraph) and flowable.style.name == "h2":
            self.notify("TOCEntry", (0, flowable.getPlainText(), self.page))


def flowables(story, styles):
    toc = TableOfContents()
    toc.levelStyles = [ParagraphStyle("toc", fontName="Body", fontSize=14, leading=23)]
    made = []
    for kind, *rest in story:
        match kind:
            case "title":
                made += [Paragraph(escape(rest[0]), styles.title), toc]
            case "heading":
                made.append(Paragraph(escape(rest[1]), styles.headings.get(rest[0], styles.headings[3])))
            case "text":
                made.append(Paragraph(escape(rest[0]), styles.body))
            case "list":
                items = [
                    ListItem(Paragraph(escape(text), styles.body), bulletColor=HexColor("#0B5563")) for text in rest[0]
                ]
                made.append(ListFlowable(items, bulletType="bullet", bulletFontName="Body", leftIndent=16))
            case "panel":
                cells = [
                    [Paragraph(escape(rest[0]), styles.headings[3])],
                    *[[Paragraph(escape(text), CELL)] for text in rest[1]],
                ]
                style = [("BOX", (0, 0), (-1, -1), 1.4, HexColor("#9C1136")), ("FONT", (0, 0), (-1, -1), "Body", 12)]
                made.append(Table(cells, colWidths=[styles.width], style=TableStyle(style)))
            case "table":
                cells = [[Paragraph(escape(cell), CELL) for cell in row] for row in rest[0]]
                style = [
                    ("LINEBELOW", (0, 0), (-1, -1), 0.6, HexColor("#B9CCCC")),
                    ("FONT", (0, 0), (-1, -1), "Body", 12),
                ]
                made.append(
                    Table(
                        cells,
                        repeatRows=1,
                        colWidths=[styles.width / len(cells[0])] * len(cells[0]),
                        style=TableStyle(style),
                    )
                )
            case "figures":
                for count in rest[0]:
                    drawing = Drawing(140, 140)
                    for number in range(100):
                        row, column = divmod(number, 10)
                        fill = HexColor("#0B5563") if number < count else HexColor("#FFFFFF")
                        drawing.add(Circle(7 + column * 13, 133 - row * 13, 5, fillColor=fill))
                    made.append(drawing)
            case "lines":
                for _ in range(rest[0]):
                    made += [Spacer(1, 34), HRFlowable(width="100%", color=HexColor("#44545C"))]
    return made


def build(story, path, look: Look = A4) -> int:
    """Build the PDF at `path`, or in a file that is open; gives its number of pages."""
    styles = Styles(look)
    document = Template(path, pagesize=styles.paper, initialFontName="Body", invariant=1)
    height = styles.paper[1] - styles.top - styles.bottom
    frame = Frame(
        styles.inner, styles.bottom, styles.width, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
    )
    document.addPageTemplates([PageTemplate(id="page", frames=[frame], onPage=styles.furniture)])
    document.multiBuild(flowables(story, styles))
    return document.page


if __name__ == "__main__":
    register_fonts()
    build(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), sys.argv[2])
