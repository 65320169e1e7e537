"""Where words of a printed passage stand in their file."""

from __future__ import annotations

from wardleaf.checks.places import each_advice, each_place, place_of
from wardleaf.findings import SourceFile, Span

FILE = SourceFile("s.md", "Come at XX:XX or at XX:XX,\nor at **XX:XX**. Take 5 mg.\n\nXX:XX")
BLOCK = Span(FILE, 1)


def test_words_that_come_again_have_places_of_their_own() -> None:
    places = [str(span) for _, span in each_place(["XX:XX"] * 4, BLOCK)]
    assert places == ["s.md:1:9", "s.md:1:21", "s.md:2:9", "s.md:1"]  # the fourth belongs to another paragraph


def test_one_place_may_have_two_advices() -> None:
    told = [
        (words, instead, str(span))
        for words, instead, span in each_advice([("XX", "a"), ("XX", "b"), ("XX", "a")], BLOCK)
    ]
    assert told == [("XX", "a", "s.md:1:9"), ("XX", "a", "s.md:1:12"), ("XX", "b", "s.md:1:9")]


def test_a_unit_may_be_printed_closer_to_its_number_than_it_was_typed() -> None:
    assert str(place_of("5mg", BLOCK)) == "s.md:2:23"
