"""`wardleaf publish`: what was released, as pages for any web server."""

from __future__ import annotations

from pathlib import Path

import click

from wardleaf.cli import clock
from wardleaf.cli.console import leave, say, show_findings
from wardleaf.cli.options import clinic_option, library_option, library_root, open_workshop, shown_path

_PORT = 8000


@click.command("publish")
@click.option(
    "--out",
    metavar="DIR|FILE.zip",
    type=click.Path(path_type=Path),
    default=Path("site"),
    help="The folder or zip to write. Without it: site/.",
)
@click.option(
    "--archive",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Where releases are kept. Without it: archive/ in the library.",
)
@click.option("--serve", is_flag=True, help="Then show the folder in this computer's browser, until Ctrl-C.")
@click.option(
    "--port", metavar="N", type=click.IntRange(0, 65535), default=_PORT, help="For --serve. Without it: 8000."
)
@clinic_option
@library_option
def command(
    *, out: Path, archive: Path | None, serve: bool, port: int, clinic: tuple[str, ...], library: Path | None
) -> None:
    """Make the pages that printed QR codes lead to, of everything that was released, for any web server.

    Each page of a version says first whether a copy of it still holds. Drafts are never published; what is overdue or withdrawn becomes a notice. Files that did not change are not written, and none is deleted.

    \b
    wardleaf build --all-clinics --archive archive
    wardleaf publish --out site
    wardleaf publish --clinic riverside --out site.zip
    wardleaf publish --serve
    """  # noqa: D301  # \b tells click to keep the lines as they are
    from wardleaf.findings import Findings
    from wardleaf.pipeline import clinic_ids
    from wardleaf.publishing.gathering import clinics_by_address, shelf_for
    from wardleaf.publishing.pages import site_files
    from wardleaf.publishing.unchanged import is_unchanged, note_written, site_key
    from wardleaf.publishing.writing import write_site, write_zip
    from wardleaf.records.archive import ARCHIVE

    packed = out.suffix.lower() == ".zip"
    if packed and serve:
        raise click.UsageError("--serve shows a folder: name one with --out.")
    root = library_root(library)
    kept = archive or root / ARCHIVE
    key = "" if packed else site_key(root, kept, clinics=clinic, today=clock.today())
    if is_unchanged(out, key):
        say(f"{shown_path(out)}: nothing has changed since it was published")
        if serve:
            _serve(out, port)
        return
    workshop = open_workshop(library)
    unknown = [name for name in clinic if name not in workshop.library.clinics]
    if unknown:
        raise click.UsageError(f"There is no clinic `{unknown[0]}`. Clinics are {', '.join(clinic_ids(workshop))}.")
    groups = clinics_by_address(workshop, clinic or clinic_ids(workshop))
    if not groups:
        raise click.UsageError(
            "No clinic says where its pages stand. Write `publish: {address: https://…}` into its file in handouts/clinics/."
        )
    if len(groups) > 1:
        told = "; ".join(f"{', '.join(ids)} at {address}" for address, ids in groups.items())
        raise click.UsageError(f"Clinics publish at several addresses: {told}. Name those of one with --clinic.")
    findings = Findings()
    ((address, ids),) = groups.items()
    shelf = shelf_for(workshop, ids, archive=kept, shown=shown_path(kept), findings=findings)
    files = None if findings.has_errors else site_files(shelf, findings)
    if files is not None:
        write = write_zip if packed else write_site
        written = write(out, files, shown=shown_path(out), findings=findings)
        if written:
            holds = sum(item.state == "current" for item in shelf.items)
            handouts = "1 handout" if holds == 1 else f"{holds} handouts"
            say(
                f"{shown_path(out)}: {handouts} for {address}; {written.files} files, {written.written} of them written"
            )
            if key and not list(findings):
                note_written(out, key, shown=shown_path(out), findings=findings)
    show_findings(findings, format="text", err=True)
    if serve and not findings.has_errors:
        _serve(out, port)
    leave(findings)


def _serve(folder: Path, port: int) -> None:
    from wardleaf.publishing.serving import LOOPBACK, site_server

    try:
        server = site_server(folder, port)
    except OSError:
        raise click.UsageError(f"Port {port} is in use on this computer. Name another one with --port.") from None
    with server:
        say(f"http://{LOOPBACK}:{server.server_address[1]}/  on this computer only; Ctrl-C ends it")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say("ended")
