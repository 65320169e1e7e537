"""Items of the display list as the operators of a content stream (ISO 32000-1, 8 and 9), each inside a mark or an
artifact.

MCIDs are given here, in the order of painting. A stretch of items that is written by itself has the operators that it
has within its page, so that a personal copy writes its own lines anew beside those that stand.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol, assert_never

from wardleaf.display import (
    LAYOUT,
    Anchor,
    Artifact,
    Content,
    GlyphRun,
    LinkArea,
    Outline,
    Owner,
    PageItem,
    Path,
    Picture,
    Rectangle,
    Segment,
)
from wardleaf.reading.tree import Slot
from wardleaf.text.faces import Face
from wardleaf.units import Colour

_CIRCLE = 0.5523  # length of a Bézier handle that makes a quarter circle
_TURNED: Mapping[float, str] = {
    0.0: "1 0 0 1",
    90.0: "0 -1 1 0",
    180.0: "-1 0 0 -1",
    270.0: "0 1 -1 0",
}  # clockwise, y up


class _Surroundings(Protocol):
    """The file that a page is written into."""

    def show_picture(self, picture: Picture, height: float) -> Sequence[str]:
        """The operators that show `picture` on the current page, which is `height` points tall."""

    def add_link(self, area: LinkArea) -> None:
        """Let the current page have a link."""


@dataclass(slots=True)
class Stretch:
    """Items as written: operators, the slots of their MCIDs in order, and the characters that they show of each face."""

    operators: list[str] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    shown: dict[Face, set[str]] = field(default_factory=dict)


def stream_of(operators: Iterable[str]) -> bytes:
    """A content stream of `operators`, packed."""
    return zlib.compress("\n".join(("", *operators, " ", "")).encode("ascii"))


def write_items(
    items: Iterable[PageItem],
    height: float,
    names: Mapping[Face, str],
    *,
    surroundings: _Surroundings,
    first_mark: int = 0,
    tagged: bool = True,
) -> Stretch:
    """`items` of a page that is `height` points tall; `names` are those of the faces, MCIDs count from `first_mark`.
    Without tags the marks are empty.
    """
    writer = _Writer(height, names, first_mark=first_mark, tagged=tagged)
    for item in items:
        match item:
            case GlyphRun():
                writer.write_run(item)
            case Path():
                writer.write_path(item)
            case Picture():
                writer.write_picture(item, surroundings)
            case LinkArea():
                surroundings.add_link(item)
            case Anchor():
                pass
            case _:
                assert_never(item)
    writer.finish()
    return writer.stretch


class _Writer:
    """Operators under way: which mark is open, and what text is set in."""

    def __init__(self, height: float, names: Mapping[Face, str], *, first_mark: int, tagged: bool) -> None:
        self.stretch = Stretch()
        self._height, self._names, self._first_mark, self._tagged = height, names, first_mark, tagged
        self._code = self.stretch.operators
        self._owner: Owner | None = None  # of the mark that is open
        self._outline = 0.0
        self._in_text = False
        self._slot: Slot | None = None  # of the mark that is open inside of text
        self._face: Face | None = None
        self._size = self._rise = 0.0
        self._colour: Colour | None = None
        self._baseline = self._x = 0.0
        self._shown: set[str] = set()

    # --- marks ---

    def _open_mark(self, slot: Slot, role: str) -> None:
        if self._tagged:
            self._code.append(f"/{role} <</MCID {self._first_mark + len(self.stretch.slots)}>> BDC")
            self.stretch.slots.append(slot)
        else:
            self._code.append("")

    def _close_mark(self) -> None:
        self._code.append("EMC" if self._tagged else "")

    def _open(self, owner: Owner) -> None:
        match owner:
            case Content():
                self._open_mark(owner.slot, owner.role)
            case Artifact() if self._tagged:
                subtype = f" /Subtype /{owner.subtype}" if owner.subtype else ""
                self._code.append(f"/Artifact <</Type /{owner.kind}{subtype}>> BDC")
            case Artifact():
                self._code.append("")
            case _:
                assert_never(owner)
        self._owner = owner

    def _close(self) -> None:
        if self._owner is not None:
            self._end_outline()
            self._close_mark()
            self._owner = None

    def _own(self, owner: Owner | None) -> None:
        """Have the mark of `owner` open, and no other."""
        if owner is not self._owner or owner is LAYOUT:
            self._close()
            if owner is not None and (self._tagged or owner is not LAYOUT):
                self._open(owner)

    def finish(self) -> None:
        self._end_text()
        self._close()
        self._end_outline()

    # --- shapes ---

    def write_path(self, path: Path) -> None:
        self._end_text()
        self._own(path.owner)
        fill, stroke, shape = path.fill, path.stroke, path.shape
        if fill is None and stroke is None:
            return
        painter = ("B" if stroke is not None else "f") if fill is not None else "S"
        match shape:
            case Rectangle():
                colours = (f"{_fill(fill)} " if fill is not None else "") + (
                    f"{_stroke(stroke)} {path.thickness:.3f} w " if stroke is not None else ""
                )
                self._code.append(f"q {colours}{_rounded(shape, self._height)} {painter} Q")
            case Outline():
                scale = shape.scale
                code = f"q {scale:.4f} 0 0 {-scale:.4f} {shape.x:.3f} {self._height - shape.top:.3f} cm"
                if fill is not None:
                    code += f" {_fill(fill)}"
                if stroke is not None:
                    code += f" {_stroke(stroke)} {path.thickness / scale:.4f} w"
                if shape.even_odd and painter != "S":
                    painter += "*"
                self._code.append(f"{code} {shape.steps} {painter} Q")
            case Segment():
                dash = f"[{' '.join(map(str, shape.dash))}] 0 d " if shape.dash else ""
                line = (
                    f"{shape.x0:.3f} {self._height - shape.top0:.3f} m {shape.x1:.3f} {self._height - shape.top1:.3f} l"
                )
                red, green, blue = (stroke.red, stroke.green, stroke.blue) if stroke is not None else (0.0, 0.0, 0.0)
                self._code.append(f"q {dash}{path.thickness:.2f} w {red:.4g} {green:.4g} {blue:.4g} RG {line} S Q")
            case _:
                assert_never(shape)

    def write_picture(self, picture: Picture, surroundings: _Surroundings) -> None:
        self._end_text()
        self._own(picture.owner)
        self._code.extend(surroundings.show_picture(picture, self._height))

    # --- text ---

    def write_run(self, run: GlyphRun) -> None:
        """A glyph run; with one that begins a text, everything is said anew."""
        look, code = run.look, self._code
        if run.begins or not self._in_text or run.owner is not self._owner:
            self._begin_text(run)
        if run.baseline != self._baseline or run.x != self._x:
            code.append(f"{_TURNED[run.angle]} {run.x:.3f} {self._height - run.baseline:.3f} Tm")
            self._baseline = run.baseline
        self._x = run.x + run.advance
        if look.slot is not self._slot and self._owner is None:
            if self._slot is not None:
                self._close_mark()
            if look.slot is not None:
                self._open_mark(look.slot, look.role)
            self._slot = look.slot
        if look.face is not self._face or look.size != self._size:
            self._face, self._size = look.face, look.size
            self._shown = self.stretch.shown.setdefault(look.face, set())
            code.append(f"/{self._names[look.face]} {look.size:g} Tf")
        if look.colour is not self._colour and look.colour != self._colour:
            self._colour = look.colour
            code.append(_fill(look.colour))
        if look.rise != self._rise:
            self._rise = look.rise
            code.append(f"{look.rise:g} Ts")
        code.append(f"<{look.face.encode(run.text)}> Tj")
        self._shown.update(run.text)

    def _begin_text(self, run: GlyphRun) -> None:
        self._end_text()
        self._own(run.owner)
        if run.look.outline != self._outline:
            self._end_outline()
            if run.look.outline:
                self._code.append(f"q 1 Tr {_stroke(run.look.colour)} {run.look.outline:g} w")
                self._outline = run.look.outline
        self._code.append("BT")
        self._in_text = True
        self._slot, self._face, self._colour = None, None, None
        self._size = self._rise = 0.0
        self._baseline = self._x = float("nan")  # unlike any number, so that the place is said

    def _end_text(self) -> None:
        if not self._in_text:
            return
        if self._rise:
            self._code.append("0 Ts")
        if self._slot is not None:
            self._close_mark()
        self._code.append("ET")
        self._in_text = False

    def _end_outline(self) -> None:
        if self._outline:
            self._code.append("Q")
            self._outline = 0.0


@lru_cache(maxsize=256)
def _fill(colour: Colour) -> str:
    """The operator that fills in `colour`; what is nearly black in black ink alone (DeviceGray), which no printer sets
    in dots.
    """
    return "0 g" if colour.nearly_black else f"{colour.red:.4g} {colour.green:.4g} {colour.blue:.4g} rg"


@lru_cache(maxsize=256)
def _stroke(colour: Colour) -> str:
    """The same for lines."""
    return "0 G" if colour.nearly_black else f"{colour.red:.4g} {colour.green:.4g} {colour.blue:.4g} RG"


def _rounded(shape: Rectangle, page_height: float) -> str:
    x, width, height = shape.x, shape.width, shape.height
    y = page_height - shape.top - height
    radius = min(shape.radius, width / 2, height / 2)
    if radius <= 0 or not any(shape.corners):
        return f"{x:.3f} {y:.3f} {width:.3f} {height:.3f} re"
    upper, lower = (radius if rounded else 0.0 for rounded in shape.corners)
    x1, y1 = x + width, y + height

    def corner(from_x: float, from_y: float, corner_x: float, corner_y: float, to_x: float, to_y: float) -> str:
        handle_1 = (from_x + (corner_x - from_x) * _CIRCLE, from_y + (corner_y - from_y) * _CIRCLE)
        handle_2 = (to_x + (corner_x - to_x) * _CIRCLE, to_y + (corner_y - to_y) * _CIRCLE)
        return f"{handle_1[0]:.3f} {handle_1[1]:.3f} {handle_2[0]:.3f} {handle_2[1]:.3f} {to_x:.3f} {to_y:.3f} c"

    parts = [f"{x + lower:.3f} {y:.3f} m", f"{x1 - lower:.3f} {y:.3f} l"]
    if lower:
        parts.append(corner(x1 - lower, y, x1, y, x1, y + lower))
    parts.append(f"{x1:.3f} {y1 - upper:.3f} l")
    if upper:
        parts.append(corner(x1, y1 - upper, x1, y1, x1 - upper, y1))
    parts.append(f"{x + upper:.3f} {y1:.3f} l")
    if upper:
        parts.append(corner(x + upper, y1, x, y1, x, y1 - upper))
    parts.append(f"{x:.3f} {y + lower:.3f} l")
    if lower:
        parts.append(corner(x, y + lower, x, y, x + lower, y))
    return " ".join([*parts, "h"])
