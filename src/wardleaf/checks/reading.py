"""A document as an editor reads it: stretches of prose in order, each with its place, gathered by section.

Citations, meanings in brackets and fields to fill in are left out of the words; web addresses and phone numbers too.
Table cells, contacts, write-in labels, the list of sources and the imprint are kept apart from prose, so that no score
counts them. Knows the document only: no style, no rule.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, assert_never

from msgspec import Struct

from wardleaf.checks.sentences import Stretch, has_figures, read_stretch, without_places
from wardleaf.document.model import (
    Alt,
    Block,
    Break,
    CallBox,
    Callout,
    CheckList,
    Citation,
    Contacts,
    Diary,
    Document,
    Emphasis,
    Field,
    Figure,
    Foreign,
    Heading,
    IconArray,
    ItemList,
    Link,
    PageBreak,
    Paragraph,
    Plain,
    PreparedFor,
    QrCode,
    Runs,
    SectionFacts,
    Strong,
    Superscript,
    Table,
    Term,
    WriteIn,
)
from wardleaf.findings import Span
from wardleaf.library.profiles import Profile, Thresholds

Kind = Literal[
    "title", "purpose", "main-message", "key-point", "heading", "panel-heading", "paragraph", "item", "step", "tick", "symptom",
    "cell", "table-heading", "caption", "prompt", "risk", "label", "alt",
]  # fmt: skip
PROSE: frozenset[Kind] = frozenset(
    ("purpose", "main-message", "key-point", "heading", "panel-heading", "paragraph", "item", "step", "tick", "symptom")
)
NO_NUMBERS: Mapping[str, str] = MappingProxyType({})
RUNNING: frozenset[Kind] = PROSE - {"heading", "panel-heading"}
_BEFORE_A_STOP = re.compile(r" (?=[.,;:?!](?:\s|$))")


class Passage(Struct, frozen=True, kw_only=True):
    """One stretch of words: what kind, its words taken apart, the runs that it was made of, where it was written and in
    which section.

    `figures` says that there may be digits here, also those of phone numbers, which `words` leaves out.
    """

    kind: Kind
    words: Stretch
    runs: Runs
    span: Span | None
    section: str = ""
    figures: bool = False

    @property
    def text(self) -> str:
        return self.words.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section as printed: its heading, blocks and passages in order; `facts` is None for an entry of the definition
    itself.
    """

    address: str
    heading: Heading
    facts: SectionFacts | None
    blocks: tuple[Block, ...]
    passages: tuple[Passage, ...] = field(repr=False)


class Handout(Struct, frozen=True, kw_only=True):
    """What rules about words read: the document, its sections, the profile that it is written for, and what the
    clinic's file and the starting files say.

    `numbers` are the clinic's facts by their phone numbers, `fever_rule` is its phrase, `starters` are texts of
    starting files that were to be replaced, `own_words` the words that its library calls right. `front` are the first page's passages, `passages` those and the sections'
    in order; `running` leaves out headings, table cells and labels.
    """

    document: Document
    profile: Profile
    today: datetime.date
    numbers: Mapping[str, str]
    fever_rule: str
    starters: frozenset[str]
    own_words: frozenset[str]
    front: tuple[Passage, ...]
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    running: tuple[Passage, ...]

    @property
    def limits(self) -> Thresholds:
        """What the profile asks for."""
        return self.profile.checks

    @property
    def english(self) -> bool:
        """Whether rules about English words apply."""
        return self.document.language.casefold().startswith("en")


def read_handout(
    document: Document,
    profile: Profile,
    *,
    today: datetime.date,
    numbers: Mapping[str, str] = NO_NUMBERS,
    fever_rule: str = "",
    starters: frozenset[str] = frozenset(),
    own_words: frozenset[str] = frozenset(),
) -> Handout:
    """`document` as an editor of `profile` reads it on the day `today`.

    `numbers` are the paths of its clinic's facts by the numbers they print, as dialled; `fever_rule` is the clinic's
    phrase; `starters` are texts of starting files that may not be left; `own_words`
    are right however they look to a dictionary, without capitals.
    """
    front, sections = tuple(_front(document)), tuple(_sections(document))
    passages = (*front, *(passage for section in sections for passage in section.passages))
    return Handout(
        document=document,
        profile=profile,
        today=today,
        numbers=numbers,
        fever_rule=fever_rule,
        starters=starters,
        own_words=own_words,
        front=front,
        sections=sections,
        passages=passages,
        running=tuple(passage for passage in passages if passage.kind in RUNNING),
    )


def spoken_text(runs: Runs) -> str:
    """The words of `runs` without citations, meanings in brackets, fields and other languages; spaces are plain."""
    return _BEFORE_A_STOP.sub("", " ".join("".join(_spoken(runs)).replace("\u00a0", " ").split()))


def _spoken(runs: Runs) -> Iterator[str]:
    for run in runs:
        match run:
            case Plain() | Superscript() | Term():
                yield run.text
            case Strong() | Emphasis():
                yield from _spoken(run.runs)
            case Link():
                yield from () if run.target.startswith("tel:") else _spoken(run.runs)
            case Citation() | Foreign() | Field():
                yield ""
            case Break():
                yield " "
            case _:
                assert_never(run)


def _passage(kind: Kind, runs: Runs, span: Span | None, section: str) -> Iterator[Passage]:
    spoken = spoken_text(runs)
    figures = has_figures(spoken) or any(isinstance(run, Link) for run in runs)
    if spoken or figures:
        yield Passage(kind=kind, words=_stretch_of(spoken), runs=runs, span=span, section=section, figures=figures)


@lru_cache(maxsize=16384)
def _stretch_of(spoken: str) -> Stretch:
    return read_stretch(without_places(spoken))


def _front(document: Document) -> Iterator[Passage]:
    first = document.first_page
    yield from _passage("title", first.title.runs, first.title.span, "")
    yield from _passage("purpose", (Plain(first.purpose),), first.purpose_span, "")
    yield from _passage("main-message", (Plain(first.main_message),), first.main_message_span, "")
    yield from _of_blocks(first.key_points.blocks, "", "key-point")


def _sections(document: Document) -> Iterator[Section]:
    """The sections that have a heading; that of the sources counts as one without blocks."""
    for section in document.sections:
        if section.heading:
            yield _section(section.heading, section.blocks, section.facts)
    if document.references:
        yield _section(document.references.heading, (), None)


def _section(heading: Heading, blocks: tuple[Block, ...], facts: SectionFacts | None) -> Section:
    address = facts.address if facts else ""
    passages = (*_passage("heading", heading.runs, heading.span, address), *_of_blocks(blocks, address, "paragraph"))
    return Section(address=address, heading=heading, facts=facts, blocks=blocks, passages=passages)


def _of_blocks(blocks: tuple[Block, ...], section: str, kind: Kind) -> Iterator[Passage]:
    """The passages of `blocks`; paragraphs among them are of `kind`."""
    for block in blocks:
        match block:
            case Heading():
                yield from _passage("heading", block.runs, block.span, section)
            case Paragraph():
                yield from _passage(kind, block.runs, block.span, section)
            case ItemList() | CheckList():
                yield from _of_list(block, section, kind)
            case Callout():
                yield from _passage("panel-heading", block.heading, block.span, section)
                yield from _of_blocks(block.blocks, section, "key-point" if block.kind == "key-points" else kind)
            case CallBox():
                for item in block.symptoms:
                    yield from _of_blocks(item.blocks, section, "symptom")
            case Table():
                yield from _of_table(block, section)
            case Figure():
                yield from _passage("caption", block.caption, block.span, section)
                if isinstance(block.alt, Alt):
                    yield from _passage("alt", (Plain(block.alt.text),), block.span, section)
            case IconArray():
                yield from _passage("risk", block.about, block.span, section)
            case WriteIn():
                yield from _passage("prompt", block.prompt, block.span, section)
                yield from _labels([(Plain(label),) for label in block.labels], block.span, section)
            case Diary():
                yield from _labels([*((Plain(column),) for column in block.columns), *block.rows], block.span, section)
            case PreparedFor() | Contacts() | QrCode() | PageBreak():
                pass
            case _:
                assert_never(block)


def _labels(labels: Iterable[Runs], span: Span | None, section: str) -> Iterator[Passage]:
    for label in labels:
        yield from _passage("label", label, span, section)


def _of_list(block: ItemList | CheckList, section: str, kind: Kind) -> Iterator[Passage]:
    inner: Kind = "item"
    if isinstance(block, CheckList):
        inner = "tick"
    elif block.style == "steps":
        inner = "step"
    elif kind == "key-point":
        inner = "key-point"
    yield from _passage("panel-heading", block.title, block.span, section)
    for item in block.items:
        yield from _of_blocks(item.blocks, section, inner)


def _of_table(block: Table, section: str) -> Iterator[Passage]:
    for cell in block.header:
        yield from _passage("table-heading", cell, block.span, section)
    for row in block.rows:
        for cell in row:
            yield from _passage("cell", cell, block.span, section)
    yield from _passage("caption", block.caption, block.span, section)
