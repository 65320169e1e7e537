"""A finished PDF as frozen data: what it declares, its fonts, links, outline, tag tree and pages.

Nothing here knows pypdf or how a file is written. Pages are numbered from 1, as people count them; lengths are points.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from msgspec import Struct

from wardleaf.page_facts import PageFacts


class Declared(Struct, frozen=True, kw_only=True):
    """What a file says of itself.

    `version` is the PDF version ("1.7"); `pdf_ua` the part of ISO 14289 it claims ("1") and `pdf_a` part and level of
    ISO 19005 ("2A"), empty when it claims none; `tagged` is MarkInfo's Marked; `shows_title` asks viewers to show the
    title instead of the file's name.
    """

    version: str
    tagged: bool
    pdf_ua: str
    pdf_a: str
    shows_title: bool
    encrypted: bool
    producer: str


class FontFact(Struct, frozen=True, kw_only=True):
    """A font that the file names: its name without the subset's tag, its kind, whether it is embedded, cut down, and
    the sizes it is set in.
    """

    name: str
    kind: str
    embedded: bool
    subset: bool
    sizes: tuple[float, ...]


class LinkFact(Struct, frozen=True, kw_only=True):
    """A link: the page it stands on, where it leads (an address, or "page 7"), and the words a screen reader says: its
    own (Contents), else those of its tag.
    """

    page: int
    target: str
    words: str


class OutlineFact(Struct, frozen=True, kw_only=True):
    """An entry of the outline: depth from 1, words, and the page it leads to (`None` when it leads nowhere)."""

    level: int
    title: str
    page: int | None


class Mark(Struct, frozen=True, kw_only=True):
    """Marked content as an element holds it: page (`None` when unknown), MCID, and words.

    `text` has a space wherever a gap was drawn inside it, and `gap` says whether there was one before it; `exact` has
    only what the codes say; `found` is false when no page has such content.
    """

    page: int | None
    mcid: int
    text: str
    exact: str
    gap: bool
    found: bool


class Annotation(Struct, frozen=True, kw_only=True):
    """An annotation as an element holds it (OBJR): page, kind ("Link"), where it leads and its words."""

    page: int | None
    kind: str
    target: str
    words: str


class Element(Struct, frozen=True, kw_only=True):
    """A struct element (ISO 32000-1, 14.7.2).

    `role` is as written, `standard` the standard type that the role map makes of it; `attributes` are the other layout,
    list and table attributes as (name, value) in print.
    """

    role: str
    standard: str
    kids: tuple[TagKid, ...] = ()
    alt: str = ""
    actual_text: str = ""
    expansion: str = ""
    language: str = ""
    title: str = ""
    id: str = ""
    scope: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


TagKid = Element | Mark | Annotation


class ReadBack(Struct, frozen=True, kw_only=True):
    """A finished PDF as read.

    `tree` holds the elements at the root of the tag tree, empty for a file without tags; `loose` counts for each page
    the painting operators that lie in no mark and no artifact; `unclaimed` counts marks that no element names.
    """

    name: str
    title: str
    language: str
    declared: Declared
    fonts: tuple[FontFact, ...]
    links: tuple[LinkFact, ...]
    outline: tuple[OutlineFact, ...]
    tree: tuple[Element, ...]
    page_facts: PageFacts
    loose: tuple[int, ...]
    unclaimed: int


def elements(tree: tuple[Element, ...]) -> Iterator[Element]:
    """Every element, parents before their kids, in reading order."""
    stack: list[TagKid] = list(reversed(tree))
    while stack:
        kid = stack.pop()
        if isinstance(kid, Element):
            yield kid
            stack.extend(reversed(kid.kids))


def heard_links(tree: tuple[Element, ...]) -> dict[int, str]:
    """The words of the element that holds each annotation, by the annotation's identity, for those that have any."""
    heard: dict[int, str] = {}
    for element in elements(tree):
        for kid in element.kids:
            if isinstance(kid, Annotation):
                words = element_text(element).strip() or element.alt.strip()
                if words:
                    heard.setdefault(id(kid), words)
    return heard


def element_text(element: Element, *, exact: bool = False) -> str:
    """The words of an element as they are heard: ActualText where it has any, else those of its kids; `exact` adds no
    spaces for gaps.
    """
    heard = ""
    for gap, part in _said(element, exact=exact):
        heard += f" {part}" if gap and heard and not heard.endswith(" ") and not part.startswith(" ") else part
    return heard


def _said(element: Element, *, exact: bool) -> Iterator[tuple[bool, str]]:
    if element.actual_text:
        yield False, element.actual_text
        return
    for kid in element.kids:
        match kid:
            case Element():
                yield from _said(kid, exact=exact)
            case Mark():
                yield (False, kid.exact) if exact else (kid.gap, kid.text)
            case Annotation():
                pass
            case _:
                assert_never(kid)
