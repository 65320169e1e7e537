"""`wardleaf references`: entries from other programs, and whether sources still stand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wardleaf.cli.console import MACHINE_FORMATS, leave, say, show_findings
from wardleaf.cli.options import counted, format_option, library_option, library_root, open_workshop, shown_path

if TYPE_CHECKING:
    from wardleaf.findings import Findings
    from wardleaf.pipeline import Workshop
    from wardleaf.report import Format

_PLACE = "handouts/references.yaml"
_ENTRY = re.compile(r"^[ \t]*- id: ", re.MULTILINE)


@click.group("references")
def command() -> None:
    """Import references from other programs, and check whether sources still stand."""


@command.command("import")
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@library_option
def import_references(*, file: Path, library: Path | None) -> None:
    """Add the references in FILE to the end of handouts/references.yaml.

    FILE is BibTeX (.bib), RIS (.ris), PubMed's NBIB (.nbib) or CSL-JSON (.json). Sources that are there already, by DOI, PubMed number or title, are told and left out. What
    stands in references.yaml is not touched, remarks included.
    """
    from wardleaf.findings import Findings
    from wardleaf.records.in_turn import in_turn

    findings = Findings()
    root = library_root(library)
    added = in_turn(root / _PLACE, lambda: _added(open_workshop(root), file, findings), shown=_PLACE, findings=findings)
    show_findings(findings, format="text", err=True)
    if added is not None:
        say(f"{_PLACE}  {counted(added, 'reference')} added")
    leave(findings)


@command.command("check")
@click.option(
    "--retractions",
    metavar="FILE.csv",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The Retraction Watch table as Crossref publishes it, saved on this computer.",
)
@click.option("--no-record", is_flag=True, help="Do not write the day under `checked:` in references.yaml.")
@library_option
@format_option
def check_references(*, retractions: Path | None, no_record: bool, library: Path | None, format: Format) -> None:
    """Check every source in handouts/references.yaml without asking a network.

    Tells addresses in forms that move or are dropped, titles of retracted papers and of notices, and titles and names in capitals alone. With --retractions, looks every source up by DOI and PubMed number, and tells those that were retracted, corrected, or
    doubted by their journal. For the others, the last day that the table knows of is written under `checked:`.
    """
    from wardleaf.bibliography.addresses import old_forms
    from wardleaf.bibliography.doubts import doubtful_words
    from wardleaf.findings import Findings

    workshop = open_workshop(library, format=format, err=format == "text")
    findings = Findings()
    findings.extend(finding for finding in workshop.told if finding.span and finding.span.file.path == _PLACE)
    references = tuple(workshop.library.references.values())
    for reference in references:
        findings.extend(old_forms(reference))
        findings.extend(doubtful_words(reference))
    summary = [f"{_PLACE}  {counted(len(references), 'source')}"]
    if retractions and not findings.has_errors:
        summary += _looked_up(workshop, retractions, findings, record=not no_record)
    show_findings(findings.sorted(), format=format, err=format == "text", root=workshop.root)
    if format not in MACHINE_FORMATS:
        for line in summary:
            say(line)
    leave(findings)


def _looked_up(workshop: Workshop, file: Path, findings: Findings, *, record: bool) -> list[str]:
    """What to say at the end of looking every source up in the table in `file`."""
    from wardleaf.bibliography.checked_dates import record_checked
    from wardleaf.bibliography.retractions import judge_sources, read_retractions
    from wardleaf.cli import clock
    from wardleaf.findings import SourceFile, Span
    from wardleaf.records.files import write_file
    from wardleaf.records.in_turn import in_turn

    references = tuple(workshop.library.references.values())
    place = Span(SourceFile(shown_path(file), ""), 0)
    # The table was published in more than one encoding; what is looked up in it is plain letters in each.
    with file.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        table = read_retractions(lines, references, table=place, findings=findings)
    if table is None:
        return []
    stand = judge_sources(references, table, findings)
    counts = counted(table.rows, "notice") + (
        f" until {table.until.isoformat()}" if table.until else ", none with a date"
    )
    said = [f"{shown_path(file)}  {counts}; it says nothing against {counted(len(stand), 'source')} that it could know"]
    if not (record and stand and table.until):
        return said
    target = workshop.root / _PLACE
    day = min(table.until, clock.today())

    def write() -> int:
        before = target.read_bytes().decode()
        text, changed = record_checked(before, references, ids=frozenset(stand), day=day, findings=findings)
        return changed if changed and write_file(target, text.encode(), shown=_PLACE, findings=findings) else 0

    if changed := in_turn(target, write, shown=_PLACE, findings=findings):
        said.append(f"{_PLACE}  `checked: {day.isoformat()}` written for {counted(changed, 'source')}")
    return said


def _added(workshop: Workshop, file: Path, findings: Findings) -> int | None:
    """How many references of `file` now stand at the end of references.yaml; None after telling why it was not touched."""
    from wardleaf.bibliography.importing.append import append_entries
    from wardleaf.bibliography.importing.formats import read_imported
    from wardleaf.findings import SourceFile, has_errors
    from wardleaf.library.files import FoundFile, read_bytes
    from wardleaf.records.files import write_file
    from wardleaf.source.text import clean_text

    own = [finding for finding in workshop.told if finding.span and finding.span.file.path == _PLACE]
    if has_errors(own):
        findings.extend(own)
        return None
    data = read_bytes(FoundFile(file, shown_path(file)), findings=findings)
    text = clean_text(shown_path(file), data, findings) if data is not None else None
    if text is None or findings.has_errors:
        return None
    imported = read_imported(text, findings)
    target = workshop.root / _PLACE
    before = target.read_bytes().decode() if target.is_file() else ""
    known = workshop.library.references.values()
    after = append_entries(SourceFile(_PLACE, before), imported, known=known, findings=findings)
    if after == before:
        return 0
    added = len(_ENTRY.findall(after)) - len(_ENTRY.findall(before))
    return added if write_file(target, after.encode(), shown=_PLACE, findings=findings) else None
