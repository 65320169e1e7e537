"""The findings of governance: names, approvals, dates, funding and marks of one handout for one clinic.

Approvals and dates weigh nothing for a specimen, which is never given out. `draft_reasons` and `refusal_reasons` say
what findings mean for a build.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence

from wardleaf.document.model import Document, runs_text
from wardleaf.document.wording import block_texts, document_texts
from wardleaf.findings import Fault, Finding, Severity, SourceFile, Span
from wardleaf.governance import faults
from wardleaf.governance.approvals import APPROVALS_FILE, Approvals, PartName, UnclearDecision, decided_by
from wardleaf.governance.printings import OtherWords
from wardleaf.governance.review_dates import WARN_DAYS, latest_extension, months_after, review_date
from wardleaf.governance.rights import check_approvers
from wardleaf.governance.standing import PartStanding, Standing
from wardleaf.library.dates import UNKNOWN_DAY
from wardleaf.library.schema import ApprovalRecord, Clinic, HandoutDefinition, Library, Review, Section
from wardleaf.library.signatures import names_nobody
from wardleaf.page_facts import PageFacts
from wardleaf.source.keys import At

_REFUSING = frozenset(
    {
        faults.WITHDRAWN.code,
        faults.UNREADABLE_WITHDRAWAL.code,
        faults.REVIEW_OVERDUE.code,
        faults.REVIEW_TO_COME.code,
    }
)
_ALSO_FOR_SPECIMENS = frozenset(
    {faults.WITHDRAWN.code, faults.UNREADABLE_WITHDRAWAL.code, faults.FUNDING_NOT_STATED.code, faults.QUALITY_MARK.code}
)
_CLOCKS_DIFFER = 2  # days
_MOST_MONTHS = {"chemotherapy": 24}
_MOST_MONTHS_OTHERWISE = 36
_MARKS = re.compile(
    r"\b(?:PIF[ \u00a0]TICK|HON ?code|Information Standard (?:certified|member)|PEMAT(?:-P)?[ \u00a0]score|"
    r"(?:FDA|MHRA|EMA|NICE|NHS)[- \u00a0](?:approved|endorsed|accredited)(?:[ \u00a0](?:leaflet|handout|information))?)\b",
    re.IGNORECASE,
)


def draft_reasons(governed: Iterable[Finding], checked: Iterable[Finding] = ()) -> tuple[Finding, ...]:
    """Why a file must say DRAFT on every page: the errors among the findings of governance and of the checks. None
    means a clean file.
    """
    told = dict.fromkeys((*governed, *checked))
    return tuple(finding for finding in told if finding.severity is Severity.ERROR)


def refusal_reasons(governed: Iterable[Finding]) -> tuple[Finding, ...]:
    """Why no file may be made at all: the handout is withdrawn, nobody can tell whether it is, or its review date has
    passed.
    """
    return tuple(finding for finding in governed if finding.code in _REFUSING and finding.severity is Severity.ERROR)


def check_governance(
    definition: HandoutDefinition,
    sections: Iterable[Section],
    clinic: Clinic,
    standing: Standing,
    *,
    today: datetime.date | None,
) -> tuple[Finding, ...]:
    """Everything wrong with who answers for a handout and until when.

    `sections` are those that it takes; without `today` (a rebuild from an archive) no date is overdue.
    """
    found = [
        *_people(definition.review),
        *_approvals(definition, standing),
        *_dates(definition, tuple(sections), today),
        *_funding(definition.review),
    ]
    if clinic.specimen:
        return tuple(_for_specimen(finding) for finding in found if finding.code != faults.REVIEW_TO_COME.code)
    return tuple(found)


def check_marks(document: Document) -> tuple[Finding, ...]:
    """Quality marks named in `document` by nobody who holds a certificate."""
    return tuple(
        faults.QUALITY_MARK.at(
            _place_of(mark[0], span),
            f"`{mark[0]}` may be printed only by those who hold a valid certificate; delete it",
        )
        for text, span in _texts(document)
        for mark in _MARKS.finditer(text)
    )


def check_codes(document: Document, page_facts: PageFacts) -> tuple[Finding, ...]:
    """Pages at whose foot code, version and hash do not stand in full."""
    wanted = _squeezed(f"{document.first_page.code_line}{document.hash}")
    missing = [
        number
        for number, page in enumerate(page_facts.pages, start=1)
        # The foot of the first page is content, that of the others is not.
        if wanted not in _squeezed("".join(text.text for text in page.texts if text.artifact or number == 1))
    ]
    if not missing:
        return ()
    listed = ", ".join(map(str, missing))
    message = f"code, version and hash do not stand in full at the foot of {'page' if len(missing) == 1 else 'pages'} {listed} in the edition `{document.edition}`"
    return (faults.CODE_NOT_PRINTED.at(document.span, message),)


def check_records(library: Library, approvals: Approvals) -> tuple[Finding, ...]:
    """Decisions about parts that are not in `library`, and what somebody may approve that is not."""
    return tuple(_records(library, approvals))


def _records(library: Library, approvals: Approvals) -> Iterator[Finding]:
    yield from check_approvers(library)
    known = {"section": library.sections.keys(), "clinic": library.clinics.keys(), "handout": library.handouts.keys()}
    for part in sorted(approvals.by_part):
        record = approvals.by_part[part][-1][1]
        if part.name not in known[part.kind] and part.name not in library.unread:
            yield faults.PART_IS_GONE.at(
                _named_at(record), f"there is no {part.kind} `{part.name}` any more; this decision is about nothing"
            )


def _named_at(record: ApprovalRecord) -> Span:
    named = record.section or record.clinic or record.handout
    return named.span if named else record.span


# --- who answers ------------------------------------------------------------------------------------------------------


def _people(review: Review) -> Iterator[Finding]:
    named = {
        "written-by": review.written_by,
        "clinical-reviewer": review.clinical_reviewer,
        "approver": review.approver,
    }
    for key, person in named.items():
        if names_nobody(person.value):
            yield faults.PERSON_NOT_NAMED.at(
                person.span, f"`{key}` names nobody; write name and role, such as `A. Morgan, nurse specialist`"
            )
        elif not re.search(r"[,(]\s*\w", person.value):
            yield faults.ROLE_MISSING.at(
                person.span, f"`{key}` gives a name without a role; write it after a comma: `{person.value}, nurse`"
            )
    if _name_of(review.written_by) == _name_of(review.clinical_reviewer) and not names_nobody(review.written_by.value):
        message = "the clinical reviewer is the person who wrote the handout; ask somebody else to review it"
        yield faults.REVIEWER_IS_AUTHOR.at(review.clinical_reviewer.span, message)


def _name_of(person: At[str]) -> str:
    return _folded(re.split(r"[,(]", person.value)[0])


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".") or text.strip()


# --- approvals --------------------------------------------------------------------------------------------------------


def _approvals(definition: HandoutDefinition, standing: Standing) -> Iterator[Finding]:
    withdrawal = standing.withdrawal
    if withdrawal:
        reason = f": {withdrawal.reason.value}" if withdrawal.reason else ""
        withdrawn = withdrawal.handout.value if withdrawal.handout else standing.handout
        what = (
            definition.code.value
            if withdrawn == standing.handout
            else f"`{withdrawn}`, of which {definition.code.value} is a translation,"
        )
        message = f"{what} was withdrawn on {withdrawal.date.value.isoformat()} by {decided_by(withdrawal)}{reason}"
        help = f'when it may be used again: wardleaf approve handout:{withdrawn} --as "Name, role"'
        yield faults.WITHDRAWN.at(
            _whole(definition.span), message, notes=(f"the withdrawal is recorded in {APPROVALS_FILE}",), help=help
        )
    for unclear in standing.unclear:
        yield _unclear(unclear)
    for part in standing.parts:
        finding = _part_finding(part)
        if finding:
            yield finding
    if standing.others:
        yield version_used_twice(definition, standing.others)


def version_used_twice(definition: HandoutDefinition, others: Sequence[OtherWords]) -> Finding:
    """What to tell of a handout whose version was approved with other words."""
    version, first = definition.version, others[0].first
    when = f"on {first.date.value.isoformat()} by {decided_by(first)}"
    message = f"version {version.value} of {definition.code.value} was approved {when} with other words, so it cannot stand on these, too"
    notes = tuple(f"other words since: {_named(one.part)} ({', '.join(one.changed)})" for one in others)
    return faults.VERSION_USED_TWICE.at(
        version.span, message, notes=notes, help="write a new `version` and have the handout's own part approved again"
    )


def _unclear(unclear: UnclearDecision) -> Finding:
    """What to tell of a decision that cannot be read."""
    about = _named(unclear.part) if unclear.part else "anything in this library"
    if unclear.may_withdraw:
        message = f"nobody can tell what was decided here about {about}: it may be a withdrawal, so no file is made"
        return faults.UNREADABLE_WITHDRAWAL.at(
            _whole(unclear.span), message, notes=unclear.problems, help="mend this line; `wardleaf check` tells how"
        )
    message = f"this approval of {about} cannot be read, so it does not count, and pages say DRAFT"
    return faults.UNREADABLE_APPROVAL.at(
        _whole(unclear.span), message, notes=unclear.problems, help="mend this line; `wardleaf check` tells how"
    )


def _part_finding(standing: PartStanding) -> Finding | None:
    """What to tell of a part that is not approved as it is now; None for one that is."""
    part, record = standing.part, standing.record
    how = f'wardleaf approve {part.part} --as "Name, role"'
    match standing.verdict:
        case "approved":
            return None
        case "not-entitled":
            message = f"{_described(part.part)}: the approval of {record.date.value.isoformat() if record else ''} does not count: {standing.why}"
            return faults.NOT_ENTITLED.at(_whole(part.span), message, help=f"somebody who may: {how}")
        case "unapproved":
            return faults.NOT_APPROVED.at(
                _whole(part.span), f"{_described(part.part)}: nobody has approved them yet", help=how
            )
        case "changed":
            when = f"{record.date.value.isoformat()} by {decided_by(record)}" if record else ""
            message = f"{_described(part.part)}: changed after the approval of {when}"
            notes = (f"changed: {'; '.join(standing.changed)}",) if standing.changed else ()
            return faults.CHANGED_PART.at(_whole(part.span), message, notes=notes, help=f"undo the change, or: {how}")


def _named(part: PartName) -> str:
    return f"the {part.kind} `{part.name}`"


def _described(part: PartName) -> str:
    match part.kind:
        case "section":
            return f"the words and sources of the section `{part.name}`"
        case "clinic":
            return f"the facts of the clinic `{part.name}`"
        case "handout":
            return f"the choice, order and own words of the handout `{part.name}`"


def _whole(span: Span | None) -> Span | None:
    """The line of `span` without a caret: what is told is not about the one word there."""
    return Span(span.file, span.line) if span else None


def _for_specimen(finding: Finding) -> Finding:
    """`finding` as it counts for a clinic that does not exist: approvals, dates and names are told, but stop nothing. A
    withdrawal does.
    """
    if finding.code in _ALSO_FOR_SPECIMENS:
        return finding
    fault = Fault(finding.code, finding.name, Severity.INFO, "")
    return fault.at(finding.span, finding.message, hint=finding.hint, notes=finding.notes, help=finding.help)


# --- dates ------------------------------------------------------------------------------------------------------------


def _dates(
    definition: HandoutDefinition, sections: tuple[Section, ...], today: datetime.date | None
) -> Iterator[Finding]:
    review = definition.review
    reviewed, by = review.last_reviewed.value, review.review_by.value
    if by <= reviewed:
        message = f"the review date {by.isoformat()} is not after the last review, {reviewed.isoformat()}"
        yield faults.DATES_IN_DISORDER.at(review.review_by.span, message)
    most = _MOST_MONTHS.get(definition.kind.value, _MOST_MONTHS_OTHERWISE)
    if by > months_after(reviewed, most):
        chemotherapy = definition.kind.value == "chemotherapy"
        message = f"{most} months after the last review is {months_after(reviewed, most).isoformat()}; this handout waits until {by.isoformat()}"
        yield faults.LONG_INTERVAL.at(review.review_by.span, message, severity=Severity.ERROR if chemotherapy else None)
    if review.extend and review.extend.until.value > latest_extension(definition):
        message = f"the review date moves by at most six months, to {latest_extension(definition).isoformat()}; a later date needs a review"
        yield faults.EXTENSION_TOO_LONG.at(review.extend.until.span, message)
    if today:
        yield from _due(definition, sections, today)


def is_to_come(definition: HandoutDefinition, today: datetime.date) -> bool:
    """Whether the last review of a handout lies in the future, further than clocks in other parts of the world differ;
    not where nobody knows the day yet.
    """
    reviewed = definition.review.last_reviewed.value
    return reviewed != UNKNOWN_DAY and (reviewed - today).days > _CLOCKS_DIFFER


def _due(definition: HandoutDefinition, sections: tuple[Section, ...], today: datetime.date) -> Iterator[Finding]:
    if is_to_come(definition, today):
        reviewed = definition.review.last_reviewed
        message = f"the last review of {definition.code.value} is dated {reviewed.value.isoformat()}, and this computer's clock says {today.isoformat()}; one of the two is wrong, so no file is made"
        help = "set the computer's clock, or mend the date"
        yield faults.REVIEW_TO_COME.at(reviewed.span, message, help=help)
    due = review_date(definition, sections)
    of = f"the section `{due.section}`" if due.section else "this handout"
    days = (due.date - today).days
    if days < 0:
        message = f"the review of {of} was due on {due.date.isoformat()}; no file of {definition.code.value} is made until its words are reviewed"
        can_move = not due.section and not due.moved
        help = "review the words and set new dates" + (", or move the date once with `extend`" if can_move else "")
        yield faults.REVIEW_OVERDUE.at(due.span, message, help=help)
    elif days <= WARN_DAYS:
        left = "today" if not days else f"in {days} day{'s' if days > 1 else ''}"
        yield faults.REVIEW_DUE.at(due.span, f"the review of {of} is due {left}, on {due.date.isoformat()}")


# --- money and marks --------------------------------------------------------------------------------------------------


def _funding(review: Review) -> Iterator[Finding]:
    if names_nobody(review.funding.value) and _folded(review.funding.value) != "none":
        yield faults.FUNDING_NOT_STATED.at(
            review.funding.span, "`funding` says neither who paid nor `none`; write one of the two"
        )


def _texts(document: Document) -> Iterator[tuple[str, Span | None]]:
    first = document.first_page
    yield first.purpose, first.purpose_span
    yield first.main_message, first.main_message_span
    for block in (first.title, first.key_points):
        yield from block_texts(block)
    yield from document_texts(document)
    for _, runs in document.imprint.rows:
        yield runs_text(runs), document.clinic.span


def _place_of(words: str, span: Span | None) -> Span | None:
    """Where `words` stand in the lines from `span` on; `span` itself when they are not there as printed."""
    if span is None:
        return None
    file: SourceFile = span.file
    for number in range(span.line, span.line + 12):
        column = file.line(number).find(words)
        if column >= 0:
            return Span(file, number, column + 1, len(words))
    return span


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)
