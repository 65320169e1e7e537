"""A brand's colours on a screen, by day and in the dark: what is read on a ground keeps the contrast that it needs there
(WCAG 2.2, 1.4.3 and 1.4.11), moved towards black or white no further than that asks for.
"""

from __future__ import annotations

from collections.abc import Mapping

from wardleaf.style.schema import Style
from wardleaf.units import Colour, contrast

_READ, _SEEN = 4.5, 3.0
_STEPS = 40
_WHITE, _BLACK = Colour(1.0, 1.0, 1.0), Colour(0.0, 0.0, 0.0)
_NIGHT, _NIGHT_PANEL, _NIGHT_RULE, _MOON = map(Colour.parse, ("#14181C", "#20262C", "#4C565F", "#F1F3F4"))


def day_colours(style: Style) -> Mapping[str, Colour]:
    """The colours of a page by day, by their names in the page's styles."""
    tokens = style.tokens
    paper, panel = tokens.get("paper", _WHITE), tokens.get("panel", _WHITE)
    return _colours(style, paper=paper, panel=panel, ink=style.body.text.colour)


def night_colours(style: Style) -> Mapping[str, Colour]:
    """The colours of the same page where somebody asks for a dark one."""
    return {**_colours(style, paper=_NIGHT, panel=_NIGHT_PANEL, ink=_MOON), "rule": _NIGHT_RULE}


def _colours(style: Style, *, paper: Colour, panel: Colour, ink: Colour) -> Mapping[str, Colour]:
    heading, accent = style.heading["2"].text.colour, style.inline.link
    grounds = (paper, panel)
    box = readable(style.call_box.band, (_WHITE,), _READ)
    return {
        "paper": paper,
        "panel": panel,
        "ink": readable(ink, grounds, _READ),
        "deep": readable(heading, grounds, _READ),
        "accent": readable(accent, grounds, _READ),
        "muted": readable(style.first_page.code_line.colour, grounds, _READ),
        "rule": style.tokens.get("rule", style.table.rule.colour),
        "line": readable(style.write_in.line.colour, grounds, _SEEN),
        "band": box,
        "danger": readable(box, grounds, _READ),
        "figure": readable(style.icon_array.dark, grounds, _SEEN),
        "outline": readable(style.icon_array.outline.colour, grounds, _SEEN),
    }


def readable(colour: Colour, grounds: tuple[Colour, ...], needed: float) -> Colour:
    """`colour`, or the nearest to it on the way to black or white that stands out from all of `grounds` by `needed`."""
    if all(contrast(colour, ground) >= needed for ground in grounds):
        return colour
    for step in range(1, _STEPS + 1):
        for end in (_BLACK, _WHITE):
            moved = _between(colour, end, step / _STEPS)
            if all(contrast(moved, ground) >= needed for ground in grounds):
                return moved
    return max((_BLACK, _WHITE), key=lambda end: min(contrast(end, ground) for ground in grounds))


def _between(colour: Colour, end: Colour, part: float) -> Colour:
    # In whole steps of a byte, as pages write colours, so that what was measured is what is shown.
    mixed = (
        round(255 * (one + (other - one) * part)) / 255
        for one, other in zip((colour.red, colour.green, colour.blue), (end.red, end.green, end.blue))
    )
    return Colour(*mixed)
