"""Fields of a personal copy: what suits them, how they are printed, and how a page leaves room for them."""

from __future__ import annotations

import pytest
from tests.document.making import HANDOUT, ONE, block_of, definition, resolve, section, shown, words

from wardleaf.document.fields import HandoutField, printed_value, value_problem
from wardleaf.document.model import Diary, Field, PreparedFor, runs_text
from wardleaf.library.label_files import read_labels, read_profile

UK, US = read_profile("uk"), read_profile("us")
TEXT = HandoutField(name="note", label="Note", max_length=10)
DATE = HandoutField(name="day", label="Day", type="date")
VISITS = HandoutField(name="visits", label="Visits", type="appointments", max_length=40)
FIELDS = "{day: {label: First day, type: date}, visits: {label: Your visits, type: appointments}, note: {label: Note, max-length: 10}}"


def printed(field: HandoutField, value: str, country: str = "uk") -> str:
    labels = read_labels("en-GB")
    assert labels is not None
    profile = read_profile("uk" if country == "uk" else "us")
    assert value_problem(field, value, profile=profile) == ""
    return shown(printed_value(field, value, labels=labels, profile=profile))


@pytest.mark.parametrize(
    ("field", "value", "country", "expected"),
    [
        (TEXT, "  two \n words", "uk", "two words"),
        (TEXT, "Zoe\u0308", "uk", "Zo\u00eb"),
        (DATE, "2026-11-04", "uk", "4~November~2026"),
        (DATE, "4/11/2026", "uk", "4~November~2026"),
        (DATE, "04.11.2026", "uk", "4~November~2026"),
        (DATE, "11/4/2026", "us", "November~4,~2026"),
        (DATE, "2026-11-04 00:00", "uk", "4~November~2026"),
        (VISITS, "2026-11-24 10:30 Ward 4; 1/12/2026", "uk", "24~November~2026, 10:30, Ward 4\n1~December~2026"),
        (VISITS, "2026-11-24, Ward 4\n\n", "uk", "24~November~2026, Ward 4"),
    ],
)
def test_values_are_printed_as_the_clinic_writes(field: HandoutField, value: str, country: str, expected: str) -> None:
    assert printed(field, value, country) == expected


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        (TEXT, "eleven long", "has 11 characters; there is room for 10"),
        (TEXT, "a\x07b", "holds signs that are no letters; type it again"),
        (DATE, "tomorrow", "is not a date; write it like 2026-11-24 or 24/11/2026"),
        (DATE, "31/02/2026", "is not a date; write it like 2026-11-24 or 24/11/2026"),
        (DATE, "2026-11-04 and more", "is not a date; write it like 2026-11-24 or 24/11/2026"),
        (
            VISITS,
            "Monday",
            "holds an appointment that does not begin with its date, like 2026-11-24 or 24/11/2026 10:30 Ward 4",
        ),
        (VISITS, "2026-11-24\n" * 13, "holds 13 appointments; there is room for 12"),
        (VISITS, f"2026-11-24 {'x' * 40}", "holds an appointment of 51 characters; there is room for 40"),
    ],
)
def test_what_does_not_suit_is_said_without_the_value(field: HandoutField, value: str, problem: str) -> None:
    assert value_problem(field, value, profile=UK) == problem


def test_the_order_of_day_and_month_is_the_countrys() -> None:
    assert value_problem(DATE, "24/11/2026", profile=UK) == ""
    assert "11/24/2026" in value_problem(DATE, "24/11/2026", profile=US)


def test_fields_in_the_text_and_in_prepared_for() -> None:
    files = {
        HANDOUT: definition(fields=FIELDS),
        ONE: section("You begin on {{ field.day }}.\n\n::: prepared-for\nfields: [name, visits]\n:::\n"),
    }
    values = {"day": "2026-11-24", "visits": "2026-11-24; 2026-12-01", "name": "A B"}
    document, findings = resolve(files, values=values)
    assert document is not None, findings
    assert "You begin on 24~November~2026." in words(document)
    block = block_of(document, PreparedFor)
    assert isinstance(block, PreparedFor)
    assert [field.value for field in block.fields] == ["A B", "24\u00a0November\u00a02026\n1\u00a0December\u00a02026"]
    blank, _ = resolve(files)
    assert blank is not None
    empty = block_of(blank, PreparedFor)
    assert isinstance(empty, PreparedFor)
    assert empty.fields == (Field(name="name", label="Name"), Field(name="visits", label="Your visits", lines=3))
    assert blank.hash == document.hash


def test_an_unsuitable_value_is_told_without_it() -> None:
    document, findings = resolve({HANDOUT: definition(fields=FIELDS)}, values={"day": "Quibblethorpe"})
    assert document is None
    assert [(finding.name, finding.message) for finding in findings] == [
        ("unsuitable-field-value", "the value for `day` is not a date; write it like 2026-11-24 or 24/11/2026")
    ]


def test_an_empty_value_leaves_the_line_to_write_on() -> None:
    document, _ = resolve(values={"name": "  "})
    assert document is not None
    prepared = document.first_page.prepared_for
    assert prepared is not None
    assert prepared.fields[0].value is None


def diary_rows(rows: str, values: dict[str, str] | None = None) -> list[str]:
    files = {
        HANDOUT: definition(fields=FIELDS),
        ONE: section(f"Words.\n\n::: diary\ncolumns: [When, Notes]\nrows: {rows}\n:::\n"),
    }
    document, findings = resolve(files, values=values)
    assert document is not None, findings
    block = block_of(document, Diary)
    assert isinstance(block, Diary)
    return [shown(runs_text(row)) for row in block.rows]


def test_a_diary_has_a_row_for_each_appointment() -> None:
    rows = '[Before, "{{ field.visits }}", "{{ field.day }}"]'
    values = {"day": "2026-11-24", "visits": "2026-11-24 10:30 Ward 4; 2026-12-01"}
    assert diary_rows(rows, values) == [
        "Before",
        "24~November~2026, 10:30, Ward 4",
        "1~December~2026",
        "24~November~2026",
    ]
    assert diary_rows(rows) == ["Before", "", "", "", "First day"]


def test_a_row_of_a_diary_is_a_field_or_words() -> None:
    for row, code in (("On {{ field.day }}", "D129"), ("{{ field.dya }}", "D107")):
        files = {
            HANDOUT: definition(fields=FIELDS),
            ONE: section(f'Words.\n\n::: diary\ncolumns: [When]\nrows: ["{row}"]\n:::\n'),
        }
        _, findings = resolve(files)
        assert [finding.code for finding in findings] == [code]
