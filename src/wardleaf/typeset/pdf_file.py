"""The finished file: catalog, outline, links, every object as it is packed, and the pages for whoever puts them on sheets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportlab.pdfbase import pdfdoc

from wardleaf.pdf.drawn_pages import DrawnPage, DrawnPages, drawn_pages
from wardleaf.pdf.object_file import ObjectFile, Stream
from wardleaf.pdf.syntax import pdf_string
from wardleaf.pdf.tags import Metadata, PdfObject, register, write_info, write_metadata, write_output_intent, write_tree
from wardleaf.tagging.tree import StructElem
from wardleaf.typeset.canvas import Ink

_LENGTH = re.compile(rb"/Length \d+\s*")


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A heading in the outline: its level (1 for the handout's title), its words, and the anchor it leads to."""

    level: int
    title: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedPdf:
    """A PDF that is packed but for its late streams, and its pages as they were drawn."""

    file: ObjectFile
    pages: DrawnPages


def finish_file(ink: Ink, tree: StructElem, outline: Sequence[OutlineEntry], metadata: Metadata) -> FinishedPdf:
    """The PDF with everything that `ink` drew, tagged with `tree` when tags are wanted; the same input gives the same bytes.

    Its late streams are the pages on which a personal copy differs from others.
    """
    document = ink.canvas.document
    ink.embed_fonts()
    pages = ink.canvas.finished
    tree_of_pages = document.Reference(document.Pages)  # type: ignore[attr-defined]
    names = [f"Page{number}" for number in range(1, len(pages) + 1)]
    page_numbers = [document.idToObjectNumberAndVersion[name][0] for name in names]
    tagged = ink.marks.wanted
    entries = [f"/Type/Catalog/Pages {document.idToObjectNumberAndVersion[tree_of_pages.name][0]} 0 R/Lang{pdf_string(metadata.language)}"]
    entries.append("/ViewerPreferences<</DisplayDocTitle true>>/PageLabels<</Nums[0<</S/D>>]>>")
    tags: Mapping[int, bytes] = {}
    if tagged:
        written = write_tree(document, tree, ink.marks, page_numbers)
        tags = written.objects
        entries.append(f"/MarkInfo<</Marked true>>/StructTreeRoot {written.root} 0 R")
        for number, page in enumerate(pages):
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            entries_of_page: dict[str, object] = {"Tabs": pdfdoc.PDFName("S")}
            if ink.marks.pages[number]:
                entries_of_page["StructParents"] = number
            for key, value in entries_of_page.items():
                setattr(page, key, value)
    _write_links(ink, page_numbers)
    outline_number = _write_outline(document, outline, ink, page_numbers)
    if outline_number:
        entries.append(f"/Outlines {outline_number} 0 R/PageMode/UseOutlines")
    entries.append(f"/Metadata {write_metadata(document, metadata)} 0 R")
    if tagged:
        entries.append(f"/OutputIntents[{write_output_intent(document)} 0 R]")
    _, catalog = register(document, "WardleafCatalog", f"<<{''.join(entries)}>>".encode("latin-1"))
    info = write_info(document, metadata)
    objects = _objects(document, tags)
    contents = [document.idToObjectNumberAndVersion[document.Reference(page.Contents).name][0] for page in pages]
    drawn = (_drawn_page(page, objects[number], document) for page, number in zip(pages, contents))
    return FinishedPdf(
        file=ObjectFile(objects, catalog=catalog, information=info, late=[contents[page] for page in ink.pages_with_values]),
        pages=drawn_pages(metadata.title, drawn, objects),
    )


def _write_links(ink: Ink, page_numbers: Sequence[int]) -> None:
    for drawn in ink.links:
        target = drawn.slot.target
        if target.startswith("#"):
            anchor = ink.anchors.get(target[1:])
            if anchor is None:
                raise AssertionError(f"a link leads to {target}, which was never drawn")
            height = ink.page_height(anchor.page)
            action = f"/Dest[{page_numbers[anchor.page]} 0 R/XYZ {anchor.x:.2f} {height - anchor.top + 6:.2f} null]"
        else:
            action = f"/A<</S/URI/URI{pdf_string(target)}>>"
        box = " ".join(f"{edge:.2f}" for edge in drawn.rectangle)
        words = drawn.slot.words
        if drawn.slot.page_label:
            words = f"{words}, {drawn.slot.page_label.format(page=ink.anchors[target[1:]].page + 1)}"
        parent = f"/StructParent {len(ink.marks.pages) + drawn.key}" if drawn.key >= 0 else ""
        drawn.raw.data = (f"<</Type/Annot/Subtype/Link/Rect[{box}]/Border[0 0 0]/F 4/Contents{pdf_string(words)}{parent}{action}>>").encode(
            "latin-1"
        )


def _write_outline(document: pdfdoc.PDFDocument, outline: Sequence[OutlineEntry], ink: Ink, page_numbers: Sequence[int]) -> int:
    """Outline items as a linked tree (ISO 32000-1, 12.3.3); gives the root's number, 0 when there is no entry."""
    if not outline:
        return 0
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
        anchor = ink.anchors[entry.anchor]
        top = ink.page_height(anchor.page) - anchor.top + 6
        item.data = f"{text}{family(index)}/Dest[{page_numbers[anchor.page]} 0 R/XYZ {anchor.x:.2f} {top:.2f} null]>>".encode("latin-1")
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
        data = bytes(pdfdoc.format(held, document, toplevel=1))
        if data.endswith(b"endstream\n"):
            entries, body = data.removesuffix(b"endstream\n").split(b"\nstream\n", 1)
            objects[number] = Stream(_LENGTH.sub(b"", entries.strip().removeprefix(b"<<").removesuffix(b">>").strip()), body)
        else:
            objects[number] = data.strip()
    return objects


def _drawn_page(page: pdfdoc.PDFPage, contents: bytes | Stream, document: pdfdoc.PDFDocument) -> DrawnPage:
    """`page`, which has been formatted, with its `contents`; its size is the one that the file says, to as many decimals."""
    if not isinstance(contents, Stream):
        raise AssertionError("a page without contents")
    _, _, width, height = map(float, bytes(pdfdoc.format(page.MediaBox, document)).strip(b"[ ]").split())
    return DrawnPage(width=width, height=height, contents=contents, resources=bytes(pdfdoc.format(page.Resources, document)))
