"""The reading tree as frozen data: elements with their words, and the slots that pages fill.

The tree is complete and in reading order before a page exists; where a block is drawn, or on how many pages, cannot
change it. Three kinds of leaf: a `Slot` stands for what is printed in one place, with its words; a `LinkSlot` for where
one link may be followed; a `Gap` for the space between two elements. Slots sit in the tree exactly once. The tags of a
PDF are this tree without its words. Roles are ISO 32000-1 14.8.4's standard types, and two of our own that map to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, assert_never

from msgspec import Struct

from wardleaf.findings import Span

Role = Literal[
    "Document",
    "Sect",
    "Div",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "P",
    "L",
    "LI",
    "Lbl",
    "LBody",
    "Table",
    "Caption",
    "THead",
    "TBody",
    "TR",
    "TH",
    "TD",
    "Figure",
    "Link",
    "Reference",
    "BibEntry",
    "TOC",
    "TOCI",
    "Span",
    "Strong",
    "Em",
]

ListNumbering = Literal[
    "", "Disc", "Circle", "Square", "Decimal", "LowerAlpha", "UpperAlpha", "LowerRoman", "UpperRoman", "None"
]

ROLE_MAP: dict[str, str] = {"Strong": "Span", "Em": "Span"}


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """A place for what is printed: `words`, with a newline where a line is broken, or what is drawn, without any.

    `what` and `span`, where it was written, are for the message when nothing is placed for it.
    """

    what: str = ""
    span: Span | None = field(default=None, repr=False)
    words: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class LinkSlot:
    """A place for the annotations of one link (one for each line it runs over). `words` is what a screen reader says.

    `page_label` ("page {page}") adds the number of the page it leads to, which is known when the file is written.
    """

    target: str
    words: str
    page_label: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Gap:
    """A space, or a break of a line (a newline), between two elements: it is seen and read, and needs no place of its own."""

    words: str


class StructElem(Struct, frozen=True, kw_only=True):
    """A struct element: role, kids in reading order, and the attributes its role asks for.

    `language` where it differs from the document's; `actual_text` replaces what is drawn; `expansion` spells an
    abbreviation out; `bounded` elements (figures) get a bounding box from their slots; `list_numbering` is ISO 32000-1
    table 347's. `purpose` says what a span is for: a value of a personal copy, or raised signs; `cites` are the numbers
    of the sources that a reference names.
    """

    role: Role
    kids: tuple[Kid, ...] = ()
    alt: str = ""
    actual_text: str = ""
    expansion: str = ""
    language: str = ""
    title: str = ""
    id: str = ""
    scope: Literal["", "Column", "Row"] = ""
    list_numbering: ListNumbering = ""
    bounded: bool = False
    purpose: Literal["", "value", "raised"] = ""
    cites: tuple[int, ...] = ()


Kid = StructElem | Slot | LinkSlot | Gap


def figure(slot: Slot, *, alt: str) -> StructElem:
    """A picture that says something; `alt` says it in words (ISO 14289-1, 7.3)."""
    return StructElem(role="Figure", kids=(slot,), alt=alt, bounded=True)


def section(kids: Iterable[Kid]) -> StructElem:
    """What belongs together below one heading, or on one of the outer pages."""
    return StructElem(role="Sect", kids=tuple(kids))


def header_cell(kids: tuple[Kid, ...], *, scope: Literal["Column", "Row"]) -> StructElem:
    """A table's header cell; `scope` says what it heads (ISO 14289-1, 7.5). One without words heads nothing and is a
    plain cell.
    """
    said = any(not isinstance(kid, Gap) for kid in kids)
    return StructElem(role="TH", kids=kids, scope=scope) if said else StructElem(role="TD")


def walk(element: StructElem) -> Iterator[Kid]:
    """`element` and everything below it, in reading order."""
    stack: list[Kid] = [element]
    while stack:
        kid = stack.pop()
        yield kid
        if isinstance(kid, StructElem):
            stack.extend(reversed(kid.kids))


def elements_in(element: StructElem) -> tuple[StructElem, ...]:
    """The elements right inside `element`, in reading order."""
    return tuple(kid for kid in element.kids if isinstance(kid, StructElem))


def slot_of(element: StructElem) -> Slot:
    """The one slot of `element`, which says what is drawn."""
    (slot,) = (kid for kid in element.kids if isinstance(kid, Slot))
    return slot


def nested_sections(parts: Iterable[tuple[int | None, Sequence[StructElem]]]) -> tuple[StructElem, ...]:
    """The elements of `parts`, each with the level of the heading that it is, or None; a heading opens a section, and
    closes those of its level and deeper.
    """
    open_sections: list[tuple[int, list[StructElem]]] = [(0, [])]

    def close_to(level: int) -> None:
        while open_sections[-1][0] >= level and len(open_sections) > 1:
            _, kids = open_sections.pop()
            open_sections[-1][1].append(section(kids))

    for level, elements in parts:
        if level is not None:
            close_to(level)
            open_sections.append((level, []))
        open_sections[-1][1].extend(elements)
    close_to(1)
    return tuple(open_sections[0][1])


def heard(kids: Iterable[Kid]) -> str:
    """What somebody hears who has `kids` read out: words, and what pictures and empty places say instead of them."""
    return "".join(_heard(kid) for kid in kids)


def _heard(kid: Kid) -> str:
    match kid:
        case Slot() | Gap():
            return kid.words
        case LinkSlot():
            return ""
        case StructElem():
            return kid.actual_text or kid.alt or heard(kid.kids)
        case _:
            assert_never(kid)


_HEADING_ROLES: tuple[Role, ...] = ("H1", "H2", "H3", "H4", "H5", "H6")


def heading_role(level: int) -> Role:
    """The role of a heading of `level` 1 to 6."""
    return _HEADING_ROLES[min(max(level, 1), 6) - 1]
