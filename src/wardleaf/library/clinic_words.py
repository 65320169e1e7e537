"""A clinic's facts in another language: those of its facts that are words, by the paths that text names them by, each
beside its translation.

Numbers, addresses and sources have no translation: they are given once, so that no two languages can differ in them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar, assert_never

from wardleaf.findings import Findings
from wardleaf.library import faults
from wardleaf.library.languages import base_language, is_code, language_meant, usual_code
from wardleaf.library.schema import AdviceAnyTime, AdviceDayNight, Clinic, Helpline, Phone, Service
from wardleaf.source.keys import At
from wardleaf.source.suggest import did_you_mean
from wardleaf.values import replace

Word = Callable[[str, At[str]], At[str]]
P = TypeVar("P", Service, Helpline)

# Names of their own, which may stay as they are.
_NAMES = ("name", "part-of", "publisher")


def phone_name(key: str, phone: Phone) -> At[str]:
    """What the further number `key` of a clinic is called in print."""
    return phone.name or At(key.replace("-", " ").capitalize(), phone.number.span)


def clinic_words(clinic: Clinic) -> Mapping[str, At[str]]:
    """The facts of `clinic` that are words, by path: `emergency.when`, `services.nurse.for`."""
    words: dict[str, At[str]] = {}

    def note(path: str, word: At[str]) -> At[str]:
        words[path] = word
        return word

    _with_words(clinic, note)
    return words


def clinic_in(clinic: Clinic, language: str) -> Clinic:
    """`clinic` with its words in `language`, as far as it gives them; as it is in its own language."""
    given = _given(clinic, language)
    return _with_words(clinic, lambda path, word: given.get(path, word)) if given else clinic


def untranslated(clinic: Clinic, language: str) -> tuple[str, ...]:
    """The paths of the facts that `clinic` does not give in `language`, names aside; none in its own language."""
    if base_language(clinic.language.value) == base_language(language):
        return ()
    given = _given(clinic, language)
    return tuple(path for path in clinic_words(clinic) if path not in given and not _is_name(path))


def translation_used(clinic: Clinic, language: str) -> str | None:
    """The language among the clinic's translations that a handout in `language` prints; None when it prints the facts
    as they are.
    """
    return (
        None
        if base_language(clinic.language.value) == base_language(language)
        else language_meant(language, clinic.translations)
    )


def check_clinic_words(clinic: Clinic, findings: Findings) -> None:
    """Tells translations of facts that the clinic does not give, or gives anew where the translation is still that of a
    clinic it extends.
    """
    words = clinic_words(clinic)
    for language, given in clinic.translations.items():
        for path, translated in given.items():
            if not is_code(language) or usual_code(language) != language:
                message = f"`{language}` is not how a language is written here"
                findings.add(
                    faults.CLINIC_WORDS.at(
                        translated.span,
                        message,
                        hint=f"write `{usual_code(language)}: …` above" if is_code(usual_code(language)) else "",
                    )
                )
                break
            if path not in words:
                message = f"`{path}` is no fact of this clinic that is translated"
                notes = (f"those are {', '.join(words)}",)
                findings.add(
                    faults.CLINIC_WORDS.at(translated.span, message, hint=did_you_mean(path, words), notes=notes)
                )
            elif words[path].span.file.path != translated.span.file.path:
                message = f"`{path}` is this clinic's own, and its words in `{language}` are still those of {translated.span.file.path}"
                findings.add(
                    faults.CLINIC_WORDS.at(
                        words[path].span,
                        message,
                        hint=f"translate it in this file, too: `translations: {{{language}: {{{path}: …}}}}`",
                    )
                )


def _given(clinic: Clinic, language: str) -> Mapping[str, At[str]]:
    used = translation_used(clinic, language)
    return clinic.translations[used] if used else {}


def _is_name(path: str) -> bool:
    return path in _NAMES or (path.startswith("helplines.") and path.endswith(".name"))


def _with_words(clinic: Clinic, word: Word) -> Clinic:
    """`clinic` with each of its words as `word` gives it for its path."""

    def said(path: str, written: At[str] | None) -> At[str] | None:
        return word(path, written) if written else None

    return replace(
        clinic,
        name=word("name", clinic.name),
        part_of=said("part-of", clinic.part_of),
        hours=said("hours", clinic.hours),
        phones={name: _phone(f"phones.{name}", name, phone, word) for name, phone in clinic.phones.items()},
        emergency=replace(
            clinic.emergency,
            when=word("emergency.when", clinic.emergency.when),
            place=said("emergency.place", clinic.emergency.place),
        ),
        fever=replace(clinic.fever, rule=word("fever.rule", clinic.fever.rule)),
        cover=replace(clinic.cover, rule=word("cover.rule", clinic.cover.rule)) if clinic.cover else None,
        no_answer=replace(clinic.no_answer, rule=word("no-answer.rule", clinic.no_answer.rule))
        if clinic.no_answer
        else None,
        services=tuple(_person("services", service, word) for service in clinic.services),
        helplines=tuple(_person("helplines", helpline, word) for helpline in clinic.helplines),
        feedback=said("feedback", clinic.feedback),
        other_formats=said("other-formats", clinic.other_formats),
        publisher=said("publisher", clinic.publisher),
    )


def _phone(
    path: str, name: str, phone: AdviceAnyTime | AdviceDayNight | Phone, word: Word
) -> AdviceAnyTime | AdviceDayNight | Phone:
    match phone:
        case AdviceAnyTime():
            return phone
        case AdviceDayNight():
            return replace(
                phone,
                day_hours=word(f"{path}.day-hours", phone.day_hours) if phone.day_hours else None,
                night_hours=word(f"{path}.night-hours", phone.night_hours) if phone.night_hours else None,
            )
        case Phone():
            hours = word(f"{path}.hours", phone.hours) if phone.hours else None
            return replace(phone, name=word(f"{path}.name", phone_name(name, phone)), hours=hours)
        case _:
            assert_never(phone)


def _person(group: str, person: P, word: Word) -> P:
    path = f"{group}.{person.id.value}"
    return replace(
        person,
        name=word(f"{path}.name", person.name),
        hours=word(f"{path}.hours", person.hours) if person.hours else None,
        purpose=word(f"{path}.for", person.purpose) if person.purpose else None,
    )
