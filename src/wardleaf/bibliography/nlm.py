"""References in NLM's form (Citing Medicine, 2nd edition), with the Vancouver cut after six authors.

Everything is upright; dates are as exact as known, page ranges are shortened, and a DOI ends with a stop.
"""

from __future__ import annotations

from typing import assert_never

from wardleaf.bibliography import forms
from wardleaf.bibliography.dates import short_date
from wardleaf.bibliography.names import NLM_NAMES, format_names
from wardleaf.bibliography.pages import elided_pages
from wardleaf.bibliography.pieces import Piece, Sentence, doi_piece, join_sentences, plain, stem, tidy, url_piece
from wardleaf.bibliography.titles import capitalised, edition_text
from wardleaf.library.schema import Reference

_UNDATED = "[date unknown]"
_ONLINE = "[Internet]"
_NO_BREAK = "\u00a0"


def format_nlm(reference: Reference) -> tuple[Piece, ...]:
    """`reference` as NLM prints it; what is not known is left out together with its punctuation, but a missing date is told."""
    form = forms.form_of(reference)
    match form:
        case "article":
            body = _article(reference)
        case "book":
            body = _book(reference)
        case "chapter":
            body = _chapter(reference)
        case "page":
            body = _page(reference)
        case "report":
            body = _report(reference)
        case "label":
            body = _label(reference)
        case _:
            assert_never(form)
    address = _address(reference)
    # an address ends the reference bare, unless it ends in a slash, which a stop cannot be mistaken for a part of
    stop = not address or forms.url(reference).endswith("/")
    return join_sentences([*body, *_identifiers(reference), address], stop=stop)


def _article(reference: Reference) -> list[Sentence]:
    """Chapter 1: Authors. Title. Journal. Date;volume(issue):pages."""
    journal = forms.container(reference)
    medium = _ONLINE if _is_read_online(reference) else ""
    return [
        _authors(reference),
        plain(forms.noted(forms.title(reference), forms.status(reference), "" if journal else medium)),
        plain(forms.noted(journal, medium if journal else "")),
        plain(_located(reference)),
    ]


def _book(reference: Reference) -> list[Sentence]:
    """Chapter 2: Authors. Title. Edition. Place: Publisher; date."""
    return [
        _authors(reference) or plain(_editors(reference)),
        plain(_titled(reference)),
        *_edition_and_volume(reference),
        plain(_published(reference)),
        plain(_part(reference)),
    ]


def _chapter(reference: Reference) -> list[Sentence]:
    """Chapter 2, parts and contributions: Authors. Title. In: Editors, editors. Book. Place: Publisher; date. p. pages."""
    editors = _editors(reference)
    medium = _ONLINE if _is_read_online(reference) else ""
    title = forms.container(reference)
    book = forms.noted(title, medium if title else "")
    inside = [f"In: {editors}", book] if editors else [f"In: {book}" if book else ""]
    return [
        _authors(reference),
        plain(forms.noted(forms.title(reference), forms.status(reference), "" if title else medium)),
        *map(plain, inside),
        *_edition_and_volume(reference),
        plain(_published(reference)),
        plain(_part(reference)),
    ]


def _page(reference: Reference) -> list[Sentence]:
    """Chapter 25: Author. Title [Internet]. Place: Publisher; date [updated; cited]. (Series; number)."""
    return [
        _authors(reference),
        plain(forms.noted(forms.title(reference), forms.status(reference), _ONLINE)),
        plain(_published(reference)),
        plain(_numbered(reference)),
    ]


def _report(reference: Reference) -> list[Sentence]:
    """Chapter 4: Authors. Title. Place: Publisher; date. Report No.: number."""
    return [
        _authors(reference) or plain(_editors(reference)),
        plain(_titled(reference)),
        *_edition_and_volume(reference),
        plain(_published(reference)),
        plain(_numbered(reference)),
    ]


def _label(reference: Reference) -> list[Sentence]:
    """Name of the medicine [package insert]. Place: Manufacturer; date."""
    genre = stem(reference.genre) or forms.DEFAULT_LABEL_GENRE
    medium = f"[{genre} on the Internet]" if _is_read_online(reference) else f"[{genre}]"
    return [
        () if forms.made_by_author(reference, reference.publisher) else _authors(reference),
        plain(forms.noted(forms.title(reference), forms.status(reference), medium)),
        plain(_published(reference)),
    ]


def _authors(reference: Reference) -> Sentence:
    return plain(format_names(reference.author, NLM_NAMES))


def _editors(reference: Reference) -> str:
    names = format_names(reference.editor, NLM_NAMES)
    return f"{names}, {'editor' if len(reference.editor) == 1 else 'editors'}" if names else ""


def _titled(reference: Reference) -> str:
    return forms.noted(forms.title(reference), forms.status(reference), _ONLINE if _is_read_online(reference) else "")


def _is_read_online(reference: Reference) -> bool:
    """Whether the address is how the source is found; with a DOI it is cited like print."""
    return bool(forms.url(reference)) and not forms.doi(reference)


def _located(reference: Reference) -> str:
    """Date, volume, issue, supplement and pages, each with the mark that stands before it; an article number stands for pages."""
    volume, issue = stem(reference.volume), stem(reference.issue)
    supplement = " ".join(filter(None, ("Suppl", forms.supplement(reference)))) if reference.supplement else ""
    if issue:
        volume += f"({' '.join(filter(None, (issue, supplement)))})"
    elif supplement:
        volume = " ".join(filter(None, (volume, supplement)))
    pages = tidy(reference.number) or elided_pages(forms.pages(reference))
    return ":".join(filter(None, (";".join(filter(None, (_dated(reference), volume))), pages)))


def _edition_and_volume(reference: Reference) -> list[Sentence]:
    volume = stem(reference.volume)
    return [plain(edition_text(reference.edition, first=True)), plain(f"Vol. {volume}" if volume else "")]


def _published(reference: Reference) -> str:
    publisher = stem(reference.publisher)
    if forms.form_of(reference) in ("page", "report"):
        publisher = publisher or forms.container(reference)
    house = ": ".join(filter(None, (stem(reference.publisher_place), publisher)))
    return "; ".join(filter(None, (house, _dated(reference))))


def _dated(reference: Reference) -> str:
    """The date, and in brackets when the source was updated and, read online, when it was read."""
    marks = []
    if reference.updated:
        marks.append(f"updated {short_date(reference.updated)}")
    if reference.accessed and _is_read_online(reference):
        marks.append(f"cited {short_date(reference.accessed)}")
    date = short_date(reference.issued) if reference.issued else _UNDATED
    return f"{date} [{'; '.join(marks)}]" if marks else date


def _part(reference: Reference) -> str:
    pages = elided_pages(forms.pages(reference))
    return f"p. {pages}" if pages else ""


def _numbered(reference: Reference) -> str:
    """`AHRQ Publication No.: 14-0002-EF` of a report, `(NICE guideline; NG197)` of anything else."""
    number, genre = stem(reference.number), stem(reference.genre)
    if reference.type.value != "report":
        inside = "; ".join(filter(None, (genre, number)))
        return f"({inside})" if inside else ""
    label = " ".join(capitalised(word) for word in (genre or "Report").split())
    return f"{label} No.: {number}" if number else genre


def _identifiers(reference: Reference) -> list[Sentence]:
    found = [
        f"PubMed PMID: {tidy(reference.pmid.value)}" if reference.pmid and tidy(reference.pmid.value) else "",
        f"PubMed Central PMCID: {tidy(reference.pmcid.value)}" if reference.pmcid and tidy(reference.pmcid.value) else "",
    ]
    doi: Sentence = (Piece(text=f"doi:{_NO_BREAK}"), doi_piece(forms.doi(reference))) if forms.doi(reference) else ()
    return [doi, plain("; ".join(filter(None, found)))]


def _address(reference: Reference) -> Sentence:
    return (Piece(text="Available from: "), url_piece(forms.url(reference))) if _is_read_online(reference) else ()
