"""`wardleaf verify`: whether a copy is current."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wardleaf.cli.console import leave, say, show_findings
from wardleaf.cli.options import library_option, open_workshop, shown_path

if TYPE_CHECKING:
    from wardleaf.findings import Findings
    from wardleaf.pipeline import Workshop
    from wardleaf.releases.copies import Copy


_MOST_SHOWN = 80  # letters of what was typed


@click.command("verify")
@click.argument("copy", metavar="FILE|LINE|ADDRESS", nargs=-1, required=True)
@click.option(
    "--archive",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Where releases are kept. Without it: archive/ in the library.",
)
@click.option(
    "--restore",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Put the sources of this version into DIR, as a library to build again.",
)
@library_option
def command(*, copy: tuple[str, ...], archive: Path | None, restore: Path | None, library: Path | None) -> None:
    """Tell whether a copy is current, a draft, overdue for its review, superseded (by what, and what changed), withdrawn or unknown, or a file that was changed; or that nobody can tell.

    Code and hash stand at the foot of every page; that line can be given whole, with the words around it, and so can the address below the QR code. A file is a PDF or a published page. The exit code is 0 only for a current copy, which may be given to patients.

    \b
    wardleaf verify RBC-014-a41f09c2
    wardleaf verify RBC-014 version 3.1 a41f 09c2
    wardleaf verify leaflets.riverside.example/rbc-014/3.1
    wardleaf verify leaflet-from-the-drawer.pdf --archive archive
    wardleaf verify RBC-014-a41f09c2 --restore old-version
    """  # noqa: D301  # \b tells click to keep the lines as they are
    from wardleaf.findings import Findings
    from wardleaf.records.archive import ARCHIVE, check_releases
    from wardleaf.releases.verifying import verify_copy

    workshop = open_workshop(library)
    findings = Findings()
    written = " ".join(copy)
    kept = archive or workshop.root / ARCHIVE
    # Not a Path's own question, which a name of some hundred letters makes fail.
    found = _file(Path(written), workshop, findings) if os.path.isfile(written) else _typed(written, workshop)  # noqa: PTH113
    if found:
        verified = verify_copy(workshop, found, archive=kept)
        check_releases(kept, code=found.code, digits=found.digits, shown=shown_path(kept), findings=findings)
        say("\n".join([f"{verified.verdict.upper()}", *verified.lines]))
        if restore:
            _restore(found, kept, restore, findings)
    show_findings(findings, format="text", err=True)
    leave(findings)
    if found is None or verified.verdict != "current":
        raise click.exceptions.Exit(1)


def _typed(written: str, workshop: Workshop) -> Copy:
    from wardleaf.releases.copies import named_copy

    named = named_copy(written, [definition.code.value for definition in workshop.library.handouts.values()])
    if named is None:
        shown = written if len(written) <= _MOST_SHOWN else f"{written[:_MOST_SHOWN]}…"
        what = "There is no file of that name, and it" if written.lower().endswith(".pdf") else "It"
        raise click.UsageError(
            f"`{shown}` is no copy of a handout. {what} is not the line at the foot of a page: a code and a hash, such as RBC-014-a41f09c2."
        )
    return named


def _file(path: Path, workshop: Workshop, findings: Findings) -> Copy | None:
    from wardleaf.library.files import FoundFile, read_bytes
    from wardleaf.readback.reader import read_pdf
    from wardleaf.releases.copies import copy_in_file, copy_in_page

    shown = shown_path(path)
    data = read_bytes(FoundFile(path, shown), findings=findings)
    if data is None:
        return None
    if path.suffix.lower() in (".html", ".htm"):
        found = copy_in_page(data, workshop)
    else:
        read = read_pdf(data, name=shown, findings=findings)
        if read is None:
            return None
        found = copy_in_file(read, data, workshop)
    if found is None:
        say(f"UNKNOWN\n`{shown}` names no code and hash: it was not made by Wardleaf, or another program changed it")
    return found


def _restore(copy: Copy, archive: Path, folder: Path, findings: Findings) -> None:
    from wardleaf.records.archive import find_releases, released_sources
    from wardleaf.records.files import write_file

    if not copy.digits:
        raise click.UsageError(
            "An address does not tell two printings of a version apart. Nothing was written; give the line at the foot of a page, with its digits."
        )
    releases = find_releases(archive, code=copy.code, digits=copy.digits)
    if not releases:
        raise click.UsageError(f"The archive {shown_path(archive)} does not hold {copy.named}. Nothing was written.")
    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(f"{shown_path(folder)} is not empty. Nothing was written; name a new folder.")
    # The releases of one version share its words; a file of one clinic may differ from another's only when it was kept on another day.
    for release in releases[:1]:
        sources = released_sources(archive, release, shown=shown_path(archive), findings=findings)
        for path, data in (sources or {}).items():
            write_file(folder / path, data, shown=shown_path(folder / path), findings=findings)
        if sources:
            build = f"wardleaf build {release.handout} --clinic {release.clinic} --edition {release.edition} --library {shown_path(folder)}"
            say(f"restored to {shown_path(folder)}; to make it again: {build}")
