"""`wardleaf verify`: whether a copy is current."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wardleaf.cli.console import leave, say, show_findings
from wardleaf.cli.options import library_option, open_workshop, shown_path

if TYPE_CHECKING:
    from wardleaf.findings import Findings
    from wardleaf.pipeline import Workshop
    from wardleaf.releases.verifying import Copy


@click.command("verify")
@click.argument("copy", metavar="FILE.pdf|CODE-HASH", nargs=-1, required=True)
@click.option(
    "--archive", metavar="DIR", type=click.Path(path_type=Path), help="Where releases are kept. Without it: archive/ in the library."
)
@click.option(
    "--restore",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Put the sources of this version into DIR, as a library to build again.",
)
@library_option
def command(*, copy: tuple[str, ...], archive: Path | None, restore: Path | None, library: Path | None) -> None:
    """Tell whether a copy is current, superseded (by what, and what changed), withdrawn or unknown.

    Code and hash stand at the foot of every page and in the QR code. The exit code is 0 only for a current copy.

    \b
    wardleaf verify RBC-014-a41f09c2
    wardleaf verify leaflet-from-the-drawer.pdf --archive archive
    wardleaf verify RBC-014-a41f09c2 --restore old-version
    """  # noqa: D301  # \b tells click to keep the lines as they are
    from wardleaf.findings import Findings
    from wardleaf.releases.verifying import verify_copy

    workshop = open_workshop(library)
    findings = Findings()
    written = " ".join(copy)
    kept = archive or workshop.root / "archive"
    found = _file(Path(written), workshop, findings) if Path(written).is_file() else _typed(written)
    if found:
        verified = verify_copy(workshop, found, archive=kept)
        say("\n".join([f"{verified.verdict.upper()}", *verified.lines]))
        if restore:
            _restore(found, kept, restore, findings)
    show_findings(findings, format="text", err=True)
    leave(findings)
    if found is None or verified.verdict != "current":
        raise click.exceptions.Exit(1)


def _typed(written: str) -> Copy:
    from wardleaf.releases.revisions import code_and_digits
    from wardleaf.releases.verifying import Copy

    named = code_and_digits(written)
    if named is None or not named[0]:
        what = "There is no file of that name, and it" if written.lower().endswith(".pdf") else "It"
        raise click.UsageError(f"`{written}` is no copy of a handout. {what} is not a code with a hash, such as RBC-014-a41f09c2.")
    return Copy(code=named[0].upper(), digits=named[1])


def _file(path: Path, workshop: Workshop, findings: Findings) -> Copy | None:
    from wardleaf.library.files import FoundFile, read_bytes
    from wardleaf.readback.reader import read_pdf
    from wardleaf.releases.verifying import copy_in_file

    shown = shown_path(path)
    data = read_bytes(FoundFile(path, shown), findings=findings)
    read = read_pdf(data, name=shown, findings=findings) if data is not None else None
    if read is None or data is None:
        return None
    found = copy_in_file(read, data, workshop)
    if found is None:
        say(f"UNKNOWN\n`{shown}` names no code and hash: it was not made by Wardleaf, or another program changed it")
    return found


def _restore(copy: Copy, archive: Path, folder: Path, findings: Findings) -> None:
    from wardleaf.records.archive import find_releases, released_sources
    from wardleaf.records.files import write_file

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
