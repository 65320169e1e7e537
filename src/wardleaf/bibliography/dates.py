"""Dates as the two styles print them, as exact as the source gives them."""

from __future__ import annotations

from typing import Final

from wardleaf.library.dates import PartialDate

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def long_date(date: PartialDate) -> str:
    """`June 17, 2021`, `June 2021` or `2021`, as AMA writes it."""
    if date.month is None:
        return str(date.year)
    month = MONTHS[date.month - 1]
    return f"{month} {date.year}" if date.day is None else f"{month} {date.day}, {date.year}"


def short_date(date: PartialDate) -> str:
    """`2021 Jun 17`, `2021 Jun` or `2021`, as NLM writes it."""
    if date.month is None:
        return str(date.year)
    month = MONTHS[date.month - 1][:3]
    return f"{date.year} {month}" if date.day is None else f"{date.year} {month} {date.day}"
