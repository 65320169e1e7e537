"""Whether a copy that somebody found is current: by the code and hash on its pages, or by the finished file itself."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from wardleaf.document.diff import compare_documents, diff_text
from wardleaf.document.model import Document
from wardleaf.findings import Findings
from wardleaf.governance.approvals import decided_by
from wardleaf.pipeline import Workshop, editions_of, rack_of
from wardleaf.readback.model import ReadBack
from wardleaf.records.archive import Release, find_releases, released_sources
from wardleaf.records.built import Target
from wardleaf.releases.comparing import current_document, document_of_files
from wardleaf.releases.revisions import code_and_digits

Verdict = Literal["current", "superseded", "withdrawn", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What a copy says of itself: code and eight hex digits; `version` and the file's `sha256` where a file was read."""

    code: str
    digits: str
    version: str = ""
    sha256: str = ""

    @property
    def named(self) -> str:
        """The copy as people name it."""
        version = f" version {self.version}" if self.version else ""
        return f"{self.code}{version} ({self.digits[:4]} {self.digits[4:]})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What there is to say of a copy: the verdict, and sentences in order."""

    verdict: Verdict
    lines: tuple[str, ...]


def copy_in_file(read: ReadBack, data: bytes, workshop: Workshop) -> Copy | None:
    """What the finished file `read` from `data` says of itself, from its last page's link or from the foot of its pages; None when it says nothing."""
    sha256 = hashlib.sha256(data).hexdigest()
    codes = [definition.code.value for definition in workshop.library.handouts.values()]
    for link in read.links:
        named = code_and_digits(link.target)
        if named and "?v=" in link.target:
            version = re.search(r"\?v=([^&]*)&", link.target)
            code = next((known for known in codes if known.casefold() == named[0].casefold()), named[0].upper())
            return Copy(code=code, digits=named[1], version=version[1] if version else "", sha256=sha256)
    words = " ".join(text.text for page in read.page_facts.pages for text in page.texts).replace("\u00a0", " ")
    for code in sorted(codes, key=len, reverse=True):
        found = re.search(rf"{re.escape(code)}\s+\S+\s+(\S+)(?:\s+\S+\s+\d+)?\s+([0-9a-f]{{4}})\s+([0-9a-f]{{4}})\b", words)
        if found:
            return Copy(code=code, digits=found[2] + found[3], version=found[1], sha256=sha256)
    return None


def verify_copy(workshop: Workshop, copy: Copy, *, archive: Path) -> Verified:
    """Whether `copy` is current, superseded (by what, and what changed), withdrawn or unknown; `archive` may not be there."""
    handouts = workshop.library.handouts
    handout = next((id for id, definition in handouts.items() if definition.code.value.casefold() == copy.code.casefold()), None)
    kept = find_releases(archive, code=copy.code, digits=copy.digits)
    if handout is None:
        return Verified(verdict="unknown", lines=tuple(_not_in_library(copy, kept)))
    versions = tuple(_versions(workshop, handout))
    standing = next((rack_of(workshop).standing(handout, target.clinic) for target, _ in versions), None)
    if standing and standing.withdrawal:
        record = standing.withdrawal
        reason = f": {record.reason.value}" if record.reason else ""
        when = record.date.value.isoformat()
        return Verified(
            verdict="withdrawn",
            lines=(f"{copy.named} was withdrawn on {when} by {decided_by(record)}{reason}", "Do not use it. Collect the copies."),
        )
    same = [(target, document) for target, document in versions if document.hash.replace(" ", "") == copy.digits]
    if same:
        return Verified(verdict="current", lines=tuple(_current(workshop, copy, same, kept)))
    known = bool(kept) or bool(copy.version and copy.version != handouts[handout].version.value)
    if not known:
        return Verified(verdict="unknown", lines=tuple(_unknown(copy, versions)))
    return Verified(verdict="superseded", lines=tuple(_superseded(copy, versions, kept, archive)))


def _versions(workshop: Workshop, handout: str) -> Iterator[tuple[Target, Document]]:
    """The handout as it is now for each clinic; all editions say the same."""
    for edition in editions_of(workshop, handout)[:1]:
        for clinic in sorted(workshop.library.clinics):
            target = Target(handout=handout, clinic=clinic, edition=edition)
            document = current_document(workshop, target, Findings())
            if document:
                yield target, document


def _current(workshop: Workshop, copy: Copy, same: list[tuple[Target, Document]], kept: tuple[Release, ...]) -> Iterator[str]:
    for target, document in same:
        yield f"{document.first_page.code_line} ({document.hash}), {document.title}, is current for {document.clinic.name}"
        standing, host = rack_of(workshop).standing(target.handout, target.clinic), workshop.library.clinics[target.clinic]
        if host.specimen:
            yield "The clinic is a specimen: do not give it to patients"
        elif standing and standing.state != "approved":
            waiting = ", ".join(str(part.part.part) for part in standing.parts if part.verdict != "approved")
            yield f"Its state is {standing.state}, so its pages say DRAFT; not approved: {waiting}"
        due = rack_of(workshop).review_date(target.handout)
        if due and workshop.today and due.date < workshop.today:
            yield f"Its review was due on {due.date.isoformat()}: do not use it until it has been reviewed"
    if copy.sha256 and kept:
        exact = any(release.sha256 == copy.sha256 for release in kept)
        yield (
            "This very file was released"
            if exact
            else "The archive holds this version, but not this very file: another program may have changed it"
        )


def _superseded(copy: Copy, versions: tuple[tuple[Target, Document], ...], kept: tuple[Release, ...], archive: Path) -> Iterator[str]:
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
    yield f"{copy.named} is unknown: no version with this hash is in the library or in the archive"
    for _, document in versions:
        yield f"The current one for {document.clinic.name} is {document.first_page.code_line} ({document.hash}), {document.title}"
    yield "Compare the digits again; where an archive is kept, name it with --archive DIR"


def _not_in_library(copy: Copy, kept: tuple[Release, ...]) -> Iterator[str]:
    yield f"{copy.named} is unknown: this library has no handout with the code {copy.code}"
    for release in kept:
        yield f"The archive holds it as version {release.version} of `{release.handout}` for {release.clinic}, {release.edition}; it is no longer in the library"
