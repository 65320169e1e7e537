"""The stage: a document and a style in, a tagged PDF and its page facts out.

Three steps, each once: compose (flowables and tag tree), lay out (pure; every page number is known after it), draw.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wardleaf.display import Page, facts_of
from wardleaf.document.model import Document, runs_text
from wardleaf.findings import Finding
from wardleaf.page_facts import PageFacts
from wardleaf.pdf.drawn_pages import DrawnPages
from wardleaf.pdf.file import OutlineEntry, write_file
from wardleaf.pdf.tags import Metadata
from wardleaf.style.schema import Style
from wardleaf.tagging.tree import StructElem
from wardleaf.typeset import faults
from wardleaf.typeset.canvas import FieldLines, Ink
from wardleaf.typeset.forme import Forme
from wardleaf.typeset.furniture import draw_draft, draw_first_furniture, draw_furniture
from wardleaf.typeset.layout import LaidDocument, Resources, lay_out_document
from wardleaf.typeset.story import SharedBlocks

__all__ = ["Resources", "SharedBlocks", "Typeset", "draw_document", "draw_page", "typeset"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typeset:
    """A finished PDF, its pages as a display list and as they were drawn, what stands where on them, the tag tree it was given, and what there is to say about it.

    `forme` is what further personal copies are made from; `facts_without_values` leaves out what is a personal copy's own.
    """

    pdf: bytes
    display: tuple[Page, ...] = field(repr=False)
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
    ink = Ink(page_numbers=laid.anchors)
    for number in range(1, len(laid.pages) + 1):
        draw_page(ink, laid, number, draft=draft)
        ink.end_page(laid.geometry.width, laid.geometry.height)
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
    pages, cuts = tuple(ink.pages), _cuts(ink.field_lines)
    made = write_file(pages, laid.context.setting.fonts.in_order(), tree if tags else None, outline, metadata, cuts)
    return Typeset(
        pdf=made.file.written(),
        display=pages,
        pages=made.pages,
        forme=Forme(laid, ink, made),
        page_facts=facts_of(pages),
        facts_without_values=facts_of(pages, counted=lambda page, item: not any(start <= item < end for start, end in cuts.get(page, ()))),
        tree=tree,
        findings=tuple(dict.fromkeys((*laid.findings, *ink.findings, *_too_wide(laid, ink), *_cut_words(laid, ink)))),
        added_pages=laid.added_pages,
    )


def _cuts(lines: Iterable[FieldLines]) -> Mapping[int, Sequence[tuple[int, int]]]:
    """From and up to which items of which page (by index) personal copies have otherwise."""
    cuts: dict[int, list[tuple[int, int]]] = {}
    for each in lines:
        cuts.setdefault(each.page, []).append((each.start, each.end))
    return cuts


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
    """Draw page `number` (from 1) of `laid` as the next page of `ink`."""
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
