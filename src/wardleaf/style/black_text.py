"""Text in black, for editions that are printed on sheets: printers of one ink set any other dark in dots, and letters
get ragged edges. Lines, bars, discs and panels keep their colours.
"""

from __future__ import annotations

from typing import TypeVar

from wardleaf.style.schema import InlineStyle, Notice, Style, TextStyle
from wardleaf.units import Colour
from wardleaf.values import is_value, parts_of, replace

V = TypeVar("V")

_BLACK = Colour(0.0, 0.0, 0.0)
_LIGHT = 0.4  # relative luminance: text that is lighter stands on a dark ground, where floors ask for 4.5:1


def with_black_text(style: Style) -> Style:
    """`style` with all text in black that is not light on a dark ground; the word across drafts stays as it is."""
    return _blackened(style)


def _blackened(part: V) -> V:
    match part:
        case TextStyle():
            return replace(part, colour=_black(part.colour))
        case InlineStyle():
            return replace(part, link=_black(part.link), citation=_black(part.citation))
        case Notice():
            return replace(part, specimen=_blackened(part.specimen))
        case dict():
            return {name: _blackened(value) for name, value in part.items()}  # type: ignore[return-value]  # a mapping of the same kind
        case _ if is_value(part) and not isinstance(part, Colour):
            return replace(part, **{name: _blackened(value) for name, value in parts_of(part).items()})
        case _:
            return part


def _black(colour: Colour) -> Colour:
    return colour if colour.luminance > _LIGHT else _BLACK
