"""What AMA's forms are made of: authors, titles, places, and what stands at the end of every reference."""

from __future__ import annotations

import re

from wardleaf.bibliography import forms
from wardleaf.bibliography.dates import long_date, years
from wardleaf.bibliography.locations import bare_number
from wardleaf.bibliography.names import AMA_NAMES, format_names
from wardleaf.bibliography.pages import full_pages
from wardleaf.bibliography.pieces import Piece, Sentence, doi_piece, italic, plain, stem, tidy, url_piece
from wardleaf.bibliography.titles import capitalised, edition_text, title_case, with_small_subtitle
from wardleaf.library.schema import Correction, Reference

_DOTTED_LETTERS = re.compile(r"(?<!\w)(?:[A-Z]\.\s?)+(?=\s|\w|\Z)")
_COUNTRY = re.compile(r"(?<!\s)\s*\([A-Z]{2}\)\Z")
_FIRM = re.compile(r", (?=(?:Inc|Ltd|LLC|Co|Corp|plc)\b)")
_SAINT = re.compile(r"(?<=\bSt)\.(?= )")
_TRANSLATED = re.compile(r"\[(?P<title>[^\[\]]*)\]\.?\Z")


def authors(reference: Reference) -> Sentence:
    """Authors, cut after six."""
    return plain(format_names(reference.author, AMA_NAMES))


def editors(reference: Reference) -> str:
    """`Vogelstein B, Kinzler KW, eds`, or empty."""
    names = format_names(reference.editor, AMA_NAMES)
    return f"{names}, {'ed' if len(reference.editor) == 1 else 'eds'}" if names else ""


def upright_title(reference: Reference, *marks: str) -> Sentence:
    """The title in sentence case, its subtitle with a small letter (§3.10), and marks in brackets. A title in another
    language stands before its translation in brackets (§3.9.2); PubMed's brackets around a translation alone are not
    AMA's.
    """
    title = with_small_subtitle(forms.title(reference), after=":?")
    if found := _TRANSLATED.match(title):
        title = found["title"]
    if original := forms.original_title(reference):
        title = f"{stem(original)} [{stem(title)}]"
    return plain(forms.noted(title, forms.status(reference), *marks))


def italic_title(reference: Reference) -> Sentence:
    """The title with capitals, in italics, as AMA prints books, reports and theses."""
    title, status = headline(reference, tidy(forms.title(reference))), forms.status(reference)
    if original := forms.original_title(reference):
        translation = f" [{stem(title).removeprefix('[').removesuffix(']')}]"
        return (*italic(stem(original)), *plain(f"{translation} {status}".rstrip()))
    return (*italic(stem(title)), *plain(f" {status}")) if status else italic(title)


def headline(reference: Reference, title: str) -> str:
    """A book's title with capitals, unless it is in another language, whose capitals are its own (§3.9.2)."""
    return title if stem(reference.language) and not reference.original_title else title_case(title)


def located(reference: Reference) -> str:
    """Year, volume, issue, supplement, part and pages, each with the mark that stands before it; an article number
    stands for pages.

    An article that has no volume yet is told by its status, never guessed: here the volume may only be missing from the
    record.
    """
    if reference.status == "in-press" and not reference.volume:
        return "In press"
    if reference.status == "online-first" and not reference.volume:
        return f"Published online {long_date(reference.issued)}" if reference.issued else "Published online"
    volume, issue = forms.location(reference)
    held = issue if issue.number else volume
    text = volume.number
    if issue.number:
        part = f", pt {bare_number(held.part)}" if held.part and not held.supplement else ""
        text += f"({issue.number}{part})"
    elif held.part and not held.supplement:
        text += f"(pt {bare_number(held.part)})"
    if held.supplement:
        part = f", pt {bare_number(held.part)}" if held.part else ""
        text += f"({' '.join(filter(None, ('suppl', bare_number(held.supplement))))}{part})"
    year = years(reference.issued) if reference.issued else ""
    pages = tidy(reference.number) or full_pages(forms.pages(reference))
    return ":".join(filter(None, (";".join(filter(None, (year, text))), pages)))


def dated_pages(reference: Reference) -> str:
    """`September 22, 2019:C1`, as newspapers and magazines are cited."""
    return ":".join(
        filter(None, (long_date(reference.issued) if reference.issued else "", full_pages(forms.pages(reference))))
    )


def corrected(correction: Correction | None) -> list[Sentence]:
    """§3.11: where the correction stands."""
    if correction is None:
        return []
    issue = f"({stem(correction.issue)})" if stem(correction.issue) else ""
    year = years(correction.issued) if correction.issued else ""
    place = ";".join(filter(None, (year, f"{stem(correction.volume)}{issue}")))
    journal = italic(stem(correction.container_title))
    return [
        (*plain("Published correction appears in "), *journal),
        plain(":".join(filter(None, (place, full_pages(correction.page))))),
    ]


def volume_and_edition(reference: Reference) -> list[Sentence]:
    """`Vol 2` and `3rd ed`; a first edition is not named."""
    volume = stem(reference.volume)
    return [plain(f"Vol {volume}" if volume else ""), plain(edition_text(reference.edition, first=False))]


def people_of(reference: Reference) -> list[Sentence]:
    """Who a book or report is by, before its title: its authors, else its editors."""
    return [authors(reference) or plain(editors(reference))]


def edited_besides(reference: Reference) -> Sentence:
    """Editors of a book or report that has authors, too, after its title."""
    return plain(editors(reference) if reference.author else "")


def in_language(reference: Reference) -> Sentence:
    """§3.9.2: `Article in Norwegian`, after the title of a source that is not in English; other kinds by analogy."""
    language, noun = stem(reference.language), forms.noun(reference)
    return plain(f"{noun} in {language}" if language and noun else "")


def published(reference: Reference, *, pages: str = "") -> str:
    """`Publisher; year:pages`."""
    year = years(reference.issued) if reference.issued else ""
    text = "; ".join(filter(None, (publisher(reference), year)))
    return ":".join(filter(None, (text, pages)))


def publisher(reference: Reference) -> str:
    """The publisher without NLM's country, and without stops and commas in its abbreviations: `JB Lippincott Inc`."""
    bare = _FIRM.sub(" ", _COUNTRY.sub("", stem(reference.publisher)))
    bare = _SAINT.sub("", bare)
    return " ".join(_DOTTED_LETTERS.sub(lambda found: re.sub(r"[.\s]", "", found[0]) + " ", bare).split())


def numbered(reference: Reference) -> str:
    """Kind and number: `AHRQ publication 14-0002-EF`."""
    number, genre = stem(reference.number), stem(reference.genre)
    if number and not genre and reference.type.value == "report":
        genre = "Report"
    return " ".join(filter(None, (capitalised(genre), number)))


def contracted(reference: Reference) -> Sentence:
    """`Contract 290-02-0016`, of a report."""
    contract = stem(reference.contract)
    return plain(f"Contract {contract}" if contract else "")


def versioned(reference: Reference) -> Sentence:
    """`Version 2.1`, of software and datasets."""
    version = re.sub(r"(?i)^v(?:ersion|\.)?\s*(?=\d)", "", stem(reference.version))
    return plain(f"Version {version}" if version else "")


def updated(reference: Reference) -> Sentence:
    """`Updated June 17, 2021`."""
    return plain(f"Updated {long_date(reference.updated)}" if reference.updated else "")


def tail(reference: Reference) -> list[Sentence]:
    """The DOI alone, or when the page was read and its address; nothing stands after either (§3.15)."""
    if forms.doi(reference):
        return [(Piece(text="doi:"), doi_piece(forms.doi(reference)))]
    if not forms.url(reference):
        return []
    accessed = plain(f"Accessed {long_date(reference.accessed)}" if reference.accessed else "")
    return [accessed, (url_piece(forms.url(reference)),)]
