"""Dates as the two styles print them, as exact as the source gives them."""

from __future__ import annotations

from typing import Final

from wardleaf.library.dates import PartialDate, SourceDate

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
    """`June 17, 2021`, `June 2021` or `2021`, as AMA writes it; a period as `May 14-19, 2005`, `May 30-June 2, 2005`,
    `November-December 2020`.
    """
    until = _until(date)
    if until is None:
        return _long(date)
    if (until.year, date.month is None) != (date.year, False):
        return f"{_long(date)}-{_long(until)}"
    month, last = MONTHS[(date.month or 1) - 1], MONTHS[(until.month or 1) - 1]
    if date.day is None or until.day is None:
        return f"{month}-{last} {date.year}"
    return (
        f"{month} {date.day}-{until.day}, {date.year}"
        if month == last
        else f"{month} {date.day}-{last} {until.day}, {date.year}"
    )


def short_date(date: PartialDate) -> str:
    """`2021 Jun 17`, `2021 Jun` or `2021`, as NLM writes it; a period as `2020 Nov-Dec`, `2005 May 14-19`, `2002
    Dec-2003 Jan`.
    """
    until = _until(date)
    if until is None:
        return _short(date)
    if (until.year, date.month is None) != (date.year, False):
        return f"{_short(date)}-{_short(until)}"
    rest = _short(until).split(" ", 1)[1]
    return f"{_short(date)}-{until.day if date.day and until.day and until.month == date.month else rest}"


def years(date: PartialDate) -> str:
    """`2021`, or `2019-2020` of a period over two years."""
    until = _until(date)
    return f"{date.year}-{until.year}" if until and until.year != date.year else str(date.year)


def _until(date: PartialDate) -> PartialDate | None:
    return date.until if isinstance(date, SourceDate) else None


def _long(date: PartialDate) -> str:
    if date.month is None:
        return str(date.year)
    month = MONTHS[date.month - 1]
    return f"{month} {date.year}" if date.day is None else f"{month} {date.day}, {date.year}"


def _short(date: PartialDate) -> str:
    if date.month is None:
        return str(date.year)
    month = MONTHS[date.month - 1][:3]
    return f"{date.year} {month}" if date.day is None else f"{date.year} {month} {date.day}"
