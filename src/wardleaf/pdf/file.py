"""A file of pages: contents, pictures, fonts, links, outline and catalog, every object as it is packed, and the pages
for whoever puts them on sheets.

ReportLab's canvas and document carry pages and numbers: object numbers, resource names and MCIDs are given here, in the
order in which the pages are written.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from msgspec import Struct
from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase import pdfdoc

from wardleaf.display import (
    Anchor,
    Content,
    GlyphRun,
    LinkArea,
    Page,
    PageItem,
    Path,
    Picture,
    VectorPicture,
    place_of,
    unowned,
)
from wardleaf.packed_pictures import PackedPicture
from wardleaf.pdf.canvas import PageCanvas
from wardleaf.pdf.contents import Stretch, stream_of, write_items
from wardleaf.pdf.drawn_pages import DrawnPage, DrawnPages, drawn_pages
from wardleaf.pdf.fonts import embed_face
from wardleaf.pdf.marks import Marks
from wardleaf.pdf.object_file import ObjectFile, Stream
from wardleaf.pdf.objects import PACKED, PdfObject, StreamObject, register
from wardleaf.pdf.pictures import image_object, placed
from wardleaf.pdf.syntax import pdf_string
from wardleaf.pdf.tags import (
    Metadata,
    UntaggedError,
    named_slot,
    write_info,
    write_metadata,
    write_output_intent,
    write_tree,
)
from wardleaf.reading.tree import LinkSlot, Slot, StructElem
from wardleaf.text.faces import Face


class OutlineEntry(Struct, frozen=True):
    """A heading in the outline: its level (1 for the handout's title), its words, and the anchor it leads to."""

    level: int
    title: str
    anchor: str


class CutPage(Struct, frozen=True):
    """A page with items that a personal copy has otherwise: what stands and what changes by turns, as written, and the
    number of its stream.
    """

    stretches: tuple[Stretch, ...]
    stream: int


class FinishedPdf(Struct, frozen=True, kw_only=True):
    """A PDF that is packed but for its late streams, its pages as they were drawn, and whether it has tags.

    `cut` are the pages that were cut, by index, `standing` what stands on them and on all others, `names` those of the
    faces on each page.
    """

    file: ObjectFile
    pages: DrawnPages
    tagged: bool
    cut: Mapping[int, CutPage]
    standing: Sequence[Stretch]
    names: Mapping[Face, str]


def write_file(
    pages: Sequence[Page],
    faces: Iterable[Face],
    tree: StructElem | None,
    outline: Sequence[OutlineEntry],
    metadata: Metadata,
    cuts: Mapping[int, Sequence[tuple[int, int]]] = {},  # never changed
) -> FinishedPdf:
    """The PDF of `pages` in `faces`, tagged with `tree` unless that is None; the same input gives the same bytes.

    `cuts` are the items (from and up to which), by page index, that personal copies have otherwise: those pages are
    late streams. Raises `UntaggedError` when something has no place in the tree, or nothing was placed for a slot of
    it.
    """
    names = {face: f"F{number}" for number, face in enumerate(faces, start=1)}
    file = _File(names, tagged=tree is not None)
    if tree is not None:
        _check_owners(pages)
    cut = {number: file.add_page(page, cuts.get(number, ())) for number, page in enumerate(pages)}
    return file.finish(tree, outline, metadata, {number: cut[number] for number in sorted(cuts)})


def _check_owners(pages: Sequence[Page]) -> None:
    """Raise `UntaggedError` for a text that is neither content nor artifact: it names the block that stands before it."""
    for number, page in enumerate(pages, 1):
        loose = unowned(page)
        if loose is not None:
            before = [item for item in page.items[: page.items.index(loose)] if isinstance(item, GlyphRun)]
            slot = next((run.look.slot for run in reversed(before) if run.look.slot), None)
            near = f", after {named_slot(slot)}" if slot else ""
            raise UntaggedError(f"a text on page {number}{near} stands in no slot and is no artifact")


@dataclass(slots=True)
class _Link:
    """A link annotation: its object (written last), page index, rectangle from the bottom left, slot, and key (-1
    without tags).
    """

    raw: PdfObject
    page: int
    rectangle: tuple[float, float, float, float]
    slot: LinkSlot
    key: int


class _File:
    """A file under way. To the pages that are written into it, it is what surrounds them."""

    def __init__(self, names: Mapping[Face, str], *, tagged: bool) -> None:
        self._names, self._tagged = names, tagged
        self._canvas = PageCanvas(io.BytesIO(), pageCompression=1, invariant=1, pdfVersion=(1, 7))
        self._marks = Marks()
        self._sizes: list[tuple[float, float]] = []
        self._links: list[_Link] = []
        self._anchors: dict[str, tuple[int, Anchor]] = {}
        self._pictures: dict[PackedPicture, str] = {}
        self._shown: dict[Face, set[str]] = {}
        self._standing: list[Stretch] = []

    # --- pages ---

    def add_page(self, page: Page, cuts: Sequence[tuple[int, int]] = ()) -> tuple[Stretch, ...]:
        """Write `page`; gives its stretches: with `cuts`, what stands and what they cut out by turns."""
        height = page.size[1]
        self._sizes.append(page.size)
        self._canvas.setPageSize(page.size)
        slots: list[Slot] = []
        operators: list[str] = []
        stretches: list[Stretch] = []
        ends = [0, *(end for cut in cuts for end in cut), len(page.items)]
        for start, end in pairwise(ends):
            stretch = write_items(
                page.items[start:end] if cuts else page.items,
                height,
                self._names,
                surroundings=self,
                first_mark=len(slots),
                tagged=self._tagged,
            )
            stretches.append(stretch)
            slots += stretch.slots
            operators += stretch.operators
        self._standing += stretches[::2]
        for number, stretch in enumerate(stretches):
            for face, characters in stretch.shown.items():
                # A face that shows a value of a personal copy has all usual letters, so that copies have the same fonts
                # and no font tells which letters a name has.
                self._shown.setdefault(face, set()).update(characters, face.usual_letters() if number % 2 else ())
        self._note_places(page.items, height)
        self._marks.add_page(slots)
        self._canvas.showPage()
        self._canvas.finished[-1].Contents = StreamObject(PACKED, stream_of(operators))
        return tuple(stretches)

    def _note_places(self, items: Iterable[PageItem], height: float) -> None:
        page = len(self._sizes) - 1
        for item in items:
            if isinstance(item, Anchor):
                self._anchors.setdefault(item.name, (page, item))
            elif isinstance(item, Path | Picture) and isinstance(item.owner, Content):
                self._marks.bind_box(item.owner.slot, page, place_of(item), height)

    def show_picture(self, picture: Picture, height: float) -> Sequence[str]:
        """The operators that show `picture` on the current page."""
        held = picture.picture
        if isinstance(held, VectorPicture):
            from wardleaf.pdf.vector import read_drawing

            if (drawing := read_drawing(held.svg)) is None:
                raise AssertionError("a picture that cannot be drawn was placed")
            return self._canvas.draw(drawing, picture, height)
        name = self._pictures.get(held)
        if name is None:
            name = self._pictures[held] = f"Picture{len(self._pictures)}"
            self._embed_picture(name, held)
        matrix = placed(held.turn, picture.x, height - picture.top - picture.height, picture.width, picture.height)
        return (f"q {matrix} cm /{self._canvas.use_form(name)} Do Q",)

    def _embed_picture(self, name: str, picture: PackedPicture) -> None:
        """Put a picture into the file, once."""
        mask = 0
        if picture.mask:
            self._canvas.add_form(f"{name}.mask", image_object(picture, picture.mask))
            mask = self._canvas.number_of_form(f"{name}.mask")
        self._canvas.add_form(name, image_object(picture, picture.dots, mask=mask))

    def add_link(self, area: LinkArea) -> None:
        """A link annotation; where it leads is written when every page is known."""
        name = f"Link{len(self._links)}"
        raw, number = register(self._canvas.document, name)
        self._canvas.annotate(name)
        page, height = len(self._sizes) - 1, self._sizes[-1][1]
        key = self._marks.bind_annotation(area.slot, page, number) if self._tagged else -1
        self._links.append(
            _Link(raw, page, (area.x0, height - area.bottom, area.x1, height - area.top), area.slot, key)
        )

    # --- the file ---

    def finish(
        self,
        tree: StructElem | None,
        outline: Sequence[OutlineEntry],
        metadata: Metadata,
        cut: Mapping[int, tuple[Stretch, ...]],
    ) -> FinishedPdf:
        """Everything that the pages refer to, and the file; `cut` are the stretches of the pages that are late."""
        document = self._canvas.document
        for face, resource in self._names.items():
            if self._shown.get(face):
                embed_face(document, face, self._shown[face], resource)
        pages = self._canvas.finished
        tree_of_pages = document.Reference(document.Pages)  # type: ignore[attr-defined]
        numbers = document.idToObjectNumberAndVersion
        page_numbers = [numbers[f"Page{number}"][0] for number in range(1, len(pages) + 1)]
        entries = [f"/Type/Catalog/Pages {numbers[tree_of_pages.name][0]} 0 R/Lang{pdf_string(metadata.language)}"]
        entries.append("/ViewerPreferences<</DisplayDocTitle true>>/PageLabels<</Nums[0<</S/D>>]>>")
        tags: Mapping[int, bytes] = {}
        if tree is not None:
            written = write_tree(document, tree, self._marks, page_numbers)
            tags = written.objects
            entries.append(f"/MarkInfo<</Marked true>>/StructTreeRoot {written.root} 0 R")
            for number, page in enumerate(pages):
                page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
                entries_of_page: dict[str, object] = {"Tabs": pdfdoc.PDFName("S")}
                if self._marks.pages[number]:
                    entries_of_page["StructParents"] = number
                for key, value in entries_of_page.items():
                    setattr(page, key, value)
        self._write_links(page_numbers)
        outline_number = self._write_outline(outline, page_numbers)
        if outline_number:
            entries.append(f"/Outlines {outline_number} 0 R/PageMode/UseOutlines")
        entries.append(f"/Metadata {write_metadata(document, metadata)} 0 R")
        if tree is not None:
            entries.append(f"/OutputIntents[{write_output_intent(document)} 0 R]")
        _, catalog = register(document, "WardleafCatalog", f"<<{''.join(entries)}>>".encode("latin-1"))
        info = write_info(document, metadata)
        objects = _objects(document, tags)
        contents = [numbers[document.Reference(page.Contents).name][0] for page in pages]
        drawn = (_drawn_page(page, objects[number], document) for page, number in zip(pages, contents))
        return FinishedPdf(
            file=ObjectFile(objects, catalog=catalog, information=info, late=[contents[page] for page in cut]),
            pages=drawn_pages(metadata.title, drawn, objects),
            cut={page: CutPage(stretches, contents[page]) for page, stretches in cut.items()},
            tagged=self._tagged,
            standing=self._standing,
            names=self._names,
        )

    def _write_links(self, page_numbers: Sequence[int]) -> None:
        for drawn in self._links:
            target = drawn.slot.target
            if target.startswith("#"):
                if target[1:] not in self._anchors:
                    raise AssertionError(f"a link leads to {target}, which was never placed")
                action = self._destination(target[1:], page_numbers)
            else:
                action = f"/A<</S/URI/URI{pdf_string(target)}>>"
            box = " ".join(f"{edge:.2f}" for edge in drawn.rectangle)
            words = drawn.slot.words
            if drawn.slot.page_label:
                words = f"{words}, {drawn.slot.page_label.format(page=self._anchors[target[1:]][0] + 1)}"
            parent = f"/StructParent {len(self._marks.pages) + drawn.key}" if drawn.key >= 0 else ""
            drawn.raw.data = (
                f"<</Type/Annot/Subtype/Link/Rect[{box}]/Border[0 0 0]/F 4/Contents{pdf_string(words)}{parent}{action}>>"
            ).encode("latin-1")

    def _destination(self, anchor: str, page_numbers: Sequence[int]) -> str:
        page, place = self._anchors[anchor]
        return f"/Dest[{page_numbers[page]} 0 R/XYZ {place.x:.2f} {self._sizes[page][1] - place.top + 6:.2f} null]"

    def _write_outline(self, outline: Sequence[OutlineEntry], page_numbers: Sequence[int]) -> int:
        """Outline items as a linked tree (ISO 32000-1, 12.3.3); gives the root's number, 0 when there is no entry."""
        if not outline:
            return 0
        document = self._canvas.document
        root, root_number = register(document, "WardleafOutline")
        made = [(entry, *register(document, f"Outline{count}")) for count, entry in enumerate(outline)]
        parents: list[int | None] = []
        open_items: list[tuple[int, int]] = []
        for index, (entry, _, _) in enumerate(made):
            while open_items and open_items[-1][0] >= entry.level:
                open_items.pop()
            parents.append(open_items[-1][1] if open_items else None)
            open_items.append((entry.level, index))
        kids: dict[int | None, list[int]] = {}
        for index, parent in enumerate(parents):
            kids.setdefault(parent, []).append(index)

        def family(index: int | None) -> str:
            own = kids.get(index, [])
            if not own:
                return ""
            count = len(own) if index is None else -len(own)
            return f"/First {made[own[0]][2]} 0 R/Last {made[own[-1]][2]} 0 R/Count {count}"

        for index, (entry, item, _) in enumerate(made):
            siblings = kids[parents[index]]
            place = siblings.index(index)
            parent = parents[index]
            text = f"<</Title{pdf_string(entry.title)}/Parent {root_number if parent is None else made[parent][2]} 0 R"
            if place:
                text += f"/Prev {made[siblings[place - 1]][2]} 0 R"
            if place < len(siblings) - 1:
                text += f"/Next {made[siblings[place + 1]][2]} 0 R"
            item.data = f"{text}{family(index)}{self._destination(entry.anchor, page_numbers)}>>".encode("latin-1")
        root.data = f"<</Type/Outlines{family(None)}>>".encode("latin-1")
        return root_number


def _objects(document: pdfdoc.PDFDocument, tags: Mapping[int, bytes]) -> dict[int, bytes | Stream]:
    """Every object of `document`, by number, and those of its `tags`, which it does not hold itself."""
    objects: dict[int, bytes | Stream] = dict(tags)
    number = 0
    while (number := number + 1) <= document.objectcounter:  # formatting an object may register further ones
        if number in tags:
            continue
        held = document.idToObject[document.numberToId[number]]
        if isinstance(held, PdfObject):  # nearly all: they are bytes already
            objects[number] = held.data
            continue
        objects[number] = (
            held.stream if isinstance(held, StreamObject) else bytes(pdfdoc.format(held, document, toplevel=1)).strip()
        )
    return objects


def _drawn_page(page: pdfdoc.PDFPage, contents: bytes | Stream, document: pdfdoc.PDFDocument) -> DrawnPage:
    """`page`, which has been formatted, with its `contents`; its size is the one that the file says, to as many
    decimals.
    """
    if not isinstance(contents, Stream):
        raise AssertionError("a page without contents")
    width, height = (float(fp_str(edge)) for edge in (page.pagewidth, page.pageheight))
    return DrawnPage(
        width=width, height=height, contents=contents, resources=bytes(pdfdoc.format(page.Resources, document))
    )
