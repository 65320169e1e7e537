"""Decisions of which nobody can tell whether they withdraw a handout: they never widen what may be printed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator

from wardleaf.governance.approvals import Approvals, PartName, UnclearDecision
from wardleaf.library.schema import ApprovalRecord, HandoutDefinition, Library

_ALIKE = 0.8
_WORDS = re.compile(r"[^\s,;]+")


def unclear_decisions(library: Library, approvals: Approvals, parts: Iterable[PartName]) -> tuple[UnclearDecision, ...]:
    """What is unclear about any of `parts` (those of one handout, its own and its original's): entries that cannot be
    read, and withdrawals that name no handout and may mean one of these.

    An entry about a part that is not in the library may have been meant for any.
    """
    wanted = frozenset(parts)
    unread = (
        one for one in approvals.unclear if one.part is None or one.part in wanted or not _is_known(one.part, library)
    )
    return (*unread, *_misnamed(library, approvals, wanted))


def _is_known(part: PartName, library: Library) -> bool:
    names = {"section": library.sections, "clinic": library.clinics, "handout": library.handouts}
    return part.name in names[part.kind] or part.name in library.unread


def _misnamed(library: Library, approvals: Approvals, wanted: frozenset[PartName]) -> Iterator[UnclearDecision]:
    """Withdrawals whose name is no handout's, and may be a slip for one of `wanted`; a later approval of that one says
    that it was not.
    """
    handouts = {
        part.name: library.handouts[part.name]
        for part in wanted
        if part.kind == "handout" and part.name in library.handouts
    }
    for place, part, record in approvals.withdrawals():
        if part.name in library.handouts or part.name in library.unread:
            continue
        for id, definition in handouts.items():
            approved_since = any(later > place for later, _ in approvals.approved(PartName("handout", id)))
            if not approved_since and _may_mean(record, part.name, id, definition):
                problem = f"{record.span}: this withdraws `{part.name}`, which is no handout; it may mean `{id}` ({definition.code.value})"
                yield UnclearDecision(
                    part=PartName("handout", id), may_withdraw=True, span=record.span, problems=(problem,)
                )


def _may_mean(record: ApprovalRecord, name: str, id: str, definition: HandoutDefinition) -> bool:
    """Whether a withdrawal of `name` may have been meant for the handout `id`: it has its code, or names something like
    it.
    """
    code = definition.code.value.casefold()
    if record.code:
        # Both were written by the command, so a handout of another code is another handout.
        return record.code.value.casefold() == code
    written = [name.casefold(), *_WORDS.findall(name.casefold())]
    known = (id.casefold(), code)
    return any(difflib.SequenceMatcher(a=word, b=one).ratio() >= _ALIKE for word in written for one in known)
