"""Where a handout stands: which of its parts are approved as they are now, which state that gives it, and which issue
of its version this is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Literal

from msgspec import Struct

from wardleaf.governance.approvals import Approvals, PartName, UnclearDecision
from wardleaf.governance.parts import PartHash
from wardleaf.governance.printings import OtherWords, changed_facts, pieces_changed, printings_of
from wardleaf.library.schema import ApprovalRecord

State = Literal["draft", "in-review", "approved", "unclear", "withdrawn"]


class PartStanding(Struct, frozen=True, kw_only=True):
    """One part: whether it is approved as it is now; `record` is its latest approval, `changed` says what is different
    since then, `why` the person may not.
    """

    part: PartHash
    verdict: Literal["approved", "changed", "unapproved", "not-entitled"]
    record: ApprovalRecord | None = None
    changed: tuple[str, ...] = ()
    why: str = ""


class Standing(Struct, frozen=True, kw_only=True):
    """One handout for one clinic.

    `state` is `draft` when nobody approved any of its words yet, `in-review` while some of its parts wait or were
    changed, `approved` when all are approved, `withdrawn` from its withdrawal until it is approved again, `unclear`
    while a decision that may be about it cannot be read. `issue` counts the printings of one version: 1, and one more
    each time a clinic's fact that it prints or its review date was changed and approved; `others` are parts that were
    approved in it with other words than it began with.
    """

    handout: str
    clinic: str
    state: State
    parts: tuple[PartStanding, ...]
    issue: int
    withdrawal: ApprovalRecord | None = None
    unclear: tuple[UnclearDecision, ...] = ()
    others: tuple[OtherWords, ...] = ()


_Refusal = Callable[[PartName, ApprovalRecord], str]
"""Why an approval of a part does not count, because of who gave it; empty when it does."""


def _anybody(_part: PartName, _record: ApprovalRecord) -> str:
    return ""


def _part_standing(part: PartHash, approvals: Approvals, refusal: _Refusal = _anybody) -> PartStanding:
    """Whether `part` is approved as it is now, by somebody who may."""
    approved = approvals.approved(part.part)
    if not approved:
        return PartStanding(part=part, verdict="unapproved")
    record = approved[-1][1]
    if record.hash.value == part.hash:
        # Somebody who may can have approved the same before or after somebody who may not.
        same = [earlier for _, earlier in approved if earlier.hash.value == part.hash]
        counted = next((one for one in reversed(same) if not refusal(part.part, one)), None)
        if counted:
            return PartStanding(part=part, verdict="approved", record=counted)
        return PartStanding(part=part, verdict="not-entitled", record=record, why=refusal(part.part, record))
    return PartStanding(part=part, verdict="changed", record=record, changed=_what_changed(record, part))


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
    unclear: tuple[UnclearDecision, ...] = (),
    refusal: _Refusal = _anybody,
) -> Standing:
    """Where `handout` stands for `clinic`; `printed` are the clinic's facts that it prints. A specimen's facts are
    never asked for.

    A translation is withdrawn with its `original`, for it says the same. `unclear` are the decisions that cannot be
    read and may be about it. `refusal` says which approvals do not count.
    """
    stands = tuple(
        _part_standing(part, approvals, refusal) for part in parts if not (specimen and part.part.kind == "clinic")
    )
    withdrawal = approvals.withdrawal((handout, original))
    sections = [part.part.part.name for part in stands if part.part.part.kind == "section"]
    printings = printings_of(handout, clinic, sections, approvals, version=version, printed=printed)
    state = _state(stands, withdrawal)
    if state != "withdrawn" and unclear:
        state = "unclear"
    elif state == "approved" and printings.others:
        state = "in-review"
    return Standing(
        handout=handout,
        clinic=clinic,
        state=state,
        parts=stands,
        issue=printings.issue,
        withdrawal=withdrawal,
        unclear=unclear,
        others=printings.others,
    )


def _state(parts: tuple[PartStanding, ...], withdrawal: ApprovalRecord | None) -> State:
    if withdrawal:
        return "withdrawn"
    if all(part.verdict == "approved" for part in parts):
        return "approved"
    words = (part for part in parts if part.part.part.kind != "clinic")
    return "draft" if all(part.verdict == "unapproved" for part in words) else "in-review"


def _what_changed(record: ApprovalRecord, part: PartHash) -> tuple[str, ...]:
    """What is different in `part` since `record`: a clinic's facts with their words, otherwise the pieces that changed."""
    if part.part.kind == "clinic":
        paths = [*part.facts, *(path for path in record.facts if path not in part.facts)]
        changed = changed_facts(record.facts, part.facts)
        return tuple(
            _changed_fact(path, record.facts.get(path), part.facts.get(path)) for path in paths if path in changed
        )
    changed = pieces_changed(record.made_of, part.made_of)
    return tuple(piece for piece in {**record.made_of, **part.made_of} if piece in changed)


def _changed_fact(path: str, before: str | None, after: str | None) -> str:
    if before is None:
        return f"{path} is new: {after}"
    return f"{path} was {before}, is {after}" if after is not None else f"{path} is gone; it was {before}"
