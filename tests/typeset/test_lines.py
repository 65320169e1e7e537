"""Breaking lines: nothing lost, nothing too wide, and breaks only where a reader expects them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.typeset.making import resources_of, style_of

from wardleaf.document.model import Break, Citation, CitationPiece, Emphasis, Plain, Runs, Strong
from wardleaf.reading.inline import read_runs
from wardleaf.text.faces import font_book
from wardleaf.typeset.lines import Line, Word, balance_lines, break_lines, natural_width, widest_word, word_text
from wardleaf.typeset.runs import Setting, set_kids

EXAMPLES = settings(max_examples=60, deadline=None)
LETTERS = st.text(alphabet="abcdehilmnorstuwäéï", min_size=1, max_size=14)
GLUED = st.lists(LETTERS, min_size=2, max_size=3).map("\u00a0".join)
TEXTS = st.lists(st.one_of(LETTERS, LETTERS, GLUED), min_size=1, max_size=40).map(" ".join)
WIDTHS = st.floats(min_value=20, max_value=600)
CITATION = Citation((CitationPiece(text="["), CitationPiece(text="12", number=12), CitationPiece(text="]")), (12,))


@lru_cache(maxsize=1)
def setting() -> Setting:
    style = style_of("riverside", "standard")
    return Setting(font_book(style.fonts, resources_of("riverside").fonts), style.inline, style.floor)


def words_of(*runs: str | Runs) -> tuple[Word, ...]:
    """The words of plain texts and runs, in the body's type."""
    joined: Runs = tuple(part for run in runs for part in ((Plain(run),) if isinstance(run, str) else run))
    return set_kids(read_runs(joined), style_of("riverside", "standard").body.text, setting())


def shown(line: Line) -> str:
    return "".join(fragment.text for fragment in line.fragments)


def told(lines: Sequence[Line]) -> list[str]:
    return [shown(line).rstrip(" ") for line in lines]


@EXAMPLES
@given(text=TEXTS, width=WIDTHS)
def test_no_word_is_lost_or_moved(text: str, width: float) -> None:
    words = words_of(text)
    for lines in (break_lines(words, width), balance_lines(words, width)):
        assert "".join(shown(line) for line in lines) == text


@EXAMPLES
@given(text=TEXTS, width=WIDTHS)
def test_no_line_is_wider_than_the_measure(text: str, width: float) -> None:
    words = words_of(text)
    for lines in (break_lines(words, width), balance_lines(words, width)):
        for line in lines:
            assert line.width <= width + 0.02 or len(shown(line).strip()) == 1
            assert line.width == pytest.approx(natural_width(words_of(shown(line).rstrip(" "))), abs=0.01)


@EXAMPLES
@given(text=TEXTS, width=WIDTHS)
def test_a_word_is_broken_only_when_no_line_could_hold_it(text: str, width: float) -> None:
    words = words_of(text)
    for lines in (break_lines(words, width), balance_lines(words, width)):
        for before in lines[:-1]:
            assert shown(before).endswith(" ") or widest_word(words) > width


@EXAMPLES
@given(text=TEXTS, width=WIDTHS)
def test_each_line_is_as_full_as_it_can_be(text: str, width: float) -> None:
    words = words_of(text)
    lines = told(break_lines(words, width))
    if widest_word(words) > width:
        return
    if len(lines) > 1 and lines[-1].count(" ") == 1:  # the last may have been given a word
        given, alone = lines[-1].split(" ")
        if natural_width(words_of(f"{lines[-2]} {given}")) <= width:
            assert natural_width(words_of(f"{lines[-2]} {given} {alone}")) > width
            lines[-2:] = [f"{lines[-2]} {given}", alone]
    for line, after in itertools.pairwise(lines):
        first = after.split(" ")[0]
        assert natural_width(words_of(f"{line} {first}")) > width


@EXAMPLES
@given(text=TEXTS, width=WIDTHS)
def test_a_lone_last_word_is_given_company_where_the_line_above_can_spare_it(text: str, width: float) -> None:
    words = words_of(text)
    if widest_word(words) > width:
        return
    lines = told(break_lines(words, width))
    if len(lines) > 1 and " " not in lines[-1]:
        *stay, given = lines[-2].split(" ")
        taken = natural_width(words_of(f"{given} {lines[-1]}"))
        assert len(stay) < 2 or taken > width or taken > natural_width(words_of(" ".join(stay)))


def test_company_leaves_pieces_of_one_word_and_the_authors_breaks_alone() -> None:
    words = words_of("Keep our numbers on the fridge and in your bag")
    width = natural_width(words) - 3
    assert told(break_lines(words, width)) == ["Keep our numbers on the fridge and in", "your bag"]
    address = words_of("See the pages at https://example.org/a/b")
    width = natural_width(address) - 3
    assert told(break_lines(address, width)) == ["See the pages at https://example.org/a/", "b"]
    broken = words_of((Plain("Keep our numbers here"), Break(), Plain("now")))
    assert told(break_lines(broken, 400.0)) == ["Keep our numbers here", "now"]


@EXAMPLES
@given(text=TEXTS, width=st.floats(min_value=120, max_value=600))
def test_balanced_lines_are_as_many_and_no_wider(text: str, width: float) -> None:
    words = words_of(text)
    full, even = break_lines(words, width), balance_lines(words, width)
    assert len(even) == len(full)
    assert max(line.width for line in even) <= max(line.width for line in full) + 0.01


@EXAMPLES
@given(text=TEXTS, width=WIDTHS)
def test_a_space_that_holds_is_never_a_line_end(text: str, width: float) -> None:
    words = words_of(text)
    if widest_word(words) > width:
        return
    assert not [
        line for line in told(break_lines(words, width)) if line.startswith("\u00a0") or line.endswith("\u00a0")
    ]


@EXAMPLES
@given(
    before=TEXTS, after=TEXTS, width=st.floats(min_value=150, max_value=600), space=st.sampled_from(["", " ", "\u00a0"])
)
def test_a_citation_never_begins_a_line(before: str, after: str, width: float, space: str) -> None:
    words = words_of(before + space, (CITATION,), " " + after, (CITATION,), ".")
    if widest_word(words) > width:
        return
    lines = break_lines(words, width)
    assert not [line for line in told(lines) if line.startswith(("[", "."))]
    assert [number for line in lines for number in line.numbers] == [12, 12]


def test_the_last_line_of_a_heading_is_not_a_lone_word() -> None:
    words = words_of("How chemotherapy is given to you at our day unit")
    width = natural_width(words) - 5
    assert told(break_lines(words, width)) == ["How chemotherapy is given to you at our", "day unit"]
    assert told(balance_lines(words, width)) == ["How chemotherapy is", "given to you at our day unit"]


def test_a_heading_is_balanced_without_breaking_its_longest_word() -> None:
    words = words_of("Chemotherapy for tumours")
    assert told(balance_lines(words, widest_word(words) * 1.6)) == ["Chemotherapy", "for tumours"]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("follow-up", ["follow-", "up"]),
        ("side-effect-free", ["side-", "effect-", "free"]),
        ("cancer–free", ["cancer–", "free"]),
        ("x-ray", ["x-ray"]),
        ("555-0142", ["555-0142"]),
        ("10–20", ["10–20"]),
        ("HER2-positive", ["HER2-positive"]),
        ("COVID-19", ["COVID-19"]),
        (
            "https://www.example.org/a-page/of?the=site",
            ["https://www.example.org/", "a", "-page/", "of", "?the", "=site"],
        ),
        ("www.example.org/leaflet", ["www.example.org/", "leaflet"]),
        ("and/or", ["and/or"]),
    ],
)
def test_where_a_word_may_be_parted(text: str, pieces: list[str]) -> None:
    words = words_of(text)
    assert ["".join(fragment.text for fragment in word.fragments) for word in words] == pieces


def test_a_word_wider_than_the_measure_is_broken_between_characters() -> None:
    first, *full, last = told(break_lines(words_of("a " + "x" * 200 + " b"), 100.0))
    assert first == "a"
    assert len(full) > 5
    assert len(set(full)) == 1
    assert "".join(full) + last == "x" * 200 + " b"


@EXAMPLES
@given(text=TEXTS, width=WIDTHS)
def test_a_line_that_ends_inside_a_word_says_which(text: str, width: float) -> None:
    words = words_of(text)
    broken = {word_text(word).strip() for word in words if word.width > width + 0.01}
    assert {line.cut for line in break_lines(words, width) if line.cut} == broken
    assert {line.cut for line in balance_lines(words, width) if line.cut} == broken


def test_a_measure_of_nothing_still_ends() -> None:
    assert told(break_lines(words_of("abc de"), 0.0)) == ["a", "b", "c", "d", "e"]


def test_the_authors_own_breaks_end_lines() -> None:
    words = words_of("One", (Break(),), "two three", (Break(),), "four")
    assert told(break_lines(words, 500.0)) == ["One", "two three", "four"]
    assert natural_width(words) == pytest.approx(natural_width(words_of("two three")), abs=0.01)


def test_a_word_may_go_on_from_one_look_into_the_next() -> None:
    words = words_of("un", (Strong((Plain("believ"),)), Emphasis((Plain("able"),))), "! Yes")
    assert ["".join(fragment.text for fragment in word.fragments) for word in words] == ["unbelievable!", "Yes"]


def test_nothing_gives_no_lines() -> None:
    assert break_lines((), 100.0) == ()
    assert balance_lines((), 100.0) == ()
    assert widest_word(()) == natural_width(()) == 0.0


@EXAMPLES
@given(
    text=TEXTS,
    number=st.sampled_from(["150\u00a0mg", "01632\u00a0960\u00a0140", "½\u00a0tablet", "2026-11-01"]),
    width=WIDTHS,
)
def test_what_has_figures_is_never_broken_however_narrow_the_line(text: str, number: str, width: float) -> None:
    words = words_of(f"{text} {number} {text}")
    for lines in (break_lines(words, width), balance_lines(words, width)):
        assert sum(line.split(" ").count(number) for line in told(lines)) == 1


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("150\u00a0mg, 2026-11-01 and ½", ["figures", "figures", "word", "figures"]),
        ("https://example.org/2026/a1", ["address", "address", "address"]),
        ("ward7@example.org www.example.org/24 10.1056/NEJMoa1814017 clinic.example/24h", ["address"] * 5),
    ],
)
def test_what_gives_way_first(text: str, holds: list[str]) -> None:
    assert [word.hold for word in words_of(text)] == holds


def test_the_figures_of_a_citation_make_no_number_of_the_word_before_it() -> None:
    assert [word.hold for word in words_of("medicine\u00a0", (CITATION,), " 5")] == ["word", "figures"]
