"""What a BibTeX entry says that does not stand in it: strings made of parts, and the fields that it has from a parent
(`crossref`, `xdata`).

BibTeX joins a value's parts with `#`; names stand for `@string` texts and months. The rules of inheritance are
BibLaTeX's (its manual, appendix B) as far as they reach fields that are taken over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from typing import Final

from msgspec import Struct

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBER = re.compile(r"\d+\Z")
# A parent's title is its child's book title; what is the parent's own is not handed down.
_FROM_PARENT: Final[Mapping[str, tuple[str, ...]]] = {
    "booktitle": ("booktitle", "title"),
    "booksubtitle": ("booksubtitle", "subtitle"),
    **{
        name: (name,)
        for name in (
            "year", "month", "date", "editor", "publisher", "address", "location", "volume", "edition", "institution", "organization",
            "journal", "journaltitle", "number", "urldate",
        )
    },
}  # fmt: skip


class UnresolvedError(Exception):
    """A value or a parent is named that the file does not hold; the message names it."""


class TooMuchError(UnresolvedError):
    """Names stand for far more text than the file holds, as where strings double each other."""

    def __init__(self) -> None:
        super().__init__("far more text than the file holds")


class RawEntry(Struct, frozen=True):
    """An entry as it is written: its kind and its fields' values with their braces, quotation marks and `#`."""

    kind: str
    fields: Mapping[str, str]


def joined(value: str, strings: Mapping[str, str], *, most: int) -> str:
    """`value` in braces, with its parts joined and its names replaced; `strings` are the file's, by name in small
    letters, as written.

    Raises `UnresolvedError` for a name that nothing stands behind, and for more than `most` characters and parts.
    """
    pieces: list[str] = []
    for piece in _texts(value, strings, ()):
        pieces.append(piece)
        most -= len(piece) + 1
        if most < 0:
            raise TooMuchError
    return "{" + "".join(pieces) + "}"


def _texts(value: str, strings: Mapping[str, str], within: tuple[str, ...]) -> Iterator[str]:
    for part in _parts(value):
        if part[:1] in '{"' and len(part) > 1:
            yield part[1:-1]
        elif _NUMBER.match(part) or not part:
            yield part
        else:
            name = part.casefold()
            if name in strings and name not in within:
                yield from _texts(strings[name], strings, (*within, name))
            elif name in _MONTHS:
                yield name
            else:
                raise UnresolvedError(f"`{part}`, which the file does not define")


def _parts(value: str) -> Iterator[str]:
    """The parts of a value between `#` that stand outside braces and quotation marks."""
    depth, quoted, start = 0, False, 0
    for place, sign in enumerate(value):
        escaped = place > 0 and value[place - 1] == "\\"
        if sign == "{" and not escaped:
            depth += 1
        elif sign == "}" and not escaped:
            depth -= 1
        elif sign == '"' and not depth:
            quoted = not quoted
        elif sign == "#" and not depth and not quoted:
            yield value[start:place].strip()
            start = place + 1
    yield value[start:].strip()


def inherited(
    entry: RawEntry,
    entries: Mapping[str, RawEntry],
    whole: MutableMapping[str, Mapping[str, str]],
    *,
    seen: Sequence[str] = (),
) -> Mapping[str, str]:
    """The fields of `entry` with those that it has from its `xdata` and its `crossref`; `entries` are the file's by key
    in small letters. What parents have is kept in `whole`, by key.

    Raises `UnresolvedError` for a parent that is not in the file, or that is its own.
    """
    fields = dict(entry.fields)
    for key in _named(fields.get("xdata", "")):
        held = _of_parent(key, entries, whole, seen)
        fields = {**{name: value for name, value in held.items() if name != "xdata"}, **fields}
    for key in _named(fields.get("crossref", "")):
        parent = _of_parent(key, entries, whole, seen)
        dated = {"year", "month", "date"} & fields.keys()
        for name, sources in _FROM_PARENT.items():
            source = next((source for source in sources if source in parent), "")
            if source and name not in fields and not (dated and name in ("year", "month", "date")):
                fields[name] = parent[source]
    return fields


def _of_parent(
    key: str, entries: Mapping[str, RawEntry], whole: MutableMapping[str, Mapping[str, str]], seen: Sequence[str]
) -> Mapping[str, str]:
    if key not in whole:
        whole[key] = inherited(_found(key, entries, seen), entries, whole, seen=(*seen, key))
    return whole[key]


def _named(value: str) -> tuple[str, ...]:
    return tuple(key.strip().casefold() for key in value.strip('{}" ').split(",") if key.strip())


def _found(key: str, entries: Mapping[str, RawEntry], seen: Sequence[str]) -> RawEntry:
    if key not in entries or key in seen:
        raise UnresolvedError(
            f"the entry `{key}`, which " + ("leads back to itself" if key in seen else "the file does not hold")
        )
    return entries[key]
