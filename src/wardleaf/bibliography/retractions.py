"""The Retraction Watch table, read offline: which sources of a library were retracted, doubted by their journal,
corrected or reinstated.

The table is the one that Crossref publishes as a CSV file (its columns as published there in 2025: `OriginalPaperDOI`,
`OriginalPaperPubMedID`, `RetractionDOI`, `RetractionPubMedID`, `RetractionNature`, `RetractionDate`, `Reason` and
others that are not needed here). A row is about one paper; a paper may have several. Nothing is asked of a network, and
nothing is guessed from titles: a source is found by its DOI or its PubMed number.
"""

from __future__ import annotations

import csv
import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, assert_never

from msgspec import Struct

from wardleaf.bibliography import faults
from wardleaf.bibliography.pieces import bare_doi
from wardleaf.findings import Finding, Findings, Span
from wardleaf.library.schema import Reference

_Nature = Literal["retraction", "expression of concern", "correction", "reinstatement"]

_COLUMNS = (
    "OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionDOI", "RetractionPubMedID", "RetractionNature", "RetractionDate", "Reason",
)  # fmt: skip
_NATURES: Mapping[str, _Nature] = {
    "retraction": "retraction",
    "expression of concern": "expression of concern",
    "correction": "correction",
    "reinstatement": "reinstatement",
}
_DATE = re.compile(r"(\d{1,4})([/-])(\d{1,2})\2(\d{1,4})\b")
_MOST_TOLD = 10


class Notice(Struct, frozen=True, kw_only=True):
    """One row about a paper: what the journal did and when (None where the table gives no date that exists), and the
    table's reason.

    `is_about` says that the source is the paper itself; otherwise the source is the notice.
    """

    nature: _Nature
    date: datetime.date | None
    reason: str
    is_about: bool


class RetractionTable(Struct, frozen=True, kw_only=True):
    """What a table says of some sources: notices by the source's id, how many rows were read, and the last day that the
    table knows of.

    `unclear` are ids of sources of which a row says something that is not known here; it was told.
    """

    notices: Mapping[str, tuple[Notice, ...]]
    unclear: frozenset[str]
    rows: int
    until: datetime.date | None


def read_retractions(
    lines: Iterable[str], references: Iterable[Reference], *, table: Span, findings: Findings
) -> RetractionTable | None:
    """What the Retraction Watch table in `lines` says of `references`; None after telling why it is not that table.
    `table` is its place.
    """
    wanted: dict[str, list[str]] = {}
    for reference in references:
        for key in _keys(reference.doi.value if reference.doi else "", reference.pmid.value if reference.pmid else ""):
            wanted.setdefault(key, []).append(reference.id.value)
    rows = csv.reader(lines, strict=True)
    notices: dict[str, list[Notice]] = {}
    until: datetime.date | None = None
    number = 0
    try:
        at = _columns(next(rows, []), table, findings)
        if at is None:
            return None
        unclear: set[str] = set()
        for number, row in enumerate(rows, 1):
            if len(row) <= max(at.values()):
                findings.add(
                    faults.NOT_RETRACTIONS.at(
                        table, f"row {number + 1} of the table has {len(row)} cells, fewer than its first row names"
                    )
                )
                return None
            date = _date(row[at["RetractionDate"]])
            until = max(filter(None, (until, date)), default=None)
            about = _named(wanted, row[at["OriginalPaperDOI"]], row[at["OriginalPaperPubMedID"]])
            notice_of = _named(wanted, row[at["RetractionDOI"]], row[at["RetractionPubMedID"]]) - about
            if not (about or notice_of):
                continue
            nature = _NATURES.get(row[at["RetractionNature"]].strip().casefold())
            if nature is None:
                word = row[at["RetractionNature"]].strip()
                message = f"row {number + 1} of the table says “{word}” of {_listed(about | notice_of)}, which Wardleaf does not know"
                findings.add(faults.NOT_RETRACTIONS.at(table, message, help="look at that row"))
                unclear |= about | notice_of
                continue
            for id in (*sorted(about), *sorted(notice_of)):
                reason = "; ".join(part.strip(" +") for part in row[at["Reason"]].split(";") if part.strip(" +"))
                notices.setdefault(id, []).append(Notice(nature=nature, date=date, reason=reason, is_about=id in about))
    except csv.Error as problem:
        where = f"after row {number + 1}" if number else "at its beginning"
        reason = (
            "a cell is too long"
            if "field larger" in str(problem)
            else "a quotation mark or a sign stands where none can"
        )
        findings.add(
            faults.NOT_RETRACTIONS.at(
                table, f"the table cannot be read {where}: {reason}", help="fetch it again; it may have been cut short"
            )
        )
        return None
    held = {id: tuple(told) for id, told in notices.items()}
    return RetractionTable(notices=held, unclear=frozenset(unclear), rows=number, until=until)


def judge_sources(references: Iterable[Reference], table: RetractionTable, findings: Findings) -> tuple[str, ...]:
    """Tell what `table` says of `references`; the ids of those that were looked up and of which it says nothing."""
    clean: list[str] = []
    nowhere: list[str] = []
    for reference in references:
        if not (reference.doi or reference.pmid):
            nowhere.append(reference.id.value)
            continue
        notices = table.notices.get(reference.id.value, ())
        findings.extend(_judged(reference, notices))
        if not notices and reference.id.value not in table.unclear:
            clean.append(reference.id.value)
    if nowhere:
        verbs = (
            "source has neither DOI nor PubMed number and was"
            if len(nowhere) == 1
            else "sources have neither DOI nor PubMed number and were"
        )
        message = f"{len(nowhere)} {verbs} not looked up: {_listed(nowhere)}"
        findings.add(faults.NOT_LOOKED_UP.at(None, message))
    return tuple(clean)


def _judged(reference: Reference, notices: tuple[Notice, ...]) -> Iterator[Finding]:
    """What to tell of one source, gravest first; what was taken back by a reinstatement since is told as such."""
    for notice in dict.fromkeys(notices):
        later = [
            other
            for other in notices
            if other.nature == "reinstatement"
            and other.is_about
            and other.date
            and notice.date
            and other.date >= notice.date
        ]
        yield _told(reference, notice, reinstated=later[0].date if later else None)


def _told(reference: Reference, notice: Notice, *, reinstated: datetime.date | None) -> Finding:
    span, id = reference.id.span, reference.id.value
    when = f" on {notice.date.isoformat()}" if notice.date else ""
    why = (f"the table's reason: {notice.reason}",) if notice.reason else ()
    if not notice.is_about:
        message = f"`{id}` is itself the journal's notice of a {notice.nature}{when}, no study"
        return faults.NOTICE_CITED.at(span, message, notes=why, help="cite the paper that bears out what the text says")
    match notice.nature:
        case "retraction" if reinstated:
            message = f"`{id}` was retracted{when} and reinstated on {reinstated.isoformat()}"
            return faults.CORRECTED_SOURCE.at(
                span, message, notes=why, help="read what the journal says before you rely on it"
            )
        case "retraction":
            help = "its findings no longer stand: take every sentence that cites it out of the handouts, or find another source"
            return faults.RETRACTED_SOURCE.at(span, f"`{id}` was retracted{when}", notes=why, help=help)
        case "expression of concern":
            message = f"the journal warned of `{id}`{when}: an expression of concern"
            return faults.DOUBTED_SOURCE.at(
                span, message, notes=why, help="read the notice; let a clinician decide whether it may still be cited"
            )
        case "correction":
            message = f"`{id}` was corrected{when}"
            return faults.CORRECTED_SOURCE.at(
                span, message, notes=why, help="compare the numbers that the handouts print with the correction"
            )
        case "reinstatement":
            return faults.CORRECTED_SOURCE.at(span, f"`{id}` was reinstated{when} after a retraction", notes=why)
        case other:
            assert_never(other)


def _columns(head: list[str], table: Span, findings: Findings) -> Mapping[str, int] | None:
    at = {name.strip().lstrip("\ufeff").casefold(): index for index, name in reversed(list(enumerate(head)))}
    missing = [name for name in _COLUMNS if name.casefold() not in at]
    if missing:
        message = (
            f"this is not the Retraction Watch table: its first row has no {', '.join(f'`{name}`' for name in missing)}"
        )
        findings.add(
            faults.NOT_RETRACTIONS.at(
                table,
                message,
                help="fetch `retraction_watch.csv` as Crossref publishes it, and leave its columns as they are",
            )
        )
        return None
    return {name: at[name.casefold()] for name in _COLUMNS}


def _listed(ids: Iterable[str]) -> str:
    names = [f"`{id}`" for id in sorted(ids)]
    return ", ".join(names[:_MOST_TOLD]) + (f" and {len(names) - _MOST_TOLD} more" if len(names) > _MOST_TOLD else "")


def _keys(doi: str, pmid: str) -> Iterator[str]:
    bare = bare_doi(doi).casefold()
    if bare.startswith("10."):
        yield f"doi {bare}"
    number = pmid.strip().lstrip("0")
    if number.isdecimal():
        yield f"pmid {number}"


def _named(wanted: Mapping[str, list[str]], doi: str, pmid: str) -> frozenset[str]:
    """The ids of the sources that a row's cells name. A cell may hold several numbers; a DOI may itself hold a
    semicolon.
    """
    keys = {key for part in (doi, *re.split(r";\s+|\s+", doi)) for key in _keys(part.strip(" ;,."), "")}
    keys |= {key for part in re.split(r"[;,\s]+", pmid) for key in _keys("", part.removesuffix(".0"))}
    return frozenset(id for key in keys for id in wanted.get(key, ()))


def _date(text: str) -> datetime.date | None:
    """The table writes month, day and year (`8/21/2024 0:00`); a date that begins with its year is read too."""
    found = _DATE.match(text.strip())
    if not found:
        return None
    first, month_or_day, last = int(found[1]), int(found[3]), int(found[4])
    try:
        return (
            datetime.date(first, month_or_day, last) if len(found[1]) == 4 else datetime.date(last, first, month_or_day)
        )
    except ValueError:
        return None
