"""RIS, the line format of EndNote, Zotero and most databases: `TY  - JOUR` begins a reference, `ER  - ` ends it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct, field

from wardleaf.bibliography import faults
from wardleaf.bibliography.forms import MARKED_GENRES
from wardleaf.bibliography.importing.entries import (
    PREPRINT_SERVERS,
    ImportedReference,
    accept,
    inverted,
    stage,
    tell_unverified,
    text_lines,
    whole,
)
from wardleaf.bibliography.importing.written_dates import read_date
from wardleaf.bibliography.markup import imported
from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.library.dates import PartialDate
from wardleaf.library.schema import SourceKind

_LINE = re.compile(r"([A-Z][A-Z0-9])\s{0,4}-(?:\s(.*)|\Z)")
_TYPES: Final[Mapping[str, SourceKind]] = {
    "JOUR": "article-journal",
    "EJOUR": "article-journal",
    "JFULL": "article-journal",
    "INPR": "article-journal",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "BOOK": "book",
    "EBOOK": "book",
    "EDBOOK": "book",
    "CHAP": "chapter",
    "ECHAP": "chapter",
    "THES": "thesis",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "ELEC": "webpage",
    "ICOMM": "webpage",
    "WEB": "webpage",
    "BLOG": "post-weblog",
    "RPRT": "report",
    "GOVDOC": "report",
    "STAND": "guideline",
    "DATA": "dataset",
    "COMP": "software",
    "VIDEO": "video",
    "MPCT": "video",
    "ADVS": "video",
    "STAT": "legislation",
    "BILL": "legislation",
}
_PERIODICALS = ("article-journal", "article-magazine", "article-newspaper")


class _Record(Struct, frozen=True):
    line: int
    values: dict[str, list[str]] = field(default_factory=dict)

    def first(self, *tags: str) -> str:
        return next((value for tag in tags for value in self.values.get(tag, ()) if value.strip()), "")

    def all(self, *tags: str) -> list[str]:
        return [value for tag in tags for value in self.values.get(tag, ()) if value.strip()]


def read_ris(file: SourceFile, findings: Findings) -> tuple[ImportedReference, ...]:
    """The references in `file`, in order; those that cannot be taken over are findings."""
    records = tuple(_records(text_lines(file)))
    if not records:
        message = "no reference was found in this file; each one in RIS begins with a line `TY  - …`"
        findings.add(faults.UNREADABLE_IMPORT.at(whole(file), message))
    read = (accept(_entry(record, Span(file, record.line), findings), findings) for record in records)
    return tuple(entry for entry in read if entry)


def _records(lines: tuple[str, ...]) -> Iterator[_Record]:
    record: _Record | None = None
    tag = ""
    for number, line in enumerate(lines, 1):
        found = _LINE.match(line)
        if not found:
            if record and tag and line.strip():
                record.values[tag][-1] += " " + line.strip()
            continue
        tag, value = found[1], (found[2] or "").strip()
        if record and tag in ("ER", "TY"):
            yield record
            record = None
        if tag == "TY":
            record = _Record(number, {"TY": [value]})
        elif record:
            record.values.setdefault(tag, []).append(value)
        else:
            tag = ""
    if record:
        yield record


def _entry(record: _Record, span: Span, findings: Findings) -> ImportedReference:
    kind = record.first("TY").upper()
    type_ = _kind(record, kind)
    in_a_book = type_ in ("chapter", "paper-conference")
    first, last = record.first("SP"), record.first("EP")
    pages = first if not last or re.search(r"[-–]", first) else f"{first}-{last}"
    periodical, journal = type_ in _PERIODICALS, type_ == "article-journal"
    publisher = record.first("PB") if not periodical and type_ != "preprint" else ""
    # A meeting's paper that stands in no proceedings with a publisher or pages was presented there: `T2` names the
    # meeting.
    presented = type_ == "paper-conference" and not (publisher or pages)
    event = (record.first("T2", "BT") if presented else record.first("T3")) if type_ == "paper-conference" else ""
    return ImportedReference(
        type=type_,
        other_type="" if type_ and kind in (*_TYPES, *_OTHER) else kind or "?",
        key=record.first("ID"),
        title=imported(record.first("TI", "T1") or ("" if in_a_book else record.first("BT", "CT"))),
        original_title=imported(record.first("OP"))
        if type_ == "article-journal" and not record.first("OP").startswith("http")
        else "",
        language=record.first("LA"),
        author=tuple(map(inverted, record.all("AU", "A1"))),
        editor=tuple(map(inverted, record.all("ED", "A2"))) if type_ in ("book", "chapter", "paper-conference") else (),
        container_title=imported("" if presented else _container(record, type_, span, findings)),
        issued=_date(record, span, findings),
        accessed=read_date(record.first("Y2"), span, findings) if record.first("UR") else None,
        volume=record.first("VL"),
        issue=record.first("IS") if periodical else "",
        page=pages,
        number=record.first("C7")
        if journal
        else record.first("IS", "M1")
        if type_ in ("report", "guideline", "legislation")
        else "",
        section=record.first("SE") if type_ == "legislation" else "",
        edition=record.first("ET") if type_ not in (*_PERIODICALS, "software", "dataset") else "",
        version=record.first("ET") if type_ in ("software", "dataset") else "",
        publisher=publisher,
        publisher_place=record.first("CY", "PP") if publisher else "",
        genre=_genre(record.first("M3"), type_),
        event_title=imported(event),
        event_place=record.first("C1", "CY") if presented else "",
        status="in-press" if kind == "INPR" else stage(*record.all("N1"), volume=record.first("VL")) if journal else "",
        doi=record.first("DO", "DI"),
        pmid=_pubmed_number(record),
        pmcid=record.first("C2") if record.first("C2").upper().startswith("PMC") else "",
        url=record.first("UR"),
        span=span,
    )


def _genre(said: str, type_: SourceKind | None) -> str:
    marked = type_ == "article-journal" and said.casefold() in MARKED_GENRES
    return said if marked or type_ in ("thesis", "paper-conference", "drug-label") else ""


_OTHER = ("SOUND", "MUSIC", "PAMP", "MISC", "GEN", "UNPB")


def _kind(record: _Record, kind: str) -> SourceKind | None:
    """What kind `record` is; None for one of which neither style has a form."""
    said = record.first("M3").casefold()
    if re.search(r"package insert|prescribing information|drug label", said):
        return "drug-label"
    if kind in ("UNPB", "GEN", "MANSCPT", "JOUR", "EJOUR", "RPRT") and (
        "preprint" in said or (not record.first("VL") and PREPRINT_SERVERS.match(record.first("T2", "JF", "JO", "PB")))
    ):
        return "preprint"
    if kind in ("SOUND", "MUSIC"):
        return "podcast" if "podcast" in " ".join((said, record.first("T2"))).casefold() else None
    if kind == "" and record.first("VL", "JF", "JO"):
        return "article-journal"
    return _TYPES.get(kind)


def _container(record: _Record, type_: SourceKind | None, span: Span, findings: Findings) -> str:
    match type_:
        case "article-journal":
            return _journal(record, span, findings)
        case "preprint":
            return record.first("T2", "JF", "JO", "PB")
        case "article-newspaper" | "article-magazine":
            return record.first("T2", "JF", "JO", "JA")
        case (
            "chapter" | "paper-conference" | "webpage" | "post-weblog" | "dataset" | "podcast" | "video" | "legislation"
        ):
            return record.first("T2", "BT")
        case _:
            return ""


def _journal(record: _Record, span: Span, findings: Findings) -> str:
    """The journal's full name. `JF` is meant for it; `JO` and `T2` hold it, an abbreviation, or (T2) the name of a
    special issue.
    """
    full, journal, second = record.first("JF"), record.first("JO"), record.first("T2")
    short = record.first("JA", "J1", "J2")
    if full:
        tell_unverified(short, full, span, findings)
        return full
    if journal and second and journal.casefold() != second.casefold():
        if _abbreviates(journal, second):
            return second
        if not _abbreviates(second, journal):
            message = f"the file gives the journal as `{journal}` and `{second}`; the first is taken over"
            findings.add(faults.UNCLEAR_JOURNAL.at(span, message))
        return journal
    if (journal or second) and short:
        tell_unverified(short, journal or second, span, findings)
    if not (journal or second) and short:
        findings.add(faults.SHORT_NAME_ONLY.at(span, f"the journal is given only as `{short}`; look up its full name"))
    return journal or second or short


def _abbreviates(short: str, name: str) -> bool:
    """Whether each word of `short` begins a word of `name`, in order: `Lancet Oncol` of `The Lancet Oncology`."""
    words = iter(re.findall(r"\w+", name.casefold()))
    return all(any(word.startswith(start) for word in words) for start in re.findall(r"\w+", short.casefold()))


def _date(record: _Record, span: Span, findings: Findings) -> PartialDate | None:
    """The fullest of the date, the year and the first year; a date that lacks its year ("Dec 18") gets it. Two years
    are told.
    """
    year = re.search(r"\d{4}", record.first("PY", "Y1"))
    written = [text for text in (record.first("DA"), record.first("Y1"), record.first("PY")) if text.strip("/ ")]
    whole_dates = [text if re.search(r"\d{4}", text) else f"{year[0]} {text}" if year else text for text in written]
    read = [(read_date(text, span, own := Findings(), periods=True), own) for text in whole_dates]
    dates = [(date, own) for date, own in read if date]
    if not dates:
        findings.extend(own for _, told in read[:1] for own in told)
        return None
    date, told = max(dates, key=lambda one: (one[0].month is not None) + (one[0].day is not None))
    findings.extend(told)
    years = sorted({str(other.year) for other, _ in dates})
    if len(years) > 1:
        findings.add(
            faults.UNCLEAR_DATE.at(span, f"the file gives the years {' and '.join(years)}; {date.year} is taken over")
        )
    return date


def _pubmed_number(record: _Record) -> str:
    """PubMed's number: the accession number, where the database is PubMed or Medline."""
    number = record.first("AN")
    return (
        number if number.isdigit() and re.search(r"pubmed|medline|nlm", record.first("DB", "DP"), re.IGNORECASE) else ""
    )
