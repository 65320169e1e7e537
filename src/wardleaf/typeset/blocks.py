"""Flowables that draw shapes: figures of people, boxes to tick, pictures, QR codes, signs."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import segno

from wardleaf.display import Outline, Rectangle
from wardleaf.document.model import PictureData
from wardleaf.findings import Span
from wardleaf.packed_pictures import pack_picture
from wardleaf.style.schema import IconArrayStyle, Rule
from wardleaf.tagging.tree import Slot
from wardleaf.typeset import faults, icons
from wardleaf.typeset.canvas import Ink
from wardleaf.typeset.containers import Marker
from wardleaf.typeset.flowables import Flowable, Text
from wardleaf.typeset.lines import ANY, Holds
from wardleaf.units import Colour, Length

PEOPLE_IN_A_ROW = 10
_QUIET_ZONE = 4  # modules left free around a QR code (ISO/IEC 18004, 9.1)


class People(Flowable):
    """`out_of` figures in rows of ten, in groups of five, the first `count` dark; 1,000 are drawn as 100 figures of ten people each."""

    def __init__(self, count: int, out_of: int, style: IconArrayStyle, slot: Slot) -> None:
        self.count, self.out_of, self.style, self.slot = count, out_of, style, slot
        self._each = max(1, out_of // 100)

    def _pitch(self) -> float:
        return self.style.figure.pt + self.style.gap.pt

    def natural(self) -> float:
        """Ten figures and the gap in the middle."""
        return PEOPLE_IN_A_ROW * self._pitch() - self.style.gap.pt + self.style.group_gap.pt

    def narrowest(self, holds: Holds = ANY) -> float:
        """The same: a figure cannot be squeezed."""
        return self.natural()

    def as_wide_as(self, width: float) -> People:
        """The same people in figures of such a size that they are `width` wide."""
        style = self.style
        figure = (width - style.group_gap.pt + style.gap.pt) / PEOPLE_IN_A_ROW - style.gap.pt
        return People(self.count, self.out_of, replace(style, figure=Length(figure)), self.slot)

    def height(self, width: float) -> float:
        """Its rows, and a gap after each five."""
        rows = math.ceil(self.out_of / self._each / PEOPLE_IN_A_ROW)
        return rows * self._pitch() - self.style.gap.pt + (rows - 1) // 5 * self.style.group_gap.pt

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        """Draw the figures as one piece of content."""
        style = self.style
        size = style.figure.pt
        total = self.out_of // self._each
        dark = self.count / self._each
        with ink.content(self.slot, "Figure"):
            for number in range(total):
                row, column = divmod(number, PEOPLE_IN_A_ROW)
                at_x = x + column * self._pitch() + (style.group_gap.pt if column >= 5 else 0.0)
                at_top = top + row * self._pitch() + row // 5 * style.group_gap.pt
                full = number + 1 <= dark
                ink.path(
                    Outline(icons.PERSON, at_x, at_top, size),
                    fill=style.dark if full else style.light,
                    stroke=style.dark if full else style.outline.colour,
                    thickness=style.outline.thickness.pt,
                )


class Picture(Flowable):
    """A picture at a width and height; `slot` is `None` for one that says nothing."""

    def __init__(self, picture: PictureData, width: float, height: float, slot: Slot | None, *, span: Span | None = None) -> None:
        self.picture, self.width, self.tall, self.slot, self.span = picture, width, height, slot, span

    def height(self, width: float) -> float:
        """Its height, smaller in proportion where there is less width."""
        return self.tall * min(1.0, width / self.width)

    def natural(self) -> float:
        """Its width."""
        return self.width

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        """Draw it."""
        wide, tall = min(self.width, width), self.height(width)
        if self.slot is None:
            with ink.artifact():
                self._paint(ink, x, top, wide, tall)
            return
        with ink.content(self.slot, "Figure"):
            self._paint(ink, x, top, wide, tall)

    def _paint(self, ink: Ink, x: float, top: float, wide: float, tall: float) -> None:
        try:
            ink.picture(pack_picture(self.picture.data), x, top, wide, tall)
        except OSError:
            ink.path(Rectangle(x, top, wide, tall))
            ink.findings.append(faults.picture_not_drawn(self.picture, self.span))


class Shapes(Flowable):
    """A drawing made of our own strokes, such as a logo or an icon: `paint` draws it at (x, top); `slot` is `None` for one that says nothing."""

    def __init__(self, width: float, height: float, paint: Callable[[Ink, float, float], None], slot: Slot | None) -> None:
        self.width, self.tall, self.paint, self.slot = width, height, paint, slot

    def height(self, width: float) -> float:
        """Its height."""
        return self.tall

    def natural(self) -> float:
        """Its width."""
        return self.width

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        """Draw it."""
        if self.slot is None:
            with ink.artifact():
                self.paint(ink, x, top)
            return
        with ink.content(self.slot, "Figure"):
            self.paint(ink, x, top)


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
        """Its width and height, quiet zone included."""
        return (len(self.matrix) + 2 * _QUIET_ZONE) * self.module

    def height(self, width: float) -> float:
        """Its side."""
        return self.side

    def natural(self) -> float:
        """Its side."""
        return self.side

    def narrowest(self, holds: Holds = ANY) -> float:
        """Its side."""
        return self.side

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        """Draw white ground and dark modules, runs merged."""
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
        with ink.content(self.slot, "Figure"):
            ink.box(x, top, self.side, self.side, fill=Colour(1, 1, 1))
            ink.path(Outline(" ".join(steps), x, top, self.module), fill=self.colour)


def text_marker(text: Text, *, indent: float, align: str = "start", drop: float = 0.0) -> Marker:
    """A bullet or number set as text, `drop` points lower than its item's first line."""

    def draw(ink: Ink, x: float, top: float) -> None:
        shift = max(0.0, indent - text.natural() - 6.0) if align == "end" else 0.0
        text.draw(ink, x + shift, top + drop, indent + 100.0)

    return Marker(indent, draw)


def disc_marker(text: Text, *, diameter: float, colour: Colour, indent: float) -> Marker:
    """A number in a disc."""

    def draw(ink: Ink, x: float, top: float) -> None:
        ink.box(x, top, diameter, diameter, fill=colour, radius=diameter / 2)
        text.draw(ink, x, top + (diameter - text.height(diameter)) / 2, diameter)

    return Marker(indent, draw)


def tick_box_marker(slot: Slot, *, side: float, line: Rule, indent: float, drop: float) -> Marker:
    """An empty box to tick; `slot` is its label in the tag tree."""

    def draw(ink: Ink, x: float, top: float) -> None:
        half = line.thickness.pt / 2
        with ink.content(slot, "Lbl"):
            ink.box(
                x + half,
                top + drop + half,
                side - 2 * half,
                side - 2 * half,
                fill=Colour(1, 1, 1),
                stroke=line.colour,
                thickness=line.thickness.pt,
                radius=1.5,
            )

    return Marker(indent, draw)


def icon_shape(name: str, size: float, colour: Colour) -> Shapes:
    """One of our signs, `size` points square; words beside it say what it says."""

    def paint(ink: Ink, x: float, top: float) -> None:
        ink.path(Outline(icons.BY_NAME[name], x, top, size, even_odd=True), fill=colour)

    return Shapes(size, size, paint, None)
