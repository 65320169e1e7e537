"""Which way round the sheet lies, at what scale each page stands, and where blank pages go.

Pages keep their size unless `fit` is asked for; a page that does not fit is a finding that says what would hold it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from wardleaf.findings import Finding, Rejected
from wardleaf.imposition import faults
from wardleaf.imposition.options import SHEET_NAMES, ImpositionOptions
from wardleaf.imposition.sheets import PageSize
from wardleaf.imposition.strip import Strip
from wardleaf.units import PAPER_SIZES, Length, PaperSize

Room = Callable[[Strip], tuple[float, float]]  # what a page may take of a strip: along and across, in points

_TOLERANCE = (
    1.0  # points: standard sizes are rounded to whole millimetres, so two A5 are 0.02 pt higher than A4 is wide
)
_SAME_SIZE = 0.002  # a scale this near to 1 is 1
_TYPE = 12.0
_PANELS = {"letter-fold": 6, "z-fold": 6, "one-sheet": 8}


class Fitted(Struct, frozen=True):
    """The sheet as it lies, and for every page its scale and its size on paper."""

    strip: Strip
    scales: tuple[float, ...]
    sizes: tuple[PageSize, ...]

    @property
    def along(self) -> float:
        """The most that a page takes along the strip, in points."""
        return max(self.strip.along(size) for size in self.sizes)

    @property
    def across(self) -> float:
        """The most that a page takes across the strip, in points."""
        return max(self.strip.across(size) for size in self.sizes)


def fit_pages(sizes: Sequence[PageSize], options: ImpositionOptions, room: Room) -> Fitted:
    """The way of laying the sheet that leaves pages the most room, with every page's scale; raises `Rejected` when
    pages do not fit.
    """
    strips = _strips(options, options.sheet)
    strip = max(
        strips, key=lambda tried: _tightest(sizes, tried, room(tried))
    )  # the first, which lies crosswise, where both are equal
    along, across = room(strip)
    if along <= 0 or across <= 0:
        raise Rejected([faults.NO_ROOM.at(None, f"the margins leave no room for a page on {_named(options.sheet)}")])
    if options.scaling == "none":
        small = [number for number, size in enumerate(sizes, start=1) if not _fits(size, strip, (along, across))]
        if small:
            raise Rejected([_does_not_fit(sizes, small, options, strip, room)])
        return Fitted(strip, (1.0,) * len(sizes), tuple(sizes))
    scales = tuple(min(_exact(_tightest([size], strip, (along, across))), 1.0) for size in sizes)
    printed = tuple(
        PageSize(width=Length(size.width.pt * scale), height=Length(size.height.pt * scale))
        for size, scale in zip(sizes, scales)
    )
    return Fitted(strip, scales, printed)


def arrange_pages(count: int, multiple: int, keep_last: int) -> tuple[int | None, ...]:
    """Pages 0 to `count` - 1 in reading order, with blanks (`None`) up to a multiple of `multiple` put before the last
    `keep_last` pages.

    The first page always stays first.
    """
    kept = max(0, min(keep_last, count - 1))
    blanks = (None,) * (-count % multiple)
    return (*range(count - kept), *blanks, *range(count - kept, count))


def _strips(options: ImpositionOptions, sheet: PaperSize) -> tuple[Strip, Strip]:
    short, long = sorted((sheet.width.pt, sheet.height.pt))
    wide, high = Strip(options.binding, long, short), Strip(options.binding, short, long)
    return (high, wide) if options.binding == "top" else (wide, high)


def _tightest(sizes: Sequence[PageSize], strip: Strip, room: tuple[float, float]) -> float:
    return min(min(room[0] / strip.along(size), room[1] / strip.across(size)) for size in sizes)


def _fits(size: PageSize, strip: Strip, room: tuple[float, float]) -> bool:
    return strip.along(size) <= room[0] + _TOLERANCE and strip.across(size) <= room[1] + _TOLERANCE


def _exact(scale: float) -> float:
    return 1.0 if abs(scale - 1.0) < _SAME_SIZE else scale


def _does_not_fit(
    sizes: Sequence[PageSize], numbers: Sequence[int], options: ImpositionOptions, strip: Strip, room: Room
) -> Finding:
    along, across = room(strip)
    place = (across, along) if options.binding == "top" else (along, across)
    first = numbers[0]
    size = sizes[first - 1]
    others = f" (and {len(numbers) - 1} more)" if len(numbers) > 1 else ""
    message = f"page {first}{others} is {_millimetres(size.width.pt, size.height.pt)}, and its place on {_named(options.sheet)} is only {_millimetres(*place)}"
    larger = [name for name in SHEET_NAMES if _holds(sizes, options, PAPER_SIZES[name], room)]
    hint = f"choose a larger sheet: {' or '.join(larger)}" if larger else "choose a larger sheet"
    if options.scheme in _PANELS:
        hint = _panel_hint(sizes, options, place, larger)
    scale = _tightest(sizes, strip, room(strip))
    note = f"with `--scaling fit` the pages would be printed at {scale:.0%}, so that {_TYPE:g} pt type is {_TYPE * scale:.1f} pt"
    return faults.DOES_NOT_FIT.at(None, message, hint=hint, notes=[note])


def _panel_hint(
    sizes: Sequence[PageSize], options: ImpositionOptions, panel: tuple[float, float], larger: Sequence[str]
) -> str:
    """What to do with pages that are larger than a leaflet's panel: make them for it, or fold them as a booklet where
    half a sheet holds them.
    """
    ways = [
        f"a {options.scheme.replace('-', ' ')} has {_PANELS[options.scheme]} panels a sheet: set the pages anew at {_millimetres(*panel)}"
    ]
    if larger:
        ways.append(f"choose a larger sheet: {' or '.join(larger)}")
    half = _tightest(
        sizes,
        Strip("left", *sorted((options.sheet.width.pt, options.sheet.height.pt), reverse=True)),
        _half(options.sheet),
    )
    if half >= 1 - _SAME_SIZE:
        ways.append("fold pages of this size as a booklet: `--scheme saddle-stitch`")
    return "; or ".join(ways)


def _half(sheet: PaperSize) -> tuple[float, float]:
    short, long = sorted((sheet.width.pt, sheet.height.pt))
    return long / 2, short


def _holds(sizes: Sequence[PageSize], options: ImpositionOptions, sheet: PaperSize, room: Room) -> bool:
    return any(all(_fits(size, strip, room(strip)) for size in sizes) for strip in _strips(options, sheet))


def _named(sheet: PaperSize) -> str:
    return f"{sheet.name} paper"


def _millimetres(width: float, height: float) -> str:
    return f"{round(Length(width).mm, 1):g} × {round(Length(height).mm, 1):g} mm"
