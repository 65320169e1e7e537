"""How each page ends, in words: what its break costs and why, and which cheaper one was not possible. For `--emit
breaks`, and for whoever wonders about a page.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from wardleaf.typeset.breaker import Refused
from wardleaf.typeset.containers import walk_flowables
from wardleaf.typeset.flowables import Text
from wardleaf.typeset.layout import LaidDocument
from wardleaf.typeset.lines import word_text
from wardleaf.typeset.pages import LaidPage
from wardleaf.typeset.penalties import FULL_ENOUGH, cost_of_white

_FIRST_WORDS = 8


class PageEnd(Struct, frozen=True, kw_only=True):
    """How a page ends. Costs are hundredths of a parted table; `next` are the first words of what follows."""

    page: int
    full: str
    ends: str
    next: str = ""
    cost: int = 0
    reason: str = ""
    cheaper: str = ""


class PageEnds(Struct, frozen=True, kw_only=True):
    """How all pages end, and what that costs together."""

    cost: int
    pages: tuple[PageEnd, ...]


def page_ends(laid: LaidDocument) -> PageEnds:
    """How the pages of `laid` end."""
    ends = tuple(_end(laid.pages, number) for number in range(1, len(laid.pages) + 1))
    return PageEnds(cost=sum([end.cost for end in ends]), pages=ends)


def _end(pages: Sequence[LaidPage], number: int) -> PageEnd:
    page = pages[number - 1]
    full = f"{min(1.0, page.used / page.frame.height):.0%}"
    if page.ending is None:
        return PageEnd(page=number, full=full, ends="where its text ends, or its author ends it")
    white = cost_of_white(min(1.0, page.used / page.frame.height))
    reasons = [page.ending.reason]
    if round(white):
        reasons.append(f"{white:.0f} of the cost is for the white that it leaves.")
    if page.squeezed:
        reasons.append(f"Its spaces are {page.squeezed * 15:.0f} % smaller.")
    return PageEnd(
        page=number,
        full=full,
        ends=page.ending.name,
        next=_first_words(pages[number]) if number < len(pages) else "",
        cost=round(page.cost),
        reason=" ".join(reasons),
        cheaper=_why_not(page.refused) if page.refused else "",
    )


def _first_words(page: LaidPage) -> str:
    """What a page begins with, a header that comes back left out."""
    texts = (part for placed in page.placed for part in walk_flowables(placed.flowable) if isinstance(part, Text))
    first = next(texts, None)
    if first is None:
        return ""
    if first.lines is not None:
        return "".join([fragment.text for fragment in first.lines[0].fragments]).strip()
    return " ".join([word_text(word) for word in first.words[:_FIRST_WORDS]])


def _why_not(refused: Refused) -> str:
    """Why a cheaper break was not possible."""
    found = f"{refused.penalty.name} ({refused.penalty.cost:.0f})"
    if refused.more_pages:
        return f"{found}; what follows would then take a page more than there is"
    if refused.fill < FULL_ENOUGH:
        return f"{found}; the page would be only {refused.fill:.0%} full, which costs {cost_of_white(refused.fill):.0f}"
    return f"{found}; the page would be {refused.fill:.0%} full, and all pages together would cost more"
