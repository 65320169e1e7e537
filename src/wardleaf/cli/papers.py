"""`wardleaf papers`: what the staff keeps beside a handout."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wardleaf.cli.console import leave, say, show_findings
from wardleaf.cli.options import clinic_names, handout_names, known, library_option, open_workshop, shown_path

if TYPE_CHECKING:
    from wardleaf.records.built import Target


@click.command("papers")
@click.argument("names", metavar="[evidence] HANDOUT ...", nargs=-1, shell_complete=handout_names)
@click.option(
    "--clinic", metavar="NAME", shell_complete=clinic_names, help="For this clinic. Without it: the library's own."
)
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Where to write. Without it: build/CLINIC/papers in the library.",
)
@library_option
def command(*, names: tuple[str, ...], clinic: str | None, out: Path | None, library: Path | None) -> None:
    """Make the papers that the staff keeps beside each HANDOUT.

    `wardleaf papers evidence` makes the evidence sheet alone, of the handouts named or of all, for the clinician who must sign.

    The evidence sheet lists each claim with its sources and where those were read, what is still open, every source in full, and when somebody last checked each. The
    review worksheet lists what PEMAT-P, the CDC Clear Communication Index and DISCERN ask, filled in where a program can see it, with a place to sign. It is no official or
    validated score.
    """
    from wardleaf.findings import Findings
    from wardleaf.pipeline import clinic_ids, handout_ids, targets_of
    from wardleaf.records.files import write_file
    from wardleaf.releases.staff_papers import EVIDENCE, PAPERS, staff_papers

    workshop = open_workshop(library)
    evidence_only = names[:1] == (EVIDENCE,) and EVIDENCE not in handout_ids(workshop)
    wanted = names[1:] if evidence_only else names
    if not (wanted or evidence_only):
        message = "Name a handout: `wardleaf papers HANDOUT`. `wardleaf papers evidence` makes the evidence sheets of all of them."
        raise click.UsageError(message)
    named = known("handout", wanted, handout_ids(workshop))
    clinics = known("clinic", [clinic] if clinic else [], clinic_ids(workshop))
    targets = targets_of(workshop, handouts=named, clinics=clinics)
    findings = Findings()
    findings.extend(() if targets else workshop.told)
    papers = (EVIDENCE,) if evidence_only else PAPERS
    first: dict[str, Target] = {}
    for target in targets:
        first.setdefault(target.handout, target)
    for target in first.values():
        folder = out or workshop.root / "build" / target.clinic / "papers"
        for paper in staff_papers(workshop, target, findings, papers=papers):
            shown = shown_path(folder / paper.file)
            if write_file(folder / paper.file, paper.data, shown=shown, findings=findings):
                say(shown)
    show_findings(findings, format="text", err=True)
    leave(findings)
