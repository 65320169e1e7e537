"""What a change would reach: handouts, glossary words, logos, fonts and typed numbers too."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.running import add_clinic, add_handout, change, small_library

from wardleaf.document.mentions import Mentions, find_mentions
from wardleaf.findings import Findings
from wardleaf.pipeline import open_library, texts_of


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_library(tmp_path / "library")


def uses(root: Path, wanted: str) -> tuple[Mentions, ...]:
    workshop = open_library(root, Findings())
    assert workshop is not None
    return find_mentions(workshop.library, texts_of(workshop, workshop.library.sections), wanted)


def places(found: tuple[Mentions, ...]) -> list[tuple[str, str, str]]:
    return [
        (mentions.kind, str(place.span).rpartition(":")[0], place.how)
        for mentions in found
        for place in mentions.places
    ]


def test_the_packs_that_take_a_handout(root: Path) -> None:
    add_handout(root, "second", code="RBC-002")
    pack = root / "handouts/second.yaml"
    text = pack.read_text(encoding="utf-8")
    first = text.index("sections:")
    last = text.index("references:")
    pack.write_text(text[:first] + "sections:\n  - handout: chemotherapy\n" + text[last:], encoding="utf-8")
    line = text[:first].count("\n") + 2
    assert places(uses(root, "chemotherapy")) == [("handout", f"handouts/second.yaml:{line}", "takes it whole")]


@pytest.mark.parametrize("typed", ["01632 960 199", "01632960199", "(01632) 960-199", "01632\u00a0960\u00a0199"])
def test_a_number_typed_in_any_writing(root: Path, typed: str) -> None:
    change(root / "handouts/sections/chemotherapy/how-it-works.md", "Chemotherapy", f"Call {typed}. Chemotherapy")
    found = uses(root, "01632 960199")
    assert [(kind, how) for kind, _, how in places(found)] == [("number", "types it")]
    assert found[0].handouts == ("chemotherapy",)


def test_a_typed_number_names_the_fact_that_would_print_it(root: Path) -> None:
    clinic = root / "handouts/clinics/riverside.yaml"
    change(clinic, "phones:\n", 'phones:\n  ward-desk: {number: "01632 960 171", hours: any time}\n')
    change(
        root / "handouts/sections/chemotherapy/how-it-works.md", "Chemotherapy", "Call (01632) 960-171. Chemotherapy"
    )
    assert places(uses(root, "01632960171")) == [
        (
            "number",
            "handouts/clinics/riverside.yaml:"
            + str(
                clinic.read_text(encoding="utf-8")[: clinic.read_text(encoding="utf-8").index("960 171")].count("\n")
                + 1
            ),
            "gives it as clinic.phones.ward-desk",
        ),
        (
            "number",
            "handouts/sections/chemotherapy/how-it-works.md:6",
            "types it, where clinic.phones.ward-desk would print it",
        ),
    ]


def test_a_number_in_the_words_of_a_handout_reaches_the_packs_that_take_it(root: Path) -> None:
    add_handout(root, "second", code="RBC-002")
    pack = root / "handouts/second.yaml"
    text = pack.read_text(encoding="utf-8")
    first, last = text.index("sections:"), text.index("references:")
    pack.write_text(text[:first] + "sections:\n  - handout: chemotherapy\n" + text[last:], encoding="utf-8")
    change(root / "handouts/chemotherapy.yaml", "title: Chemotherapy", 'title: "Chemotherapy, call 01632 960 177"')
    (found,) = uses(root, "01632 960 177")
    assert found.handouts == ("chemotherapy", "second")


def test_a_font_that_a_style_names(root: Path) -> None:
    style = root / "styles/riverside.yaml"
    style.write_text(style.read_text(encoding="utf-8") + "# Brand.ttf\n", encoding="utf-8")
    found = uses(root, "styles/fonts/Brand.ttf")
    assert [(kind, how) for kind, _, how in places(found)] == [("logo or font", "names it")]
    assert found[0].handouts == ("chemotherapy",)


def test_the_number_of_the_imprint_is_on_every_handout(root: Path) -> None:
    clinic = root / "handouts/clinics/riverside.yaml"
    change(clinic, "phones:\n", 'phones:\n  ward-desk: {number: "01632 960 171", hours: any time}\n')
    (found,) = uses(root, "clinic.phones.ward-desk")
    assert found.clinics == ("riverside",)
    assert found.handouts == ("chemotherapy",)


def test_what_there_is_not(root: Path) -> None:
    assert uses(root, "nothing") == uses(root, "01632 960 999") == uses(root, "nothing.ttf") == ()


@pytest.mark.parametrize(
    "fact", ["clinic.phones.ward-desk.hours", "clinic.emergency.place", "clinic.phones.second", "clinic.hours"]
)
def test_what_the_last_page_does_not_print_is_not_said_to_be_on_it(root: Path, fact: str) -> None:
    clinic = root / "handouts/clinics/riverside.yaml"
    phones = 'phones:\n  ward-desk: {number: "01632 960 171", hours: any time}\n  second: {number: "01632 960 172"}\n'
    change(clinic, "phones:\n", phones)
    clinic.write_text(clinic.read_text(encoding="utf-8") + "hours: by day\n", encoding="utf-8")
    change(clinic, "emergency: {", "emergency: {place: A&E, ")
    (found,) = uses(root, fact)
    assert (found.clinics, found.handouts) == ((), ())


def test_a_clinic_without_that_number_does_not_print_it(root: Path) -> None:
    add_clinic(root, "lakeside", "Lakeside")
    clinic = root / "handouts/clinics/riverside.yaml"
    change(clinic, "phones:\n", 'phones:\n  ward-desk: {number: "01632 960 171", hours: any time}\n')
    (found,) = uses(root, "clinic.phones.ward-desk")
    assert found.clinics == ("riverside",)
    (found,) = uses(root, "clinic.phones.advice")
    assert found.clinics == ("lakeside", "riverside")


def test_a_fact_in_a_title_or_behind_a_code(root: Path) -> None:
    change(root / "handouts/chemotherapy.yaml", "audience: For", "audience: For {{ clinic.name }}, for")
    shelf = root / "handouts/sections/chemotherapy/how-it-works.md"
    shelf.write_text(
        shelf.read_text(encoding="utf-8") + '\n::: qr\naddress: "{{ clinic.website }}"\ncaption: Our page\n:::\n',
        encoding="utf-8",
    )
    assert [how for _, _, how in places(uses(root, "clinic.website"))] == ["prints it"]
    assert [how for _, _, how in places(uses(root, "clinic.name"))] == ["prints it"]


def test_a_number_of_a_clinic_reaches_the_handouts_that_print_its_fact(root: Path) -> None:
    add_handout(root, "second", code="RBC-002")
    clinic = root / "handouts/clinics/riverside.yaml"
    first = 'phones:\n  ward-desk: {number: "01632 960 171", hours: any time}\n  porter: {number: "01632 960 172"}\n'
    change(clinic, "phones:\n", first)
    (found,) = uses(root, "01632 960171")  # every last page prints it
    assert found.handouts == ("chemotherapy", "second")
    (found,) = uses(root, "01632 960 172")
    assert found.handouts == ()
    definition = root / "handouts/second.yaml"
    change(definition, "title: ", 'title: "Call {{ clinic.phones.porter }}"\n# ')
    (found,) = uses(root, "01632 960 172")
    assert found.handouts == ("second",)
