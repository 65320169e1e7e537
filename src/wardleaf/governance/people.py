"""Whether two written names are one person's: surely, to let somebody do something, or perhaps, to keep somebody from
judging their own work.
"""

from __future__ import annotations

import re
import unicodedata

# Before a name (titles) and behind it (degrees, registrations): they come and go with the occasion.
_TITLES = frozenset(
    [
        "dr",
        "doctor",
        "prof",
        "professor",
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "sir",
        "dame",
        "lord",
        "lady",
        "rev",
        "sister",
        "matron",
        "nurse",
        "assoc",
        "associate",
        "asst",
        "assistant",
    ]
)
_LETTERS_BEHIND = frozenset(
    [
        "phd",
        "md",
        "mbbs",
        "mbchb",
        "mrcp",
        "frcp",
        "frcr",
        "frcs",
        "msc",
        "bsc",
        "rn",
        "rgn",
        "rm",
        "ma",
        "ba",
        "mpharm",
        "pharmd",
        "mrpharms",
        "frpharms",
        "do",
        "np",
        "mph",
        "jr",
        "sr",
    ]
)
_WORDS = re.compile(r"[^\W\d_]+(?:['’\-‐‑][^\W\d_]+)*")


def surely_same(one: str, other: str) -> bool:
    """Whether `one` and `other` are written alike but for capitals, points and titles: "Dr S. Rao" and "s rao"."""
    words = _words(one)
    return bool(words) and words == _words(other)


def perhaps_same(one: str, other: str) -> bool:
    """Whether `one` and `other` may be one person: the same family name, and given names of which none speaks against
    it ("S. Rao", "Sunita Rao", "Rao").
    """
    first, second = (tuple(map(_without_accents, _words(name))) for name in (one, other))
    if not first or not second:
        return False
    if sorted(first) == sorted(second):
        return True
    return first[-1] == second[-1] and _agree(first[:-1], second[:-1])


def _agree(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether the first given names, if both have one, can be the same: one begins the other."""
    if not first or not second:
        return True
    return first[0].startswith(second[0]) or second[0].startswith(first[0])


def _words(name: str) -> tuple[str, ...]:
    # What follows a comma or stands in brackets is the role.
    text = unicodedata.normalize("NFKC", re.split(r"[,(]", name)[0]).casefold()
    words = _WORDS.findall(text)
    while words and words[0] in _TITLES:
        words.pop(0)
    while len(words) > 1 and words[-1] in _LETTERS_BEHIND:
        words.pop()
    return tuple(word.replace("’", "'").replace("‐", "-").replace("‑", "-") for word in words)


def _without_accents(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))
