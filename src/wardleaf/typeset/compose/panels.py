"""Callouts and the box that says when to call."""

from __future__ import annotations

from collections.abc import Sequence

from wardleaf.document.model import CallBox, Callout
from wardleaf.reading.blocks import ReadBlock, symptoms_of
from wardleaf.reading.tree import StructElem, elements_in
from wardleaf.style.schema import CallBoxStyle, Panel
from wardleaf.typeset.blocks import Sign
from wardleaf.typeset.compose.context import Composed, Context, set_read
from wardleaf.typeset.compose.texts import ComposeBlocks, compose_list
from wardleaf.typeset.containers import Boxed, Padded, Stack
from wardleaf.typeset.flowables import Flowable, HorizontalRule
from wardleaf.typeset.rows import Row
from wardleaf.units import Length
from wardleaf.values import replace

_COLUMN_GAP = 16.0


def compose_callout(
    context: Context, block: Callout, read: ReadBlock, compose: ComposeBlocks, *, inset: bool = True
) -> Composed:
    """A panel with a heading, as a section of its own for screen readers."""
    look = context.style.callout[block.kind]
    outer = context.text_width if inset else context.width
    bar = look.bar.thickness.pt
    inner_width = outer - 2 * look.panel.padding.pt - bar
    inner = replace(
        context.inside(inner_width, look.text, level=context.level + 1), after=context.style.list.item_after.pt + 2
    )
    (section,), (body,) = read.elements, read.inside
    heading = set_read(
        inner,
        elements_in(section)[0],
        look.heading,
        runs=block.heading,
        span=block.span,
        after=3.0,
        balanced=True,
        keep_with_next=True,
    )
    head: Flowable = heading
    if look.icon != "none":
        size = look.heading.size.pt * 1.15
        sign = Sign(look.icon, size, look.heading.colour)
        head = Row((sign, heading), (size, 0), gap=7.0, after=3.0).but(keep_with_next=True)
    stack = Stack((head, *compose(inner, block.blocks, body).flowables), after=0.0, span=block.span)
    boxed = Boxed(
        stack,
        look.panel,
        bar=look.bar if bar else None,
        before=look.before.pt,
        after=look.after.pt,
        whole_below=context.whole_below,
    )
    return Composed((context.inset(boxed) if inset else boxed,), read.elements)


def compose_call_box(context: Context, block: CallBox, read: ReadBlock, compose: ComposeBlocks) -> Composed:
    """A frame all round, a solid band with a telephone sign, the numbers first and largest, then symptoms, then the
    emergency number.
    """
    look = context.style.call_box
    padding = look.panel.padding.pt
    inner = replace(
        context.inside(context.width - 2 * padding, look.text, level=context.level + 1, bullet=look.bullet),
        after=look.item_after.pt,
    )
    heading, *said, emergency = elements_in(read.elements[0])
    numbers: list[Flowable] = []
    for number in block.numbers:
        count = 3 if number.hours else 2
        numbers.append(_number(inner, said[:count], look))
        said = said[count:]
    parts: list[Flowable] = [_numbers_row(inner, numbers)]
    if block.symptoms:
        ((signs,),) = read.inside
        listed = compose_list(inner, symptoms_of(block), signs, compose, item_after=look.item_after.pt)
        parts.extend(listed.flowables)
    parts.append(HorizontalRule(look.rule.thickness.pt, look.rule.colour, before=6.0, after=6.0, keep_with_next=True))
    parts.append(set_read(inner, emergency, look.text, runs=block.emergency, span=block.span))
    band = _band(inner, block, heading, look)
    content = Padded(Stack(parts, after=0.0, span=block.span), x=padding, y=padding * 0.8)
    frame = Panel(
        fill=look.panel.fill,
        frame=look.panel.frame,
        thickness=look.panel.thickness,
        radius=look.panel.radius,
        padding=Length(0),
    )
    boxed = Boxed(
        Stack((band, content), after=0.0, span=block.span),
        frame,
        before=look.before.pt,
        after=look.after.pt,
        whole_below=context.whole_below,
        urgent=True,
    )
    return Composed((boxed,), read.elements)


def _band(context: Context, block: CallBox, heading: StructElem, look: CallBoxStyle) -> Flowable:
    text = set_read(context, heading, look.heading, span=block.span)
    size = look.heading.size.pt * 1.05
    sign = Sign("telephone", size, look.heading.colour)
    row = Row((Padded(sign, y=(look.heading.leading.pt - size) / 2), text), (size, 0), gap=8.0)
    return Padded(
        row,
        x=look.panel.padding.pt,
        y=6.0,
        fill=look.band,
        radius=look.panel.radius.pt,
        corners=(True, False),
        keep_with_next=True,
    )


def _number(context: Context, said: Sequence[StructElem], look: CallBoxStyle) -> Flowable:
    label, number, *hours = said
    flowables = (
        set_read(context, label, look.label, keep_with_next=True),
        set_read(context, number, look.number, whole=True),
        *(set_read(context, words, look.label, balanced=True) for words in hours),
    )
    return Stack(flowables, after=0.0)


def _numbers_row(context: Context, cells: list[Flowable]) -> Flowable:
    """The numbers side by side where they fit, else one below another."""
    column = (context.width - _COLUMN_GAP * (len(cells) - 1)) / max(1, len(cells))
    if len(cells) > 1 and all(cell.narrowest() <= column for cell in cells):
        return Row(cells, (column,) * len(cells), gap=_COLUMN_GAP, after=7.0)
    return Stack([*(cell.but(after=6.0) for cell in cells[:-1]), *cells[-1:]], after=7.0)
