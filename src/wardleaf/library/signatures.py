"""Whether a person is named where the key of a file asks for one. Knows words that stand in for a name, and no person."""

from __future__ import annotations

_NOBODY = frozenset({"", "tbc", "tba", "tbd", "todo", "none", "n/a", "na", "nobody", "unknown", "xxx"})


def names_nobody(person: str) -> bool:
    """Whether `person`, as written, is a dash, a question mark or a word that puts a name off."""
    return " ".join(person.split()).strip(" .?-–—…").casefold() in _NOBODY
