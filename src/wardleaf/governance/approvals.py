"""The decisions in `approvals.yaml` as a value: in the order they were made, and by the part they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from msgspec import Struct, field

from wardleaf.findings import Span
from wardleaf.library.schema import ApprovalRecord

APPROVALS_FILE = "handouts/approvals.yaml"
_PartKind = Literal["section", "clinic", "handout"]
PART_KINDS: tuple[_PartKind, ...] = ("section", "clinic", "handout")


class PartName(Struct, frozen=True, order=True):
    """The name of a part: what it is and its address or id."""

    kind: _PartKind
    name: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"


class UnclearDecision(Struct, frozen=True, kw_only=True):
    """Something in `approvals.yaml` of which nobody can tell what was decided.

    `part` is what it is about, None when that cannot be told either, so that it may be about anything; `may_withdraw`
    unless it is certain that it approves. `problems` say what is wrong, each with its place.
    """

    part: PartName | None
    may_withdraw: bool
    span: Span
    problems: tuple[str, ...] = ()


class Decisions(Struct, frozen=True):
    """What `approvals.yaml` holds: the decisions in the order of the file, and what is there that cannot be read."""

    records: tuple[ApprovalRecord, ...] = ()
    unclear: tuple[UnclearDecision, ...] = ()


class Approvals(Struct, frozen=True):
    """Every decision, first to last; `by_part` holds those about each part with their places in that order, `unclear`
    what cannot be read.
    """

    by_part: Mapping[PartName, tuple[tuple[int, ApprovalRecord], ...]] = field(default_factory=dict)
    unclear: tuple[UnclearDecision, ...] = ()

    def latest(self, part: PartName) -> ApprovalRecord | None:
        """The decision about `part` that counts; None when there is none."""
        found = self.by_part.get(part)
        return found[-1][1] if found else None

    def withdrawal(self, handouts: Iterable[str]) -> ApprovalRecord | None:
        """The withdrawal of the first of `handouts` (ids) that is withdrawn; None when none is."""
        decided = (self.latest(PartName("handout", handout)) for handout in handouts)
        return next((record for record in decided if record and record.state.value == "withdrawn"), None)

    def approved(self, part: PartName) -> tuple[tuple[int, ApprovalRecord], ...]:
        """The approvals of `part` with their places, first to last."""
        return tuple(
            (place, record) for place, record in self.by_part.get(part, ()) if record.state.value == "approved"
        )

    def withdrawals(self) -> Iterator[tuple[int, PartName, ApprovalRecord]]:
        """The decisions to withdraw something that no later decision about the same part replaces, with their places."""
        for part, decided in self.by_part.items():
            place, record = decided[-1]
            if record.state.value == "withdrawn":
                yield place, part, record


def approvals_of(decisions: Decisions) -> Approvals:
    """`decisions` by part."""
    by_part: dict[PartName, list[tuple[int, ApprovalRecord]]] = {}
    for place, record in enumerate(decisions.records):
        by_part.setdefault(part_of(record), []).append((place, record))
    return Approvals({part: tuple(decided) for part, decided in by_part.items()}, decisions.unclear)


def with_records(approvals: Approvals, records: Iterable[ApprovalRecord]) -> Approvals:
    """`approvals` with `records` decided after all others."""
    by_part = dict(approvals.by_part)
    place = sum(len(decided) for decided in by_part.values())
    for number, record in enumerate(records, place):
        by_part[part_of(record)] = (*by_part.get(part_of(record), ()), (number, record))
    return Approvals(by_part, approvals.unclear)


def part_of(record: ApprovalRecord) -> PartName:
    """The part that `record` is about."""
    if record.section:
        return PartName("section", record.section.value)
    if record.clinic:
        return PartName("clinic", record.clinic.value)
    return PartName("handout", record.handout.value if record.handout else "")


def decided_by(record: ApprovalRecord) -> str:
    """Who decided, as people write it: "J. Ellis, head of patient information"; "somebody" when it was not recorded."""
    named = [at.value for at in (record.by, record.role) if at]
    return ", ".join(named) or "somebody"
