"""Headings, paragraphs and lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from wardleaf.display import PageItem, Rectangle
from wardleaf.document import numbering
from wardleaf.document.model import Block, CheckList, Heading, Item, ItemList, Paragraph, Runs
from wardleaf.reading.tree import ListNumbering, Slot, StructElem, heading_role
from wardleaf.style.schema import HeadingStyle
from wardleaf.typeset.blocks import disc_marker, text_marker, tick_box_marker
from wardleaf.typeset.compose.context import Composed, Context, set_runs, set_text
from wardleaf.typeset.containers import Hung, Marker, Stack
from wardleaf.typeset.flowables import Flowable, HorizontalRule, Pages, Text
from wardleaf.typeset.placing import box
from wardleaf.values import replace

ComposeBlocks = Callable[[Context, tuple[Block, ...]], Composed]


def compose_paragraph(context: Context, block: Paragraph) -> Composed:
    """A paragraph of running text."""
    text, kids = set_runs(context, block.runs, context.text, what="a paragraph", span=block.span, after=context.after)
    return Composed((context.inset(text),), (StructElem(role="P", kids=kids),))


def compose_heading(context: Context, block: Heading) -> Composed:
    """A heading in the treatment of its level; levels are the document's, 2 for a section."""
    style = context.style.heading[str(min(max(block.level, 2), 5))]
    role = heading_role(block.level)
    text, kids = set_runs(
        context,
        block.runs,
        style.text,
        role=role,
        what="a heading",
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
    return Composed((placed,), (StructElem(role=role, kids=kids),))


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
    context: Context, block: ItemList, compose: ComposeBlocks, *, item_after: float | None = None
) -> Composed:
    """Bullets, numbers, or steps with their numbers in discs; `item_after` replaces the style's space between items."""
    title = _title(context, block.title)
    if block.style == "steps":
        steps = context.style.steps
        lift = max(0.0, (steps.diameter.pt - context.text.leading.pt) / 2)
        hung = [
            _step(context, item, number, compose, lift=lift)
            for number, item in enumerate(block.items, start=block.start)
        ]
        between, after = steps.item_after.pt, steps.after.pt
    else:
        look = context.style.list
        hung = [
            _item(context, block, item, number, compose) for number, item in enumerate(block.items, start=block.start)
        ]
        between, after = look.item_after.pt, look.after.pt
    between = between if item_after is None else item_after
    flowables = keep_pairs(
        [*(flowable.but(after=between) for flowable, _ in hung[:-1]), *(flowable for flowable, _ in hung[-1:])]
    )
    element = StructElem(
        role="L",
        kids=tuple(element for _, element in hung),
        list_numbering=_list_numbering(block, context.style.list.bullet),
    )
    return title + Composed((context.inset(Stack(flowables, after=after, span=block.span)),), (element,))


_BULLETS: Mapping[str, ListNumbering] = {
    "•": "Disc",
    "●": "Disc",
    "◦": "Circle",
    "○": "Circle",
    "▪": "Square",
    "■": "Square",
    "□": "Square",
}


def _list_numbering(block: ItemList, bullet: str) -> ListNumbering:
    """What the labels are, for somebody who asks in a viewer (ISO 32000-1, table 347: `None` is for labels of any other
    text).
    """
    if block.style == "bullet":
        return _BULLETS.get(bullet, "None")
    numberings: Mapping[numbering.Script, ListNumbering] = {
        "1": "Decimal",
        "a": "LowerAlpha",
        "A": "UpperAlpha",
        "i": "LowerRoman",
        "I": "UpperRoman",
    }
    return "Decimal" if block.style == "steps" else numberings[numbering.script_of(block.form)]


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


def _title(context: Context, title: Runs) -> Composed:
    if not title:
        return Composed()
    style = replace(context.text, weight="bold")
    text, kids = set_runs(context, title, style, after=4.0, before=6.0, keep_with_next=True, balanced=True)
    return Composed((context.inset(text),), (StructElem(role="P", kids=kids),))


def _body(context: Context, item: Item, indent: float, compose: ComposeBlocks) -> Composed:
    inner = replace(context.inside(context.text_width - indent, context.text), after=context.style.list.item_after.pt)
    return compose(inner, item.blocks)


def _item(
    context: Context, block: ItemList, item: Item, number: int, compose: ComposeBlocks
) -> tuple[Hung, StructElem]:
    look = context.style.list
    label = look.bullet if block.style == "bullet" else numbering.label(block.form, number)
    style = replace(look.marker, size=context.text.size, leading=context.text.leading, colour=context.bullet)
    marker, lbl = set_text(context, label, style, role="Lbl")
    indent = look.indent.pt
    if block.style == "decimal":
        indent = max(indent, max(set_text(context, written, style)[0].natural() for written in _widest(block)) + 6.0)
    body = _body(context, item, indent, compose)
    hung = Hung(text_marker(marker, indent=indent), Stack(body.flowables, after=0.0), indent=indent)
    return hung, StructElem(role="LI", kids=(lbl, StructElem(role="LBody", kids=body.elements)))


def _step(context: Context, item: Item, number: int, compose: ComposeBlocks, *, lift: float) -> tuple[Hung, StructElem]:
    steps = context.style.steps
    marker, lbl = set_text(context, str(number), steps.number, role="Lbl", align="centre")
    body = _body(context, item, steps.indent.pt, compose)
    disc = disc_marker(marker, diameter=steps.diameter.pt, colour=steps.disc, indent=steps.indent.pt)
    kid = Dropped(Stack(body.flowables, after=0.0), lift)
    hung = Hung(disc, kid, indent=steps.indent.pt, least=steps.diameter.pt)
    return hung, StructElem(role="LI", kids=(lbl, StructElem(role="LBody", kids=body.elements)))


def compose_check_list(context: Context, block: CheckList, compose: ComposeBlocks) -> Composed:
    """A list whose items have boxes to tick; the box says so to a screen reader."""
    look = context.style.checklist
    title = _title(context, block.title)
    hung: list[Hung] = []
    elements: list[StructElem] = []
    lift = max(0.0, (look.box.pt - context.text.leading.pt) / 2)
    for item in block.items:
        slot = Slot("a box to tick", item.span)
        body = _body(context, item, look.indent.pt, compose)
        marker: Marker = tick_box_marker(slot, side=look.box.pt, line=look.line, indent=look.indent.pt, drop=0.0)
        hung.append(
            Hung(
                marker,
                Dropped(Stack(body.flowables, after=0.0), lift),
                indent=look.indent.pt,
                least=look.box.pt,
                after=look.item_after.pt,
            )
        )
        label = StructElem(role="Lbl", kids=(slot,), actual_text=context.labels.tick_box)
        elements.append(StructElem(role="LI", kids=(label, StructElem(role="LBody", kids=body.elements))))
    element = StructElem(role="L", kids=tuple(elements), list_numbering="Square")
    return title + Composed((context.inset(Stack(keep_pairs(hung), after=look.after.pt, span=block.span)),), (element,))


class Dropped(Flowable):
    """A flowable moved down, to stand level with a taller marker."""

    def __init__(self, kid: Flowable, drop: float) -> None:
        self.kid, self.drop, self.span = kid, drop, kid.span

    def height(self, width: float) -> float:
        """The kid's and the drop."""
        return self.kid.height(width) + self.drop

    def split(self, width: float, room: float, *, force: bool = False) -> tuple[Flowable, Flowable] | None:
        """Where the kid is cut."""
        pieces = self.kid.split(width, room - self.drop, force=force)
        return None if pieces is None else (Dropped(pieces[0], self.drop), pieces[1])

    def place(self, x: float, top: float, width: float, pages: Pages) -> Sequence[PageItem]:
        """The kid, lower."""
        return self.kid.place(x, top + self.drop, width, pages)

    def parts(self) -> tuple[Flowable, ...]:
        """The kid."""
        return (self.kid,)
