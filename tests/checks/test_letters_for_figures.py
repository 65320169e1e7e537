"""Letters that stand where figures were meant: found in every number, and no name that has both letters and figures is
one.
"""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wardleaf.checks.letters_for_figures import as_dialled, letters_in_numbers
from wardleaf.checks.typed_numbers import phone_numbers

EXAMPLES = settings(max_examples=150, derandomize=True, deadline=None)
LETTERS = {"0": "Oo", "1": "lI"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1O mg", "10 mg"), ("l0 mg", "10 mg"), ("5O0 mg", "500 mg"), ("I0 tablets", "10 tablets"), ("lOO mg", "100 mg"), ("1Omg", "10 mg"), ("O.5 ml", "0.5 ml"),
        ("0.l mg", "0.1 mg"), ("l to 2 tablets", "1 to 2 tablets"), ("I–2 ml", "1–2 ml"), ("SO mg", "50 mg"), ("1S0 mg", "150 mg"), ("5 OOO units", "5 000 units"),
        ("l,200 people", "1,200 people"), ("25O/50 mg", "250/50 mg"), ("2x1O mg", "10 mg"), ("1O:30", "10:30"), ("8.OO am", "8.00 am"), ("12/O1/2026", "12/01/2026"), ("20l6", "2016"),
        ("I2 hours", "12 hours"), ("1O%", "10%"), ("9O in 100", "90"), ("l in 10 people", "1"), ("1\u041e mg", "10 mg"), ("FEC-1OO", "100"), ("1|0 mg", "110 mg"),
    ],
)  # fmt: skip
def test_a_letter_among_figures_is_found_with_what_was_meant(typed: str, meant: str) -> None:
    for text in (typed, f"Take {typed}.", f"It is so ({typed})"):
        assert [number.meant for number in letters_in_numbers(text)] == [meant], text


NAMES = (
    "vitamin B12 tablets", "B6 tablets", "H2O", "CO2", "O2 by mask", "5 l of O2", "I-131 capsules", "I131 capsules", "T-DM1", "CDK4/6 tablets", "HER2", "5-FU", "FEC-100", "Q10", "L4/5", "L5-S1",
    "S-1 capsules", "O-negative", "IL-2", "2l of water", "1.5l", "10s", "the 1980s", "stage IIB", "Ward 10B", "SO14 0YS", "BS1 5SS", "S10 2SB", "O157:H7", "HLA-B27", "S100", "I am 10", "Will I in 10 years be well",
    "Should I take 2 tablets", "Oil capsules", "IBS tablets", "SO 10 MG", "HbA1c", "T2 N1 M0", "BRCA1", "SpO2 95%", "38oC", "38o C", "4 mmol/l 5", "stage I or II", "phase I to 2 years", "IV 10 mg", "COVID-19",
    "12B Main St", "24/7", "10 l/min", "2l/day", "Room 5S", "O’Brien 10 mg", "grade I", "1st", "3D", "B1 1BB", "0800", "blood group O to 100 people", "Type I 10 mg", "1|2", "999|911",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_names_with_letters_and_figures_are_no_numbers(name: str) -> None:
    for text in (name, f"It is {name} here.", f"({name})"):
        assert letters_in_numbers(text) == (), text


@EXAMPLES
@given(
    number=st.integers(0, 99_999).map("{:,}".format)
    | st.integers(0, 9999).map(lambda tenths: f"{tenths / 10:.1f}")
    | st.dates().map("{:%d/%m/%Y}".format),
    unit=st.sampled_from(["mg", "ml", "%", "tablets", "people", "am", "°C", ""]),
    name=st.sampled_from(NAMES),
    gap=st.sampled_from(["", " "]),
)
def test_a_number_of_figures_alone_is_never_told_whatever_stands_beside_it(
    number: str, unit: str, name: str, gap: str
) -> None:
    assert letters_in_numbers(f"See {name}, then {number}{gap}{unit}.") == ()
    assert letters_in_numbers(f"Take {number}{gap}{unit}: {name}.") == ()


@EXAMPLES
@given(
    number=st.integers(1, 9999).map(str) | st.integers(1, 999).map(lambda tenths: f"{tenths / 10:.1f}"),
    unit=st.sampled_from(["mg", "ml", "micrograms", "tablets", "capsules"]),
    gap=st.sampled_from([" ", "\xa0", "-"]),
    data=st.data(),
)
def test_any_dose_with_a_letter_for_a_figure_is_told(number: str, unit: str, gap: str, data: st.DataObject) -> None:
    places = [place for place, sign in enumerate(number) if sign in LETTERS]
    if not places:
        assert letters_in_numbers(f"Take {number}{gap}{unit} at night.") == ()
        return
    changed = data.draw(st.sets(st.sampled_from(places), min_size=1))
    typed = "".join(
        data.draw(st.sampled_from(LETTERS[sign])) if place in changed else sign for place, sign in enumerate(number)
    )
    (found,) = letters_in_numbers(f"Take {typed}{gap}{unit} at night.")
    assert found.meant == f"{number}{gap}{unit}"


@pytest.mark.parametrize(
    "typed",
    ["O1632 960 150", "0l632 960150", "01632 96O 15O", "O8OO 123 4567", "(O1632) 960150", "+44 l632 960150", "O1632960150", "01632 960 I50", "0800 IOO 200", "01632 96S 150"],
)  # fmt: skip
def test_a_number_to_call_is_read_with_figures_for_its_letters(typed: str) -> None:
    line = f"Ring {typed} at once."
    assert len(as_dialled(line)) == len(line)
    assert [phone.start for phone in phone_numbers(as_dialled(line))] == [5]
    assert letters_in_numbers(line) == ()


def test_long_lines_take_time_that_grows_with_their_length() -> None:
    for piece in ("O", "0O", "l ", "1O ", "O1 ", "I in ", "0-", "SO ", "1/", "5 OOO "):
        line = piece * (40_000 // len(piece))
        began = time.perf_counter()
        letters_in_numbers(line), as_dialled(line)
        assert time.perf_counter() - began < 5, piece
