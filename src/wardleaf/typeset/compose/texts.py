"""Headings, paragraphs and lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from wardleaf.display import PageItem, Rectangle
from wardleaf.document import numbering
from wardleaf.document.model import Block, CheckList, Heading, Item, ItemList, Paragraph, Runs
from wardleaf.reading.blocks import ReadBlock
from wardleaf.reading.tree import StructElem, elements_in, slot_of
from wardleaf.style.schema import HeadingStyle, TextStyle
from wardleaf.typeset.blocks import disc_marker, text_marker, tick_box_marker
from wardleaf.typeset.compose.context import Composed, Context, set_read
from wardleaf.typeset.containers import Hung, Marker, Stack
from wardleaf.typeset.flowables import Break, Flowable, HorizontalRule, Pages, Text
from wardleaf.typeset.penalties import LIST, STEPS
from wardleaf.typeset.placing import box
from wardleaf.typeset.runs import artifact_words
from wardleaf.values import replace

_LINES_BELOW = 3  # that a heading asks for

ComposeBlocks = Callable[[Context, Sequence[Block], Sequence[ReadBlock]], Composed]
"""What composes blocks one after the other, as they were read."""


def compose_paragraph(context: Context, block: Paragraph, read: ReadBlock) -> Composed:
    """A paragraph of running text."""
    (element,) = read.elements
    text = set_read(context, element, context.text, runs=block.runs, span=block.span, after=context.after)
    return Composed((context.inset(text),), read.elements)


def compose_heading(context: Context, block: Heading, read: ReadBlock) -> Composed:
    """A heading in the treatment of its level; levels are the document's, 2 for a section."""
    style = context.style.heading[str(min(max(block.level, 2), 5))]
    (element,) = read.elements
    text = set_read(
        context,
        element,
        style.text,
        runs=block.runs,
        span=block.span,
        before=style.before.pt,
        after=style.after.pt,
        balanced=True,
        keep_with_next=True,
        whole=True,
        anchor=block.id,
    )
    treated = _treated(text, style)
    placed = treated if style.treatment != "plain" or block.level <= 2 else context.inset(treated)
    return Composed((placed.but(room_below=_LINES_BELOW * context.text.leading.pt),), read.elements)


def _treated(text: Text, style: HeadingStyle) -> Flowable:
    rule, gap = style.rule, style.rule_gap.pt
    match style.treatment:
        case "plain":
            return text
        case "rule-above":
            line = HorizontalRule(rule.thickness.pt, rule.colour, after=gap, keep_with_next=True)
            # The stack keeps the heading's distance; between rule and words stands only the rule's.
            return Stack(
                (line, text.but(before=0.0)),
                before=style.before.pt,
                after=style.after.pt,
                keep_with_next=True,
                whole_below=1e6,
            )
        case "rule-below":
            line = HorizontalRule(rule.thickness.pt, rule.colour, before=gap, keep_with_next=True)
            return Stack(
                (text.but(after=0.0), line),
                before=style.before.pt,
                after=style.after.pt,
                keep_with_next=True,
                whole_below=1e6,
            )
        case "bar":
            return _Barred(text, style)


class _Barred(Flowable):
    """A heading with a bar of colour at its start."""

    keep_with_next = True

    def __init__(self, text: Text, style: HeadingStyle) -> None:
        self.text, self.style, self.span = text, style, text.span
        self.before, self.after = style.before.pt, style.after.pt
        self._start = style.rule.thickness.pt + style.rule_gap.pt

    def height(self, width: float) -> float:
        return self.text.height(width - self._start)

    def place(self, x: float, top: float, width: float, pages: Pages) -> Sequence[PageItem]:
        bar = box(
            Rectangle(x, top + 2, self.style.rule.thickness.pt, self.height(width) - 3), fill=self.style.rule.colour
        )
        return (*bar, *self.text.place(x + self._start, top, width - self._start, pages))

    def parts(self) -> tuple[Flowable, ...]:
        return (self.text,)


def compose_list(
    context: Context, block: ItemList, read: ReadBlock, compose: ComposeBlocks, *, item_after: float | None = None
) -> Composed:
    """Bullets, numbers, or steps with their numbers in discs; `item_after` replaces the style's space between items."""
    *title, listed = read.elements
    items = list(zip(block.items, elements_in(listed), read.inside, strict=True))
    if block.style == "steps":
        steps = context.style.steps
        lift = max(0.0, (steps.diameter.pt - context.text.leading.pt) / 2)
        hung = [_step(context, item, element, body, compose, lift=lift) for item, element, body in items]
        between, after, penalty = steps.item_after.pt, steps.after.pt, STEPS
    else:
        look = context.style.list
        indent, style = _label_room(context, block)
        hung = [
            _item(context, item, element, body, compose, indent=indent, label=style) for item, element, body in items
        ]
        between, after, penalty = look.item_after.pt, look.after.pt, LIST
    between = between if item_after is None else item_after
    flowables = keep_pairs([*(flowable.but(after=between) for flowable in hung[:-1]), *hung[-1:]])
    stack = context.inset(Stack(flowables, after=after, span=block.span).but(penalty=penalty))
    return Composed((*_title(context, block.title, title), stack), read.elements)


def _label_room(context: Context, block: ItemList) -> tuple[float, TextStyle]:
    """How far the items of `block` are set in for their labels, in points, and what these look like."""
    look = context.style.list
    style = replace(look.marker, size=context.text.size, leading=context.text.leading, colour=context.bullet)
    indent = look.indent.pt
    if block.style == "decimal":
        fonts = context.setting.fonts
        labels = (Text(artifact_words(label, style, context.setting), style, fonts) for label in _widest(block))
        indent = max(indent, max(label.natural() for label in labels) + 6.0)
    return indent, style


def _widest(block: ItemList) -> tuple[str, ...]:
    """The labels of `block` among which the widest is: its last one, and where letters differ in width all of them."""
    last = block.start + len(block.items) - 1
    if numbering.script_of(block.form) == "1":
        return (numbering.label(block.form, last),)
    return tuple(numbering.label(block.form, number) for number in range(block.start, last + 1))


def keep_pairs(items: Sequence[Flowable]) -> tuple[Flowable, ...]:
    """`items` so that no item of a list, no row of a contents list, no field stands alone at the foot or head of a
    page.
    """
    if len(items) <= 2:
        return tuple(items)
    return tuple(
        item.but(keep_with_next=True) if number in (0, len(items) - 2) else item for number, item in enumerate(items)
    )


def _title(context: Context, runs: Runs, title: Sequence[StructElem]) -> tuple[Flowable, ...]:
    style = replace(context.text, weight="bold")
    made = (
        set_read(context, element, style, runs=runs, after=4.0, before=6.0, keep_with_next=True, balanced=True)
        for element in title
    )
    return tuple(context.inset(text) for text in made)


def _body(context: Context, item: Item, body: Sequence[ReadBlock], indent: float, compose: ComposeBlocks) -> Flowable:
    inner = replace(context.inside(context.text_width - indent, context.text), after=context.style.list.item_after.pt)
    return Stack(compose(inner, item.blocks, body).flowables, after=0.0)


def _item(
    context: Context,
    item: Item,
    element: StructElem,
    body: Sequence[ReadBlock],
    compose: ComposeBlocks,
    *,
    indent: float,
    label: TextStyle,
) -> Hung:
    marker = set_read(context, elements_in(element)[0], label)
    return Hung(text_marker(marker, indent=indent), _body(context, item, body, indent, compose), indent=indent)


def _step(
    context: Context,
    item: Item,
    element: StructElem,
    body: Sequence[ReadBlock],
    compose: ComposeBlocks,
    *,
    lift: float,
) -> Hung:
    steps = context.style.steps
    marker = set_read(context, elements_in(element)[0], steps.number, align="centre")
    disc = disc_marker(marker, diameter=steps.diameter.pt, colour=steps.disc, indent=steps.indent.pt)
    kid = Dropped(_body(context, item, body, steps.indent.pt, compose), lift)
    return Hung(disc, kid, indent=steps.indent.pt, least=steps.diameter.pt)


def compose_check_list(context: Context, block: CheckList, read: ReadBlock, compose: ComposeBlocks) -> Composed:
    """A list whose items have boxes to tick; the box says so to a screen reader."""
    look = context.style.checklist
    *title, listed = read.elements
    hung: list[Hung] = []
    lift = max(0.0, (look.box.pt - context.text.leading.pt) / 2)
    for item, element, body in zip(block.items, elements_in(listed), read.inside, strict=True):
        slot = slot_of(elements_in(element)[0])
        marker: Marker = tick_box_marker(slot, side=look.box.pt, line=look.line, indent=look.indent.pt, drop=0.0)
        hung.append(
            Hung(
                marker,
                Dropped(_body(context, item, body, look.indent.pt, compose), lift),
                indent=look.indent.pt,
                least=look.box.pt,
                after=look.item_after.pt,
            )
        )
    stack = context.inset(Stack(keep_pairs(hung), after=look.after.pt, span=block.span).but(penalty=LIST))
    return Composed((*_title(context, block.title, title), stack), read.elements)


class Dropped(Flowable):
    """A flowable moved down, to stand level with a taller marker."""

    def __init__(self, kid: Flowable, drop: float) -> None:
        self.kid, self.drop, self.span = kid, drop, kid.span

    def height(self, width: float) -> float:
        return self.kid.height(width) + self.drop

    def breaks(self, width: float) -> Iterator[Break]:
        """The kid's, lower."""
        for inner in self.kid.breaks(width):
            yield Break(inner.height + self.drop, inner.start + self.drop, inner.penalty)

    def split(self, width: float, room: float, *, force: bool = False) -> tuple[Flowable, Flowable] | None:
        pieces = self.kid.split(width, room - self.drop, force=force)
        return None if pieces is None else (Dropped(pieces[0], self.drop), pieces[1].but(after=self.after))

    def place(self, x: float, top: float, width: float, pages: Pages) -> Sequence[PageItem]:
        return self.kid.place(x, top + self.drop, width, pages)

    def parts(self) -> tuple[Flowable, ...]:
        return (self.kid,)
