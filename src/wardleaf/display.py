"""The display list: pages as values, which say what is seen where and what each thing is for. No file format is known
here, and none is asked.

Positions are points from the top left of a page, y down. Whatever paints has an owner: a slot of the tag tree, or that
it is an artifact. Writers (`pdf/`) give marks, names and numbers; page facts are a pure function of the items.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from msgspec import Struct

from wardleaf.packed_pictures import PackedPicture
from wardleaf.page_facts import PageFact, PageFacts, PictureFact, TextFact
from wardleaf.reading.tree import LinkSlot, Slot
from wardleaf.text.faces import Face
from wardleaf.units import Colour
from wardleaf.values import replace

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in points."""

_ABOVE, _BELOW = 1.0, 0.25  # how far letters reach from their baseline, in type sizes


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """What fills `slot`; neighbouring items that have one and the same are one piece of it. `role` is that of the
    element.
    """

    slot: Slot
    role: str


@dataclass(frozen=True, slots=True, eq=False)
class Artifact:
    """What is no content, such as a running header; neighbouring items that have one and the same are one artifact (ISO
    32000-1, 14.8.2.2).
    """

    kind: str = "Layout"
    subtype: str = ""


Owner = Content | Artifact

LAYOUT = Artifact()
"""The owner of rules, fills and signs that stand for themselves: each is an artifact of its own."""


class TextLook(Struct, frozen=True):
    """How a stretch of text is drawn: face, size and rise in points, colour, and which slot of the tag tree it fills.

    With an `outline` (points) its letters show as lines, through which what lies below can be read. `value` tells text
    of a personal copy from text that all copies have.
    """

    face: Face
    size: float
    colour: Colour
    slot: Slot | None
    role: str = "P"
    rise: float = 0.0
    link: LinkSlot | None = None
    underline: float = 0.0
    outline: float = 0.0
    value: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """What lines with values of a personal copy were placed by, at (`x`, `top`), `width` points wide: for another copy
    they are placed anew.
    """

    text: object
    x: float
    top: float
    width: float


class GlyphRun(Struct, frozen=True):
    """Text in one look on one line: where its baseline starts, its `advance` along it, and whether a paragraph, a label
    or another text begins with it.

    Without an `owner` it fills the slot of its look. A turned one has its `angle`, clockwise in degrees. One that
    begins a line knows whether that is too `wide` for its column, and the word that it ends inside (`cut`). `values`
    are those of a personal copy.
    """

    text: str
    look: TextLook
    x: float
    baseline: float
    advance: float
    begins: bool = False
    owner: Owner | None = None
    angle: float = 0.0
    values: Values | None = None
    wide: bool = False
    cut: str = ""


class Rectangle(Struct, frozen=True):
    """A rectangle; `corners` says whether the upper and the lower pair are rounded by `radius`."""

    x: float
    top: float
    width: float
    height: float
    radius: float = 0.0
    corners: tuple[bool, bool] = (True, True)


class Outline(Struct, frozen=True):
    """A shape in a square of `scale` points whose upper left corner is (x, top).

    `steps` are moves, lines, curves, rectangles and closings, written as in PostScript (`0 0 m 1 0 l h`), in units of
    the square, y down.
    """

    steps: str
    x: float
    top: float
    scale: float
    even_odd: bool = False


class Segment(Struct, frozen=True):
    """A straight line; `dash` gives the lengths of its strokes and gaps in points, none for a whole line."""

    x0: float
    top0: float
    x1: float
    top1: float
    dash: tuple[int, ...] = ()


Shape = Rectangle | Outline | Segment


class Path(Struct, frozen=True):
    """A shape with its fill and its line; with neither, nothing is seen there: it holds the place of its slot."""

    shape: Shape
    fill: Colour | None
    stroke: Colour | None
    thickness: float
    owner: Owner


@dataclass(frozen=True, slots=True)
class VectorPicture:
    """A picture made of shapes: an SVG file, which a reader let through and the writer can draw."""

    svg: bytes = field(repr=False)


class Picture(Struct, frozen=True):
    """A picture in its rectangle."""

    picture: PackedPicture | VectorPicture
    x: float
    top: float
    width: float
    height: float
    owner: Owner


class LinkArea(Struct, frozen=True):
    """Where a link may be followed from."""

    slot: LinkSlot
    x0: float
    top: float
    x1: float
    bottom: float


class Anchor(Struct, frozen=True):
    """A place that links lead to, by its name."""

    name: str
    x: float
    top: float


PageItem = GlyphRun | Path | Picture | LinkArea | Anchor


class Page(Struct, frozen=True):
    """A page: its width and height in points, and what stands on it, in the order in which it is painted."""

    size: tuple[float, float]
    items: tuple[PageItem, ...]


def shifted(items: Iterable[PageItem], across: float, down: float) -> Iterator[PageItem]:
    """`items`, each further to the right and further down by so many points."""
    for item in items:
        match item:
            case GlyphRun():
                yield replace(item, x=item.x + across, baseline=item.baseline + down)
            case Path():
                yield replace(item, shape=_shifted_shape(item.shape, across, down))
            case LinkArea():
                yield replace(
                    item, x0=item.x0 + across, x1=item.x1 + across, top=item.top + down, bottom=item.bottom + down
                )
            case Picture() | Anchor():
                yield replace(item, x=item.x + across, top=item.top + down)
            case _:
                assert_never(item)


def _shifted_shape(shape: Shape, across: float, down: float) -> Shape:
    match shape:
        case Rectangle() | Outline():
            return replace(shape, x=shape.x + across, top=shape.top + down)
        case Segment():
            return replace(
                shape, x0=shape.x0 + across, x1=shape.x1 + across, top0=shape.top0 + down, top1=shape.top1 + down
            )
        case _:
            assert_never(shape)


def box_of(item: PageItem) -> Box | None:
    """The box of what `item` paints; None when it paints nothing."""
    match item:
        case GlyphRun():
            return _text_box(item)
        case Path():
            return _shape_box(item.shape) if item.fill is not None or item.stroke is not None else None
        case Picture():
            return item.x, item.top, item.x + item.width, item.top + item.height
        case LinkArea() | Anchor():
            return None
        case _:
            assert_never(item)


def place_of(item: Path | Picture) -> Box:
    """The box that `item` takes up, painted or not."""
    return (
        _shape_box(item.shape)
        if isinstance(item, Path)
        else (item.x, item.top, item.x + item.width, item.top + item.height)
    )


def _shape_box(shape: Shape) -> Box:
    match shape:
        case Rectangle():
            return shape.x, shape.top, shape.x + shape.width, shape.top + shape.height
        case Outline():
            return shape.x, shape.top, shape.x + shape.scale, shape.top + shape.scale
        case Segment():
            across, down = sorted((shape.x0, shape.x1)), sorted((shape.top0, shape.top1))
            return across[0], down[0], across[1], down[1]
        case _:
            assert_never(shape)


def _text_box(run: GlyphRun) -> Box:
    size = run.look.size
    if run.angle:
        return _text_fact(run).box(_ABOVE, _BELOW)
    return run.x, run.baseline - size * _ABOVE, _end(run), run.baseline + size * _BELOW


def _end(run: GlyphRun) -> float:
    """Where an upright `run` ends, without the space at its end."""
    end = run.x + run.advance
    if run.text.endswith(" "):
        end -= (
            run.look.face.widths.get(" ", 0.0) * run.look.size / 1000
        )  # the face of signs has none, and no text in it ends with one
    return end


def ink_of(items: Iterable[PageItem]) -> Box | None:
    """The box around all that `items` paint; None when that is nothing."""
    return around(box for item in items if (box := box_of(item)) is not None)


def around(boxes: Iterable[Box]) -> Box | None:
    """The smallest box around `boxes`; None when there are none."""
    left = top = math.inf
    right = bottom = -math.inf
    for x0, y0, x1, y1 in boxes:
        # Asked of every item of a page: four comparisons, and nothing made.
        if x0 < left:
            left = x0
        if y0 < top:
            top = y0
        if x1 > right:
            right = x1
        if y1 > bottom:
            bottom = y1
    return (left, top, right, bottom) if left <= right else None


def facts_of(pages: Iterable[Page], *, values: bool = True) -> PageFacts:
    """What stands where on `pages`; without the texts, but not the ink, of lines with values of a personal copy when
    `values` is false.
    """
    return PageFacts(pages=tuple(_page_fact(page, values=values) for page in pages))


def _page_fact(page: Page, *, values: bool) -> PageFact:
    items = page.items
    texts = [item for item in items if isinstance(item, GlyphRun) and (values or item.values is None)]
    return PageFact(
        width=page.size[0],
        height=page.size[1],
        texts=tuple([_text_fact(run) for run in texts]),
        pictures=tuple(
            [
                _picture_fact(item, item.picture)
                for item in items
                if isinstance(item, Picture) and isinstance(item.picture, PackedPicture)
            ]
        ),
        ink=ink_of(items),
    )


def _text_fact(run: GlyphRun) -> TextFact:
    look = run.look
    artifact = isinstance(run.owner, Artifact)
    end = _end(run)
    if not run.angle:
        return TextFact(
            text=run.text,
            x0=run.x,
            x1=end,
            baseline=run.baseline,
            size=look.size,
            font=look.face.ps_name,
            artifact=artifact,
        )
    length = end - run.x
    far = run.x + length * math.cos(math.radians(run.angle))
    return TextFact(
        text=run.text,
        x0=min(run.x, far),
        x1=max(run.x, far),
        baseline=run.baseline,
        size=look.size,
        font=look.face.ps_name,
        artifact=artifact,
        angle=run.angle,
        length=length,
    )


def _picture_fact(item: Picture, picture: PackedPicture) -> PictureFact:
    dots = picture.across / item.width * 72 if item.width else 0.0
    return PictureFact(
        x0=item.x, top=item.top, x1=item.x + item.width, bottom=item.top + item.height, dots_per_inch=dots
    )


class FieldLines(Struct, frozen=True):
    """Lines with values of a personal copy: on which page (an index), and from and up to which of its items."""

    values: Values
    page: int
    start: int
    end: int


def field_lines(pages: Sequence[Page]) -> tuple[FieldLines, ...]:
    """The lines with values on `pages`, in order."""
    found: list[FieldLines] = []
    for number, page in enumerate(pages):
        for place, item in enumerate(page.items):
            values = item.values if isinstance(item, GlyphRun) else None
            if values is None:
                continue
            if found and found[-1].values is values and found[-1].page == number:
                found[-1] = replace(found[-1], end=place + 1)
            else:
                found.append(FieldLines(values, number, place, place + 1))
    return tuple(found)


def line_of(items: Sequence[PageItem]) -> str:
    """The words of the line that `items` begin with, with plain spaces."""
    words: list[str] = []
    at: float | None = None
    for item in items:
        if not isinstance(item, GlyphRun) or (words and (item.begins or item.x != at)):
            break
        words.append(item.text)
        at = item.x + item.advance
    return "".join(words).replace("\u00a0", " ").strip()


def unowned(page: Page) -> GlyphRun | None:
    """The first of what stands on `page` for no slot and is no artifact either."""
    return next(
        (item for item in page.items if isinstance(item, GlyphRun) and item.owner is None and item.look.slot is None),
        None,
    )
