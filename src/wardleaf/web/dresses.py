"""What each block looks like in a web page: the dresses of the elements that it was read as.

A new kind of block is one case here; `assert_never` makes mypy ask for it.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from typing import assert_never

from wardleaf.document.model import (
    Block,
    CallBox,
    CallNumber,
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
    PictureData,
    PreparedFor,
    QrCode,
    RiskGroup,
    Table,
    WriteIn,
)
from wardleaf.icons import PERSON
from wardleaf.reading.blocks import ReadBlock
from wardleaf.reading.tree import StructElem, elements_in
from wardleaf.web.elements import LINE, Dress, drawing

_KINDS: Mapping[str, str] = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}
_A_ROW = 10  # figures of people in a row
_PITCH, _SIZE, _GROUP, _GAP = 12, 11, 5, 5


def dress_block(block: Block, read: ReadBlock) -> Iterator[tuple[StructElem, Dress]]:  # noqa: C901  # one case a kind
    """The dresses of the elements of `block`, as far as they wear any."""
    elements = read.elements
    match block:
        case Heading():
            yield elements[0], Dress(id=block.id)
        case CallBox():
            yield elements[0], Dress(name="call-box")
            yield from _call_numbers(block.numbers, elements_in(elements[0])[1:])
        case Callout():
            yield elements[0], Dress(name=f"callout {block.kind}")
        case ItemList():
            yield elements[-1], Dress(name="steps" if block.style == "steps" else "")
        case CheckList():
            yield elements[-1], Dress(name="ticks")
        case Figure():
            yield elements[0], Dress(name="figure", drawn=picture(block.picture))
            for caption in elements[1:]:
                yield caption, Dress(name="caption")
        case IconArray():
            for whole in elements:
                yield whole, Dress(name="risks")
                yield from _risks(block, elements_in(whole))
        case WriteIn():
            yield from _lines(elements, block.lines)
        case PreparedFor():
            yield elements[0], Dress(name="prepared-for")
            yield from _lines(elements_in(elements[0]), 1)
        case Table():
            yield elements[0], Dress(name="table")
        case Diary():
            yield elements[0], Dress(name="diary")
        case Contacts():
            yield elements[0], Dress(name="contacts")
        case QrCode() | Paragraph() | PageBreak():  # nobody points a telephone at its own screen: the address is read
            pass
        case _:
            assert_never(block)


def picture(data: PictureData) -> str:
    """`data` as a picture of a page, with `{alt}` for what it says; an SVG in a file of its own can run nothing and asks
    for nothing.
    """
    bytes_ = base64.b64encode(data.data).decode("ascii")
    return f'<img alt="{{alt}}" width="{data.width}" height="{data.height}" src="data:{_KINDS[data.kind]};base64,{bytes_}">'


def _call_numbers(
    numbers: tuple[CallNumber, ...], elements: tuple[StructElem, ...]
) -> Iterator[tuple[StructElem, Dress]]:
    """Each number's label, figures and hours, which `elements` begin with."""
    following = iter(elements)
    for number in numbers:
        names = ("when", "number", "hours") if number.hours else ("when", "number")
        for name in names:
            yield next(following), Dress(name=name)


def _lines(elements: tuple[StructElem, ...], count: int) -> Iterator[tuple[StructElem, Dress]]:
    for element in elements:
        if element.actual_text:
            yield element, Dress(name="lines", drawn=drawing(LINE) * max(1, count))


def _risks(block: IconArray, elements: tuple[StructElem, ...]) -> Iterator[tuple[StructElem, Dress]]:
    names = ("count", "group", "", "", "")
    for number, group in enumerate(block.groups):
        parts = elements[len(names) * number :]
        for name, part in zip(names, parts):
            drawn = _people(group, block.out_of) if part.role == "Figure" else ""
            if name or drawn:
                yield part, Dress(name=name, drawn=drawn)
    for part in elements[len(names) * len(block.groups) :]:
        yield part, Dress(name="about")


def _people(group: RiskGroup, out_of: int) -> str:
    """As many figures of people as `out_of`, the first of them dark, in rows of ten; of a thousand each stands for ten,
    as on paper.
    """
    each = max(1, out_of // 100)
    total, dark = out_of // each, group.count / each
    people = "".join(_person(place, dark=place + 1 <= dark) for place in range(total))
    rows = -(-total // _A_ROW)
    size = f"0 0 {_A_ROW * _PITCH + _GAP} {rows * _PITCH + (rows - 1) // _GROUP * _GAP}"
    return f'<svg role="img" class="people" aria-label="{{alt}}" viewBox="{size}">{people}</svg>'


def _person(place: int, *, dark: bool) -> str:
    row, column = divmod(place, _A_ROW)
    x, y = (at * _PITCH + at // _GROUP * _GAP for at in (column, row))
    return f'<path class="{"dark" if dark else "light"}" transform="translate({x} {y}) scale({_SIZE})" d="{_PERSON}"/>'


def _as_svg(path: str) -> str:
    """A path of PDF operators, which follow their numbers, as SVG has it."""
    parts: list[str] = []
    numbers: list[str] = []
    for word in path.split():
        if word in _COMMANDS:
            parts.append(_COMMANDS[word] + " ".join(numbers))
            numbers = []
        else:
            numbers.append(word)
    return "".join(parts)


_COMMANDS = {"m": "M", "l": "L", "c": "C", "h": "Z"}
_PERSON = _as_svg(PERSON)
