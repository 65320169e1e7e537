"""What changed in a handout since an earlier version: two documents side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wardleaf.document.diff import SectionChange, compare_documents
from wardleaf.document.model import Document
from wardleaf.findings import Findings, has_errors
from wardleaf.pipeline import Workshop, document_for, editions_of
from wardleaf.records import faults
from wardleaf.records.built import Target
from wardleaf.releases.sources import library_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """An earlier and a later version of a handout, and what changed between them."""

    old: Document
    new: Document
    changes: tuple[SectionChange, ...] = field(repr=False)


def compare_with(
    workshop: Workshop, target: Target, files: Mapping[str, bytes], *, since: str, findings: Findings
) -> Compared | None:
    """`target` as it is now beside what it was in the library of `files`, known as `since`; None after telling why not.

    The earlier version is looked up by the handout's id, then by its code, for the same clinic, or for the only one
    that the earlier library has.
    """
    new = current_document(workshop, target, findings)
    old = document_of_files(files, target, code=workshop.library.handouts[target.handout].code.value) if new else None
    if new is None:
        return None
    if old is None:
        message = f"the handout `{target.handout}` cannot be read as it was in `{since}`: it was not there yet, or its files had errors"
        findings.add(faults.NO_SUCH_VERSION.at(None, message))
        return None
    return Compared(old=old, new=new, changes=compare_documents(old, new))


def current_document(workshop: Workshop, target: Target, findings: Findings) -> Document | None:
    """`target` as the library has it now, with its issue."""
    own = Findings()
    document = document_for(workshop, target.handout, target.clinic, target.edition, own)
    findings.extend(finding for finding in own if has_errors([finding]))
    return document


def document_of_files(files: Mapping[str, bytes], target: Target, *, code: str) -> Document | None:
    """The document that `target` was in the library of `files`; None when it was not there or had errors."""
    with library_of(files, Findings()) as earlier:
        if earlier is None:
            return None
        handouts, clinics = earlier.library.handouts, earlier.library.clinics
        by_code = [id for id, definition in handouts.items() if definition.code.value.casefold() == code.casefold()]
        handout = target.handout if target.handout in handouts else next(iter(by_code), "")
        clinic = target.clinic if target.clinic in clinics else next(iter(clinics), "")
        editions = editions_of(earlier, handout)
        edition = target.edition if target.edition in editions else next(iter(editions), "")
        if not (handout and clinic and edition):
            return None
        return current_document(earlier, Target(handout=handout, clinic=clinic, edition=edition), Findings())
