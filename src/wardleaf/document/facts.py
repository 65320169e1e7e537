"""What text may name of a clinic: each fact by its path, as runs, with the sources that it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from string import Formatter
from typing import assert_never

from msgspec import Struct

from wardleaf.document import authored, faults
from wardleaf.document.words import dial, format_phone
from wardleaf.findings import Findings, Span
from wardleaf.library.labels import Labels
from wardleaf.library.schema import AdviceAnyTime, AdviceDayNight, Clinic, ClinicRule, Helpline, Phone, Service
from wardleaf.source.keys import At
from wardleaf.source.suggest import closest


class Fact(Struct, frozen=True, kw_only=True):
    """A clinic fact as it is printed, and the sources that are cited with it."""

    runs: authored.Runs
    sources: tuple[At[str], ...] = ()


def clinic_facts(clinic: Clinic, labels: Labels) -> Mapping[str, Fact]:
    """Every fact that `clinic` gives, by path without the leading `clinic.`."""
    return dict(_facts(clinic, labels))


def fact_sources(clinic: Clinic) -> Mapping[str, tuple[At[str], ...]]:
    """The sources of the phrases that `clinic` gives with their sources, by path."""
    rules = {path: rule.source for path, rule in _rules(clinic).items()}
    return {"emergency.when": clinic.emergency.source, **rules}


def facts_by_number(clinic: Clinic) -> Mapping[str, str]:
    """The phone numbers that `clinic` gives, as dialled, each with the path of the fact that prints it and nothing
    else.
    """
    found: dict[str, str] = {}
    for group, numbers in (
        ("phones", _named_numbers(clinic)),
        ("services", _numbers_of(clinic.services)),
        ("helplines", _numbers_of(clinic.helplines)),
    ):
        for path, number in numbers:
            found.setdefault(dial(number.value), f"{group}.{path}")
    found.setdefault(dial(clinic.emergency.number.value), "emergency.number")
    return found


def phone_link(number: At[str], labels: Labels) -> authored.Link:
    """A phone number in one piece, as a link that dials it."""
    printed = format_phone(number.value)
    words = labels.call_number_words.format(number=printed)
    return authored.Link(
        runs=(authored.Said(printed),), target=f"tel:{dial(number.value)}", span=number.span, words=words
    )


def web_link(address: At[str]) -> authored.Link:
    """A web address as people read it, as a link."""
    return authored.Link(runs=(authored.Said(printed_address(address.value)),), target=address.value, span=address.span)


def printed_address(address: str) -> str:
    """A web address as people type it: without `https://`, but with what follows a question mark, for it may say which
    page is meant.
    """
    return address.removeprefix("https://").removeprefix("http://").rstrip("/")


def find_fact(path: str, facts: Mapping[str, Fact], *, clinic: Clinic, span: Span, findings: Findings) -> Fact | None:
    """The fact at `path`; tells `unknown-fact` or, when other clinics may give it, `fact-not-given`."""
    if path in facts:
        return facts[path]
    if path in _OPTIONAL or path.startswith(("phones.advice.", "services.", "helplines.", "phones.")):
        known = "" if path in _OPTIONAL else _meant(path, facts)
        message = f"the file of {clinic.name.value} gives no `clinic.{path}`"
        findings.add(faults.UNGIVEN_FACT.at(span, message, hint=known, notes=(_given(facts),)))
        return None
    message = f"there is no clinic fact `clinic.{path}`"
    findings.add(faults.UNKNOWN_FACT.at(span, message, hint=_meant(path, facts), notes=(_given(facts),)))
    return None


_OPTIONAL = (
    "part-of",
    "hours",
    "publisher",
    "feedback",
    "other-formats",
    "emergency.place",
    "cover.rule",
    "no-answer.rule",
)


def _meant(path: str, facts: Mapping[str, Fact]) -> str:
    found = closest(path, facts)
    return f"did you mean `clinic.{found}`?" if found else ""


def _given(facts: Mapping[str, Fact]) -> str:
    return "this clinic gives " + ", ".join(f"clinic.{path}" for path in facts)


def _facts(clinic: Clinic, labels: Labels) -> Iterator[tuple[str, Fact]]:
    yield "name", _said(clinic.name)
    if clinic.part_of:
        yield "part-of", _said(clinic.part_of)
    yield "website", Fact(runs=(web_link(clinic.website),))
    if clinic.hours:
        yield "hours", _said(clinic.hours)
    yield "address", Fact(runs=(authored.Said(", ".join(line.value for line in clinic.address)),))
    for name, phone in clinic.phones.items():
        yield from _phone_facts(f"phones.{name}", phone, labels)
    yield "emergency.number", Fact(runs=(phone_link(clinic.emergency.number, labels),))
    yield "emergency.when", Fact(runs=(authored.Said(clinic.emergency.when.value),), sources=clinic.emergency.source)
    if clinic.emergency.place:
        yield "emergency.place", _said(clinic.emergency.place)
    for path, rule in _rules(clinic).items():
        yield path, Fact(runs=(authored.Said(rule.rule.value),), sources=rule.source)
    for group, people in (("services", clinic.services), ("helplines", clinic.helplines)):
        for person in people:
            place = f"{group}.{person.id.value}"
            yield f"{place}.name", _said(person.name)
            if person.phone:
                yield f"{place}.phone", Fact(runs=(phone_link(person.phone, labels),))
            if person.hours:
                yield f"{place}.hours", _said(person.hours)


def _rules(clinic: Clinic) -> Mapping[str, ClinicRule]:
    rules = {"fever.rule": clinic.fever, "cover.rule": clinic.cover, "no-answer.rule": clinic.no_answer}
    return {path: rule for path, rule in rules.items() if rule}


def _phone_facts(
    path: str, phone: AdviceAnyTime | AdviceDayNight | Phone, labels: Labels
) -> Iterator[tuple[str, Fact]]:
    match phone:
        case AdviceAnyTime():
            yield path, Fact(runs=(phone_link(phone.any_time, labels),))
        case AdviceDayNight():
            day, night = phone_link(phone.day, labels), phone_link(phone.night, labels)
            yield path, Fact(runs=tuple(_filled(labels.advice_day_night, {"day": day, "night": night})))
            yield f"{path}.day", Fact(runs=(day,))
            yield f"{path}.night", Fact(runs=(night,))
            if phone.day_hours:
                yield f"{path}.day-hours", _said(phone.day_hours)
            if phone.night_hours:
                yield f"{path}.night-hours", _said(phone.night_hours)
        case Phone():
            yield path, Fact(runs=(phone_link(phone.number, labels),))
            if phone.hours:
                yield f"{path}.hours", _said(phone.hours)
        case _:
            assert_never(phone)


def _said(written: At[str]) -> Fact:
    return Fact(runs=(authored.Said(written.value),))


def _named_numbers(clinic: Clinic) -> Iterator[tuple[str, At[str]]]:
    for name, phone in clinic.phones.items():
        match phone:
            case AdviceAnyTime():
                yield name, phone.any_time
            case AdviceDayNight():
                yield f"{name}.day", phone.day
                yield f"{name}.night", phone.night
            case Phone():
                yield name, phone.number
            case _:
                assert_never(phone)


def _numbers_of(people: Iterable[Service | Helpline]) -> Iterator[tuple[str, At[str]]]:
    return ((f"{person.id.value}.phone", person.phone) for person in people if person.phone)


def _filled(words: str, links: Mapping[str, authored.Link]) -> Iterator[authored.Run]:
    """`words` with a link in the place of each name in braces."""
    for text, name, _, _ in Formatter().parse(words):
        if text:
            yield authored.Said(text)
        if name:
            yield links[name]
