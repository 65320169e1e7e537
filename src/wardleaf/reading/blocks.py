"""What each block says: its elements in reading order, with every word that is printed or heard.

A new kind of block is one line in `Reader.block`; `assert_never` makes mypy ask for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import assert_never

from msgspec import Struct

from wardleaf.document import numbering
from wardleaf.document.model import (
    Alt,
    Block,
    CallBox,
    CallNumber,
    Callout,
    CheckList,
    Contact,
    Contacts,
    Decorative,
    Diary,
    Field,
    Figure,
    Heading,
    IconArray,
    Item,
    ItemList,
    Link,
    PageBreak,
    Paragraph,
    Plain,
    PreparedFor,
    QrCode,
    Runs,
    Strong,
    Table,
    WriteIn,
)
from wardleaf.findings import Span
from wardleaf.library.labels import Labels
from wardleaf.reading.inline import read_runs, read_words
from wardleaf.reading.tree import (
    Kid,
    ListNumbering,
    Role,
    Slot,
    StructElem,
    figure,
    header_cell,
    heading_role,
    nested_sections,
)

_BULLETS: Mapping[str, ListNumbering] = {
    "•": "Disc",
    "●": "Disc",
    "◦": "Circle",
    "○": "Circle",
    "▪": "Square",
    "■": "Square",
    "□": "Square",
}
_NUMBERINGS: Mapping[numbering.Script, ListNumbering] = {
    "1": "Decimal",
    "a": "LowerAlpha",
    "A": "UpperAlpha",
    "i": "LowerRoman",
    "I": "UpperRoman",
}


class ReadBlock(Struct, frozen=True):
    """A block as it is read: its elements, and, for one that holds others, those of each item, or of its one body."""

    elements: tuple[StructElem, ...] = ()
    inside: tuple[tuple[ReadBlock, ...], ...] = ()


def _untold(block: Block, read: ReadBlock) -> None:
    pass


class Reader(Struct, frozen=True):
    """Reads blocks: the words of Wardleaf's own come from `labels`, and `bullet` is the sign of lists without numbers.
    `tell` is told of each block and what was read of it, those inside others too.
    """

    labels: Labels
    bullet: str = "•"
    tell: Callable[[Block, ReadBlock], None] = _untold

    def blocks(self, blocks: Sequence[Block], level: int) -> tuple[ReadBlock, ...]:
        """`blocks` one after the other, below a heading of `level`."""
        read: list[ReadBlock] = []
        for block in blocks:
            level = block.level if isinstance(block, Heading) else level
            read.append(self.block(block, level))
        return tuple(read)

    def block(self, block: Block, level: int) -> ReadBlock:
        """`block`, below a heading of `level`."""
        read = self._block(block, level)
        self.tell(block, read)
        return read

    def _block(self, block: Block, level: int) -> ReadBlock:  # noqa: C901  # one line a kind of block: one decision, not sixteen
        match block:
            case Heading():
                return _one(_element(heading_role(block.level), block.runs, what="a heading", span=block.span))
            case Paragraph():
                return _one(_element("P", block.runs, what="a paragraph", span=block.span))
            case ItemList():
                return self._list(block, level)
            case CheckList():
                return self._check_list(block, level)
            case Callout():
                return self._callout(block, level + 1)
            case CallBox():
                return self._call_box(block, level + 1)
            case Figure():
                return ReadBlock(_figure(block))
            case Table():
                return _one(_table(block))
            case IconArray():
                return ReadBlock(_icon_array(block))
            case WriteIn():
                return ReadBlock(self._write_in(block))
            case PreparedFor():
                return _one(self.prepared_for(block, level + 1))
            case Diary():
                return _one(self._diary(block))
            case Contacts():
                return _one(self._contacts(block))
            case QrCode():
                return ReadBlock(_read_qr(block))
            case PageBreak():
                return ReadBlock()
            case _:
                assert_never(block)

    def _list(self, block: ItemList, level: int) -> ReadBlock:
        inside = tuple(self.blocks(item.blocks, level) for item in block.items)
        labels = [self._label(block, number) for number in range(block.start, block.start + len(block.items))]
        items = (
            _item(_said("Lbl", label), item, body)
            for label, item, body in zip(labels, block.items, inside, strict=True)
        )
        listed = StructElem(role="L", kids=tuple(items), list_numbering=self._numbering(block))
        return ReadBlock((*_title(block.title), listed), inside)

    def _label(self, block: ItemList, number: int) -> str:
        if block.style == "bullet":
            return self.bullet
        return str(number) if block.style == "steps" else numbering.label(block.form, number)

    def _numbering(self, block: ItemList) -> ListNumbering:
        """What the labels are, for somebody who asks in a viewer (ISO 32000-1, table 347: `None` is for labels of any
        other text).
        """
        if block.style == "bullet":
            return _BULLETS.get(self.bullet, "None")
        return "Decimal" if block.style == "steps" else _NUMBERINGS[numbering.script_of(block.form)]

    def _check_list(self, block: CheckList, level: int) -> ReadBlock:
        inside = tuple(self.blocks(item.blocks, level) for item in block.items)
        boxes = (
            StructElem(role="Lbl", kids=(Slot("a box to tick", item.span),), actual_text=self.labels.tick_box)
            for item in block.items
        )
        items = (_item(box, item, body) for box, item, body in zip(boxes, block.items, inside, strict=True))
        listed = StructElem(role="L", kids=tuple(items), list_numbering="Square")
        return ReadBlock((*_title(block.title), listed), inside)

    def _callout(self, block: Callout, level: int) -> ReadBlock:
        heading = _element(heading_role(level), block.heading, what="a heading", span=block.span)
        body = self.blocks(block.blocks, level)
        return ReadBlock((StructElem(role="Sect", kids=(heading, *tree_of(block.blocks, body))),), (body,))

    def _call_box(self, block: CallBox, level: int) -> ReadBlock:
        heading = _said(heading_role(level), block.heading, span=block.span)
        numbers = tuple(element for number in block.numbers for element in self._call_number(number))
        signs = self.block(symptoms_of(block), level) if block.symptoms else ReadBlock()
        emergency = _element("P", block.emergency, what="the emergency number", span=block.span)
        box = StructElem(role="Sect", kids=(heading, *numbers, *signs.elements, emergency))
        return ReadBlock((box,), ((signs,),) if block.symptoms else ())

    def _call_number(self, number: CallNumber) -> tuple[StructElem, ...]:
        dialled = self._dialled(number.number, number.dial, what="a phone number")
        return (_said("P", number.label), dialled, *([_said("P", number.hours)] if number.hours else []))

    def _dialled(self, number: str, dial: str, *, what: str = "text") -> StructElem:
        """A phone number, in one piece; with `dial` as a link that says in words that it calls."""
        runs: Runs = (Plain(number.replace(" ", "\u00a0")),)
        if dial:
            words = self.labels.call_number_words.format(number=number.replace("\u00a0", " "))
            runs = (Link(runs=runs, target=f"tel:{dial}", words=words),)
        return _element("P", runs, what=what)

    def _write_in(self, block: WriteIn) -> tuple[StructElem, ...]:
        prompt = [_element("P", block.prompt, span=block.span)] if block.prompt else []
        lines = [self.lines(block.lines)] if block.lines else []
        labelled = (element for label in block.labels for element in (_said("P", label), self.lines(1)))
        return (*prompt, *lines, *labelled)

    def lines(self, count: int) -> StructElem:
        """`count` lines to write on; of one alone no number is said, so that no language needs a word for one line."""
        labels = self.labels
        words = labels.write_here if count == 1 else labels.write_lines.format(lines=count)
        return StructElem(role="P", kids=(Slot("lines to write on"),), actual_text=words)

    def field(self, field: Field) -> tuple[StructElem, StructElem]:
        """A field of a personal copy: its label, and its value or lines to write on."""
        label = _said("P", field.label)
        if field.value is None:
            return label, self.lines(field.lines)
        return label, _element("P", (field,), what=f"the field {field.name}")

    def prepared_for(self, block: PreparedFor, level: int) -> StructElem:
        """Who a copy is for: a heading of `level`, and each field."""
        fields = (element for field in block.fields for element in self.field(field))
        return StructElem(role="Sect", kids=(_said(heading_role(level), block.heading), *fields))

    def _diary(self, block: Diary) -> StructElem:
        head = (header_cell(_said("TH", label, span=block.span).kids, scope="Column") for label in block.columns)
        rows = (self._diary_row(block, label) for label in block.rows)
        return StructElem(
            role="Table",
            kids=(
                StructElem(role="THead", kids=(StructElem(role="TR", kids=tuple(head)),)),
                StructElem(role="TBody", kids=tuple(rows)),
            ),
        )

    def _diary_row(self, block: Diary, label: Runs) -> StructElem:
        headed = [header_cell(read_runs(label, span=block.span), scope="Row")] if label else []
        spaces = (
            StructElem(role="TD", kids=(Slot("a cell to write in", block.span),), actual_text=self.labels.write_here)
            for _ in block.columns[len(headed) :]
        )
        return StructElem(role="TR", kids=(*headed, *spaces))

    def _contacts(self, block: Contacts) -> StructElem:
        items = (
            StructElem(role="LI", kids=(StructElem(role="LBody", kids=self._contact(person)),))
            for person in block.people
        )
        return StructElem(role="L", kids=tuple(items), list_numbering="None")

    def _contact(self, person: Contact) -> tuple[StructElem, ...]:
        words = (_said("P", text) for text in (person.name, person.purpose) if text)
        number = [self._dialled(person.number, person.dial)] if person.number else []
        return (*words, *number, *([_said("P", person.hours)] if person.hours else []))


def tree_of(blocks: Sequence[Block], read: Sequence[ReadBlock]) -> tuple[StructElem, ...]:
    """The elements of `blocks`, which were `read`; their headings make nested sections."""
    levels = (block.level if isinstance(block, Heading) else None for block in blocks)
    return nested_sections((level, one.elements) for level, one in zip(levels, read, strict=True))


def symptoms_of(block: CallBox) -> ItemList:
    """The signs of a call box, as the list that they are."""
    return ItemList(style="bullet", items=block.symptoms, span=block.span)


def read_prepared_for_line(block: PreparedFor) -> tuple[Runs, StructElem]:
    """Who a copy is for, as one paragraph: the heading, then the values without their labels; its runs, for they hold
    values.
    """
    runs: Runs = (Plain(f"{block.heading}: "),)
    for number, field in enumerate(block.fields):
        runs = (*runs, *((Plain(", "),) if number else ()), Strong((field,)))
    return runs, _element("P", runs, what="who this copy is for", span=block.span)


def _read_qr(block: QrCode) -> tuple[StructElem, StructElem, StructElem]:
    """A QR code, whose words say where it leads; the words in print; and the address."""
    return qr_figure(block), _said("P", block.words), _element("P", address_of(block))


def qr_figure(block: QrCode) -> StructElem:
    """The code itself."""
    return figure(Slot("a QR code", block.span), alt=block.words)


def address_of(block: QrCode) -> Runs:
    """The address of a QR code in print, which leads there."""
    return (Link(runs=(Plain(block.printed),), target=block.payload, words=block.printed),)


def _element(role: Role, runs: Runs, *, what: str = "text", span: Span | None = None) -> StructElem:
    return StructElem(role=role, kids=read_runs(runs, what=what, span=span))


def _said(role: Role, words: str, *, span: Span | None = None) -> StructElem:
    return StructElem(role=role, kids=read_words(words, span=span))


def _one(element: StructElem) -> ReadBlock:
    return ReadBlock((element,))


def _title(title: Runs) -> tuple[StructElem, ...]:
    return (_element("P", title),) if title else ()


def _item(label: StructElem, item: Item, body: Sequence[ReadBlock]) -> StructElem:
    return StructElem(role="LI", kids=(label, StructElem(role="LBody", kids=tree_of(item.blocks, body))))


def _figure(block: Figure) -> tuple[StructElem, ...]:
    caption = [_element("P", block.caption, what="a caption", span=block.span)] if block.caption else []
    match block.alt:
        case Alt(text=text):
            seen = figure(Slot("a figure", block.span), alt=text)
        case Decorative():  # it may have a page to itself, and every page must hold something tagged
            seen = StructElem(role="Div", kids=(Slot("a figure that says nothing", block.span),))
        case _:
            assert_never(block.alt)
    return (seen, *caption)


def _table(block: Table) -> StructElem:
    caption = [_element("Caption", block.caption, what="a caption", span=block.span)] if block.caption else []
    head = (header_cell(read_runs(cell, span=block.span), scope="Column") for cell in block.header)
    rows = (_table_row(row, block.span) for row in block.rows)
    return StructElem(
        role="Table",
        kids=(
            *caption,
            StructElem(role="THead", kids=(StructElem(role="TR", kids=tuple(head)),)),
            StructElem(role="TBody", kids=tuple(rows)),
        ),
    )


def _table_row(row: Sequence[Runs], span: Span | None) -> StructElem:
    first, *rest = row
    cells: list[Kid] = [header_cell(read_runs(first, span=span), scope="Row")]
    return StructElem(role="TR", kids=(*cells, *(_element("TD", cell, span=span) for cell in rest)))


def _icon_array(block: IconArray) -> tuple[StructElem, ...]:
    """Each group in the order in which it is seen: number, label, figures, both framings; then key and study."""
    if not block.groups:
        return ()
    elements: list[StructElem] = []
    for group in block.groups:
        alt = block.alt.text if len(block.groups) == 1 else f"{group.headline} {group.label}".strip()
        elements += [
            _said("P", group.headline),
            _said("P", group.label),
            figure(Slot("an icon array", block.span), alt=alt),
            _element("P", group.happened, span=block.span),
            _element("P", group.otherwise, span=block.span),
        ]
    about = (_element("P", runs, span=block.span) for runs in (block.key, block.about))
    return (StructElem(role="Div", kids=(*elements, *about)),)
