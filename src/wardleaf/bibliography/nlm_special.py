"""NLM's forms for what is neither article, book nor report, from Citing Medicine's chapters and ICMJE's sample
references.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias, assert_never

from wardleaf.bibliography import forms
from wardleaf.bibliography.dates import short_date
from wardleaf.bibliography.nlm_parts import (
    ONLINE,
    authors,
    dated,
    house,
    is_read_online,
    medium,
    published,
    read_marks,
    titled,
    versioned,
)
from wardleaf.bibliography.pages import elided_pages
from wardleaf.bibliography.pieces import Sentence, plain, stem
from wardleaf.bibliography.titles import uncapitalised
from wardleaf.library.schema import Reference

Special: TypeAlias = Literal["preprint", "newspaper", "blog", "thesis", "presentation", "label"]
Electronic: TypeAlias = Literal["dataset", "software", "podcast", "video", "law"]
_SECTION = re.compile(r"(?P<section>[A-Z]{1,2})(?P<page>\d[\w-]*)\Z")


def format_special(reference: Reference, form: Special) -> list[Sentence]:
    """The sentences of a source on paper, before its identifiers and address."""
    match form:
        case "preprint":
            return _preprint(reference)
        case "newspaper":
            return _newspaper(reference)
        case "blog":
            return _blog(reference)
        case "thesis":
            return [
                authors(reference),
                titled(reference, medium(reference, forms.thesis_kind(reference))),
                plain(published(reference)),
            ]
        case "presentation":
            return _presentation(reference)
        case "label":
            return _label(reference)
        case _:
            assert_never(form)


def format_electronic(reference: Reference, form: Electronic) -> list[Sentence]:
    """The sentences of an electronic or legal source, before its identifiers and address."""
    match form:
        case "dataset":
            return _dataset(reference)
        case "software":
            return _software(reference)
        case "podcast" | "video":
            return _recording(reference, form)
        case "law":
            return _law(reference)
        case _:
            assert_never(form)


def _preprint(reference: Reference) -> list[Sentence]:
    """ICMJE's sample of a preprint: Authors. Title. Server number [Preprint]. Date [cited date]."""
    server = " ".join(filter(None, (forms.container(reference), stem(reference.number))))
    return [authors(reference), titled(reference), plain(forms.noted(server, "[Preprint]")), plain(dated(reference))]


def _newspaper(reference: Reference) -> list[Sentence]:
    """Chapter 23: Author. Title. Newspaper. Date;Sect. A:2, or Date:2 where pages have no section."""
    name = forms.noted(forms.newspaper(reference), ONLINE if is_read_online(reference) else "")
    pages = forms.pages(reference)
    if found := _SECTION.match(pages):
        within = re.sub(rf"-{found['section']}(?=\d)", "-", found["page"])
        place = f"{dated(reference)};Sect. {found['section']}:{elided_pages(within)}"
    else:
        place = ":".join(filter(None, (dated(reference), elided_pages(pages))))
    return [authors(reference), titled(reference, forms.genre_mark(reference)), plain(name), plain(place)]


def _blog(reference: Reference) -> list[Sentence]:
    """Chapter 26, contributions: Author. Title. Date [cited date]. In: Blog [Internet]. Place: Publisher."""
    blog = forms.container(reference)
    return [
        authors(reference),
        titled(reference, "" if blog else ONLINE),
        plain(dated(reference)),
        plain(f"In: {forms.noted(blog, ONLINE)}" if blog else ""),
        plain(house(reference, stem(reference.publisher))),
    ]


def _presentation(reference: Reference) -> list[Sentence]:
    """Chapter 14: Authors. Title. Paper presented at: Meeting; date; place. A poster is "Poster session presented at"."""
    kind = forms.presented(reference)
    when = reference.event_date or reference.issued
    held = [stem(reference.event_title), short_date(when) if when else "", stem(reference.event_place)]
    meeting = "; ".join(filter(None, held))
    told = f"{'Poster session' if kind == 'Poster' else kind} presented at: {meeting}" if meeting else ""
    return [
        authors(reference),
        titled(reference, ONLINE if is_read_online(reference) else ""),
        plain(" ".join(filter(None, (told, read_marks(reference))))),
    ]


def _label(reference: Reference) -> list[Sentence]:
    """Name of the medicine [package insert]. Place: Manufacturer; date."""
    return [
        () if forms.made_by_author(reference, reference.publisher) else authors(reference),
        titled(reference, medium(reference, uncapitalised(forms.label_kind(reference)))),
        plain(published(reference)),
    ]


def _dataset(reference: Reference) -> list[Sentence]:
    """ICMJE's sample of a dataset: Authors. Title [dataset]. Date [cited date]. Repository."""
    version = versioned(reference)
    return [
        authors(reference),
        titled(reference, "" if version else "[dataset]"),
        plain(f"{version} [dataset]" if version else ""),
        plain(dated(reference)),
        plain(forms.container(reference) or stem(reference.publisher)),
    ]


def _software(reference: Reference) -> list[Sentence]:
    """Chapter 18 and ICMJE's sample of software: Authors. Name. Version number [software]. Place: Publisher; date
    [cited date].
    """
    version = versioned(reference)
    return [
        () if forms.made_by_author(reference, reference.publisher) else authors(reference),
        titled(reference, "" if version else "[software]"),
        plain(f"{version} [software]" if version else ""),
        plain(published(reference)),
    ]


def _recording(reference: Reference, word: str) -> list[Sentence]:
    """Chapters 19 and 25: Author. Title [video on the Internet]. Place: Publisher; date. An episode's medium follows
    the name of its series.
    """
    series, mark = forms.container(reference), medium(reference, word)
    return [
        authors(reference),
        titled(reference, "" if series else mark),
        plain(forms.noted(series, mark) if series else ""),
        plain(published(reference)),
    ]


def _law(reference: Reference) -> list[Sentence]:
    """Appendix on legal materials, after the Bluebook: Name, volume code Sect. section (date)."""
    law, title = forms.cited_law(reference), forms.noted(forms.title(reference), forms.status(reference))
    if reference.issued is None:
        date = ""
    else:
        date = f"({_spoken_date(reference) if law and (law.by_day or reference.number) else reference.issued.year})"
    place = f"{stem(title)}, {law.nlm}" if law else stem(title)
    return [plain(" ".join(filter(None, (place, date, read_marks(reference)))))]


def _spoken_date(reference: Reference) -> str:
    """`Dec. 14, 1993`, as the Bluebook writes dates."""
    year, *rest = short_date(reference.issued).split(" ") if reference.issued else [""]
    if not rest:
        return year
    month = {"Jun": "June", "Jul": "July", "Sep": "Sept.", "May": "May"}.get(rest[0], f"{rest[0]}.")
    return f"{month} {rest[1]}, {year}" if len(rest) > 1 else f"{month} {year}"
