"""200 A5 pages onto A4: the press beside pypdf's own way of placing pages, in the same run.

    python -m benchmarks.imposition [FILE.pdf]

Without a file, 200 pages are set first, as handouts are: two embedded fonts, a heading in the outline and three links
on every page. Times are the median of several runs in this process, sizes in KB. What a print file saves is links,
outline and tags; words, fonts and pictures stay, so a file without the former saves less.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from reportlab.lib.pagesizes import A5
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from wardleaf.imposition.impose import impose_pdf
from wardleaf.imposition.options import ImpositionOptions
from wardleaf.imposition.plan import plan_imposition
from wardleaf.imposition.press import SourcePdf

PAGES = 200
WORDS = [
    "Drink",
    "a",
    "glass",
    "of",
    "water",
    "before",
    "you",
    "leave",
    "home",
    "and",
    "bring",
    "the",
    "list",
    "of",
    "your",
    "medicines",
    "with",
    "you",
    "when",
    "you",
    "come",
    "to",
    "the",
    "clinic",
]
FONTS = Path(__file__).parents[1] / "src" / "wardleaf" / "fonts"


def book(pages: int) -> bytes:
    for weight in ("Regular", "Bold"):
        pdfmetrics.registerFont(TTFont(weight, FONTS / f"AtkinsonHyperlegibleNext-{weight}.ttf"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A5, pageCompression=1, invariant=True)
    for number in range(pages):
        canvas.setFont("Bold", 18)
        canvas.drawString(50, 540, f"Page {number + 1}")
        canvas.setFont("Regular", 13)
        for line in range(26):
            start = (number * 7 + line * 5) % len(WORDS)
            canvas.drawString(50, 510 - 18 * line, " ".join((WORDS * 2)[start : start + 9]))
        for line in (4, 12, 20):
            canvas.linkURL(
                f"https://example.org/{number}/{line}", (50, 505 - 18 * line, 200, 523 - 18 * line), relative=0
            )
        canvas.bookmarkPage(f"page-{number}")
        canvas.addOutlineEntry(f"Page {number + 1}", f"page-{number}", level=0)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def press(data: bytes) -> bytes:
    return impose_pdf(data, ImpositionOptions(scaling="fit")).files[0].pdf


def merged(data: bytes) -> bytes:
    """The same places, each page merged into its sheet by pypdf."""
    plan = plan_imposition(SourcePdf(data).sizes, ImpositionOptions(scaling="fit"))
    reader = PdfReader(io.BytesIO(data))
    writer = PdfWriter()
    for side in plan.sides:
        sheet = writer.add_page(PageObject.create_blank_page(width=plan.width.pt, height=plan.height.pt))
        for place in side.places:
            if place.page is None:
                continue
            left, top, right, bottom = place.box.edges
            if place.rotation == 180:
                placing = Transformation().rotate(180).translate(right, plan.height.pt - top)
            else:
                placing = Transformation().translate(left, plan.height.pt - bottom)
            sheet.merge_transformed_page(reader.pages[place.page], placing)
    for sheet in writer.pages:
        sheet.compress_content_streams()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def timed(make: Callable[[bytes], bytes], data: bytes, runs: int) -> tuple[float, int]:
    times: list[float] = []
    size = 0
    for _ in range(runs):
        start = time.perf_counter()
        size = len(make(data))
        times.append(time.perf_counter() - start)
    return statistics.median(times), size


def main(file: str = "") -> None:
    data = Path(file).read_bytes() if file else book(PAGES)
    pages = len(SourcePdf(data).sizes)
    print(f"\nThe press: {pages} pages, {len(data) / 1024:.0f} KB")
    press(data)  # imports and caches
    ours, our_size = timed(press, data, 7)
    theirs, their_size = timed(merged, data, 3)
    print(f"press                   {ours:7.3f} s  {our_size / 1024:7.0f} KB  {our_size / len(data):5.2f} of the input")
    print(
        f"merge_transformed_page  {theirs:7.3f} s  {their_size / 1024:7.0f} KB  {their_size / len(data):5.2f} of the input"
    )
    print(f"                        {theirs / ours:7.1f} times slower, {their_size / our_size:.1f} times larger")


if __name__ == "__main__":
    main(*sys.argv[1:])
