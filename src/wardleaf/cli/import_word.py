"""`wardleaf import`: from Word files to handouts."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from wardleaf.cli.console import MACHINE_FORMATS, leave, say, show_findings
from wardleaf.cli.options import (
    clinic_names,
    counted,
    format_option,
    known,
    library_option,
    library_root,
    open_workshop,
    shown_path,
)

_REFERENCES = "handouts/references.yaml"

if TYPE_CHECKING:
    from wardleaf.batch.import_run import ImportedFile, Ordered
    from wardleaf.pipeline import Workshop
    from wardleaf.report import Format


@click.command("import")
@click.argument("files", metavar="[FILE.docx|FOLDER]...", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--name", metavar="NAME", help="The handout's id, for one file. Without it: made of the title.")
@click.option(
    "--changes",
    type=click.Choice(("accept", "reject")),
    help="What to do with changes that were tracked in Word. Comments are told and left out. Without it, a file that has either is refused.",
)
@click.option(
    "--clinic",
    metavar="NAME",
    shell_complete=clinic_names,
    help="Whose phone numbers are named. Without it: the library's own clinic.",
)
@click.option(
    "--reviewed",
    metavar="DAY",
    type=click.DateTime(("%Y-%m-%d",)),
    help="The day on which somebody last checked these words, such as 2026-11-01; it is written into each section.",
)
@click.option("--paste", is_flag=True, help="Read words from standard input, as text or as HTML, instead of files.")
@click.option("--dry-run", is_flag=True, help="Tell what would be imported, and write nothing.")
@library_option
@format_option
def command(
    *,
    files: tuple[Path, ...],
    name: str | None,
    changes: Literal["accept", "reject"] | None,
    clinic: str | None,
    reviewed: datetime.datetime | None,
    paste: bool,
    dry_run: bool,
    library: Path | None,
    format: Format,
) -> None:
    """Make handouts of Word files: sections, a definition, pictures and sources.

    What was lost or guessed is told with the paragraph's number and its first words, and kept in imported/NAME/report.txt. Nothing that is there is written over. A folder's files are imported
    one after the other, with a table at the end.
    """
    from wardleaf.batch.import_run import Ordered, files_in
    from wardleaf.library.dates import PartialDate

    if paste == bool(files):
        raise click.UsageError(
            "Name a Word file or a folder of them, or say --paste and give the words on standard input."
        )
    wanted = [path for file in files for path in (files_in(file) if file.is_dir() else (file,))]
    if files and not wanted:
        raise click.UsageError("There is no Word file (.docx) in this folder.")
    if name and len(wanted) > 1:
        raise click.UsageError("--name is for one file; import the others without it.")
    id = _id(name) if name else ""
    workshop = open_workshop(library, format=format, err=format == "text")
    host = known("clinic", (clinic,), workshop.library.clinics)[0] if clinic else ""
    day = PartialDate(reviewed.year, reviewed.month, reviewed.day) if reviewed else None
    ordered = Ordered(changes=changes, name=id, clinic=host, reviewed=day, writes=not dry_run)
    results: list[ImportedFile] = []
    for result in _pasted(library, format, ordered) if paste else _each(wanted, library, format, ordered):
        results.append(result)
        if format not in MACHINE_FORMATS:
            show_findings(result.findings, format=format, err=True)
            _say_written(result)
    told = [finding for result in results for finding in result.findings]
    if format in MACHINE_FORMATS:
        show_findings(told, format=format, root=workshop.root)
    elif len(results) > 1:
        _say_table(results)
    leave(finding for result in results if not result.is_done for finding in result.findings)
    leave(finding for finding in told if finding.code == "F129")


def _each(wanted: Sequence[Path], library: Path | None, format: Format, ordered: Ordered) -> Iterator[ImportedFile]:
    from wardleaf.batch.import_run import ImportedFile, import_bytes
    from wardleaf.findings import Findings
    from wardleaf.library.files import FoundFile, read_bytes

    for path in wanted:
        shown = shown_path(path)
        findings = Findings()
        data = read_bytes(FoundFile(path, shown), findings=findings)
        if data is None:
            yield ImportedFile(shown=shown, handout=None, paths=(), findings=findings.sorted())
            continue
        yield _in_turn(
            shown, library, format, partial(import_bytes, data=data, shown=shown, stem=path.stem, ordered=ordered)
        )


def _pasted(library: Path | None, format: Format, ordered: Ordered) -> Iterator[ImportedFile]:
    from wardleaf.batch.import_run import MOST_PASTED, import_pasted

    data = sys.stdin.buffer.read(MOST_PASTED + 1)
    yield _in_turn("what was pasted", library, format, partial(import_pasted, data=data, ordered=ordered))


def _in_turn(
    shown: str, library: Path | None, format: Format, importing: Callable[[Workshop], ImportedFile]
) -> ImportedFile:
    """What `importing` makes of a library that is read anew, since another file or another command may have added to it."""
    from wardleaf.batch.import_run import ImportedFile
    from wardleaf.findings import Findings
    from wardleaf.records.in_turn import in_turn
    from wardleaf.values import replace

    findings = Findings()
    root = library_root(library)

    def run() -> ImportedFile:
        return importing(open_workshop(root, format=format, err=format == "text"))

    done = in_turn(root / _REFERENCES, run, shown=_REFERENCES, findings=findings)
    if done is None:
        return ImportedFile(shown=shown, handout=None, paths=(), findings=findings.sorted())
    return replace(done, findings=(*done.findings, *findings))


def _id(name: str) -> str:
    from wardleaf.library.names import device_in, id_of

    plain = name.strip().removeprefix("handouts/").removesuffix(".yaml")
    id = id_of(plain)
    if not id or "/" in id:
        raise click.UsageError(
            f"`{name}` gives no id. An id is made of small letters a to z, digits and hyphens, such as `knee-replacement`."
        )
    if device_in(id):
        raise click.UsageError(
            f"Windows keeps the name `{id}` for a device and opens no file of that name; choose another."
        )
    if id != name:
        say(f"The id is {id}: small letters, digits and hyphens.", err=True)
    return id


def _say_written(result: ImportedFile) -> None:
    for path in result.paths:
        say(path)
    if result.paths and result.handout:
        made = result.handout
        what = ", ".join(
            (counted(made.sections, "section"), counted(len(made.pictures), "picture"), counted(made.sources, "source"))
        )
        say(f"{result.shown}  became `{made.id}`: {what}; next: wardleaf check, then wardleaf build {made.id}")


def _say_table(results: Sequence[ImportedFile]) -> None:
    from wardleaf.batch.import_run import table_of

    rows = table_of(results)
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    say("")
    for row in rows:
        say("  ".join(text.ljust(width) for text, width in zip(row, widths)).rstrip())
