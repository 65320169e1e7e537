"""The two papers for staff that go with a handout, made from the same sources by the same stages."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from wardleaf.checks.measures import measured_facts
from wardleaf.document.evidence import evidence_sheet
from wardleaf.document.model import Document
from wardleaf.document.papers import review_worksheet
from wardleaf.findings import Findings
from wardleaf.library.label_files import read_profile
from wardleaf.pipeline import Workshop, document_for, library_state_of, style_for, typeset_document
from wardleaf.records.built import Target
from wardleaf.values import replace

EVIDENCE, WORKSHEET = "evidence", "worksheet"
PAPERS = (EVIDENCE, WORKSHEET)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPaper:
    """A finished paper: the name of its file and its bytes."""

    file: str
    data: bytes = field(repr=False)


def staff_papers(
    workshop: Workshop, target: Target, findings: Findings, *, papers: Collection[str] = PAPERS
) -> tuple[StaffPaper, ...]:
    """Those of the evidence sheet and the review worksheet of `target` that `papers` names; fewer after telling why
    not.
    """
    own = Findings()
    documents = {name: document for name, document in _staff_documents(workshop, target, own).items() if name in papers}
    style = style_for(workshop, target.clinic, target.edition, own)
    made: list[StaffPaper] = []
    for name, document in documents.items():
        typeset = typeset_document(workshop, document, style, own) if style else None
        if typeset and not own.has_errors:
            made.append(StaffPaper(file=f"{target.handout}-{name}.pdf", data=typeset.pdf))
    findings.extend(own)
    return tuple(made)


def _staff_documents(workshop: Workshop, target: Target, findings: Findings) -> Mapping[str, Document]:
    """The papers as documents, by name; empty after telling every error of the handout."""
    printed = document_for(workshop, target.handout, target.clinic, target.edition, findings)
    full = _with_all_sources(workshop, target)
    if printed is None or full is None:
        return {}
    habits = read_profile(workshop.library.clinics[target.clinic].profile.value)
    # The day of its review, not today: the same sources give the same paper.
    measured = measured_facts(printed, habits, today=printed.reviewed)
    return {
        EVIDENCE: evidence_sheet(replace(full, hash=printed.hash)),
        WORKSHEET: review_worksheet(printed, measured=measured),
    }


def _with_all_sources(workshop: Workshop, target: Target) -> Document | None:
    """The handout as if it printed every source: its hash is another, its words are the same."""
    library = workshop.library
    definition = library.handouts.get(target.handout)
    if definition is None:
        return None
    full = replace(definition, references=replace(definition.references, value="full"))
    everything = replace(library, handouts={**library.handouts, target.handout: full})
    issue = library_state_of(workshop).issue(target.handout, target.clinic)
    return document_for(
        replace(workshop, library=everything), target.handout, target.clinic, target.edition, Findings(), issue=issue
    )
