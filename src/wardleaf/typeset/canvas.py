"""Ink: what is drawn becomes items of the display list, each with its slot or as an artifact. Knows no file format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wardleaf.display import (
    LAYOUT,
    Anchor,
    Artifact,
    Content,
    GlyphRun,
    LinkArea,
    Owner,
    Page,
    PageItem,
    Path,
    Picture,
    Rectangle,
    Shape,
    TextLook,
    VectorPicture,
)
from wardleaf.findings import Finding, Span
from wardleaf.packed_pictures import PackedPicture
from wardleaf.tagging.tree import LinkSlot, Slot
from wardleaf.typeset.lines import Line
from wardleaf.units import Colour

if TYPE_CHECKING:
    from wardleaf.typeset.flowables import Flowable


@dataclass(frozen=True, slots=True)
class FieldLines:
    """Lines that a personal copy has otherwise: what placed them, on which page (an index), at (`x`, `top`), `width` points wide, and from and up to which of its items."""

    text: Flowable
    page: int
    x: float
    top: float
    width: float
    start: int
    end: int


class Ink:
    """The drawing surface of one document. `page_numbers` gives the page of every anchor, known since layout."""

    def __init__(self, *, page_numbers: Mapping[str, int]) -> None:
        self.page_numbers = page_numbers
        self.pages: list[Page] = []
        self.findings: list[Finding] = []
        self.cut_words: list[tuple[str, Span | None]] = []  # words that are wider than their line, and where they were written
        self.too_wide: list[tuple[str, Span | None]] = []  # lines that are wider than their column, and where they were written
        self.field_lines: list[FieldLines] = []
        self._items: list[PageItem] = []
        self._owner: Owner | None = None

    def end_page(self, width: float, height: float) -> None:
        """Finish a page of `width` by `height` points: what was drawn since the last."""
        self.pages.append(Page((width, height), tuple(self._items)))
        self._items.clear()

    def take_items(self) -> tuple[PageItem, ...]:
        """What was drawn since the last page was finished or this was last asked; it is on no page."""
        taken = tuple(self._items)
        self._items.clear()
        return taken

    def put(self, items: Iterable[PageItem]) -> None:
        """Put `items` on the page, as they are."""
        self._items.extend(items)

    # --- owners ---

    @contextmanager
    def artifact(self, kind: str = "Layout", subtype: str = "") -> Iterator[None]:
        """What is drawn inside is no content; inside another mark, it goes along with that."""
        if self._owner is not None:
            yield
            return
        self._owner = Artifact(kind, subtype)
        yield
        self._owner = None

    @contextmanager
    def content(self, slot: Slot, role: str = "Span") -> Iterator[None]:
        """What is drawn inside is the content of `slot`."""
        if self._owner is not None:
            raise AssertionError("marks never nest")
        self._owner = Content(slot, role)
        yield
        self._owner = None

    @contextmanager
    def field(self, text: Flowable, x: float, top: float, width: float) -> Iterator[None]:
        """What is drawn inside by `text` depends on the values of a personal copy."""
        start = len(self._items)
        yield
        self.field_lines.append(FieldLines(text, len(self.pages), x, top, width, start, len(self._items)))

    # --- shapes ---

    def path(self, shape: Shape, *, fill: Colour | None = None, stroke: Colour | None = None, thickness: float = 0.0) -> None:
        """A shape; with neither fill nor line it holds a place alone."""
        self._items.append(Path(shape, fill, stroke, thickness, self._owner or LAYOUT))

    def box(
        self,
        x: float,
        top: float,
        width: float,
        height: float,
        *,
        fill: Colour | None = None,
        stroke: Colour | None = None,
        thickness: float = 0.0,
        radius: float = 0.0,
        corners: tuple[bool, bool] = (True, True),
    ) -> None:
        """A rectangle; `corners` says whether the upper and the lower pair are rounded by `radius`."""
        drawn = stroke if thickness else None
        if fill is not None or drawn is not None:
            self.path(Rectangle(x, top, width, height, radius, corners), fill=fill, stroke=drawn, thickness=thickness)

    def rule(self, x0: float, top: float, x1: float, *, thickness: float, colour: Colour) -> None:
        """A horizontal line whose upper edge is at `top`."""
        if thickness:
            self.box(x0, top, x1 - x0, thickness, fill=colour)

    def upright(self, x: float, top: float, bottom: float, *, thickness: float, colour: Colour) -> None:
        """A vertical line whose start edge is at `x`."""
        if thickness:
            self.box(x, top, thickness, bottom - top, fill=colour)

    def picture(self, picture: PackedPicture | VectorPicture, x: float, top: float, width: float, height: float) -> None:
        """A picture."""
        self._items.append(Picture(picture, x, top, width, height, self._owner or LAYOUT))

    # --- text ---

    def text(self, lines: Sequence[Line], x: float, baselines: Sequence[float], *, offsets: Sequence[float] | None = None) -> None:
        """Set `lines`, each with its baseline (from the top of the page); `offsets` move single lines from `x`.

        Fragments with a slot are marked as its content; those without must be drawn inside `artifact`.
        """
        items, owner = self._items, self._owner
        linked = not isinstance(owner, Artifact)
        links: dict[tuple[LinkSlot, int], list[float]] = {}
        underlines: list[tuple[float, float, float, TextLook]] = []
        begins = True
        for number, line in enumerate(lines):
            at = x + (offsets[number] if offsets else 0.0)
            baseline = baselines[number]
            for fragment in line.fragments:
                look, advance = fragment.look, fragment.width
                items.append(GlyphRun(fragment.text, look, at, baseline, advance, begins, owner))
                begins = False
                if look.underline or look.link is not None:
                    end = at + advance
                    if fragment.text.endswith(" "):
                        end -= look.face.widths.get(" ", 0.0) * look.size / 1000
                    if look.underline:
                        underlines.append((at, end, baseline, look))
                    if look.link is not None and linked:
                        links.setdefault((look.link, number), [at, end, baseline, look.size])[1] = end
                at += advance
        for left, right, baseline, look in underlines:
            self.rule(left, baseline + look.size * 0.12, right, thickness=look.underline, colour=look.colour)
        for (link, _), (left, right, baseline, size) in links.items():
            items.append(LinkArea(link, left, baseline - size * 0.95, right, baseline + size * 0.3))

    def anchor(self, name: str, x: float, top: float) -> None:
        """Let links to `name` lead here."""
        self._items.append(Anchor(name, x, top))
