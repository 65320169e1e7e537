"""Places to write: ruled lines, labelled lines, who a copy is for."""

from __future__ import annotations

from wardleaf.document.model import Field, PreparedFor, WriteIn
from wardleaf.reading.blocks import ReadBlock, read_prepared_for_line
from wardleaf.reading.tree import StructElem, elements_in, slot_of
from wardleaf.style.schema import TextStyle
from wardleaf.typeset.compose.context import Composed, Context, set_read
from wardleaf.typeset.compose.texts import keep_pairs
from wardleaf.typeset.containers import Stack
from wardleaf.typeset.flowables import Flowable, WriteLines
from wardleaf.typeset.penalties import WRITE_IN
from wardleaf.typeset.rows import Row
from wardleaf.values import replace

_FIELD_WIDTH = 130.0  # points: a name fits when written by hand
_FIELD_GAP = 18.0


def compose_write_in(context: Context, block: WriteIn, read: ReadBlock) -> Composed:
    """A prompt and ruled lines, or a labelled line for each label."""
    look = context.style.write_in
    elements = list(read.elements)
    parts: list[Flowable] = []
    if block.prompt:
        prompt = set_read(context, elements.pop(0), look.label, runs=block.prompt, span=block.span, keep_with_next=True)
        parts.append(prompt)
    if block.lines:
        lines = _lines(context, elements.pop(0), block.lines, after=look.after.pt)
        parts.append(lines.but(span=block.span))
    labelled = [
        _labelled_line(context, (label, lines), look.label, after=8.0)
        for label, lines in zip(elements[::2], elements[1::2], strict=True)
    ]
    flowables = (*parts, *keep_pairs(labelled))
    stack = Stack(flowables, after=look.after.pt, whole_below=context.page_room * 0.35, span=block.span)
    return Composed((stack.but(penalty=WRITE_IN),), read.elements)


def _labelled_line(
    context: Context, read: tuple[StructElem, StructElem], style: TextStyle, *, after: float = 0.0, count: int = 1
) -> Flowable:
    """A label with `count` lines to write on below it."""
    label, lines = read
    text = set_read(context, label, style, keep_with_next=True)
    return Stack((text, _lines(context, lines, count)), after=after, whole_below=1e6)


def _lines(context: Context, element: StructElem, count: int, *, after: float = 0.0) -> WriteLines:
    """`count` lines to write on."""
    look = context.style.write_in
    return WriteLines(count, look.clear.pt, look.line.thickness.pt, look.line.colour, slot_of(element), after=after)


def _compose_field(context: Context, field: Field, read: tuple[StructElem, StructElem], style: TextStyle) -> Flowable:
    """A field of a personal copy: its value in type, or a line to write on."""
    if field.value is None:
        return _labelled_line(context, read, style, after=6.0, count=field.lines)
    label = set_read(context, read[0], style, keep_with_next=True)
    value = set_read(context, read[1], replace(style, weight="semibold"), runs=(field,))
    return Stack((label, value), after=6.0, whole_below=1e6)


def compose_prepared_for_line(context: Context, block: PreparedFor, *, before: float = 0.0) -> Composed:
    """Who this copy is for, on as few lines as it takes: the heading, then the values without their labels. For a block
    whose fields are all filled in.
    """
    runs, element = read_prepared_for_line(block)
    text = set_read(context, element, context.style.write_in.label, runs=runs, span=block.span, before=before)
    return Composed((text,), (element,))


def compose_prepared_for(
    context: Context,
    block: PreparedFor,
    read: ReadBlock,
    heading: TextStyle | None = None,
    *,
    abreast: bool = False,
) -> Composed:
    """Who this copy is for: a heading, and a line for each field, one below another or (`abreast`) side by side where
    that leaves room to write.
    """
    (section,) = read.elements
    title, *said = elements_in(section)
    style = heading or context.style.heading["4"].text
    text = set_read(context, title, style, after=4.0, keep_with_next=True)
    label = context.style.write_in.label
    columns = (
        max(1, min(len(block.fields), int((context.width + _FIELD_GAP) // (_FIELD_WIDTH + _FIELD_GAP))))
        if abreast
        else 1
    )
    width = (context.width - _FIELD_GAP * (columns - 1)) / columns
    inner = context.inside(width, context.text)
    pairs = zip(said[::2], said[1::2], strict=True)
    made = [_compose_field(inner, field, pair, label) for field, pair in zip(block.fields, pairs, strict=True)]
    rows: list[Flowable] = []
    for start in range(0, len(made), columns):
        cells = [Stack((one,), after=6.0) for one in made[start : start + columns]]
        rows.append(
            cells[0] if columns == 1 else Row(cells, (width,) * len(cells), gap=_FIELD_GAP, after=6.0, foot="bottom")
        )
    stack = Stack(
        (text, *rows), after=context.style.write_in.after.pt, whole_below=context.whole_below, span=block.span
    )
    return Composed((stack.but(penalty=WRITE_IN),), read.elements)
