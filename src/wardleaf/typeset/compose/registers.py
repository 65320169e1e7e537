"""The two lists that need page numbers: contents, and the sources with the pages that cite them.

The contents list stands before what it lists, so its numbers are placed late: they are looked up when every page is
known, and take a fixed width. The sources come after everything that cites them, so their page numbers are set like any
text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wardleaf.display import PageItem, TextLook
from wardleaf.document.model import Heading, ReferenceList
from wardleaf.reading.registers import read_contents, read_references
from wardleaf.reading.tree import LinkSlot, StructElem, elements_in, slot_of
from wardleaf.style.schema import TextStyle
from wardleaf.typeset.blocks import text_marker
from wardleaf.typeset.compose.context import Composed, Context, set_read
from wardleaf.typeset.compose.texts import keep_pairs
from wardleaf.typeset.containers import Hung, Stack
from wardleaf.typeset.flowables import Flowable, Pages, Text
from wardleaf.typeset.lines import Fragment, Line
from wardleaf.typeset.penalties import CONTENTS, SOURCE
from wardleaf.typeset.placing import place_lines
from wardleaf.typeset.rows import Row, RowLook
from wardleaf.typeset.runs import set_kids
from wardleaf.values import replace


class PageNumber(Flowable):
    """The number of the page where an anchor lies, set flush at the end; known only when it is placed."""

    def __init__(self, context: Context, anchor: str, style: TextStyle, element: StructElem) -> None:
        self.anchor = anchor
        (link,) = (kid for kid in element.kids if isinstance(kid, LinkSlot))
        face = context.setting.fonts.face(style.weight)
        self._look = TextLook(face, style.size.pt, style.colour, slot_of(element), "Link", link=link)
        self._lift = Text((), style, context.setting.fonts).baseline
        self._leading = style.leading.pt

    def height(self, width: float) -> float:
        return self._leading

    def natural(self) -> float:
        """Room for three digits."""
        return self._look.face.measure("000") * self._look.size / 1000

    def place(self, x: float, top: float, width: float, pages: Pages) -> Sequence[PageItem]:
        text = str(pages[self.anchor])
        wide = self._look.face.measure(text) * self._look.size / 1000
        line = Line((Fragment(text, self._look, wide),), wide)
        return place_lines([line], [x + width - wide], [top + self._lift], measure=width)


def compose_contents(context: Context, headings: Sequence[Heading]) -> Composed:
    """The contents list: each section's heading and its page, both leading there (TOC, TOCI)."""
    look = context.style.contents
    read = read_contents(headings, context.labels)
    rows: list[Flowable] = []
    plain = _without_link_look(context)
    for heading, entry in zip(headings, read.entries, strict=True):
        text = Text(set_kids((entry.words,), look.entry, plain.setting, role="TOCI"), look.entry, plain.setting.fonts)
        number = PageNumber(context, heading.id, look.number, entry.page)
        rows.append(
            Row(
                (text, number),
                (0, number.natural()),
                gap=10.0,
                look=RowLook(rule=look.rule, padding_y=look.entry_after.pt),
                foot="bottom",
            )
        )
    set_title = set_read(context, read.heading, look.heading, after=6.0, keep_with_next=True)
    stack = Stack((set_title, *keep_pairs(rows)), after=look.after.pt, whole_below=context.page_room * 0.6)
    return Composed((stack.but(penalty=CONTENTS),), (read.heading, read.listed))


def _without_link_look(context: Context) -> Context:
    inline = context.style.inline
    plain = replace(
        inline,
        link=context.style.contents.entry.colour,
        underline=replace(inline.underline, thickness=replace(inline.underline.thickness, pt=0.0)),
    )
    return replace(context, setting=replace(context.setting, inline=plain))


def compose_references(context: Context, block: ReferenceList, cited_on: Mapping[int, Sequence[int]]) -> Composed:
    """The printed sources, hung on their numbers, each with the pages that cite it; `cited_on` maps numbers to pages."""
    look = context.style.references
    read = list(read_references(block, cited_on, context.labels))
    elements = tuple(read)
    flowables: list[Flowable] = []
    if block.preface:
        text = set_read(context, read.pop(0), context.text, runs=block.preface, span=block.span, after=context.after)
        flowables.append(context.inset(text))
    if not read:
        return Composed(tuple(flowables), elements)
    pairs = [elements_in(item) for item in elements_in(read[0])]
    markers = [set_read(context, label, look.number) for label, _ in pairs]
    indent = max(look.indent.pt, max(marker.natural() for marker in markers) + 8.0)
    hung: list[Flowable] = []
    for source, marker, (_, body) in zip(block.sources, markers, pairs, strict=True):
        (entry,) = elements_in(body)
        hung.append(
            Hung(
                text_marker(marker, indent=indent, align="end"),
                set_read(context, entry, look.text, span=source.span or block.span).but(penalty=SOURCE),
                indent=indent,
                after=look.item_after.pt,
                anchor=f"reference-{source.number}",
            )
        )
    hung[-1] = hung[-1].but(after=12.0)
    return Composed((*flowables, *map(context.inset, hung)), elements)
