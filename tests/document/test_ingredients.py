"""What a handout is made of: what is said to be printed is printed, what is not is not, and hashes leave nothing out."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.document.making import CLINIC, FILES, HANDOUT, ONE, PNG, TWO, definition, document_of, make_library, section

from wardleaf.document.ingredients import DECIDING, facts_on_every_handout, facts_printed
from wardleaf.document.manuscript import read_sections
from wardleaf.document.translation import wording_hash
from wardleaf.dump import dump_yaml
from wardleaf.library.clinic_facts import fact_texts

Files = Mapping[str, str | bytes]
# A clinic that gives every fact there is, each with words that stand nowhere else.
FULL = """name: Name-fact
part-of: Part-fact
specimen: yes
profile: uk
language: en-GB
style: riverside
reference-style: nlm
address: [Address-fact]
website: https://website-fact.example
hours: Hours-fact
phones:
  advice: {day: "01632 960 140", day-hours: Day-fact, night: "01632 960 141", night-hours: Night-fact}
  switchboard: {number: "01632 960 100", name: Switch-fact, hours: Switchhours-fact}
  second: {number: "01632 960 101", name: Second-fact, hours: Secondhours-fact}
emergency: {number: "999", when: When-fact, place: Place-fact, source: [d]}
fever: {rule: Fever-fact, source: [fever]}
cover: {rule: Cover-fact, source: [c]}
no-answer: {rule: Noanswer-fact, source: [e]}
services:
  - {id: nurse, name: Nurse-fact, phone: "01632 960 150", hours: Nursehours-fact, for: Nursefor-fact}
helplines:
  - {id: line, name: Line-fact, phone: "01632 960 160", hours: Linehours-fact, for: Linefor-fact, checked: 2026-11-22}
feedback: Feedback-fact
other-formats: Formats-fact
publisher: Publisher-fact
"""
SILENT = {CLINIC: FULL, ONE: section("It works."), TWO: section("It helps.", "Second things")}


def printed(files: Files) -> set[str]:
    """The paths of the facts of riverside whose words stand in what `files` resolve to."""
    library, _ = make_library(files)
    words = dump_yaml(document_of(files)).replace("\\u00a0", " ")  # type: ignore[arg-type]
    return {
        path
        for path, text in fact_texts(library.clinics["riverside"]).items()
        if not path.endswith(".source") and text in words
    }


def said(files: Files) -> set[str]:
    """Those that ingredients say are printed."""
    library, _ = make_library(files)
    found = facts_printed(library, "leaflet", "riverside", texts=read_sections(library, library.sections))
    return {path for path in found if path not in DECIDING and not path.endswith(".source")}


@pytest.mark.parametrize(
    "files",
    [
        {},
        {ONE: section("Call {{ clinic.phones.second }}.")},
        {ONE: section("Call {{ clinic.phones.switchboard.hours }}.")},
        {ONE: section("A fever of {{clinic.fever.rule}}.")},
        {ONE: section("To {{ clinic.services.nurse.name }}."), TWO: section("B.", '"{{ clinic.hours }}"')},
        {ONE: section("::: contacts\nshow: [line]\n:::")},
        {ONE: section("::: contacts\nshow: [clinic, services]\n:::")},
        {HANDOUT: definition(sections="[topic/one, {contacts: {show: [nurse]}}]")},
        {HANDOUT: definition(main_message='"Go to {{ clinic.emergency.place }}."')},
        {HANDOUT: definition(call_signs='["{{ clinic.no-answer.rule }}"]')},
        {HANDOUT: definition(sections='[{use: topic/one, heading: "{{ clinic.cover.rule }}"}]')},
    ],
    ids=str,
)  # fmt: skip
def test_what_is_said_to_be_printed_is_printed_and_nothing_else(files: Files) -> None:
    made = {**SILENT, **files}
    assert said(made) == printed(made) - set(DECIDING)  # type: ignore[arg-type]
    assert len(said(made)) > 10


def test_the_imprint_prints_the_first_further_number_alone() -> None:
    library, _ = make_library(SILENT)
    found = facts_on_every_handout(library.clinics["riverside"])
    assert "phones.switchboard.number" in found
    assert not {"phones.second.number", "phones.switchboard.hours", "emergency.place"} & found
    assert {"emergency.source", "phones.advice.night-hours"} <= found


def test_a_pack_prints_the_facts_in_the_words_of_its_handouts() -> None:
    files = {
        **SILENT,
        "handouts/second.yaml": definition(
            code="RBC-002", main_message='"Go to {{ clinic.emergency.place }}."', sections="[topic/two]"
        ),
        HANDOUT: definition(sections="[{handout: second}]"),
    }
    assert "emergency.place" in said(files)
    assert said(files) == printed(files) - set(DECIDING)


NESTED = {ONE: section("- A leaf:\n\n  ![A leaf](figures/leaf.png)\n"), "handouts/figures/leaf.png": PNG}
TERM = {HANDOUT: definition(key_points='["A [biopsy]{.term}.", Two., Three.]')}


@pytest.mark.parametrize(
    ("files", "change"),
    [
        (NESTED, {"handouts/figures/leaf.png": PNG + b"\1"}),
        (TERM, {"handouts/glossary.yaml": FILES["handouts/glossary.yaml"].replace("small", "tiny")}),
    ],
    ids=["a picture inside a list", "a glossary word in a key point"],
)
def test_hashes_leave_out_nothing_that_is_printed(files: Files, change: Files) -> None:
    after = {**files, **change}
    assert document_of(files).hash != document_of(after).hash  # type: ignore[arg-type]
    assert wording_hash(make_library(files)[0], "leaflet") != wording_hash(make_library(after)[0], "leaflet")


def test_a_fact_that_is_not_printed_changes_no_content_hash() -> None:
    for one, other in (
        ("Place-fact", "Other"),
        ("960 101", "960 102"),
        ("Switchhours-fact", "Other"),
        ("Fever-fact", "Other"),
    ):
        assert document_of({**SILENT, CLINIC: FULL.replace(one, other)}).hash == document_of(SILENT).hash, one
    for one, other in (
        ("Switch-fact", "Other"),
        ("960 100", "960 102"),
        ("When-fact", "Other"),
        ("Night-fact", "Other"),
    ):
        same = document_of({**SILENT, CLINIC: FULL.replace(one, other)}).hash == document_of(SILENT).hash
        assert same == (one == "Switch-fact"), one
