"""`wardleaf papers`: what the staff keeps beside a handout."""

from __future__ import annotations

from pathlib import Path

import click

from wardleaf.cli.console import leave, say, show_findings
from wardleaf.cli.options import known, library_option, open_workshop, shown_path


@click.command("papers")
@click.argument("handout", metavar="HANDOUT")
@click.option("--clinic", metavar="NAME", help="For this clinic. Without it: the library's own.")
@click.option(
    "--out", metavar="DIR", type=click.Path(path_type=Path), help="Where to write. Without it: build/CLINIC/papers in the library."
)
@library_option
def command(*, handout: str, clinic: str | None, out: Path | None, library: Path | None) -> None:
    """Make the papers that the staff keeps beside HANDOUT.

    The evidence sheet lists each claim with its sources, every source in full, and when somebody last checked each. The review worksheet lists what PEMAT-P, the CDC Clear
    Communication Index and DISCERN ask, filled in where a program can see it, with a place to sign. It is no official or validated score.
    """
    from wardleaf.findings import Findings
    from wardleaf.pipeline import clinic_ids, handout_ids, targets_of
    from wardleaf.records.files import write_file
    from wardleaf.releases.staff_papers import staff_papers

    workshop = open_workshop(library)
    named = known("handout", [handout], handout_ids(workshop))
    clinics = known("clinic", [clinic] if clinic else [], clinic_ids(workshop))
    targets = targets_of(workshop, handouts=named, clinics=clinics)
    findings = Findings()
    findings.extend(() if targets else workshop.told)
    for target in targets[:1]:
        folder = out or workshop.root / "build" / target.clinic / "papers"
        for paper in staff_papers(workshop, target, findings):
            shown = shown_path(folder / paper.file)
            if write_file(folder / paper.file, paper.data, shown=shown, findings=findings):
                say(shown)
    show_findings(findings, format="text", err=True)
    leave(findings)
