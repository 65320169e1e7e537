"""`wardleaf restore`: a handout's files as they were."""

from __future__ import annotations

from pathlib import Path

import click

from wardleaf.cli.approve import decision_day
from wardleaf.cli.console import leave, say, show_findings
from wardleaf.cli.history import kept_handouts
from wardleaf.cli.options import handout_names, known, library_option, open_workshop


@click.command("restore")
@click.argument("handout", metavar="HANDOUT", shell_complete=handout_names)
@click.argument("number", metavar="NUMBER", type=click.IntRange(min=1))
@click.option("--yes", is_flag=True, help="Do not ask.")
@library_option
def command(*, handout: str, number: int, yes: bool, library: Path | None) -> None:
    """Bring the files of HANDOUT back as they were in version NUMBER.

    Its definition, its sections and their pictures are written; `wardleaf history HANDOUT` lists the versions. What is there now is kept first, so that it can be brought back in the same way.
    Sources, glossary, clinics and styles belong to other handouts too and are left alone; those that differ are named.
    """
    from wardleaf.findings import Findings
    from wardleaf.records import faults
    from wardleaf.records.history import kept_files, kept_versions
    from wardleaf.releases.history import keep_as_it_is, restoration_of, restore

    workshop = open_workshop(library)
    (id,) = known("handout", [handout], workshop.library.handouts.keys() | kept_handouts(workshop.root))
    kept = {version.number: version for version in kept_versions(workshop.root, id)}
    if number not in kept:
        there = ", ".join(map(str, sorted(kept))) or "none yet"
        raise click.UsageError(f"No version {number} of `{id}` is kept; there are: {there}.")
    findings = Findings()
    files = kept_files(workshop.root, kept[number])
    restoration = restoration_of(workshop, id, files) if files is not None else None
    if restoration is None:
        message = f"version {number} of `{id}` is damaged: a file of it is missing or is not what it was"
        findings.add(faults.NO_SUCH_VERSION.at(None, message, help="choose another version, or a backup copy"))
    elif not restoration.files:
        say(f"Nothing to do: the files of {id} are as they were in version {number}.")
    else:
        for path in restoration.files:
            say(f"{path}  comes back")
        if restoration.users:
            say(f"Sections among them are printed by other handouts, too: {', '.join(restoration.users)}")
        if not yes and not click.confirm(f"Bring back version {number}?", err=True):
            say("Nothing was changed.", err=True)
            raise click.exceptions.Exit(1)
        day = decision_day(workshop).isoformat()
        why = f"before version {number} was restored"
        before = keep_as_it_is(workshop, id, day=day, why=why, findings=findings, instead=files)
        if before is not None:
            restore(workshop, restoration, findings=findings)
            say(f"What was there is version {before}: wardleaf restore {id} {before}")
            for path in restoration.left:
                say(f"{path}  was another then, and is left as it is")
    show_findings(findings, format="text", err=True)
    leave(findings)
