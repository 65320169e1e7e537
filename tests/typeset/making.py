"""Documents set in the shipped styles, and what must hold on every page of every one of them, told from the page facts
alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tests.document.making import HANDOUT, ONE, TWO, definition, make_library, resolve, section

from wardleaf.display import PageItem
from wardleaf.document.model import (
    Block,
    CallBox,
    Callout,
    CheckList,
    Document,
    Figure,
    Heading,
    IconArray,
    ItemList,
    Paragraph,
    Runs,
    Table,
    runs_text,
)
from wardleaf.findings import Finding, Findings
from wardleaf.page_facts import PageFact, TextFact
from wardleaf.pipeline import Workshop, document_for, open_library, resources_for, style_for
from wardleaf.style.schema import Style
from wardleaf.typeset.containers import walk_flowables
from wardleaf.typeset.flowables import Flowable, Pages, Text, Unsaid
from wardleaf.typeset.layout import LaidDocument, Resources, lay_out_document
from wardleaf.typeset.pages import Frame, LaidPage, PageGeometry
from wardleaf.typeset.typesetter import Typeset, draw_document

ROOT = Path(__file__).parents[2]
EDITIONS = ("standard", "large-print", "booklet")
CLINICS = ("riverside", "lakeside")
UNPRINTED = 18.0  # points: 6.35 mm, which office printers leave blank at each edge
CLOSE = 0.5
_WORD = re.compile(r"[^\W\d_]+")

__all__ = ["HANDOUT", "ONE", "TWO", "definition", "make_library", "resolve", "section"]


@lru_cache(maxsize=1)
def shipped() -> Workshop:
    """The library and the styles of this repository."""
    findings = Findings()
    workshop = open_library(ROOT, findings)
    assert workshop
    assert not findings.has_errors
    return workshop


@lru_cache(maxsize=16)
def style_of(clinic: str, edition: str) -> Style:
    findings = Findings()
    style = style_for(shipped(), clinic, edition, findings)
    assert style, list(findings)
    return style


@lru_cache(maxsize=4)
def resources_of(clinic: str) -> Resources:
    """The fonts and the logo of a clinic's style, as the pipeline gives them."""
    resources = resources_for(shipped(), style_of(clinic, "standard"), Findings())
    assert resources
    return resources


@dataclass(frozen=True, slots=True)
class Made:
    """A document in type, with the style it was set in and its layout."""

    document: Document
    style: Style
    typeset: Typeset
    laid: LaidDocument

    @property
    def pages(self) -> tuple[PageFact, ...]:
        return self.typeset.page_facts.pages

    @property
    def count(self) -> int:
        return len(self.pages)

    @property
    def words(self) -> str:
        """All content in drawing order, spaces made plain."""
        return plain("".join(page_words(page) for page in self.pages))

    @property
    def errors(self) -> list[Finding]:
        return [finding for finding in self.typeset.findings if finding.severity.value == "error"]


def set_document(document: Document, clinic: str = "riverside", *, draft: bool = False, tags: bool = True) -> Made:
    style, resources = style_of(clinic, document.edition), resources_of(clinic)
    laid = lay_out_document(document, style, resources)
    return Made(document, style, draw_document(laid, draft=draft, tags=tags), laid)


def set_body(
    body: str,
    *,
    edition: str = "standard",
    clinic: str = "riverside",
    second: str = "Second.",
    files: Mapping[str, str | bytes] | None = None,
    **keys: str,
) -> Made:
    """A handout whose first section has `body`, in type; `keys` replace keys of its definition."""
    document, findings = resolve(
        {ONE: section(body), TWO: section(second, "Second things"), HANDOUT: definition(**keys), **(files or {})},
        clinic=clinic,
        edition=edition,
    )
    assert document is not None, findings
    return set_document(document, clinic)


@lru_cache(maxsize=32)
def set_shipped(handout: str, clinic: str, edition: str) -> Made:
    findings = Findings()
    document = document_for(shipped(), handout, clinic, edition, findings)
    assert document, list(findings)
    return set_document(document, clinic)


# --- reading page facts -----------------------------------------------------------------------------------------------


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip()


def page_words(page: PageFact) -> str:
    return "".join(fact.text for fact in page.texts if not fact.artifact)


def furniture(page: PageFact) -> str:
    return plain(" ".join(fact.text for fact in page.texts if fact.artifact))


def text_lines(texts: Sequence[TextFact]) -> list[tuple[TextFact, ...]]:
    """Neighbouring stretches on one baseline, in drawing order."""
    lines: list[list[TextFact]] = []
    for fact in texts:
        before = lines[-1][-1] if lines else None
        if before and before.baseline == fact.baseline and abs(fact.x0 - before.x1) < before.size * 0.45:
            lines[-1].append(fact)
        else:
            lines.append([fact])
    return [tuple(line) for line in lines]


def frame_of(made: Made, number: int) -> Frame:
    geometry, kind = PageGeometry(made.style.page), made.laid.pages[number - 1].kind
    tops = {"first": made.style.first_page.inset.pt, "body": None, "back": made.style.page.header.pt}
    return geometry.frame(number, top=tops[kind])


def leaves(page: LaidPage) -> Iterator[Flowable]:
    for placed in page.placed:
        for flowable in walk_flowables(placed.flowable):
            if not flowable.parts():
                yield flowable


# --- what holds on every page -----------------------------------------------------------------------------------------


def complaints(made: Made) -> list[str]:
    """Everything that must not be, on any page of any edition; empty for a good document."""
    found: list[str] = []
    for number, page in enumerate(made.pages, 1):
        found += [
            f"page {number}: {told}"
            for told in (*_edges(page), *_sizes(page, made.style), *_frames(made, number), *_collisions(page))
        ]
        found += [f"page {number}: {told}" for told in (*_furniture(made, number), *_feet(made, number))]
    return [*found, *_ends(made), *_contents(made), *_back_links(made), *_order(made), *_lost(made)]


def _edges(page: PageFact) -> Iterator[str]:
    if page.ink is None:
        yield "nothing stands on it"
    elif min(page.ink[0], page.ink[1], page.width - page.ink[2], page.height - page.ink[3]) < UNPRINTED:
        yield f"ink at the edge of the paper: {page.ink} of {page.width} by {page.height}"


def _sizes(page: PageFact, style: Style) -> Iterator[str]:
    for fact in page.texts:
        if fact.size < style.floor.text.pt:
            yield f"{fact.text!r} is set in {fact.size} points"


def _frames(made: Made, number: int) -> Iterator[str]:
    page, frame = made.pages[number - 1], frame_of(made, number)
    at_foot = {
        plain(fact)
        for fact in (
            f"{made.document.first_page.code_line} {made.document.hash}",
            made.document.first_page.short_of_time,
            made.document.first_page.date_line,
        )
    }
    at_foot |= {plain(made.document.clinic.specimen_notice)}
    for fact in page.texts:
        if fact.artifact or (number == 1 and plain(fact.text) in at_foot):
            continue
        if fact.x0 < frame.x - CLOSE or fact.x1 > frame.x + frame.width + CLOSE:
            yield f"{fact.text!r} reaches out of the column: {fact.x0:.1f} to {fact.x1:.1f} of {frame.x:.1f} to {frame.x + frame.width:.1f}"
        if (
            fact.baseline - fact.size * 0.75 < frame.top - CLOSE
            or fact.baseline + fact.size * 0.2 > frame.top + frame.height + CLOSE
        ):
            yield f"{fact.text!r} stands above or below the frame: {fact.baseline:.1f} of {frame.top:.1f} to {frame.top + frame.height:.1f}"


def _collisions(page: PageFact) -> Iterator[str]:
    """Words printed on other words."""
    facts = sorted(
        (fact for fact in page.texts if fact.text.strip() and fact.text != "DRAFT"), key=lambda fact: fact.baseline
    )
    for place, fact in enumerate(facts):
        for other in facts[place + 1 :]:
            if other.baseline - fact.baseline > max(other.size, fact.size):
                break
            near = other.baseline - fact.baseline < 0.72 * other.size
            if near and min(fact.x1, other.x1) - max(fact.x0, other.x0) > 1.0:
                yield f"{fact.text!r} and {other.text!r} stand on each other"


def _furniture(made: Made, number: int) -> Iterator[str]:
    page, document = made.pages[number - 1], made.document
    told, folio = furniture(page), f"Page {number} of {made.count}"
    kind = made.laid.pages[number - 1].kind
    if number == 1:
        if "Page" in told or document.hash in told:
            yield f"the first page has a running line: {told}"
        words = plain(page_words(page))
        if plain(f"{document.first_page.code_line} {document.hash}") not in words:
            yield "the first page has no code line"
        return
    if folio not in told:
        yield f"no folio {folio!r}: {told}"
    if document.clinic.specimen_notice and plain(document.clinic.specimen_notice) not in told:
        yield "no notice that the clinic does not exist"
    titled = made.style.page.sides == "two" and number % 2 == 1 and plain(document.short_title) in told
    if kind == "body" and plain(document.clinic.name) not in told and not titled:
        yield f"no running header: {told}"
    if kind == "back" and plain(document.clinic.name) in told.replace(plain(document.clinic.specimen_notice), ""):
        yield "a back cover with a running header"


def _feet(made: Made, number: int) -> Iterator[str]:
    """No heading at the foot of a page, no line of a paragraph alone."""
    page = made.laid.pages[number - 1]
    last = None
    for flowable in leaves(page):
        if isinstance(flowable, Text) and flowable.lines is not None and len(flowable.lines) < 2:
            yield f"a line alone: {''.join(fragment.text for fragment in flowable.lines[0].fragments)!r}"
        last = flowable
    if last is not None and last.keep_with_next and not isinstance(last, Unsaid):  # a cell to write in is no heading
        yield "a heading at its foot"


def _ends(made: Made) -> Iterator[str]:
    """The call box is on the last page, above the imprint, or alone after it where one page does not hold both."""
    document, last = made.document, made.pages[-1]
    words, box = plain(page_words(last)), document.imprint.call_box
    parted = box is not None and plain(document.imprint.heading) not in words
    for needed in (document.imprint.heading, document.imprint.disclaimer):
        if plain(needed) not in (made.words if parted else words):
            yield f"the last page lacks {needed!r}"
    if box and plain(box.heading) not in words:
        yield "the last page lacks the call box"
    if box and not parted and not 0 <= words.rfind(plain(box.heading)) < words.rfind(plain(document.imprint.heading)):
        yield "the call box does not stand above the imprint"
    if document.edition == "booklet" and made.count % 4:
        yield f"a booklet of {made.count} pages"


def _contents(made: Made) -> Iterator[str]:
    """Each number in the contents list is the page where its heading stands in type."""
    listed = contents_of(made)
    if not listed:
        return
    size = made.style.heading["2"].text.size.pt
    stand: dict[str, list[int]] = {}
    for number, page in enumerate(made.pages, 1):
        words = plain(
            "".join(
                fact.text + (" " if fact.text[-1:] != " " else "")
                for fact in page.texts
                if fact.size == size and not fact.artifact
            )
        )
        for words_of, _ in listed:
            if words_of in words:
                stand.setdefault(words_of, []).append(number)
    for words_of, number in listed:
        if number not in stand.get(words_of, []):
            yield f"the contents list says {words_of!r} is on page {number}; it is on {stand.get(words_of)}"
    headings = [plain(runs_text(heading.runs)) for heading in made.laid.headings if heading.level == 2]
    if [words for words, _ in listed] != headings:
        yield f"the contents list has {[words for words, _ in listed]}, and there are {headings}"


def contents_of(made: Made) -> list[tuple[str, int]]:
    """The entries of the contents list as printed, with their numbers."""
    heading = plain(made.document.labels.contents)
    entry, started = "", False
    listed: list[tuple[str, int]] = []
    wanted = sum(block.level == 2 for block in made.laid.headings)
    for number, page in enumerate(made.pages, 1):
        frame = frame_of(made, number)
        for fact in page.texts:
            if fact.artifact or len(listed) == wanted:
                continue
            if not started:
                started = number > 1 and plain(fact.text) == heading
            elif fact.text.isdigit() and abs(fact.x1 - frame.x - frame.width) < CLOSE:
                listed.append((plain(entry), int(fact.text)))
                entry = ""
            else:
                entry += fact.text + " "
    return listed


def _back_links(made: Made) -> Iterator[str]:
    """ "Cited on pages 3 and 7" says every page with the number in brackets, and no other; the last page only repeats
    the box of the first.
    """
    sources = made.document.references.sources if made.document.references else ()
    if not sources:
        return
    cited: dict[int, list[int]] = {}
    box = made.document.imprint.call_box
    for number, page in enumerate(made.pages, 1):
        words = page_words(page)
        if box and number == made.count and box.symptoms:
            words = words.rpartition(plain(box.heading))[0]
        for group in re.findall(r"\[(\d[\d,–]*)\]", words):
            for part in group.split(","):
                first, _, end = part.partition("–")
                for reference in range(int(first), int(end or first) + 1):
                    pages = cited.setdefault(reference, [])
                    if number not in pages:
                        pages.append(number)
    told = [
        [int(page) for page in re.findall(r"\d+", sentence)]
        for sentence in re.findall(r"Cited on (pages? [\d, and]+)\.", made.words)
    ]
    expected = [cited.get(source.number, []) for source in sources]
    if told != [pages for pages in expected if pages]:
        yield f"the sources are cited on {expected}, and the list says {told}"


def _order(made: Made) -> Iterator[str]:
    """Every paragraph is printed whole, in the order of the document."""
    words, at = made.words, 0
    for text in (plain(runs_text(runs.runs)) for runs in _paragraphs(made.document.blocks)):
        found = words.find(text, at)
        if found < 0:
            yield f"{text[:60]!r} is not printed whole after what stands before it"
        at = max(at, found)


def _lost(made: Made) -> Iterator[str]:
    """Every word of the body is on paper; words that no line could hold may be in pieces there."""
    if any(finding.code == "T507" for finding in made.typeset.findings):
        return
    lines = (line for page in made.pages for line in text_lines([fact for fact in page.texts if not fact.artifact]))
    printed = Counter(_WORD.findall(" ".join("".join(fact.text for fact in line) for line in lines)))
    written = Counter(
        word for runs in _body_runs(made.document) for word in _WORD.findall(runs_text(runs)) if len(word) < 26
    )
    if lost := written - printed:
        yield f"words are lost: {dict(lost.most_common(5))}"


def _body_runs(document: Document) -> Iterator[Runs]:
    yield from _runs(document.blocks)
    if document.references:
        yield document.references.heading.runs
        yield from (source.runs for source in document.references.sources)


def _runs(blocks: Sequence[Block]) -> Iterator[Runs]:
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block.runs
            case ItemList() | CheckList():
                yield block.title
                yield from (runs for item in block.items for runs in _runs(item.blocks))
            case Callout():
                yield block.heading
                yield from _runs(block.blocks)
            case CallBox():
                yield from (runs for item in block.symptoms for runs in _runs(item.blocks))
                yield block.emergency
            case Table():
                yield block.caption
                yield from block.header
                yield from (cell for row in block.rows for cell in row)
            case IconArray():
                yield from (runs for group in block.groups for runs in (group.happened, group.otherwise))
                yield from (block.key, block.about)
            case Figure():
                yield block.caption
            case _:
                pass


def _paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, ItemList | CheckList):
            for item in block.items:
                yield from _paragraphs(item.blocks)
        elif isinstance(block, Callout):
            yield from _paragraphs(block.blocks)


class Space(Flowable):
    """Nothing, of a height."""

    def __init__(self, height: float) -> None:
        self._height = height

    def height(self, width: float) -> float:
        return self._height

    def place(self, x: float, top: float, width: float, pages: Pages) -> Sequence[PageItem]:
        return ()
