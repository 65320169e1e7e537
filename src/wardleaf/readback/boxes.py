"""What shows of a page: the boxes that it names, what of them is seen and what is left once it is cut, how large its
unit is and how it is turned (ISO 32000-1, 14.11.2).
"""

from __future__ import annotations

from msgspec import Struct
from pypdf.generic import DictionaryObject

from wardleaf.readback.geometry import Box, Sheet, shared, sheet_of
from wardleaf.readback.objects import inherited, number, numbers, raw_entry, resolved

_LETTER: Box = (0.0, 0.0, 612.0, 792.0)  # what viewers take for a page that names no size
_LARGEST_SIDE = 14_400.0 * 10
_NOTHING_CUT = 1.0  # points: a box of trim this near to the page's edge says nothing new
_WIDEST_SLUG = 120.0  # points: printers' marks stand 3 to 15 mm off the trim, a slug with words up to 40 mm


class PageBox(Struct, frozen=True):
    """A page's box in its own space: `shown` is what a viewer shows of it, `trim` what is left once it is cut, `bleed`
    how far its ink may reach over that.

    All three are one and the same for a page without printer's marks. `unit` is how many points a unit is; `rotation`
    (0, 90, 180, 270) how the page is turned clockwise.
    """

    shown: Box
    trim: Box
    bleed: Box
    unit: float
    rotation: int

    @property
    def has_marks(self) -> bool:
        """Whether something is cut away: printer's marks, bleed or a slug."""
        return self.trim != self.shown

    def sheet(self, *, trimmed: bool = False) -> Sheet:
        """The page as displayed, or as it is cut."""
        return sheet_of(self.trim if trimmed else self.shown, self.rotation, self.unit)


PLAIN_PAGE = PageBox(_LETTER, _LETTER, _LETTER, 1.0, 0)


def page_box(page: DictionaryObject) -> PageBox | None:
    """The box of `page`; `None` when it has no size that paper can have."""
    media = _LETTER
    if resolved(inherited(page, "/MediaBox")) is not None:
        named = _box(inherited(page, "/MediaBox"))
        if named is None:
            return None
        media = named
    shown = _within(_box(inherited(page, "/CropBox")), media) or media
    unit = number(raw_entry(page, "/UserUnit")) or 1.0
    unit = unit if unit > 0 else 1.0
    if not all(1.0 <= side * unit <= _LARGEST_SIDE for side in (shown[2] - shown[0], shown[3] - shown[1])):
        return None
    turned = number(inherited(page, "/Rotate")) or 0.0
    rotation = int(turned) % 360
    trim = _trim(_box(raw_entry(page, "/TrimBox")), shown, unit) or shown
    bleed = trim
    if trim != shown:
        reach = _within(_box(raw_entry(page, "/BleedBox")), shown)
        bleed = (
            (min(reach[0], trim[0]), min(reach[1], trim[1]), max(reach[2], trim[2]), max(reach[3], trim[3]))
            if reach
            else trim
        )
    return PageBox(shown, trim, bleed, unit, rotation - rotation % 90)


def _box(value: object) -> Box | None:
    held = numbers(value, 4)
    if held is None:
        return None
    one, two, three, four = held
    return min(one, three), min(two, four), max(one, three), max(two, four)


def _within(box: Box | None, outer: Box) -> Box | None:
    """What of `box` lies in `outer`; `None` when that has no area."""
    held = shared(box, outer) if box is not None else None
    return held if held is not None and held[0] < held[2] and held[1] < held[3] else None


def _trim(box: Box | None, shown: Box, unit: float) -> Box | None:
    """The box of trim where it cuts printer's marks away: inside what is shown, by no more than marks and a slug take."""
    held = _within(box, shown)
    if held is None:
        return None
    margins = [abs(inner - outer) * unit for inner, outer in zip(held, shown)]
    smaller = max(margins) >= _NOTHING_CUT and max(margins) <= _WIDEST_SLUG
    return held if smaller and min(held[2] - held[0], held[3] - held[1]) * unit >= _WIDEST_SLUG else None
