"""Whether a copy that somebody found is current: by the code and hash on its pages, by the address of its code, or by
the finished file itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Literal

from msgspec import Struct

from wardleaf.building import build_handout
from wardleaf.document.diff import compare_documents, diff_text
from wardleaf.document.facts import printed_address
from wardleaf.document.model import Document
from wardleaf.findings import Findings
from wardleaf.governance.approvals import APPROVALS_FILE, Approvals, UnclearDecision, decided_by, part_of
from wardleaf.governance.rules import is_to_come
from wardleaf.governance.standing import Standing
from wardleaf.library.publishing import path_name
from wardleaf.library.schema import ApprovalRecord
from wardleaf.pipeline import Workshop, editions_of, library_state_of
from wardleaf.records.approvals import decode_approvals
from wardleaf.records.archive import Release, find_releases, kept_source, released_sources
from wardleaf.records.built import Target
from wardleaf.releases.comparing import current_document, document_of_files
from wardleaf.releases.copies import Copy
from wardleaf.source.text import clean_text
from wardleaf.values import replace

_Verdict = Literal[
    "current", "draft", "overdue", "specimen", "changed", "superseded", "withdrawn", "cannot tell", "unknown"
]


class Verified(Struct, frozen=True, kw_only=True):
    """What there is to say of a copy: the verdict, and sentences in order."""

    verdict: _Verdict
    lines: tuple[str, ...]


def verify_copy(workshop: Workshop, copy: Copy, *, archive: Path) -> Verified:
    """Whether `copy` is current, superseded (by what, and what changed), withdrawn or unknown, or a file that was
    changed, or whether nobody can tell; `archive` may not be there.

    The library's newest words are `draft` while somebody has to approve them, `overdue` when their review is,
    `specimen` for a clinic that does not exist: only what is `current` may be given to a patient.
    """
    library = workshop.library
    handout = next(
        (id for id, definition in library.handouts.items() if definition.code.value.casefold() == copy.code.casefold()),
        None,
    )
    kept = find_releases(archive, code=copy.code, digits=copy.digits)
    unclear = tuple(one for one in workshop.approvals.unclear if one.part is None)
    if handout is None:
        lines = tuple(_not_in_library(copy, kept))
        if unclear or library.unread:
            hidden = (
                "not everything in this library can be read, so it may be there: `wardleaf check` tells what to mend"
            )
            return Verified(verdict="cannot tell", lines=(f"{copy.named}: {hidden}", *lines[1:]))
        return Verified(verdict="unknown", lines=lines)
    stands = [
        standing
        for clinic in sorted(library.clinics)
        if (standing := library_state_of(workshop).standing(handout, clinic))
    ]
    withdrawn = next((standing.withdrawal for standing in stands if standing.withdrawal), None)
    if withdrawn:
        reason = f": {withdrawn.reason.value}" if withdrawn.reason else ""
        when = withdrawn.date.value.isoformat()
        line = f"{copy.named} was withdrawn on {when} by {decided_by(withdrawn)}{reason}"
        return Verified(verdict="withdrawn", lines=(line, "Do not use it. Collect the copies."))
    doubts = tuple(dict.fromkeys(_doubts(stands, unclear, workshop, kept, archive)))
    versions = tuple(_versions(workshop, handout))
    if not copy.digits:
        meant = _hashes_meant(workshop, copy, versions, kept)
        if len(meant) > 1:
            line = f"Several copies bear {copy.named}, with other digits at the foot of their pages"
            lines = (line, "Do not use it before you have given that whole line, digits and all")
            return Verified(verdict="cannot tell", lines=lines)
        copy = replace(copy, digits=next(iter(meant), ""))
        kept = tuple(release for release in kept if release.digits == copy.digits)
    specimens = all(clinic.specimen for clinic in library.clinics.values())
    if workshop.today and not specimens and is_to_come(library.handouts[handout], workshop.today):
        reviewed = library.handouts[handout].review.last_reviewed.value.isoformat()
        now = workshop.today.isoformat()
        doubts += (
            f"its last review is dated {reviewed}, and this computer's clock says {now}: one of the two is wrong",
        )
    if doubts or not versions:
        doubts = doubts or ("its files have errors: `wardleaf check` tells them",)
        lines = (f"Nobody can tell whether {copy.named} may be used: do not use it", *doubts)
        return Verified(verdict="cannot tell", lines=lines)
    same = [(target, document) for target, document in versions if document.hash.replace(" ", "") == copy.digits]
    if (
        same
        and copy.version
        and not any(path_name(copy.version) == path_name(document.version) for _, document in same)
    ):
        is_of = f"the hash {copy.digits[:4]} {copy.digits[4:]} is that of version {same[0][1].version}"
        return Verified(
            verdict="unknown", lines=(f"{copy.named} is unknown: {is_of}, not {copy.version}", "Compare the line again")
        )
    if same and copy.sha256 and not _is_ours(workshop, copy, same, kept):
        return Verified(verdict="changed", lines=tuple(_changed(copy, same, kept)))
    if same:
        return Verified(verdict=_use_of_current(workshop, same), lines=tuple(_current(workshop, copy, same, kept)))
    version = library.handouts[handout].version.value
    known = bool(kept) or bool(copy.version and path_name(copy.version) != path_name(version))
    if not copy.digits:  # an address: an issue before the one that is given out now
        known |= any(copy.issue < library_state_of(workshop).issue(handout, target.clinic) for target, _ in versions)
    if not known:
        return Verified(verdict="unknown", lines=tuple(_unknown(copy, versions)))
    return Verified(verdict="superseded", lines=tuple(_superseded(copy, versions, kept, archive)))


def _hashes_meant(
    workshop: Workshop, copy: Copy, versions: tuple[tuple[Target, Document], ...], kept: tuple[Release, ...]
) -> frozenset[str]:
    """The hashes of what the address `copy` may stand for: the version and issue that it names, of the clinics that
    publish there, or of all where none does.
    """
    publish = {
        id: printed_address(clinic.publish.address.value).casefold()
        for id, clinic in workshop.library.clinics.items()
        if clinic.publish
    }
    there = {id for id, address in publish.items() if address == copy.host} or set(workshop.library.clinics)
    name = path_name(copy.version)
    state = library_state_of(workshop)
    now = {
        document.hash.replace(" ", "")
        for target, document in versions
        if target.clinic in there
        and path_name(document.version) == name
        and state.issue(target.handout, target.clinic) == copy.issue
    }
    released = {
        release.digits
        for release in kept
        if release.clinic in there and path_name(release.version) == name and release.issue == copy.issue
    }
    return frozenset(now | released)


def _doubts(
    stands: Iterable[Standing],
    unclear: Iterable[UnclearDecision],
    workshop: Workshop,
    kept: Iterable[Release],
    archive: Path,
) -> Iterator[str]:
    """Why it cannot be told what was decided about a handout: decisions that cannot be read, and such as are there no
    more.
    """
    for one in (*unclear, *(one for standing in stands for one in standing.unclear)):
        yield from one.problems or (f"{one.span}: this decision cannot be read",)
    if _lost_decisions(workshop.approvals, kept, archive):
        yield f"{APPROVALS_FILE} holds fewer decisions than it did when this was released: a withdrawal may be among those that are gone"


def _lost_decisions(approvals: Approvals, kept: Iterable[Release], archive: Path) -> bool:
    """Whether a decision that was recorded when one of `kept` was released is recorded no more."""
    now = {_decided(record) for decided in approvals.by_part.values() for _, record in decided}
    for digest in dict.fromkeys(release.sources.get(APPROVALS_FILE, "") for release in kept):
        data = kept_source(archive, digest) if digest else None
        file = clean_text(APPROVALS_FILE, data, Findings()) if data else None
        if file and any(_decided(record) not in now for record in decode_approvals(file, Findings()).records):
            return True
    return False


def _decided(record: ApprovalRecord) -> tuple[str, ...]:
    return (
        str(part_of(record)),
        record.state.value,
        record.date.value.isoformat(),
        record.hash.value,
        decided_by(record),
    )


def _is_ours(workshop: Workshop, copy: Copy, same: Iterable[tuple[Target, Document]], kept: Iterable[Release]) -> bool:
    """Whether `copy` is, byte for byte, a file that was released, or what is made now from the same sources."""
    if any(release.sha256 == copy.sha256 for release in kept):
        return True
    # No byte depends on the day, and what is overdue is not made.
    timeless = replace(workshop, today=None, library_state=None)
    targets = (
        replace(target, edition=edition) for target, _ in same for edition in editions_of(workshop, target.handout)
    )
    return any(
        file.record.sha256 == copy.sha256 for target in targets for file in build_handout(timeless, target).files
    )


def _changed(copy: Copy, same: Iterable[tuple[Target, Document]], kept: tuple[Release, ...]) -> Iterator[str]:
    document = next(document for _, document in same)
    yield f"This file says that it is {copy.named}, which is the newest for {document.clinic.name}, and is not what was made of it"
    yield (
        "The archive holds this version, but not this very file"
        if kept
        else "What is made of the same words now is another file"
    )
    yield "Another program may have changed it. A draft, a personal copy and a file that another version of Wardleaf made differ, too"
    yield "Do not use it before somebody has compared its pages with a file that is built now"


def _versions(workshop: Workshop, handout: str) -> Iterator[tuple[Target, Document]]:
    """The handout as it is now for each clinic; all editions say the same."""
    for edition in editions_of(workshop, handout)[:1]:
        for clinic in sorted(workshop.library.clinics):
            target = Target(handout=handout, clinic=clinic, edition=edition)
            document = current_document(workshop, target, Findings())
            if document:
                yield target, document


def _use_of_current(workshop: Workshop, same: list[tuple[Target, Document]]) -> _Verdict:
    """Whether a copy with the newest words may be used: the least that holds for any of the clinics that it is `same`
    for.
    """
    if any(workshop.library.clinics[target.clinic].specimen for target, _ in same):
        return "specimen"
    if any(_overdue(workshop, target.handout) for target, _ in same):
        return "overdue"
    return "draft" if any(_waiting(workshop, target) for target, _ in same) else "current"


def _overdue(workshop: Workshop, handout: str) -> date | None:
    due = library_state_of(workshop).review_date(handout)
    return due.date if due and workshop.today and due.date < workshop.today else None


def _waiting(workshop: Workshop, target: Target) -> Standing | None:
    """Where `target` stands while not all of its parts are approved; None for a specimen, which nobody approves."""
    standing = library_state_of(workshop).standing(target.handout, target.clinic)
    specimen = workshop.library.clinics[target.clinic].specimen
    return standing if standing and standing.state != "approved" and not specimen else None


def _current(
    workshop: Workshop, copy: Copy, same: list[tuple[Target, Document]], kept: tuple[Release, ...]
) -> Iterator[str]:
    for target, document in same:
        yield f"{document.first_page.code_line} ({document.hash}), {document.title}, is the newest for {document.clinic.name}"
        if workshop.library.clinics[target.clinic].specimen:
            yield "The clinic is a specimen: do not give it to patients"
        elif standing := _waiting(workshop, target):
            waiting = ", ".join(str(part.part.part) for part in standing.parts if part.verdict != "approved")
            yield f"Its state is {standing.state}: do not give it to patients before these are approved: {waiting}"
        if overdue := _overdue(workshop, target.handout):
            yield f"Its review was due on {overdue.isoformat()}: do not use it until it has been reviewed"
    if copy.sha256 and any(release.sha256 == copy.sha256 for release in kept):
        yield "This very file was released"


def _superseded(
    copy: Copy, versions: tuple[tuple[Target, Document], ...], kept: tuple[Release, ...], archive: Path
) -> Iterator[str]:
    release = next(iter(kept), None)
    by = [document for target, document in versions if release and target.clinic == release.clinic] or [
        document for _, document in versions
    ]
    yield f"{copy.named} is superseded: do not use it"
    for document in by:
        yield f"The current one for {document.clinic.name} is {document.first_page.code_line} ({document.hash}), {document.title}"
    if release is None:
        yield "What changed is not known: the archive does not hold this version"
        return
    sources = released_sources(archive, release, shown=archive.name, findings=Findings())
    target = Target(handout=release.handout, clinic=release.clinic, edition=release.edition)
    old = document_of_files(sources, target, code=release.code) if sources else None
    if old and by:
        yield "What changed:"
        yield diff_text(compare_documents(old, by[0]), old, by[0])


def _unknown(copy: Copy, versions: tuple[tuple[Target, Document], ...]) -> Iterator[str]:
    what = "with this hash" if copy.digits else "of this name"
    yield f"{copy.named} is unknown: no version {what} is in the library or in the archive"
    for _, document in versions:
        yield f"The current one for {document.clinic.name} is {document.first_page.code_line} ({document.hash}), {document.title}"
    yield "Compare the digits again; where an archive is kept, name it with --archive DIR"


def _not_in_library(copy: Copy, kept: tuple[Release, ...]) -> Iterator[str]:
    yield f"{copy.named} is unknown: this library has no handout with the code {copy.code}"
    for release in kept:
        yield f"The archive holds it as version {release.version} of `{release.handout}` for {release.clinic}, {release.edition}; it is no longer in the library"
