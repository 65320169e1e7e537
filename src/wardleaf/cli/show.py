"""`wardleaf show`: one page as a picture (extra `preview`)."""

from __future__ import annotations

import io
from pathlib import Path

import click

from wardleaf.cli.console import leave, say, show_findings
from wardleaf.cli.options import (
    clinic_names,
    counted,
    edition_names,
    handout_names,
    known,
    library_option,
    open_workshop,
    shown_path,
)
from wardleaf.cli.outputs import refuse_library_files

_DOTS_PER_INCH = 150


@click.command("show")
@click.argument("handout", metavar="HANDOUT", shell_complete=handout_names)
@click.option("--page", metavar="N", type=click.IntRange(min=1), default=1, help="Which page; the first without it.")
@click.option(
    "--clinic", metavar="NAME", shell_complete=clinic_names, help="For this clinic. Without it: the library's own."
)
@click.option(
    "--edition",
    metavar="NAME",
    shell_complete=edition_names,
    help="This edition. Without it: the first that the handout lists.",
)
@click.option(
    "--out",
    metavar="FILE.png",
    type=click.Path(path_type=Path),
    help="Where to write. Without it: build/CLINIC/ in the library.",
)
@library_option
def command(
    *, handout: str, page: int, clinic: str | None, edition: str | None, out: Path | None, library: Path | None
) -> None:
    """Make a picture of one page of HANDOUT, as it prints, without building files."""
    from wardleaf.building import build_handout
    from wardleaf.editions import PRINTED_EDITIONS
    from wardleaf.findings import Findings
    from wardleaf.pipeline import clinic_ids, handout_ids, targets_of
    from wardleaf.records.files import write_file

    workshop = open_workshop(library)
    if out:
        refuse_library_files(out, workshop.root, option="--out")
    named = known("handout", [handout], handout_ids(workshop))
    clinics = known("clinic", [clinic] if clinic else [], clinic_ids(workshop))
    editions = known("edition", [edition] if edition else [], PRINTED_EDITIONS)
    findings = Findings()
    targets = targets_of(workshop, handouts=named, clinics=clinics, editions=editions)
    if not targets:
        show_findings(workshop.told, format="text", err=True)
        leave(workshop.told)
    target = targets[0]
    built = build_handout(workshop, target, tags=False, stamp_untagged=False)
    findings.extend(built.findings)
    for file in built.files[:1]:
        path = out or workshop.root / "build" / target.clinic / f"{target.handout}-{target.edition}-page-{page}.png"
        if write_file(path, _picture(file.data, page), shown=shown_path(path), findings=findings):
            say(shown_path(path))
    show_findings(findings, format="text", err=True)
    leave(findings)


def _picture(pdf: bytes, page: int) -> bytes:
    """Page number `page` of `pdf` as a PNG; wrong usage when there is no such page or nothing to draw it with."""
    try:
        import pypdfium2
    except ModuleNotFoundError:
        message = 'Pictures need the extra `preview`: python -m pip install "wardleaf[preview]"'
        raise click.UsageError(message) from None
    document = pypdfium2.PdfDocument(pdf)
    try:
        if page > len(document):
            raise click.UsageError(f"There is no page {page}: this edition has {counted(len(document), 'page')}.")
        drawn = io.BytesIO()
        document[page - 1].render(scale=_DOTS_PER_INCH / 72).to_pil().save(drawn, format="PNG")
        return drawn.getvalue()
    finally:
        document.close()
