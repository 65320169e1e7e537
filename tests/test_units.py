"""Numbers in sentences that name a bound too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardleaf.units import beside


@pytest.mark.parametrize(
    ("number", "bound", "written"),
    [
        (5.997, 6, "5.997"),
        (6.0, 7, "6.0"),
        (5.96, 6, "5.96"),
        (6.04, 6, "6.04"),
        (6.0, 6.0, "6.0"),
        (5.99999, 6, "5.99999"),
        (8.04, 8, "8.04"),
        (5.4, 6, "5.4"),
    ],
)
def test_a_number_shows_on_which_side_of_its_bound_it_is(number: float, bound: float, written: str) -> None:
    assert beside(number, bound) == written


@given(st.floats(0, 1000), st.floats(0, 1000).map(lambda bound: round(bound, 1)))
def test_what_is_written_compares_as_what_was_measured(number: float, bound: float) -> None:
    written = float(beside(number, bound))
    assert abs(number - bound) < 1e-6 or (
        (written > bound) == (number > bound) and (written < bound) == (number < bound)
    )
