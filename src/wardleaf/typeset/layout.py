"""The layout of one document: its story composed and poured into pages, in the order that each edition asks for. Pure;
nothing is drawn.

A contents list that is wanted only from some length on, and a booklet's added pages, cost a second layout, never a
second drawing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from msgspec import Struct

from wardleaf.document.model import Block, Diary, Document, Heading, PictureData, ReferenceList, WriteIn
from wardleaf.findings import Finding, SourceFile
from wardleaf.reading.tree import StructElem, section
from wardleaf.style.schema import Style
from wardleaf.text.faces import font_book
from wardleaf.typeset import faults
from wardleaf.typeset.compose.context import Composed, Context
from wardleaf.typeset.compose.first_page import FirstPageLayout, compose_first_page
from wardleaf.typeset.compose.imprint import compose_imprint
from wardleaf.typeset.compose.registers import compose_contents, compose_references
from wardleaf.typeset.containers import Boxed, Stack, walk_flowables
from wardleaf.typeset.flowables import Flowable, NewPage
from wardleaf.typeset.furniture import FirstLines, compose_first_lines
from wardleaf.typeset.pages import LaidPage, Layout, PageGeometry, page_of_anchors, pages_of_citations
from wardleaf.typeset.pouring import Planner, pour_planned
from wardleaf.typeset.runs import Setting
from wardleaf.typeset.story import SharedBlocks, compose_block, compose_blocks, compose_read
from wardleaf.values import replace

_TRIES = 4  # to find pages and sources that agree
CONTENTS_FROM = 6  # printed pages from which `contents: auto` prints a list


class Resources(Struct, frozen=True, kw_only=True):
    """What a style names by file: fonts (name to bytes) and the logo."""

    fonts: Mapping[str, bytes]
    logo: PictureData | None = None


class LaidDocument(Struct, frozen=True, kw_only=True):
    """A document on its pages, ready to be drawn: `anchors` gives the page number of every anchor, `elements` the tag
    tree below Document.
    """

    document: Document
    context: Context
    geometry: PageGeometry
    pages: tuple[LaidPage, ...]
    anchors: Mapping[str, int]
    first_lines: FirstLines
    elements: tuple[StructElem, ...]
    headings: tuple[Heading, ...]
    findings: tuple[Finding, ...]
    added_pages: int


def lay_out_document(
    document: Document, style: Style, resources: Resources, shared: SharedBlocks | None = None
) -> LaidDocument:
    """`document` on the pages of `style`; `shared` are blocks of other layouts of it in the same style."""
    geometry = PageGeometry(style.page)
    context = _context(document, style, resources, geometry)
    story = _compose(context, geometry, document, resources, shared)
    plan = _lay_out(context, geometry, story)
    return LaidDocument(
        document=document,
        context=context,
        geometry=geometry,
        pages=tuple(plan.layout.pages),
        anchors=page_of_anchors(plan.layout.pages),
        first_lines=story.first_lines,
        elements=plan.elements,
        headings=story.headings,
        findings=tuple(
            dict.fromkeys((*context.setting.findings, *plan.layout.findings, *_cut_boxes(plan.layout.pages)))
        ),
        added_pages=plan.added,
    )


def _cut_boxes(pages: Iterable[LaidPage]) -> Iterator[Finding]:
    """What to tell of boxes that say when to call, where a page ends before the emergency number."""
    for number, page in enumerate(pages, 1):
        for box in (part for placed in page.placed for part in walk_flowables(placed.flowable)):
            if isinstance(box, Boxed) and box.urgent and box.first and not box.last:
                yield faults.box_cut(box.span, number)


class TrialLayouts:
    """Layouts of a document and of others that differ from it in single blocks of its body: what two of them share is
    composed, and broken into lines, once.

    They tell numbers of pages alone: a layout that is drawn is `lay_out_document`'s, which has no more of a trial than
    blocks without values (`shared`).
    """

    def __init__(self, document: Document, style: Style, resources: Resources, shared: SharedBlocks) -> None:
        self._geometry = PageGeometry(style.page)
        self._context = _context(document, style, resources, self._geometry)
        self._shared = shared
        self._story = _compose(self._context, self._geometry, document, resources, shared)

    def pages(self, document: Document) -> tuple[int, int]:
        """How many pages `document` has, and how many of them are added to write on."""
        story = replace(self._story, body=compose_blocks(self._context, document.blocks, self._shared.compose))
        plan = _lay_out(self._context, self._geometry, story)
        return len(plan.layout.pages), plan.added


def _context(document: Document, style: Style, resources: Resources, geometry: PageGeometry) -> Context:
    return Context(
        style=style,
        setting=Setting(font_book(style.fonts, resources.fonts), style.inline, style.floor, files=_files(document)),
        labels=document.labels,
        width=geometry.column,
        page_room=geometry.frame(2).height,
        text=style.body.text,
        bullet=style.list.marker.colour,
        indent=style.page.text_indent.pt,
        measure=style.page.measure.pt,
        after=style.body.after.pt,
        level=1,
    )


def _files(document: Document) -> tuple[SourceFile, ...]:
    """The files of the definition and the clinic, whose words stand on the pages without places of their own."""
    return tuple(span.file for span in (document.first_page.title.span, document.clinic.span) if span)


class _Story(Struct, frozen=True):
    """Everything composed that does not depend on pages."""

    document: Document
    first: FirstPageLayout
    first_lines: FirstLines
    contents: Composed
    body: Composed
    references: ReferenceList | None
    references_heading: Composed
    imprint: tuple[Composed, ...]
    headings: tuple[Heading, ...]


@dataclass(slots=True)
class _Plan:
    layout: Layout
    elements: tuple[StructElem, ...]
    added: int = 0


def _compose(
    context: Context,
    geometry: PageGeometry,
    document: Document,
    resources: Resources,
    shared: SharedBlocks | None = None,
) -> _Story:
    headings, references = document.headings, document.references
    inset = context.style.first_page.inset.pt
    start, end = geometry.start(1), geometry.end(1)
    first = compose_first_page(
        context,
        document,
        resources.logo,
        compose_read,
        room=geometry.frame(1, top=inset).height,
        reach=start - inset,
        reach_end=end - inset,
    )
    listed = [block for block in headings if block.level == 2]
    return _Story(
        document=document,
        first=first,
        first_lines=compose_first_lines(context, document),
        contents=compose_contents(context, listed),
        body=compose_blocks(context, document.blocks, shared.compose if shared else None),
        references=references,
        references_heading=compose_block(context, references.heading) if references else Composed(),
        imprint=compose_imprint(context, document.imprint, compose_read, room=_back_cover(geometry)),
        headings=(document.first_page.title, *headings),
    )


def _stretches(flowables: Sequence[Flowable]) -> list[list[Flowable]]:
    """`flowables` between the author's page breaks, none empty; a heading right before a break goes along to the new
    page.
    """
    stretches: list[list[Flowable]] = [[]]
    for flowable in flowables:
        if isinstance(flowable, NewPage):
            before = stretches[-1]
            kept = len(before)
            while kept and before[kept - 1].keep_with_next:
                kept -= 1
            stretches[-1:] = [before[:kept], before[kept:]]
        else:
            stretches[-1].append(flowable)
    return [stretch for stretch in stretches if stretch]


def _lay_out(context: Context, geometry: PageGeometry, story: _Story) -> _Plan:
    if story.document.contents != "auto":
        return _lay_out_once(context, geometry, story, contents=story.document.contents == "yes")
    plan = _lay_out_once(context, geometry, story, contents=False, most=CONTENTS_FROM - 1)
    if len(plan.layout.pages) < CONTENTS_FROM:
        return plan
    return _lay_out_once(context, geometry, story, contents=True)


def _lay_out_once(
    context: Context, geometry: PageGeometry, story: _Story, *, contents: bool, most: int | None = None
) -> _Plan:
    """The pages of `story`; given up, and of no use but their number, as soon as they are more than `most`.

    It is poured as it comes first: the pages that the breaker chooses are neither more than those nor worse to read.
    """
    begun = _begin(context, geometry, story)
    columns = _columns(story, contents=contents)
    layout = begun.copy()
    for number, column in enumerate(columns):
        if number:
            layout.new_page()
        layout.pour(column)
        if most is not None and len(layout.pages) > most:
            return _Plan(layout, ())
    lists = _SourceLists(context, story)
    cited = pages_of_citations(layout.pages)
    sources = lists.printed(cited)
    layout.pour(sources.flowables)
    goals = list(_goals(context, story, layout))
    better = _better(columns, lists, begun, goals=goals, than=layout, cited=cited)
    if better is not None:
        layout, sources = better
    front = section((*story.first.elements, *story.first_lines.elements))
    listed = [section(story.contents.elements)] if contents else []
    elements = [front, *story.first.overflow_elements, *listed, *story.body.elements]
    if sources.elements:
        elements.append(section(sources.elements))
    added = _lay_out_end(context, geometry, story, layout, elements)
    return _Plan(layout, tuple(elements), added)


def _begin(context: Context, geometry: PageGeometry, story: _Story) -> Layout:
    """The first page, and a second one that is still empty."""
    first = story.first
    layout = Layout(geometry, first_top=context.style.first_page.inset.pt)
    layout.pour((first.head,))
    if first.foot is not None and not layout.pin_to_foot((first.foot,), gap=context.style.first_page.gap.pt):
        layout.pour((first.foot,))
    layout.new_page()
    return layout


def _columns(story: _Story, *, contents: bool) -> list[list[Flowable]]:
    """What follows the first page up to the sources, column by column between the author's page breaks."""
    listed = story.contents.flowables if contents else ()
    first, *others = _stretches(story.body.flowables) or [[]]
    return [[*story.first.overflow, *listed, *first], *others]


class _SourceLists:
    """The sources under their heading, as they are printed with the pages that cite them; each list is composed once."""

    def __init__(self, context: Context, story: _Story) -> None:
        self._context, self._story = context, story
        self._made: dict[tuple[tuple[int, tuple[int, ...]], ...], Composed] = {}

    def printed(self, cited_on: Mapping[int, tuple[int, ...]]) -> Composed:
        """Them with `cited_on` the pages of their numbers; nothing where none are printed."""
        references, heading = self._story.references, self._story.references_heading
        if references is None:
            return Composed()
        key = tuple(sorted(cited_on.items()))
        if key not in self._made:
            self._made[key] = heading + compose_references(self._context, references, cited_on)
        return self._made[key]


class _Goal(Struct, frozen=True):
    """Where the text may end: on at most `pages`, with `foot` points of the last left free for what stands at its foot."""

    pages: int
    foot: float


def _goals(context: Context, story: _Story, layout: Layout) -> Iterator[_Goal]:
    """Where the text may end so that all of it takes no more pages than as it was poured into `layout`."""
    first, gap = story.imprint[0].flowables, context.style.call_box.before.pt
    pages, folded = len(layout.pages), context.style.folded
    foot = Stack(first).height(context.width) + max(gap, layout.last.gap)
    stands = _fits_at_foot(layout, first, gap)
    if len(story.imprint) > 1:
        yield _Goal(pages if stands else pages + 1, foot)
        if not stands:
            yield _Goal(pages, 0.0)
        return
    alone = _pages_of(layout, first)
    if not folded:
        yield _Goal(pages if stands else pages + alone, foot)
        if not stands:
            yield _Goal(pages, 0.0)
        return
    total = pages if stands and pages % 4 == 0 else pages + alone + -(pages + alone) % 4
    yield _Goal(total, foot)
    yield _Goal(total - alone, 0.0)


def _better(
    columns: Sequence[Sequence[Flowable]],
    lists: _SourceLists,
    begun: Layout,
    *,
    goals: Sequence[_Goal],
    than: Layout,
    cited: Mapping[int, tuple[int, ...]],
) -> tuple[Layout, Composed] | None:
    """The pages that the breaker chooses for `columns` and the sources, with these; None when they are no better `than`
    those poured as it came, on which the sources are `cited`.
    """
    planner = Planner()
    layout = begun.copy()
    *before, last = columns
    for column in before:
        pour_planned(layout, column, planner)
        layout.new_page()
    found: list[tuple[float, int, int, tuple[Layout, Composed]]] = []
    for number, goal in enumerate(goals):
        made = _with_sources(last, lists, layout, planner, goal=goal, cited=cited)
        if made is not None and len(made[0].pages) <= goal.pages:
            found.append((_cost_of(made[0]), len(made[0].pages), number, made))
    cheapest = min(found, default=None)
    return cheapest[-1] if cheapest is not None and cheapest[0] <= _cost_of(than) else None


def _with_sources(
    column: Sequence[Flowable],
    lists: _SourceLists,
    begun: Layout,
    planner: Planner,
    *,
    goal: _Goal,
    cited: Mapping[int, tuple[int, ...]],
) -> tuple[Layout, Composed] | None:
    """The pages from `begun` on with `column` and the sources, and these; None where they do not come to agree.

    The sources say which pages cite them, and the pages are chosen with the sources: asked until both agree, from
    `cited` on.
    """
    most = goal.pages - len(begun.pages) + 1
    for _ in range(_TRIES):
        layout = begun.copy()
        sources = lists.printed(cited)
        pour_planned(layout, (*column, *sources.flowables), planner, most=most, foot=goal.foot)
        found = pages_of_citations(layout.pages)
        if found == cited:
            return layout, sources
        cited = found
    return None


def _cost_of(layout: Layout) -> float:
    """What it costs the reader that its pages end as they do."""
    return math.fsum(page.cost for page in layout.pages)


def _lay_out_end(
    context: Context, geometry: PageGeometry, story: _Story, layout: Layout, elements: list[StructElem]
) -> int:
    """The imprint at the foot of the last page; before it, in a booklet, pages worth having up to a multiple of four."""
    *parted, imprint = story.imprint
    gap = context.style.call_box.before.pt
    for part in parted:
        if not _fits_at_foot(layout, part.flowables, gap):
            layout.new_page()
        if not layout.pin_to_foot(part.flowables, gap=gap):
            layout.pour(part.flowables)
        elements.extend(part.elements)
    fits = not parted and _fits_at_foot(layout, imprint.flowables, gap)
    booklet = context.style.folded
    added = 0
    if not fits or (booklet and len(layout.pages) % 4):
        if booklet:
            needed = -(len(layout.pages) + _pages_of(layout, imprint.flowables)) % 4
            groups = story.document.added_pages[:needed] if needed else ()
            for blocks in groups:
                made = _added_page(context, geometry, blocks)
                layout.new_page()
                layout.pour(made.flowables)
                elements.extend(made.elements)
                added += 1
        # Without a running header there is more room, so that call box and imprint are not parted.
        headed = Stack(imprint.flowables).height(context.width) <= geometry.frame(2).height
        layout.new_page(back_cover=booklet or not headed)
    if not layout.pin_to_foot(imprint.flowables, gap=gap):
        layout.pour(imprint.flowables)
    elements.extend(imprint.elements)
    return added


def _back_cover(geometry: PageGeometry) -> float:
    """How tall the frame of a page without a running header is."""
    return geometry.frame(2, top=geometry.page.header.pt).height


def _pages_of(layout: Layout, flowables: Sequence[Flowable]) -> int:
    """How many pages `flowables` take from the top of a back cover."""
    trial = Layout(layout.geometry, first_top=layout.geometry.page.header.pt)
    trial.pour(flowables)
    return len(trial.pages)


def _fits_at_foot(layout: Layout, flowables: Sequence[Flowable], gap: float) -> bool:
    page = layout.last
    tall = Stack(flowables).height(page.frame.width)
    return page.used + max(gap, page.gap) + tall <= page.frame.height


def _added_page(context: Context, geometry: PageGeometry, blocks: Sequence[Block]) -> Composed:
    """A page to write on: its ruled lines go on to the foot, its rows no further than that."""

    def tall(count: int) -> float:
        return Stack(compose_blocks(context, [_of_length(block, count) for block in blocks]).flowables).height(
            context.width
        )

    each = tall(2) - tall(1)
    if each <= 0:
        return compose_blocks(context, blocks)
    count = max(1, 1 + int((geometry.frame(2).height - tall(1)) / each))
    return compose_blocks(context, [_of_length(block, count) for block in blocks])


def _of_length(block: Block, count: int) -> Block:
    """`block` with `count` lines to write on, or that many of its rows."""
    match block:
        case WriteIn() if block.lines:
            return replace(block, lines=count)
        case Diary():
            return replace(block, rows=block.rows[:count])
        case _:
            return block
