"""What is written into `approvals.yaml` for a decision: the keys of an entry, in order."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from msgspec import Struct

from wardleaf.governance.parts import PartHash


class Person(Struct, frozen=True):
    """Who decides, and as what."""

    name: str
    role: str

    def __str__(self) -> str:
        return f"{self.name}, {self.role}"


def person_of(text: str) -> Person | None:
    """The person written as "Name, role"; None when one of the two is missing."""
    name, _, role = text.partition(",")
    name, role = " ".join(name.split()), " ".join(role.split())
    return Person(name, role) if name and role else None


def approval_entry(part: PartHash, by: Person, *, today: datetime.date, version: str = "") -> Mapping[str, object]:
    """The entry that approves `part` as it is now; `version` is a handout's."""
    return {
        part.part.kind: part.part.name,
        "state": "approved",
        "by": by.name,
        "role": by.role,
        "date": today.isoformat(),
        "version": version,
        "hash": part.hash,
        "made-of": part.made_of,
        "facts": part.facts,
    }


def withdrawal_entry(
    part: PartHash, by: Person, *, today: datetime.date, code: str, version: str, reason: str
) -> Mapping[str, object]:
    """The entry that withdraws a handout; its `code` finds it when its file gets another name."""
    return {
        part.part.kind: part.part.name,
        "state": "withdrawn",
        "by": by.name,
        "role": by.role,
        "date": today.isoformat(),
        "version": version,
        "code": code,
        "reason": reason,
        "hash": part.hash,
    }
