"""Tables, diaries and lists of contacts: rows under a header that comes back on every page."""

from __future__ import annotations

import math
from collections.abc import Sequence

from wardleaf.display import PageItem
from wardleaf.document.model import Contact, Contacts, Diary, Table
from wardleaf.reading.blocks import ReadBlock
from wardleaf.reading.tree import StructElem, elements_in, slot_of
from wardleaf.style.schema import Rule
from wardleaf.typeset import faults
from wardleaf.typeset.compose.context import Composed, Context, set_read
from wardleaf.typeset.containers import Stack
from wardleaf.typeset.field_text import FieldText
from wardleaf.typeset.flowables import Flowable, Pages, Text, Unsaid
from wardleaf.typeset.lines import ANY, FIGURES, SOLID, Holds, word_text
from wardleaf.typeset.penalties import CONTACTS, DIARY, SHORT_TABLE, TABLE
from wardleaf.typeset.placing import upright
from wardleaf.typeset.rows import Row, RowLook, Rows
from wardleaf.values import replace

_SHORT = 8  # rows of a table that is never parted where a page holds it
_FILLED = 0.42  # of a diary's width has a first column that a personal copy fills in: the longest date of a booklet stands on one line


def compose_table(context: Context, block: Table, read: ReadBlock) -> Composed:
    """A table in columns as wide as their words ask for; the first column heads its rows."""
    look = context.style.table
    *captions, head, body = elements_in(read.elements[0])
    caption = [
        set_read(
            context,
            said,
            look.caption,
            runs=block.caption,
            span=block.span,
            before=look.before.pt,
            after=5.0,
            balanced=True,
            keep_with_next=True,
        )
        for said in captions
    ]
    (top,) = elements_in(head)
    header_cells = [
        set_read(context, element, look.header, runs=cell, role="TH", span=block.span, balanced=True)
        for cell, element in zip(block.header, elements_in(top), strict=True)
    ]
    first_style = replace(look.cell, weight=look.first_column)
    body_cells = [
        [
            set_read(
                context,
                element,
                look.cell if number else first_style,
                runs=cell,
                role="TD" if number else "TH",
                span=block.span,
            )
            for number, (cell, element) in enumerate(zip(row, elements_in(said), strict=True))
        ]
        for row, said in zip(block.rows, elements_in(body), strict=True)
    ]
    columns = [[header_cells[number], *(row[number] for row in body_cells)] for number in range(len(block.header))]
    widths = column_widths(columns, context.width, padding=look.padding_x.pt)
    _check_widths(context, block, columns, widths, padding=look.padding_x.pt)
    header = Row(
        header_cells,
        widths,
        look=RowLook(fill=look.header_fill, padding_x=look.padding_x.pt, padding_y=look.padding_y.pt),
    )
    rows = [
        Row(
            cells,
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
        span=block.span, penalty=SHORT_TABLE if len(rows) <= _SHORT else TABLE
    )
    return Composed((*caption, laid), read.elements)


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


def compose_diary(context: Context, block: Diary, read: ReadBlock) -> Composed:
    """A table to fill in: a header, and rows high enough to write in."""
    look = context.style.diary
    head, body = elements_in(read.elements[0])
    (top,) = elements_in(head)
    header_cells = [
        set_read(context, element, look.header, role="TH", span=block.span, balanced=True)
        for element in elements_in(top)
    ]
    least = [cell.narrowest() + 12.5 for cell in header_cells]
    read_rows = [elements_in(row) for row in elements_in(body)]
    labels = [
        set_read(context, cells[0], look.row_label, runs=label, role="TH", span=block.span) if label else None
        for label, cells in zip(block.rows, read_rows, strict=True)
    ]
    labelled = [text for text in labels if text is not None and not isinstance(text, FieldText)]
    filled = [text for text in labels if isinstance(text, FieldText)]
    if filled:  # as wide for every patient, so that copies with other values keep their columns
        least[0] = max(least[0], context.width * _FILLED)
    for text in labelled:  # on one line, up to a third of the width
        least[0] = max(least[0], text.narrowest() + 12.5, min(text.natural() + 12.5, context.width / 3))
    written = len(least) - 1 if (labelled or filled) and len(least) > 1 else len(least)  # columns to write in
    share = max(0.0, context.width - math.fsum(least)) / written
    widths = tuple(low + (share if number >= len(least) - written else 0.0) for number, low in enumerate(least))
    columns = [[header_cells[0], *labelled], *([text] for text in header_cells[1:])]
    if math.fsum(widths) > context.width:
        widths = _squeezed(columns, widths, context.width, padding=6.0)
    _check_widths(context, block, columns, widths, padding=6.0)
    header = Row(header_cells, widths, look=RowLook(fill=look.header_fill, padding_x=6.0, padding_y=5.0))
    rows: list[Flowable] = []
    for label, read_cells in zip(labels, read_rows, strict=True):
        spaces = [Unsaid(slot_of(cell), "TD") for cell in (read_cells[1:] if label else read_cells)]
        cells: list[Flowable] = [*([label] if label else []), *spaces]
        cell_look = RowLook(rule=look.rule, padding_x=6.0, padding_y=5.0, least=look.row.pt, uprights=look.rule)
        rows.append(_Framed(Row(cells, widths, look=cell_look), look.rule))
    laid = Rows(header, rows, after=look.after.pt, whole_below=context.page_room * 0.3).but(
        span=block.span, penalty=DIARY
    )
    return Composed((laid,), read.elements)


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


def compose_contacts(context: Context, block: Contacts, read: ReadBlock) -> Composed:
    """Names and numbers, a hairline between each: name and purpose at the start, number and hours at the end."""
    look = context.style.contacts
    bodies = (elements_in(item)[0] for item in elements_in(read.elements[0]))
    made = [_contact(context, person, body) for person, body in zip(block.people, bodies, strict=True)]
    widest_number = max((right.narrowest() for _, right in made), default=0.0) + 1.0
    number_width = max(
        widest_number, min(max((right.natural() for _, right in made), default=0.0) + 1.0, context.width * 0.42)
    )
    beside = widest_number <= context.width * 0.42
    rows: list[Flowable] = []
    for left, right in made:
        if beside:
            rows.append(Row((left, right), (0, number_width), gap=16.0, look=RowLook(rule=look.rule, padding_y=6.0)))
        else:
            stacked = Stack((left, right), after=0.0)
            rows.append(Row((stacked,), (0,), look=RowLook(rule=look.rule, padding_y=6.0)))
    laid = Rows(None, rows, after=look.after.pt).but(span=block.span, penalty=CONTACTS)
    return Composed((laid,), read.elements)


def _contact(context: Context, person: Contact, body: StructElem) -> tuple[Flowable, Flowable]:
    look = context.style.contacts
    name, *said = elements_in(body)
    left: list[Flowable] = [set_read(context, name, look.name, balanced=True)]
    right: list[Flowable] = []
    if person.purpose:
        left.append(set_read(context, said.pop(0), look.text, balanced=True))
    if person.number:
        right.append(set_read(context, said.pop(0), look.number, whole=True))
    if person.hours:
        right.append(set_read(context, said.pop(0), look.text, balanced=True))
    return Stack(left, after=0.0), Stack(right, after=0.0)
