"""The review worksheet of a handout: what three well-known instruments ask, with what the tool can see filled in, the
rest open, and a place to sign.

Items are named, not reproduced: PEMAT-P and the CDC Clear Communication Index are US federal works, DISCERN is ©
University of Oxford and the British Library. Nothing here is a score.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import assert_never

from wardleaf.document.instruments import INSTRUMENTS, Instrument
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
    Item,
    ItemList,
    PageBreak,
    Paragraph,
    Plain,
    PreparedFor,
    QrCode,
    Runs,
    Section,
    Strong,
    Table,
    WriteIn,
    runs_text,
)
from wardleaf.document.staff import NOT_A_SCORE, staff_document, staff_section
from wardleaf.document.wording import block_texts

_NOTHING: Mapping[str, str] = MappingProxyType({})


def review_worksheet(document: Document, *, measured: Mapping[str, str] = _NOTHING) -> Document:
    """The worksheet for whoever reviews `document`; `measured` gives what the checks found, by fact name such as
    `reading-grade`.
    """
    seen = {**facts_seen(document), **measured}
    signatures = staff_section(
        "Who reviewed this",
        "signatures",
        Paragraph(
            runs=(Plain("Reviewing with readers says more than any list: write how many patients read it, and when."),)
        ),
        WriteIn(prompt=(), lines=0, labels=("Read by patients: how many, when", "Name and role", "Date", "Signature")),
        WriteIn(prompt=(Plain("What should change"),), lines=8),
    )
    return staff_document(
        document,
        name="Review worksheet",
        purpose="What to look at when you review this handout, with what a program can see filled in.",
        message=NOT_A_SCORE,
        points=(
            "Seen: what the program found. It may be wrong; you decide.",
            "Look yourself: a question only a person can answer.",
            "Tick an item when you agree. Leave it open when you do not, and write why at the end.",
        ),
        sections=(*(_instrument(instrument, seen) for instrument in INSTRUMENTS), signatures),
        rows=(
            ("Informed by", "PEMAT-P (AHRQ), CDC Clear Communication Index, DISCERN"),
            ("Last reviewed", document.reviewed.isoformat()),
        ),
    )


def facts_seen(document: Document) -> Mapping[str, str]:
    """What can be seen in `document` without judging it, by fact name; a fact that does not hold is left out."""
    return {name: words for name, words in _seen(document) if words}


def _instrument(instrument: Instrument, seen: Mapping[str, str]) -> Section:
    items = tuple(
        Item(
            blocks=(
                Paragraph(
                    runs=(
                        Strong((Plain(f"{item.number}. {item.name}{'' if item.name.endswith('?') else '.'}"),)),
                        Plain(" "),
                        *_answer(item.facts, seen),
                    )
                ),
            )
        )
        for item in instrument.items
    )
    return staff_section(
        instrument.name, instrument.id, Paragraph(runs=(Plain(instrument.about),)), CheckList(items=items)
    )


def _answer(facts: tuple[str, ...], seen: Mapping[str, str]) -> Runs:
    told = [seen[fact] for fact in facts if fact in seen]
    if told:
        return (Plain(f"Seen: {'; '.join(told)}."),)
    return (Plain("Look yourself."),)


def _seen(document: Document) -> Iterator[tuple[str, str]]:
    first = document.first_page
    blocks = tuple(_all_blocks(document.blocks))
    headings = [block for block in blocks if isinstance(block, Heading)]
    lists = [block for block in blocks if isinstance(block, ItemList | CheckList)]
    figures = [block for block in blocks if isinstance(block, Figure | IconArray)]
    tables = [block for block in blocks if isinstance(block, Table)]
    tools = [block for block in blocks if isinstance(block, CheckList | Diary | WriteIn)]
    told = (*document.blocks, *((document.references.heading,) if document.references else ()))
    words = [text for block in told for text, _ in block_texts(block)]
    folded = [word.strip(".,;:!?()“”‘’") for text in words for word in text.casefold().split()]
    you = sum(word in ("you", "your", "yours", "yourself") for word in folded)
    call = first.call_box or next((block for block in blocks if isinstance(block, CallBox)), None)
    yield "purpose", f"“{first.purpose}” stands under the title"
    yield "audience", f"“{first.audience}” stands above the title"
    yield "main-message", f"“{first.main_message}” stands in a panel on the first page"
    yield "key-points", "key points stand in a panel on the first page"
    yield "headings", f"{len(headings)} headings" if headings else ""
    yield (
        "lists",
        f"{len(lists)} lists; the longest has {max(len(block.items) for block in lists)} items" if lists else "",
    )
    yield "figures", f"{len(figures)} pictures and charts" if figures else ""
    yield "alt", "every picture says what it shows, or that it says nothing" if figures else ""
    yield "tables", f"{len(tables)} tables, each with a header row" if tables else ""
    yield "you", f"“you” and “your” {you} times" if you else ""
    yield "call", "when to call, and whom, on the first and the last page" if call else ""
    yield "steps", _steps(lists)
    yield "tools", f"{len(tools)} lists, diaries or spaces to fill in" if tools else ""
    yield "icon-arrays", _icon_arrays(blocks)
    yield "sources", f"{len(document.sources)} sources" if document.sources else ""
    yield "dates", f"last reviewed {document.reviewed.isoformat()}; both dates stand on the last page"
    yield (
        "support",
        "numbers and places to turn to are in the handout"
        if any(isinstance(block, Contacts) for block in blocks)
        else "",
    )
    yield "not-known", _heading_with(headings, ("not know", "do not know", "not sure", "uncertain"))
    yield "choices", _heading_with(headings, ("choice", "option", "decide"))
    yield "questions", _heading_with(headings, ("question", "ask"))
    parts = sorted({part for facts in document.section_facts for part in facts.parts})
    yield "parts", f"sections that serve: {', '.join(part.replace('-', ' ') for part in parts)}" if parts else ""


def _all_blocks(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        match block:
            case ItemList() | CheckList():
                for item in block.items:
                    yield from _all_blocks(item.blocks)
            case Callout():
                yield from _all_blocks(block.blocks)
            case CallBox():
                for item in block.symptoms:
                    yield from _all_blocks(item.blocks)
            case (
                Heading()
                | Paragraph()
                | Figure()
                | Table()
                | IconArray()
                | WriteIn()
                | PreparedFor()
                | Diary()
                | Contacts()
                | QrCode()
                | PageBreak()
            ):
                pass
            case _:
                assert_never(block)


def _steps(lists: list[ItemList | CheckList]) -> str:
    steps = [block for block in lists if isinstance(block, ItemList) and block.style == "steps"]
    return f"{len(steps)} numbered lists of steps" if steps else ""


def _icon_arrays(blocks: tuple[Block, ...]) -> str:
    arrays = [block for block in blocks if isinstance(block, IconArray)]
    return f"{len(arrays)} charts of figures, each with both sides of the risk" if arrays else ""


def _heading_with(headings: list[Heading], words: tuple[str, ...]) -> str:
    named = [runs_text(heading.runs) for heading in headings]
    found = next((name for name in named if any(word in name.casefold() for word in words)), "")
    return f"the heading “{found}”" if found else ""
