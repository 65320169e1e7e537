"""What a finished file says of itself: catalog, metadata, annotations and outline. Knows no content streams."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Literal, assert_never

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from wardleaf.readback.model import Annotation, Declared, LinkFact, OutlineFact
from wardleaf.readback.objects import (
    Reference,
    dictionary,
    entry,
    integer,
    name,
    raw_entry,
    reference,
    resolved,
    sequence,
    stream_data,
    text,
    truth,
)

Placeholder = Literal["form", "files"]

_MOST_METADATA = 2_000_000  # bytes
_MOST_ENTRIES = 5_000
_DEEPEST_NAMES = 12
_DEEPEST_OUTLINE = 12


def read_metadata(catalog: object) -> str:
    """The XMP packet as text; empty when there is none."""
    data = (stream_data(raw_entry(catalog, "/Metadata")) or b"")[:_MOST_METADATA]
    encoding = "utf-16" if data.startswith((b"\xfe\xff", b"\xff\xfe")) else "utf-8"
    return data.decode(encoding, "replace")


def read_declared(reader: PdfReader, catalog: object, metadata: str, *, encrypted: bool) -> Declared:
    """What the catalog and the XMP packet declare."""
    return Declared(
        version=_version(reader, catalog),
        tagged=truth(entry(entry(catalog, "/MarkInfo"), "/Marked")),
        pdf_ua=_property(metadata, "pdfuaid:part"),
        pdf_a=_property(metadata, "pdfaid:part") + _property(metadata, "pdfaid:conformance"),
        shows_title=truth(entry(entry(catalog, "/ViewerPreferences"), "/DisplayDocTitle")),
        encrypted=encrypted,
        producer=_property(metadata, "pdf:Producer") or text(entry(_info(reader), "/Producer")),
    )


def read_title(reader: PdfReader, metadata: str) -> str:
    """The title: the XMP packet's, else the information dictionary's."""
    listed = re.search(r"<dc:title\b[^>]{0,200}>(.{0,5000}?)</dc:title>", metadata, re.DOTALL)
    if listed:
        item = re.search(r"<rdf:li\b[^>]{0,200}>(.{0,5000}?)</rdf:li>", listed[1], re.DOTALL)
        if item and item[1].strip():
            return html.unescape(item[1]).strip()
    return text(entry(_info(reader), "/Title")).strip()


def _info(reader: PdfReader) -> DictionaryObject | None:
    return dictionary(raw_entry(reader.trailer, "/Info"))


def _version(reader: PdfReader, catalog: object) -> str:
    own = name(entry(catalog, "/Version"))
    try:
        header = reader.pdf_header.removeprefix("%PDF-").strip()
    except Exception:
        header = ""
    return max(own, header)


def _property(metadata: str, key: str) -> str:
    """A simple property of an XMP packet, written as an element or as an attribute."""
    found = re.search(
        rf"<{key}\b[^>]{{0,200}}>([^<]{{0,500}})<|\b{key}\s{{0,20}}=\s{{0,20}}[\"']([^\"']{{0,500}})", metadata
    )
    return html.unescape(found[1] or found[2] or "").strip() if found else ""


class Targets:
    """Where destinations lead. `pages` gives the number of each page object."""

    def __init__(self, catalog: object, pages: Mapping[Reference, int]) -> None:
        self.pages = pages
        self._old = dictionary(raw_entry(catalog, "/Dests"))
        self._names: dict[str, object] = {}
        self._read_names(entry(entry(catalog, "/Names"), "/Dests"), 0, set())

    def _read_names(self, node: object, depth: int, seen: set[int]) -> None:
        held = dictionary(node)
        if held is None or depth > _DEEPEST_NAMES or id(held) in seen or len(self._names) > _MOST_ENTRIES:
            return
        seen.add(id(held))
        listed = sequence(entry(held, "/Names"))
        for key, target in list(zip(listed[::2], listed[1::2]))[:_MOST_ENTRIES]:
            self._names.setdefault(text(key), target)
        for kid in sequence(entry(held, "/Kids"))[:_MOST_ENTRIES]:
            self._read_names(kid, depth + 1, seen)

    def page(self, destination: object) -> int | None:
        """The page of a destination, named or explicit (ISO 32000-1, 12.3.2)."""
        found = resolved(destination)
        key = name(found) or text(found)
        if key:
            found = resolved(self._names.get(key)) or entry(self._old, f"/{key}")
        if isinstance(found, DictionaryObject):
            found = entry(found, "/D")
        listed = sequence(found)
        if not listed:
            return None
        whole = integer(listed[0])
        if whole is not None:
            return whole + 1 if 0 <= whole < len(self.pages) else None
        target = reference(listed[0])
        return self.pages.get(target) if target is not None else None

    def describe(self, holder: DictionaryObject) -> str:
        """Where a link or an outline entry leads: an address, or "page 7"; empty when nowhere."""
        action = dictionary(raw_entry(holder, "/A"))
        address = text(entry(action, "/URI"))
        if address:
            return address
        page = self.page_of(holder)
        if page is not None:
            return f"page {page}"
        other = entry(action, "/F")
        return text(other) or text(entry(other, "/UF")) or text(entry(other, "/F"))

    def page_of(self, holder: DictionaryObject) -> int | None:
        """The page here that a link or an outline entry leads to."""
        here = self.page(raw_entry(holder, "/Dest"))
        if here is not None:
            return here
        action = dictionary(raw_entry(holder, "/A"))
        return self.page(raw_entry(action, "/D")) if name(entry(action, "/S")) == "GoTo" else None


def read_annotations(page: object, number: int, targets: Targets) -> list[tuple[Reference | None, Annotation]]:
    """The annotations of page `number`, each with the number of its object."""
    found: list[tuple[Reference | None, Annotation]] = []
    for value in sequence(entry(page, "/Annots"))[:_MOST_ENTRIES]:
        held = dictionary(value)
        if held is not None:
            made = Annotation(
                page=number,
                kind=name(entry(held, "/Subtype")),
                target=targets.describe(held),
                words=text(entry(held, "/Contents")),
            )
            found.append((reference(value), made))
    return found


def links_of(annotations: list[tuple[Reference | None, Annotation]], heard: Mapping[int, str]) -> list[LinkFact]:
    """The links among annotations; `heard` has the words of their tags, by identity."""
    return [
        LinkFact(page=made.page or 0, target=made.target, words=made.words or heard.get(id(made), ""))
        for _, made in annotations
        if made.kind == "Link"
    ]


def placeholder(catalog: object) -> Placeholder | None:
    """What the file really holds when its pages only stand for it: a form that Acrobat draws itself (dynamic XFA), or
    other files (ISO 32000-1, 12.7.8 and 7.11.6).
    """
    form = dictionary(raw_entry(catalog, "/AcroForm"))
    forms = resolved(raw_entry(form, "/XFA"))
    if forms is not None and (
        truth(entry(catalog, "/NeedsRendering")) or not sequence(entry(form, "/Fields")) or _is_dynamic(forms)
    ):
        return "form"
    folder = dictionary(raw_entry(catalog, "/Collection"))
    return "files" if folder is not None and name(entry(folder, "/View")) != "H" else None


def placeholder_words(what: Placeholder) -> str:
    """In a sentence, what the pages stand for."""
    match what:
        case "form":
            return "the pages of this file are a placeholder: the form that it holds opens only in Adobe Acrobat"
        case "files":
            return "the pages of this file are a placeholder or a cover: the file is a portfolio, and the files inside it open only one by one"
        case _:
            assert_never(what)


def _is_dynamic(forms: object) -> bool:
    """Whether an XFA form asks to be drawn anew (its configuration's `dynamicRender`)."""
    parts = sequence(forms)
    for part in parts[1:40:2] if parts else (forms,):
        data = stream_data(part) or b""
        if re.search(rb"<dynamicRender>\s{0,20}required", data[:_MOST_METADATA]):
            return True
    return False


def read_outline(catalog: object, targets: Targets) -> tuple[OutlineFact, ...]:
    """The outline from top to bottom; entries that repeat or lie too deep are left out."""
    found: list[OutlineFact] = []
    seen: set[int] = set()
    stack: list[tuple[object, int]] = [(entry(entry(catalog, "/Outlines"), "/First"), 1)]
    while stack and len(found) < _MOST_ENTRIES:
        value, level = stack.pop()
        held = dictionary(value)
        if held is None or id(held) in seen or level > _DEEPEST_OUTLINE:
            continue
        seen.add(id(held))
        found.append(OutlineFact(level=level, title=text(entry(held, "/Title")), page=targets.page_of(held)))
        stack.append((entry(held, "/Next"), level))
        stack.append((entry(held, "/First"), level + 1))
    return tuple(found)
