"""Tables, diaries and lists of contacts: rows under a header that comes back on every page."""

from __future__ import annotations

import math
from collections.abc import Sequence

from wardleaf.display import PageItem
from wardleaf.document.model import Contact, Contacts, Diary, Link, Plain, Runs, Table
from wardleaf.reading.tree import Kid, Slot, StructElem, header_cell
from wardleaf.style.schema import Rule, TextStyle
from wardleaf.typeset import faults
from wardleaf.typeset.compose.context import Composed, Context, set_runs, set_text
from wardleaf.typeset.containers import Stack
from wardleaf.typeset.field_text import FieldText
from wardleaf.typeset.flowables import Flowable, Pages, Text, Unsaid
from wardleaf.typeset.lines import ANY, FIGURES, SOLID, Holds, word_text
from wardleaf.typeset.placing import upright
from wardleaf.typeset.rows import Row, RowLook, Rows
from wardleaf.values import replace

_FILLED = 0.4  # of a diary's width has a first column that a personal copy fills in


def compose_table(context: Context, block: Table) -> Composed:
    """A table in columns as wide as their words ask for; the first column heads its rows."""
    look = context.style.table
    caption = Composed()
    if block.caption:
        text, kids = set_runs(
            context,
            block.caption,
            look.caption,
            role="Caption",
            what="a caption",
            span=block.span,
            before=look.before.pt,
            after=5.0,
            balanced=True,
            keep_with_next=True,
        )
        caption = Composed((text,), (StructElem(role="Caption", kids=kids),))
    header_cells = [
        set_runs(context, cell, look.header, role="TH", span=block.span, balanced=True) for cell in block.header
    ]
    first_style = replace(look.cell, weight=look.first_column)
    body_cells = [
        [
            set_runs(
                context,
                cell,
                first_style if number == 0 else look.cell,
                role="TH" if number == 0 else "TD",
                span=block.span,
            )
            for number, cell in enumerate(row)
        ]
        for row in block.rows
    ]
    columns = [
        [header_cells[number][0], *(row[number][0] for row in body_cells)] for number in range(len(block.header))
    ]
    widths = column_widths(columns, context.width, padding=look.padding_x.pt)
    _check_widths(context, block, columns, widths, padding=look.padding_x.pt)
    header = Row(
        [text for text, _ in header_cells],
        widths,
        look=RowLook(fill=look.header_fill, padding_x=look.padding_x.pt, padding_y=look.padding_y.pt),
    )
    rows = [
        Row(
            [text for text, _ in cells],
            widths,
            look=RowLook(
                fill=look.band if number % 2 else None,
                rule=look.rule,
                padding_x=look.padding_x.pt,
                padding_y=look.padding_y.pt,
            ),
            whole_below=context.page_room * 0.6,
        )
        for number, cells in enumerate(body_cells)
    ]
    laid = Rows(header, rows, before=look.before.pt, after=look.after.pt, whole_below=context.page_room * 0.3).but(
        span=block.span
    )
    head = StructElem(
        role="THead",
        kids=(StructElem(role="TR", kids=tuple(header_cell(kids, scope="Column") for _, kids in header_cells)),),
    )
    body = StructElem(role="TBody", kids=tuple(_table_row([kids for _, kids in row]) for row in body_cells))
    table = StructElem(role="Table", kids=(*caption.elements, head, body))
    return Composed((*caption.flowables, laid), (table,))


def _table_row(cells: Sequence[tuple[Kid, ...]]) -> StructElem:
    first, *rest = cells
    return StructElem(
        role="TR",
        kids=(header_cell(first, scope="Row"), *(StructElem(role="TD", kids=kids) for kids in rest)),
    )


def _check_widths(
    context: Context,
    block: Table | Diary,
    columns: Sequence[Sequence[Flowable]],
    widths: Sequence[float],
    *,
    padding: float,
) -> None:
    """Tell of words that are broken because their column is too narrow, and of what holds figures, which has no room in
    it.
    """

    def narrow(holds: Holds) -> list[Sequence[Flowable]]:
        return [
            column
            for column, wide in zip(columns, widths)
            if max(cell.narrowest(holds) for cell in column) > wide - 2 * padding + 0.01
        ]

    sides = f"this table's {len(columns)} columns do not fit a page of the edition `{context.style.edition}`"
    if figures := narrow(FIGURES):
        widest = max(
            (
                word
                for column in figures
                for cell in column
                if isinstance(cell, Text) and not isinstance(cell, FieldText)
                for word in cell.words
            ),
            key=lambda word: (word.hold == "figures", word.width),
            default=None,
        )
        named = f" such as “{word_text(widest)}”" if widest and widest.hold == "figures" else ""
        message = f"{sides}, and numbers in {len(figures)} of them{named} would have to be broken"
        context.setting.findings.append(
            faults.NUMBER_TOO_WIDE.at(
                block.span, message, help="take fewer columns, or make each row a list of its own"
            )
        )
    elif broken := narrow(SOLID):
        message = f"{sides}, and words in {len(broken)} of them are broken"
        context.setting.findings.append(
            faults.WORDS_BROKEN.at(block.span, message, help="take fewer columns, or shorter words")
        )


def column_widths(columns: Sequence[Sequence[Flowable]], width: float, *, padding: float) -> tuple[float, ...]:
    """Widths in points that add up to `width`: what each column's words need, and the rest shared by what they would
    like.

    Where even the widest words do not fit, web addresses give way, then words, and what holds figures last of all.
    """
    least = _least(columns, ANY, padding=padding)
    if math.fsum(least) >= width:
        return _squeezed(columns, least, width, padding=padding)
    liked = [
        max(max(cell.natural() for cell in column) + 2 * padding + 0.5, low) for column, low in zip(columns, least)
    ]
    if math.fsum(liked) <= width:
        spare = width - math.fsum(liked)
        return tuple(wide + spare * wide / math.fsum(liked) for wide in liked)
    # A long cell wants all of its text on one line; its square root asks for a fair share of the lines instead.
    wishes = [(wide - low) ** 0.5 for wide, low in zip(liked, least)]
    spare = width - math.fsum(least)
    widths = list(least)
    open_columns = [number for number, wish in enumerate(wishes) if wish > 0]
    while spare > 0.01 and open_columns:
        total = math.fsum(wishes[number] for number in open_columns)
        given = 0.0
        for number in list(open_columns):
            share = min(spare * wishes[number] / total, liked[number] - widths[number])
            widths[number] += share
            given += share
            if widths[number] >= liked[number] - 0.01:
                open_columns.remove(number)
        spare -= given
        if given < 0.01:
            break
    return tuple(widths)


def _least(columns: Sequence[Sequence[Flowable]], holds: Holds, *, padding: float) -> list[float]:
    """How wide each column is with its widest word of `holds`."""
    return [max(cell.narrowest(holds) for cell in column) + 2 * padding + 0.5 for column in columns]


def _squeezed(
    columns: Sequence[Sequence[Flowable]], least: Sequence[float], width: float, *, padding: float
) -> tuple[float, ...]:
    """Widths that add up to `width`, less than the columns' `least`: what gives way gives in proportion to what it
    asked for.
    """
    asked = least
    for holds in (SOLID, FIGURES):
        kept = _least(columns, holds, padding=padding)
        if math.fsum(kept) < width:
            share = (width - math.fsum(kept)) / (math.fsum(asked) - math.fsum(kept))
            return tuple(low + (high - low) * share for low, high in zip(kept, asked))
        asked = kept
    return tuple(width * low / math.fsum(asked) for low in asked)


def compose_diary(context: Context, block: Diary) -> Composed:
    """A table to fill in: a header, and rows high enough to write in."""
    look = context.style.diary
    header_cells = [
        set_text(context, label, look.header, role="TH", span=block.span, balanced=True) for label in block.columns
    ]
    least = [cell.narrowest() + 12.5 for cell, _ in header_cells]
    labels = [
        set_runs(context, label, look.row_label, role="TH", span=block.span) if label else None for label in block.rows
    ]
    labelled = [text for text, _ in filter(None, labels) if not isinstance(text, FieldText)]
    filled = [text for text, _ in filter(None, labels) if isinstance(text, FieldText)]
    if filled:  # as wide for every patient, so that copies with other values keep their columns
        least[0] = max(least[0], context.width * _FILLED)
    for text in labelled:  # on one line, up to a third of the width
        least[0] = max(least[0], text.narrowest() + 12.5, min(text.natural() + 12.5, context.width / 3))
    written = len(least) - 1 if (labelled or filled) and len(least) > 1 else len(least)  # columns to write in
    share = max(0.0, context.width - math.fsum(least)) / written
    widths = tuple(low + (share if number >= len(least) - written else 0.0) for number, low in enumerate(least))
    columns = [[header_cells[0][0], *labelled], *([text] for text, _ in header_cells[1:])]
    if math.fsum(widths) > context.width:
        widths = _squeezed(columns, widths, context.width, padding=6.0)
    _check_widths(context, block, columns, widths, padding=6.0)
    header = Row(
        [text for text, _ in header_cells], widths, look=RowLook(fill=look.header_fill, padding_x=6.0, padding_y=5.0)
    )
    rows: list[Flowable] = []
    elements: list[StructElem] = []
    for label in labels:
        slots = [Slot("a cell to write in", block.span) for _ in (widths[1:] if label else widths)]
        cells: list[Flowable] = [*([label[0]] if label else []), *(Unsaid(slot, "TD") for slot in slots)]
        cell_look = RowLook(rule=look.rule, padding_x=6.0, padding_y=5.0, least=look.row.pt, uprights=look.rule)
        rows.append(_Framed(Row(cells, widths, look=cell_look), look.rule))
        spaces = [StructElem(role="TD", kids=(slot,), actual_text=context.labels.write_here) for slot in slots]
        elements.append(StructElem(role="TR", kids=(*([header_cell(label[1], scope="Row")] if label else []), *spaces)))
    laid = Rows(header, rows, after=look.after.pt, whole_below=context.page_room * 0.3).but(span=block.span)
    head = StructElem(
        role="THead",
        kids=(
            StructElem(role="TR", kids=tuple(header_cell(element.kids, scope="Column") for _, element in header_cells)),
        ),
    )
    table = StructElem(role="Table", kids=(head, StructElem(role="TBody", kids=tuple(elements))))
    return Composed((laid,), (table,))


class _Framed(Flowable):
    """A row with a line at either edge."""

    def __init__(self, row: Row, rule: Rule) -> None:
        self.row, self.rule = row, rule

    def height(self, width: float) -> float:
        return self.row.height(width)

    def place(self, x: float, top: float, width: float, pages: Pages) -> Sequence[PageItem]:
        bottom, thick = top + self.row.height(width), self.rule.thickness.pt
        edges = (upright(at, top, bottom, thickness=thick, colour=self.rule.colour) for at in (x, x + width - thick))
        return (*self.row.place(x, top, width, pages), *(item for edge in edges for item in edge))

    def parts(self) -> Sequence[Flowable]:
        return (self.row,)


def compose_contacts(context: Context, block: Contacts) -> Composed:
    """Names and numbers, a hairline between each: name and purpose at the start, number and hours at the end."""
    look = context.style.contacts
    made = [_contact(context, person) for person in block.people]
    widest_number = max((right.narrowest() for _, right, _ in made), default=0.0) + 1.0
    number_width = max(
        widest_number, min(max((right.natural() for _, right, _ in made), default=0.0) + 1.0, context.width * 0.42)
    )
    beside = widest_number <= context.width * 0.42
    rows: list[Flowable] = []
    for left, right, _ in made:
        if beside:
            rows.append(Row((left, right), (0, number_width), gap=16.0, look=RowLook(rule=look.rule, padding_y=6.0)))
        else:
            stacked = Stack((left, right), after=0.0)
            rows.append(Row((stacked,), (0,), look=RowLook(rule=look.rule, padding_y=6.0)))
    elements = tuple(StructElem(role="LI", kids=(StructElem(role="LBody", kids=tuple(kids)),)) for _, _, kids in made)
    laid = Rows(None, rows, after=look.after.pt).but(span=block.span)
    return Composed((laid,), (StructElem(role="L", kids=elements, list_numbering="None"),))


def _contact(context: Context, person: Contact) -> tuple[Flowable, Flowable, list[StructElem]]:
    look = context.style.contacts
    elements: list[StructElem] = []

    def line(text: str, style: TextStyle) -> Text:
        made, element = set_text(context, text, style, balanced=True)
        elements.append(element)
        return made

    left: list[Flowable] = [line(person.name, look.name)]
    if person.purpose:
        left.append(line(person.purpose, look.text))
    right: list[Flowable] = []
    if person.number:
        runs: Runs = (Plain(person.number.replace(" ", "\u00a0")),)
        if person.dial:
            words = context.labels.call_number_words.format(number=person.number.replace("\u00a0", " "))
            runs = (Link(runs=runs, target=f"tel:{person.dial}", words=words),)
        text, kids = set_runs(context, runs, look.number, whole=True)
        right.append(text)
        elements.append(StructElem(role="P", kids=kids))
    if person.hours:
        right.append(line(person.hours, look.text))
    return Stack(left, after=0.0), Stack(right, after=0.0), elements
