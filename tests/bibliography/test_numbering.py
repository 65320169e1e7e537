from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.bibliography.making import people, reference

from wardleaf.bibliography.numbering import compress, number_citations, short_name

NUMBERS = st.lists(st.integers(1, 40))


def test_numbers_by_first_citation() -> None:
    assert number_citations([("b", "a"), ("a",), ("c", "b", "d")]) == {"b": 1, "a": 2, "c": 3, "d": 4}
    assert number_citations([]) == {}


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from("abcdefgh"))))
def test_numbers_count_from_one_without_gaps(citations: list[list[str]]) -> None:
    numbers = number_citations(citations)
    assert list(numbers.values()) == list(range(1, len(numbers) + 1))
    assert set(numbers) == {key for keys in citations for key in keys}


@pytest.mark.parametrize(
    ("numbers", "parts"),
    [
        ((), ()),
        ((3,), ((3, 3),)),
        ((1, 2), ((1, 1), (2, 2))),
        ((1, 2, 3), ((1, 3),)),
        ((3, 1, 2, 2, 7, 9, 8, 5), ((1, 3), (5, 5), (7, 9))),
        ((1, 2, 4, 5, 6, 8), ((1, 1), (2, 2), (4, 6), (8, 8))),
    ],
)
def test_compress(numbers: tuple[int, ...], parts: tuple[tuple[int, int], ...]) -> None:
    assert compress(numbers) == parts


@settings(deadline=None)
@given(NUMBERS)
def test_compressed_numbers_are_the_same_numbers(numbers: list[int]) -> None:
    parts = compress(numbers)
    assert [number for first, last in parts for number in range(first, last + 1)] == sorted(set(numbers))
    assert all(first == last or last - first >= 2 for first, last in parts)
    # no three in a row stand alone
    singles = [first for first, last in parts if first == last]
    assert not any(number + 1 in singles and number + 2 in singles for number in singles)


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        (("Dear, R. F.",), "Dear 2013"),
        (("Dear, R. F.", "Moy, B."), "Dear and Moy 2013"),
        (("Dear, R. F.", "Moy, B.", "Poe, E."), "Dear and others 2013"),
        (("World Health Organization",), "World Health Organization 2013"),
        ((), "How long does a treatment… 2013"),
    ],
)
def test_short_names(authors: tuple[str, ...], expected: str) -> None:
    entry = reference(
        "webpage", "How long does a treatment with chemotherapy take?", author=people(*authors), issued="2013"
    )
    assert short_name(entry) == expected


def test_short_name_without_a_date() -> None:
    assert short_name(reference("webpage", "Hair loss")) == "Hair loss"
