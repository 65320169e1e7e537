"""What the two styles share: which form a source takes, and the parts of it that they print alike.

This module reads a `Reference`; it knows neither italics nor the order of either style.
"""

from __future__ import annotations

import re
from typing import Literal, assert_never

from wardleaf.bibliography.markup import marked
from wardleaf.bibliography.pieces import bare_doi, stem, tidy
from wardleaf.library.schema import Reference

Form = Literal["article", "book", "chapter", "page", "report", "label"]
DEFAULT_LABEL_GENRE = "package insert"
_SUPPLEMENT_WORD = re.compile(r"\Asuppl(?:ement)?\b\.?\s*", re.IGNORECASE)


def form_of(reference: Reference) -> Form:
    """The form a source is printed in: a guideline or report in a journal is an article, a guideline on the web a page."""
    kind = reference.type.value
    match kind:
        case "article-journal":
            return "article"
        case "book":
            return "book"
        case "chapter":
            return "chapter"
        case "webpage":
            return "page"
        case "report" | "guideline":
            if reference.container_title and (reference.volume or reference.issue):
                return "article"
            return "page" if kind == "guideline" and (url(reference) or doi(reference)) else "report"
        case "drug-label":
            return "label"
        case _:
            assert_never(kind)


def title(reference: Reference) -> str:
    """The title with `markup`'s marks around its italics."""
    return marked(reference.title.value)


def doi(reference: Reference) -> str:
    """The bare DOI, or empty."""
    return bare_doi(reference.doi.value) if reference.doi else ""


def url(reference: Reference) -> str:
    """The address, or empty."""
    return reference.url.value.strip() if reference.url else ""


def container(reference: Reference) -> str:
    """The journal's, book's or site's name: the verified abbreviation where there is one, else the full title."""
    return stem(marked(reference.container_title_short)) or stem(marked(reference.container_title))


def pages(reference: Reference) -> str:
    """The pages as stored, or empty."""
    return tidy(reference.page.value) if reference.page else ""


def supplement(reference: Reference) -> str:
    """`2` of a supplement written as "2" or "Suppl 2"; `reference.supplement` says whether there is one."""
    return stem(_SUPPLEMENT_WORD.sub("", tidy(reference.supplement)))


def status(reference: Reference) -> str:
    """The status as it is printed, in brackets, or empty."""
    return f"[{reference.status}]" if reference.status else ""


def noted(title: str, *notes: str) -> str:
    """`title` and, in their brackets, the notes that follow it."""
    told = [note for note in notes if note]
    return " ".join([stem(title), *told]).strip() if told else tidy(title)


def made_by_author(reference: Reference, name: str) -> bool:
    """Whether `name`, a publisher or a site, is the only author, so that a style need not say it again."""
    return len(reference.author) == 1 and stem(reference.author[0].literal).casefold() == stem(name).casefold()
