"""Chances in a text: “5 in 100”, “30%”, “twice as likely”, and what stands beside them. Text in, data out; knows no
rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

_FREQUENCY = re.compile(
    r"(?<![\w.,/])(?P<count>\d{1,3}(?:,\d{3}){0,4}|\d{1,15}|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?:(?:people|women|men|patients|adults)\s+)?"
    r"(?:in|of|out of)\s+(?:every\s+|about\s+)?(?P<of>\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?![\w.,]*\d|\s*(?:a\.m|p\.m|am|pm|%|mg|ml|minutes?|hours?|days?|weeks?|months?|years?)\b)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(?:between\s\S+\sand|\d\s?(?:to|or|–|-))\s*\Z", re.IGNORECASE)
_PERCENT = re.compile(r"(?<![\w.,])\d+(?:\.\d+)?\s?(?:%|per cent\b|percent\b)")
_NAMES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+|(?<![\w.,])\d+(?:\.\d+)?")
_LEAST_DENOMINATOR = 2


class _Frequency(Struct, frozen=True):
    """“5 in 100”: the words as printed, the count and what it is out of; `range` when it ends one, as in “2 to 5 in
    100”.
    """

    words: str
    count: int
    of: int
    range: bool = False


@lru_cache(maxsize=4096)
def frequencies(text: str) -> tuple[_Frequency, ...]:
    """Each chance in `text` that is written as so many in so many."""
    return tuple(_frequencies(text))


def _frequencies(text: str) -> Iterator[_Frequency]:
    for found in _FREQUENCY.finditer(text):
        written = found["count"].replace(",", "").casefold()
        count = _NAMES.get(written) or (int(written) if written.isdigit() else 0)
        of = int(found["of"].replace(",", ""))
        if of >= _LEAST_DENOMINATOR and count <= of and not _is_year(of):
            yield _Frequency(found[0], count, of, bool(_RANGE.search(text[: found.start()])))


def percentages(text: str) -> tuple[str, ...]:
    """Each share in `text` that is written in percent."""
    return tuple(found.strip() for found in _PERCENT.findall(text))


def numbers(text: str) -> frozenset[float]:
    """Every number in `text`, those up to ten also as words."""
    named = {_NAMES[word] for word in text.casefold().split() if word in _NAMES}
    return frozenset({float(found.replace(",", "")) for found in _NUMBER.findall(text)} | named)


def _is_year(number: int) -> bool:
    return 1900 <= number <= 2100
