"""What a printed reference is made of: small pieces of text, and the punctuation between them.

This module knows when a stop is due and when one is there already; it knows neither AMA nor NLM, and no document's
runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from msgspec import Struct

from wardleaf.bibliography.markup import ITALIC, UPRIGHT

_OPEN_ENDS = " \t\n,;:"
_STOPPED = re.compile(r"[.?!…][)\]\"'”’»]*\Z")
_ABBREVIATED = re.compile(r"\b\w\.\w\.\Z")
_MARKS = re.compile(f"([{ITALIC}{UPRIGHT}])")
_DOI_PREFIX = re.compile(r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:?\s*)", re.IGNORECASE)


class Piece(Struct, frozen=True, kw_only=True):
    """Some characters of a reference in one face; `link` is the https address they lead to, or empty."""

    text: str
    italic: bool = False
    link: str = ""


Sentence = tuple[Piece, ...]


def plain(text: str) -> Sentence:
    """A sentence of upright text; what `markup` marks in it is italic. Empty text makes an empty sentence, which
    `join_sentences` leaves out.
    """
    return _looking(text, italic=False)


def italic(text: str) -> Sentence:
    """A sentence of italic text; what `markup` marks in it is upright, as italics within italics are printed."""
    return _looking(text, italic=True)


def tidy(text: str) -> str:
    """`text` with single spaces, and without commas, semicolons and colons that hang at its ends."""
    return " ".join(text.split()).strip(_OPEN_ENDS)


def stem(text: str) -> str:
    """`tidy` text that other punctuation may follow: a final stop goes, unless it belongs to letters such as "U.S."."""
    tidied = tidy(text)
    return tidied if _ABBREVIATED.search(tidied) else tidied.rstrip(". ").rstrip(_OPEN_ENDS)


def join_sentences(sentences: Iterable[Sentence], *, stop: bool) -> tuple[Piece, ...]:
    """The pieces of one reference: each sentence but the last gets its stop where it has none; the last one only with
    `stop`.
    """
    kept = [sentence for sentence in sentences if any(piece.text for piece in sentence)]
    pieces: list[Piece] = []
    for place, sentence in enumerate(kept):
        last = place == len(kept) - 1
        pieces.extend(sentence)
        stopped = _STOPPED.search(pieces[-1].text) and not pieces[-1].link
        if not stopped and (stop or not last):
            pieces.append(Piece(text="."))
        if not last:
            pieces.append(Piece(text=" "))
    return tuple(_merge(pieces))


def printed(pieces: Iterable[Piece]) -> str:
    """The words of `pieces` as one string."""
    return "".join(piece.text for piece in pieces)


def bare_doi(doi: str) -> str:
    """`doi` without an address or "doi:" before it, as references store and print it."""
    return _DOI_PREFIX.sub("", doi.strip(), count=1) if _DOI_PREFIX.match(doi.strip()) else doi.strip()


def doi_piece(doi: str) -> Piece:
    """A DOI that leads to its address; characters that an address may not hold are escaped in the address only."""
    bare = bare_doi(doi)
    return Piece(text=bare, link="https://doi.org/" + quote(bare, safe="/:;()._-") if bare else "")


def url_piece(url: str) -> Piece:
    """An address as it is written, that leads where it says."""
    return Piece(text=url, link=url)


def _looking(text: str, *, italic: bool) -> Sentence:
    pieces: list[Piece] = []
    within = False
    for part in _MARKS.split(text):
        if _MARKS.fullmatch(part):
            within = part == ITALIC
        elif part:
            pieces.append(Piece(text=part, italic=italic != within))
    return tuple(pieces)


def _merge(pieces: Iterable[Piece]) -> list[Piece]:
    merged: list[Piece] = []
    for piece in pieces:
        before = merged[-1] if merged else None
        if before and not before.link and not piece.link and before.italic == piece.italic:
            merged[-1] = Piece(text=before.text + piece.text, italic=piece.italic)
        elif piece.text:
            merged.append(piece)
    return merged
