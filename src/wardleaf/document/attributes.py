"""Pandoc's attributes, `{.class #id key="value"}`, as headings, spans, pictures and components carry them."""

from __future__ import annotations

import re

from msgspec import Struct

_PART = re.compile(
    r"""\s*(?:\.(?P<word>[\w-]+)|\#(?P<id>[^\s{}"'=]*)|(?P<key>[\w-]+)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'{}]+)))"""
)


class Attributes(Struct, frozen=True, kw_only=True):
    """What stands between braces. `rest` is what could not be read, empty when all could."""

    words: tuple[str, ...] = ()
    id: str = ""
    pairs: tuple[tuple[str, str], ...] = ()
    rest: str = ""

    def value(self, key: str) -> str:
        """The last value of `key`, empty without one."""
        return next((value for name, value in reversed(self.pairs) if name == key), "")


def read_attributes(text: str) -> Attributes:
    """The attributes written in `text`, which stands without its braces."""
    words: list[str] = []
    pairs: list[tuple[str, str]] = []
    id, place = "", 0
    while place < len(text):
        found = _PART.match(text, place)
        if not found:
            break
        if found["word"]:
            words.append(found["word"])
        elif found["key"]:
            pairs.append((found["key"], found["double"] or found["single"] or found["bare"] or ""))
        else:
            id = found["id"]
        place = found.end()
    return Attributes(words=tuple(words), id=id, pairs=tuple(pairs), rest=text[place:].strip())
