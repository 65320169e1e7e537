"""`wardleaf register`: the whole rack as a table."""

from __future__ import annotations

from pathlib import Path

import click

from wardleaf.cli.console import say, say_value
from wardleaf.cli.options import clinic_option, counted, known, library_option, open_workshop


@click.command("register")
@clinic_option
@library_option
def command(*, clinic: tuple[str, ...], library: Path | None) -> None:
    """Print every handout of every clinic as CSV, for a spreadsheet.

    The columns are code, title, owner, department, version, issue, review-by, state (draft, in-review, approved, unclear, withdrawn or specimen), languages and editions. Cells
    that a spreadsheet would run as a formula begin with an apostrophe.

    \b
    wardleaf register > register.csv
    """  # noqa: D301  # \b tells click to keep the lines as they are
    from wardleaf.governance.listing import register_csv
    from wardleaf.pipeline import clinic_ids, library_state_of

    workshop = open_workshop(library)
    clinics = known("clinic", clinic, clinic_ids(workshop)) or clinic_ids(workshop)
    say_value(register_csv(library_state_of(workshop).rows(clinics)))
    if workshop.told:
        say(f"{counted(len(workshop.told), 'finding')} about this library's files: wardleaf check", err=True)
