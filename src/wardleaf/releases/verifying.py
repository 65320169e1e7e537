"""Whether a copy that somebody found is current: by the code and hash on its pages, or by the finished file itself."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Literal

from msgspec import Struct

from wardleaf.building import build_handout
from wardleaf.document.diff import compare_documents, diff_text
from wardleaf.document.model import Document
from wardleaf.findings import Findings
from wardleaf.governance.approvals import APPROVALS_FILE, Approvals, UnclearDecision, decided_by, part_of
from wardleaf.governance.rules import is_to_come
from wardleaf.governance.standing import Standing
from wardleaf.library.schema import ApprovalRecord
from wardleaf.pipeline import Workshop, editions_of, library_state_of
from wardleaf.readback.model import ReadBack
from wardleaf.records.approvals import decode_approvals
from wardleaf.records.archive import Release, find_releases, kept_source, released_sources
from wardleaf.records.built import Target
from wardleaf.releases.comparing import current_document, document_of_files
from wardleaf.source.text import clean_text
from wardleaf.values import replace

_Verdict = Literal[
    "current", "draft", "overdue", "specimen", "changed", "superseded", "withdrawn", "cannot tell", "unknown"
]


class Copy(Struct, frozen=True, kw_only=True):
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


class Verified(Struct, frozen=True, kw_only=True):
    """What there is to say of a copy: the verdict, and sentences in order."""

    verdict: _Verdict
    lines: tuple[str, ...]


def copy_in_file(read: ReadBack, data: bytes, workshop: Workshop) -> Copy | None:
    """What the finished file `read` from `data` says of itself, from its last page's link or from the foot of its
    pages; None when it says nothing.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    codes = [definition.code.value for definition in workshop.library.handouts.values()]
    for link in read.links:
        named = named_copy(link.target, codes) if "?v=" in link.target else None
        if named:
            return replace(named, sha256=sha256)
    words = " ".join(text.text for page in read.page_facts.pages for text in page.texts).replace("\u00a0", " ")
    for code in sorted(codes, key=len, reverse=True):
        found = re.search(
            rf"{re.escape(code)}\s+\S+\s+(\S+)(?:\s+\S+\s+\d+)?\s+([0-9a-f]{{4}})\s+([0-9a-f]{{4}})\b", words
        )
        if found:
            return Copy(code=code, digits=found[2] + found[3], version=found[1], sha256=sha256)
    return None


def named_copy(written: str, codes: Iterable[str]) -> Copy | None:
    """What `written` says of a copy: code and hash as in "RBC-014-a41f09c2", the text of a QR code, or the whole line
    at the foot of a page, whatever blanks, dots and capitals it has.

    `codes` are those of the library. None when there is no hash in it, or no code before that.
    """
    text = _SIGNS.sub("-", unicodedata.normalize("NFKC", written)).strip()
    address = re.fullmatch(r"https?://\S+/([^/?\s]+)\?v=([^&\s]*)&h=([0-9a-fA-F]{8})", text)
    if address:
        return Copy(code=_as_known(address[1], codes), digits=address[3].lower(), version=address[2])
    pair = None
    for pair in _PAIR.finditer(text):  # noqa: B007  # the last one: a version can look like a hash
        pass
    if pair is None:
        return None
    before = text[: pair.start()].strip(" -._")
    for code in sorted(codes, key=len, reverse=True):
        place = re.match(
            r"[\W_]*".join(map(re.escape, _RUNS.findall(code))) + r"(?![A-Za-z0-9])", before, re.IGNORECASE
        )
        if place:
            return Copy(code=code, digits=(pair[1] + pair[2]).lower(), version=_version_in(before[place.end() :]))
    head, _, rest = before.partition(" ")
    return Copy(code=head.upper(), digits=(pair[1] + pair[2]).lower(), version=_version_in(rest)) if head else None


_SIGNS = re.compile(r"[\u2010-\u2015\u2212\u00ad]")
_PAIR = re.compile(r"(?<![0-9A-Za-z])([0-9a-fA-F]{4})[\W_]{0,4}([0-9a-fA-F]{4})(?![0-9A-Za-z])")
_RUNS = re.compile(r"[^\W_]+")


def _as_known(code: str, codes: Iterable[str]) -> str:
    return next((known for known in codes if known.casefold() == code.casefold()), code.upper())


def _version_in(words: str) -> str:
    """The version in "version 3.1 issue 2", in whatever language: the first word with a digit in it."""
    found = next((word for word in words.split() if any(sign.isdigit() for sign in word)), "")
    return re.sub(r"\Av(?=\d)", "", found.strip("-,;()·•|"), flags=re.IGNORECASE)


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
        and not any(copy.version.casefold() == document.version.casefold() for _, document in same)
    ):
        is_of = f"the hash {copy.digits[:4]} {copy.digits[4:]} is that of version {same[0][1].version}"
        return Verified(
            verdict="unknown", lines=(f"{copy.named} is unknown: {is_of}, not {copy.version}", "Compare the line again")
        )
    if same and copy.sha256 and not _is_ours(workshop, copy, same, kept):
        return Verified(verdict="changed", lines=tuple(_changed(copy, same, kept)))
    if same:
        return Verified(verdict=_use_of_current(workshop, same), lines=tuple(_current(workshop, copy, same, kept)))
    known = bool(kept) or bool(copy.version and copy.version != library.handouts[handout].version.value)
    if not known:
        return Verified(verdict="unknown", lines=tuple(_unknown(copy, versions)))
    return Verified(verdict="superseded", lines=tuple(_superseded(copy, versions, kept, archive)))


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
    yield f"{copy.named} is unknown: no version with this hash is in the library or in the archive"
    for _, document in versions:
        yield f"The current one for {document.clinic.name} is {document.first_page.code_line} ({document.hash}), {document.title}"
    yield "Compare the digits again; where an archive is kept, name it with --archive DIR"


def _not_in_library(copy: Copy, kept: tuple[Release, ...]) -> Iterator[str]:
    yield f"{copy.named} is unknown: this library has no handout with the code {copy.code}"
    for release in kept:
        yield f"The archive holds it as version {release.version} of `{release.handout}` for {release.clinic}, {release.edition}; it is no longer in the library"
