"""References in the form of the AMA Manual of Style, 11th edition, chapter 3.

Journal and book titles are italic, the year stands alone, pages are in full, and nothing follows a DOI or an address.
"""

from __future__ import annotations

import re
from typing import assert_never

from wardleaf.bibliography import forms
from wardleaf.bibliography.dates import long_date
from wardleaf.bibliography.names import AMA_NAMES, format_names
from wardleaf.bibliography.pages import full_pages
from wardleaf.bibliography.pieces import Piece, Sentence, doi_piece, italic, join_sentences, plain, stem, tidy, url_piece
from wardleaf.bibliography.titles import capitalised, edition_text, title_case
from wardleaf.library.schema import Reference

_DOTTED_LETTERS = re.compile(r"(?<!\w)(?:[A-Z]\.\s?)+(?=\s|\w|\Z)")
_COUNTRY = re.compile(r"\s*\([A-Z]{2}\)\Z")


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
        case "label":
            middle = _label(reference)
        case _:
            assert_never(form)
    tail = _tail(reference)
    return join_sentences([*middle, *tail], stop=not tail)


def _article(reference: Reference) -> list[Sentence]:
    """§3.11: Authors. Title. *Journal*. Year;volume(issue):pages."""
    return [_authors(reference), _upright_title(reference), italic(forms.container(reference)), plain(_located(reference))]


def _book(reference: Reference) -> list[Sentence]:
    """§3.12: Authors. *Title in Title Case*. Edition. Publisher; year."""
    return [
        _authors(reference) or plain(_editors(reference)),
        _italic_title(reference),
        *_volume_and_edition(reference),
        plain(_published(reference, pages=full_pages(forms.pages(reference)))),
    ]


def _chapter(reference: Reference) -> list[Sentence]:
    """§3.12: Authors. Title. In: Editors, eds. *Book*. Edition. Publisher; year:pages."""
    editors, book = _editors(reference), italic(title_case(forms.container(reference)))
    inside: list[Sentence] = [plain(f"In: {editors}"), book] if editors else [(*plain("In: "), *book)] if book else []
    return [
        _authors(reference),
        _upright_title(reference),
        *inside,
        *_volume_and_edition(reference),
        plain(_published(reference, pages=full_pages(forms.pages(reference)))),
    ]


def _page(reference: Reference) -> list[Sentence]:
    """§3.15: Author. Title. Site. Published date. Updated date."""
    site = forms.container(reference) or _publisher(reference)
    return [
        _authors(reference),
        _upright_title(reference),
        plain("" if forms.made_by_author(reference, site) else site),
        plain(_numbered(reference)),
        plain(f"Published {long_date(reference.issued)}" if reference.issued else ""),
        _updated(reference),
    ]


def _report(reference: Reference) -> list[Sentence]:
    """§3.13: Authors. *Title in Title Case*. Publisher; year. Kind and number."""
    return [
        _authors(reference) or plain(_editors(reference)),
        _italic_title(reference),
        *_volume_and_edition(reference),
        plain(_published(reference, pages="")),
        plain(_numbered(reference)),
        _updated(reference),
    ]


def _label(reference: Reference) -> list[Sentence]:
    """§3.13: Name of the medicine. Package insert. Manufacturer; year."""
    manufacturer_only = forms.made_by_author(reference, reference.publisher)
    return [
        () if manufacturer_only else _authors(reference),
        _upright_title(reference),
        plain(capitalised(stem(reference.genre) or forms.DEFAULT_LABEL_GENRE)),
        plain(_published(reference, pages="")),
        _updated(reference),
    ]


def _authors(reference: Reference) -> Sentence:
    return plain(format_names(reference.author, AMA_NAMES))


def _editors(reference: Reference) -> str:
    names = format_names(reference.editor, AMA_NAMES)
    return f"{names}, {'ed' if len(reference.editor) == 1 else 'eds'}" if names else ""


def _upright_title(reference: Reference) -> Sentence:
    return plain(forms.noted(forms.title(reference), forms.status(reference)))


def _italic_title(reference: Reference) -> Sentence:
    title, status = title_case(tidy(forms.title(reference))), forms.status(reference)
    return (*italic(stem(title)), *plain(f" {status}")) if status else italic(title)


def _located(reference: Reference) -> str:
    """Year, volume, issue, supplement and pages, each with the mark that stands before it; an article number stands for pages.

    AMA's "Published online" of an article without a volume is not printed: here the volume may only be missing from the record.
    """
    pages = tidy(reference.number) or full_pages(forms.pages(reference))
    volume = stem(reference.volume)
    if issue := stem(reference.issue):
        volume += f"({issue})"
    if reference.supplement:
        volume += f"({' '.join(filter(None, ('suppl', forms.supplement(reference))))})"
    year = str(reference.issued.year) if reference.issued else ""
    text = ";".join(filter(None, (year, volume)))
    return ":".join(filter(None, (text, pages)))


def _volume_and_edition(reference: Reference) -> list[Sentence]:
    volume = stem(reference.volume)
    return [plain(f"Vol {volume}" if volume else ""), plain(edition_text(reference.edition, first=False))]


def _published(reference: Reference, *, pages: str) -> str:
    year = str(reference.issued.year) if reference.issued else ""
    text = "; ".join(filter(None, (_publisher(reference), year)))
    return ":".join(filter(None, (text, pages)))


def _publisher(reference: Reference) -> str:
    """The publisher without stops after its letters and without NLM's country: `JB Lippincott`."""
    bare = _COUNTRY.sub("", stem(reference.publisher))
    return " ".join(_DOTTED_LETTERS.sub(lambda found: re.sub(r"[.\s]", "", found[0]) + " ", bare).split())


def _numbered(reference: Reference) -> str:
    number, genre = stem(reference.number), stem(reference.genre)
    if number and not genre and reference.type.value == "report":
        genre = "Report"
    return " ".join(filter(None, (capitalised(genre), number)))


def _updated(reference: Reference) -> Sentence:
    return plain(f"Updated {long_date(reference.updated)}" if reference.updated else "")


def _tail(reference: Reference) -> list[Sentence]:
    """The DOI alone, or when the page was read and its address; nothing stands after either (§3.15)."""
    if forms.doi(reference):
        return [(Piece(text="doi:"), doi_piece(forms.doi(reference)))]
    if not forms.url(reference):
        return []
    accessed = plain(f"Accessed {long_date(reference.accessed)}" if reference.accessed else "")
    return [accessed, (url_piece(forms.url(reference)),)]
