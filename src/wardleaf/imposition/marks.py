"""Marks for whoever cuts, folds and staples: pure lines, never on a page.

A crop mark stands off the corner of what is cut out. A fold or cut mark lies on the line itself: outside the pages
where paper is left there, else as a short tick where the line meets the edge of the sheet, between two pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wardleaf.imposition.options import ImpositionOptions
from wardleaf.imposition.sheets import Box, Line, Mark, MarkKind
from wardleaf.imposition.strip import Strip
from wardleaf.units import Length

UNPRINTABLE = Length.of_mm(6.35)  # a quarter of an inch: what office printers leave blank at the edge of a sheet

_OFF = Length.of_mm(2).pt
_LONG = Length.of_mm(4).pt
_SHORTEST = Length.of_mm(1).pt
_TICK = UNPRINTABLE.pt + Length.of_mm(3).pt
_STAPLE = Length.of_mm(12).pt


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around `boxes`."""
    edges = [box.edges for box in boxes]
    return Box.between(
        min(e[0] for e in edges), min(e[1] for e in edges), max(e[2] for e in edges), max(e[3] for e in edges)
    )


def plan_marks(
    options: ImpositionOptions,
    strip: Strip,
    *,
    trims: Sequence[Box],
    blocks: Sequence[Box],
    folds: Sequence[Line] = (),
    cuts: Sequence[Line] = (),
    staples: Sequence[Line] = (),
) -> tuple[Mark, ...]:
    """The marks of one side: crop marks around `blocks`, marks at the ends of folds and cuts, and lines where staples
    go.
    """
    marks: list[Mark] = []
    if "crop" in options.marks:
        marks += [
            Mark(kind="crop", line=line)
            for block in blocks
            for line in _crop_lines(block)
            if _is_clear(line, trims, strip)
        ]
        marks += _ends("cut", cuts, trims, strip)
    if "fold" in options.marks:
        marks += _ends("fold", folds, trims, strip)
    if "staple" in options.marks:
        marks += [Mark(kind="staple", line=staple) for staple in staples]
    return tuple(dict.fromkeys(marks))


def staple_lines(strip: Strip, fold: float, v0: float, v1: float) -> tuple[Line, ...]:
    """Two staples on the fold at `fold`, a quarter of the way from either end of the pages, which reach from `v0` to
    `v1` across.
    """
    middles = (v0 + (v1 - v0) / 4, v1 - (v1 - v0) / 4)
    return tuple(strip.line(fold, middle - _STAPLE / 2, fold, middle + _STAPLE / 2) for middle in middles)


def _crop_lines(block: Box) -> Iterable[Line]:
    x0, top, x1, bottom = block.edges
    for x, outwards in ((x0, -1), (x1, 1)):
        for y in (top, bottom):
            yield Line.through(x + outwards * _OFF, y, x + outwards * (_OFF + _LONG), y)
    for y, outwards in ((top, -1), (bottom, 1)):
        for x in (x0, x1):
            yield Line.through(x, y + outwards * _OFF, x, y + outwards * (_OFF + _LONG))


def _is_clear(line: Line, trims: Sequence[Box], strip: Strip) -> bool:
    x0, top0, x1, top1 = line.ends
    left, right, upper, lower = min(x0, x1), max(x0, x1), min(top0, top1), max(top0, top1)
    if left < 0 or upper < 0 or right > strip.width or lower > strip.height:
        return False
    return not any(
        left <= e[2] and right >= e[0] and upper <= e[3] and lower >= e[1] for e in (trim.edges for trim in trims)
    )


def _ends(kind: MarkKind, lines: Sequence[Line], trims: Sequence[Box], strip: Strip) -> list[Mark]:
    block = union(trims)
    found: list[Mark] = []
    for line in lines:
        for x, top, away_x, away_y in _line_ends(line, block):
            room = _room_outside(x, top, away_x, away_y, strip)
            if room >= _OFF + _SHORTEST:
                start, end = _OFF, min(room, _OFF + _LONG)
            else:
                start, end = room, room - _TICK  # back over the line, from the edge of the sheet inwards
            found.append(
                Mark(
                    kind=kind,
                    line=Line.through(x + away_x * start, top + away_y * start, x + away_x * end, top + away_y * end),
                )
            )
    return found


def _line_ends(line: Line, block: Box) -> Iterable[tuple[float, float, int, int]]:
    """Both ends of a line that runs right across, drawn in to the pages' edge, each with the direction outwards."""
    x0, top0, x1, top1 = line.ends
    left, upper, right, lower = block.edges
    if x0 == x1:
        return ((x0, max(min(top0, top1), upper), 0, -1), (x0, min(max(top0, top1), lower), 0, 1))
    return ((max(min(x0, x1), left), top0, -1, 0), (min(max(x0, x1), right), top0, 1, 0))


def _room_outside(x: float, top: float, away_x: int, away_y: int, strip: Strip) -> float:
    if away_x:
        return x if away_x < 0 else strip.width - x
    return top if away_y < 0 else strip.height - top
