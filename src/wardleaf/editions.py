"""The editions that a handout may be printed in, and what each of them is; nobody else compares their names."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

EditionName = Literal["standard", "large-print", "booklet", "web", "text"]
Form = Literal["pdf", "html", "txt"]


class Edition(Struct, frozen=True, kw_only=True):
    """`folded`: its pages are imposed on sheets and folded, so that a print file goes with it. `large`: all of its text
    is large. `form`: what kind of file it is; of those that are no PDF nothing has pages, and every style has them.
    `offered` is what a reader who chooses among them is offered.
    """

    folded: bool = False
    large: bool = False
    form: Form = "pdf"
    offered: str = "For reading"


EDITIONS: Mapping[EditionName, Edition] = MappingProxyType(
    {
        "standard": Edition(),
        "large-print": Edition(large=True, offered="Large print"),
        "booklet": Edition(folded=True, offered="Booklet"),
        "web": Edition(form="html", offered="Read it here"),
        "text": Edition(form="txt", offered="Plain text"),
    }
)
EDITION_NAMES: tuple[EditionName, ...] = tuple(EDITIONS)
PRINTED_EDITIONS: tuple[EditionName, ...] = tuple(name for name, edition in EDITIONS.items() if edition.form == "pdf")


def edition_of(name: str) -> Edition:
    """What the edition called `name` is; a plain one where there is none of that name."""
    return {str(known): edition for known, edition in EDITIONS.items()}.get(name, Edition())
