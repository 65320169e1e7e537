"""The stage: a document in, plain text out, in reading order, in lines of 72 characters.

Headings begin with as many # as their level, a table is a sentence for each row, a box to tick is [ ], a picture is what
it says, in brackets.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from wardleaf.document.model import Document
from wardleaf.reading.document import read_document
from wardleaf.reading.tree import Kid, LinkSlot, Role, StructElem, elements_in, heard

WIDTH = 72
_BLOCKS: frozenset[Role] = frozenset(
    {"Document", "Sect", "Div", "H1", "H2", "H3", "H4", "H5", "H6", "P", "L", "Table", "Figure", "BibEntry"}
)
_SIGNS = ("Disc", "Circle")
_ENDS = (".", "!", "?", ":")


def plain_text(document: Document, *, draft: bool) -> bytes:
    """`document` as UTF-8 text; `draft` says so in the first line."""
    first = [document.labels.draft] if draft else []
    return ("\n\n".join((*first, *_blocks(read_document(document)))) + "\n").encode()


def _blocks(element: StructElem) -> Iterator[str]:
    """The paragraphs that `element` is, each wrapped."""
    match element.role:
        case "H1" | "H2" | "H3" | "H4" | "H5" | "H6":
            yield _wrapped(f"{'#' * int(element.role[1])} {_words(element.kids)}")
        case "L":
            # Items without signs of their own would run into one another.
            yield ("\n\n" if element.list_numbering == "None" else "\n").join(_items(element))
        case "Table":
            yield from _table(element)
        case "Figure":
            yield _wrapped(f"[{element.alt}]")
        case _ if element.actual_text:
            yield _wrapped(f"[{element.actual_text}]")
        case _ if any(isinstance(kid, StructElem) and kid.role in _BLOCKS for kid in element.kids):
            for kid in elements_in(element):
                yield from _blocks(kid)
        case _:
            words = _words(element.kids)
            if words.strip():
                yield _wrapped(words)


def _items(listed: StructElem) -> Iterator[str]:
    for item in elements_in(listed):
        label = "-" if listed.list_numbering in _SIGNS else ""
        parts: list[str] = []
        for part in elements_in(item):
            if part.role != "Lbl":
                parts += _blocks(part)
            elif part.actual_text:
                label = "[ ]"
            elif not label:
                label = _words(part.kids).strip()
        lead = f"{label} " if label else ""
        lines = "\n".join(parts).split("\n") or [""]
        room = len(lead)
        wrapped = _wrapped(" ".join(lines), room) if len(parts) == 1 else _joined(parts, room)
        yield lead + wrapped.lstrip()


def _joined(parts: Sequence[str], room: int) -> str:
    """`parts` one below the other, all `room` further in."""
    return "\n".join(
        _wrapped(part.replace("\n", " "), room) if "\n- " not in part else textwrap.indent(part, " " * room)
        for part in parts
    )


def _table(table: StructElem) -> Iterator[str]:
    heads: list[str] = []
    for part in elements_in(table):
        match part.role:
            case "Caption":
                yield _wrapped(_sentence(_words(part.kids)))
            case "THead":
                heads = [_words(cell.kids).strip() for row in elements_in(part) for cell in elements_in(row)]
            case _:
                yield "\n".join(_wrapped(" ".join(_row(row, heads))) for row in elements_in(part))


def _row(row: StructElem, heads: Sequence[str]) -> Iterator[str]:
    """A row as sentences: what it is about, then each column with its heading."""
    for place, cell in enumerate(elements_in(row)):
        words = (cell.actual_text and f"[{cell.actual_text}]") or _words(cell.kids).strip()
        head = heads[place] if place < len(heads) else ""
        if words:
            yield _sentence(f"{head}: {words}" if head else words)


def _sentence(words: str) -> str:
    return words if words.rstrip("]").endswith(_ENDS) else f"{words}."


def _words(kids: Iterable[Kid]) -> str:
    """What `kids` say; a link whose words are not its address is followed by that."""
    said = ""
    for kid in kids:
        said += heard((kid,)) if not isinstance(kid, StructElem) or kid.actual_text or kid.alt else _words(kid.kids)
        if isinstance(kid, LinkSlot) and kid.target.startswith(("http://", "https://")):
            address = kid.target.partition("://")[2].rstrip("/")
            said += "" if _bare(address) in _bare(said) else f" <{kid.target}>"
    return said


def _bare(address: str) -> str:
    return "".join(address.split()).removeprefix("www.")


def _wrapped(words: str, room: int = 0) -> str:
    lines = (line for line in words.replace("\u2060", "").split("\n"))
    filled = (
        textwrap.fill(
            line,
            WIDTH,
            initial_indent=" " * room,
            subsequent_indent=" " * room,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in lines
    )
    return "\n".join(filled)
