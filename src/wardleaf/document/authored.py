"""A section as its author wrote it: blocks and runs that still name sources, clinic facts and glossary words, each with
its place.

`markdown.py` and `components.py` make these values, `resolve.py` follows their references and makes `model.py`'s from
them. The names are those of the model where the thing is the same; import this room as `authored`. It knows no Markdown
and no clinic.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, assert_never

from msgspec import Struct

from wardleaf.document.numbering import FIRST_FORM
from wardleaf.findings import Finding, Span
from wardleaf.library.schema import Allowance, ComponentSpec
from wardleaf.source.keys import At

# --- runs -------------------------------------------------------------------------------------------------------------


class Words(Struct, frozen=True):
    """Prose: spelled and spaced for the clinic when it is resolved."""

    text: str


class Said(Struct, frozen=True):
    """Words of a clinic's file: printed as written there, never respelled or converted."""

    text: str


class Strong(Struct, frozen=True):
    """Words of weight."""

    runs: Runs


class Emphasis(Struct, frozen=True):
    """Words said differently."""

    runs: Runs


class Link(Struct, frozen=True, kw_only=True):
    """Words that lead somewhere; `words` tells a screen reader where when the linked words do not."""

    runs: Runs
    target: str
    span: Span
    words: str = ""


class Cited(Struct, frozen=True, kw_only=True):
    """Sources cited in one bracket, in the order written."""

    sources: tuple[At[str], ...]


class Fact(Struct, frozen=True, kw_only=True):
    """A clinic fact by its path, without the leading `clinic.`."""

    path: str
    span: Span


class Field(Struct, frozen=True, kw_only=True):
    """A field of a personal copy, by its id."""

    name: str
    span: Span


class Term(Struct, frozen=True, kw_only=True):
    """A glossary word as written here."""

    text: str
    span: Span


class Foreign(Struct, frozen=True, kw_only=True):
    """Words in another language (BCP 47 code)."""

    runs: Runs
    language: str


class Break(Struct, frozen=True):
    """The author's own line break."""


Run = Words | Said | Strong | Emphasis | Link | Cited | Fact | Field | Term | Foreign | Break
Runs = tuple[Run, ...]


# --- blocks -----------------------------------------------------------------------------------------------------------


class Heading(Struct, frozen=True, kw_only=True):
    """A heading inside a section: `level` 2 is `##`; `id` is the written one.

    `profile` is the one whose clinics print it and what stands below it; empty for all.
    """

    level: int
    runs: Runs
    id: str
    profile: str = ""
    span: Span


class Paragraph(Struct, frozen=True, kw_only=True):
    """A paragraph."""

    runs: Runs
    span: Span


class Item(Struct, frozen=True, kw_only=True):
    """One item of a list."""

    blocks: tuple[Block, ...]
    span: Span


class ItemList(Struct, frozen=True, kw_only=True):
    """A list with bullets or numbers; `form` is how the first of its labels is written (`numbering.py`), `start` its
    number.
    """

    style: Literal["bullet", "decimal"]
    items: tuple[Item, ...]
    span: Span
    start: int = 1
    form: str = FIRST_FORM


class Table(Struct, frozen=True, kw_only=True):
    """A table with a header row."""

    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    caption: Runs
    span: Span


class Figure(Struct, frozen=True, kw_only=True):
    """A picture by its path; `alt` is None for one that carries no meaning."""

    path: At[str]
    alt: str | None
    caption: Runs
    span: Span


TextComponentName = Literal["key-points", "call-now", "note", "warning", "steps", "checklist", "page-break"]


class TextComponent(Struct, frozen=True, kw_only=True):
    """A component with Markdown inside."""

    name: TextComponentName
    title: Runs
    short: bool
    blocks: tuple[Block, ...]
    span: Span


class SpecComponent(Struct, frozen=True, kw_only=True):
    """A component that is written in YAML; `id` is the written id of its heading."""

    spec: ComponentSpec
    id: str
    span: Span


Block = Heading | Paragraph | ItemList | Table | Figure | TextComponent | SpecComponent


class BlockAllowance(Struct, frozen=True, kw_only=True):
    """A finding accepted in one block, by the rule's name; the block stands on the lines `first_line` to `last_line` of
    the file.
    """

    rule: str
    allowance: Allowance
    first_line: int
    last_line: int


class SectionText(Struct, frozen=True, kw_only=True):
    """A section with its body parsed, and what was found while parsing.

    `lines` are the body's, from line `first_line` of the file; None stands for a line that tells readers nothing,
    because it accepts a finding.
    """

    address: str
    blocks: tuple[Block, ...]
    first_line: int
    lines: tuple[str | None, ...]
    findings: tuple[Finding, ...] = ()
    allowances: tuple[BlockAllowance, ...] = ()

    def told(self, start: int = 0, end: int | None = None) -> Iterator[str]:
        """Those of the lines `start` to `end`, counted from 0, that readers are told something with, without spaces at
        their ends.
        """
        yield from (line.rstrip() for line in self.lines[start:end] if line is not None)


def runs_of(blocks: tuple[Block, ...]) -> Iterator[Runs]:
    """Every stretch of runs in `blocks`, in printed order; the captions of figures and tables come after what they
    describe.
    """
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block.runs
            case ItemList():
                for item in block.items:
                    yield from runs_of(item.blocks)
            case Table():
                yield from block.header
                for row in block.rows:
                    yield from row
                yield block.caption
            case Figure():
                yield block.caption
            case TextComponent():
                yield block.title
                yield from runs_of(block.blocks)
            case SpecComponent():
                pass
            case _:
                assert_never(block)


def figures_in(blocks: tuple[Block, ...]) -> Iterator[Figure]:
    """Every figure in `blocks`, those inside lists and panels too."""
    for block in blocks:
        match block:
            case Figure():
                yield block
            case ItemList():
                for item in block.items:
                    yield from figures_in(item.blocks)
            case TextComponent():
                yield from figures_in(block.blocks)
            case Heading() | Paragraph() | Table() | SpecComponent():
                pass
            case _:
                assert_never(block)


def flat(runs: Runs) -> Iterator[Run]:
    """Every run in `runs`, those inside others too, in order."""
    for run in runs:
        yield run
        match run:
            case Strong() | Emphasis() | Link() | Foreign():
                yield from flat(run.runs)
            case Words() | Said() | Cited() | Fact() | Field() | Term() | Break():
                pass
            case _:
                assert_never(run)


def plain(runs: Runs) -> str:
    """The typed words of `runs`; a fact, a field and a citation have none yet."""
    parts: list[str] = []
    for run in flat(runs):
        match run:
            case Words() | Said() | Term():
                parts.append(run.text)
            case Break():
                parts.append(" ")
            case Strong() | Emphasis() | Link() | Foreign() | Cited() | Fact() | Field():
                pass
            case _:
                assert_never(run)
    return "".join(parts)
