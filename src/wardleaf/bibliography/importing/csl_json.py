"""CSL-JSON, as Zotero and Crossref write it: a list of objects whose fields carry references.yaml's names.

Each object is decoded by itself, so that one that is broken does not take the others with it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from wardleaf.bibliography import faults
from wardleaf.bibliography.forms import MARKED_GENRES
from wardleaf.bibliography.importing.entries import (
    PREPRINT_SERVERS,
    ImportedReference,
    accept,
    clean,
    group,
    person,
    stage,
    tell_unverified,
    whole,
)
from wardleaf.bibliography.importing.written_dates import exact_date, partly_sure, read_date
from wardleaf.bibliography.markup import imported
from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.library.dates import PartialDate, SourceDate
from wardleaf.library.schema import Name, SourceKind

Item: TypeAlias = Mapping[str, object]

_TYPES: Final[Mapping[str, SourceKind]] = {
    "article-journal": "article-journal",
    "journal-article": "article-journal",
    "review": "article-journal",
    "article-magazine": "article-magazine",
    "article-newspaper": "article-newspaper",
    "preprint": "preprint",
    "posted-content": "preprint",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "chapter": "chapter",
    "book-chapter": "chapter",
    "reference-entry": "chapter",
    "entry-encyclopedia": "chapter",
    "entry-dictionary": "chapter",
    "thesis": "thesis",
    "dissertation": "thesis",
    "paper-conference": "paper-conference",
    "proceedings-article": "paper-conference",
    "speech": "paper-conference",
    "webpage": "webpage",
    "post": "webpage",
    "post-weblog": "post-weblog",
    "report": "report",
    "standard": "guideline",
    "guideline": "guideline",
    "drug-label": "drug-label",
    "dataset": "dataset",
    "software": "software",
    "podcast": "podcast",
    "video": "video",
    "motion_picture": "video",
    "legislation": "legislation",
    "bill": "legislation",
    "regulation": "legislation",
}
_NOTED = re.compile(r"^[ \t]*(?P<key>DOI|PMID|PMCID)[ \t]*:[ \t]*(?P<value>\S+)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_BETWEEN = re.compile(r"[\s,]*")
_NEXT_ITEM = re.compile(r"\}\s*,\s*(?=\{)")


def read_csl_json(file: SourceFile, findings: Findings) -> tuple[ImportedReference, ...]:
    """The references in `file`, in order; those that cannot be taken over are findings."""
    text = file.text.removeprefix("\ufeff")
    start = len(text) - len(text.lstrip())
    found, broken = 0, Findings()
    accepted: list[ImportedReference] = []
    for line, item in _items(text, start, file, broken):
        found += 1
        span = Span(file, line)
        if not isinstance(item, dict):
            findings.add(
                faults.BROKEN_ENTRY.at(span, "this is not a reference: in CSL-JSON each one stands between `{` and `}`")
            )
        elif entry := accept(_entry(item, span, findings), findings):
            accepted.append(entry)
    findings.extend(broken)
    if not found and not len(broken):
        findings.add(
            faults.UNREADABLE_IMPORT.at(
                whole(file), "no reference was found in this file; CSL-JSON is a list of them in `[` and `]`"
            )
        )
    return tuple(accepted)


def _items(text: str, start: int, file: SourceFile, broken: Findings) -> Iterator[tuple[int, object]]:
    """Each item with its line; after a broken one, reading goes on at the next object that begins in the list."""
    listed = text.startswith("[", start)
    if not listed and not text.startswith("{", start):
        return
    place = _skipped(text, start + 1) if listed else start
    decoder = json.JSONDecoder()
    line, counted = 1, 0
    while place < len(text) and text[place] != "]":
        line, counted = line + text.count("\n", counted, place), place
        try:
            item, end = decoder.raw_decode(text, place)
        except (ValueError, RecursionError) as problem:
            at = problem.pos if isinstance(problem, json.JSONDecodeError) else place
            span = Span(file, line + text.count("\n", place, at))
            broken.add(faults.BROKEN_ENTRY.at(span, "this reference is not written in correct JSON, so it is left out"))
            following = _NEXT_ITEM.search(text, max(at - 1, place)) if listed else None
            if not following:
                return
            place = following.end()
            continue
        yield line, item
        if not listed:
            return
        place = _skipped(text, end)


def _skipped(text: str, place: int) -> int:
    found = _BETWEEN.match(text, place)
    return found.end() if found else place


def _entry(item: Item, span: Span, findings: Findings) -> ImportedReference:
    kind, genre = _text(item, "type"), _text(item, "genre")
    type_ = _kind(item, kind, genre)
    known = kind in _TYPES or kind in ("article", "broadcast", "song")
    journal = type_ == "article-journal"
    container, short = (
        imported(_text(item, "container-title")),
        imported(_text(item, "container-title-short", "journalAbbreviation")),
    )
    noted = _noted(item)
    if journal and short and not container:
        findings.add(faults.SHORT_NAME_ONLY.at(span, f"the journal is given only as `{short}`; look up its full name"))
    elif journal:
        tell_unverified(short, container, span, findings)
    if type_ == "preprint":
        container = container or short or _text(item, "publisher")
    event = imported(_text(item, "event-title", "event")) if type_ == "paper-conference" else ""
    publisher = "" if journal or type_ == "preprint" else _text(item, "publisher")
    return ImportedReference(
        type=type_,
        other_type="" if known and type_ else kind or "?",
        key=_text(item, "id", "citation-key"),
        title=imported(_text(item, "title")),
        original_title=imported(_text(item, "original-title")),
        language=_text(item, "language"),
        author=_names(item.get("author")),
        editor=_names(item.get("editor")),
        container_title=container or short,
        issued=_date(item.get("issued"), span, findings, periods=True),
        accessed=_date(item.get("accessed"), span, findings),
        volume=_text(item, "volume"),
        issue=_text(item, "issue"),
        supplement=_text(item, "supplement", "supplement-number"),
        part=_text(item, "part", "part-number"),
        page=_text(item, "page"),
        number=_text(item, "article-number", "number"),
        section=_text(item, "section") if type_ == "legislation" else "",
        edition=_text(item, "edition"),
        version=_text(item, "version") if type_ in ("software", "dataset") else "",
        publisher=publisher,
        publisher_place=_text(item, "publisher-place") if publisher else "",
        genre=genre if _prints_genre(type_, genre) else "",
        event_title=event,
        event_date=_date(item.get("event-date"), span, findings, periods=True) if event else None,
        event_place=_text(item, "event-place") if event else "",
        status=stage(_text(item, "status"), _text(item, "note"), volume=_text(item, "volume")) if journal else "",
        doi=_text(item, "DOI") or noted.get("doi", ""),
        pmid=_text(item, "PMID") or noted.get("pmid", ""),
        pmcid=_text(item, "PMCID") or noted.get("pmcid", ""),
        url=_text(item, "URL"),
        span=span,
    )


def _noted(item: Item) -> Mapping[str, str]:
    """Numbers that Zotero keeps in its field "Extra", which it exports as the note: a line each, `PMID: 12345678`."""
    note = item.get("note")
    lines = _NOTED.finditer(note) if isinstance(note, str) else ()
    return {found["key"].casefold(): found["value"] for found in lines}


def _kind(item: Item, kind: str, genre: str) -> SourceKind | None:
    """What kind `item` is; None for one of which neither style has a form."""
    said = genre.casefold()
    if kind == "article":  # CSL's word for a preprint; some programs write it of articles
        server = _text(item, "publisher", "container-title")
        if "preprint" in said or PREPRINT_SERVERS.match(server):
            return "preprint"
        return "article-journal" if _text(item, "container-title") else None
    if kind in ("broadcast", "song"):
        return (
            "podcast"
            if "podcast" in said or "podcast" in _text(item, "container-title", "medium").casefold()
            else "video"
            if kind == "broadcast"
            else None
        )
    if re.search(r"package insert|prescribing information|drug label|patient leaflet", said):
        return "drug-label"
    known = _TYPES.get(kind)
    if known == "report" and "guideline" in said:
        return "guideline"
    if known is None and not kind and _text(item, "container-title") and _text(item, "volume", "issue"):
        return "article-journal"
    return known


def _prints_genre(type_: SourceKind | None, genre: str) -> bool:
    if type_ == "article-journal":
        return genre.casefold() in MARKED_GENRES
    return type_ in ("report", "guideline", "drug-label", "thesis", "paper-conference")


def _text(item: Item, *keys: str) -> str:
    """The first of `keys` that says something; a list's first item, a number as it is written."""
    return next((text for text in (_scalar(item.get(key)) for key in keys) if text), "")


def _scalar(value: object) -> str:
    if isinstance(value, list):
        return next((text for text in map(_scalar, value[:1]) if text), "")
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    try:
        return clean(str(value))
    except ValueError:  # more digits than Python is willing to print
        return ""


def _names(value: object) -> tuple[Name, ...]:
    people = [name for name in value if isinstance(name, dict)] if isinstance(value, list) else []
    return tuple(_name(name) for name in people)


def _name(name: Item) -> Name:
    if literal := _text(name, "literal", "name"):
        return group(literal)
    family = " ".join(
        filter(None, (_text(name, "dropping-particle"), _text(name, "non-dropping-particle"), _text(name, "family")))
    )
    return person(family, _text(name, "given"), _text(name, "suffix"))


def _only_date(
    value: Item, second: object, date: PartialDate, span: Span, findings: Findings, *, periods: bool
) -> PartialDate:
    """`date`, with its `second` one where a period is held, or as much of it as is sure where the file gives a `second`
    one, a season, or says that it is about so.
    """
    end = [_scalar(part) for part in second] if isinstance(second, list) else []
    start = [str(part) for part in (date.year, date.month, date.day) if part]
    season = _scalar(value.get("season"))
    if end and end != start and periods and (period := _whole_period(date, end)):
        return period
    if end and end != start:
        written = f"{date} to {'-'.join(end)}"
        date = PartialDate(date.year, date.month if end[:2] == start[:2] else None)
    elif season or value.get("circa"):
        written = f"{date}, season {season}" if season else f"about {date}"
    else:
        return date
    findings.add(partly_sure(written, date, span))
    return date


def _whole_period(start: PartialDate, end: list[str]) -> SourceDate | None:
    try:
        year, *rest = (int(part) for part in end)
        period = SourceDate.parse(f"{start}/{'-'.join((f'{year:04}', *(f'{part:02}' for part in rest)))}")
    except ValueError:
        return None
    return period if year == start.year else None


def _date(value: object, span: Span, findings: Findings, *, periods: bool = False) -> PartialDate | None:
    """`{"date-parts": [[2013, 12, 18]]}`, `{"raw": "…"}`, or a date as text."""
    if not isinstance(value, dict):
        return read_date(_scalar(value), span, findings, periods=periods)
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if isinstance(parts, list) and isinstance(first, list) and first:
        numbers = [
            int(text) if (text := _scalar(part)).isascii() and text.isdigit() and len(text) <= len("2013") else None
            for part in first[:3]
        ]
        year, month, day = [*numbers, None, None][:3]
        if year and (date := exact_date(year, month, day)):
            return _only_date(value, parts[1] if len(parts) > 1 else None, date, span, findings, periods=periods)
        findings.add(
            faults.UNCLEAR_DATE.at(span, "a date of this reference is not one that can be read; it is left out")
        )
        return None
    return read_date(_text(value, "raw", "literal"), span, findings, periods=periods)
