"""Items of the display list, as flowables place them: rules and boxes, lines of text with their links, and whatever is
repeated as an artifact. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from wardleaf.display import (
    LAYOUT,
    Anchor,
    Artifact,
    GlyphRun,
    LinkArea,
    Owner,
    PageItem,
    Path,
    Picture,
    Rectangle,
    TextLook,
    Values,
)
from wardleaf.reading.tree import LinkSlot
from wardleaf.typeset.lines import Line
from wardleaf.units import Colour
from wardleaf.values import replace

_TOO_WIDE = 0.05  # points: a line that is as wide as its column may be so much wider by rounding


def box(
    shape: Rectangle,
    *,
    fill: Colour | None = None,
    stroke: Colour | None = None,
    thickness: float = 0.0,
    owner: Owner = LAYOUT,
) -> tuple[PageItem, ...]:
    """A rectangle with its fill, and its line unless that is 0 points thick; nothing when it has neither."""
    drawn = stroke if thickness else None
    return (Path(shape, fill, drawn, thickness, owner),) if fill is not None or drawn is not None else ()


def rule(
    x0: float, top: float, x1: float, *, thickness: float, colour: Colour, owner: Owner = LAYOUT
) -> tuple[PageItem, ...]:
    """A horizontal line whose upper edge is at `top`; nothing when it is 0 points thick."""
    return (Path(Rectangle(x0, top, x1 - x0, thickness), colour, None, 0.0, owner),) if thickness else ()


def upright(x: float, top: float, bottom: float, *, thickness: float, colour: Colour) -> tuple[PageItem, ...]:
    """A vertical line whose start edge is at `x`; nothing when it is 0 points thick."""
    return (Path(Rectangle(x, top, thickness, bottom - top), colour, None, 0.0, LAYOUT),) if thickness else ()


def place_lines(
    lines: Sequence[Line],
    starts: Sequence[float],
    baselines: Sequence[float],
    *,
    measure: float,
    owner: Owner | None = None,
    values: Values | None = None,
) -> list[PageItem]:
    """`lines`, each with its start and its baseline, in a column `measure` points wide; what is underlined, and where
    links may be followed from.

    Fragments without a slot need an `owner`; `values` are those of a personal copy.
    """
    items: list[PageItem] = []
    links: dict[tuple[LinkSlot, int], list[float]] = {}
    underlines: list[tuple[float, float, float, TextLook]] = []
    begins = True
    for number, line in enumerate(lines):
        at, baseline = starts[number], baselines[number]
        wide, cut = line.width > measure + _TOO_WIDE, line.cut
        for fragment in line.fragments:
            look, advance = fragment.look, fragment.width
            items.append(GlyphRun(fragment.text, look, at, baseline, advance, begins, owner, 0.0, values, wide, cut))
            begins = wide = False
            cut = ""
            if look.underline or look.link is not None:
                end = at + advance
                if fragment.text.endswith(" "):
                    end -= look.face.widths.get(" ", 0.0) * look.size / 1000
                if look.underline:
                    underlines.append((at, end, baseline, look))
                if look.link is not None:
                    links.setdefault((look.link, number), [at, end, baseline, look.size])[1] = end
            at += advance
    for left, right, baseline, look in underlines:
        items += rule(
            left,
            baseline + look.size * 0.12,
            right,
            thickness=look.underline,
            colour=look.colour,
            owner=owner or LAYOUT,
        )
    for (link, _), (left, right, baseline, size) in links.items():
        items.append(LinkArea(link, left, baseline - size * 0.95, right, baseline + size * 0.3))
    return items


def as_artifact(items: Iterable[PageItem], kind: str = "Layout", subtype: str = "") -> Iterator[PageItem]:
    """`items` as one artifact, which leads nowhere; what is part of an artifact already becomes part of this one."""
    owner = Artifact(kind, subtype)
    for item in items:
        if isinstance(item, GlyphRun | Path | Picture):
            yield replace(item, owner=owner)
        elif isinstance(item, Anchor):
            yield item
