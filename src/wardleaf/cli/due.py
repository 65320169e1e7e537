"""`wardleaf due`: whose review is due."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Literal

import click

from wardleaf.cli.approve import decision_day
from wardleaf.cli.console import say, say_value
from wardleaf.cli.options import counted, library_option, open_workshop

_DAYS = {"": 1, "d": 1, "w": 7}  # in one of each unit
_MOST_DAYS = 36_500


@click.command("due")
@click.option(
    "--within", metavar="90d", default="90d", help="How far to look ahead: days (90d), weeks (12w) or months (6m)."
)
@click.option(
    "--format",
    type=click.Choice(["text", "csv", "ics"]),
    default="text",
    help="A line each, a table, or a file for a calendar.",
)
@library_option
def command(*, within: str, format: Literal["text", "csv", "ics"], library: Path | None) -> None:
    """List the handouts whose review is due or overdue, the earliest first.

    The earliest date of a handout and its sections counts. Withdrawn handouts are left out.

    \b
    wardleaf due --within 6m
    wardleaf due --within 12m --format ics > reviews.ics      for your calendar
    """  # noqa: D301  # \b tells click to keep the lines as they are
    from wardleaf.governance.listing import due_calendar, due_csv, due_text
    from wardleaf.pipeline import library_state_of

    workshop = open_workshop(library)
    today = decision_day(workshop)
    due = library_state_of(workshop).due(until=_until(within, today))
    match format:
        case "csv":
            say_value(due_csv(due, today=today))
        case "ics":
            click.echo(due_calendar(due).encode(), nl=False)
        case "text":
            say(due_text(due, today=today) if due else f"no review is due within {within}")
    if workshop.told:
        say(f"{counted(len(workshop.told), 'finding')} about this library's files: wardleaf check", err=True)


def _until(within: str, today: datetime.date) -> datetime.date:
    from wardleaf.governance.review_dates import months_after

    found = re.fullmatch(r"(\d{1,5})([dwm]?)", within.strip().lower())
    if found is None:
        raise click.UsageError("--within is a number of days, weeks or months: 90d, 12w or 6m.")
    count, unit = int(found[1]), found[2]
    if unit == "m":
        return months_after(today, min(count, 1_200))
    return today + datetime.timedelta(days=min(count * _DAYS[unit], _MOST_DAYS, (datetime.date.max - today).days))
