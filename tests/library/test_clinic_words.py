"""A clinic's words in another language: beside the facts, by their paths, and never those of another clinic."""

from __future__ import annotations

import pytest
from tests.document.making import CLINIC, FILES, make_library, place

from wardleaf.library.clinic_words import clinic_in, clinic_words, untranslated
from wardleaf.library.schema import AdviceDayNight, Phone

PATHS = (
    "name", "phones.advice.day-hours", "phones.switchboard.name", "emergency.when", "fever.rule", "services.nurse.name", "services.nurse.hours",
    "services.nurse.for", "helplines.line.name",
)  # fmt: skip


def given(**words: str) -> dict[str, str | bytes]:
    return {
        CLINIC: FILES[CLINIC]
        + "translations:\n  es:\n"
        + "".join(f"    {path.replace('_', '.')}: {word}\n" for path, word in words.items())
    }


def test_the_words_of_a_clinic() -> None:
    clinic = make_library()[0].clinics["riverside"]
    assert tuple(clinic_words(clinic)) == PATHS
    assert clinic_words(clinic)["phones.switchboard.name"].value == "Switchboard"
    assert clinic_in(clinic, "en-US") is clinic
    assert untranslated(clinic, "en-US") == ()
    assert untranslated(clinic, "es") == tuple(path for path in PATHS if path not in ("name", "helplines.line.name"))


def test_words_take_the_place_of_the_clinics_own_and_numbers_stay() -> None:
    library, findings = make_library(
        given(
            emergency_when="A", services_nurse_for="B", phones_switchboard_name="C", **{"phones.advice.day-hours": "D"}
        )
    )
    assert list(findings) == []
    clinic = library.clinics["riverside"]
    spoken = clinic_in(clinic, "es-MX")
    assert (spoken.emergency.when.value, spoken.emergency.number) == ("A", clinic.emergency.number)
    assert spoken.services[0].purpose
    assert (spoken.services[0].purpose.value, spoken.services[0].phone) == ("B", clinic.services[0].phone)
    advice, switchboard = spoken.phones["advice"], spoken.phones["switchboard"]
    assert isinstance(advice, AdviceDayNight)
    assert isinstance(switchboard, Phone)
    assert advice.day_hours
    assert switchboard.name
    assert (advice.day_hours.value, switchboard.name.value) == ("D", "C")
    assert untranslated(clinic, "es") == ("fever.rule", "services.nurse.name", "services.nurse.hours")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (given(emergency_wen="A"), "`emergency.wen` is no fact of this clinic that is translated"),
        (given(website="A"), "`website` is no fact of this clinic that is translated"),
        (
            {CLINIC: FILES[CLINIC] + "translations: {Spanish: {emergency.when: A}}\n"},
            "`Spanish` is not how a language is written here",
        ),
    ],
)
def test_what_is_no_translation(files: dict[str, str | bytes], said: str) -> None:
    library, findings = make_library(files)
    assert [finding.message for finding in findings if finding.code == "L328"] == [said]
    assert "riverside" not in library.clinics


def test_a_fact_that_is_given_anew_is_translated_anew() -> None:
    files = given(emergency_when="A") | {
        "handouts/clinics/east.yaml": "name: East\nextends: riverside\nemergency: {number: '999', when: a fall}\n"
    }
    _, findings = make_library(files)
    (finding,) = findings
    assert (
        finding.message
        == "`emergency.when` is this clinic's own, and its words in `es` are still those of handouts/clinics/riverside.yaml"
    )
    assert place(finding) == "clinic-words 3:34"
    files["handouts/clinics/east.yaml"] = (
        str(files["handouts/clinics/east.yaml"]) + "translations: {es: {emergency.when: B}}\n"
    )
    library, findings = make_library(files)
    assert list(findings) == []
    assert clinic_in(library.clinics["east"], "es").emergency.when.value == "B"
