"""Where an article stands in a journal's run: volume, issue, supplement and part, told apart however they are written
together.
"""

from __future__ import annotations

import re

from msgspec import Struct

from wardleaf.bibliography.pieces import stem, tidy

_PART = re.compile(r"\b(?:pt|part)\b\.?\s*(?P<number>\w+)\W*\Z", re.IGNORECASE)
_SUPPLEMENT = re.compile(r"\bsuppl(?:ement|_)?(?![a-z])\.?\s*(?:no\.?\s*)?(?P<number>[\w-]*)\W*\Z", re.IGNORECASE)
_LETTER = re.compile(r"(?P<before>\d+\s+)?S(?P<number>\d[\w-]*)\Z")
_WORD = re.compile(r"\A(?:suppl(?:ement)?|pt|part)\b\.?\s*", re.IGNORECASE)
_UNNUMBERED = "Suppl"


class Location(Struct, frozen=True, kw_only=True):
    """What a volume or an issue says: `number` alone, its supplement (`_UNNUMBERED` where it has no number) and its
    part; each may be empty.
    """

    number: str = ""
    supplement: str = ""
    part: str = ""


def read_volume(text: str) -> Location:
    """`42 Suppl 2`, `83(Pt 2)`: a volume with what stands beside it."""
    rest, part, supplement = text, "", ""
    if found := _PART.search(rest):
        rest, part = rest[: found.start()], found["number"]
    if found := _SUPPLEMENT.search(rest):
        rest, supplement = rest[: found.start()], found["number"] or _UNNUMBERED
    return Location(number=stem(rest.rstrip(" (,")), supplement=supplement, part=part)


def read_issue(text: str) -> Location:
    """`2 Suppl 1`, `5 Pt 2`, and `S1`, as publishers write the first supplement to a volume; `5S` stays an issue of
    that name.
    """
    if found := _LETTER.match(tidy(text)):
        return Location(number=(found["before"] or "").strip(), supplement=re.sub(r"-S(?=\d)", "-", found["number"]))
    return read_volume(text)


def bare_number(text: str) -> str:
    """`2` of a supplement or part written as `2`, `Suppl 2` or `Pt 2`; empty where it has no number."""
    return stem(_WORD.sub("", tidy(text)))
