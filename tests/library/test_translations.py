"""Which handout translates which: what definitions say of it, told at its line when it cannot be."""

from __future__ import annotations

import pytest
from tests.document.making import HANDOUT, definition, make_library, place

from wardleaf.library.translations import handout_by_language, translations_of

SPANISH = "handouts/leaflet-es.yaml"


def spanish(of: str = "leaflet", *, language: str = "es", code: str = "RBC-001-ES", **keys: str) -> str:
    return definition(language=language, code=code, translation=f"{{of: {of}, method: human}}", **keys)


def told(files: dict[str, str | bytes]) -> list[tuple[str, str, str]]:
    _, findings = make_library(files)
    return [(place(finding), finding.message, finding.hint or finding.help) for finding in findings]


def test_what_translates_what() -> None:
    library, findings = make_library(
        {
            SPANISH: spanish(),
            "handouts/leaflet-pl.yaml": spanish(language="pl", code="C"),
            "handouts/other.yaml": definition(code="D"),
        }
    )
    assert list(findings) == []
    assert translations_of(library.handouts, "leaflet") == {"es": "leaflet-es", "pl": "leaflet-pl"}
    assert translations_of(library.handouts, "leaflet-es") == {}
    assert list(handout_by_language(library.handouts, "leaflet").items()) == [
        ("en-GB", "leaflet"),
        ("es", "leaflet-es"),
        ("pl", "leaflet-pl"),
    ]
    assert list(handout_by_language(library.handouts, "leaflet-pl").items()) == [
        ("pl", "leaflet-pl"),
        ("en-GB", "leaflet"),
        ("es", "leaflet-es"),
    ]
    assert handout_by_language(library.handouts, "other") == {"en-GB": "other"}
    assert handout_by_language(library.handouts, "nothing") == {}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {SPANISH: spanish("laeflet")},
            ("unknown-original 21:19", "there is no handout `laeflet` that this could be a translation of", "did you mean `leaflet`?"),
        ),
        (
            {SPANISH: spanish("leaflet-es")},
            ("no-original 21:19", "a handout is no translation of itself", "name the handout that it was made from"),
        ),
        (
            {SPANISH: spanish(language="en-US")},
            ("translation-in-same-language 19:11", "this translation is in English (en-US), as its original is", "a clinic's spelling is put in by itself; what else differs is another handout"),
        ),
        (
            {SPANISH: spanish(), "handouts/leaflet-pl.yaml": spanish("leaflet-es", language="pl", code="C")},
            ("no-original 21:19", "`leaflet-es` is a translation itself; every translation is made from the original", "name `leaflet`"),
        ),
        (
            {SPANISH: spanish(), "handouts/leaflet-more.yaml": spanish(language="ES", code="C")},
            ("translated-twice 19:11", "there is a translation of `leaflet` into Spanish (ES) already, `leaflet-es`", ""),
        ),
        (
            {SPANISH: spanish(code="RBC-001")},
            ("duplicate-code 20:7", "the code RBC-001 is another handout's already", "see handouts/leaflet.yaml:4:7"),
        ),
    ],
    ids=lambda case: case[0].split()[0] if isinstance(case, tuple) else "",
)  # fmt: skip
def test_what_cannot_be(files: dict[str, str | bytes], expected: tuple[str, str, str]) -> None:
    assert told(files) == [expected]


def test_a_code_of_its_own_is_proposed() -> None:
    for name in ("leaflet-es", "spanish"):  # before its original by name, and after it
        library, findings = make_library({f"handouts/{name}.yaml": spanish(code="RBC-001")})
        assert [finding.help for finding in findings] == ["a translation has a code of its own, such as `RBC-001-ES`"]
        assert list(library.handouts) == ["leaflet"]
        assert library.unread == {name}


FIELD = "{visits: {label: Your visits, type: appointments}, first: {label: First day, required: yes}}"


def test_fields_are_those_of_the_original() -> None:
    files: dict[str, str | bytes] = {HANDOUT: definition(fields=FIELD)}
    assert (
        told(files | {SPANISH: spanish(fields=FIELD.replace("Your visits", "Visitas").replace("First day", "Día"))})
        == []
    )
    assert [
        message
        for _, message, _ in told(files | {SPANISH: spanish(fields="{vists: {label: Visitas, type: appointments}}")})
    ] == [
        "`leaflet`, of which this is a translation, has a field `first`, and this has none",
        "`leaflet`, of which this is a translation, has a field `visits`, and this has none",
        "`leaflet`, of which this is a translation, has no field `vists`",
    ]
    other = "{visits: {label: Visitas}, first: {label: Día, required: yes, max-length: 9}}"
    assert told(files | {SPANISH: spanish(fields=other)}) == [
        (
            "fields-unlike-original 22:18",
            "the field `visits` is not what it is in `leaflet`: type: appointments, required: no",
            "",
        ),
        (
            "fields-unlike-original 22:43",
            "the field `first` is not what it is in `leaflet`: type: text, required: yes",
            "",
        ),
    ]


def test_of_a_mistake_only_the_translation_is_left_out() -> None:
    library, _ = make_library({SPANISH: spanish("laeflet")})
    assert list(library.handouts) == ["leaflet"]
    assert library.unread == {"leaflet-es"}


def test_the_translation_of_a_handout_that_could_not_be_read_is_left_alone() -> None:
    library, findings = make_library({HANDOUT: definition(kidn="x"), SPANISH: spanish()})
    assert [finding.name for finding in findings] == ["unknown-key"]
    assert list(library.handouts) == ["leaflet-es"]
