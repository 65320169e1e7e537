"""Until when a handout may be given out: the earliest review date of the handout and its sections, and what may move
it.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from wardleaf.findings import Span
from wardleaf.library.schema import HandoutDefinition, Section

WARN_DAYS = 90
_MOST_MONTHS_MOVED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDate:
    """The date that counts; `section` is the address of the section that sets it, empty when it is the handout's own,
    moved or not.
    """

    date: datetime.date
    section: str = ""
    moved: bool = False
    span: Span | None = field(default=None, compare=False)


def review_date(definition: HandoutDefinition, sections: Iterable[Section]) -> ReviewDate:
    """The date by which `definition`, which takes `sections`, must be reviewed: the earliest wins, the handout's own in
    a tie.
    """
    review = definition.review
    own = ReviewDate(date=review.review_by.value, span=review.review_by.span)
    if review.extend:
        own = ReviewDate(
            date=min(review.extend.until.value, latest_extension(definition)), moved=True, span=review.extend.until.span
        )
    dates = [own]
    for section in sections:
        date = section.front_matter.review_by
        if date:
            dates.append(ReviewDate(date=date.value, section=section.address, span=date.span))
    return min(dates, key=lambda found: found.date)


def latest_extension(definition: HandoutDefinition) -> datetime.date:
    """The last day that the handout's own review date may be moved to."""
    return months_after(definition.review.review_by.value, _MOST_MONTHS_MOVED)


def months_after(date: datetime.date, months: int) -> datetime.date:
    """The same day of the month `months` later, or that month's last day; the last day that there is, beyond it."""
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    if year > datetime.MAXYEAR:
        return datetime.date.max
    return datetime.date(year, month + 1, min(date.day, calendar.monthrange(year, month + 1)[1]))
