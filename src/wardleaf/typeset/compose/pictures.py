"""Icon arrays, figures and QR codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wardleaf.document.model import Alt, Decorative, Figure, IconArray, Link, Plain, QrCode
from wardleaf.reading.tree import Kid, Slot, StructElem, figure
from wardleaf.style.schema import TextStyle
from wardleaf.typeset import faults
from wardleaf.typeset.blocks import People, PictureBox, Qr
from wardleaf.typeset.compose.context import Composed, Context, set_runs, set_text
from wardleaf.typeset.containers import Stack
from wardleaf.typeset.drawable import read_picture
from wardleaf.typeset.flowables import Flowable, Text, Unsaid
from wardleaf.typeset.rows import Abreast, Row
from wardleaf.values import replace

_DOTS_TO_POINTS = 72 / 150  # a picture is set at 150 dots an inch at most, smaller where it would be too wide
_FEWEST_DOTS = 200


@dataclass(frozen=True, slots=True)
class _Group:
    """A group of an icon array: what stands above its figures, they, and what stands below."""

    above: tuple[Text, ...]
    people: People
    below: tuple[Text, ...]
    elements: tuple[StructElem, ...]

    def narrowest(self) -> float:
        """The width below which words would be broken."""
        return max(text.narrowest() for text in (*self.above, *self.below))


def compose_icon_array(context: Context, block: IconArray) -> Composed:
    """Figures of people, number in large above, both framings below; groups side by side where they fit; then what dark
    means, and the study.
    """
    look = context.style.icon_array
    groups = [_group(context, block, number) for number in range(len(block.groups))]
    if not groups:
        return Composed()
    groups, abreast, gap = _side_by_side(context, groups)
    wide = groups[0].people.natural()
    column = min((context.width - gap * (abreast - 1)) / abreast, max(wide * 1.35, 150.0))
    rows = [_abreast(groups[start : start + abreast], column, gap=gap) for start in range(0, len(groups), abreast)]
    elements = [element for group in groups for element in group.elements]
    key, key_kids = set_runs(context, block.key, look.about, span=block.span)
    about, about_kids = set_runs(context, block.about, look.about, span=block.span)
    elements.append(StructElem(role="P", kids=key_kids))
    elements.append(StructElem(role="P", kids=about_kids))
    stack = Stack(
        (*rows, key, about), before=8.0, after=look.after.pt, whole_below=context.whole_below, span=block.span
    )
    return Composed((stack,), (StructElem(role="Div", kids=tuple(elements)),))


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


def _group_alt(block: IconArray, number: int) -> str:
    group = block.groups[number]
    return f"{group.headline} {group.label}".strip()


def _group(context: Context, block: IconArray, number: int) -> _Group:
    look, group = context.style.icon_array, block.groups[number]
    headline, headline_element = set_text(context, group.headline, look.number)
    label, label_element = set_text(context, group.label, look.label, balanced=True)
    slot = Slot("an icon array", block.span)
    happened, happened_kids = set_runs(context, group.happened, look.text, span=block.span)
    otherwise, otherwise_kids = set_runs(context, group.otherwise, look.text, span=block.span)
    return _Group(
        above=(headline, label),
        people=People(group.count, block.out_of, look, slot),
        below=(happened, otherwise),
        elements=(
            headline_element,
            label_element,
            figure(slot, alt=block.alt.text if len(block.groups) == 1 else _group_alt(block, number)),
            StructElem(role="P", kids=happened_kids),
            StructElem(role="P", kids=otherwise_kids),
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


def compose_figure(context: Context, block: Figure) -> Composed:
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
    slot = None if isinstance(block.alt, Decorative) else Slot("a figure", block.span)
    kids: list[StructElem] = []
    seen = read_picture(picture, block.span, context.setting.findings)
    flowables: list[Flowable] = [
        PictureBox(seen, wide, tall, slot, after=5.0, keep_with_next=bool(block.caption), span=block.span)
    ]
    if slot is None:  # it may have a page to itself, and every page must hold something tagged
        beside = Slot("a figure that says nothing", block.span)
        flowables.insert(0, Unsaid(beside, "Div"))
        kids.append(StructElem(role="Div", kids=(beside,)))
    elif isinstance(block.alt, Alt):
        kids.append(figure(slot, alt=block.alt.text))
    if block.caption:
        caption, caption_kids = set_runs(context, block.caption, look.caption, what="a caption", span=block.span)
        flowables.append(caption)
        kids.append(StructElem(role="P", kids=caption_kids))
    stack = Stack(flowables, before=6.0, after=look.after.pt, whole_below=context.whole_below, span=block.span)
    return Composed((context.inset(stack),), tuple(kids))


def compose_qr(context: Context, block: QrCode) -> Composed:
    """A QR code beside its words and its address in print."""
    flowable, elements = qr_row(context, block, words=context.style.qr.words, address=context.style.qr.address)
    return Composed((context.inset(flowable.but(after=context.style.qr.after.pt)),), tuple(elements))


def qr_row(
    context: Context, block: QrCode, *, words: TextStyle, address: TextStyle
) -> tuple[Flowable, list[StructElem]]:
    """The code at the start, words and address at its side."""
    code, code_element = qr_figure(context, block)
    text, text_element = set_text(context, block.words, words, balanced=True, after=3.0)
    printed, kids = _address(context, block, address)
    side = Stack((text, printed), after=0.0)
    row = Row((code, side), (code.side, 0), gap=12.0, before=4.0)
    return row, [code_element, text_element, StructElem(role="P", kids=kids)]


def qr_figure(context: Context, block: QrCode) -> tuple[Qr, StructElem]:
    """The code itself; its words say where it leads."""
    slot = Slot("a QR code", block.span)
    code = Qr(block.payload, context.style.qr.module.pt, context.style.qr.colour, slot)
    return code, figure(slot, alt=block.words)


def _address(context: Context, block: QrCode, style: TextStyle) -> tuple[Flowable, tuple[Kid, ...]]:
    link = Link(runs=(Plain(block.printed),), target=block.payload, words=block.printed)
    text, kids = set_runs(context, (link,), replace(style))
    return text, kids
