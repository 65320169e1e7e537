"""Sheets for whoever prints: the note on a first sheet, the print test, and the assembly page. For staff, so not tagged
and not branded.

Knows no scheme: the assembly page draws whatever plan it is handed, through the few things it asks of one.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, Protocol

from wardleaf.display import LAYOUT, Artifact, GlyphRun, Page, PageItem, Path, Rectangle, Segment, TextLook, shifted
from wardleaf.findings import Finding
from wardleaf.pdf.file import FinishedPdf, write_file
from wardleaf.pdf.tags import Metadata
from wardleaf.style.schema import FontFamily, Fonts
from wardleaf.text.faces import LETTERS, Face, FontBook, font_book
from wardleaf.typeset import faults
from wardleaf.typeset.lines import Fragment, Line, Word, break_lines
from wardleaf.typeset.placing import box, place_lines
from wardleaf.units import Colour, Length, PaperSize
from wardleaf.values import replace

_BLACK = Colour.parse("#000000")
_GREY = Colour.parse("#595959")
_PALE = Colour.parse("#E8ECEF")
_MM = Length.of_mm(1).pt
_BAR = 100 * _MM
_HAIR = 0.5
_NOTE_SIZE, _NOTE_HEIGHT = 6.5, 9.0
_TEXT, _LEADING = 12.0, 16.0
_STEPS = (2, 3, 4, 5, 6, 7, 8, 10, 12)  # millimetres from the edge that the print test offers
_DAY = datetime.date(2000, 1, 1)  # these sheets have no date of their own, and the clock is never read


class _HasEdges(Protocol):
    """A rectangle: left, top, right and bottom in points."""

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom in points."""


class _HasEnds(Protocol):
    """A line: x and top of both ends in points."""

    @property
    def ends(self) -> tuple[float, float, float, float]:
        """Both ends in points: x and top of the first, x and top of the second."""


class _PlaceLike(Protocol):
    """A page on a side: its index from 0, where it lies, how it is turned."""

    @property
    def page(self) -> int | None:
        """The page's index; None when it is blank."""

    @property
    def trim(self) -> _HasEdges:
        """Where it lies."""

    @property
    def rotation(self) -> int:
        """How it is turned, in degrees clockwise."""


class _SideLike(Protocol):
    """A printed side."""

    @property
    def places(self) -> Sequence[_PlaceLike]:
        """Its pages."""

    @property
    def folds(self) -> Sequence[_HasEnds]:
        """Where the paper is folded."""

    @property
    def cuts(self) -> Sequence[_HasEnds]:
        """Where it is cut."""


class _SheetLike(Protocol):
    """A sheet of paper."""

    @property
    def sides(self) -> Sequence[_SideLike]:
        """Its printed sides, front first."""


class _PlanLike(Protocol):
    """What an assembly page is drawn from."""

    @property
    def width(self) -> Length:
        """A sheet's width."""

    @property
    def height(self) -> Length:
        """A sheet's height."""

    @property
    def sheets(self) -> Sequence[_SheetLike]:
        """The sheets in printing order."""


@lru_cache(maxsize=16)  # the same for every handout and copy that is folded alike
def draw_note(words: tuple[str, ...]) -> FinishedPdf:
    """A small one-page PDF for the first sheet: a bar of 100 mm and below it the settings in words. The page is as
    large as what stands on it.
    """
    text = " · ".join((*words, "this bar is 100 mm"))
    face = shipped_fonts().face("regular")
    width = max(_BAR, _width(face, text, _NOTE_SIZE)) + 2.0
    sheet = _Drawing("Settings")
    sheet.page(width, _NOTE_HEIGHT)
    sheet.bar((width - _BAR) / 2, 0.4, 1.8)
    sheet.text((width - _width(face, text, _NOTE_SIZE)) / 2, _NOTE_HEIGHT - 1.0, text, size=_NOTE_SIZE, colour=_GREY)
    return sheet.finished()


def draw_print_test(
    paper: PaperSize,
    *,
    printer: str = "",
    front: tuple[Length, Length] = (Length(0), Length(0)),
    back: tuple[Length, Length] = (Length(0), Length(0)),
) -> bytes:
    """A calibration sheet of two sides on `paper`, laid crosswise as booklets are.

    It shows which edge the printer turns about, how far front and back are off (each side is moved by its offset, right
    and down, so that a corrected printer shows 0), and what the printer leaves blank at the edges.
    """
    height, width = sorted((paper.width.pt, paper.height.pt))
    named = f" for {printer}" if printer else ""
    sheet = _Drawing(f"Print test{named}")
    for key, offset in (("front", front), ("back", back)):
        sheet.page(width, height)
        with sheet.moved(offset[0].pt, offset[1].pt):
            _centre_scales(sheet, width, height)
            _edge_steps(sheet, width, height)
            sheet.paragraph(
                62.0, 62.0, width / 2 - 90, f"Print test{named}: {key}", size=18.0, leading=22.0, weight="bold"
            )
            _front_words(sheet, width, height, key) if key == "front" else _back_words(sheet, width, height, key)
    return sheet.finished().file.written()


def unprintable(words: str) -> tuple[Finding, ...]:
    """What the face of these sheets has no sign for in `words`, such as the name of a printer."""
    glyphs = shipped_fonts().face("bold").glyphs.keys() & shipped_fonts().face("regular").glyphs.keys()
    return tuple(faults.missing_glyph(char, words, None, ()) for char in dict.fromkeys(words) if char not in glyphs)


def draw_assembly(plan: _PlanLike, instruction: str, settings: Sequence[str], *, stapled: bool) -> FinishedPdf:
    """One page as large as the plan's sheets: how to print, fold and staple, with pictures of the first sheet and of
    the folded pile.

    `instruction` is a sentence and numbered steps, one a line; `settings` how to print, in words.
    """
    width, height = plan.width.pt, plan.height.pt
    sheet = _Drawing("How to put it together")
    sheet.page(width, height)
    margin = 36.0
    landscape = width > height
    column = width / 2 - 1.5 * margin if landscape else width - 2 * margin
    lead, *steps = [line for line in instruction.split("\n") if line.strip()]
    down = sheet.paragraph(margin, margin, column, "How to put it together", size=18.0, leading=24.0, weight="bold")
    down = sheet.paragraph(margin, down + 4, column, lead)
    down = sheet.paragraph(margin, down + 6, column, "Settings: " + ", ".join(settings) + ".", weight="bold")
    for step in steps:
        down = sheet.paragraph(margin, down + 5, column, step, hang=18.0)
    sheet.bar(margin, height - margin - 12, 6.0)
    sheet.text(margin + _BAR + 8, height - margin - 5, "100 mm")
    if landscape:
        _pictures(sheet, plan, (width / 2 + margin / 2, margin, column, height - 2 * margin), stapled=stapled)
    else:
        _pictures(sheet, plan, (margin, down + 16, column, height - margin - 40 - down - 16), stapled=stapled)
    return sheet.finished()


class _Drawing:
    """An untagged file under way: pages, lines and words."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._fonts = shipped_fonts()
        self._pages: list[Page] = []
        self._size: tuple[float, float] | None = None
        self._items: list[PageItem] = []

    def finished(self) -> FinishedPdf:
        self._close_page()
        metadata = Metadata(title=self._title, author="", subject="", language="en", date=_DAY, tagged=False)
        return write_file(self._pages, self._fonts.in_order(), None, (), metadata)

    def page(self, width: float, height: float) -> None:
        self._close_page()
        self._size = (width, height)

    def _close_page(self) -> None:
        if self._size:
            self._pages.append(Page(self._size, tuple(self._items)))
            self._items = []

    @contextmanager
    def moved(self, right: float, down: float) -> Iterator[None]:
        before, self._items = self._items, []
        yield
        self._items = [*before, *shifted(self._items, right, down)]

    @contextmanager
    def upside_down(self, x: float, top: float) -> Iterator[None]:
        """The words inside stand on their head about the point (x, top)."""
        before, self._items = self._items, []
        yield
        runs = [item for item in self._items if isinstance(item, GlyphRun)]
        self._items = [
            *before,
            *(replace(run, x=2 * x - run.x, baseline=2 * top - run.baseline, angle=180.0) for run in runs),
        ]

    def line(
        self, x0: float, top0: float, x1: float, top1: float, *, thickness: float = _HAIR, dashed: bool = False
    ) -> None:
        self._items.append(Path(Segment(x0, top0, x1, top1, (4, 3) if dashed else ()), None, _BLACK, thickness, LAYOUT))

    def box(self, x: float, top: float, width: float, height: float, *, fill: Colour | None = None) -> None:
        self._items += box(Rectangle(x, top, width, height), fill=fill, stroke=_BLACK, thickness=_HAIR)

    def bar(self, x: float, top: float, tall: float) -> None:
        """The 100 mm bar, a tick at each 10 mm."""
        self.line(x, top + tall / 2, x + _BAR, top + tall / 2)
        for step in range(11):
            short = 0.0 if step in {0, 5, 10} else tall * 0.2
            self.line(x + step * 10 * _MM, top + short, x + step * 10 * _MM, top + tall - short)

    def text(
        self, x: float, baseline: float, words: str, *, size: float = _TEXT, colour: Colour = _BLACK, bold: bool = False
    ) -> None:
        look = TextLook(face=self._fonts.face("bold" if bold else "regular"), size=size, colour=colour, slot=None)
        width = _width(look.face, words, size)
        line = Line((Fragment(words, look, width),), width)
        self._items += place_lines([line], [x], [baseline], measure=width, owner=Artifact())

    def centred(self, x: float, baseline: float, words: str, *, size: float = _TEXT, bold: bool = False) -> None:
        face = self._fonts.face("bold" if bold else "regular")
        self.text(x - _width(face, words, size) / 2, baseline, words, size=size, bold=bold)

    def paragraph(
        self,
        x: float,
        top: float,
        width: float,
        words: str,
        *,
        size: float = _TEXT,
        leading: float = _LEADING,
        weight: Literal["regular", "bold"] = "regular",
        hang: float = 0.0,
    ) -> float:
        """Words on lines of at most `width`, all but the first moved in by `hang`; gives where the next thing may
        begin.
        """
        look = TextLook(face=self._fonts.face(weight), size=size, colour=_BLACK, slot=None)
        space = _width(look.face, " ", size)
        made = [
            Word([Fragment(word, look, _width(look.face, word, size))], _width(look.face, word, size), space)
            for word in words.split()
        ]
        lines = break_lines(made, width - hang)
        baselines = [top + size + number * leading for number in range(len(lines))]
        starts = [x + (hang if number else 0.0) for number in range(len(lines))]
        self._items += place_lines(lines, starts, baselines, measure=width, owner=Artifact())
        return top + len(lines) * leading


def _centre_scales(sheet: _Drawing, width: float, height: float) -> None:
    """Scales through the middle, whose zero lies under the crease when nothing is off: numbers say how far to move the
    print.
    """
    x, y = width / 2, height / 2
    for step in range(-15, 16):
        long = 14.0 if step % 5 == 0 else 8.0
        at = step * _MM
        for foot in (40.0, height - 40.0):
            sheet.line(x + at, foot - long, x + at, foot)
            if step % 5 == 0:
                sheet.centred(x + at, foot + 12, f"{step:+d}" if step else "0", size=8.0)
        sheet.line(40.0, y + at, 40.0 + long, y + at)
        if step % 5 == 0:
            sheet.text(57.0, y + at + 3, f"{step:+d}" if step else "0", size=8.0)
    sheet.line(x, y - 12, x, y + 12)
    sheet.line(x - 12, y, x + 12, y)


def _edge_steps(sheet: _Drawing, width: float, height: float) -> None:
    """Short lines nearer and nearer to each edge: the nearest one that is whole shows what the printer can reach."""
    for number, step in enumerate(_STEPS):
        off = step * _MM
        along = number * 16.0
        for top, label in ((off, off + 9), (height - off, height - off - 3)):
            sheet.line(width * 0.68 + along, top, width * 0.68 + along + 10, top, thickness=0.8)
            sheet.text(width * 0.68 + along + 1, label, str(step), size=7.0)
        for x, label in ((off, off + 2), (width - off, width - off - 9)):
            sheet.line(x, height * 0.62 + along, x, height * 0.62 + along + 10, thickness=0.8)
            sheet.text(label, height * 0.62 + along + 8, str(step), size=7.0)


_CREASES = (
    "Fold the left edge exactly onto the right edge, then the top onto the bottom. On the scale at the top read the number under the first crease: "
    "write it as `right`. On the scale at the left read the number under the second crease: write it as `down`. Write them in mm, under `{key}` "
    "in the printer's file."
)


def _front_words(sheet: _Drawing, width: float, height: float, key: str) -> None:
    column = width / 2 - 130
    down = sheet.paragraph(
        100.0, 100.0, column, "1. Measure the bar. If it is shorter than 100 mm, print again at “actual size” or 100 %."
    )
    sheet.bar(100.0, down + 8, 8.0)
    down = sheet.paragraph(100.0, down + 26, column, "2. " + _CREASES.format(key=key))
    right = width / 2 + 40
    column = width / 2 - 110
    words = "3. At each edge, find the smallest number whose line is printed whole. That many mm the printer leaves blank: write them under `unprintable`."
    lower = sheet.paragraph(right, 100.0, column, words)
    words = (
        "4. Turn the sheet over along its long edge, from bottom to top, as you turn a wall calendar. Read on there."
    )
    sheet.paragraph(right, lower + 10, column, words)


def _back_words(sheet: _Drawing, width: float, height: float, key: str) -> None:
    column = width / 2 - 130
    sheet.paragraph(100.0, 100.0, column, _CREASES.format(key=key))
    sheet.paragraph(
        width / 2 + 40,
        100.0,
        width / 2 - 110,
        "The words that stand upright now are this printer's setting for two sides.",
        weight="bold",
    )
    sheet.centred(width * 0.3, height * 0.68, "flip: long", size=40.0, bold=True)
    with sheet.upside_down(width / 2, height / 2):
        sheet.centred(width * 0.3, height * 0.32 + 28, "flip: short", size=40.0, bold=True)


def _pictures(sheet: _Drawing, plan: _PlanLike, area: tuple[float, float, float, float], *, stapled: bool) -> None:
    x, top, width, height = area
    sides = plan.sheets[0].sides
    rows = len(sides) + stapled
    tall = height / rows
    for number, side in enumerate(sides):
        name = (
            "first sheet, front"
            if number == 0
            else "first sheet, back, as it comes out when turned over along the flip edge"
        )
        _side_picture(sheet, plan, side, (x, top + number * tall, width, tall - 10), name)
    if stapled:
        _pile_picture(sheet, (x, top + len(sides) * tall, width, tall - 10))


def _side_picture(
    sheet: _Drawing, plan: _PlanLike, side: _SideLike, area: tuple[float, float, float, float], name: str
) -> None:
    x, top, width, height = area
    scale = min(width / plan.width.pt, (height - 20) / plan.height.pt)
    left = x + (width - plan.width.pt * scale) / 2
    sheet.box(left, top, plan.width.pt * scale, plan.height.pt * scale)
    for place in side.places:
        x0, y0, x1, y1 = (edge * scale for edge in place.trim.edges)
        sheet.box(left + x0 + 2, top + y0 + 2, x1 - x0 - 4, y1 - y0 - 4, fill=_PALE)
        words = "blank" if place.page is None else str(place.page + 1)
        size = min(28.0, (y1 - y0) * 0.4) if place.page is not None else 12.0
        middle_x, middle_y = left + (x0 + x1) / 2, top + (y0 + y1) / 2
        if place.rotation == 180:
            with sheet.upside_down(middle_x, middle_y):
                sheet.centred(middle_x, middle_y + size * 0.35, words, size=size, bold=True)
        else:
            sheet.centred(middle_x, middle_y + size * 0.35, words, size=size, bold=True)
    for line in (*side.folds, *side.cuts):
        x0, y0, x1, y1 = (edge * scale for edge in line.ends)
        sheet.line(left + x0, top + y0, left + x1, top + y1, thickness=1.0, dashed=True)
    sheet.centred(x + width / 2, top + plan.height.pt * scale + 14, name, size=11.0)


def _pile_picture(sheet: _Drawing, area: tuple[float, float, float, float]) -> None:
    """The folded pile standing like a roof, two staples through its ridge from outside."""
    x, top, width, height = area
    middle = x + width / 2
    ridge = top + height * 0.22
    foot = top + height - 24
    spread, depth = width * 0.16, width * 0.26
    lift = height * 0.1
    for layer in range(3):
        off = layer * 3.0
        for direction in (-1, 1):
            sheet.line(
                middle - depth / 2,
                ridge + off,
                middle - depth / 2 + direction * spread,
                foot - (lift if direction > 0 else 0),
            )
    sheet.line(middle - depth / 2, ridge, middle + depth, ridge - lift, thickness=1.0)
    sheet.line(middle - depth / 2 + spread, foot - lift, middle + depth + spread, foot - 2 * lift)
    sheet.line(middle + depth, ridge - lift, middle + depth + spread, foot - 2 * lift)
    for share in (0.25, 0.75):
        at_x = middle - depth / 2 + 1.5 * depth * share
        at_y = ridge - lift * share
        sheet.line(at_x - 7, at_y - 3 + lift * 0.08, at_x + 7, at_y - 3 - lift * 0.08, thickness=2.0)
        sheet.line(at_x, at_y - 24, at_x, at_y - 8, thickness=1.0)
        for side in (-4, 4):
            sheet.line(at_x + side, at_y - 13, at_x, at_y - 8, thickness=1.0)
    sheet.centred(
        x + width / 2,
        top + height - 2,
        "folded, front cover outside; two staples from outside through the fold",
        size=11.0,
    )


def _width(face: Face, text: str, size: float) -> float:
    return face.measure(text) * size / 1000


@cache
def shipped_fonts() -> FontBook:
    """The faces that Wardleaf ships: these sheets are staff's, not a brand's."""
    weights = ("Regular", "SemiBold", "Bold", "Italic", "BoldItalic")
    names = [f"AtkinsonHyperlegibleNext-{weight}.ttf" for weight in weights]
    family = FontFamily(regular=names[0], semibold=names[1], bold=names[2], italic=names[3], bold_italic=names[4])
    fonts = Fonts(text=family, symbols="WardleafSymbols.ttf", symbols_bold="WardleafSymbols-Bold.ttf")
    folder = files("wardleaf.fonts")
    letters = {name: folder.joinpath(name.removeprefix("wardleaf:")).read_bytes() for name in LETTERS.values()}
    return font_book(
        fonts,
        letters | {name: folder.joinpath(name).read_bytes() for name in (*names, fonts.symbols, fonts.symbols_bold)},
    )
