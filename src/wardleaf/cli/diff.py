"""`wardleaf diff`: which words changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wardleaf.cli.console import leave, say, show_findings
from wardleaf.cli.options import clinic_names, handout_names, known, library_option, open_workshop, shown_path
from wardleaf.cli.outputs import refuse_library_files

if TYPE_CHECKING:
    from wardleaf.pipeline import Workshop


@click.command("diff")
@click.argument("handout", metavar="HANDOUT", shell_complete=handout_names)
@click.option(
    "--since",
    metavar="NUMBER|REV|MANIFEST|HASH",
    help="A version that `wardleaf history` lists, a revision of git, a manifest.json, or the hash of a release in the archive. "
    "Without it: what there is to compare with is listed.",
)
@click.option(
    "--clinic", metavar="NAME", shell_complete=clinic_names, help="For this clinic. Without it: the library's own."
)
@click.option(
    "--archive",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Where releases are kept. Without it: archive/ in the library.",
)
@click.option(
    "--pdf",
    metavar="FILE.pdf",
    type=click.Path(path_type=Path),
    help="Also write a PDF with the changes marked, to read and sign.",
)
@library_option
def command(
    *, handout: str, since: str | None, clinic: str | None, archive: Path | None, pdf: Path | None, library: Path | None
) -> None:
    """Show which words of HANDOUT changed, section by section.

    Added and removed words stand in brackets that say so.

    \b
    wardleaf diff metastatic-chemotherapy                         what there is to compare with
    wardleaf diff metastatic-chemotherapy --since 3               version 3 of its history
    wardleaf diff metastatic-chemotherapy --since v3.0            a tag of git
    wardleaf diff metastatic-chemotherapy --since a41f09c2 --pdf changes.pdf
    """  # noqa: D301  # \b tells click to keep the lines as they are
    from wardleaf.document.diff import diff_document, diff_text
    from wardleaf.findings import Findings
    from wardleaf.pipeline import clinic_ids, handout_ids, style_for, targets_of, typeset_document
    from wardleaf.records.files import write_file
    from wardleaf.releases.comparing import compare_with
    from wardleaf.releases.revisions import earlier_files

    workshop = open_workshop(library)
    if pdf:
        refuse_library_files(pdf, workshop.root, option="--pdf")
    named = known("handout", [handout], handout_ids(workshop))
    clinics = known("clinic", [clinic] if clinic else [], clinic_ids(workshop))
    targets = targets_of(workshop, handouts=named, clinics=clinics)
    findings = Findings()
    if since is None:
        _list_versions(workshop, named[0], archive)
        return
    if not targets:
        findings.extend(workshop.told)
    else:
        target, kept = targets[0], archive or workshop.root / "archive"
        files = earlier_files(
            workshop.root,
            since,
            handout=target.handout,
            clinic=target.clinic,
            archive=kept,
            shown_archive=shown_path(kept),
            findings=findings,
        )
        compared = compare_with(workshop, target, files, since=since, findings=findings) if files else None
        if compared:
            say(diff_text(compared.changes, compared.old, compared.new))
            style = style_for(workshop, target.clinic, target.edition, findings) if pdf else None
            document = diff_document(compared.changes, compared.old, compared.new)
            made = typeset_document(workshop, document, style, findings) if style else None
            if (
                made
                and pdf
                and not findings.has_errors
                and write_file(pdf, made.pdf, shown=shown_path(pdf), findings=findings)
            ):
                say(f"\n{shown_path(pdf)}")
    show_findings(findings, format="text", err=True)
    leave(findings)


def _list_versions(workshop: Workshop, handout: str, archive: Path | None) -> None:
    """Say what `handout` can be compared with: its history, and releases in the archive."""
    from wardleaf.cli.history import version_lines
    from wardleaf.records.archive import find_releases

    lines = version_lines(workshop, handout)
    definition = workshop.library.handouts.get(handout)
    kept = archive or workshop.root / "archive"
    releases = find_releases(kept, code=definition.code.value) if definition else ()
    named = {release.digits: release for release in releases}
    for line in lines:
        say(line)
    for digits, release in named.items():
        say(f"{digits[:4]} {digits[4:]}  version {release.version:<6}  a release in the archive")
    if lines or named:
        say(f"Name one of them: wardleaf diff {handout} --since {lines[0].split()[0] if lines else next(iter(named))}")
    else:
        say("Nothing is kept yet: each approval keeps a version. A revision of git can be named with --since, too.")
