"""AMA's forms for what is neither article nor book: special materials (§3.13), audio and video (§3.14), electronic
(§3.15) and legal (§3.16) sources.

Where the manual's text could not be read, the form is that of university libraries' guides to it, and
docs/decisions/citations.md says so.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, assert_never

from wardleaf.bibliography import forms
from wardleaf.bibliography.ama_parts import (
    authors,
    dated_pages,
    in_language,
    italic_title,
    published,
    publisher,
    updated,
    upright_title,
    versioned,
)
from wardleaf.bibliography.dates import long_date
from wardleaf.bibliography.pieces import Sentence, italic, plain, stem
from wardleaf.bibliography.titles import capitalised
from wardleaf.library.schema import Reference

Special: TypeAlias = Literal["preprint", "newspaper", "magazine", "blog", "thesis", "presentation", "label"]
Electronic: TypeAlias = Literal["dataset", "software", "podcast", "video", "law"]


def format_special(reference: Reference, form: Special) -> list[Sentence]:
    """The sentences of a source on paper, before its DOI or address."""
    match form:
        case "preprint":
            return _preprint(reference)
        case "newspaper" | "magazine":
            return _news(reference)
        case "blog":
            return _blog(reference)
        case "thesis":
            return _thesis(reference)
        case "presentation":
            return _presentation(reference)
        case "label":
            return _label(reference)
        case _:
            assert_never(form)


def format_electronic(reference: Reference, form: Electronic) -> list[Sentence]:
    """The sentences of an electronic or legal source, before its DOI or address."""
    match form:
        case "dataset":
            return _dataset(reference)
        case "software":
            return _software(reference)
        case "podcast":
            return _podcast(reference)
        case "video":
            return _video(reference)
        case "law":
            return _law(reference)
        case _:
            assert_never(form)


def _preprint(reference: Reference) -> list[Sentence]:
    """§3.11: Authors. Title. *Server*. Preprint posted online date."""
    posted = f"Preprint posted online {long_date(reference.issued)}" if reference.issued else "Preprint"
    return [
        authors(reference),
        upright_title(reference),
        in_language(reference),
        italic(forms.container(reference)),
        plain(posted),
        updated(reference),
    ]


def _news(reference: Reference) -> list[Sentence]:
    """§3.13.1: Author. Title. *Newspaper in full*. Date:page. No "Published" stands before the date."""
    return [
        authors(reference),
        upright_title(reference),
        in_language(reference),
        italic(forms.newspaper(reference)),
        plain(dated_pages(reference)),
    ]


def _blog(reference: Reference) -> list[Sentence]:
    """§3.13.1: Author. Title. *Name* blog. Date."""
    return [
        authors(reference),
        upright_title(reference),
        in_language(reference),
        _named(reference, "blog"),
        plain(dated_pages(reference)),
        updated(reference),
    ]


def _thesis(reference: Reference) -> list[Sentence]:
    """§3.13: Author. *Title in Title Case*. Dissertation. University; year."""
    return [
        authors(reference),
        italic_title(reference),
        in_language(reference) or plain(capitalised(forms.thesis_kind(reference))),
        plain(published(reference)),
    ]


def _presentation(reference: Reference) -> list[Sentence]:
    """§3.13.9: Authors. Title. Paper presented at: Meeting; date; place."""
    when = reference.event_date or reference.issued
    held = [stem(reference.event_title), long_date(when) if when else "", stem(reference.event_place)]
    meeting = "; ".join(filter(None, held))
    return [
        authors(reference),
        upright_title(reference),
        in_language(reference),
        plain(f"{forms.presented(reference)} presented at: {meeting}" if meeting else ""),
    ]


def _label(reference: Reference) -> list[Sentence]:
    """§3.13: Name of the medicine. Package insert. Manufacturer; year."""
    manufacturer_only = forms.made_by_author(reference, reference.publisher)
    return [
        () if manufacturer_only else authors(reference),
        upright_title(reference),
        in_language(reference) or plain(capitalised(forms.label_kind(reference))),
        plain(published(reference)),
        updated(reference),
    ]


def _dataset(reference: Reference) -> list[Sentence]:
    """§3.15: Authors. Title. Version. Repository. Deposited date."""
    deposited = f"Deposited {long_date(reference.issued)}" if reference.issued else ""
    where = forms.container(reference) or publisher(reference)
    return [
        authors(reference),
        upright_title(reference),
        in_language(reference),
        versioned(reference),
        plain(where),
        plain(deposited),
        updated(reference),
    ]


def _software(reference: Reference) -> list[Sentence]:
    """§3.15: Authors. Name. Version. Publisher; year."""
    by_publisher = forms.made_by_author(reference, reference.publisher)
    return [
        () if by_publisher else authors(reference),
        upright_title(reference),
        versioned(reference),
        plain(published(reference)),
        updated(reference),
    ]


def _podcast(reference: Reference) -> list[Sentence]:
    """§3.14: Host. Episode. *Name* podcast. Publisher. Date; the name is set as a blog's is."""
    return [
        authors(reference),
        upright_title(reference),
        in_language(reference),
        _named(reference, "podcast") or plain("Podcast"),
        *_broadcast(reference),
    ]


def _video(reference: Reference) -> list[Sentence]:
    """§3.14: Author. Title. Site. Publisher. Date."""
    return [
        authors(reference),
        upright_title(reference),
        in_language(reference),
        plain(forms.container(reference)),
        *_broadcast(reference),
    ]


def _broadcast(reference: Reference) -> list[Sentence]:
    house = publisher(reference)
    known = (
        forms.made_by_author(reference, reference.publisher)
        or house.casefold() == forms.container(reference).casefold()
    )
    return [
        plain("" if known else house),
        plain(long_date(reference.issued) if reference.issued else ""),
        updated(reference),
    ]


def _law(reference: Reference) -> list[Sentence]:
    """§3.16: Name, volume code §section (year); a rule of the Federal Register with its whole date."""
    law, title = forms.cited_law(reference), forms.noted(forms.title(reference), forms.status(reference))
    date = (
        ""
        if reference.issued is None
        else f" ({long_date(reference.issued) if law and law.by_day else reference.issued.year})"
    )
    return [plain(f"{stem(title)}, {law.ama}{date}" if law else f"{stem(title)}{date}")]


def _named(reference: Reference, word: str) -> Sentence:
    name, after = forms.blog_name(reference, word)
    return (*italic(name), *plain(after)) if name else ()
