"""What NLM's forms are made of: authors, titles with their media, dates, places, identifiers and addresses."""

from __future__ import annotations

import re

from wardleaf.bibliography import forms
from wardleaf.bibliography.dates import short_date
from wardleaf.bibliography.locations import bare_number
from wardleaf.bibliography.names import NLM_NAMES, format_names
from wardleaf.bibliography.pages import elided_pages
from wardleaf.bibliography.pieces import Piece, Sentence, doi_piece, plain, stem, tidy, url_piece
from wardleaf.bibliography.titles import capitalised, edition_text, with_small_subtitle
from wardleaf.library.schema import Correction, Reference

ONLINE = "[Internet]"
_UNDATED = "[date unknown]"
_NO_BREAK = "\u00a0"


def authors(reference: Reference) -> Sentence:
    """Authors, cut after six."""
    return plain(format_names(reference.author, NLM_NAMES))


def editors(reference: Reference) -> str:
    """`Vogelstein B, Kinzler KW, editors`, or empty."""
    names = format_names(reference.editor, NLM_NAMES)
    return f"{names}, {'editor' if len(reference.editor) == 1 else 'editors'}" if names else ""


def titled(reference: Reference, *marks: str) -> Sentence:
    """The title and marks in brackets; a title in another language with its translation in brackets after it."""
    title = with_small_subtitle(forms.title(reference), after=":")
    if original := forms.original_title(reference):
        title = f"{stem(original)} [{stem(title).removeprefix('[').removesuffix(']')}]"
    return plain(forms.noted(title, forms.status(reference), *marks))


def medium(reference: Reference, word: str) -> str:
    """`[dissertation]`, or `[dissertation on the Internet]` of what was read there."""
    return f"[{word} on the Internet]" if is_read_online(reference) else f"[{word}]"


def is_read_online(reference: Reference) -> bool:
    """Whether the address is how the source is found; with a DOI it is cited like print."""
    return bool(forms.url(reference)) and not forms.doi(reference)


def located(reference: Reference) -> str:
    """Date, volume, issue, supplement, part and pages, each with the mark that stands before it; an article number
    stands for pages.
    """
    if reference.status == "in-press" and not reference.volume:
        return " ".join(filter(None, ("Forthcoming", str(reference.issued.year) if reference.issued else "")))
    volume, issue = forms.location(reference)
    held = issue if issue.number else volume
    beside = " ".join(
        " ".join(filter(None, (word, bare_number(value))))
        for word, value in (("Suppl", held.supplement), ("Pt", held.part))
        if value
    )
    text = volume.number
    if issue.number:
        text += f"({' '.join(filter(None, (issue.number, beside)))})"
    elif held.supplement:
        text = " ".join(filter(None, (text, beside)))
    elif beside:
        text += f"({beside})"
    pages = tidy(reference.number) or elided_pages(forms.pages(reference))
    return ":".join(filter(None, (";".join(filter(None, (dated(reference), text))), pages)))


def edition_and_volume(reference: Reference) -> list[Sentence]:
    """`2nd ed` and `Vol. 2`."""
    volume = stem(reference.volume)
    return [plain(edition_text(reference.edition, first=True)), plain(f"Vol. {volume}" if volume else "")]


def edited_besides(reference: Reference) -> Sentence:
    """Chapter 2, secondary authors: editors of a book or report that has authors, too, after its edition."""
    return plain(editors(reference) if reference.author else "")


def published(reference: Reference) -> str:
    """`Place: Publisher; date`."""
    publisher = stem(reference.publisher)
    if forms.form_of(reference) in ("page", "report"):
        publisher = publisher or forms.container(reference)
    return "; ".join(filter(None, (house(reference, publisher), dated(reference))))


def house(reference: Reference, publisher: str) -> str:
    """`Place: Publisher`."""
    return ": ".join(filter(None, (stem(reference.publisher_place), publisher)))


def dated(reference: Reference) -> str:
    """The date, and in brackets when the source was updated and, read online, when it was read."""
    date = short_date(reference.issued) if reference.issued else _UNDATED
    return f"{date} {marks}" if (marks := read_marks(reference)) else date


def read_marks(reference: Reference) -> str:
    """`[updated 2021 Jun 17; cited 2026 Nov 22]`, or empty."""
    marks = []
    if reference.updated:
        marks.append(f"updated {short_date(reference.updated)}")
    if reference.accessed and is_read_online(reference):
        marks.append(f"cited {short_date(reference.accessed)}")
    return f"[{'; '.join(marks)}]" if marks else ""


def part(reference: Reference) -> str:
    """`p. 93-113`."""
    pages = elided_pages(forms.pages(reference))
    return f"p. {pages}" if pages else ""


def numbered(reference: Reference) -> str:
    """`AHRQ Publication No.: 14-0002-EF` of a report, `(NICE guideline; NG197)` of anything else."""
    number, genre = stem(reference.number), stem(reference.genre)
    if reference.type.value != "report":
        inside = "; ".join(filter(None, (genre, number)))
        return f"({inside})" if inside else ""
    label = " ".join(capitalised(word) for word in (genre or "Report").split())
    return f"{label} No.: {number}" if number else genre


def versioned(reference: Reference) -> str:
    """`Version 2.1`, of software and datasets."""
    version = re.sub(r"(?i)^v(?:ersion|\.)?\s*(?=\d)", "", stem(reference.version))
    return f"Version {version}" if version else ""


def identifiers(reference: Reference) -> list[Sentence]:
    """The DOI, whether the article is out ahead of print, where it was corrected, and PubMed's numbers, in PubMed's
    order.
    """
    found = [
        f"PubMed PMID: {tidy(reference.pmid.value)}" if reference.pmid and tidy(reference.pmid.value) else "",
        f"PubMed Central PMCID: {tidy(reference.pmcid.value)}"
        if reference.pmcid and tidy(reference.pmcid.value)
        else "",
    ]
    doi: Sentence = (Piece(text=f"doi:{_NO_BREAK}"), doi_piece(forms.doi(reference))) if forms.doi(reference) else ()
    ahead = "Epub ahead of print" if reference.status == "online-first" and not reference.volume else ""
    return [doi, plain(ahead), *_corrected(reference.correction), plain("; ".join(filter(None, found)))]


def _corrected(correction: Correction | None) -> list[Sentence]:
    """Chapter 1, notes: `Erratum in: J. date;volume(issue):page`."""
    if correction is None:
        return []
    issue = f"({stem(correction.issue)})" if stem(correction.issue) else ""
    date = short_date(correction.issued) if correction.issued else ""
    place = ";".join(filter(None, (date, f"{stem(correction.volume)}{issue}")))
    return [
        plain(f"Erratum in: {stem(correction.container_title)}"),
        plain(":".join(filter(None, (place, elided_pages(correction.page))))),
    ]


def address(reference: Reference) -> Sentence:
    """`Available from:` and the address of what was read online."""
    return (Piece(text="Available from: "), url_piece(forms.url(reference))) if is_read_online(reference) else ()
