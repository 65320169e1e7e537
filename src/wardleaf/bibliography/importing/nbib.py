"""PubMed's own format (NBIB, MEDLINE): `PMID- ` begins a reference, lines set in by six spaces continue the one before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from wardleaf.bibliography import faults
from wardleaf.bibliography.importing.entries import ImportedReference, ReferenceType, accept, group, person, text_lines, whole
from wardleaf.bibliography.importing.written_dates import read_date
from wardleaf.bibliography.markup import imported
from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.library.schema import Name

_LINE = re.compile(r"([A-Z][A-Z0-9]{0,3}) *-(?:\s(.*)|\Z)")
_MARKED = re.compile(r"(?P<value>\S+)\s*\[(?P<kind>doi|pii)\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Record:
    line: int
    fields: list[tuple[str, str]] = field(default_factory=list)

    def first(self, *tags: str) -> str:
        return next((value for tag in tags for name, value in self.fields if name == tag and value), "")

    def all(self, *tags: str) -> list[tuple[str, str]]:
        return [(name, value) for name, value in self.fields if name in tags and value]


def read_nbib(file: SourceFile, findings: Findings) -> tuple[ImportedReference, ...]:
    """The references in `file`, in order; those that cannot be taken over, and retracted ones, are findings."""
    records = tuple(_records(text_lines(file)))
    if not records:
        message = "no reference was found in this file; each one from PubMed begins with a line `PMID- …`"
        findings.add(faults.UNREADABLE_IMPORT.at(whole(file), message))
    accepted: list[ImportedReference] = []
    for record in records:
        span = Span(file, record.line)
        entry = accept(_entry(record, span, findings), findings)
        if entry and any(value.casefold() == "retracted publication" for _, value in record.all("PT")):
            findings.add(faults.RETRACTED.at(span, f"PubMed says that {entry.called} was retracted; it is left out"))
        elif entry:
            accepted.append(entry)
    return tuple(accepted)


def _records(lines: tuple[str, ...]) -> Iterator[_Record]:
    record: _Record | None = None
    for number, line in enumerate(lines, 1):
        found = _LINE.match(line)
        if found:
            if found[1] == "PMID":
                if record:
                    yield record
                record = _Record(number)
            if record:
                record.fields.append((found[1], (found[2] or "").strip()))
        elif record and record.fields and line[:1].isspace() and line.strip():
            tag, value = record.fields[-1]
            record.fields[-1] = (tag, f"{value} {line.strip()}")
    if record:
        yield record


def _entry(record: _Record, span: Span, findings: Findings) -> ImportedReference:
    book = record.first("BTI")
    type_: ReferenceType = "article-journal" if not book else "chapter" if record.first("CTI", "TI") else "book"
    locations = {found["kind"].casefold(): found["value"] for _, value in record.all("AID", "LID") for found in _MARKED.finditer(value)}
    return ImportedReference(
        type=type_,
        key=f"PMID {record.first('PMID')}",
        title=imported(record.first("TI", "CTI", "BTI", "TT")),
        author=_names(record, full="FAU", short="AU"),
        editor=_names(record, full="FED", short="ED", groups=False),
        container_title=imported(book if type_ == "chapter" else "" if book else record.first("JT")),
        container_title_short="" if book else record.first("TA"),
        issued=read_date(record.first("DP"), span, findings),
        volume=record.first("VI"),
        issue=record.first("IP"),
        page=record.first("PG"),
        publisher=record.first("PB") if book else "",
        publisher_place=record.first("PL") if book else "",
        doi=locations.get("doi", ""),
        pmid=record.first("PMID"),
        pmcid=record.first("PMC"),
        span=span,
    )


def _names(record: _Record, *, full: str, short: str, groups: bool = True) -> tuple[Name, ...]:
    """People and groups in the order of the file: by their full names where PubMed has them, else by their initials."""
    people = full if record.first(full) else short
    wanted = (people, "CN") if groups else (people,)
    return tuple(group(value) if tag == "CN" else _full(value) if tag == full else _short(value) for tag, value in record.all(*wanted))


def _full(value: str) -> Name:
    """`Dear, Robert F`; PubMed writes somebody of one name without a comma."""
    family, _, given = value.partition(",")
    return person(family, given)


def _short(value: str) -> Name:
    """`Dear RF`, `Gilstrap LC 3rd`: the initials are the last capitals."""
    found = re.fullmatch(r"(?P<family>.+?)\s+(?P<given>[^\W\d_a-z]{1,5})(?:\s+(?P<suffix>\S+))?", value)
    return person(found["family"], found["given"], found["suffix"] or "") if found else person(value, "")
