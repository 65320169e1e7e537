"""The stories that are measured: the shipped chemotherapy handout, and the same text at other lengths, also as plain
data for the stock script.
"""

from __future__ import annotations

import json
from pathlib import Path

from wardleaf import pipeline
from wardleaf.document.model import (
    Block,
    CallBox,
    Callout,
    CheckList,
    Contacts,
    Document,
    Heading,
    IconArray,
    ItemList,
    Paragraph,
    Section,
    Table,
    WriteIn,
    runs_text,
)
from wardleaf.findings import Findings
from wardleaf.style.schema import Style
from wardleaf.typeset.layout import Resources
from wardleaf.values import replace

ROOT = Path(__file__).resolve().parent.parent
HANDOUT = "metastatic-chemotherapy"
CLINIC = "riverside"


def shipped(edition: str = "standard") -> tuple[Document, Style, Resources]:
    """The shipped handout for one clinic, resolved, with its style and fonts."""
    findings = Findings()
    workshop = pipeline.open_library(ROOT, findings)
    assert workshop is not None
    style = pipeline.style_for(workshop, CLINIC, edition, findings)
    document = pipeline.document_for(workshop, HANDOUT, CLINIC, edition, findings)
    assert style is not None
    assert document is not None
    resources = pipeline.resources_for(workshop, style, findings)
    assert resources is not None
    return document, style, resources


def of_length(document: Document, times: float) -> Document:
    """`document` with its body `times` over (a fraction cuts it), every heading's id its own, references printed once."""
    body = document.blocks
    whole, part = divmod(times, 1)
    rounds = [body] * int(whole) + [body[: int(len(body) * part)]]
    blocks: list[Block] = []
    for number, stretch in enumerate(rounds):
        blocks.extend(
            replace(block, id=f"{block.id}-{number}") if isinstance(block, Heading) and number else block
            for block in stretch
        )
    return replace(document, contents="yes", sections=(Section(heading=None, blocks=tuple(blocks)),))


def plain_story(document: Document) -> list[list[object]]:
    """`document` as lists of kind and text, for a script that knows nothing of Wardleaf."""
    story: list[list[object]] = [
        ["title", document.title],
        ["text", document.first_page.purpose],
        ["text", document.first_page.main_message],
    ]
    for block in document.blocks:
        story.extend(_plain(block))
    if document.references:
        story.extend(_plain(document.references.heading))
        story.append(["list", [runs_text(source.runs) for source in document.references.sources]])
    return story


def personal_story(document: Document) -> list[list[object]]:
    """`plain_story` with the first page's panels and the imprint, and with marks for whom a copy is."""
    title, purpose, message, *body = plain_story(document)
    panels = [
        *_plain(document.first_page.key_points),
        *(_plain(document.first_page.call_box) if document.first_page.call_box else []),
    ]
    imprint = document.imprint
    last: list[list[object]] = [
        ["heading", 2, imprint.heading],
        ["table", [["What", "This handout"], *([label, runs_text(runs)] for label, runs in imprint.rows)]],
        ["text", imprint.disclaimer],
        *(_plain(imprint.call_box) if imprint.call_box else []),
    ]
    return [title, ["text", "Prepared for: @name@. Day of treatment: @day@."], purpose, message, *panels, *body, *last]


def _plain(block: Block) -> list[list[object]]:
    match block:
        case Heading():
            return [["heading", block.level, runs_text(block.runs)]]
        case Paragraph():
            return [["text", runs_text(block.runs)]]
        case ItemList() | CheckList():
            return [["list", [_words(item.blocks) for item in block.items]]]
        case Callout():
            return [["panel", runs_text(block.heading), [_words((inner,)) for inner in block.blocks]]]
        case CallBox():
            lines = [f"{number.label}: {number.number}" for number in block.numbers]
            return [
                [
                    "panel",
                    block.heading,
                    [*lines, *(_words(item.blocks) for item in block.symptoms), runs_text(block.emergency)],
                ]
            ]
        case Table():
            return [["table", [[runs_text(cell) for cell in row] for row in (block.header, *block.rows)]]]
        case IconArray():
            return [["figures", [group.count for group in block.groups], block.out_of], ["text", runs_text(block.key)]]
        case WriteIn():
            return [["lines", block.lines or len(block.labels)]]
        case Contacts():
            return [["list", [f"{one.name}. {one.purpose} {one.number} {one.hours}" for one in block.people]]]
        case _:
            return []


def _words(blocks: tuple[Block, ...]) -> str:
    words: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            words.append(runs_text(block.runs))
        elif isinstance(block, ItemList):
            words.extend(_words(item.blocks) for item in block.items)
    return " ".join(words)


def write_story(document: Document, path: Path) -> None:
    """`plain_story` as a JSON file."""
    path.write_text(json.dumps(plain_story(document)), encoding="utf-8")
