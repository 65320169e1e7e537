"""Titles and editions: AMA's capitals for books, and "2nd ed"."""

from __future__ import annotations

import re

from wardleaf.bibliography.markup import ITALIC, UPRIGHT
from wardleaf.bibliography.pieces import stem

# articles, coordinating conjunctions and prepositions of up to three letters; everything longer is capitalised
_LOWER = frozenset(re.findall(r"\w+", "a an the and but or nor for yet so as at by in of off on out per to up via vs"))
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’](?=[^\W_]))*")
_OPENING = '“"(['
_STOPS = ":?!.—"
_SUBTITLE = re.compile(r"(?P<sign>[:?]) (?:A|An|The)(?= [a-z])")
_EDITION = re.compile(r"(\d+)(?:st|nd|rd|th)?", re.IGNORECASE)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_EDITION_WORD = re.compile(r"(?<!\s)\s*\bed(?:ition|n)?\b\.?\s*\Z", re.IGNORECASE)


def title_case(title: str) -> str:
    """AMA's capitals for the titles of books and reports; words that hold a capital already (pH, BRCA1) and words in
    italics (E. coli) stay as they are.
    """

    def capital(found: re.Match[str]) -> str:
        word, before = found[0], title[: found.start()]
        if before.rfind(ITALIC) > before.rfind(UPRIGHT) or before[-1:].isdigit():  # `10th`
            return word
        return word if not word.islower() or (word in _LOWER and not _begins(before)) else capitalised(word)

    return _WORD.sub(capital, title)


def with_small_subtitle(title: str, *, after: str) -> str:
    """`title` with a small letter where an article begins a subtitle (`Rest: a trial`), behind one of the signs of
    `after`; any other word may be a name.
    """
    return _SUBTITLE.sub(lambda found: found[0].lower() if found["sign"] in after else found[0], title)


def _begins(before: str) -> bool:
    """Whether a word after `before` begins a title, a part after a stop, or what stands in quotation marks or brackets."""
    words = before.rstrip(_OPENING + "'")
    return (
        not words
        or any(sign in _OPENING for sign in before[len(words) :])
        or words.rstrip()[-1:] in {*_STOPS, *_OPENING}
    )


def edition_text(edition: str, *, first: bool) -> str:
    """`2` and `second` give `2nd ed`, `Rev.` gives `Rev ed`; a first edition is named only with `first`."""
    bare = stem(_EDITION_WORD.sub("", stem(edition)))
    if not bare:
        return ""
    number = edition_number(bare)
    if number is None:
        return f"{bare} ed"
    return "" if number == 1 and not first else f"{_ordinal(number)} ed"


def edition_number(edition: str) -> int | None:
    """The number of an edition written as `2`, `2nd` or `second`; None for `Rev`."""
    if edition.casefold() in _ORDINALS:
        return _ORDINALS.index(edition.casefold()) + 1
    number = _EDITION.fullmatch(edition)
    return int(number[1]) if number else None


def capitalised(text: str) -> str:
    """`text` with a capital first letter and the rest as it is."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """`text` with a small first letter, unless its first word is in capitals: `FDA label`."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{({1: 'st', 2: 'nd', 3: 'rd'}).get(number % 10, 'th')}"
