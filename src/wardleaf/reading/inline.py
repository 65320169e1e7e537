"""From a document's runs to the kids of the element that they fill: words in slots, inline elements in between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from wardleaf.document.model import (
    Break,
    Citation,
    Emphasis,
    Field,
    Foreign,
    Link,
    Plain,
    Runs,
    Strong,
    Superscript,
    Term,
    runs_text,
)
from wardleaf.findings import Span
from wardleaf.reading.tree import Gap, Kid, LinkSlot, Slot, StructElem

_ABBREVIATION = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Z0-9][A-Z0-9/-]*s?\Z")
_TO_WRITE_ON = "____________"

_Inline = Strong | Emphasis | Link | Citation | Term | Foreign | Field | Superscript


def read_runs(runs: Runs, *, what: str = "text", span: Span | None = None) -> tuple[Kid, ...]:
    """The kids of the element that `runs` fill, in reading order; neighbouring plain stretches share one slot.

    `what` and `span` name the block when nothing is placed for it.
    """
    return tuple(_kids(runs, what, span))


def read_words(words: str, *, what: str = "text", span: Span | None = None) -> tuple[Kid, ...]:
    """`read_runs` of plain words."""
    return read_runs((Plain(words),), what=what, span=span)


def _kids(runs: Runs, what: str, span: Span | None) -> Iterator[Kid]:
    words = ""
    for run in runs:
        match run:
            case Plain(text=text):
                words += text
            case Break():
                words += "\n"
            case Strong() | Emphasis() | Link() | Citation() | Term() | Foreign() | Field() | Superscript():
                yield from _leaf(words, what, span)
                words = ""
                yield _inline(run, what, span)
            case _:
                assert_never(run)
    yield from _leaf(words, what, span)


def _leaf(words: str, what: str, span: Span | None) -> Iterator[Slot | Gap]:
    if words.strip(" \n"):
        yield Slot(what, span, words)
    elif words:
        yield Gap(words)


def _inline(run: _Inline, what: str, span: Span | None) -> StructElem:
    match run:
        case Strong(runs=runs):
            return StructElem(role="Strong", kids=tuple(_kids(runs, what, span)))
        case Emphasis(runs=runs):
            return StructElem(role="Em", kids=tuple(_kids(runs, what, span)))
        case Link(runs=runs, target=target):
            slot = LinkSlot(target, run.words or runs_text(runs))
            return StructElem(role="Link", kids=(*_kids(runs, what, span), slot))
        case Citation():
            return _citation(run, what, span)
        case Term(text=text, meaning=meaning):
            expansion = meaning if _ABBREVIATION.match(text) else ""
            term = StructElem(role="Strong", kids=read_words(text, what=what, span=span), expansion=expansion)
            return StructElem(role="Span", kids=(term, *read_words(f" ({meaning})", what=what, span=span)))
        case Foreign(runs=runs, language=language):
            return StructElem(role="Span", kids=tuple(_kids(runs, what, span)), language=language)
        case Field(value=value, label=label):
            if value is None:
                return StructElem(role="Span", kids=read_words(f"{label}: {_TO_WRITE_ON}", what=what, span=span))
            return StructElem(role="Span", kids=read_words(value, what=what, span=span), purpose="value")
        case Superscript(text=text):
            return StructElem(role="Span", kids=read_words(text, what=what, span=span), purpose="raised")
        case _:
            assert_never(run)


def _citation(run: Citation, what: str, span: Span | None) -> StructElem:
    kids: list[Kid] = []
    for piece in run.pieces:
        words = read_words(piece.text, what=what, span=span)
        if piece.number is None:
            kids.extend(words)
        else:
            slot = LinkSlot(f"#reference-{piece.number}", piece.words)
            kids.append(StructElem(role="Link", kids=(*words, slot)))
    return StructElem(role="Reference", kids=tuple(kids), cites=run.numbers)
