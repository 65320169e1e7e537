"""Breaks: where a flowable says that it may be cut is where it is cut, and nowhere else without force."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.typeset.test_containers import BLACK, EXAMPLES, PANEL, ROOMS, WIDTH, text, texts, trees

from wardleaf.reading.tree import Slot
from wardleaf.typeset.containers import Boxed, Hung, Inset, Stack, breaks_of_column
from wardleaf.typeset.flowables import Flowable, WriteLines
from wardleaf.typeset.penalties import (
    BLOCKS,
    INTRODUCTION,
    LIST,
    NEVER,
    PARAGRAPH,
    PENALTIES,
    SECTION,
    STEPS,
    TABLE,
    TWO_LINES,
    dearer,
)
from wardleaf.typeset.penalties import (
    PANEL as PANEL_PENALTY,
)
from wardleaf.typeset.rows import Row, RowLook, Rows

CLOSE = 0.05


@st.composite
def kept_trees(draw: st.DrawFn) -> Flowable:
    """Something that may be cut, of which parts keep with what follows."""
    kids = [draw(trees()) for _ in range(draw(st.integers(min_value=1, max_value=5)))]
    kept = [kid.but(keep_with_next=draw(st.booleans())) for kid in kids]
    return Stack(kept, whole_below=draw(st.sampled_from([0.0, 120.0])))


@EXAMPLES
@given(tree=kept_trees(), room=ROOMS)
def test_what_is_cut_without_force_is_cut_at_a_break(tree: Flowable, room: float) -> None:
    pieces = tree.split(WIDTH, room)
    if pieces is not None:
        tall = pieces[0].height(WIDTH)
        assert any(abs(each.height - tall) < CLOSE for each in tree.breaks(WIDTH))


@EXAMPLES
@given(tree=kept_trees())
def test_a_break_gives_pieces_as_high_as_it_says(tree: Flowable) -> None:
    found = list(tree.breaks(WIDTH))
    heights = [each.height for each in found]
    assert heights == sorted(heights)
    for each in found:
        pieces = tree.split(WIDTH, each.height)
        assert pieces is not None
        assert abs(pieces[0].height(WIDTH) - each.height) < CLOSE
        assert pieces[1].height(WIDTH) <= tree.height(WIDTH) - each.start + CLOSE


@EXAMPLES
@given(sizes=st.lists(st.integers(min_value=1, max_value=40), min_size=2, max_size=7), boxed=st.booleans())
def test_a_piece_between_two_breaks_is_as_high_as_they_lie_apart(sizes: list[int], boxed: bool) -> None:
    stack = Stack(texts(sizes, after=6.0))
    tree = Boxed(stack, PANEL) if boxed else stack
    for one, other in itertools.combinations(tree.breaks(WIDTH), 2):
        pieces = tree.split(WIDTH, one.height)
        assert pieces is not None
        again = pieces[1].split(WIDTH, other.height - one.start)
        if again is not None:  # two lines at the end of a paragraph cannot be parted again
            assert again[0].height(WIDTH) <= other.height - one.start + CLOSE


def test_a_row_says_breaks_that_all_its_cells_take() -> None:
    row = Row(texts([200, 10, 90]), (70.0, 70.0, 0.0), look=RowLook(padding_x=3.0, padding_y=3.0), whole_below=300.0)
    found = list(row.breaks(WIDTH))
    assert found
    for each in found:
        pieces = row.split(WIDTH, each.height)
        assert pieces is not None
        assert abs(pieces[0].height(WIDTH) - each.height) < CLOSE
        assert pieces[1].height(WIDTH) <= row.height(WIDTH) - each.start + CLOSE


def test_rows_are_never_parted_before_the_last_of_many() -> None:
    def after(count: int) -> list[int]:
        rows = Rows(None, [Row([text(4, name=f"r{number}.")], (0,)) for number in range(count)])
        tall = rows.rows[0].height(WIDTH)
        return [round(each.height / tall) for each in rows.breaks(WIDTH)]

    assert [after(count) for count in range(1, 7)] == [[], [1], [2], [2], [2, 3], [2, 3, 4]]


def test_lines_to_write_on_break_two_from_either_end() -> None:
    assert [each.height for each in WriteLines(5, 20.0, 1.0, BLACK, Slot()).breaks(WIDTH)] == [42.0, 63.0]
    assert not list(WriteLines(3, 20.0, 1.0, BLACK, Slot()).breaks(WIDTH))


def test_the_dearer_penalty_counts_where_a_part_of_something_is_parted() -> None:
    items = [Hung(None, text(30), indent=10.0), Hung(None, text(1), indent=10.0)]
    listed = Inset(Stack(items).but(penalty=LIST), start=10.0)
    assert {each.penalty for each in listed.breaks(WIDTH)} == {LIST}
    assert {each.penalty for each in Boxed(listed, PANEL).breaks(WIDTH)} == {PANEL_PENALTY}
    assert {each.penalty for each in Stack([listed]).but(penalty=STEPS).breaks(WIDTH)} == {STEPS}
    table = Rows(None, [Row([text(3)], (0,)) for _ in range(4)])
    assert {each.penalty for each in table.breaks(WIDTH)} == {TABLE}
    assert dearer(PARAGRAPH, BLOCKS) == PARAGRAPH


def test_what_stands_around_a_break_tells_its_penalty() -> None:
    leading = text(1).height(WIDTH)
    heading = text(1, keep=True, whole=True).but(room_below=3 * leading)
    kids = [text(1, after=9.0).but(parting=INTRODUCTION), text(1, after=9.0), heading, text(60), text(1)]
    found = [(number, each.penalty) for number, _, each in breaks_of_column(kids, WIDTH)]
    assert found[:3] == [(0, INTRODUCTION), (1, SECTION), (3, TWO_LINES)]
    assert {penalty for _, penalty in found[3:-1]} == {PARAGRAPH}
    assert found[-1] == (3, BLOCKS)


def test_pieces_keep_what_their_breaks_cost() -> None:
    listed = Stack([Hung(None, text(9), indent=10.0) for _ in range(6)]).but(penalty=LIST, parting=INTRODUCTION)
    first, rest = listed.split(WIDTH, 90.0) or (None, None)
    assert first is not None
    assert rest is not None
    assert {each.penalty for piece in (first, rest) for each in piece.breaks(WIDTH)} == {LIST}
    assert rest.parting == INTRODUCTION


@pytest.mark.parametrize("penalty", PENALTIES, ids=lambda penalty: penalty.name)
def test_each_penalty_has_a_reason(penalty: object) -> None:
    assert penalty.reason.endswith(".")  # type: ignore[attr-defined]
    assert 0 <= penalty.cost <= 10 * NEVER  # type: ignore[attr-defined]
    assert sum(other.name == penalty.name for other in PENALTIES) == 1  # type: ignore[attr-defined]
