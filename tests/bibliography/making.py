"""Makes references as short as a test needs them."""

from __future__ import annotations

from typing import Any

from wardleaf.bibliography.pieces import Piece
from wardleaf.findings import SourceFile, Span
from wardleaf.library.dates import SourceDate
from wardleaf.library.schema import Name, Reference
from wardleaf.source.keys import At

FILE = SourceFile("references.yaml", "")
SPAN = Span(FILE, 1)
_PLACED = {"id", "type", "title", "page", "doi", "pmid", "pmcid", "url"}
_DATES = {"issued", "updated", "accessed", "event_date"}


def person(text: str) -> Name:
    """`Dear, R. F.` or `Gilstrap, L. C., III`; without a comma a group."""
    family, *rest = (part.strip() for part in text.split(","))
    if not rest:
        return Name(literal=family)
    return Name(family=family, given=rest[0], suffix=rest[1] if len(rest) > 1 else "")


def people(*texts: str) -> tuple[Name, ...]:
    return tuple(person(text) for text in texts)


def reference(type: str, title: str = "A title", **fields: Any) -> Reference:
    """A reference with `fields`; dates may be text."""
    given: dict[str, Any] = {"id": "a", "type": type, "title": title, **fields}
    for name in _DATES & given.keys():
        given[name] = SourceDate.parse(given[name])
    for name in _PLACED & given.keys():
        given[name] = At(given[name], SPAN)
    return Reference(span=SPAN, **given)


def marked(pieces: tuple[Piece, ...]) -> str:
    """The pieces as text, italics between stars."""
    return "".join(f"*{piece.text}*" if piece.italic else piece.text for piece in pieces)
