"""Places to write: ruled lines, labelled lines, who a copy is for."""

from __future__ import annotations

from wardleaf.document.model import Field, Plain, PreparedFor, Run, Strong, WriteIn
from wardleaf.reading.tree import Slot, StructElem, heading_role
from wardleaf.style.schema import TextStyle
from wardleaf.typeset.compose.context import Composed, Context, joined, set_runs, set_text
from wardleaf.typeset.compose.texts import keep_pairs
from wardleaf.typeset.containers import Stack
from wardleaf.typeset.flowables import Flowable, WriteLines
from wardleaf.typeset.rows import Row
from wardleaf.values import replace

_FIELD_WIDTH = 130.0  # points: a name fits when written by hand
_FIELD_GAP = 18.0


def compose_write_in(context: Context, block: WriteIn) -> Composed:
    """A prompt and ruled lines, or a labelled line for each label."""
    look = context.style.write_in
    parts: list[Composed] = []
    if block.prompt:
        text, kids = set_runs(context, block.prompt, look.label, span=block.span, keep_with_next=True)
        parts.append(Composed((text,), (StructElem(role="P", kids=kids),)))
    if block.lines:
        lines, element = _lines(context, block.lines, after=look.after.pt)
        parts.append(Composed((lines.but(span=block.span),), (element,)))
    labelled = [labelled_line(context, label, look.label, after=8.0) for label in block.labels]
    made = joined([*parts, *labelled])
    kept = keep_pairs([flowable for part in labelled for flowable in part.flowables])
    flowables = (*(flowable for part in parts for flowable in part.flowables), *kept)
    return Composed(
        (Stack(flowables, after=look.after.pt, whole_below=context.page_room * 0.35, span=block.span),), made.elements
    )


def labelled_line(context: Context, label: str, style: TextStyle, *, after: float = 0.0, count: int = 1) -> Composed:
    """A label with `count` lines to write on below it."""
    text, element = set_text(context, label, style, keep_with_next=True)
    lines, space = _lines(context, count)
    return Composed((Stack((text, lines), after=after, whole_below=1e6),), (element, space))


def _lines(context: Context, count: int, *, after: float = 0.0) -> tuple[WriteLines, StructElem]:
    """`count` lines to write on, and their element; of one alone no number is said, so that no language needs a word
    for one line.
    """
    look, labels = context.style.write_in, context.labels
    words = labels.write_here if count == 1 else labels.write_lines.format(lines=count)
    slot = Slot("lines to write on")
    lines = WriteLines(count, look.clear.pt, look.line.thickness.pt, look.line.colour, slot, after=after)
    return lines, StructElem(role="P", kids=(slot,), actual_text=words)


def compose_field(context: Context, field: Field, style: TextStyle, *, after: float = 6.0) -> Composed:
    """A field of a personal copy: its value in type, or a line to write on."""
    if field.value is None:
        return labelled_line(context, field.label, style, after=after, count=field.lines)
    label, label_element = set_text(context, field.label, style, keep_with_next=True)
    value, kids = set_runs(context, (field,), replace(style, weight="semibold"), what=f"the field {field.name}")
    stack: Flowable = Stack((label, value), after=after, whole_below=1e6)
    return Composed((stack,), (label_element, StructElem(role="P", kids=kids)))


def compose_prepared_for_line(context: Context, block: PreparedFor, *, before: float = 0.0) -> Composed:
    """Who this copy is for, on as few lines as it takes: the heading, then the values without their labels. For a block
    whose fields are all filled in.
    """
    runs: list[Run] = [Plain(f"{block.heading}: ")]
    for number, field in enumerate(block.fields):
        runs += [Plain(", ")] if number else []
        runs.append(Strong((field,)))
    text, kids = set_runs(
        context, tuple(runs), context.style.write_in.label, what="who this copy is for", span=block.span, before=before
    )
    return Composed((text,), (StructElem(role="P", kids=kids),))


def compose_prepared_for(
    context: Context, block: PreparedFor, heading: TextStyle | None = None, *, abreast: bool = False
) -> Composed:
    """Who this copy is for: a heading, and a line for each field, one below another or (`abreast`) side by side where
    that leaves room to write.
    """
    level = context.level + 1
    role = heading_role(level)
    style = heading or context.style.heading["4"].text
    text, element = set_text(context, block.heading, style, role=role, after=4.0, keep_with_next=True)
    label = context.style.write_in.label
    columns = (
        max(1, min(len(block.fields), int((context.width + _FIELD_GAP) // (_FIELD_WIDTH + _FIELD_GAP))))
        if abreast
        else 1
    )
    width = (context.width - _FIELD_GAP * (columns - 1)) / columns
    made = [compose_field(context.inside(width, context.text), field, label) for field in block.fields]
    rows: list[Flowable] = []
    for start in range(0, len(made), columns):
        group = made[start : start + columns]
        cells = [Stack(one.flowables, after=6.0) for one in group]
        rows.append(
            cells[0] if columns == 1 else Row(cells, (width,) * len(cells), gap=_FIELD_GAP, after=6.0, foot="bottom")
        )
    fields = joined(made)
    return Composed(
        (
            Stack(
                (text, *rows), after=context.style.write_in.after.pt, whole_below=context.whole_below, span=block.span
            ),
        ),
        (StructElem(role="Sect", kids=(element, *fields.elements)),),
    )
