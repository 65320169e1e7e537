"""Lengths, colours and sheets of paper. Pure values; everything that leaves this room for ReportLab leaves as points."""

from __future__ import annotations

import re
from typing import ClassVar

from msgspec import Struct

_POINTS_PER = {"pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0}
_LENGTH = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)\s*(pt|mm|cm|in)\Z")
_LONGEST = 1e9  # points: beyond any paper, whose own bounds are told by who uses it, and small enough to reckon with
_COLOUR = re.compile(r"#([0-9A-Fa-f]{6})\Z")


def beside(number: float, bound: float, *, places: int = 1) -> str:
    """`number` for a sentence that names `bound` too: with `places` decimals, or as many as show on which side of the
    bound it is.

    5.997 beside 6 is “5.997”, not “6.0”; beside 7 it is “6.0”.
    """
    for digits in range(places, 7):
        written = f"{number:.{digits}f}"
        if (float(written) > bound, float(written) < bound) == (number > bound, number < bound):
            return written
    return f"{number:g}"


class Length(Struct, frozen=True, order=True):
    """A distance on paper, held in points (1/72 inch)."""

    pt: float
    expects: ClassVar[str] = "a length such as `12pt`, `9.5 mm` or `0.25in`"
    pattern: ClassVar[str] = _LENGTH.pattern.replace(r"\Z", "$")

    @classmethod
    def parse(cls, text: str) -> Length:
        """The length written as `text`, such as `12pt`, `9.5 mm` or `0.25in`; `ValueError` for anything else."""
        found = _LENGTH.match(text.strip())
        if not found:
            raise ValueError(text)
        points = float(found[1]) * _POINTS_PER[found[2]]
        if abs(points) > _LONGEST:
            raise ValueError(text)
        return cls(points)

    @classmethod
    def of_mm(cls, millimetres: float) -> Length:
        return cls(millimetres * _POINTS_PER["mm"])

    @property
    def mm(self) -> float:
        return self.pt / _POINTS_PER["mm"]

    def __str__(self) -> str:
        return f"{self.pt:.4g}pt"


class Colour(Struct, frozen=True):
    """An sRGB colour; each part from 0 to 1."""

    red: float
    green: float
    blue: float
    expects: ClassVar[str] = 'a colour in quotes such as `"#1D2B33"`'
    pattern: ClassVar[str] = _COLOUR.pattern.replace(r"\Z", "$")

    @classmethod
    def parse(cls, text: str) -> Colour:
        """The colour written as `#RRGGBB`; `ValueError` for anything else."""
        found = _COLOUR.match(text.strip())
        if not found:
            raise ValueError(text)
        return cls(*(int(found[1][place : place + 2], 16) / 255 for place in (0, 2, 4)))

    def __str__(self) -> str:
        return "#" + "".join(f"{round(part * 255):02X}" for part in (self.red, self.green, self.blue))

    @property
    def luminance(self) -> float:
        """Relative luminance, 0 (black) to 1 (white); WCAG 2.1, definition "relative luminance"."""

        def linear(part: float) -> float:
            return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

        return 0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)

    @property
    def nearly_black(self) -> bool:
        """Whether nobody tells it from black in print, though a printer of one ink sets it in dots: no part is above a
        fifth.
        """
        return max(self.red, self.green, self.blue) <= 0.2

    @property
    def grey(self) -> Colour:
        """The grey that a black-and-white printer makes of it, by PDF's own rule (PDF Reference 1.7, 6.2.1): not one of
        the same luminance.
        """
        part = 0.3 * self.red + 0.59 * self.green + 0.11 * self.blue
        return Colour(part, part, part)


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio of two colours, 1 to 21; WCAG 2.1, success criterion 1.4.3."""
    darker, lighter = sorted((one.luminance, other.luminance))
    return (lighter + 0.05) / (darker + 0.05)


class PaperSize(Struct, frozen=True):
    """A sheet or page, upright unless it says otherwise."""

    name: str
    width: Length
    height: Length


def _paper(name: str, width: str, height: str) -> PaperSize:
    return PaperSize(name, Length.parse(width), Length.parse(height))


PAPER_SIZES: dict[str, PaperSize] = {
    paper.name: paper
    for paper in (
        _paper("A3", "297mm", "420mm"),
        _paper("A4", "210mm", "297mm"),
        _paper("A5", "148mm", "210mm"),
        _paper("Letter", "8.5in", "11in"),
        _paper("Half-letter", "5.5in", "8.5in"),
        _paper("Legal", "8.5in", "14in"),
        _paper("Tabloid", "11in", "17in"),
    )
}
