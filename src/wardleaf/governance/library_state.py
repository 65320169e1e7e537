"""Every handout on the library_state: where each stands for each clinic, what is wrong with it, when it is due, and
what is printed of that.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from msgspec import Struct

from wardleaf.document.ingredients import facts_printed
from wardleaf.document.model import Document
from wardleaf.findings import Finding, Severity, Span
from wardleaf.governance import faults
from wardleaf.governance.approvals import Approvals, PartName
from wardleaf.governance.parts import PartHash, Parts, Texts
from wardleaf.governance.printings import changed_facts
from wardleaf.governance.review_dates import ReviewDate, review_date
from wardleaf.governance.rights import refusal
from wardleaf.governance.rules import check_governance, check_marks
from wardleaf.governance.standing import Standing, standing_of
from wardleaf.governance.unclear import unclear_decisions
from wardleaf.library.composition import sections_of
from wardleaf.library.schema import ApprovalRecord, HandoutDefinition, Library, Section
from wardleaf.library.specialties import is_for


@dataclass(frozen=True, slots=True, kw_only=True)
class DueReview:
    """A handout and the date by which it must be reviewed; `section` is the address of the section that sets the date,
    if one does.
    """

    date: datetime.date
    handout: str
    code: str
    title: str
    version: str
    section: str = ""
    moved: bool = False
    reviewed: datetime.date
    span: Span | None = field(default=None, compare=False)


class StateRow(Struct, frozen=True, kw_only=True):
    """One handout as one clinic has it; `state` is `specimen` for a clinic that does not exist."""

    code: str
    title: str
    owner: str
    department: str
    version: str
    issue: int
    review_by: datetime.date
    state: str
    languages: tuple[str, ...]
    editions: tuple[str, ...]


class Reprint(Struct, frozen=True, kw_only=True):
    """A handout to print again because of a clinic's changed facts, which are named by their paths."""

    handout: str
    code: str
    title: str
    version: str
    issue: int
    facts: tuple[str, ...]


class LibraryState:
    """The handouts of `library` as `approvals` leave them; `texts` parses the sections at some addresses, or remembers
    them.
    """

    def __init__(self, library: Library, approvals: Approvals, texts: Callable[[Iterable[str]], Texts]) -> None:
        self._library, self._approvals, self._texts = library, approvals, texts
        self._parts: Parts | None = None
        self._standings: dict[tuple[str, str], Standing | None] = {}

    def parts(self, handout: str, clinic: str) -> tuple[PartHash, ...]:
        """The parts that `handout` for `clinic` is made of."""
        definition = self._library.handouts.get(handout)
        self._texts(sections_of(definition) if definition else ())
        return self._all_parts().of_handout(handout, clinic)

    def part(self, name: PartName) -> PartHash | None:
        """The part called `name` as it is now; None when the library has none."""
        if name.kind == "section" and name.name in self._library.sections:
            self._texts([name.name])
        return self._all_parts().part(name)

    def _all_parts(self) -> Parts:
        if self._parts is None:
            self._parts = Parts(self._library, self._texts(()))
        return self._parts

    def standing(self, handout: str, clinic: str) -> Standing | None:
        """Where `handout` stands for `clinic`; None when one of the two is not in the library."""
        if (handout, clinic) not in self._standings:
            self._standings[handout, clinic] = self._standing(handout, clinic)
        return self._standings[handout, clinic]

    def _standing(self, handout: str, clinic: str) -> Standing | None:
        definition, host = self._library.handouts.get(handout), self._library.clinics.get(clinic)
        if definition is None or host is None:
            return None
        parts = self.parts(handout, clinic)
        original = _original_of(definition)
        names = [part.part for part in parts] + ([PartName("handout", original)] if original else [])
        return standing_of(
            handout,
            clinic,
            parts,
            self._approvals,
            version=definition.version.value,
            printed=self.facts_printed(handout, clinic),
            specimen=host.specimen,
            original=original,
            unclear=unclear_decisions(self._library, self._approvals, names),
            refusal=self._refusal,
        )

    def _refusal(self, part: PartName, record: ApprovalRecord) -> str:
        """Why `record` does not count as an approval of `part`."""
        # The role of that day: people are promoted, and what they approved before stays approved.
        return refusal(
            self._library, part, record.by.value if record.by else "", None, record.date.value, recorded=True
        )

    def issue(self, handout: str, clinic: str) -> int:
        """Which issue of its version `handout` for `clinic` is; 1 when the library has no such handout or clinic."""
        standing = self.standing(handout, clinic)
        return standing.issue if standing else 1

    def facts_printed(self, handout: str, clinic: str) -> frozenset[str]:
        """The paths of the clinic's facts that `handout` prints."""
        definition = self._library.handouts.get(handout)
        return facts_printed(
            self._library, handout, clinic, texts=self._texts(sections_of(definition) if definition else ())
        )

    def sections(self, handout: str) -> tuple[Section, ...]:
        """The sections that `handout` takes, as far as the library has them."""
        definition = self._library.handouts.get(handout)
        addresses = sections_of(definition) if definition else ()
        return tuple(self._library.sections[address] for address in addresses if address in self._library.sections)

    def findings(
        self, handout: str, clinic: str, *, today: datetime.date | None, document: Document | None = None
    ) -> tuple[Finding, ...]:
        """What is wrong with who answers for `handout` at `clinic`, its approvals, its dates and, with its `document`,
        the marks it shows.

        A specimen's missing approvals are told only where somebody has begun to approve.
        """
        standing = self.standing(handout, clinic)
        definition, host = self._library.handouts.get(handout), self._library.clinics.get(clinic)
        if standing is None or definition is None or host is None:
            return ()
        told = check_governance(definition, self.sections(handout), host, standing, today=today)
        if not self._approvals.by_part:
            told = tuple(one for one in told if one.code != faults.NOT_APPROVED.code or one.severity is Severity.ERROR)
        return (*told, *(check_marks(document) if document else ()))

    def review_date(self, handout: str) -> ReviewDate | None:
        """The date by which `handout` must be reviewed; None when the library has no such handout."""
        definition = self._library.handouts.get(handout)
        return review_date(definition, self.sections(handout)) if definition else None

    def due(self, *, until: datetime.date) -> tuple[DueReview, ...]:
        """Every handout that is due on or before `until`, the earliest first; withdrawn ones are left out."""
        return tuple(sorted(self._due(until), key=lambda due: (due.date, due.code)))

    def _due(self, until: datetime.date) -> Iterator[DueReview]:
        for handout, definition in self._library.handouts.items():
            found = review_date(definition, self.sections(handout))
            if found.date <= until and not self._approvals.withdrawal((handout, _original_of(definition))):
                yield DueReview(
                    date=found.date,
                    handout=handout,
                    code=definition.code.value,
                    title=definition.title.value,
                    version=definition.version.value,
                    section=found.section,
                    moved=found.moved,
                    reviewed=definition.review.last_reviewed.value,
                    span=found.span,
                )

    def rows(self, clinics: Iterable[str]) -> tuple[StateRow, ...]:
        """A row for every handout and each of `clinics`, by code."""
        return tuple(sorted(self._rows(tuple(clinics)), key=lambda row: (row.code, row.department)))

    def _rows(self, clinics: tuple[str, ...]) -> Iterator[StateRow]:
        from wardleaf.document.resolve import document_language

        for handout, definition in self._library.handouts.items():
            due = review_date(definition, self.sections(handout))
            for clinic in clinics:
                standing, host = self.standing(handout, clinic), self._library.clinics.get(clinic)
                if standing is None or host is None or not is_for(definition, host):
                    continue
                yield StateRow(
                    code=definition.code.value,
                    title=definition.title.value,
                    owner=definition.review.approver.value,
                    department=host.name.value,
                    version=definition.version.value,
                    issue=standing.issue,
                    review_by=due.date,
                    state="specimen" if host.specimen and standing.state != "withdrawn" else standing.state,
                    languages=(document_language(definition, host),),
                    editions=tuple(edition.value for edition in definition.editions),
                )

    def reprints(self, clinic: str, *, before: Mapping[str, str], approvals: Approvals) -> tuple[Reprint, ...]:
        """What to print again once the clinic's facts, which were approved as `before` (empty when never), are approved
        as they are now.

        `approvals` are those with the new approval. Handouts that print none of the changed facts, and those that
        nobody has approved, are left out.
        """
        now = self.part(PartName("clinic", clinic))
        if not before or now is None:
            return ()
        changed = changed_facts(before, now.facts)
        after = LibraryState(self._library, approvals, self._texts)
        found: list[Reprint] = []
        for handout, definition in self._library.handouts.items():
            told = changed & self.facts_printed(handout, clinic)
            standing = after.standing(handout, clinic)
            if told and standing and self._approvals.approved(PartName("handout", handout)) and not standing.withdrawal:
                found.append(_reprint(handout, definition, standing, told))
        return tuple(sorted(found, key=lambda reprint: reprint.code))


def _original_of(definition: HandoutDefinition) -> str:
    return definition.translation.of.value if definition.translation else ""


def _reprint(handout: str, definition: HandoutDefinition, standing: Standing, facts: frozenset[str]) -> Reprint:
    return Reprint(
        handout=handout,
        code=definition.code.value,
        title=definition.title.value,
        version=definition.version.value,
        issue=standing.issue,
        facts=tuple(sorted(facts)),
    )
