"""Callouts and the box that says when to call."""

from __future__ import annotations

from wardleaf.document.model import CallBox, CallNumber, Callout, ItemList, Link, Plain
from wardleaf.reading.tree import StructElem, heading_role
from wardleaf.style.schema import CallBoxStyle, Panel
from wardleaf.typeset.blocks import Sign
from wardleaf.typeset.compose.context import Composed, Context, set_runs, set_text
from wardleaf.typeset.compose.texts import ComposeBlocks, compose_list
from wardleaf.typeset.containers import Boxed, Padded, Stack
from wardleaf.typeset.flowables import Flowable, HorizontalRule
from wardleaf.typeset.rows import Row
from wardleaf.units import Length
from wardleaf.values import replace

_COLUMN_GAP = 16.0


def compose_callout(context: Context, block: Callout, compose: ComposeBlocks, *, inset: bool = True) -> Composed:
    """A panel with a heading, as a section of its own for screen readers."""
    look = context.style.callout[block.kind]
    outer = context.text_width if inset else context.width
    bar = look.bar.thickness.pt
    inner_width = outer - 2 * look.panel.padding.pt - bar
    inner = replace(
        context.inside(inner_width, look.text, level=context.level + 1), after=context.style.list.item_after.pt + 2
    )
    role = heading_role(inner.level)
    heading, kids = set_runs(
        inner,
        block.heading,
        look.heading,
        role=role,
        what="a heading",
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
    body = compose(inner, block.blocks)
    stack = Stack((head, *body.flowables), after=0.0, span=block.span)
    boxed = Boxed(
        stack,
        look.panel,
        bar=look.bar if bar else None,
        before=look.before.pt,
        after=look.after.pt,
        whole_below=context.whole_below,
    )
    element = StructElem(role="Sect", kids=(StructElem(role=role, kids=kids), *body.elements))
    return Composed((context.inset(boxed) if inset else boxed,), (element,))


def compose_call_box(context: Context, block: CallBox, compose: ComposeBlocks) -> Composed:
    """A frame all round, a solid band with a telephone sign, the numbers first and largest, then symptoms, then the
    emergency number.
    """
    look = context.style.call_box
    padding = look.panel.padding.pt
    inner = replace(
        context.inside(context.width - 2 * padding, look.text, level=context.level + 1, bullet=look.bullet),
        after=look.item_after.pt,
    )
    role = heading_role(inner.level)
    band, heading = _band(inner, block, look)
    numbers = [_number(inner, number, look) for number in block.numbers]
    parts: list[Flowable] = [_numbers_row(inner, [flowable for flowable, _ in numbers])]
    elements = [element for _, group in numbers for element in group]
    if block.symptoms:
        listed = compose_list(
            inner,
            ItemList(style="bullet", items=block.symptoms, span=block.span),
            compose,
            item_after=look.item_after.pt,
        )
        parts.extend(listed.flowables)
        elements.extend(listed.elements)
    emergency, kids = set_runs(inner, block.emergency, look.text, what="the emergency number", span=block.span)
    parts.append(HorizontalRule(look.rule.thickness.pt, look.rule.colour, before=6.0, after=6.0, keep_with_next=True))
    parts.append(emergency)
    elements.append(StructElem(role="P", kids=kids))
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
    sect = StructElem(role="Sect", kids=(StructElem(role=role, kids=heading.kids), *elements))
    return Composed((boxed,), (sect,))


def _band(context: Context, block: CallBox, look: CallBoxStyle) -> tuple[Flowable, StructElem]:
    text, element = set_text(context, block.heading, look.heading, role=heading_role(context.level), span=block.span)
    size = look.heading.size.pt * 1.05
    sign = Sign("telephone", size, look.heading.colour)
    row = Row((Padded(sign, y=(look.heading.leading.pt - size) / 2), text), (size, 0), gap=8.0)
    band = Padded(
        row,
        x=look.panel.padding.pt,
        y=6.0,
        fill=look.band,
        radius=look.panel.radius.pt,
        corners=(True, False),
        keep_with_next=True,
    )
    return band, element


def _number(context: Context, number: CallNumber, look: CallBoxStyle) -> tuple[Flowable, list[StructElem]]:
    label, label_element = set_text(context, number.label, look.label, keep_with_next=True)
    link = Link(
        runs=(Plain(number.number.replace(" ", "\u00a0")),),
        target=f"tel:{number.dial}",
        words=context.labels.call_number_words.format(number=number.number.replace("\u00a0", " ")),
    )
    dialled, kids = set_runs(context, (link,), look.number, what="a phone number", whole=True)
    flowables: list[Flowable] = [label, dialled]
    elements = [label_element, StructElem(role="P", kids=kids)]
    if number.hours:
        hours, hours_element = set_text(context, number.hours, look.label, balanced=True)
        flowables.append(hours)
        elements.append(hours_element)
    return Stack(flowables, after=0.0), elements


def _numbers_row(context: Context, cells: list[Flowable]) -> Flowable:
    """The numbers side by side where they fit, else one below another."""
    column = (context.width - _COLUMN_GAP * (len(cells) - 1)) / max(1, len(cells))
    if len(cells) > 1 and all(cell.narrowest() <= column for cell in cells):
        return Row(cells, (column,) * len(cells), gap=_COLUMN_GAP, after=7.0)
    return Stack([*(cell.but(after=6.0) for cell in cells[:-1]), *cells[-1:]], after=7.0)
