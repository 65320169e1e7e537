"""The tag tree into the PDF: struct elements, parent tree, metadata and output intent, as PDF objects.

Everything is written as bytes that we made ourselves, numbered by ReportLab's document. This room knows what was drawn
only through `Marks`. Clauses: ISO 32000-1 14.7 (structure), ISO 14289-1 5 and 7, ISO 19005-2 6.2 to 6.7.
"""

from __future__ import annotations

import datetime
import html
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import assert_never

from msgspec import Struct
from reportlab.pdfbase import pdfdoc

from wardleaf.pdf.marks import Marks
from wardleaf.pdf.objects import PACKED, register, register_stream
from wardleaf.pdf.syntax import pdf_string
from wardleaf.reading.tree import ROLE_MAP, Gap, Kid, LinkSlot, Slot, StructElem, walk

PRODUCER = "Wardleaf with ReportLab"


class UntaggedError(Exception):
    """Something was authored and nothing was placed for it: our bug. The message names the block and its line."""


class Metadata(Struct, frozen=True, kw_only=True):
    """What a file says of itself. `date` is the last review's: 00:00 UTC of that day is the file's date."""

    title: str
    author: str
    subject: str
    language: str
    date: datetime.date
    tagged: bool
    keywords: str = ""


class WrittenTree(Struct, frozen=True):
    """A tag tree as it is written: the number of its StructTreeRoot, and its objects by number.

    Their numbers are the document's, but it does not hold them: ReportLab would make three entries and a reference of
    each, and they are most of a file's objects.
    """

    root: int
    objects: Mapping[int, bytes]


def write_tree(
    document: pdfdoc.PDFDocument, tree: StructElem, marks: Marks, page_numbers: Sequence[int]
) -> WrittenTree:
    """Write `tree` as drawn, under numbers that `document` then leaves free.

    `page_numbers` are the object numbers of the pages. Raises `UntaggedError` when a slot of the tree was not drawn, or
    something was drawn for a slot that is not in the tree.
    """
    everything = list(walk(tree))
    elements = [kid for kid in everything if isinstance(kid, StructElem)]
    _check_slots(everything, marks)
    marked = [(page, slots) for page, slots in enumerate(marks.pages) if slots]
    root = _free_numbers(document, 1 + len(elements) + len(marked))
    numbers = {id(element): number for number, element in enumerate(elements, root + 1)}
    owner: dict[Slot, int] = {}
    annotation_owner: dict[LinkSlot, int] = {}
    parents: dict[int, int] = {id(tree): root}
    ids: list[tuple[str, int]] = []
    for number, element in enumerate(elements, root + 1):
        for kid in element.kids:
            match kid:
                case StructElem():
                    parents[id(kid)] = number
                case Slot():
                    owner[kid] = number
                case LinkSlot():
                    annotation_owner[kid] = number
                case Gap():
                    pass  # a space is drawn with the word before it
                case _:
                    assert_never(kid)
    objects: dict[int, bytes] = {}
    for number, element in enumerate(elements, root + 1):
        objects[number] = _element(element, numbers, parents[id(element)], marks, page_numbers)
        if element.id:
            ids.append((element.id, number))
    nums: list[str] = []
    for array, (page, slots) in enumerate(marked, root + 1 + len(elements)):
        objects[array] = f"[{' '.join(f'{owner[slot]} 0 R' for slot in slots)}]".encode("ascii")
        nums.append(f"{page} {array} 0 R")
    bound = sorted((key, annotation_owner[slot]) for slot, drawn in marks.annotations.items() for _, _, key in drawn)
    nums.extend(f"{len(marks.pages) + key} {number} 0 R" for key, number in bound)
    roles = " ".join(f"/{own}/{standard}" for own, standard in ROLE_MAP.items())
    id_tree = "".join(f"{pdf_string(name)} {number} 0 R " for name, number in sorted(ids))
    objects[root] = (
        f"<</Type/StructTreeRoot/K[{numbers[id(tree)]} 0 R]/ParentTree<</Nums[{' '.join(nums)}]>>"
        f"/ParentTreeNextKey {len(marks.pages) + len(bound)}/RoleMap<<{roles}>>"
        + (f"/IDTree<</Names[{id_tree}]>>" if ids else "")
        + ">>"
    ).encode("latin-1")
    return WrittenTree(root, objects)


def _free_numbers(document: pdfdoc.PDFDocument, count: int) -> int:
    """The first of `count` numbers in a row that `document` gives to nothing of its own."""
    first: int = document.objectcounter + 1
    document.objectcounter += count
    return first


def _check_slots(everything: Sequence[Kid], marks: Marks) -> None:
    seen: set[Slot] = set()
    for kid in everything:
        if isinstance(kid, Slot):
            if kid in seen:
                raise UntaggedError(f"{named_slot(kid)} stands in the tag tree twice")
            seen.add(kid)
            if kid not in marks.content:
                raise UntaggedError(f"nothing was placed for {named_slot(kid)}")
        elif isinstance(kid, LinkSlot) and kid not in marks.annotations:
            raise UntaggedError(f"no link was placed to {kid.target} (“{kid.words}”)")
    for slot in marks.content:
        if slot not in seen:
            raise UntaggedError(f"{named_slot(slot)} was placed but is not in the tag tree")


def named_slot(slot: Slot) -> str:
    """`slot` as a message names it: the block, and where it was written."""
    return f"{slot.what or 'a block'} at {slot.span}" if slot.span else (slot.what or "a block")


def _element(element: StructElem, numbers: dict[int, int], parent: int, marks: Marks, pages: Sequence[int]) -> bytes:
    home = _home_page(element, marks)
    kids = [text for kid in element.kids for text in _kid(kid, numbers, marks, pages, home)]
    text = f"<</S/{element.role}/P {parent} 0 R"
    if home is not None:
        text += f"/Pg {pages[home]} 0 R"
    if kids:
        text += f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]"
    words = (
        ("Alt", element.alt),
        ("ActualText", element.actual_text),
        ("E", element.expansion),
        ("Lang", element.language),
        ("T", element.title),
        ("ID", element.id),
    )
    text += "".join([f"/{key}{pdf_string(said)}" for key, said in words if said])
    attributes = _attributes(element, marks)
    if attributes:
        text += f"/A[{' '.join(attributes)}]" if len(attributes) > 1 else f"/A {attributes[0]}"
    return f"{text}>>".encode("latin-1")


def _attributes(element: StructElem, marks: Marks) -> list[str]:
    found: list[str] = []
    if element.scope:
        found.append(f"<</O/Table/Scope/{element.scope}>>")
    if element.list_numbering:
        found.append(f"<</O/List/ListNumbering/{element.list_numbering}>>")
    if element.bounded:
        for kid in element.kids:
            if isinstance(kid, Slot) and kid in marks.boxes:
                _, *box = marks.boxes[kid]
                found.append(f"<</O/Layout/Placement/Block/BBox[{' '.join(f'{edge:.2f}' for edge in box)}]>>")
    return found


def _home_page(element: StructElem, marks: Marks) -> int | None:
    for kid in element.kids:
        if isinstance(kid, Slot) and marks.content.get(kid):
            return marks.content[kid][0][0]
        if isinstance(kid, LinkSlot) and marks.annotations.get(kid):
            return marks.annotations[kid][0][0]
    return None


def _kid(kid: Kid, numbers: dict[int, int], marks: Marks, pages: Sequence[int], home: int | None) -> list[str]:
    match kid:
        case StructElem():
            return [f"{numbers[id(kid)]} 0 R"]
        case Slot():
            return [
                str(mcid) if page == home else f"<</Type/MCR/Pg {pages[page]} 0 R/MCID {mcid}>>"
                for page, mcid in marks.content[kid]
            ]
        case LinkSlot():
            return [
                f"<</Type/OBJR/Obj {number} 0 R" + ("" if page == home else f"/Pg {pages[page]} 0 R") + ">>"
                for page, number, _ in marks.annotations[kid]
            ]
        case Gap():
            return []
        case _:
            assert_never(kid)


def write_metadata(document: pdfdoc.PDFDocument, metadata: Metadata) -> int:
    """The XMP packet as a stream; gives its number. It claims PDF/UA-1 and PDF/A-2a for tagged files only."""
    return register_stream(document, "XMP", b"/Type/Metadata/Subtype/XML", _xmp(metadata).encode("utf-8"))


def write_info(document: pdfdoc.PDFDocument, metadata: Metadata) -> int:
    """The document information dictionary; gives its number. Its entries equal the XMP's (ISO 19005-2, 6.6.3)."""
    date = f"D:{metadata.date:%Y%m%d}000000Z"
    entries = {
        "Title": metadata.title,
        "Author": metadata.author,
        "Subject": metadata.subject,
        "Keywords": metadata.keywords,
        "Creator": PRODUCER,
        "Producer": PRODUCER,
        "CreationDate": date,
        "ModDate": date,
    }
    text = "".join(f"/{key}{pdf_string(value)}" for key, value in entries.items() if value)
    return register(document, "WardleafInfo", f"<<{text}>>".encode("latin-1"))[1]


def write_output_intent(document: pdfdoc.PDFDocument) -> int:
    """The sRGB output intent (ISO 19005-2, 6.2.3); gives its number."""
    number = register_stream(document, "sRGB", PACKED + b"/N 3", _srgb())
    return register(
        document,
        "OutputIntent",
        f"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile {number} 0 R>>".encode(
            "ascii"
        ),
    )[1]


@lru_cache(maxsize=1)
def _srgb() -> bytes:
    """The profile that Wardleaf ships, packed."""
    return zlib.compress(files("wardleaf.pdf").joinpath("srgb.icc").read_bytes())


def _escaped(text: str) -> str:
    """`text` as XML content. Not the standard library's `xml.sax.saxutils`, which loads what fetches web pages with it."""
    return html.escape(text, quote=False)


_EXTENSION = """
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>part of ISO 14289</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\
</rdf:Description>"""


def _xmp(metadata: Metadata) -> str:
    date = f"{metadata.date:%Y-%m-%d}T00:00:00Z"
    described = [
        f'<dc:format>application/pdf</dc:format><dc:title><rdf:Alt><rdf:li xml:lang="x-default">{_escaped(metadata.title)}</rdf:li></rdf:Alt></dc:title>',
        f"<dc:creator><rdf:Seq><rdf:li>{_escaped(metadata.author)}</rdf:li></rdf:Seq></dc:creator>",
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{_escaped(metadata.subject)}</rdf:li></rdf:Alt></dc:description>',
        f"<dc:language><rdf:Bag><rdf:li>{_escaped(metadata.language)}</rdf:li></rdf:Bag></dc:language>",
        f"<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate><xmp:MetadataDate>{date}</xmp:MetadataDate>",
        f"<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool><pdf:Producer>{PRODUCER}</pdf:Producer>",
    ]
    if metadata.keywords:
        described.append(f"<pdf:Keywords>{_escaped(metadata.keywords)}</pdf:Keywords>")
    if metadata.tagged:
        described.append(
            "<pdfuaid:part>1</pdfuaid:part><pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
        )
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
        'xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
        + "".join(described)
        + "</rdf:Description>"
        + (_EXTENSION.strip() if metadata.tagged else "")
        + '</rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    )
