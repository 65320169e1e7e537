"""Dates as references and reviews write them: a year, a month or a day."""

from __future__ import annotations

import datetime
import re
from typing import ClassVar

from msgspec import Struct

UNKNOWN_DAY = datetime.date.max
"""Stands for a day that nobody knows yet, as `wardleaf import` writes it: 9999-12-31. No page with it is approved (R305)."""

_PARTIAL = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?\Z")


class PartialDate(Struct, frozen=True):
    """A date as exact as its source: year, perhaps month (1–12), perhaps day (1–31)."""

    year: int
    month: int | None = None
    day: int | None = None
    expects: ClassVar[str] = "a year, month or day such as `2013`, `2013-12` or `2013-12-18`"
    whole_numbers: ClassVar[tuple[int, int]] = (1000, 9999)
    pattern: ClassVar[str] = _PARTIAL.pattern.replace(r"\Z", "$")

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """The date written as `text`; `ValueError` when there is no such day."""
        found = _PARTIAL.match(text)
        if not found:
            raise ValueError(text)
        _, month, day = (int(part) if part else None for part in found.groups())
        datetime.date(int(found[1]), month or 1, day or 1)
        return cls(int(found[1]), month, day)

    def __str__(self) -> str:
        return "-".join(
            [
                f"{self.year:04}",
                *([f"{self.month:02}"] if self.month else []),
                *([f"{self.day:02}"] if self.day else []),
            ]
        )


_PERIOD = r"(?:/([0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?))?"


class SourceDate(PartialDate, frozen=True):
    """A date as exact as its source, or a period up to a last one, written as ISO 8601-1 writes it: `2020-11/2020-12`."""

    until: PartialDate | None = None
    expects: ClassVar[str] = (
        "a year, month or day such as `2013`, `2013-12` or `2013-12-18`, or two with a slash: `2020-11/2020-12`"
    )
    pattern: ClassVar[str] = _PARTIAL.pattern.replace(r"\Z", _PERIOD + "$")

    @classmethod
    def parse(cls, text: str) -> SourceDate:
        """The date or period written as `text`; `ValueError` when there is no such day, or when the period ends before
        it begins.
        """
        first, slash, last = text.partition("/")
        start, until = PartialDate.parse(first), PartialDate.parse(last) if slash else None
        if until and _parts(until) <= _parts(start):
            raise ValueError(text)
        return cls(start.year, start.month, start.day, until)

    def __str__(self) -> str:
        start = str(PartialDate(self.year, self.month, self.day))
        return f"{start}/{self.until}" if self.until else start


def _parts(date: PartialDate) -> tuple[int, int, int]:
    return date.year, date.month or 0, date.day or 0
