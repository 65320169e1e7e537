"""Flowables that are shapes: figures of people, boxes to tick, pictures, QR codes, signs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import segno

from wardleaf import icons
from wardleaf.display import LAYOUT, Content, Outline, PageItem, Path, Picture, Rectangle, VectorPicture
from wardleaf.findings import Span
from wardleaf.packed_pictures import PackedPicture
from wardleaf.reading.tree import Slot
from wardleaf.style.schema import IconArrayStyle, Rule
from wardleaf.typeset.containers import Marker
from wardleaf.typeset.flowables import Flowable, Pages, Text
from wardleaf.typeset.lines import ANY, Holds
from wardleaf.typeset.placing import box
from wardleaf.units import Colour, Length
from wardleaf.values import replace

_PEOPLE_IN_A_ROW = 10
_QUIET_ZONE = 4  # modules left free around a QR code (ISO/IEC 18004, 9.1)


class People(Flowable):
    """`out_of` figures in rows of ten, in groups of five, the first `count` dark; 1,000 are drawn as 100 figures of ten
    people each.
    """

    def __init__(self, count: int, out_of: int, style: IconArrayStyle, slot: Slot) -> None:
        self.count, self.out_of, self.style, self.slot = count, out_of, style, slot
        self._each = max(1, out_of // 100)

    def _pitch(self) -> float:
        return self.style.figure.pt + self.style.gap.pt

    def natural(self) -> float:
        return _PEOPLE_IN_A_ROW * self._pitch() - self.style.gap.pt + self.style.group_gap.pt

    def narrowest(self, holds: Holds = ANY) -> float:
        """The same: a figure cannot be squeezed."""
        return self.natural()

    def as_wide_as(self, width: float) -> People:
        """The same people in figures of such a size that they are `width` wide."""
        style = self.style
        figure = (width - style.group_gap.pt + style.gap.pt) / _PEOPLE_IN_A_ROW - style.gap.pt
        return People(self.count, self.out_of, replace(style, figure=Length(figure)), self.slot)

    def height(self, width: float) -> float:
        rows = math.ceil(self.out_of / self._each / _PEOPLE_IN_A_ROW)
        return rows * self._pitch() - self.style.gap.pt + (rows - 1) // 5 * self.style.group_gap.pt

    def place(self, x: float, top: float, width: float, pages: Pages) -> Sequence[PageItem]:
        style = self.style
        size = style.figure.pt
        total = self.out_of // self._each
        dark = self.count / self._each
        owner = Content(self.slot, "Figure")
        figures: list[PageItem] = []
        for number in range(total):
            row, column = divmod(number, _PEOPLE_IN_A_ROW)
            at_x = x + column * self._pitch() + (style.group_gap.pt if column >= 5 else 0.0)
            at_top = top + row * self._pitch() + row // 5 * style.group_gap.pt
            fill, line = (style.dark, style.dark) if number + 1 <= dark else (style.light, style.outline.colour)
            figures.append(
                Path(Outline(icons.PERSON, at_x, at_top, size), fill, line, style.outline.thickness.pt, owner)
            )
        return figures


class PictureBox(Flowable):
    """A picture at a width and height, smaller in proportion where there is less width; `slot` is `None` for one that
    says nothing.

    Where its file could not be read, which was told, `picture` is `None`, and its room stays empty.
    """

    def __init__(
        self,
        picture: PackedPicture | VectorPicture | None,
        width: float,
        height: float,
        slot: Slot | None,
        *,
        after: float = 0.0,
        keep_with_next: bool = False,
        span: Span | None = None,
    ) -> None:
        self.picture, self.width, self.tall, self.slot = picture, width, height, slot
        self.after, self.keep_with_next, self.span = after, keep_with_next, span

    def height(self, width: float) -> float:
        return self.tall * min(1.0, width / self.width)

    def natural(self) -> float:
        return self.width

    def place(self, x: float, top: float, width: float, pages: Pages) -> Sequence[PageItem]:
        wide, tall = min(self.width, width), self.height(width)
        owner = Content(self.slot, "Figure") if self.slot is not None else LAYOUT
        if self.picture is None:
            return (Path(Rectangle(x, top, wide, tall), None, None, 0.0, owner),)
        return (Picture(self.picture, x, top, wide, tall, owner),)


class Sign(Flowable):
    """One of our signs, `size` points square; words beside it say what it says."""

    def __init__(self, name: str, size: float, colour: Colour) -> None:
        self.name, self.size, self.colour = name, size, colour

    def height(self, width: float) -> float:
        return self.size

    def natural(self) -> float:
        return self.size

    def place(self, x: float, top: float, width: float, pages: Pages) -> Sequence[PageItem]:
        return (
            Path(Outline(icons.BY_NAME[self.name], x, top, self.size, even_odd=True), self.colour, None, 0.0, LAYOUT),
        )


@lru_cache(maxsize=64)
def _qr_matrix(payload: str) -> tuple[bytes, ...]:
    return tuple(bytes(row) for row in segno.make(payload, error="m", micro=False).matrix)


class Qr(Flowable):
    """A QR code as one path, `module` points a module, with its quiet zone; level M or better."""

    def __init__(self, payload: str, module: float, colour: Colour, slot: Slot) -> None:
        self.matrix = _qr_matrix(payload)
        self.module, self.colour, self.slot = module, colour, slot

    @property
    def side(self) -> float:
        return (len(self.matrix) + 2 * _QUIET_ZONE) * self.module

    def height(self, width: float) -> float:
        return self.side

    def natural(self) -> float:
        return self.side

    def narrowest(self, holds: Holds = ANY) -> float:
        return self.side

    def place(self, x: float, top: float, width: float, pages: Pages) -> Sequence[PageItem]:
        """White ground and dark modules, runs merged."""
        steps: list[str] = []
        for row, modules in enumerate(self.matrix):
            column = 0
            while column < len(modules):
                if not modules[column]:
                    column += 1
                    continue
                end = column
                while end < len(modules) and modules[end]:
                    end += 1
                steps.append(f"{column + _QUIET_ZONE} {row + _QUIET_ZONE} {end - column} 1 re")
                column = end
        owner = Content(self.slot, "Figure")
        ground = Path(Rectangle(x, top, self.side, self.side), Colour(1, 1, 1), None, 0.0, owner)
        return ground, Path(Outline(" ".join(steps), x, top, self.module), self.colour, None, 0.0, owner)


def text_marker(text: Text, *, indent: float, align: str = "start", drop: float = 0.0) -> Marker:
    """A bullet or number set as text, `drop` points lower than its item's first line."""

    def place(x: float, top: float) -> Sequence[PageItem]:
        shift = max(0.0, indent - text.natural() - 6.0) if align == "end" else 0.0
        return text.place(x + shift, top + drop, indent + 100.0, {})

    return Marker(indent, place)


def disc_marker(text: Text, *, diameter: float, colour: Colour, indent: float) -> Marker:
    """A number in a disc."""

    def place(x: float, top: float) -> Sequence[PageItem]:
        disc = Path(Rectangle(x, top, diameter, diameter, diameter / 2), colour, None, 0.0, LAYOUT)
        return disc, *text.place(x, top + (diameter - text.height(diameter)) / 2, diameter, {})

    return Marker(indent, place)


def tick_box_marker(slot: Slot, *, side: float, line: Rule, indent: float, drop: float) -> Marker:
    """An empty box to tick; `slot` is its label in the tag tree."""

    def place(x: float, top: float) -> Sequence[PageItem]:
        half = line.thickness.pt / 2
        shape = Rectangle(x + half, top + drop + half, side - 2 * half, side - 2 * half, 1.5)
        return box(
            shape, fill=Colour(1, 1, 1), stroke=line.colour, thickness=line.thickness.pt, owner=Content(slot, "Lbl")
        )

    return Marker(indent, place)
