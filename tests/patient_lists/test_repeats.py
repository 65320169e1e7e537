"""Rows that come again, found with a few bytes a row: never one too many, never one too few."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wardleaf.document.fields import HandoutField
from wardleaf.library.label_files import read_profile
from wardleaf.patient_lists import repeats
from wardleaf.patient_lists.reading import MOST_TOLD, PatientList, check_list
from wardleaf.patient_lists.repeats import Repeats, RowNumbers

FIELDS = {
    field.name: field
    for field in (
        HandoutField(name="name", label="Name", required=True),
        HandoutField(name="day", label="Day", type="date"),
    )
}


def found(rows: list[tuple[str, ...]]) -> list[int]:
    again = Repeats()
    for row in rows:
        again.note(*row)
    again.begin()
    first = [again.before(number, *row) for number, row in enumerate(rows, 2)]
    again.begin()
    assert [again.before(number, *row) for number, row in enumerate(rows, 2)] == first
    return first


def expected(rows: list[tuple[str, ...]]) -> list[int]:
    first: dict[tuple[str, ...], int] = {}
    return [0 if first.setdefault(row, number) == number else first[row] for number, row in enumerate(rows, 2)]


some_rows = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["", "x", "\ud800"])), max_size=30)


@given(rows=some_rows)
def test_a_row_that_comes_again_is_told_with_the_first(rows: list[tuple[str, ...]]) -> None:
    assert found(rows) == expected(rows)


@pytest.mark.parametrize("kinds", [1, 2])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=some_rows)
def test_rows_whose_short_marks_are_alike_are_not_taken_for_one_another(
    rows: list[tuple[str, ...]], kinds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    bits = repeats._bits_of
    with monkeypatch.context() as patch:
        patch.setattr(repeats, "_bits_of", lambda texts: (bits(texts)[0] % kinds, bits(texts)[1]))
        assert found(rows) == expected(rows)


@given(numbers=st.lists(st.integers(0, 70)))
def test_row_numbers_are_a_set(numbers: list[int]) -> None:
    rows = RowNumbers()
    for number in numbers:
        rows.add(number)
    assert rows == set(numbers)
    assert list(rows) == sorted(set(numbers))
    assert len(rows) == len(set(numbers))
    assert not any(number in rows for number in (-1, 71, 10**9, "1"))


def check(path: Path, by: str = "") -> PatientList:
    return check_list(path, FIELDS, editions=("standard",), profile=read_profile("uk"), by=by)


@pytest.mark.parametrize(
    ("row", "bad"), [("{0},2026-11-24", 0), ("{0},soon", 10_000), ("{1},2026-11-24", 5_000), ("Same,", 9_999)]
)
@pytest.mark.parametrize("by", ["", "name"])
def test_memory_does_not_grow_with_the_list(tmp_path: Path, row: str, bad: int, by: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "Name,Day\n" + "".join(f"{row.format(number, number // 2)}\n" for number in range(10_000)), encoding="utf-8"
    )
    tracemalloc.start()
    checked = check(path, by)
    made = sum(1 for _ in checked.rows())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (len(checked.bad_rows), made) == (bad, 10_000 - bad)
    assert (
        peak < 700_000
    )  # what is held at once, and a few bytes a row; rows kept as Python keeps things are more than twice that


def test_of_very_many_mistakes_the_first_are_told_and_all_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Day\n" + ",soon\n" * 150, encoding="utf-8")
    checked = check(path)
    assert len(checked.findings) == MOST_TOLD + 1
    assert checked.bad_rows == set(range(2, 152))
    # Three mistakes a row from the second on: no name, no date, the same row again.
    assert checked.findings[-1].message == "249 more mistakes in 83 rows, from 69 to 151; so many often have one cause"
    assert len(list(checked.mistakes())) == 449
    assert [mistake.message for mistake in checked.mistakes()][-1] == "row 151 is the same as row 2"


def test_one_mistake_more_than_is_told(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Day\n" + "".join(f"{number},soon\n" for number in range(MOST_TOLD + 1)), encoding="utf-8")
    assert check(path).findings[-1].message == f"1 more mistake in row {MOST_TOLD + 2}; so many often have one cause"
