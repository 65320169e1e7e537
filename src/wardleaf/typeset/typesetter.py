"""The stage: a document and a style in, a tagged PDF and its page facts out.

Three steps, each once: compose (flowables and tag tree), lay out (pure; every page number is known after it), place;
then `pdf/` writes the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wardleaf.display import Anchor, GlyphRun, Page, PageItem, facts_of, field_lines, line_of
from wardleaf.document.model import Document, runs_text
from wardleaf.findings import Finding, Span
from wardleaf.page_facts import PageFacts
from wardleaf.pdf.drawn_pages import DrawnPages
from wardleaf.pdf.file import OutlineEntry, write_file
from wardleaf.pdf.tags import Metadata
from wardleaf.reading.document import whole
from wardleaf.reading.tree import StructElem
from wardleaf.style.schema import Style
from wardleaf.typeset import faults
from wardleaf.typeset.copy_template import CopyTemplate
from wardleaf.typeset.furniture import place_draft, place_first_furniture, place_furniture
from wardleaf.typeset.layout import LaidDocument, Resources, lay_out_document
from wardleaf.typeset.story import SharedBlocks

__all__ = ["Resources", "SharedBlocks", "Typeset", "draw_document", "place_page", "typeset"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typeset:
    """A finished PDF, its pages as a display list and as they were drawn, what stands where on them, the tag tree it
    was given, and what there is to say about it.

    `template` is what further personal copies are made from; `facts_without_values` leaves out what is a personal copy's
    own.
    """

    pdf: bytes
    display: tuple[Page, ...] = field(repr=False)
    pages: DrawnPages
    template: CopyTemplate
    page_facts: PageFacts
    facts_without_values: PageFacts
    tree: StructElem
    findings: tuple[Finding, ...]
    added_pages: int = 0


def typeset(
    document: Document,
    style: Style,
    resources: Resources,
    *,
    draft: bool = False,
    tags: bool = True,
    shared: SharedBlocks | None = None,
) -> Typeset:
    """Set `document` in `style`; `draft` prints DRAFT on every page, `tags` makes the file tagged PDF/UA-1 and
    PDF/A-2a.

    `shared` are the blocks that it has in common with other layouts in the same style; those that are met first are
    added to it. Findings say what no font has and what fits on no page; an error among them means that the PDF must not
    be given out.
    """
    return draw_document(lay_out_document(document, style, resources, shared), draft=draft, tags=tags)


def draw_document(laid: LaidDocument, *, draft: bool = False, tags: bool = True) -> Typeset:
    """Draw what was laid out: the second half of `typeset`, for a caller that chose between layouts."""
    document = laid.document
    size = (laid.geometry.width, laid.geometry.height)
    pages = tuple(Page(size, tuple(place_page(laid, number, draft=draft))) for number in range(1, len(laid.pages) + 1))
    outline = [
        OutlineEntry(heading.level, runs_text(heading.runs), heading.id)
        for heading in laid.headings
        if heading.id in laid.anchors
    ]
    tree = whole(laid.elements)
    metadata = Metadata(
        title=f"{document.title} ({document.code})",
        author=document.clinic.name,
        subject=document.subject,
        language=document.language,
        date=document.reviewed,
        tagged=tags,
    )
    lines = field_lines(pages)
    cuts = {
        number: [(each.start, each.end) for each in lines if each.page == number]
        for number in dict.fromkeys(each.page for each in lines)
    }
    made = write_file(pages, laid.context.setting.fonts.in_order(), tree if tags else None, outline, metadata, cuts)
    return Typeset(
        pdf=made.file.written(),
        display=pages,
        pages=made.pages,
        template=CopyTemplate(laid, pages, lines, made),
        page_facts=facts_of(pages),
        facts_without_values=facts_of(pages, values=False),
        tree=tree,
        findings=tuple(dict.fromkeys((*laid.findings, *_too_wide(laid, pages), *_cut_words(laid, pages)))),
        added_pages=laid.added_pages,
    )


def _too_wide(laid: LaidDocument, pages: Sequence[Page]) -> Iterator[Finding]:
    """What is wider than its column; of a table that told so itself, nothing more."""
    told = {finding.span for finding in laid.findings if finding.code == faults.NUMBER_TOO_WIDE.code}
    for page in pages:
        for place, run in enumerate(page.items):
            if isinstance(run, GlyphRun) and run.wide and ((span := _span(run)) is None or span not in told):
                words = "" if run.values else line_of(page.items[place:])  # a value stands in no finding
                yield faults.number_too_wide(
                    words, span, laid.context.setting.files, edition=laid.context.style.edition
                )


def _cut_words(laid: LaidDocument, pages: Sequence[Page]) -> Iterator[Finding]:
    """The words that a line ends inside; of a table that told so itself, nothing more. A name goes on on the next line:
    whoever makes the copy cannot choose another.
    """
    told = {
        finding.span
        for finding in laid.findings
        if finding.code in (faults.NUMBER_TOO_WIDE.code, faults.WORDS_BROKEN.code)
    }
    for run in (item for page in pages for item in page.items if isinstance(item, GlyphRun)):
        if run.cut and not run.values and ((span := _span(run)) is None or span not in told):
            yield faults.word_cut(run.cut, span, laid.context.setting.files, edition=laid.context.style.edition)


def _span(run: GlyphRun) -> Span | None:
    return run.look.slot.span if run.look.slot else None


def place_page(laid: LaidDocument, number: int, *, draft: bool = False) -> Iterator[PageItem]:
    """What stands on page `number` (from 1) of `laid`, in the order in which it is painted."""
    page = laid.pages[number - 1]
    yield Anchor(f"page-{number}", page.frame.x, 0.0)
    if draft:
        yield from place_draft(laid.context, laid.geometry)
    if number > 1:
        yield from place_furniture(
            laid.context, laid.geometry, page, laid.document, number=number, count=len(laid.pages)
        )
    for placed in page.placed:
        yield from placed.flowable.place(page.frame.x, page.frame.top + placed.top, page.frame.width, laid.anchors)
    if number == 1:
        yield from place_first_furniture(laid.geometry, laid.context.style, laid.first_lines)
    if draft:
        yield from place_draft(laid.context, laid.geometry, over=True)
