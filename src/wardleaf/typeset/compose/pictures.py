"""Icon arrays, figures and QR codes."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from wardleaf.document.model import Decorative, Figure, IconArray, QrCode
from wardleaf.reading.blocks import ReadBlock
from wardleaf.reading.tree import StructElem, elements_in, slot_of
from wardleaf.typeset import faults
from wardleaf.typeset.blocks import People, PictureBox, Qr
from wardleaf.typeset.compose.context import Composed, Context, set_read
from wardleaf.typeset.containers import Stack
from wardleaf.typeset.drawable import read_picture
from wardleaf.typeset.flowables import Flowable, Text, Unsaid
from wardleaf.typeset.penalties import ARRAY
from wardleaf.typeset.rows import Abreast, Row
from wardleaf.values import replace

_DOTS_TO_POINTS = 72 / 150  # a picture is set at 150 dots an inch at most, smaller where it would be too wide
_FEWEST_DOTS = 200
_SAID = 5  # elements of a group of an icon array


class _Group(Struct, frozen=True):
    """A group of an icon array: what stands above its figures, they, and what stands below."""

    above: tuple[Text, ...]
    people: People
    below: tuple[Text, ...]

    def narrowest(self) -> float:
        """The width below which words would be broken."""
        return max(text.narrowest() for text in (*self.above, *self.below))


def compose_icon_array(context: Context, block: IconArray, read: ReadBlock) -> Composed:
    """Figures of people, number in large above, both framings below; groups side by side where they fit; then what dark
    means, and the study.
    """
    look = context.style.icon_array
    if not block.groups:
        return Composed()
    *said, key, about = elements_in(read.elements[0])
    groups = [
        _group(context, block, number, said[number * _SAID : (number + 1) * _SAID])
        for number in range(len(block.groups))
    ]
    groups, abreast, gap = _side_by_side(context, groups)
    wide = groups[0].people.natural()
    column = min((context.width - gap * (abreast - 1)) / abreast, max(wide * 1.35, 150.0))
    rows = [_abreast(groups[start : start + abreast], column, gap=gap) for start in range(0, len(groups), abreast)]
    below = (
        set_read(context, key, look.about, runs=block.key, span=block.span),
        set_read(context, about, look.about, runs=block.about, span=block.span),
    )
    stack = Stack((*rows, *below), before=8.0, after=look.after.pt, whole_below=context.whole_below, span=block.span)
    return Composed((stack.but(penalty=ARRAY),), read.elements)


def _side_by_side(context: Context, groups: list[_Group]) -> tuple[list[_Group], int, float]:
    """The groups, how many stand side by side, and the gap between them: all, with figures as small as the style
    allows, since they are there to be compared.
    """
    look = context.style.icon_array
    gap, least = look.between.pt, look.least_between.pt
    abreast = max(1, int((context.width + gap) // (groups[0].people.natural() + gap)))
    if abreast >= len(groups):
        return groups, len(groups), gap
    column = (context.width - least * (len(groups) - 1)) / len(groups)
    smaller = [replace(group, people=group.people.as_wide_as(column)) for group in groups]
    if (
        smaller[0].people.style.figure.pt >= look.least_figure.pt
        and max(group.narrowest() for group in groups) <= column
    ):
        return smaller, len(groups), least
    return groups, abreast, gap


def _group(context: Context, block: IconArray, number: int, said: Sequence[StructElem]) -> _Group:
    look, group = context.style.icon_array, block.groups[number]
    headline, label, people, happened, otherwise = said
    return _Group(
        above=(set_read(context, headline, look.number), set_read(context, label, look.label, balanced=True)),
        people=People(group.count, block.out_of, look, slot_of(people)),
        below=(
            set_read(context, happened, look.text, runs=group.happened, span=block.span),
            set_read(context, otherwise, look.text, runs=group.otherwise, span=block.span),
        ),
    )


def _abreast(groups: Sequence[_Group], column: float, *, gap: float) -> Flowable:
    """Groups side by side, in rows of their parts, so that figures stand level whatever the length of their labels."""
    below = (0.0, 6.0, 6.0, 0.0, 12.0)
    parts = zip(*[(*group.above, group.people, *group.below) for group in groups])
    rows: list[Row] = []
    for number, (cells, after) in enumerate(zip(parts, below)):
        row = Row(cells, (column,) * len(groups), gap=gap, after=after)
        rows.append(row.but(keep_with_next=number < len(below) - 1))
    return Abreast(rows)


def compose_figure(context: Context, block: Figure, read: ReadBlock) -> Composed:
    """A picture as wide as it may be, and its caption."""
    look = context.style.figure
    picture = block.picture
    wide = min(context.text_width, picture.width * _DOTS_TO_POINTS)
    tall = wide * picture.height / picture.width
    limit = min(look.tallest.pt, context.page_room * 0.8)
    if tall > limit:
        wide, tall = wide * limit / tall, limit
    if picture.kind != "svg" and picture.width / wide * 72 < _FEWEST_DOTS:
        dots = picture.width / wide * 72
        context.setting.findings.append(
            faults.LOW_RESOLUTION.at(
                block.span, f"“{picture.path}” prints with {dots:.0f} dots an inch; 200 or more look sharp"
            )
        )
    shown, *captions = read.elements
    slot = None if isinstance(block.alt, Decorative) else slot_of(shown)
    seen = read_picture(picture, block.span, context.setting.findings)
    flowables: list[Flowable] = [
        PictureBox(seen, wide, tall, slot, after=5.0, keep_with_next=bool(block.caption), span=block.span)
    ]
    if slot is None:
        flowables.insert(0, Unsaid(slot_of(shown), "Div"))
    flowables += [set_read(context, said, look.caption, runs=block.caption, span=block.span) for said in captions]
    stack = Stack(flowables, before=6.0, after=look.after.pt, whole_below=context.whole_below, span=block.span)
    return Composed((context.inset(stack),), read.elements)


def compose_qr(context: Context, block: QrCode, read: ReadBlock) -> Composed:
    """A QR code beside its words and its address in print."""
    look = context.style.qr
    code, words, address = read.elements
    square = compose_code(context, block, code)
    side = Stack(
        (set_read(context, words, look.words, balanced=True, after=3.0), set_read(context, address, look.address)),
        after=0.0,
    )
    row = Row((square, side), (square.side, 0), gap=12.0, before=4.0)
    return Composed((context.inset(row.but(after=look.after.pt)),), read.elements)


def compose_code(context: Context, block: QrCode, element: StructElem) -> Qr:
    """The code itself."""
    return Qr(block.payload, context.style.qr.module.pt, context.style.qr.colour, slot_of(element))
