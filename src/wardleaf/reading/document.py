"""A whole handout as it is read: what every form of it says, in order, whatever pages it has or whether it has any."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from wardleaf.document.model import Block, Document
from wardleaf.reading.blocks import ReadBlock, Reader, tree_of
from wardleaf.reading.outer_pages import code_words, read_clinic, read_imprint, read_title, said
from wardleaf.reading.registers import read_references
from wardleaf.reading.tree import StructElem, section


def read_document(document: Document, tell: Callable[[Block, ReadBlock], None] | None = None) -> StructElem:
    """Everything that `document` says, in the order in which its forms have it; layout may move what finds no room on a
    first page behind it, and adds what only pages have: contents with numbers, pages that cite a source, pages to write
    on, what to read when short of time. `tell` is told what was read of each block, for a form that shows more of it than
    words.
    """
    reader = Reader(document.labels, tell=tell) if tell else Reader(document.labels)
    parts = [section(_first_page(document, reader))]
    parts += tree_of(document.blocks, reader.blocks(document.blocks, 1))
    if document.references:
        heading = reader.block(document.references.heading, 2).elements
        listed = read_references(document.references, {}, document.labels)
        parts.append(section((*heading, *listed)))
    imprint = document.imprint
    if imprint.call_box:
        parts += reader.block(imprint.call_box, 1).elements
    parts.append(read_imprint(imprint).element)
    return whole(parts, language=document.language)


def whole(parts: Iterable[StructElem], *, language: str = "") -> StructElem:
    """The root of a reading tree; a form that states the language elsewhere leaves it out."""
    return StructElem(role="Document", kids=tuple(parts), language=language)


def _first_page(document: Document, reader: Reader) -> Iterator[StructElem]:
    page = document.first_page
    yield from read_clinic(document.clinic)
    yield from (said(page.audience), read_title(page), said(page.purpose), said(page.main_message))
    for block in (page.key_points, page.prepared_for, page.call_box):
        if block is not None:
            yield from reader.block(block, 1).elements
    yield said(code_words(document))
    if document.clinic.specimen_notice:
        yield said(document.clinic.specimen_notice)
