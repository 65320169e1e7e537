"""References in NLM's form (Citing Medicine, 2nd edition), with the Vancouver cut after six authors.

Everything is upright; dates are as exact as known, page ranges are shortened, and a DOI ends with a stop.
"""

from __future__ import annotations

from typing import assert_never

from wardleaf.bibliography import forms, nlm_special
from wardleaf.bibliography.dates import short_date
from wardleaf.bibliography.nlm_parts import (
    ONLINE,
    address,
    authors,
    edited_besides,
    edition_and_volume,
    editors,
    identifiers,
    is_read_online,
    located,
    numbered,
    part,
    published,
    titled,
)
from wardleaf.bibliography.pieces import Piece, Sentence, join_sentences, plain, stem
from wardleaf.library.schema import Reference


def format_nlm(reference: Reference) -> tuple[Piece, ...]:
    """`reference` as NLM prints it; what is not known is left out together with its punctuation, but a missing date is
    told.
    """
    form = forms.form_of(reference)
    match form:
        case "article" | "magazine":
            body = _article(reference)
        case "book":
            body = _book(reference)
        case "chapter":
            body = _chapter(reference)
        case "page":
            body = _page(reference)
        case "report":
            body = _report(reference)
        case "preprint" | "newspaper" | "blog" | "thesis" | "presentation" | "label":
            body = nlm_special.format_special(reference, form)
        case "dataset" | "software" | "podcast" | "video" | "law":
            body = nlm_special.format_electronic(reference, form)
        case _:
            assert_never(form)
    where = address(reference)
    # an address ends the reference bare, unless it ends in a slash, which a stop cannot be mistaken for a part of
    stop = not where or forms.url(reference).endswith("/")
    language = plain(stem(reference.language))
    return join_sentences([*body, language, *identifiers(reference), where], stop=stop)


def _article(reference: Reference) -> list[Sentence]:
    """Chapter 1: Authors. Title. Journal. Date;volume(issue):pages. Magazines are cited like journals."""
    journal = forms.newspaper(reference) if reference.type.value == "article-magazine" else forms.container(reference)
    medium = ONLINE if is_read_online(reference) else ""
    return [
        authors(reference),
        titled(reference, forms.genre_mark(reference), "" if journal else medium),
        plain(forms.noted(journal, medium if journal else "")),
        plain(located(reference)),
    ]


def _book(reference: Reference) -> list[Sentence]:
    """Chapter 2: Authors. Title. Edition. Place: Publisher; date."""
    return [
        authors(reference) or plain(editors(reference)),
        titled(reference, _medium(reference)),
        *edition_and_volume(reference),
        edited_besides(reference),
        plain(published(reference)),
        plain(part(reference)),
    ]


def _chapter(reference: Reference) -> list[Sentence]:
    """Chapter 2: Authors. Title. In: Editors, editors. Book. Place: Publisher; date. p. pages. Chapter 13: proceedings
    name the meeting's date and place.
    """
    names, medium, title = editors(reference), _medium(reference), forms.container(reference)
    book = forms.noted(title, medium if title else "")
    held = [short_date(reference.event_date) if reference.event_date else "", stem(reference.event_place)]
    book = "; ".join(filter(None, (book, *held))) if reference.type.value == "paper-conference" else book
    inside = [f"In: {names}", book] if names else [f"In: {book}" if book else ""]
    return [
        authors(reference),
        titled(reference, "" if title else medium),
        *map(plain, inside),
        *edition_and_volume(reference),
        plain(published(reference)),
        plain(part(reference)),
    ]


def _page(reference: Reference) -> list[Sentence]:
    """Chapter 25: Author. Title [Internet]. Place: Publisher; date [updated; cited]. (Series; number)."""
    return [authors(reference), titled(reference, ONLINE), plain(published(reference)), plain(numbered(reference))]


def _report(reference: Reference) -> list[Sentence]:
    """Chapter 4: Authors. Title. Place: Publisher; date. Report No.: number. Contract No.: number."""
    contract = stem(reference.contract)
    return [
        authors(reference) or plain(editors(reference)),
        titled(reference, _medium(reference)),
        *edition_and_volume(reference),
        edited_besides(reference),
        plain(published(reference)),
        plain(part(reference)),
        plain(numbered(reference)),
        plain(f"Contract No.: {contract}" if contract else ""),
    ]


def _medium(reference: Reference) -> str:
    return ONLINE if is_read_online(reference) else ""
