"""What a version and an issue stand for: one wording, so that no number is ever printed over two.

A version begins with the first approval of the handout's own part that has it. Words approved otherwise after that need
another version; facts of the clinic and review dates, which change while the words stay, make the next issue.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise

from msgspec import Struct

from wardleaf.governance.approvals import Approvals, PartName
from wardleaf.library.schema import ApprovalRecord

_DATES = frozenset({"review", "review dates"})  # pieces of a part that only say when it was looked at


class OtherWords(Struct, frozen=True, kw_only=True):
    """A part that was approved in one version with two wordings: how it was at `first` and how it is `now`, with the
    pieces that differ.
    """

    part: PartName
    first: ApprovalRecord
    now: ApprovalRecord
    changed: tuple[str, ...]


class Printings(Struct, frozen=True, kw_only=True):
    """How often the words of a version were issued, and which of its parts have other words than it began with."""

    issue: int = 1
    others: tuple[OtherWords, ...] = ()


def printings_of(
    handout: str, clinic: str, sections: Iterable[str], approvals: Approvals, *, version: str, printed: Collection[str]
) -> Printings:
    """What was printed as `version` of `handout`, which takes `sections` (addresses) and prints the clinic's facts
    `printed`.
    """
    own = PartName("handout", handout)
    first = next(
        (place for place, record in approvals.approved(own) if record.version and record.version.value == version), None
    )
    if first is None:
        return Printings()
    names = (own, *(PartName("section", address) for address in dict.fromkeys(sections)))
    decided = sorted(
        ((place, name, record) for name in names for place, record in approvals.approved(name)), key=lambda one: one[0]
    )
    latest: dict[PartName, ApprovalRecord] = {}
    begun: dict[PartName, ApprovalRecord] = {}
    others: dict[PartName, OtherWords] = {}
    dates = 0
    for place, name, record in decided:
        if name == own and not (record.version and record.version.value == version):
            continue
        latest[name] = record
        if place >= first and own not in begun and name == own:
            begun[own] = record
        # A section counts from the moment at which every part was approved once: before that, every page said DRAFT.
        if own in begun and len(begun) == 1 and all(one in latest for one in names):
            begun = {**latest, own: begun[own]}
        before = begun.get(name)
        if before is None or before.hash.value == record.hash.value:
            others.pop(name, None)
            continue
        changed = pieces_changed(before.made_of, record.made_of)
        if changed and changed <= _DATES:
            dates += 1
            begun[name] = record
            others.pop(name, None)
        else:
            told = tuple(sorted(changed - _DATES)) or ("words",)
            others[name] = OtherWords(part=name, first=before, now=record, changed=told)
    return Printings(
        issue=1 + dates + _changes_of_facts(clinic, approvals, first, printed), others=tuple(others.values())
    )


def _changes_of_facts(clinic: str, approvals: Approvals, first: int, printed: Collection[str]) -> int:
    """How often the clinic's facts that are `printed` were changed and approved after the decision in place `first`."""
    decided = approvals.approved(PartName("clinic", clinic))
    return sum(
        1
        for (_, before), (place, after) in pairwise(decided)
        if place > first and changed_facts(before.facts, after.facts) & frozenset(printed)
    )


def changed_facts(before: Mapping[str, str], after: Mapping[str, str]) -> frozenset[str]:
    """The paths of facts that are not the same in both."""
    return pieces_changed(before, after)


def pieces_changed(before: Mapping[str, str], after: Mapping[str, str]) -> frozenset[str]:
    """The keys of what is not the same in both."""
    return frozenset(key for key in {*before, *after} if before.get(key) != after.get(key))
