"""Who may approve what, as `approvers` in `library.yaml` says; without it anybody may, as long as nobody approves a
handout that they wrote.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from wardleaf.findings import Finding
from wardleaf.governance import faults
from wardleaf.governance.approvals import PART_KINDS, PartName
from wardleaf.governance.people import perhaps_same, surely_same
from wardleaf.library.composition import sections_of
from wardleaf.library.schema import Approver, Library
from wardleaf.source.suggest import did_you_mean

_KINDS = {"sections": "section", "clinics": "clinic", "handouts": "handout"}


def refusal(
    library: Library, part: PartName, name: str, role: str | None, date: datetime.date, *, recorded: bool
) -> str:
    """Why the person called `name` may not approve `part` on `date`; empty when they may.

    `role` is compared where it is given. An approval that is `recorded` already is only judged where the library says
    who may approve.
    """
    listed = library.settings.approvers
    if listed is None:
        return "" if recorded else _own_words(library, part, name, ())
    own = [one for one in listed if surely_same(one.name.value, name)]
    if not own:
        return f"`approvers` in handouts/library.yaml does not name {name}"
    entitled = [one for one in own if any(_reaches(right.value, part) for right in one.may)]
    if not entitled:
        return f"`approvers` in handouts/library.yaml does not let {name} approve {part}"
    in_time = [one for one in entitled if one.until is None or date <= one.until.value]
    if not in_time:
        return f"{name} could approve {part} until {max(one.until.value for one in entitled if one.until).isoformat()}"
    if role and not any(_folded(one.role.value) == _folded(role) for one in in_time):
        return f"{name} approves {part} as {in_time[0].role.value}, not as {role}"
    return _own_words(library, part, name, tuple(in_time))


def _own_words(library: Library, part: PartName, name: str, entitled: tuple[Approver, ...]) -> str:
    """Why `name` may not approve `part` as its author; empty when they are not, or are `entitled` to with a reason."""
    if any(one.own_words for one in entitled):
        return ""
    for handout, definition in library.handouts.items():
        concerned = part == PartName("handout", handout) or (
            bool(entitled) and part.kind == "section" and part.name in sections_of(definition)
        )
        if concerned and perhaps_same(definition.review.written_by.value, name):
            return (
                f"{name} wrote the handout `{handout}` (`written-by`), and nobody sees the mistakes in their own words"
            )
    return ""


def check_approvers(library: Library) -> Iterator[Finding]:
    """What `approvers` lets somebody approve and is no part."""
    known = {"section": library.sections, "clinic": library.clinics, "handout": library.handouts}
    for one in library.settings.approvers or ():
        for right in one.may:
            kind, colon, name = right.value.partition(":")
            if right.value in _KINDS:
                continue
            if colon and kind in known:
                if (
                    name in known[kind]
                    or name in library.unread
                    or (name.endswith("/") and any(at.startswith(name) for at in known[kind]))
                ):
                    continue
                hint = did_you_mean(name, known[kind])
                yield faults.UNKNOWN_RIGHT.at(right.span, f"there is no {kind} `{name}` to approve", hint=hint)
            else:
                message = f"`{right.value}` says no part that somebody could approve"
                hint = did_you_mean(right.value, [*_KINDS, *(f"{kind}:" for kind in PART_KINDS)])
                notes = (
                    "write sections, clinics, handouts, or one: section:topic/name, section:topic/, clinic:name, handout:name",
                )
                yield faults.UNKNOWN_RIGHT.at(right.span, message, hint=hint, notes=notes)


def _reaches(right: str, part: PartName) -> bool:
    if right in _KINDS:
        return _KINDS[right] == part.kind
    kind, _, name = right.partition(":")
    return kind == part.kind and (
        name == part.name or (name.endswith("/") and len(name) > 1 and part.name.startswith(name))
    )


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".")
