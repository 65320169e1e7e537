"""References in the form of the AMA Manual of Style, 11th edition, chapter 3.

Journal and book titles are italic, the year stands alone, pages are in full, and nothing follows a DOI or an address.
"""

from __future__ import annotations

from typing import assert_never

from wardleaf.bibliography import ama_special, forms
from wardleaf.bibliography.ama_parts import (
    authors,
    contracted,
    corrected,
    edited_besides,
    editors,
    headline,
    in_language,
    italic_title,
    located,
    numbered,
    people_of,
    published,
    publisher,
    tail,
    updated,
    upright_title,
    volume_and_edition,
)
from wardleaf.bibliography.dates import long_date
from wardleaf.bibliography.pages import full_pages
from wardleaf.bibliography.pieces import Piece, Sentence, italic, join_sentences, plain
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
    return [
        authors(reference),
        upright_title(reference, forms.genre_mark(reference)),
        in_language(reference),
        italic(forms.container(reference)),
        plain(located(reference)),
        *corrected(reference.correction),
    ]


def _book(reference: Reference) -> list[Sentence]:
    """§3.12: Authors. *Title in Title Case*. Edition. Publisher; year."""
    return [
        *people_of(reference),
        italic_title(reference),
        in_language(reference),
        edited_besides(reference),
        *volume_and_edition(reference),
        plain(published(reference, pages=full_pages(forms.pages(reference)))),
        updated(reference),
    ]


def _chapter(reference: Reference) -> list[Sentence]:
    """§3.12: Authors. Title. In: Editors, eds. *Book*. Edition. Publisher; year:pages. Papers in proceedings take the
    same form (§3.13.9).
    """
    names, book = editors(reference), italic(headline(reference, forms.container(reference)))
    inside: list[Sentence] = [plain(f"In: {names}"), book] if names else [(*plain("In: "), *book)] if book else []
    return [
        authors(reference),
        upright_title(reference),
        in_language(reference),
        *inside,
        *volume_and_edition(reference),
        plain(published(reference, pages=full_pages(forms.pages(reference)))),
        updated(reference),
    ]


def _page(reference: Reference) -> list[Sentence]:
    """§3.15: Author. Title. Site. Published date. Updated date."""
    site = forms.container(reference) or publisher(reference)
    return [
        authors(reference),
        upright_title(reference),
        in_language(reference),
        plain("" if forms.made_by_author(reference, site) else site),
        plain(numbered(reference)),
        plain(f"Published {long_date(reference.issued)}" if reference.issued else ""),
        updated(reference),
    ]


def _report(reference: Reference) -> list[Sentence]:
    """§3.13: Authors. *Title in Title Case*. Publisher; year:pages. Kind and number. Contract number."""
    return [
        *people_of(reference),
        italic_title(reference),
        in_language(reference),
        edited_besides(reference),
        *volume_and_edition(reference),
        plain(published(reference, pages=full_pages(forms.pages(reference)))),
        plain(numbered(reference)),
        contracted(reference),
        updated(reference),
    ]
