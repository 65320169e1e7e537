"""The clinic's numbers as boxes and lists print them: whom to call, when, and what is dialled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from wardleaf.document import faults
from wardleaf.document.citations import format_citation
from wardleaf.document.model import CallBox, CallNumber, Contact, Item, Plain, Runs, Strong
from wardleaf.document.part_resolver import PartResolver
from wardleaf.document.words import NO_BREAK, bind_words, dial, format_phone
from wardleaf.findings import Findings, Span
from wardleaf.library.clinic_words import phone_name
from wardleaf.library.labels import Labels
from wardleaf.library.schema import AdviceAnyTime, AdviceDayNight, Clinic, ContactsSpec, Helpline, Phone, Service
from wardleaf.source.keys import At
from wardleaf.source.suggest import did_you_mean

_GROUPS = ("clinic", "services", "helplines")


def _call_numbers(clinic: Clinic, labels: Labels) -> tuple[CallNumber, ...]:
    """The clinic's advice numbers; empty when it gives none."""
    advice = clinic.phones.get("advice")
    match advice:
        case AdviceAnyTime():
            return (_call_number(labels.call_day_night, advice.any_time),)
        case AdviceDayNight():
            return (
                _call_number(labels.call_day, advice.day, advice.day_hours),
                _call_number(labels.call_night, advice.night, advice.night_hours),
            )
        case Phone():
            return (_call_number(labels.call_day_night, advice.number, advice.hours),)
        case None:
            return ()
        case _:
            assert_never(advice)


def call_box(resolver: PartResolver, *, symptoms: tuple[Item, ...] = (), span: Span | None = None) -> CallBox:
    """The box that says when and whom to call, made of the same facts everywhere."""
    clinic, labels = resolver.scope.clinic, resolver.scope.labels
    numbers = _call_numbers(clinic, labels)
    return CallBox(
        heading=labels.call_now, numbers=numbers, symptoms=symptoms, emergency=_emergency(resolver), span=span
    )


def contacts(spec: ContactsSpec, clinic: Clinic, labels: Labels, findings: Findings) -> tuple[Contact, ...]:
    """The people whom `spec` shows, in its order; tells unknown ids."""
    people: list[Contact] = []
    everybody: tuple[Service | Helpline, ...] = (*clinic.services, *clinic.helplines)
    by_id = {person.id.value: person for person in everybody}
    for name in spec.show:
        match name.value:
            case "clinic":
                people += _clinic(clinic, labels)
            case "services":
                people += [_person(service) for service in clinic.services]
                _tell_nobody(name, clinic.services, clinic, findings)
            case "helplines":
                people += [_person(helpline) for helpline in clinic.helplines]
                _tell_nobody(name, clinic.helplines, clinic, findings)
            case id if id in by_id:
                people.append(_person(by_id[id]))
            case id:
                message = f"the file of {clinic.name.value} has no service or helpline `{id}`"
                findings.add(faults.UNKNOWN_CONTACT.at(name.span, message, hint=did_you_mean(id, (*_GROUPS, *by_id))))
    return tuple(dict.fromkeys(people))


def _tell_nobody(name: At[str], people: Sequence[Service | Helpline], clinic: Clinic, findings: Findings) -> None:
    if not people:
        message = f"the file of {clinic.name.value} gives no `{name.value}`, so none of them print here"
        findings.add(
            faults.NOBODY_TO_SHOW.at(
                name.span, message, help=f"write `{name.value}:` in the clinic's file, or delete this entry"
            )
        )


def _call_number(label: str, number: At[str], hours: At[str] | None = None) -> CallNumber:
    printed = bind_words(hours.value) if hours else ""
    return CallNumber(label=label, number=format_phone(number.value), dial=dial(number.value), hours=printed)


def _emergency(resolver: PartResolver) -> Runs:
    """The label's sentence, with weight up to its number, or on the number alone where that does not come first; then
    its sources.
    """
    clinic, labels = resolver.scope.clinic, resolver.scope.labels
    number = format_phone(clinic.emergency.number.value)
    before, _, after = labels.call_emergency.format(number="\x00", when=clinic.emergency.when.value).partition("\x00")
    first = labels.call_emergency.find("{number}") < labels.call_emergency.find("{when}")
    strong = Strong((Plain((f"{before}{number}" if first else number).replace(" ", NO_BREAK)),))
    sentence: Runs = (
        (strong, Plain(bind_words(after))) if first else (Plain(bind_words(before)), strong, Plain(bind_words(after)))
    )
    cited = format_citation((source.value for source in clinic.emergency.source), resolver.scope.numbering)
    return (*sentence, Plain(NO_BREAK), cited) if cited else sentence


def _clinic(clinic: Clinic, labels: Labels) -> Iterator[Contact]:
    for number in _call_numbers(clinic, labels):
        yield Contact(
            name=clinic.name.value, purpose=number.label, number=number.number, dial=number.dial, hours=number.hours
        )
    for name, phone in clinic.phones.items():
        if name != "advice" and isinstance(phone, Phone):
            yield _contact(phone_name(name, phone).value, phone.number, phone.hours, None)


def _person(person: Service | Helpline) -> Contact:
    return _contact(person.name.value, person.phone, person.hours, person.purpose)


def _contact(name: str, phone: At[str] | None, hours: At[str] | None, purpose: At[str] | None) -> Contact:
    return Contact(
        name=name,
        purpose=bind_words(purpose.value) if purpose else "",
        number=format_phone(phone.value) if phone else "",
        dial=dial(phone.value) if phone else "",
        hours=bind_words(hours.value) if hours else "",
    )
