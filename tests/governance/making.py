"""A library of a real clinic with two handouts that share a section, and the decisions that tests put into it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from tests.document.making import FILES, make_library

from wardleaf.document.authored import SectionText
from wardleaf.document.manuscript import read_sections
from wardleaf.findings import Finding, Findings, SourceFile
from wardleaf.governance.approvals import Approvals, PartName, approvals_of
from wardleaf.governance.decisions import Person, approval_entry, withdrawal_entry
from wardleaf.governance.library_state import LibraryState
from wardleaf.library.schema import Library
from wardleaf.records.approvals import decode_approvals, with_decisions

TODAY = datetime.date(2026, 11, 22)
SOMEBODY = Person("J. Ellis", "head of information")
CLINIC = "handouts/clinics/riverside.yaml"
SECOND = "handouts/second.yaml"
REAL: Mapping[str, str] = {
    CLINIC: FILES[CLINIC].replace("specimen: yes", "specimen: no"),
    SECOND: FILES["handouts/leaflet.yaml"]
    .replace("RBC-001", "RBC-002")
    .replace("Chemotherapy for tumours", "Another")
    .replace("[topic/one, topic/two]", "[topic/two]"),
}


def real_library(files: Mapping[str, str | bytes] | None = None) -> Library:
    library, told = make_library({**REAL, **(files or {})})
    assert not told.has_errors, tuple(told)
    return library


def texts_of(library: Library) -> Mapping[str, SectionText]:
    return read_sections(library, library.sections)


def library_state_of(library: Library, approvals: Approvals | None = None) -> LibraryState:
    texts = texts_of(library)
    return LibraryState(library, approvals or Approvals(), lambda _: texts)


def decisions(*entries: Mapping[str, object], before: bytes = b"") -> Approvals:
    """`entries` as they are after having been written and read."""
    text = with_decisions(before, entries).decode()
    findings = Findings()
    records = decode_approvals(SourceFile("handouts/approvals.yaml", text), findings)
    assert not findings.has_errors, tuple(findings)
    return approvals_of(records)


def approve(library: Library, *parts: str, today: datetime.date = TODAY) -> tuple[Mapping[str, object], ...]:
    """The entries that approve `parts`, all when none are named, as they are in `library`."""
    library_state = library_state_of(library)
    wanted = parts or all_parts(library)
    entries = []
    for name in wanted:
        kind, _, of = name.partition(":")
        part = library_state.part(PartName(kind, of))  # type: ignore[arg-type]
        assert part is not None, name
        version = library.handouts[of].version.value if kind == "handout" else ""
        entries.append(approval_entry(part, SOMEBODY, today=today, version=version))
    return tuple(entries)


def withdraw(library: Library, handout: str, reason: str = "A wrong dose.") -> Mapping[str, object]:
    part = library_state_of(library).part(PartName("handout", handout))
    assert part is not None
    return withdrawal_entry(
        part, SOMEBODY, today=TODAY, code=library.handouts[handout].code.value, version="1.0", reason=reason
    )


def all_parts(library: Library) -> tuple[str, ...]:
    clinics = [id for id, host in library.clinics.items() if not host.specimen]
    return (
        *(f"section:{address}" for address in library.sections),
        *(f"clinic:{id}" for id in clinics),
        *(f"handout:{id}" for id in library.handouts),
    )


def told(findings: Iterable[Finding]) -> list[str]:
    """Findings as "severity name file:line"."""
    return sorted(
        f"{one.severity} {one.name} {one.span.file.path.removeprefix('handouts/')}:{one.span.line}"
        for one in findings
        if one.span
    )
