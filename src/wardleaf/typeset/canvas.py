"""Ink: everything that paints goes through here, each stroke inside a mark or an artifact.

A thin layer over ReportLab's canvas. Positions come in points from the top of the page down and leave as PDF's, which count from
the bottom up. Besides `fonts.py` and `pdf/tags.py` this is the one room that touches ReportLab's private names.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from wardleaf.findings import Finding, Span
from wardleaf.packed_pictures import Dots, PackedPicture, pack_picture
from wardleaf.page_facts import PageFact, PageFacts, PictureFact, TextFact
from wardleaf.pdf.fonts import embed_face
from wardleaf.pdf.marks import Marks
from wardleaf.pdf.tags import PdfObject, register
from wardleaf.tagging.tree import LinkSlot, Slot
from wardleaf.text.faces import Face, FontBook
from wardleaf.typeset.lines import Line, Look
from wardleaf.units import Colour

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

    from wardleaf.typeset.flowables import Flowable

_TURNS = {  # Exif 2.3, 4.6.4: the unit square of what is stored, onto that of what is shown
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}
_CIRCLE = 0.5523  # length of a Bézier handle that makes a quarter circle


class _Pages(Canvas):
    """ReportLab's canvas without its habit of naming Helvetica at the top of every page and in every drawing."""

    _code: list[str]
    _doc: pdfdoc.PDFDocument
    _annotationrefs: list[pdfdoc.PDFObjectReference]
    _formsinuse: list[str]

    def _make_preamble(self) -> None:
        self._preamble = ""

    def setFont(self, psfontname: str, size: float, leading: float | None = None) -> None:  # noqa: N802  # ReportLab's name
        """Set none: text is set by `Ink` alone, and a drawing that holds some was refused."""

    def take_code(self) -> list[str]:
        """The operators of the current page, as a list to append to."""
        return self._code

    def annotate(self, name: str) -> None:
        """Put the annotation object `name` on the current page."""
        self._annotationrefs.append(pdfdoc.PDFObjectReference(name))

    def add_form(self, name: str, stream: pdfdoc.PDFStream) -> str:
        """Register an XObject under `name`; gives its object's name."""
        self._doc.addForm(name, stream)
        full: str = self._doc.getXObjectName(name)
        return full

    def use_form(self, name: str) -> str:
        """The resource name of the XObject `name`, which the current page now has."""
        self._formsinuse.append(name)
        full: str = self._doc.getXObjectName(name)
        return full

    @property
    def document(self) -> pdfdoc.PDFDocument:
        """The PDF document that the pages go into."""
        return self._doc

    @property
    def finished(self) -> list[pdfdoc.PDFPage]:
        """The pages shown so far."""
        pages: list[pdfdoc.PDFPage] = self._doc.Pages.pages  # type: ignore[attr-defined]
        return pages


@dataclass(slots=True)
class Anchor:
    """A place that links lead to: page index, x and top in points."""

    page: int
    x: float
    top: float


@dataclass(slots=True)
class DrawnLink:
    """A link annotation as drawn: its object (written last), page index, rectangle from the bottom left, slot, and key (-1 without tags)."""

    raw: PdfObject
    page: int
    rectangle: tuple[float, float, float, float]
    slot: LinkSlot
    key: int


@dataclass(slots=True)
class Slug:
    """A slug: lines that are cast anew for each personal copy while the rest of the page stands, and where they are among its operators.

    `text` is what drew them at (`x`, `top`), `width` points wide; `start` and `end` count operators of page `page` (an index); `first_mark` and `marks` are the MCIDs they use,
    `first_text` and `texts` say which of the page's texts they are; `box` is what they ink, `shown` what they show of each face.
    """

    text: Flowable
    page: int
    x: float
    top: float
    width: float
    start: int
    first_mark: int
    first_text: int
    end: int = 0
    marks: int = 0
    texts: int = 0
    box: tuple[float, ...] = ()
    shown: Mapping[Face, set[str]] = field(default_factory=dict)


@dataclass(slots=True)
class _Page:
    width: float
    height: float
    texts: list[TextFact] = field(default_factory=list)
    pictures: list[PictureFact] = field(default_factory=list)
    ink: list[float] = field(default_factory=list)


class Ink:
    """The drawing surface of one PDF. `page_numbers` gives the page of every anchor, known since layout."""

    def __init__(self, fonts: FontBook, marks: Marks, *, page_numbers: Mapping[str, int]) -> None:
        self.marks = marks
        self.page_numbers = page_numbers
        self.canvas = _Pages(io.BytesIO(), pageCompression=1, invariant=1, pdfVersion=(1, 7))
        self._faces = {face: f"F{number}" for number, face in enumerate(fonts.in_order(), start=1)}
        self._shown: dict[Face, set[str]] = {}
        self._code: list[str] = []
        self._in_mark = False
        self._in_artifact = False
        self._links_wanted = True
        self.anchors: dict[str, Anchor] = {}
        self.links: list[DrawnLink] = []
        self.findings: list[Finding] = []
        self.cut_words: list[tuple[str, Span | None]] = []  # words that are wider than their line, and where they were written
        self.too_wide: list[tuple[str, Span | None]] = []  # lines that are wider than their column, and where they were written
        self._pages: list[_Page] = []
        self._pictures: dict[bytes, tuple[str, PackedPicture]] = {}
        self.slugs: list[Slug] = []
        self.slugs_can_be_recast = True
        self._operators: dict[int, tuple[str, ...]] = {}

    # --- pages ---

    def start_page(self, width: float, height: float) -> None:
        """Begin a page of `width` by `height` points."""
        self.canvas.setPageSize((width, height))
        self._code = self.canvas.take_code()
        self._pages.append(_Page(width, height))
        self.marks.start_page()

    def end_page(self) -> None:
        """Finish the current page."""
        if self.slugs and self.slugs[-1].page == self.page_index:
            self._operators[self.page_index] = tuple(self._code)
        self.canvas.showPage()
        page = self.canvas.finished[-1]
        page.Contents = pdfdoc.PDFStream(content=page.stream, filters=[pdfdoc.PDFZCompress])  # not as ASCII85, which adds a quarter

    @property
    def page_index(self) -> int:
        """Index of the current page, from 0."""
        return len(self._pages) - 1

    @property
    def height(self) -> float:
        """Height of the current page in points."""
        return self._pages[-1].height

    def page_height(self, index: int) -> float:
        """Height of page `index` in points."""
        return self._pages[index].height

    def operators(self, page: int) -> tuple[str, ...]:
        """The operators of page `page` (an index, one with slugs), as they were before it was finished."""
        return self._operators[page]

    @property
    def pages_with_values(self) -> tuple[int, ...]:
        """The indices of the pages that have slugs."""
        return tuple(sorted(self._operators))

    def ink_without_slugs(self, page: int) -> tuple[float, ...]:
        """The box of what was drawn outside all slugs of page `page`; empty when that is nothing."""
        return tuple(self._pages[page].ink)

    def page_facts(self, *, values: bool = True) -> PageFacts:
        """What was drawn where, on every page so far; without the texts of slugs when `values` is false."""
        return PageFacts(
            pages=tuple(
                PageFact(
                    width=page.width,
                    height=page.height,
                    texts=tuple(page.texts if values else self._texts_without_slugs(number)),
                    pictures=tuple(page.pictures),
                    ink=_around([page.ink, *(slug.box for slug in self.slugs if slug.page == number)]),
                )
                for number, page in enumerate(self._pages)
            )
        )

    def _texts_without_slugs(self, page: int) -> Iterator[TextFact]:
        inside = {index for slug in self.slugs if slug.page == page for index in range(slug.first_text, slug.first_text + slug.texts)}
        return (text for index, text in enumerate(self._pages[page].texts) if index not in inside)

    def _note_ink(self, x0: float, top: float, x1: float, bottom: float) -> None:
        ink = self._pages[-1].ink
        if ink:
            # Told for every line and every shape: four comparisons, and nothing made, when it lies within what was inked before.
            if x0 < ink[0]:
                ink[0] = x0
            if top < ink[1]:
                ink[1] = top
            if x1 > ink[2]:
                ink[2] = x1
            if bottom > ink[3]:
                ink[3] = bottom
        else:
            ink[:] = [x0, top, x1, bottom]

    # --- marks ---

    @contextmanager
    def artifact(self, kind: str = "Layout", subtype: str = "") -> Iterator[None]:
        """What is drawn inside is no content; inside another mark, it goes along with that."""
        if self._in_mark or self._in_artifact:
            yield
            return
        self._code.append(self.marks.mark_artifact(kind, subtype))
        self._in_artifact = True
        yield
        self._in_artifact = False
        self._code.append(self.marks.end())

    @contextmanager
    def content(self, slot: Slot, role: str = "Span") -> Iterator[None]:
        """What is drawn inside is the content of `slot`."""
        if self._in_mark or self._in_artifact:
            raise AssertionError("marks never nest")
        self._code.append(self.marks.mark_content(slot, role))
        self._in_mark = True
        yield
        self._in_mark = False
        self._code.append(self.marks.end())

    def bound(self, slot: Slot, x0: float, top: float, x1: float, bottom: float) -> None:
        """Note where the drawing of a figure's `slot` lies."""
        self.marks.bind_box(slot, x0, self.height - bottom, x1, self.height - top)

    @contextmanager
    def shifted(self, across: float) -> Iterator[None]:
        """What is drawn inside lies `across` points further to the right; links in it lead nowhere."""
        self._code.append(f"q 1 0 0 1 {across:.3f} 0 cm")
        linked, self._links_wanted = self._links_wanted, False
        yield
        self._links_wanted = linked
        self._code.append("Q")

    @contextmanager
    def outlined(self, colour: Colour, thickness: float) -> Iterator[None]:
        """Text that is set inside shows as the outline of its letters, `thickness` points wide, through which what lies below can be read."""
        self._code.append(f"q 1 Tr {_stroke(colour)} {thickness:g} w")
        yield
        self._code.append("Q")

    @contextmanager
    def slug(self, text: Flowable, x: float, top: float, width: float) -> Iterator[None]:
        """What is drawn inside by `text` depends on the values of a personal copy: note where, and what it inks and shows apart from the rest."""
        page = self._pages[-1]
        made = Slug(text, self.page_index, x, top, width, len(self._code), self.marks.count, len(page.texts))
        links, ink, shown = len(self.links), page.ink, self._shown
        page.ink, self._shown = [], {}
        yield
        made.end, made.marks, made.texts = len(self._code), self.marks.count - made.first_mark, len(page.texts) - made.first_text
        made.box, made.shown = tuple(page.ink), self._shown
        page.ink, self._shown = ink, shown
        self.slugs.append(made)
        if self._in_mark or self._in_artifact or len(self.links) > links:
            self.slugs_can_be_recast = False

    def take_operators(self) -> list[str]:
        """What was drawn on the current page since it was begun or this was last asked; nothing of it is kept."""
        taken = self._code.copy()
        self._code.clear()
        self._pages[-1].texts.clear()
        return taken

    # --- shapes ---

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
        if fill is None and drawn is None:
            return
        y = self.height - top - height
        path = _rounded(x, y, width, height, min(radius, width / 2, height / 2), corners)
        self._paint(path, fill, drawn, thickness)
        self._note_ink(x, top, x + width, top + height)

    def rule(self, x0: float, top: float, x1: float, *, thickness: float, colour: Colour) -> None:
        """A horizontal line whose upper edge is at `top`."""
        if thickness:
            self.box(x0, top, x1 - x0, thickness, fill=colour)

    def upright(self, x: float, top: float, bottom: float, *, thickness: float, colour: Colour) -> None:
        """A vertical line whose start edge is at `x`."""
        if thickness:
            self.box(x, top, thickness, bottom - top, fill=colour)

    def disc(self, x: float, top: float, diameter: float, *, fill: Colour) -> None:
        """A filled circle in the square whose upper start corner is (x, top)."""
        self.box(x, top, diameter, diameter, fill=fill, radius=diameter / 2)

    def path(
        self,
        operators: str,
        x: float,
        top: float,
        scale: float,
        *,
        fill: Colour | None,
        stroke: Colour | None = None,
        thickness: float = 0.0,
        even_odd: bool = False,
    ) -> None:
        """A shape given as PDF path operators in units of `scale` points, y down from (x, top)."""
        code = f"q {scale:.4f} 0 0 {-scale:.4f} {x:.3f} {self.height - top:.3f} cm"
        if fill is not None:
            code += f" {_fill(fill)}"
        if stroke is not None:
            code += f" {_stroke(stroke)} {thickness / scale:.4f} w"
        painter = ("B" if stroke is not None else "f") if fill is not None else "S"
        if even_odd and painter in {"B", "f"}:
            painter += "*"
        with self.artifact():
            self._code.append(f"{code} {operators} {painter} Q")

    def note_ink(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Note the box of shapes drawn by `path`."""
        self._note_ink(x0, top, x1, bottom)

    def _paint(self, path: str, fill: Colour | None, stroke: Colour | None, thickness: float) -> None:
        painter = ("B" if stroke is not None else "f") if fill is not None else "S"
        colours = (f"{_fill(fill)} " if fill is not None else "") + (f"{_stroke(stroke)} {thickness:.3f} w " if stroke is not None else "")
        with self.artifact():
            self._code.append(f"q {colours}{path} {painter} Q")

    def picture(self, data: bytes, x: float, top: float, width: float, height: float) -> None:
        """A PNG or JPEG picture; raises `OSError` when it cannot be decoded."""
        name, picture = self._pictures.get(data) or self._embed_picture(data)
        self._pictures[data] = (name, picture)
        pixels = picture.across
        matrix = _placed(picture.turn, x, self.height - top - height, width, height)
        self._code.append(f"q {matrix} cm /{self.canvas.use_form(name)} Do Q")
        self._pages[-1].pictures.append(
            PictureFact(x0=x, top=top, x1=x + width, bottom=top + height, dots_per_inch=pixels / width * 72 if width else 0.0)
        )
        self._note_ink(x, top, x + width, top + height)

    def _embed_picture(self, data: bytes) -> tuple[str, PackedPicture]:
        """Put a picture into the file once; gives its name, and how it was packed."""
        name = f"Picture{len(self._pictures)}"
        packed = pack_picture(data)
        mask = self._image_object(f"{name}.mask", packed, packed.mask) if packed.mask else None
        self._image_object(name, packed, packed.dots, mask=mask)
        return name, packed

    def _image_object(self, name: str, picture: PackedPicture, dots: Dots, *, mask: str | None = None) -> str:
        stream = pdfdoc.PDFStream(content=dots.data)
        entries = {"Type": "XObject", "Subtype": "Image", "ColorSpace": dots.space, "Filter": dots.packing}
        for key, value in entries.items():
            stream.dictionary[key] = pdfdoc.PDFName(value)
        for key, number in (("Width", picture.wide), ("Height", picture.tall), ("BitsPerComponent", 8)):
            stream.dictionary[key] = number
        if mask:
            stream.dictionary["SMask"] = pdfdoc.PDFObjectReference(mask)
        return self.canvas.add_form(name, stream)

    def drawing(self, drawing: Drawing, x: float, top: float, width: float, height: float) -> None:
        """A ReportLab drawing, scaled to `width` by `height`."""
        from reportlab.graphics import renderPDF

        canvas = self.canvas
        canvas.saveState()
        canvas.translate(x, self.height - top - height)
        canvas.scale(width / drawing.width, height / drawing.height)
        edge = canvas.beginPath()
        edge.rect(0, 0, drawing.width, drawing.height)
        canvas.clipPath(edge, stroke=0, fill=0)  # what lies outside of a picture is not seen in a browser either
        renderPDF.draw(drawing, canvas, 0, 0)
        canvas.restoreState()
        self._note_ink(x, top, x + width, top + height)

    # --- text ---

    def text(self, lines: Sequence[Line], x: float, baselines: Sequence[float], *, offsets: Sequence[float] | None = None) -> None:
        """Set `lines`, each with its baseline (from the top of the page); `offsets` move single lines from `x`.

        Fragments with a slot are marked as its content; those without must be drawn inside `artifact`.
        """
        code = self._code
        page = self._pages[-1]
        links: dict[tuple[LinkSlot, int], list[float]] = {}
        underlines: list[tuple[float, float, float, Look]] = []
        code.append("BT")
        slot: Slot | None = None
        face: Face | None = None
        size = rise = space = 0.0
        colour: Colour | None = None
        shown: set[str] = set()
        marking = not self._in_artifact and not self._in_mark
        for number, line in enumerate(lines):
            start = x + (offsets[number] if offsets else 0.0)
            baseline = baselines[number]
            code.append(f"1 0 0 1 {start:.3f} {page.height - baseline:.3f} Tm")
            at = start
            for fragment in line.fragments:
                look, text = fragment.look, fragment.text
                if look.slot is not slot and marking:
                    if slot is not None:
                        code.append(self.marks.end())
                    if look.slot is not None:
                        code.append(self.marks.mark_content(look.slot, look.role))
                    slot = look.slot
                if look.face is not face or look.size != size:
                    face, size = look.face, look.size
                    space = face.widths.get(" ", 0.0) * size / 1000  # the face of signs has none, and no text in it ends with one
                    shown = self._shown.setdefault(face, set())
                    code.append(f"/{self._faces[face]} {size:g} Tf")
                if look.colour is not colour and look.colour != colour:
                    colour = look.colour
                    code.append(_fill(colour))
                if look.rise != rise:
                    rise = look.rise
                    code.append(f"{rise:g} Ts")
                code.append(f"<{face.encode(text)}> Tj")
                shown.update(text)
                end = at + fragment.width - (space if text.endswith(" ") else 0.0)
                if look.link is not None and not self._in_artifact:
                    box = links.setdefault((look.link, number), [at, end, baseline, size])
                    box[1] = end
                if look.underline:
                    underlines.append((at, end, baseline, look))
                page.texts.append(
                    TextFact(text=text, x0=at, x1=end, baseline=baseline, size=size, font=face.ps_name, artifact=self._in_artifact)
                )
                at += fragment.width
            self._note_ink(start, baseline - size, start + line.width, baseline + size * 0.25)
        if rise:
            code.append("0 Ts")
        if slot is not None:
            code.append(self.marks.end())
        code.append("ET")
        for left, right, baseline, look in underlines:
            self.rule(left, baseline + look.size * 0.12, right, thickness=look.underline, colour=look.colour)
        for (link, _), (left, right, baseline, tall) in links.items():
            self.link(link, left, baseline - tall * 0.95, right, baseline + tall * 0.3)

    def link(self, slot: LinkSlot, x0: float, top: float, x1: float, bottom: float) -> None:
        """A link annotation over a rectangle; where it leads is written when every page is known."""
        if not self._links_wanted:
            return
        name = f"Link{len(self.links)}"
        raw, number = register(self.canvas.document, name)
        self.canvas.annotate(name)
        key = self.marks.bind_annotation(slot, number)
        rectangle = (x0, self.height - bottom, x1, self.height - top)
        self.links.append(DrawnLink(raw, self.page_index, rectangle, slot, key))

    def anchor(self, name: str, x: float, top: float) -> None:
        """Let links to `name` lead here."""
        self.anchors.setdefault(name, Anchor(self.page_index, x, top))

    def embed_fonts(self) -> None:
        """Put every face that was used into the file, cut down to the characters that were shown.

        A face that shows a value of a personal copy has all usual letters, so that copies have the same fonts and no font tells which letters a name has.
        """
        for face, characters in self.shown().items():
            embed_face(self.canvas.document, face, characters, self._faces[face])

    def shown_without_slugs(self) -> Mapping[Face, frozenset[str]]:
        """The characters of each face that were shown outside all slugs."""
        return {face: frozenset(characters) for face, characters in self._shown.items()}

    def shown(self) -> Mapping[Face, frozenset[str]]:
        """The characters of each face that go into the file, faces in order."""
        found = {face: set(characters) for face, characters in self._shown.items()}
        for slug in self.slugs:
            for face, characters in slug.shown.items():
                found.setdefault(face, set()).update(characters, face.usual_letters())
        return {face: frozenset(found[face]) for face in self._faces if found.get(face)}


def _around(boxes: Iterable[Sequence[float]]) -> tuple[float, float, float, float] | None:
    """The box around `boxes`, of which some may be empty."""
    drawn = [box for box in boxes if box]
    if not drawn:
        return None
    return min(box[0] for box in drawn), min(box[1] for box in drawn), max(box[2] for box in drawn), max(box[3] for box in drawn)


@lru_cache(maxsize=256)
def _fill(colour: Colour) -> str:
    """The operator that fills in `colour`; what is nearly black in black ink alone (DeviceGray), which no printer sets in dots."""
    return "0 g" if colour.nearly_black else f"{colour.red:.4g} {colour.green:.4g} {colour.blue:.4g} rg"


@lru_cache(maxsize=256)
def _stroke(colour: Colour) -> str:
    """The same for lines."""
    return "0 G" if colour.nearly_black else f"{colour.red:.4g} {colour.green:.4g} {colour.blue:.4g} RG"


def _placed(turn: int, x: float, y: float, width: float, height: float) -> str:
    """The matrix that draws a picture of the Exif orientation `turn` upright in a rectangle whose lower left corner is (x, y)."""
    across_x, across_y, up_x, up_y, right, above = _TURNS[turn]
    sides = (across_x * width, across_y * height, up_x * width, up_y * height)
    return " ".join([*(f"{side:.3f}" if side else "0" for side in sides), f"{x + right * width:.3f} {y + above * height:.3f}"])


def _rounded(x: float, y: float, width: float, height: float, radius: float, corners: tuple[bool, bool]) -> str:
    if radius <= 0 or not any(corners):
        return f"{x:.3f} {y:.3f} {width:.3f} {height:.3f} re"
    upper, lower = (radius if rounded else 0.0 for rounded in corners)
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
