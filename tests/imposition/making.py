"""Page sizes, and PDFs whose pages say which page they are."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name

from wardleaf.imposition.sheets import PageSize
from wardleaf.page_facts import PageFact, PageFacts, TextFact
from wardleaf.units import PAPER_SIZES, Length

A5 = (PAPER_SIZES["A5"].width.pt, PAPER_SIZES["A5"].height.pt)
A4 = (PAPER_SIZES["A4"].width.pt, PAPER_SIZES["A4"].height.pt)


def page(width: float, height: float) -> PageSize:
    """A page of so many millimetres."""
    return PageSize(width=Length.of_mm(width), height=Length.of_mm(height))


PORTRAIT_A5 = page(148, 210)
LANDSCAPE_A5 = page(210, 148)


def helvetica(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))


def label(number: int) -> str:
    return f"P{number:03d}"


def content(number: int, x: float = 40.0, y: float = 50.0) -> bytes:
    return f"BT /F1 14 Tf {x} {y} Td ({label(number)}) Tj ET".encode()


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, static_id=True, **options)
    return out.getvalue()


def numbered_pdf(count: int, size: tuple[float, float] = A5, *, title: str = "Numbered") -> bytes:
    """`count` pages; each shows its label (P001 …) near its lower left corner."""
    pdf = pikepdf.new()
    font = helvetica(pdf)
    for number in range(1, count + 1):
        add_page(pdf, font, size, content(number))
    pdf.docinfo["/Title"] = title
    return saved(pdf)


def add_page(
    pdf: pikepdf.Pdf, font: pikepdf.Object, size: tuple[float, float], data: bytes, **entries: object
) -> pikepdf.Object:
    made = pdf.make_indirect(
        Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, *size]),
            Resources=Dictionary(Font=Dictionary(F1=font)),
            Contents=pdf.make_stream(data),
            **entries,
        )
    )
    pdf.pages.append(pikepdf.Page(made))
    return made


def facts_of(pages: Sequence[Sequence[TextFact]], size: tuple[float, float] = A5) -> PageFacts:
    return PageFacts(
        pages=tuple(PageFact(width=size[0], height=size[1], texts=tuple(texts), ink=_ink(texts)) for texts in pages)
    )


def text(
    words: str = "Words to read", *, size: float = 14.0, x0: float = 50.0, x1: float = 300.0, baseline: float = 100.0
) -> TextFact:
    return TextFact(text=words, x0=x0, x1=x1, baseline=baseline, size=size, font="Sans")


def _ink(texts: Sequence[TextFact]) -> tuple[float, float, float, float] | None:
    if not texts:
        return None
    return (
        min(t.x0 for t in texts),
        min(t.baseline - t.size for t in texts),
        max(t.x1 for t in texts),
        max(t.baseline + t.size / 4 for t in texts),
    )
