"""Numbers of sources by first citation, ranges of numbers, and the short name that a screen reader hears.

This module knows keys and numbers; brackets, links and where a citation stands are the document's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from wardleaf.bibliography import markup
from wardleaf.bibliography.pieces import stem, tidy
from wardleaf.library.schema import Name, Reference

_SHORTEST_RANGE = 3
_LONGEST_TITLE = 5


def number_citations(citations: Iterable[Sequence[str]]) -> Mapping[str, int]:
    """Each cited key's number, from 1 in order of first citation; one citation may hold several keys."""
    numbers: dict[str, int] = {}
    for keys in citations:
        for key in keys:
            numbers.setdefault(key, len(numbers) + 1)
    return MappingProxyType(numbers)


def compress(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """`numbers` sorted, each once, as (first, last): three or more in a row become one range, anything else stands
    alone.
    """
    runs: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    parts: list[tuple[int, int]] = []
    for first, last in runs:
        if last - first + 1 >= _SHORTEST_RANGE:
            parts.append((first, last))
        else:
            parts.extend((number, number) for number in range(first, last + 1))
    return tuple(parts)


def short_name(reference: Reference, *, two: str = "{first} and {second}", many: str = "{first} and others") -> str:
    """What a source is called in a few words: `Dear 2013`, `Dear and Moy 2021`, `Dear and others 2013`, a group, or a
    title's start.

    `two` and `many` say how two people, and more than two, are named together.
    """
    names = [name for name in (_called(name) for name in reference.author or reference.editor) if name]
    match names:
        case []:
            who = _start(markup.bare(reference.title.value))
        case [one]:
            who = one
        case [first, second]:
            who = two.format(first=first, second=second)
        case [first, *_]:
            who = many.format(first=first)
    return " ".join(filter(None, (who, str(reference.issued.year) if reference.issued else "")))


def _called(name: Name) -> str:
    return stem(name.literal) or stem(name.family) or stem(name.given)


def _start(title: str) -> str:
    words = tidy(title).split()
    return stem(" ".join(words[:_LONGEST_TITLE])) + ("…" if len(words) > _LONGEST_TITLE else "")
