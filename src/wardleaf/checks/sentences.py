"""Sentences and words of a stretch of text, without any Markdown: what readability and the rules about wording count.

Each stretch (a paragraph, a heading, a list item) ends its last sentence, with or without a full stop. Abbreviations,
initials and decimals end none. Text in, frozen data out; the same text is taken apart once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from wardleaf.checks.vocabulary import words

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W_]+(?:['’‑-][^\W_]+|[.,](?=\d)\d+|/\d+)*(?:['’](?!\w))?")
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"”’')\]]*+\s++(?=[\"“‘'(\[]?[A-ZÀ-Þ0-9¿¡])")
_LAST_WORD = re.compile(r"(?<![^\s(\"“])[^\s(\"“]++\Z")
_NEAR = 80  # characters before a stop that are looked at: no abbreviation is longer
_ABBREVIATIONS = words(
    "dr mr mrs ms prof st vs e.g i.e eg ie approx fig tel ext dept inc ltd jan feb apr jun jul aug sept sep oct nov dec al"
)
_BEFORE_A_LETTER = words("vitamin hepatitis type grade stage group plan part option team ward")
# Said as other words than are written; titles and "vs" are said as one word, which `syllables` counts.
_SAID = {"e.g.": "for example", "i.e.": "that is"}
_SAID_OTHERWISE = re.compile(r"\b(?:e\.g\.|i\.e\.)", re.IGNORECASE)
_CLOCK = frozenset({"a.m", "p.m", "u.s", "u.k"})
_PLACES = re.compile(
    r"(?:https?://|www\.)\S+|(?<!\S)\S[^\s@]*+@\S+\.\w+"  # addresses
    r"|(?<![\w.,/])(?:\+|\()?\d[\d()]{0,20}+(?:[ \u00a0-][\d()]{2,20}){1,5}(?![\w/]|\s?(?:mgs?|mcg|g|mls?|mL|units?|IU)\b)"  # phone numbers
)


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """One sentence as printed, and its words as they are read aloud, in order; `lower` are the same words without
    capitals. Each is itself only, so that counts can be kept.
    """

    text: str
    words: tuple[str, ...]
    lower: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """A stretch of text taken apart; `vocabulary` holds its words without capitals, `figures` says that it has digits,
    `count` is of words.
    """

    text: str
    sentences: tuple[Sentence, ...]
    vocabulary: frozenset[str]
    figures: bool
    count: int


@lru_cache(maxsize=16384)
def read_stretch(text: str) -> Stretch:
    """`text` as sentences and words; a stretch without words has none."""
    sentences = tuple(sentence for piece in _pieces(text) if (sentence := _sentence(piece)).words)
    return Stretch(
        text=text,
        sentences=sentences,
        vocabulary=frozenset(word for sentence in sentences for word in sentence.lower),
        figures=has_figures(text),
        count=sum(len(sentence.words) for sentence in sentences),
    )


def has_figures(text: str) -> bool:
    """Whether `text` has a digit."""
    return _DIGIT.search(text) is not None


def without_places(text: str) -> str:
    """`text` without web addresses, e-mail addresses and phone numbers, which nobody reads as words."""
    return _PLACES.sub("", text)


def _sentence(text: str) -> Sentence:
    said = _SAID_OTHERWISE.sub(lambda found: _SAID[found[0].lower()], text)
    words = tuple(_WORD.findall(said))
    return Sentence(text, words, tuple(word.lower().replace("’", "'").rstrip("'") for word in words))


def _pieces(text: str) -> list[str]:
    start, pieces = 0, []
    for found in _END.finditer(text):
        if not _goes_on(text[max(start, found.start() - _NEAR) : found.start()], found[0]):
            pieces.append(text[start : found.end()].strip())
            start = found.end()
    pieces.append(text[start:].strip())
    return pieces


def _goes_on(before: str, stop: str) -> bool:
    """Whether the full stop after `before` belongs to an abbreviation or an initial."""
    found = _LAST_WORD.search(before) if stop.strip() == "." else None
    if found is None:
        return False
    word = found[0].casefold()
    if word in _CLOCK:
        return False
    if len(word) == 1 and found[0].isupper():
        earlier = before[: found.start()].split()
        return not (earlier and earlier[-1].casefold() in _BEFORE_A_LETTER)
    return word in _ABBREVIATIONS
