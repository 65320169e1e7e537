"""`wardleaf references import`: entries from other programs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wardleaf.cli.console import leave, say, show_findings
from wardleaf.cli.options import counted, library_option, open_workshop, shown_path

if TYPE_CHECKING:
    from wardleaf.findings import Findings
    from wardleaf.pipeline import Workshop

_PLACE = "handouts/references.yaml"
_ENTRY = re.compile(r"^\s*- id: ", re.MULTILINE)


@click.group("references")
def command() -> None:
    """Import references from other programs."""


@command.command("import")
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@library_option
def import_references(*, file: Path, library: Path | None) -> None:
    """Add the references in FILE to the end of handouts/references.yaml.

    FILE is BibTeX (.bib), RIS (.ris), PubMed's NBIB (.nbib) or CSL-JSON (.json). Sources that are there already, by DOI, PubMed number or title, are told and left out. What
    stands in references.yaml is not touched, remarks included.
    """
    from wardleaf.findings import Findings

    workshop = open_workshop(library)
    findings = Findings()
    added = _added(workshop, file, findings)
    show_findings(findings, format="text", err=True)
    if added is not None:
        say(f"{_PLACE}  {counted(added, 'reference')} added")
    leave(findings)


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
