"""RIS, the line format of EndNote, Zotero and most databases: `TY  - JOUR` begins a reference, `ER  - ` ends it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from wardleaf.bibliography import faults
from wardleaf.bibliography.importing.entries import ImportedReference, ReferenceType, accept, inverted, text_lines, whole
from wardleaf.bibliography.importing.written_dates import read_date
from wardleaf.findings import Findings, SourceFile, Span

_LINE = re.compile(r"([A-Z][A-Z0-9])\s{0,4}-(?:\s(.*)|\Z)")
_TYPES: Final[Mapping[str, ReferenceType]] = {
    "JOUR": "article-journal",
    "EJOUR": "article-journal",
    "JFULL": "article-journal",
    "MGZN": "article-journal",
    "BOOK": "book",
    "EBOOK": "book",
    "EDBOOK": "book",
    "CHAP": "chapter",
    "ECHAP": "chapter",
    "ELEC": "webpage",
    "ICOMM": "webpage",
    "WEB": "webpage",
    "RPRT": "report",
    "GOVDOC": "report",
    "STAND": "guideline",
}


@dataclass(frozen=True, slots=True)
class _Record:
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
    known = _TYPES.get(kind)
    type_ = known or _likely(record)
    in_a_book = type_ == "chapter"
    first, last = record.first("SP"), record.first("EP")
    pages = first if not last or re.search(r"[-–]", first) else f"{first}-{last}"
    journal = type_ == "article-journal"
    short = "" if record.first("JF", "T2", "JO") else record.first("JA", "J1", "J2")
    if journal and short:
        findings.add(faults.SHORT_NAME_ONLY.at(span, f"the journal is given only as `{short}`; look up its full name"))
    return ImportedReference(
        type=type_,
        other_type="" if known else kind or "?",
        key=record.first("ID"),
        title=record.first("TI", "T1") or ("" if in_a_book else record.first("BT", "CT")),
        author=tuple(map(inverted, record.all("AU", "A1"))),
        editor=tuple(map(inverted, record.all("ED", "A2"))) if type_ in ("book", "chapter") else (),
        container_title=(record.first("JF", "T2", "JO") or short)
        if journal
        else record.first("T2", "BT")
        if type_ in ("chapter", "webpage")
        else "",
        issued=read_date(_date(record), span, findings),
        accessed=read_date(record.first("Y2"), span, findings) if record.first("UR") else None,
        volume=record.first("VL"),
        issue=record.first("IS") if journal else "",
        page=pages,
        number=record.first("C7") if journal else record.first("IS", "M1") if type_ in ("report", "guideline") else "",
        edition=record.first("ET") if not journal else "",
        publisher=record.first("PB") if not journal else "",
        publisher_place=record.first("CY", "PP") if not journal else "",
        doi=record.first("DO", "DI"),
        pmid=_pubmed_number(record),
        pmcid=record.first("C2") if record.first("C2").upper().startswith("PMC") else "",
        url=record.first("UR"),
        span=span,
    )


def _likely(record: _Record) -> ReferenceType:
    if record.first("VL", "JF", "JO"):
        return "article-journal"
    return "webpage" if record.first("UR") and not record.first("PB") else "report"


def _date(record: _Record) -> str:
    """The fuller of the date and the year; a date that lacks its year ("Dec 18") gets it."""
    date, year = record.first("DA"), record.first("PY", "Y1")
    return year if not date else date if re.search(r"\d{4}", date) else f"{year.rstrip('/')} {date}"


def _pubmed_number(record: _Record) -> str:
    """PubMed's number: the accession number, where the database is PubMed or Medline."""
    number = record.first("AN")
    return number if number.isdigit() and re.search(r"pubmed|medline|nlm", record.first("DB", "DP"), re.IGNORECASE) else ""
