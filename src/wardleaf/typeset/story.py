"""The story: every block of a document as flowables and struct elements, in reading order. Pure; it knows no page.

A new kind of block is one line in `compose_block` and a room in `compose/`; `assert_never` makes mypy ask for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import assert_never

from wardleaf.document.model import (
    Block,
    CallBox,
    Callout,
    CheckList,
    Contacts,
    Diary,
    Figure,
    Heading,
    IconArray,
    ItemList,
    PageBreak,
    Paragraph,
    PreparedFor,
    QrCode,
    Table,
    WriteIn,
)
from wardleaf.reading.tree import StructElem
from wardleaf.typeset.compose.context import Composed, Context
from wardleaf.typeset.compose.forms import compose_prepared_for, compose_write_in
from wardleaf.typeset.compose.panels import compose_call_box, compose_callout
from wardleaf.typeset.compose.pictures import compose_figure, compose_icon_array, compose_qr
from wardleaf.typeset.compose.tables import compose_contacts, compose_diary, compose_table
from wardleaf.typeset.compose.texts import compose_check_list, compose_heading, compose_list, compose_paragraph
from wardleaf.typeset.containers import walk_flowables
from wardleaf.typeset.field_text import FieldText
from wardleaf.typeset.flowables import Flowable, NewPage
from wardleaf.values import replace

_FULL_WIDTH = (
    CallBox,
    Contacts,
    Diary,
    IconArray,
    PreparedFor,
    Table,
    WriteIn,
)  # these begin at the column's edge, not where text does

ComposeAmong = Callable[[Context, Block, Sequence[Block], int], Composed]
"""What composes one block, at a number among others."""


def compose_block(context: Context, block: Block) -> Composed:  # noqa: C901  # one line a kind of block: one decision, not sixteen
    """One block."""
    match block:
        case Heading():
            return compose_heading(context, block)
        case Paragraph():
            return compose_paragraph(context, block)
        case ItemList():
            return compose_list(context, block, compose_blocks)
        case CheckList():
            return compose_check_list(context, block, compose_blocks)
        case Callout():
            return compose_callout(context, block, compose_blocks)
        case CallBox():
            return compose_call_box(context, block, compose_blocks)
        case Figure():
            return compose_figure(context, block)
        case Table():
            return compose_table(context, block)
        case IconArray():
            return compose_icon_array(context, block)
        case WriteIn():
            return compose_write_in(context, block)
        case PreparedFor():
            return compose_prepared_for(context, block)
        case Diary():
            return compose_diary(context, block)
        case Contacts():
            return compose_contacts(context, block)
        case QrCode():
            return compose_qr(context, block)
        case PageBreak():
            return Composed((NewPage(),))
        case _:
            assert_never(block)


def compose_blocks(context: Context, blocks: Sequence[Block], compose: ComposeAmong | None = None) -> Composed:
    """Blocks one after the other; their headings make nested sections in the tag tree. `compose` may know some of them."""
    compose = compose or _compose_among
    flowables: list[Flowable] = []
    sections = _Sections()
    for number, block in enumerate(blocks):
        if isinstance(block, Heading):
            sections.open(block.level)
            context = replace(context, level=block.level)
        made = compose(context, block, blocks, number)
        flowables.extend(made.flowables)
        sections.add(made.elements)
    return Composed(tuple(flowables), sections.close())


class SharedBlocks:
    """Blocks that layouts of one handout in one style have in common, composed once: trials, the layout that is drawn,
    personal copies.

    None that holds a value of a copy, or that something was told of, is kept: of those each layout asks, and tells,
    anew.
    """

    def __init__(self) -> None:
        self._made: dict[int, tuple[Block, _Around, Composed]] = {}  # by place in the body

    def compose(self, context: Context, block: Block, blocks: Sequence[Block], number: int) -> Composed:
        """What `block`, at `number` among `blocks`, becomes."""
        around = _around(context, blocks, number)
        if number in self._made:
            known, known_around, made = self._made[number]
            if known_around == around and (known is block or known == block):
                return made
        setting = context.setting
        told = len(setting.findings)
        made = _compose_among(context, block, blocks, number)
        if len(setting.findings) == told and not any(
            isinstance(part, FieldText) for whole in made.flowables for part in walk_flowables(whole)
        ):
            self._made[number] = block, around, made
        return made


_Around = tuple[int, tuple[tuple[type[Block], int], ...]]


def _around(context: Context, blocks: Sequence[Block], number: int) -> _Around:
    """All that `_compose_among` asks of what stands before and after a block: the level that it is on, and kinds and
    levels up to the next that is no heading.
    """
    last = number + 1
    while last < len(blocks) and isinstance(blocks[last], Heading):
        last += 1
    near = blocks[max(number - 1, 0) : last + 1]
    return context.level, tuple((type(block), block.level if isinstance(block, Heading) else 0) for block in near)


def _compose_among(context: Context, block: Block, blocks: Sequence[Block], number: int) -> Composed:
    """`block`, which is at `number` among `blocks`: what comes before and after it decides about edges and what is kept
    together.
    """
    if isinstance(block, Heading):
        return compose_heading(_at_edge_of_led(context, blocks[number + 1 :]), block)
    made = compose_block(context, block)
    if isinstance(block, Paragraph) and number and isinstance(blocks[number - 1], Heading):
        return _keep_one_line(context, made, blocks[number + 1 : number + 2])
    return made


def _at_edge_of_led(context: Context, following: Sequence[Block]) -> Context:
    """Where a heading stands that `following` comes after: at the same edge as what it leads."""
    led = next((block for block in following if not isinstance(block, Heading)), None)
    return replace(context, indent=0.0, measure=0.0) if isinstance(led, _FULL_WIDTH) else context


def _keep_one_line(context: Context, paragraph: Composed, following: Sequence[Block]) -> Composed:
    """`paragraph`, kept with what follows in its section if it is a heading's only line: a heading stands with two
    lines, and one line often leads a list.
    """
    ends = (
        not following
        or isinstance(following[0], PageBreak)
        or (isinstance(following[0], Heading) and following[0].level <= context.level)
    )
    if ends:
        return paragraph
    (text,) = paragraph.flowables
    return replace(
        paragraph, flowables=(text.but(keep_with_next=text.height(context.width) < 2 * context.text.leading.pt),)
    )


@dataclass(slots=True)
class _Open:
    level: int
    kids: list[StructElem]


class _Sections:
    """Sections under construction: a heading closes those of its level and deeper."""

    def __init__(self) -> None:
        self._stack = [_Open(0, [])]

    def open(self, level: int) -> None:
        self._close_to(level)
        self._stack.append(_Open(level, []))

    def add(self, elements: Sequence[StructElem]) -> None:
        self._stack[-1].kids.extend(elements)

    def _close_to(self, level: int) -> None:
        while self._stack[-1].level >= level and len(self._stack) > 1:
            done = self._stack.pop()
            self._stack[-1].kids.append(StructElem(role="Sect", kids=tuple(done.kids)))

    def close(self) -> tuple[StructElem, ...]:
        self._close_to(1)
        return tuple(self._stack[0].kids)
