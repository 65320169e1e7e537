"""What is due and what is on the rack, as text, as CSV and as a calendar: strings for other programs, safe to open in
them.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Iterator, Sequence

from wardleaf.governance.library_state import DueReview, StateRow

_REGISTER_COLUMNS = (
    "code",
    "title",
    "owner",
    "department",
    "version",
    "issue",
    "review-by",
    "state",
    "languages",
    "editions",
)
_DUE_COLUMNS = ("review-by", "days", "code", "title", "version", "section")
_REMIND_DAYS = 90
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_MOST_OCTETS = 75  # of a line in a calendar (RFC 5545, 3.1)


def register_csv(rows: Iterable[StateRow]) -> str:
    """The rack as CSV with a header line; no cell is one that a spreadsheet would run."""
    cells = (
        (
            row.code,
            row.title,
            row.owner,
            row.department,
            row.version,
            str(row.issue),
            row.review_by.isoformat(),
            row.state,
            " ".join(row.languages),
            " ".join(row.editions),
        )
        for row in rows
    )
    return _csv((_REGISTER_COLUMNS, *cells))


def due_csv(due: Iterable[DueReview], *, today: datetime.date) -> str:
    """What is due as CSV with a header line; `days` are those left, negative when overdue, in words so that no
    spreadsheet computes with them.
    """
    cells = ((one.date.isoformat(), _left(one, today), one.code, one.title, one.version, one.section) for one in due)
    return _csv((_DUE_COLUMNS, *cells))


def due_text(due: Sequence[DueReview], *, today: datetime.date) -> str:
    """What is due, a line each."""
    width = max((len(_left(one, today)) for one in due), default=0)
    lines = [
        f"{one.date.isoformat()}  {_left(one, today):<{width}}  {one.code}  {one.title}{f' (section {one.section})' if one.section else ''}"
        for one in due
    ]
    return "\n".join(lines)


def due_calendar(due: Iterable[DueReview]) -> str:
    """What is due as an iCalendar file (RFC 5545): a day for each, with a reminder 90 days before."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Wardleaf//Review dates//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    for one in due:
        lines += _event(one)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def escaped_cell(text: str) -> str:
    """`text` as a cell that no spreadsheet takes for a formula: an apostrophe before its sign."""
    return f"'{text}" if text.lstrip(" ").startswith(_RUN_BY_SPREADSHEETS) else text


def _csv(rows: Iterable[Sequence[str]]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([escaped_cell(cell) for cell in row] for row in rows)
    return written.getvalue()


def _left(one: DueReview, today: datetime.date) -> str:
    days = (one.date - today).days
    if days == 0:
        return "today"
    counted = f"{abs(days)} day{'s' if abs(days) > 1 else ''}"
    return f"in {counted}" if days > 0 else f"{counted} overdue"


def _event(one: DueReview) -> Iterator[str]:
    of = f"section {one.section}" if one.section else "handout"
    words = f"Review {one.code}: {one.title}"
    yield "BEGIN:VEVENT"
    # The same for as long as the handout is the same, so that a calendar moves the day instead of adding another.
    yield f"UID:{_escaped(one.code.lower())}-review@wardleaf"
    yield f"DTSTAMP:{one.reviewed:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{one.date:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{one.date + datetime.timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(words)}"
    yield f"DESCRIPTION:{_escaped(f'Version {one.version}. The date is set by the {of}.')}"
    yield "TRANSP:TRANSPARENT"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{_escaped(words)}"
    yield f"TRIGGER:-P{_REMIND_DAYS}D"
    yield "END:VALARM"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """`line` in pieces of at most 75 octets, each after the first led by a space; no character is cut."""
    piece = ""
    for character in line:
        if len((piece + character).encode()) > _MOST_OCTETS:
            yield piece
            piece = " "
        piece += character
    yield piece
