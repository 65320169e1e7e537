"""The definition and the front matter of an imported handout: what the file says, and marked places for the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from wardleaf.bibliography.importing.writing import quoted
from wardleaf.library.dates import UNKNOWN_DAY, PartialDate
from wardleaf.word_import.details import Details


class Defined(Struct, frozen=True, kw_only=True):
    """What is known of a handout: its id, title, the sentence below it, details, language and sections."""

    id: str
    title: str
    purpose: str
    details: Details
    language: str
    sections: Sequence[str]
    source: str


def definition_text(known: Defined) -> str:
    """The text of `handouts/ID.yaml`."""
    return "".join(f"{line}\n" for line in _lines(known))


def _lines(known: Defined) -> Iterator[str]:
    details = known.details
    yield f"# Imported from {_remark(known.source)}. What begins with TODO, and 9999-12-31, stands for what Word does not say. Then: wardleaf check"
    yield ""
    yield f"title: {quoted(known.title)}"
    yield f"short-title: {quoted(known.title)}    # made from the title; printed at the top of each page"
    yield f"purpose: {quoted(known.purpose or 'TODO: one sentence that says what the reader will find here')}"
    yield f"code: {quoted(details.code or f'TODO-{known.id}')}    # on every page; no two handouts share one"
    yield f'version: "{details.version or "TODO"}"'
    yield f"language: {known.language}"
    yield "kind: general    # Word does not say it: treatment, chemotherapy, support or general"
    yield 'audience: "TODO: for whom this is"'
    yield "editions: [standard, large-print, booklet]"
    yield 'main-message: "TODO: the one thing to remember"'
    yield "key-points:"
    yield '  - "TODO: what the reader must know first"'
    yield '  - "TODO: what the reader can do"'
    yield '  - "TODO: when to call"'
    yield "sections:"
    yield from (f"  - {section}" for section in known.sections)
    yield "references: full"
    yield "review:"
    yield f"  written-by: {quoted(details.written_by or 'TODO: name and role')}"
    yield '  clinical-reviewer: "TODO: name and role; not the author"'
    yield '  approver: "TODO: name and role"'
    yield f"  last-reviewed: {date_text(details.last_reviewed)}"
    yield f"  review-by: {date_text(details.review_by)}"
    yield '  funding: "TODO: who paid, or none"'


def date_text(date: PartialDate | None) -> str:
    """`date` where it is a whole day; else the day that stands for an unknown one, with what Word says as a remark."""
    if date is None:
        return f"{UNKNOWN_DAY}    # not in the Word file: a day such as 2026-11-01"
    if date.day:
        return str(date)
    return f"{UNKNOWN_DAY}    # Word says {date} without the day: write the day"


def front_matter(title: str, *, reviewed: PartialDate | None, language: str) -> str:
    """What stands at the head of a section; `language` where it is not the library's."""
    lines = ["---", f"title: {quoted(title)}", f"reviewed: {date_text(reviewed)}", "clinical: true"]
    return "".join(f"{line}\n" for line in (*lines, *([f"language: {language}"] if language else []), "---"))


def _remark(text: str) -> str:
    return " ".join(text.split())
