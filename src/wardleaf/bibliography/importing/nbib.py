"""PubMed's own format (NBIB, MEDLINE): `PMID- ` begins a reference, lines set in by six spaces continue the one before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field

from wardleaf.bibliography import faults
from wardleaf.bibliography.importing.entries import ImportedReference, accept, group, person, text_lines, whole
from wardleaf.bibliography.importing.written_dates import read_date
from wardleaf.bibliography.markup import imported
from wardleaf.bibliography.pages import full_pages
from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.library.dates import SourceDate
from wardleaf.library.schema import Correction, Name, SourceKind

_LINE = re.compile(r"([A-Z][A-Z0-9]{0,3}) *-(?:\s(.*)|\Z)")
_NOTICES = frozenset(
    {
        "retraction of publication",
        "retraction notice",
        "published erratum",
        "expression of concern",
        "correction notice",
    }
)
_GENRES = (("letter", "letter"), ("editorial", "editorial"), ("comment", "comment"), ("interview", "interview"))
_CITED = re.compile(
    r"(?P<journal>[^.;:]{1,80})\. (?P<date>\d{4}[^;:.]{0,20});(?P<volume>[\w.-]{1,12})(?:\((?P<issue>[^()]{1,20})\))?(?::(?P<page>[\w-]{1,20}))?(?:\.|\Z)"
)
_MARKED = re.compile(r"(?<!\S)(?P<value>\S+)\s*\[(?P<kind>doi|pii)\]", re.IGNORECASE)


class _Record(Struct, frozen=True):
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
        kinds = {value.casefold() for _, value in record.all("PT")}
        if kinds & _NOTICES:
            told = f"`PMID {record.first('PMID')}` is a journal's notice about another paper, no study; it is left out"
            findings.add(faults.NOTICE_CITED.at(span, told, help="import the paper itself"))
            continue
        entry = accept(_entry(record, span, findings), findings)
        if entry and ("retracted publication" in kinds or record.first("RIN")):
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
    kinds = {value.casefold() for _, value in record.all("PT")}
    preprint = "preprint" in kinds
    type_: SourceKind = (
        "preprint"
        if preprint
        else "article-journal"
        if not book
        else "chapter"
        if record.first("CTI", "TI")
        else "book"
    )
    ahead = not book and not preprint and record.first("PST").casefold() == "aheadofprint" and not record.first("VI")
    locations = {
        found["kind"].casefold(): found["value"]
        for _, value in record.all("AID", "LID")
        for found in _MARKED.finditer(value)
    }
    return ImportedReference(
        type=type_,
        key=f"PMID {record.first('PMID')}",
        title=imported(record.first("TI", "CTI", "BTI", "TT")),
        original_title=imported(record.first("TT")) if record.first("TI") else "",
        language=record.first("LA"),
        genre=next((genre for kind, genre in _GENRES if kind in kinds), "") if type_ == "article-journal" else "",
        status="online-first" if ahead else "",
        correction=_correction(record, span, findings),
        author=_names(record, full="FAU", short="AU"),
        editor=_names(record, full="FED", short="ED", groups=False),
        container_title=imported(book if type_ == "chapter" else "" if book else record.first("JT")),
        container_title_short="" if book else record.first("TA"),
        issued=read_date((ahead and _electronic_date(record)) or record.first("DP"), span, findings, periods=True),
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


def _electronic_date(record: _Record) -> str:
    """`20260304`, the day that an article came out ahead of print, as a date that can be read."""
    found = re.fullmatch(r"(\d{4})(\d{2})(\d{2})", record.first("DEP"))
    return "-".join(found.groups()) if found else ""


def _correction(record: _Record, span: Span, findings: Findings) -> Correction | None:
    """Where PubMed says that the article was corrected, when it says so in a way that is sure; whatever else it notes
    is told.
    """
    notes = [(tag, value) for tag, value in record.all("EIN", "ECI", "CRI", "UIN")]
    kept: Correction | None = None
    for tag, value in notes:
        found = _CITED.match(value) if tag == "EIN" and len(notes) == 1 else None
        date = read_date(found["date"], span, Findings(), periods=True) if found else None
        if found and date:
            issued = SourceDate.parse(str(date))
            kept = Correction(
                container_title=found["journal"],
                issued=issued,
                volume=found["volume"],
                issue=found["issue"] or "",
                page=full_pages(found["page"] or ""),
            )
        what = {
            "EIN": "was corrected",
            "ECI": "was doubted by its journal",
            "CRI": "was corrected and published again",
            "UIN": "was updated",
        }[tag]
        message = f"PubMed notes that PMID {record.first('PMID')} {what}: {value}"
        findings.add(
            faults.NOTED_CORRECTION.at(
                span, message, help="compare what the handouts print with the article as it stands now"
            )
        )
    return kept


def _names(record: _Record, *, full: str, short: str, groups: bool = True) -> tuple[Name, ...]:
    """People and groups in the order of the file: by their full names where PubMed has them, else by their initials."""
    people = full if record.first(full) else short
    wanted = (people, "CN") if groups else (people,)
    return tuple(
        group(value) if tag == "CN" else _full(value) if tag == full else _short(value)
        for tag, value in record.all(*wanted)
    )


def _full(value: str) -> Name:
    """`Dear, Robert F`; PubMed writes somebody of one name without a comma."""
    family, _, given = value.partition(",")
    return person(family, given)


def _short(value: str) -> Name:
    """`Dear RF`, `Gilstrap LC 3rd`: the initials are the last capitals."""
    found = re.fullmatch(r"(?P<family>.+?) (?P<given>[^\W\d_a-z]{1,5})(?: (?P<suffix>\S+))?", " ".join(value.split()))
    return person(found["family"], found["given"], found["suffix"] or "") if found else person(value, "")
