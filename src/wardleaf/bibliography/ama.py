"""References in the form of the AMA Manual of Style, 11th edition, chapter 3.

Journal and book titles are italic, the year stands alone, pages are in full, and nothing follows a DOI or an address.
"""

from __future__ import annotations

from typing import assert_never

from wardleaf.bibliography import ama_special, forms
from wardleaf.bibliography.ama_parts import (
    authors,
    corrected,
    editors,
    italic_title,
    located,
    numbered,
    published,
    publisher,
    tail,
    updated,
    upright_title,
    volume_and_edition,
)
from wardleaf.bibliography.dates import long_date
from wardleaf.bibliography.pages import full_pages
from wardleaf.bibliography.pieces import Piece, Sentence, italic, join_sentences, plain, stem
from wardleaf.bibliography.titles import title_case
from wardleaf.library.schema import Reference


def format_ama(reference: Reference) -> tuple[Piece, ...]:
    """`reference` as AMA prints it; what is not known is left out together with its punctuation."""
    form = forms.form_of(reference)
    match form:
        case "article":
            middle = _article(reference)
        case "book":
            middle = _book(reference)
        case "chapter":
            middle = _chapter(reference)
        case "page":
            middle = _page(reference)
        case "report":
            middle = _report(reference)
        case "preprint" | "newspaper" | "magazine" | "blog" | "thesis" | "presentation" | "label":
            middle = ama_special.format_special(reference, form)
        case "dataset" | "software" | "podcast" | "video" | "law":
            middle = ama_special.format_electronic(reference, form)
        case _:
            assert_never(form)
    end = tail(reference)
    return join_sentences([*middle, *end], stop=not end)


def _article(reference: Reference) -> list[Sentence]:
    """§3.11: Authors. Title. *Journal*. Year;volume(issue):pages. §3.9.2: an article in another language says so after
    its title.
    """
    language = stem(reference.language)
    return [
        authors(reference),
        upright_title(reference, forms.genre_mark(reference)),
        plain(f"Article in {language}" if language else ""),
        italic(forms.container(reference)),
        plain(located(reference)),
        *corrected(reference.correction),
    ]


def _book(reference: Reference) -> list[Sentence]:
    """§3.12: Authors. *Title in Title Case*. Edition. Publisher; year."""
    return [
        authors(reference) or plain(editors(reference)),
        italic_title(reference),
        *volume_and_edition(reference),
        plain(published(reference, pages=full_pages(forms.pages(reference)))),
    ]


def _chapter(reference: Reference) -> list[Sentence]:
    """§3.12: Authors. Title. In: Editors, eds. *Book*. Edition. Publisher; year:pages. Papers in proceedings take the
    same form (§3.13.9).
    """
    names, book = editors(reference), italic(title_case(forms.container(reference)))
    inside: list[Sentence] = [plain(f"In: {names}"), book] if names else [(*plain("In: "), *book)] if book else []
    return [
        authors(reference),
        upright_title(reference),
        *inside,
        *volume_and_edition(reference),
        plain(published(reference, pages=full_pages(forms.pages(reference)))),
    ]


def _page(reference: Reference) -> list[Sentence]:
    """§3.15: Author. Title. Site. Published date. Updated date."""
    site = forms.container(reference) or publisher(reference)
    return [
        authors(reference),
        upright_title(reference),
        plain("" if forms.made_by_author(reference, site) else site),
        plain(numbered(reference)),
        plain(f"Published {long_date(reference.issued)}" if reference.issued else ""),
        updated(reference),
    ]


def _report(reference: Reference) -> list[Sentence]:
    """§3.13: Authors. *Title in Title Case*. Publisher; year. Kind and number."""
    return [
        authors(reference) or plain(editors(reference)),
        italic_title(reference),
        *volume_and_edition(reference),
        plain(published(reference)),
        plain(numbered(reference)),
        updated(reference),
    ]
