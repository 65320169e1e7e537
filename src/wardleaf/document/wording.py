"""The words of a document, block by block, for whoever compares, lists or searches them. Knows no layout."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from wardleaf.document.model import (
    Block,
    CallBox,
    Callout,
    CheckList,
    Contacts,
    Diary,
    Document,
    Figure,
    Heading,
    IconArray,
    ItemList,
    PageBreak,
    Paragraph,
    PreparedFor,
    QrCode,
    ReferenceList,
    Runs,
    Table,
    WriteIn,
    runs_text,
)
from wardleaf.findings import Span


def document_texts(document: Document) -> Iterator[tuple[str, Span | None]]:
    """Each stretch of words in the sections of `document`, its sources and their heading with its place, in reading
    order.
    """
    for block in (
        *document.blocks,
        *((document.references.heading, document.references) if document.references else ()),
    ):
        yield from block_texts(block)


def block_texts(block: Block | ReferenceList) -> Iterator[tuple[str, Span | None]]:
    """Each stretch of words in `block` with its place, in reading order; empty ones are left out."""
    yield from ((text, span) for text, span in _texts(block) if text.strip())


def block_runs(block: Block | ReferenceList) -> Iterator[tuple[Runs, Span | None]]:
    """Each stretch of runs in `block` with its place, in reading order: what may hold a citation."""
    match block:
        case ItemList() | CheckList():
            yield block.title, block.span
            yield from _within(tuple(held for item in block.items for held in item.blocks))
        case Callout():
            yield block.heading, block.span
            yield from _within(block.blocks)
        case CallBox():
            yield from _within(tuple(held for item in block.symptoms for held in item.blocks))
            yield block.emergency, block.span
        case ReferenceList():
            yield block.preface, block.span
            yield from ((source.runs, source.span) for source in block.sources)
        case Heading() | Paragraph():
            yield block.runs, block.span
        case Figure():
            yield block.caption, block.span
        case Table():
            yield block.caption, block.span
            yield from ((cell, block.span) for row in (block.header, *block.rows) for cell in row)
        case IconArray():
            yield from ((runs, block.span) for group in block.groups for runs in (group.happened, group.otherwise))
            yield block.key, block.span
            yield block.about, block.span
        case WriteIn():
            yield block.prompt, block.span
        case PreparedFor() | Diary() | Contacts() | QrCode() | PageBreak():
            return
        case _:
            assert_never(block)


def _within(blocks: tuple[Block, ...]) -> Iterator[tuple[Runs, Span | None]]:
    for block in blocks:
        yield from block_runs(block)


def _texts(block: Block | ReferenceList) -> Iterator[tuple[str, Span | None]]:
    match block:
        case CallBox():
            yield block.heading, block.span
            for number in block.numbers:
                yield " ".join(part for part in (number.label, number.number, number.hours) if part), block.span
        case IconArray():
            for group in block.groups:
                yield f"{group.headline} {group.label}", block.span
        case WriteIn():
            yield ", ".join(block.labels), block.span
        case PreparedFor():
            yield f"{block.heading}: {', '.join(field.label for field in block.fields)}", block.span
        case Diary():
            yield ", ".join((*block.columns, *(runs_text(row) for row in block.rows if row))), block.span
        case Contacts():
            for person in block.people:
                yield (
                    ", ".join(part for part in (person.name, person.purpose, person.number, person.hours) if part),
                    block.span,
                )
        case QrCode():
            yield f"{block.words}: {block.printed}", block.span
        case (
            Heading()
            | Paragraph()
            | ItemList()
            | CheckList()
            | Callout()
            | Figure()
            | Table()
            | PageBreak()
            | ReferenceList()
        ):
            pass
        case _:
            assert_never(block)
    yield from ((runs_text(runs), span) for runs, span in block_runs(block))
