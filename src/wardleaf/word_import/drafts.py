"""What the blocks of a file became: headings, paragraphs, lists, tables, figures and components, in the words of
docs/authoring.md, and how they are written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias, assert_never

from msgspec import Struct

from wardleaf.bibliography.importing.writing import quoted
from wardleaf.values import replace
from wardleaf.word_import.spans import Line, cell, escaped, markdown, plain

_INDENT = "    "
DEEPEST_LIST = 3


class Heading(Struct, frozen=True):
    """A heading, from level 1 (a section's); `id` is what links name it by."""

    level: int
    line: Line
    number: int
    id: str = ""


class Words(Struct, frozen=True):
    """A paragraph, in lines where it was broken."""

    lines: tuple[Line, ...]
    number: int


class Item(Struct, frozen=True):
    """An item of a list, from depth 0; a `begins` item starts a list of its own, a `ticked` one has a box to tick."""

    depth: int
    ordered: bool
    value: int
    line: Line
    number: int
    begins: bool = False
    ticked: bool = False


class Grid(Struct, frozen=True):
    """A table whose first row is its headings."""

    rows: tuple[tuple[Line, ...], ...]
    caption: Line
    number: int


class Figure(Struct, frozen=True):
    """A picture in a paragraph of its own, by its path below `handouts/`."""

    path: str
    alt: str
    caption: Line
    decorative: bool
    number: int


class Component(Struct, frozen=True):
    """A component: with other drafts inside, or with lines of YAML."""

    name: str
    number: int
    inside: tuple[Draft, ...] = ()
    yaml: tuple[str, ...] = ()
    title: str = ""


Draft: TypeAlias = Heading | Words | Item | Grid | Figure | Component


def written(drafts: Sequence[Draft]) -> str:
    """`drafts` as the text of a section, with an empty line between blocks and a line end at the end."""
    blocks: list[str] = []
    items: list[Item] = []
    marks = _Marks()
    for draft in drafts:
        if isinstance(draft, Item) and not (items and draft.begins and draft.depth == 0):
            items.append(draft)
            continue
        if items:
            blocks.append("\n".join(marks.list(items)))
            items = []
        if isinstance(draft, Item):
            items = [draft]
        else:
            marks.between()
            blocks.append("\n".join(_block(draft)))
    if items:
        blocks.append("\n".join(marks.list(items)))
    return "\n\n".join(filter(None, blocks)) + "\n"


def _block(draft: Heading | Words | Grid | Figure | Component) -> Iterator[str]:
    match draft:
        case Heading():
            yield f"{'#' * max(2, draft.level)} {markdown(draft.line, starts_line=False)}{f' {{#{draft.id}}}' if draft.id else ''}"
        case Words():
            lines = [markdown(line) for line in draft.lines]
            yield from (f"{line}\\" for line in lines[:-1])
            yield from lines[-1:]
        case Grid():
            head, *rows = draft.rows
            yield _row(head)
            yield "|" + "---|" * len(head)
            yield from map(_row, rows)
            if draft.caption:
                yield ""
                yield f"Table: {markdown(draft.caption, starts_line=False)}"
        case Figure():
            caption = plain(draft.caption).replace("“", '"').replace("”", '"')
            title = f' "{_in_quotes(caption)}"' if caption else ""
            mark = "{.decorative}" if draft.decorative else ""
            yield f"![{'' if draft.decorative else escaped(draft.alt)}]({draft.path}{title}){mark}"
        case Component():
            yield f"::: {{.{draft.name} title={_attribute(draft.title)}}}" if draft.title else f"::: {draft.name}"
            inside = written(draft.inside).rstrip("\n") if draft.inside else ""
            yield from inside.split("\n") if inside else ()
            yield from draft.yaml
            yield ":::"
        case _:
            assert_never(draft)


def _row(cells: Sequence[Line]) -> str:
    return "| " + " | ".join(map(cell, cells)) + " |"


def _in_quotes(caption: str) -> str:
    return caption.replace("\\", "\\\\").replace('"', '\\"')


def _attribute(text: str) -> str:
    return '"' + text.replace('"', "”") + '"'


class _Marks:
    """The marks of lists: two lists of one kind without anything between them have different ones, or they would be one."""

    def __init__(self) -> None:
        self._last: tuple[bool, str] | None = None

    def between(self) -> None:
        """Something that is no list stands here."""
        self._last = None

    def list(self, items: Sequence[Item]) -> Iterator[str]:
        """The lines of a list."""
        ordered = items[0].ordered
        usual, other = (".", ")") if ordered else ("-", "*")
        mark = other if self._last == (ordered, usual) else usual
        self._last = (ordered, mark)
        for item in _without_gaps(items):
            own = mark if item.depth == 0 and item.ordered == ordered else "." if item.ordered else "-"
            sign = f"{item.value}{own}" if item.ordered else own
            yield f"{_INDENT * item.depth}{sign} {markdown(item.line)}"


def _without_gaps(items: Sequence[Item]) -> Iterator[Item]:
    """`items`, none deeper than one below the item before it, nor than lists may be."""
    deepest = 0
    for item in items:
        depth = min(item.depth, deepest, DEEPEST_LIST - 1)
        deepest = depth + 1
        yield replace(item, depth=depth)


def yaml_list(texts: Sequence[str]) -> str:
    """`texts` as a list of YAML on one line."""
    return "[" + ", ".join(map(quoted, texts)) + "]"
