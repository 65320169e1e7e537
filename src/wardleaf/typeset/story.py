"""The story: every block of a document as flowables and struct elements, in reading order. Pure; it knows no page.

A new kind of block is one line in `compose_block` and a room in `compose/`; `assert_never` makes mypy ask for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    runs_text,
)
from wardleaf.reading.blocks import ReadBlock
from wardleaf.reading.tree import StructElem, nested_sections
from wardleaf.typeset.compose.context import Composed, Context
from wardleaf.typeset.compose.forms import compose_prepared_for, compose_write_in
from wardleaf.typeset.compose.panels import compose_call_box, compose_callout
from wardleaf.typeset.compose.pictures import compose_figure, compose_icon_array, compose_qr
from wardleaf.typeset.compose.tables import compose_contacts, compose_diary, compose_table
from wardleaf.typeset.compose.texts import compose_check_list, compose_heading, compose_list, compose_paragraph
from wardleaf.typeset.containers import walk_flowables
from wardleaf.typeset.field_text import FieldText
from wardleaf.typeset.flowables import Flowable, NewPage
from wardleaf.typeset.penalties import INTRODUCTION, LEAD_IN
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

ComposeAmong = Callable[[Context, Block, Sequence[Block], int, ReadBlock | None], Composed]
"""What composes one block, at a number among others, perhaps as it was read."""


def compose_block(context: Context, block: Block, read: ReadBlock | None = None) -> Composed:  # noqa: C901  # one line a kind of block: one decision, not sixteen
    """One block, as it was `read`."""
    read = read or context.reader.block(block, context.level)
    match block:
        case Heading():
            return compose_heading(context, block, read)
        case Paragraph():
            return compose_paragraph(context, block, read)
        case ItemList():
            return compose_list(context, block, read, compose_read)
        case CheckList():
            return compose_check_list(context, block, read, compose_read)
        case Callout():
            return compose_callout(context, block, read, compose_read)
        case CallBox():
            return compose_call_box(context, block, read, compose_read)
        case Figure():
            return compose_figure(context, block, read)
        case Table():
            return compose_table(context, block, read)
        case IconArray():
            return compose_icon_array(context, block, read)
        case WriteIn():
            return compose_write_in(context, block, read)
        case PreparedFor():
            return compose_prepared_for(context, block, read)
        case Diary():
            return compose_diary(context, block, read)
        case Contacts():
            return compose_contacts(context, block, read)
        case QrCode():
            return compose_qr(context, block, read)
        case PageBreak():
            return Composed((NewPage(),))
        case _:
            assert_never(block)


def compose_blocks(context: Context, blocks: Sequence[Block], compose: ComposeAmong | None = None) -> Composed:
    """Blocks one after the other; their headings make nested sections in the tag tree. `compose` may know some of them."""
    return compose_read(context, blocks, None, compose)


def compose_read(
    context: Context,
    blocks: Sequence[Block],
    read: Sequence[ReadBlock] | None,
    compose: ComposeAmong | None = None,
) -> Composed:
    """`compose_blocks` of blocks that were `read` with what holds them."""
    compose = compose or _compose_among
    flowables: list[Flowable] = []
    parts: list[tuple[int | None, Sequence[StructElem]]] = []
    for number, block in enumerate(blocks):
        if isinstance(block, Heading):
            context = replace(context, level=block.level)
        made = compose(context, block, blocks, number, read[number] if read is not None else None)
        flowables.extend(made.flowables)
        parts.append((block.level if isinstance(block, Heading) else None, made.elements))
    return Composed(tuple(flowables), nested_sections(parts))


class SharedBlocks:
    """Blocks that layouts of one handout in one style have in common, composed once: trials, the layout that is drawn,
    personal copies.

    None that holds a value of a copy, or that something was told of, is kept: of those each layout asks, and tells,
    anew.
    """

    def __init__(self) -> None:
        self._made: dict[int, tuple[Block, _Around, Composed]] = {}  # by place in the body

    def compose(
        self, context: Context, block: Block, blocks: Sequence[Block], number: int, read: ReadBlock | None
    ) -> Composed:
        around = _around(context, blocks, number)
        if number in self._made:
            known, known_around, made = self._made[number]
            if known_around == around and (known is block or known == block):
                return made
        setting = replace(context.setting, findings=[])
        made = _compose_among(replace(context, setting=setting), block, blocks, number, read)
        if not setting.findings and not any(
            isinstance(part, FieldText) for whole in made.flowables for part in walk_flowables(whole)
        ):
            self._made[number] = block, around, made
        context.setting.findings.extend(setting.findings)
        return made


_Around = tuple[int, tuple[tuple[type[Block], int | str], ...]]


def _around(context: Context, blocks: Sequence[Block], number: int) -> _Around:
    """All that `_compose_among` asks of what stands before and after a block: the level that it is on, and kinds and
    levels (of a list, its style) up to the next that is no heading.
    """
    last = number + 1
    while last < len(blocks) and isinstance(blocks[last], Heading):
        last += 1
    near = blocks[max(number - 1, 0) : last + 1]
    return context.level, tuple((type(block), _level_or_style(block)) for block in near)


def _level_or_style(block: Block) -> int | str:
    match block:
        case Heading():
            return block.level
        case ItemList():
            return block.style
        case _:
            return 0


def _compose_among(
    context: Context, block: Block, blocks: Sequence[Block], number: int, read: ReadBlock | None
) -> Composed:
    """`block`, which is at `number` among `blocks`: what comes before and after it decides about edges and what is kept
    together.
    """
    if isinstance(block, Heading):
        return compose_block(_at_edge_of_led(context, blocks[number + 1 :]), block, read)
    made = compose_block(context, block, read)
    if isinstance(block, Paragraph):
        following = blocks[number + 1 : number + 2]
        made = _before(made, block, following)
        if number and isinstance(blocks[number - 1], Heading):
            return _keep_one_line(context, made, following)
    return made


def _before(paragraph: Composed, block: Paragraph, following: Sequence[Block]) -> Composed:
    """`paragraph`, which was made of `block`, with what it costs to part it from what it introduces."""
    if not following:
        return paragraph
    steps = isinstance(following[0], ItemList) and following[0].style == "steps"
    if steps or isinstance(following[0], Table | IconArray | Figure | Diary):
        parting = INTRODUCTION
    elif isinstance(following[0], ItemList | CheckList) and runs_text(block.runs).rstrip().endswith(":"):
        parting = LEAD_IN
    else:
        return paragraph
    (text,) = paragraph.flowables
    return replace(paragraph, flowables=(text.but(parting=parting),))


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
