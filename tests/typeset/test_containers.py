"""Flowables that are cut: the first piece fits, the two together are the whole, and the niceties are kept wherever
something else can give way.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.typeset.making import Space, style_of
from tests.typeset.test_lines import setting

from wardleaf.reading.inline import read_words
from wardleaf.reading.tree import Slot
from wardleaf.style.schema import Panel, TextStyle
from wardleaf.typeset.compose.texts import Dropped
from wardleaf.typeset.containers import Boxed, Hung, Inset, Padded, Stack, walk_flowables
from wardleaf.typeset.flowables import Flowable, HorizontalRule, Text, WriteLines
from wardleaf.typeset.pages import Layout, PageGeometry
from wardleaf.typeset.rows import Row, RowLook, Rows
from wardleaf.typeset.runs import set_kids
from wardleaf.units import Colour, Length

EXAMPLES = settings(max_examples=80, deadline=None)
WIDTH = 220.0
BLACK = Colour(0, 0, 0)
PANEL = Panel(fill=None, frame=None, thickness=Length(0), radius=Length(0), padding=Length(9))
ROOMS = st.floats(min_value=-5, max_value=600)


def body() -> TextStyle:
    return style_of("riverside", "standard").body.text


def text(
    words: int, *, name: str = "w", after: float = 0.0, before: float = 0.0, keep: bool = False, whole: bool = False
) -> Text:
    """A paragraph of so many words, each with its own number."""
    composed = set_kids(read_words(" ".join(f"{name}{number}" for number in range(words))), body(), setting())
    return Text(composed, body(), setting().fonts, before=before, after=after, keep_with_next=keep, whole=whole)


def texts(sizes: Sequence[int], *, after: float = 0.0) -> list[Text]:
    return [
        text(size, name=f"{chr(97 + number % 26)}{number // 26}.", after=after) for number, size in enumerate(sizes)
    ]


def said(*flowables: Flowable, width: float = WIDTH) -> str:
    """All words in `flowables`, in the order in which they are drawn."""
    found: list[str] = []
    for flowable in flowables:
        for part in walk_flowables(flowable):
            if isinstance(part, Text):
                fragments = (
                    [fragment.text for line in part.broken(width) for fragment in line.fragments] if part.lines else []
                )
                whole = [
                    fragment.text + (" " if word.space else "") for word in part.words for fragment in word.fragments
                ]
                found.append("".join(fragments or whole).strip())
    return " ".join(filter(None, found))


SIZES = st.lists(st.integers(min_value=1, max_value=60), min_size=1, max_size=8)


@st.composite
def trees(draw: st.DrawFn, depth: int = 2) -> Flowable:
    """Something that may be cut: containers of every kind around paragraphs."""
    kids: list[Flowable] = []
    for number in range(draw(st.integers(min_value=1, max_value=4))):
        nested = depth > 0 and draw(st.booleans())
        size = draw(st.integers(min_value=1, max_value=50))
        kids.append(
            draw(trees(depth - 1))
            if nested
            else text(size, name=f"{depth}.{number}.", after=draw(st.sampled_from([0.0, 4.0])))
        )
    stack = Stack(kids, after=draw(st.sampled_from([0.0, 6.0])))
    match draw(st.sampled_from(["stack", "inset", "hung", "boxed", "padded", "dropped", "rows"])):
        case "inset":
            return Inset(stack, start=12.0, measure=draw(st.sampled_from([0.0, 150.0])))
        case "hung":
            return Hung(None, stack, indent=10.0, after=3.0)
        case "boxed":
            return Boxed(stack, PANEL, whole_below=draw(st.sampled_from([0.0, 80.0])))
        case "padded":
            return Padded(stack, x=4.0, y=5.0)
        case "dropped":
            return Dropped(stack, 4.0)
        case "rows":
            return Rows(
                None, [Row([kid], (0,), look=RowLook(padding_x=3.0, padding_y=3.0), whole_below=60.0) for kid in kids]
            )
        case _:
            return stack


@EXAMPLES
@given(size=st.integers(min_value=1, max_value=90), room=ROOMS, force=st.booleans())
def test_a_paragraph_is_cut_between_lines_and_no_line_stands_alone(size: int, room: float, force: bool) -> None:
    whole = text(size)
    pieces = whole.split(WIDTH, room, force=force)
    if pieces is None:
        lines = len(whole.broken(WIDTH))
        assert force or room < 2 * body().leading.pt or lines < 4 or room < body().leading.pt
        return
    first, rest = pieces
    assert first.height(WIDTH) <= room + 0.02
    assert first.height(WIDTH) + rest.height(WIDTH) == whole.height(WIDTH)
    assert said(first, rest).split() == said(whole).split()
    least = (1 if force else 2) * body().leading.pt
    assert min(first.height(WIDTH), rest.height(WIDTH)) >= least


@EXAMPLES
@given(tree=trees(), room=ROOMS, force=st.booleans())
def test_whatever_is_cut_fits_and_loses_nothing(tree: Flowable, room: float, force: bool) -> None:
    pieces = tree.split(WIDTH, room, force=force)
    assume(pieces is not None)
    assert pieces is not None
    first, rest = pieces
    assert first.height(WIDTH) <= room + 0.05
    assert said(first)
    assert said(rest)
    assert said(first, rest).split() == said(tree).split()


@EXAMPLES
@given(sizes=SIZES, room=st.floats(min_value=0, max_value=400), after=st.sampled_from([0.0, 8.0]))
def test_a_stack_loses_at_most_the_space_at_the_cut(sizes: list[int], room: float, after: float) -> None:
    whole = Stack(texts(sizes, after=after))
    pieces = whole.split(WIDTH, room)
    assume(pieces is not None)
    assert pieces is not None
    total = pieces[0].height(WIDTH) + pieces[1].height(WIDTH)
    assert whole.height(WIDTH) - after - 0.01 <= total <= whole.height(WIDTH) + 0.01


@EXAMPLES
@given(tree=trees())
def test_any_height_can_be_poured_into_pages(tree: Flowable) -> None:
    geometry = PageGeometry(style_of("riverside", "booklet").page)
    layout = Layout(geometry, first_top=300.0)
    layout.pour((text(30, name="before", after=8.0), tree, text(30, name="after")))
    told = " ".join(said(placed.flowable, width=geometry.column) for page in layout.pages for placed in page.placed)
    assert told.split() == said(text(30, name="before"), tree, text(30, name="after")).split()
    assert layout.findings == []
    for page in layout.pages:
        assert page.used <= page.frame.height + 0.02
        assert page.placed


@EXAMPLES
@given(
    fill=st.integers(min_value=1, max_value=160),
    heading=st.integers(min_value=1, max_value=12),
    after=st.integers(min_value=1, max_value=60),
)
def test_a_heading_stands_with_two_lines_of_what_follows(fill: int, heading: int, after: int) -> None:
    layout = Layout(PageGeometry(style_of("riverside", "booklet").page), first_top=200.0)
    layout.pour(
        (
            text(fill, name="f", after=8.0),
            text(heading, name="h", keep=True, whole=True, after=6.0),
            text(after, name="p"),
        )
    )
    assert not layout.findings
    for page in layout.pages:
        parts = [part for placed in page.placed for part in walk_flowables(placed.flowable) if isinstance(part, Text)]
        assert not parts[-1].keep_with_next
        assert all(part.lines is None or len(part.lines) > 1 for part in parts)
        for one, next_one in itertools.pairwise(parts):
            if one.keep_with_next:
                width = page.frame.width
                assert len(next_one.broken(width)) >= min(2, len(text(after, name="p").broken(width)))


def test_two_headings_and_a_rule_stay_with_what_follows() -> None:
    parts = (
        text(1, name="one", keep=True),
        HorizontalRule(1.0, BLACK, keep_with_next=True),
        text(1, name="two", keep=True),
        text(20, name="p"),
    )
    whole = Stack((text(40, name="f"), *parts))
    tall = text(40, name="f").height(WIDTH)
    pieces = whole.split(WIDTH, tall + 60.0)
    assert pieces
    assert "one0" not in said(pieces[0])


def test_headings_without_end_are_parted_between_two() -> None:
    headings = [text(30, name=f"h{number}.", keep=True, whole=True) for number in range(20)]
    whole = Stack(headings)
    assert whole.split(WIDTH, 300.0) is None
    pieces = whole.split(WIDTH, 300.0, force=True)
    assert pieces
    assert all(part.lines is None for piece in pieces for part in walk_flowables(piece) if isinstance(part, Text))


def test_what_fits_on_a_page_is_not_cut() -> None:
    kids = texts([20, 20, 20])
    for whole in (
        Boxed(Stack(kids), PANEL, whole_below=400.0),
        Stack(kids, whole_below=400.0),
        Rows(None, kids, whole_below=400.0),
    ):
        assert whole.height(WIDTH) < 400.0
        assert whole.split(WIDTH, 150.0) is None
        assert whole.split(WIDTH, 150.0, force=True) is not None


def test_what_does_not_fit_is_cut_and_its_panel_stays_open_there() -> None:
    whole = Boxed(Stack(texts([60, 60, 60])), PANEL, whole_below=200.0)
    assert whole.height(WIDTH) > 200.0
    pieces = whole.split(WIDTH, 150.0)
    assert pieces
    first, rest = pieces
    assert isinstance(first, Boxed)
    assert isinstance(rest, Boxed)
    assert (first.first, first.last, rest.first, rest.last) == (True, False, False, True)


def test_a_row_higher_than_a_page_is_cut_through_all_its_cells() -> None:
    row = Row(texts([200, 10, 90]), (70.0, 70.0, 0.0), look=RowLook(padding_x=3.0, padding_y=3.0), whole_below=300.0)
    pieces = row.split(WIDTH, 250.0)
    assert pieces
    first, rest = pieces
    assert first.height(WIDTH) <= 250.0
    assert "b0.9" in said(first)  # the short cell is whole above the cut
    assert "b0." not in said(rest)
    assert sorted(said(first, rest).split()) == sorted(said(row).split())


def test_a_header_row_comes_back_on_every_piece() -> None:
    header = Row(texts([1]), (0,))
    rows = Rows(header, [Row([text(4, name=f"r{number}.")], (0,)) for number in range(30)])
    pieces = rows.split(WIDTH, 200.0)
    assert pieces
    for piece in pieces:
        assert isinstance(piece, Rows)
        assert piece.header is header
    assert isinstance(pieces[1], Rows)
    assert pieces[1].repeated
    assert "a0.0" not in said(pieces[1])  # drawn again, but no content


def test_a_header_row_is_not_left_with_one_row() -> None:
    rows = Rows(Row(texts([1]), (0,)), [Row([text(4, name=f"r{number}.")], (0,)) for number in range(6)])
    leading = body().leading.pt
    assert rows.split(WIDTH, 2.2 * leading) is None
    pieces = rows.split(WIDTH, 6.2 * leading)
    assert pieces
    assert isinstance(pieces[1], Rows)
    assert len(pieces[1].rows) >= 2


def test_lines_to_write_on_are_cut_between_two() -> None:
    lines = WriteLines(10, 20.0, 1.0, BLACK, Slot())
    pieces = lines.split(WIDTH, 80.0)
    assert pieces
    assert [piece.height(WIDTH) for piece in pieces] == [63.0, 147.0]
    assert WriteLines(3, 20.0, 1.0, BLACK, Slot()).split(WIDTH, 45.0) is None


def test_what_cannot_be_cut_and_fits_nowhere_is_told() -> None:
    layout = Layout(PageGeometry(style_of("riverside", "booklet").page), first_top=100.0)
    layout.pour((text(5), Space(5000.0), text(5)))
    assert [finding.code for finding in layout.findings] == ["T502"]
    assert len(layout.pages) == 3
