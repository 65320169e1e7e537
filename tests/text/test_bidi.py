"""The bidirectional algorithm says of every case of Unicode's own test what the test says."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardleaf.text.bidi import (
    bidi_class,
    bracket,
    first_strong_level,
    line_levels,
    paragraph_levels,
    visual_order,
)

CASES = Path(__file__).with_name("bidi_character_test.txt.xz")
REMOVED = ("LRE", "RLE", "LRO", "RLO", "PDF", "BN")
# One or more characters of each class that the algorithm tells apart, and brackets of each kind of pair
SIGNS = "aא\u06271\u06601+-$,\u0300 \t.&()[]{}\u2329\u3009\u298d\u298e\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\u200b"


def test_every_case_of_the_bidi_character_test_comes_out() -> None:
    lines = lzma.decompress(CASES.read_bytes()).decode().splitlines()
    wrong = []
    for line in lines:
        points, direction, base, levels, order = line.split(";")
        text = "".join(chr(int(point, 16)) for point in points.split())
        own = first_strong_level([bidi_class(character) for character in text]) or 0
        own = own if direction == "2" else int(direction)
        found = line_levels(text, paragraph_levels(text, base=own), base=own)
        kept = [place for place, character in enumerate(text) if bidi_class(character) not in REMOVED]
        shown = [kept[rank] for rank in visual_order([found[place] for place in kept])]
        marked = [str(found[place]) if place in set(kept) else "x" for place in range(len(text))]
        if (str(own), marked, [str(place) for place in shown]) != (base, levels.split(), order.split()):
            wrong.append(line)
    assert len(lines) == 91_707
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "base", "shown"),
    [
        ("call אבג now", 0, "call גבא now"),
        ("אב 12 גד", 1, "דג 12 בא"),
        ("אב (12) גד", 1, "דג )12( בא"),
        ("אב Panadol 500 mg", 1, "Panadol 500 mg בא"),
        ("", 1, ""),
    ],
)
def test_a_line_is_seen_from_left_to_right(text: str, base: int, shown: str) -> None:
    levels = line_levels(text, paragraph_levels(text, base=base), base=base)
    assert "".join(text[place] for place in visual_order(levels)) == shown


def test_space_at_the_end_of_a_line_runs_as_the_paragraph_does() -> None:
    text = "אב ab "
    assert paragraph_levels(text, base=1) == (1, 1, 1, 2, 2, 1)
    assert line_levels("ab ", (2, 2, 2), base=1) == (2, 2, 1)
    assert line_levels("a \tb", (2, 2, 2, 2), base=1) == (2, 1, 1, 2)


@pytest.mark.parametrize(
    ("opening", "closing"),
    ["()", "[]", "{}", "\uff3b\uff3d", "\u2329\u232a", "\u2329\u3009", "\u298d\u2990", "\u298f\u298e"],
)
def test_the_two_signs_of_a_pair_name_one_another(opening: str, closing: str) -> None:
    first, last = bracket(opening), bracket(closing)
    assert first is not None and last is not None
    assert (first.opens, last.opens) == (True, False)
    assert first.pair == last.pair


@pytest.mark.parametrize("sign", ["a", "<", "\u201c", "\u00ab", "\u0f3a"])
def test_only_mirrored_signs_that_open_or_close_are_brackets(sign: str) -> None:
    assert (bracket(sign) is None) == (sign != "\u0f3a")


@given(st.text(st.sampled_from(SIGNS), max_size=24), st.sampled_from((0, 1)))
def test_any_text_keeps_every_character_once(text: str, base: int) -> None:
    levels = line_levels(text, paragraph_levels(text, base=base), base=base)
    assert len(levels) == len(text)
    assert all(base <= level <= 126 for level in levels)
    assert sorted(visual_order(levels)) == list(range(len(text)))


@given(st.text("abc é12.,;() \u0995\u0916\u4e2d", max_size=40))
def test_text_of_left_to_right_scripts_stays_as_it_is(text: str) -> None:
    assert set(paragraph_levels(text, base=0)) <= {0}
