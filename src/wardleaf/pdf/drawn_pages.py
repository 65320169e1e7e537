"""Pages as they were drawn, before a file is packed: typeset hands them over, imposition puts them on sheets, and
neither knows the other.

Only what prints is here: contents, and the fonts and pictures that they show. Tags, links, outline and metadata are
not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from msgspec import Struct

from wardleaf.pdf.object_file import Stream

# What looks like a reference inside a string is none.
_REFERENCE = re.compile(rb"\((?:[^\\()]|\\.)*\)|\b(\d++) 0 R\b", re.DOTALL)


class DrawnPage(Struct, frozen=True, kw_only=True):
    """A page: width and height in points, its contents as they are stored, and its resources; `n 0 R` in these is
    object n of the pages that it is one of.
    """

    width: float
    height: float
    contents: Stream
    resources: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPages:
    """The pages of one file, its title, and every object that their resources lead to, by number."""

    title: str
    pages: tuple[DrawnPage, ...]
    objects: Mapping[int, bytes | Stream] = field(repr=False)


def drawn_pages(title: str, pages: Iterable[DrawnPage], objects: Mapping[int, bytes | Stream]) -> DrawnPages:
    """`pages` with those of `objects`, which may be a whole file's, that they lead to."""
    held = tuple(pages)
    found: dict[int, bytes | Stream] = {}
    waiting = [
        number for resources in dict.fromkeys(page.resources for page in held) for number in references(resources)
    ]
    while waiting:
        number = waiting.pop()
        if number not in found:
            found[number] = body = objects[number]
            waiting.extend(references(body if isinstance(body, bytes) else body.entries))
    return DrawnPages(title=title, pages=held, objects=found)


def references(body: bytes) -> Iterator[int]:
    """The numbers of the objects that `body` refers to (ISO 32000-1, 7.3.10)."""
    return (int(found[1]) for found in _REFERENCE.finditer(body) if found[1])


def renumbered(body: bytes, number: Callable[[int], int]) -> bytes:
    """`body` with every reference leading to what `number` gives for it."""
    return _REFERENCE.sub(lambda found: b"%d 0 R" % number(int(found[1])) if found[1] else found[0], body)
