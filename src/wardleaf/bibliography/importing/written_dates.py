"""Dates as other programs write them: `2013/12/18/`, `2013 Dec 18`, `December 2013`, `2013-12-18T09:30:00Z`."""

from __future__ import annotations

import re

from wardleaf.bibliography import faults
from wardleaf.bibliography.dates import MONTHS
from wardleaf.bibliography.importing.entries import clean
from wardleaf.findings import Finding, Findings, Span
from wardleaf.library.dates import PartialDate, SourceDate

_NUMBERS = re.compile(
    r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2})(?:[T ]\d{1,2}:.*)?)?)?(?P<rest>/.*)?[-/.]*\Z"
)
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_MONTH = re.compile(r"\b(" + "|".join(month[:3] for month in MONTHS) + r")[a-z]*\b", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?!\d)")
_PERIOD = re.compile(
    r"(?P<year>\d{4})\s+(?P<month>[A-Za-z]{3,9})\.?\s*+(?P<day>\d{1,2})?\s*+[-–/]\s*+(?:(?P<last_month>[A-Za-z]{3,9})\.?)?\s*+(?P<last_day>\d{1,2})?\Z"
)
_YEAR_LAST = re.compile(r"(?P<period>[^\d]+(?:\d{1,2}[^\d]+)?(?:\d{1,2},?\s+)?)(?P<year>\d{4})\Z")
_SHORT_MONTHS = tuple(month[:3].casefold() for month in MONTHS)


def read_date(text: str, span: Span, findings: Findings, *, periods: bool = False) -> PartialDate | None:
    """The date in `text`, only as exact as is sure; None when there is none. What is dropped of it is a finding. With
    `periods`, `Nov-Dec` is kept whole.
    """
    written = clean(text).strip(" ,;.")
    if not written:
        return None
    if periods and (period := _period(written)):
        return period
    date = _numeric(written) or _worded(written)
    if date is None:
        findings.add(faults.UNCLEAR_DATE.at(span, f"the date `{written}` is not one that can be read; it is left out"))
        return None
    if _drops(written, date):
        findings.add(partly_sure(written, date, span))
    return date


def _period(written: str) -> SourceDate | None:
    """`2020 Nov-Dec`, `2013 Dec 18-20`, `November/December 2020` or `2020-11/2020-12`; None for anything else, and
    where it ends in another year.
    """
    try:
        iso = SourceDate.parse(written)
    except ValueError:
        pass
    else:
        return iso if iso.until and iso.until.year == iso.year else None
    if last := _YEAR_LAST.match(written):
        written = f"{last['year']} {last['period'].strip(' ,')}"
    found = _PERIOD.match(written)
    if not found:
        return None
    first = _month_number(found["month"])
    last_month = _month_number(found["last_month"]) if found["last_month"] else first
    if first is None or last_month is None or (found["day"] is None) != (found["last_day"] is None):
        return None
    until = exact_date(int(found["year"]), last_month, int(found["last_day"]) if found["last_day"] else None)
    start = exact_date(int(found["year"]), first, int(found["day"]) if found["day"] else None)
    try:
        return SourceDate.parse(f"{start}/{until}")
    except ValueError:
        return None


def _month_number(word: str) -> int | None:
    short = word[:3].casefold()
    whole = short in _SHORT_MONTHS and MONTHS[_SHORT_MONTHS.index(short)].casefold().startswith(word.casefold())
    return _SHORT_MONTHS.index(short) + 1 if whole or word.casefold() == "sept" else None


def partly_sure(written: str, date: PartialDate, span: Span) -> Finding:
    """What to tell of a date of which references.yaml can hold only `date`: a range, a season, a part that cannot be
    read.
    """
    sure = f"the year {date.year}" if date.month is None else f"`{date}`"
    return faults.UNCLEAR_DATE.at(span, f"of the date `{written}` only {sure} is sure; look the rest up")


def exact_date(year: int, month: int | None, day: int | None) -> PartialDate | None:
    """The date of these numbers as far as there is such a day: a month 13 leaves the year, a day 31 of February the
    month.
    """
    if not 1 <= year <= 9999:
        return None
    parts = [f"{year:04}", *([f"{month:02}"] if month else []), *([f"{day:02}"] if month and day else [])]
    while parts:
        try:
            return PartialDate.parse("-".join(parts))
        except ValueError:
            parts.pop()
    return None


def _numeric(written: str) -> PartialDate | None:
    found = _NUMBERS.match(written)
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in (found["year"], found["month"], found["day"]))
    return exact_date(year, month, day) if year else None


def _worded(written: str) -> PartialDate | None:
    """`2013 Dec 18`, `18 December 2013`; of two months, such as `Nov-Dec`, neither is sure."""
    year = _YEAR.search(written)
    if not year:
        return None
    months = {match[1].casefold() for match in _MONTH.finditer(written)}
    if len(months) != 1:
        return exact_date(int(year[1]), None, None)
    month = _SHORT_MONTHS.index(months.pop()) + 1
    rest = written[: year.start()] + " " + written[year.end() :]
    days = _DAY.findall(rest)
    return exact_date(int(year[1]), month, int(days[0]) if len(days) == 1 else None)


def _drops(written: str, date: PartialDate) -> bool:
    """Whether `written` says more than `date` holds: a second date, a season, several months or days, words that cannot
    be read.
    """
    found = _NUMBERS.match(written)
    if found and not (found["rest"] or "").strip("/ "):
        return sum(part is not None for part in (found["month"], found["day"])) > sum(
            part is not None for part in (date.month, date.day)
        )
    rest = _YEAR.sub("", written, count=1) if not found else found["rest"]
    if date.month:
        rest = _MONTH.sub("", rest, count=1)
    if date.day:
        rest = _DAY.sub("", rest, count=1)
    return re.search(r"\w", rest) is not None
