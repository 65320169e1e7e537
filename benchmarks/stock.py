"""A plain ReportLab Platypus script of the same story: multiBuild, contents list, headers, embedded fonts. What we are measured against.

Run by itself it is a whole process: python -m benchmarks.stock STORY.json OUT.pdf
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.graphics.shapes import Circle, Drawing
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
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

FONTS = Path(__file__).resolve().parent.parent / "src" / "wardleaf" / "fonts"


def register_fonts() -> None:
    for name, file in (("Body", "Regular"), ("Body-Bold", "Bold"), ("Body-Italic", "Italic")):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / f"AtkinsonHyperlegibleNext-{file}.ttf")))
    pdfmetrics.registerFontFamily("Body", normal="Body", bold="Body-Bold", italic="Body-Italic", boldItalic="Body-Bold")


BODY = ParagraphStyle("body", fontName="Body", fontSize=14, leading=19.5, spaceAfter=8, leftIndent=32 * mm)
TITLE = ParagraphStyle("title", fontName="Body-Bold", fontSize=34, leading=38, spaceAfter=12)
HEADINGS = {
    2: ParagraphStyle("h2", fontName="Body-Bold", fontSize=20, leading=24, spaceBefore=24, spaceAfter=8, keepWithNext=1),
    3: ParagraphStyle(
        "h3", fontName="Body-Bold", fontSize=15, leading=20, spaceBefore=14, spaceAfter=4, leftIndent=32 * mm, keepWithNext=1
    ),
}
CELL = ParagraphStyle("cell", fontName="Body", fontSize=13, leading=17.5)
WIDTH = A4[0] - 44 * mm


class Template(BaseDocTemplate):
    def afterFlowable(self, flowable):  # noqa: N802
        if isinstance(flowable, Paragraph) and flowable.style.name == "h2":
            self.notify("TOCEntry", (0, flowable.getPlainText(), self.page))


def furniture(canvas, document) -> None:
    canvas.saveState()
    canvas.setFont("Body", 12)
    canvas.drawString(22 * mm, A4[1] - 18 * mm, "Chemotherapy")
    canvas.drawRightString(A4[0] - 22 * mm, 18 * mm, f"Page {document.page}")
    canvas.line(22 * mm, A4[1] - 20 * mm, A4[0] - 22 * mm, A4[1] - 20 * mm)
    canvas.restoreState()


def flowables(story):
    toc = TableOfContents()
    toc.levelStyles = [ParagraphStyle("toc", fontName="Body", fontSize=14, leading=23)]
    made = []
    for kind, *rest in story:
        match kind:
            case "title":
                made += [Paragraph(escape(rest[0]), TITLE), toc]
            case "heading":
                made.append(Paragraph(escape(rest[1]), HEADINGS.get(rest[0], HEADINGS[3])))
            case "text":
                made.append(Paragraph(escape(rest[0]), BODY))
            case "list":
                items = [ListItem(Paragraph(escape(text), BODY), bulletColor=HexColor("#0B5563")) for text in rest[0]]
                made.append(ListFlowable(items, bulletType="bullet", bulletFontName="Body", leftIndent=16))
            case "panel":
                cells = [[Paragraph(escape(rest[0]), HEADINGS[3])], *[[Paragraph(escape(text), CELL)] for text in rest[1]]]
                style = [("BOX", (0, 0), (-1, -1), 1.4, HexColor("#9C1136")), ("FONT", (0, 0), (-1, -1), "Body", 12)]
                made.append(Table(cells, colWidths=[WIDTH], style=TableStyle(style)))
            case "table":
                cells = [[Paragraph(escape(cell), CELL) for cell in row] for row in rest[0]]
                style = [("LINEBELOW", (0, 0), (-1, -1), 0.6, HexColor("#B9CCCC")), ("FONT", (0, 0), (-1, -1), "Body", 12)]
                made.append(Table(cells, repeatRows=1, colWidths=[WIDTH / len(cells[0])] * len(cells[0]), style=TableStyle(style)))
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


def build(story, path: str) -> int:
    """Build the PDF; gives its number of pages."""
    document = Template(path, pagesize=A4, initialFontName="Body", invariant=1)
    frame = Frame(22 * mm, 27 * mm, WIDTH, A4[1] - 54 * mm, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    document.addPageTemplates([PageTemplate(id="page", frames=[frame], onPage=furniture)])
    document.multiBuild(flowables(story))
    return document.page


if __name__ == "__main__":
    register_fonts()
    build(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), sys.argv[2])
