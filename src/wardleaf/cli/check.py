"""`wardleaf check`: what is wrong, without building anything."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wardleaf.cli.console import leave, say, show_findings
from wardleaf.cli.options import (
    clinic_option,
    counted,
    format_option,
    handout_names,
    known,
    library_option,
    open_workshop,
)

if TYPE_CHECKING:
    from wardleaf.library.schema import ProfileName
    from wardleaf.report import Format


@click.command("check")
@click.argument("handouts", metavar="[HANDOUT]...", nargs=-1, shell_complete=handout_names)
@clinic_option
@click.option(
    "--select",
    metavar="CODE",
    multiple=True,
    help="Only findings whose code begins so, such as R1; may be given again.",
)
@click.option("--ignore", metavar="CODE", multiple=True, help="No findings whose code begins so; may be given again.")
@click.option(
    "--profile", type=click.Choice(["uk", "us"]), help="Judge by the habits of this country, whatever the clinic's."
)
@click.option("--pages", is_flag=True, help="Lay the pages out, too: also what only pages show is told. Takes longer.")
@format_option
@library_option
def command(
    *,
    handouts: tuple[str, ...],
    clinic: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    profile: ProfileName | None,
    pages: bool,
    format: Format,
    library: Path | None,
) -> None:
    """Tell what is wrong, without building anything.

    Everything in the library is read, for every clinic and edition, also sections that no handout uses yet. With a HANDOUT or a clinic only what these use is told.
    The exit code is 1 when there is an error. With --pages everything is told that `build` would say, such as a number that is wider than its column.
    """
    from wardleaf.building import found_on_pages
    from wardleaf.checking import check_library
    from wardleaf.pipeline import clinic_ids, handout_ids

    workshop = open_workshop(library, format=format, err=False)
    named = known("handout", handouts, handout_ids(workshop))
    clinics = known("clinic", clinic, clinic_ids(workshop))
    told = check_library(workshop, handouts=named, clinics=clinics, profile=profile)
    if pages:
        told += found_on_pages(workshop, told, handouts=named, clinics=clinics)
    findings = tuple(
        one for one in told if one.code.startswith(select or ("",)) and not one.code.startswith(ignore or ("\n",))
    )
    show_findings(findings, format=format, root=workshop.root)
    if format != "json" and not findings:
        checked = [
            counted(len(named or workshop.library.handouts), "handout"),
            counted(len(clinics or workshop.library.clinics), "clinic"),
        ]
        say(f"{' for '.join(checked)}: nothing {'of what was asked for' if select or ignore else 'is wrong'}")
    leave(findings)
