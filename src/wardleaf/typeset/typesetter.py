"""The stage: a document and a style in, a tagged PDF and its page facts out.

Three steps, each once: compose (flowables and tag tree), lay out (pure; every page number is known after it), draw.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wardleaf.document.model import Document, runs_text
from wardleaf.findings import Finding
from wardleaf.page_facts import PageFacts
from wardleaf.pdf.drawn_pages import DrawnPages
from wardleaf.pdf.marks import Marks, NoMarks
from wardleaf.pdf.tags import Metadata
from wardleaf.style.schema import Style
from wardleaf.tagging.tree import StructElem
from wardleaf.typeset import faults
from wardleaf.typeset.canvas import Ink
from wardleaf.typeset.forme import Forme
from wardleaf.typeset.furniture import draw_draft, draw_first_furniture, draw_furniture
from wardleaf.typeset.layout import LaidDocument, Resources, lay_out_document
from wardleaf.typeset.pdf_file import OutlineEntry, finish_file
from wardleaf.typeset.story import SharedBlocks

__all__ = ["Resources", "SharedBlocks", "Typeset", "draw_document", "draw_page", "typeset"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typeset:
    """A finished PDF, its pages as they were drawn, what stands where on them, the tag tree it was given, and what there is to say about it.

    `forme` is what further personal copies are made from; `facts_without_values` leaves out what is a personal copy's own.
    """

    pdf: bytes
    pages: DrawnPages
    forme: Forme
    page_facts: PageFacts
    facts_without_values: PageFacts
    tree: StructElem
    findings: tuple[Finding, ...]
    added_pages: int = 0


def typeset(
    document: Document, style: Style, resources: Resources, *, draft: bool = False, tags: bool = True, shared: SharedBlocks | None = None
) -> Typeset:
    """Set `document` in `style`; `draft` prints DRAFT on every page, `tags` makes the file tagged PDF/UA-1 and PDF/A-2a.

    `shared` are the blocks that it has in common with other layouts in the same style; those that are met first are added to it.
    Findings say what no font has and what fits on no page; an error among them means that the PDF must not be given out.
    """
    return draw_document(lay_out_document(document, style, resources, shared), draft=draft, tags=tags)


def draw_document(laid: LaidDocument, *, draft: bool = False, tags: bool = True) -> Typeset:
    """Draw what was laid out: the second half of `typeset`, for a caller that chose between layouts."""
    document = laid.document
    marks = Marks() if tags else NoMarks()
    ink = Ink(laid.context.setting.fonts, marks, page_numbers=laid.anchors)
    for number in range(1, len(laid.pages) + 1):
        ink.start_page(laid.geometry.width, laid.geometry.height)
        draw_page(ink, laid, number, draft=draft)
        ink.end_page()
    outline = [OutlineEntry(heading.level, runs_text(heading.runs), heading.id) for heading in laid.headings if heading.id in laid.anchors]
    tree = StructElem(role="Document", kids=laid.elements)
    metadata = Metadata(
        title=f"{document.title} ({document.code})",
        author=document.clinic.name,
        subject=document.subject,
        language=document.language,
        date=document.reviewed,
        tagged=tags,
    )
    made = finish_file(ink, tree, outline, metadata)
    return Typeset(
        pdf=made.file.written(),
        pages=made.pages,
        forme=Forme(laid, ink, made.file),
        page_facts=ink.page_facts(),
        facts_without_values=ink.page_facts(values=False),
        tree=tree,
        findings=tuple(dict.fromkeys((*laid.findings, *ink.findings, *_too_wide(laid, ink), *_cut_words(laid, ink)))),
        added_pages=laid.added_pages,
    )


def _too_wide(laid: LaidDocument, ink: Ink) -> Iterator[Finding]:
    """What was drawn wider than its column; of a table that told so itself, nothing more."""
    told = {finding.span for finding in laid.findings if finding.code == faults.NUMBER_TOO_WIDE.code}
    for words, span in ink.too_wide:
        if span is None or span not in told:
            yield faults.number_too_wide(words, span, laid.context.setting.files, edition=laid.context.style.edition)


def _cut_words(laid: LaidDocument, ink: Ink) -> Iterator[Finding]:
    """The words that a line ends inside; of a table that told so itself, nothing more."""
    told = {finding.span for finding in laid.findings if finding.code in (faults.NUMBER_TOO_WIDE.code, faults.WORDS_BROKEN.code)}
    for words, span in ink.cut_words:
        if span is None or span not in told:
            yield faults.word_cut(words, span, laid.context.setting.files, edition=laid.context.style.edition)


def draw_page(ink: Ink, laid: LaidDocument, number: int, *, draft: bool = False) -> None:
    """Draw page `number` (from 1) of `laid` on the page that `ink` has open."""
    page = laid.pages[number - 1]
    ink.anchor(f"page-{number}", page.frame.x, 0.0)
    if draft:
        draw_draft(ink, laid.context, laid.geometry)
    if number > 1:
        draw_furniture(ink, laid.context, laid.geometry, page, laid.document, number=number, count=len(laid.pages))
    for placed in page.placed:
        placed.flowable.draw(ink, page.frame.x, page.frame.top + placed.top, page.frame.width)
    if number == 1:
        draw_first_furniture(ink, laid.geometry, laid.context.style, laid.first_lines)
    if draft:
        draw_draft(ink, laid.context, laid.geometry, over=True)
