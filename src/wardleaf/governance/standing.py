"""Where a handout stands: which of its parts are approved as they are now, which state that gives it, and which issue of its version this is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from wardleaf.governance.approvals import Approvals, PartName
from wardleaf.governance.parts import PartHash
from wardleaf.library.schema import ApprovalRecord

State = Literal["draft", "in-review", "approved", "withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartStanding:
    """One part: whether it is approved as it is now; `record` is its latest approval, `changed` says what is different since then."""

    part: PartHash
    verdict: Literal["approved", "changed", "unapproved"]
    record: ApprovalRecord | None = None
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One handout for one clinic.

    `state` is `draft` when nobody approved any of its words yet, `in-review` while some of its parts wait or were changed, `approved` when all are
    approved, `withdrawn` from its withdrawal until it is approved again. `issue` counts the printings of one version: 1, and one more each time a
    clinic's fact that it prints was changed and approved.
    """

    handout: str
    clinic: str
    state: State
    parts: tuple[PartStanding, ...]
    issue: int
    withdrawal: ApprovalRecord | None = None


def part_standing(part: PartHash, approvals: Approvals) -> PartStanding:
    """Whether `part` is approved as it is now."""
    approved = approvals.approved(part.part)
    if not approved:
        return PartStanding(part=part, verdict="unapproved")
    record = approved[-1][1]
    if record.hash.value == part.hash:
        return PartStanding(part=part, verdict="approved", record=record)
    return PartStanding(part=part, verdict="changed", record=record, changed=what_changed(record, part))


def standing_of(
    handout: str,
    clinic: str,
    parts: Iterable[PartHash],
    approvals: Approvals,
    *,
    version: str,
    printed: Collection[str],
    specimen: bool = False,
    original: str = "",
) -> Standing:
    """Where `handout` stands for `clinic`; `printed` are the clinic's facts that it prints. A specimen's facts are never asked for.

    A translation is withdrawn with its `original`, for it says the same.
    """
    stands = tuple(part_standing(part, approvals) for part in parts if not (specimen and part.part.kind == "clinic"))
    withdrawal = approvals.withdrawal((handout, original))
    issue = issue_of(handout, clinic, approvals, version=version, printed=printed)
    return Standing(handout=handout, clinic=clinic, state=_state(stands, withdrawal), parts=stands, issue=issue, withdrawal=withdrawal)


def _state(parts: tuple[PartStanding, ...], withdrawal: ApprovalRecord | None) -> State:
    if withdrawal:
        return "withdrawn"
    if all(part.verdict == "approved" for part in parts):
        return "approved"
    words = (part for part in parts if part.part.part.kind != "clinic")
    return "draft" if all(part.verdict == "unapproved" for part in words) else "in-review"


def issue_of(handout: str, clinic: str, approvals: Approvals, *, version: str, printed: Collection[str]) -> int:
    """Which issue of `version` this is: 1, and one more for each approved change of the clinic's facts that it prints."""
    first = next(
        (place for place, record in approvals.approved(PartName("handout", handout)) if record.version and record.version.value == version),
        None,
    )
    if first is None:
        return 1
    decided = approvals.approved(PartName("clinic", clinic))
    return 1 + sum(
        1
        for (_, before), (place, after) in pairwise(decided)
        if place > first and changed_facts(before.facts, after.facts) & frozenset(printed)
    )


def changed_facts(before: Mapping[str, str], after: Mapping[str, str]) -> frozenset[str]:
    """The paths of facts that are not the same in both."""
    return frozenset(path for path in {*before, *after} if before.get(path) != after.get(path))


def what_changed(record: ApprovalRecord, part: PartHash) -> tuple[str, ...]:
    """What is different in `part` since `record`: a clinic's facts with their words, otherwise the pieces that changed."""
    if part.part.kind == "clinic":
        paths = [*part.facts, *(path for path in record.facts if path not in part.facts)]
        changed = changed_facts(record.facts, part.facts)
        return tuple(_changed_fact(path, record.facts.get(path), part.facts.get(path)) for path in paths if path in changed)
    return tuple(piece for piece in {**record.made_of, **part.made_of} if record.made_of.get(piece) != part.made_of.get(piece))


def _changed_fact(path: str, before: str | None, after: str | None) -> str:
    if before is None:
        return f"{path} is new: {after}"
    return f"{path} was {before}, is {after}" if after is not None else f"{path} is gone; it was {before}"
