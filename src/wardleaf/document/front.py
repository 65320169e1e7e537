"""The first page and the last: what a reader short of time needs, and what says whose words these are and until when."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from wardleaf.document import authored, faults
from wardleaf.document.components import MOST_IN_QR
from wardleaf.document.facts import phone_link, printed_address, web_link
from wardleaf.document.ingredients import imprint_phone
from wardleaf.document.links import addresses_in, ascii_target
from wardleaf.document.model import (
    Block,
    CallBox,
    Callout,
    Diary,
    FirstPage,
    Heading,
    Imprint,
    Item,
    ItemList,
    Paragraph,
    Plain,
    PreparedFor,
    QrCode,
    WriteIn,
)
from wardleaf.document.pack import parts_words
from wardleaf.document.part_resolver import PartResolver, Scope
from wardleaf.document.words import format_date
from wardleaf.library.labels import Labels
from wardleaf.library.packs import pack_review_by
from wardleaf.library.publishing import address_in_qr, qr_choice
from wardleaf.library.schema import HandoutDefinition, Phone
from wardleaf.source.keys import At

_ADDED_LINES, _ADDED_ROWS = 20, 14


def first_page(
    definition: HandoutDefinition,
    key_points: tuple[authored.Runs, ...],
    *,
    resolver: PartResolver,
    box: CallBox,
    prepared_for: PreparedFor | None,
) -> FirstPage:
    """The first page of `definition`; `key_points` are its sentences as parsed."""
    scope = resolver.scope
    labels, profile = scope.labels, scope.profile
    reviewed = format_date(
        definition.review.last_reviewed.value,
        pattern=labels.month_pattern or profile.month_pattern,
        months=labels.months,
    )
    items = told_items(definition.key_points, key_points, resolver=resolver)
    points = ItemList(
        style="bullet", items=items, span=definition.key_points[0].span if definition.key_points else None
    )
    return FirstPage(
        audience=resolver.line(definition.audience),
        title=Heading(level=1, runs=(Plain(resolver.line(definition.title)),), id="title", span=definition.title.span),
        purpose=resolver.line(definition.purpose),
        main_message=resolver.line(definition.main_message),
        key_points=Callout(kind="key-points", heading=(Plain(labels.key_points),), blocks=(points,), span=points.span),
        prepared_for=prepared_for,
        call_box=box,
        code_line=f"{definition.code.value} {_version_words(definition, scope)}",
        date_line=labels.reviewed_in.format(date=reviewed),
        short_of_time=labels.short_of_time,
        purpose_span=definition.purpose.span,
        main_message_span=definition.main_message.span,
    )


def _version_words(definition: HandoutDefinition, scope: Scope) -> str:
    """Which version of its words a handout is, and from the second on which issue of that version."""
    labels = scope.labels
    version = labels.version.format(version=definition.version.value)
    return f"{version} {labels.issue.format(issue=scope.issue)}" if scope.issue > 1 else version


def told_items(
    written: Iterable[At[str]], runs: Iterable[authored.Runs], *, resolver: PartResolver
) -> tuple[Item, ...]:
    """Sentences of a definition as items of a list; `runs` are those of `written` as parsed."""
    return tuple(
        Item(blocks=(Paragraph(runs=resolver.runs(told), span=at.span),), span=at.span)
        for told, at in zip(runs, written)
    )


def imprint(definition: HandoutDefinition, *, resolver: PartResolver, box: CallBox, cited: int, hash: str) -> Imprint:
    """The last page: who answers for the handout, until when, and where it stands; `cited` counts its sources."""
    scope = resolver.scope
    return Imprint(
        heading=scope.labels.imprint,
        rows=tuple((label, resolver.runs(runs)) for label, runs in _rows(definition, resolver, cited)),
        qr=_qr(definition, resolver, hash),
        disclaimer=scope.labels.disclaimer,
        call_box=box,
    )


def added_pages(labels: Labels) -> tuple[tuple[Block, ...], ...]:
    """Pages that a booklet may be filled up with: notes, questions, appointments."""

    def heading(words: str, id: str) -> Heading:
        return Heading(level=2, runs=(Plain(words),), id=id)

    columns = tuple(column.strip() for column in labels.appointment_columns.split(","))
    return (
        (heading(labels.added_notes, "added-notes"), WriteIn(prompt=(), lines=_ADDED_LINES)),
        (heading(labels.added_questions, "added-questions"), WriteIn(prompt=(), lines=_ADDED_LINES)),
        (heading(labels.added_appointments, "added-appointments"), Diary(columns=columns, rows=((),) * _ADDED_ROWS)),
    )


def _rows(definition: HandoutDefinition, resolver: PartResolver, cited: int) -> Iterator[tuple[str, authored.Runs]]:
    scope, review = resolver.scope, definition.review
    clinic, labels, profile = scope.clinic, scope.labels, scope.profile

    def said(text: str) -> authored.Runs:
        return (authored.Said(text),)

    def day(at: At[datetime.date]) -> str:
        return format_date(at.value, pattern=labels.date_pattern or profile.date_pattern, months=labels.months)

    yield labels.imprint_publisher, _linked(clinic.publisher or clinic.name)
    yield labels.imprint_contact, _contact(resolver)
    yield labels.imprint_code, said(f"{definition.code.value}, {_version_words(definition, scope)}")
    taken = parts_words(definition, labels)
    if taken:
        yield labels.imprint_parts, said(taken)
    yield labels.imprint_last_reviewed, said(day(review.last_reviewed))
    yield labels.imprint_review_by, said(day(pack_review_by(definition)))
    if review.extend:
        moved = review.extend
        yield (
            labels.imprint_extended,
            said(
                labels.imprint_extended_value.format(
                    date=day(moved.until), by=moved.by.value, reason=moved.reason.value
                )
            ),
        )
    yield labels.imprint_written_by, said(review.written_by.value)
    yield labels.imprint_reviewed_by, said(review.clinical_reviewer.value)
    if review.to_agree:
        yield labels.imprint_to_agree, said(review.to_agree.value)
    if cited:
        yield labels.imprint_evidence, said(_evidence(definition, labels, cited))
    funding = review.funding.value
    yield labels.imprint_funding, said(labels.imprint_funding_none if funding.strip().casefold() == "none" else funding)
    if clinic.feedback:
        yield labels.imprint_feedback, _linked(clinic.feedback)
    if clinic.other_formats:
        yield labels.imprint_formats, _linked(clinic.other_formats)


def _linked(words: At[str]) -> authored.Runs:
    """A clinic's words, in which addresses of mail and of the web lead where they say."""
    return tuple(
        authored.Link(runs=(authored.Said(text),), target=target, span=words.span) if target else authored.Said(text)
        for text, target in addresses_in(words.value)
    )


def _contact(resolver: PartResolver) -> authored.Runs:
    clinic, labels = resolver.scope.clinic, resolver.scope.labels
    runs: list[authored.Run] = [authored.Said(", ".join(line.value for line in clinic.address))]
    name = imprint_phone(clinic)
    phone = clinic.phones.get(name)
    switchboard = phone.number if isinstance(phone, Phone) else None
    if switchboard:
        runs += [authored.Said(". "), phone_link(switchboard, labels)]
    runs += [authored.Said(". "), web_link(clinic.website)]
    return tuple(runs)


def _evidence(definition: HandoutDefinition, labels: Labels, cited: int) -> str:
    policy = definition.references.value
    several = {
        "full": labels.imprint_evidence_full,
        "short": labels.imprint_evidence_short,
        "on-request": labels.imprint_evidence_none,
    }
    one = labels.imprint_evidence_one if policy == "full" else labels.imprint_evidence_one_none
    sentence = one if cited == 1 else several[policy]
    return sentence.format(count=cited, code=definition.code.value, version=definition.version.value)


def _qr(definition: HandoutDefinition, resolver: PartResolver, hash: str) -> QrCode | None:
    """The code that leads to what is told of this version; None for a clinic that prints none."""
    clinic = resolver.scope.clinic
    payload = address_in_qr(
        clinic,
        code=definition.code.value,
        version=definition.version.value,
        issue=resolver.scope.issue,
        digits=hash.replace(" ", ""),
    )
    if payload is None:
        return None
    if len(payload.encode()) > MOST_IN_QR:
        written = clinic.publish.address if qr_choice(clinic) == "published" and clinic.publish else clinic.website
        message = f"the QR code on the last page holds this address, the code and the version, at most {MOST_IN_QR} characters together; here are {len(payload)}"
        resolver.scope.findings.add(faults.QR_ADDRESS.at(written.span, message))
    # What tells the copy is for machines; whoever types the address has the copy in hand.
    printed = printed_address(payload.partition("?")[0])
    return QrCode(payload=ascii_target(payload), printed=printed, words=resolver.scope.labels.imprint_qr_words)
