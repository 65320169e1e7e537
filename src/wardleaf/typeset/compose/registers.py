"""The two lists that need page numbers: contents, and the sources with the pages that cite them.

The contents list stands before what it lists, so its numbers are placed late: they are looked up when every page is
known, and take a fixed width. The sources come after everything that cites them, so their page numbers are set like any
text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wardleaf.display import PageItem, TextLook
from wardleaf.document.model import Break, Heading, Link, Plain, ReferenceList, Runs, Source, runs_text
from wardleaf.reading.tree import LinkSlot, Slot, StructElem, heading_role
from wardleaf.style.schema import TextStyle
from wardleaf.typeset.blocks import text_marker
from wardleaf.typeset.compose.context import Composed, Context, set_runs, set_text
from wardleaf.typeset.compose.texts import keep_pairs
from wardleaf.typeset.containers import Hung, Stack
from wardleaf.typeset.flowables import Flowable, Pages, Text
from wardleaf.typeset.lines import Fragment, Line
from wardleaf.typeset.placing import place_lines
from wardleaf.typeset.rows import Row, RowLook
from wardleaf.values import replace

_BOUND_PAGES = 6


class PageNumber(Flowable):
    """The number of the page where an anchor lies, set flush at the end; known only when it is placed."""

    def __init__(self, context: Context, anchor: str, style: TextStyle, slot: Slot, link: LinkSlot) -> None:
        self.anchor = anchor
        face = context.setting.fonts.face(style.weight)
        self._look = TextLook(face, style.size.pt, style.colour, slot, "Link", link=link)
        self._lift = Text((), style, context.setting.fonts).baseline
        self._leading = style.leading.pt

    def height(self, width: float) -> float:
        """One line."""
        return self._leading

    def natural(self) -> float:
        """Room for three digits."""
        return self._look.face.measure("000") * self._look.size / 1000

    def place(self, x: float, top: float, width: float, pages: Pages) -> Sequence[PageItem]:
        """The number."""
        text = str(pages[self.anchor])
        wide = self._look.face.measure(text) * self._look.size / 1000
        line = Line((Fragment(text, self._look, wide),), wide)
        return place_lines([line], [x + width - wide], [top + self._lift], measure=width)


def compose_contents(context: Context, heading: str, entries: Sequence[Heading]) -> Composed:
    """The contents list: each section's heading and its page, both leading there (TOC, TOCI)."""
    look = context.style.contents
    level = 2
    title, title_element = set_text(
        context, heading, look.heading, role=heading_role(level), after=6.0, keep_with_next=True
    )
    rows: list[Flowable] = []
    items: list[StructElem] = []
    for entry in entries:
        target = f"#{entry.id}"
        words = runs_text(entry.runs)
        link = Link(runs=(Plain(f"{words} "),), target=target, words=words)
        plain = _without_link_look(context)
        text, kids = set_runs(plain, (link,), look.entry, role="TOCI", balanced=False)
        slot, link_slot = Slot("a page number"), LinkSlot(target, words, page_label=context.labels.page)
        number = PageNumber(context, entry.id, look.number, slot, link_slot)
        rows.append(
            Row(
                (text, number),
                (0, number.natural()),
                gap=10.0,
                look=RowLook(rule=look.rule, padding_y=look.entry_after.pt),
                foot="bottom",
            )
        )
        number_element = StructElem(role="Link", kids=(slot, link_slot))
        items.append(StructElem(role="TOCI", kids=(StructElem(role="Reference", kids=(*kids, number_element)),)))
    stack = Stack((title, *keep_pairs(rows)), after=look.after.pt, whole_below=context.page_room * 0.6)
    return Composed((stack,), (title_element, StructElem(role="TOC", kids=tuple(items))))


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
    parts = Composed()
    if block.preface:
        text, kids = set_runs(context, block.preface, context.text, span=block.span, after=context.after)
        parts = Composed((context.inset(text),), (StructElem(role="P", kids=kids),))
    hung: list[Flowable] = []
    items: list[StructElem] = []
    widest = max(
        (set_text(context, str(source.number), look.number)[0].natural() for source in block.sources), default=0.0
    )
    indent = max(look.indent.pt, widest + 8.0)
    for source in block.sources:
        marker, label = set_text(context, str(source.number), look.number, role="Lbl")
        back = _back_links(context, source, cited_on.get(source.number, ()))
        ends = runs_text(source.runs).rstrip().endswith((".", "]"))
        # After an address without a full stop the sentence begins a line: run on, it would read as part of the address.
        runs: Runs = (*source.runs, Plain(" "), *back) if ends or not back else (*source.runs, Break(), *back)
        text, kids = set_runs(
            context, runs, look.text, role="BibEntry", what="a source", span=source.span or block.span
        )
        hung.append(
            Hung(
                text_marker(marker, indent=indent, align="end"),
                text,
                indent=indent,
                after=look.item_after.pt,
                anchor=f"reference-{source.number}",
            )
        )
        entry = StructElem(role="BibEntry", kids=kids, id=f"reference-{source.number}")
        items.append(StructElem(role="LI", kids=(label, StructElem(role="LBody", kids=(entry,)))))
    if not items:
        return parts
    listed = StructElem(role="L", kids=tuple(items), list_numbering="Decimal")
    return parts + Composed((context.inset(Stack(hung, after=12.0, span=block.span)),), (listed,))


def _back_links(context: Context, source: Source, pages: Sequence[int]) -> Runs:
    if not pages:
        return ()
    labels = context.labels
    marks = ["\x00" + str(page) + "\x00" for page in pages]
    if len(marks) == 1:
        listed = labels.page.format(page=marks[0])
    else:
        listed = labels.pages_two.format(first=", ".join(marks[:-1]), second=marks[-1])
    bound = -1 if len(pages) <= _BOUND_PAGES else 1  # a longer list may go over several lines
    sentence = labels.cited_on.format(pages=listed.replace(" \x00", "\u00a0\x00", bound)) + "."
    runs: list[Plain | Link] = []
    for place, part in enumerate(sentence.split("\x00")):
        if place % 2:
            words = f"{labels.page.format(page=part)}: {source.words}"
            runs.append(Link(runs=(Plain(part),), target=f"#page-{part}", words=words[0].upper() + words[1:]))
        elif part:
            runs.append(Plain(part))
    return tuple(runs)
