"""Ids for new references: first author and year in plain letters, with a letter where that is taken."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Container, Iterator
from itertools import count, product

from wardleaf.bibliography.importing.entries import ImportedReference

# letters that Unicode does not take apart into a base and an accent
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})
_ACRONYM = re.compile(r"\(([A-Z][A-Za-z]{1,9})\)")
_LONG_GROUP = 3
_LONGEST = 24
_SMALL_WORDS = frozenset({"a", "an", "and", "for", "in", "of", "on", "the", "to"})


def make_id(entry: ImportedReference, taken: Container[str]) -> str:
    """`dear2013`, or `dear2013a`, `dear2013b` … where it is taken; letters a–z and digits only."""
    base = plain_id(entry)
    return next(id for id in (base + letters for letters in _letters()) if id not in taken)


def plain_id(entry: ImportedReference) -> str:
    """The id before anybody looks whether it is taken: family name or group's short name, or the title's first word,
    and the year; or the one that is wanted.
    """
    if entry.wanted_id:
        return entry.wanted_id
    year = str(entry.issued.year) if entry.issued else ""
    return f"{_who(entry) or 'source'}{year}"


def _who(entry: ImportedReference) -> str:
    for name in (*entry.author, *entry.editor):
        if found := _folded(name.family) or _group(name.literal):
            return found
    words = [
        word for word in map(_folded, entry.title.split()) if word and word not in _SMALL_WORDS and not word.isdigit()
    ]
    return words[0][:_LONGEST] if words else ""


def _group(name: str) -> str:
    """`World Health Organization` gives who, `(EBCTCG)` in a name ebctcg, a short name itself."""
    if acronym := _ACRONYM.search(name):
        return _folded(acronym[1])
    words = [word for word in map(_folded, name.split()) if word and word not in _SMALL_WORDS]
    return "".join(word[0] for word in words) if len(words) >= _LONG_GROUP else "".join(words)[:_LONGEST]


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return re.sub(r"[^a-z0-9]", "", decomposed)[:_LONGEST].lstrip(string.digits)


def _letters() -> Iterator[str]:
    yield ""
    for length in count(1):
        yield from map("".join, product(string.ascii_lowercase, repeat=length))
