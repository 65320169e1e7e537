from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.bibliography.making import person

from wardleaf.bibliography.names import AMA_NAMES, NLM_NAMES, format_names, format_person, initials
from wardleaf.bibliography.pages import elided_pages, full_pages
from wardleaf.bibliography.titles import edition_text, title_case
from wardleaf.library.schema import Name


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("R. F.", "RF"),
        ("R.F.", "RF"),
        ("RF", "RF"),
        ("Robert F.", "RF"),
        ("Robert Francis", "RF"),
        ("A. G. K.", "AGK"),
        ("AGK", "AGK"),
        ("S.-D.", "SD"),
        ("Sung-Dae", "SD"),
        ("Jean‑Paul", "JP"),
        ("Élodie", "É"),
        ("E\u0301lodie", "É"),
        ("ann", "A"),
        ("J", "J"),
        ("", ""),
        ("-", ""),
        ("D'Arcy", "D"),
        ("'t", "T"),
        ("Ł.", "Ł"),
    ],
)
def test_initials(given: str, expected: str) -> None:
    assert initials(given) == expected


def test_nlm_keeps_two_initials() -> None:
    assert initials("A. G. K.", most=2) == "AG"


@pytest.mark.parametrize(
    ("written", "ama", "nlm"),
    [
        ("van der Berg, J. K. L.", "van der Berg JKL", "van der Berg JK"),
        ("Gilstrap, L. C., III", "Gilstrap LC III", "Gilstrap LC 3rd"),
        ("Gilstrap, L. C., 3rd", "Gilstrap LC III", "Gilstrap LC 3rd"),
        ("DeVita, V. T., Jr.", "DeVita VT Jr", "DeVita VT Jr"),
        ("O'Neil, A.", "O'Neil A", "O'Neil A"),
        ("Plato,", "Plato", "Plato"),
    ],
)
def test_people(written: str, ama: str, nlm: str) -> None:
    assert format_person(person(written), AMA_NAMES) == ama
    assert format_person(person(written), NLM_NAMES) == nlm


@pytest.mark.parametrize(
    ("names", "ama", "nlm"),
    [
        ([*"abc", "et al.", "A Group"], "A, B, C, et al; A Group", "A, B, C, et al.; A Group"),
        ([*"ab", "others"], "A, B, et al", "A, B, et al."),
        (["A Group", *"ab", "et al"], "A Group; A, B, et al", "A Group; A, B, et al."),
        ([*"abcde", "and others"], "A, B, C, et al", "A, B, C, D, E, et al."),
        ([*"abcdefgh", "et al."], "A, B, C, et al", "A, B, C, D, E, F, et al."),
        (["A Group"], "A Group", "A Group"),
    ],
)
def test_a_list_of_which_not_all_are_known_is_cut_where_its_people_end(names: list[str], ama: str, nlm: str) -> None:
    written = [Name(family=name.upper()) if len(name) == 1 else Name(literal=name) for name in names]
    assert format_names(written, AMA_NAMES) == ama
    assert format_names(written, NLM_NAMES) == nlm


def test_somebody_of_one_name() -> None:
    assert format_person(Name(given="Sukarno"), AMA_NAMES) == "Sukarno"


@pytest.mark.parametrize(
    ("stored", "full", "elided"),
    [
        ("111-121", "111-121", "111-21"),
        ("105-111", "105-111", "105-11"),
        ("1687-1717", "1687-1717", "1687-717"),
        ("284-287", "284-287", "284-7"),
        ("297-320", "297-320", "297-320"),
        ("93-113", "93-113", "93-113"),
        ("999-1003", "999-1003", "999-1003"),
        ("1000-1004", "1000-1004", "1000-4"),
        ("12-13", "12-13", "12-3"),
        ("5-9", "5-9", "5-9"),
        ("7-7", "7", "7"),
        ("7", "7", "7"),
        ("111–121", "111-121", "111-21"),
        ("111--121", "111-121", "111-21"),
        ("111 - 121", "111-121", "111-21"),
        ("111-21", "111-121", "111-21"),
        ("pp. 111-121", "111-121", "111-21"),
        ("p 12", "12", "12"),
        ("1-5, 110-115", "1-5, 110-115", "1-5, 110-5"),
        ("110-115; discussion 116-119", "110-115; discussion 116-119", "110-5; discussion 116-9"),
        ("S93-S99", "S93-S99", "S93-S99"),
        ("S93-9", "S93-9", "S93-9"),
        ("e3996", "e3996", "e3996"),
        ("e1-e10", "e1-e10", "e1-e10"),
        ("CD008792", "CD008792", "CD008792"),
        ("iv-xii", "iv-xii", "iv-xii"),
        ("12-14-16", "12-14-16", "12-14-16"),
        ("105.e1-105.e9", "105.e1-105.e9", "105.e1-105.e9"),
        ("", "", ""),
    ],
)
def test_pages(stored: str, full: str, elided: str) -> None:
    assert full_pages(stored) == full
    assert elided_pages(stored) == elided


@settings(deadline=None)
@given(st.integers(1, 99999), st.integers(1, 99999))
def test_elided_pages_say_the_same_as_full_ones(first: int, more: int) -> None:
    stored = f"{first}-{first + more}"
    assert full_pages(elided_pages(stored)) == stored


@settings(deadline=None)
@given(st.text())
def test_pages_are_settled(text: str) -> None:
    assert full_pages(full_pages(text)) == full_pages(text)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Teaching patients with low literacy skills", "Teaching Patients With Low Literacy Skills"),
        ("The genetic basis of human cancer", "The Genetic Basis of Human Cancer"),
        ("living with cancer: a guide for you and us", "Living With Cancer: A Guide for You and Us"),
        ("BRCA1, pH and mRNA in an e-book", "BRCA1, pH and mRNA in an E-Book"),
        ("Evidence-based care", "Evidence-Based Care"),
        ("Follow-up after surgery", "Follow-up After Surgery"),
        ("a patient’s guide to “the” drip", "A Patient’s Guide to “The” Drip"),
        ("What it is", "What It Is"),
        ("21-gene tests", "21-Gene Tests"),
        ("", ""),
    ],
)
def test_title_case(title: str, expected: str) -> None:
    assert title_case(title) == expected


@pytest.mark.parametrize(
    ("edition", "expected"),
    [
        ("2", "2nd ed"),
        ("3rd", "3rd ed"),
        ("4th ed.", "4th ed"),
        ("11", "11th ed"),
        ("12", "12th ed"),
        ("21", "21st ed"),
        ("112", "112th ed"),
        ("Rev.", "Rev ed"),
        ("2nd edition", "2nd ed"),
        ("1", ""),
        ("", ""),
        ("ed.", ""),
    ],
)
def test_editions(edition: str, expected: str) -> None:
    assert edition_text(edition, first=False) == expected


def test_first_edition_where_wanted() -> None:
    assert edition_text("1", first=True) == "1st ed"
