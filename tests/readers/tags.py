"""What the tags of a shipped handout hold on each page, as we read them back: what viewers are held to.

`tests/tagging` holds the same tags to the words of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.readers.walking import Heard, HeardLink, plain
from tests.tagging.finished import Built, built

from wardleaf.readback.model import Annotation, Element, Mark, TagKid

HANDOUT, CLINIC = "chemotherapy-day", "riverside"
EDITIONS = ("standard", "large-print", "booklet")
HEADINGS = {"H1", "H2", "H3", "H4", "H5", "H6"}


def handout(edition: str) -> Built:
    return built(HANDOUT, CLINIC, edition)


def tags_of(edition: str, page: int) -> Heard:
    """What the tags of a page hold, as we read them back."""
    (document,) = handout(edition).read.tree
    found = _on_page(document, page)
    assert isinstance(found, Heard)
    return found


def _on_page(kid: TagKid, page: int) -> Heard | HeardLink | str | None:
    match kid:
        case Element():
            kids = tuple(found for one in kid.kids if (found := _on_page(one, page)) is not None)
            return Heard(role=kid.standard, alt=kid.alt or kid.actual_text, kids=kids) if kids else None
        case Mark():
            return plain(kid.text) if kid.page == page else None
        case Annotation():
            return HeardLink(target=kid.target, words=kid.words) if kid.page == page else None


def texts(heard: Heard) -> Iterator[str]:
    for kid in heard.kids:
        if isinstance(kid, str):
            yield kid
        elif isinstance(kid, Heard):
            yield from texts(kid)


def of_roles(heard: Heard, roles: set[str]) -> Iterator[Heard]:
    for kid in heard.kids:
        if isinstance(kid, Heard):
            if kid.role in roles:
                yield kid
            yield from of_roles(kid, roles)


def letters(text: str) -> str:
    """Without spaces, and without hyphens: PDFium takes those at the ends of lines away."""
    return re.sub(r"[\s-]+", "", text)
