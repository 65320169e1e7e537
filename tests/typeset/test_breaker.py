"""The breaker: its pages are the cheapest there are, never more than those of a column poured as it comes, and hold all
of it in order.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.typeset.making import Space, resources_of, set_body, set_shipped, style_of
from tests.typeset.test_containers import WIDTH, said, text, trees

from wardleaf.typeset.breaker import Column, Room, latest_pages, plan_pages
from wardleaf.typeset.containers import Hung, Stack
from wardleaf.typeset.flowables import Flowable
from wardleaf.typeset.layout import lay_out_document
from wardleaf.typeset.page_ends import page_ends
from wardleaf.typeset.pages import Layout, PageGeometry
from wardleaf.typeset.penalties import (
    BLOCKS,
    FULL_ENOUGH,
    GIVE,
    INTRODUCTION,
    LIST,
    NEVER,
    SECTION,
    SHORT_TABLE,
    SOURCE,
    SQUEEZED,
    STEPS,
    TABLE,
    cost_of_white,
    faced,
)
from wardleaf.typeset.pouring import Planner, pour_planned

EXAMPLES = settings(max_examples=20, deadline=None)
CLOSE = 0.05


def poured(kids: Sequence[Flowable], *, first_top: float = 300.0) -> tuple[Layout, Layout]:
    """`kids` on the pages of a booklet by plan, and as they come."""
    layouts = [Layout(PageGeometry(style_of("riverside", "booklet").page), first_top=first_top) for _ in range(2)]
    for layout in layouts:
        layout.pour((text(20, name="before", after=8.0),))
    pour_planned(layouts[0], kids, Planner())
    layouts[1].pour(kids)
    return layouts[0], layouts[1]


def cost(layout: Layout) -> float:
    return math.fsum(page.cost for page in layout.pages)


def words_of(layout: Layout) -> list[str]:
    width = layout.geometry.column
    return " ".join(said(placed.flowable, width=width) for page in layout.pages for placed in page.placed).split()


COLUMNS = st.lists(trees(1), min_size=1, max_size=9)


@EXAMPLES
@given(kids=COLUMNS, keeps=st.lists(st.booleans(), min_size=9, max_size=9))
def test_planned_pages_hold_all_in_order(kids: list[Flowable], keeps: list[bool]) -> None:
    column = [kid.but(keep_with_next=keep) for kid, keep in zip(kids, keeps)]
    planned, greedy = poured(column)
    assert words_of(planned) == words_of(greedy)
    assert planned.findings == greedy.findings == []
    for page in planned.pages:
        assert page.placed
        assert page.used <= page.frame.height + CLOSE


@EXAMPLES
@given(
    kids=st.lists(trees(1), min_size=1, max_size=6),
    page=st.floats(min_value=90, max_value=400),
    foot=st.sampled_from([0.0, 40.0]),
)
def test_a_plan_is_the_cheapest_of_all_ways(kids: list[Flowable], page: float, foot: float) -> None:
    column = Column(kids, WIDTH)
    room = Room(first=page * 0.7, page=page, number=2, begun=True, two_sided=True, foot=foot)
    most = latest_pages(column, room)
    plan = plan_pages(column, room)
    if most is None or plan is None:
        return
    assert len(plan) <= most
    told = cost_of_plan(column, room, [(each.start, each.end) for each in plan])
    assert told <= cheapest(column, room, most) + CLOSE
    for number, each in enumerate(plan):
        left = (page if number else page * 0.7) - (foot if each.end == column.end else 0.0)
        assert column.least(each.start, each.end) <= left + CLOSE


def cost_of_plan(column: Column, room: Room, pages: Sequence[tuple[int, int]]) -> float:
    return math.fsum(cost_of_page(column, room, number, *page) for number, page in enumerate(pages))


def cost_of_page(column: Column, room: Room, number: int, start: int, end: int) -> float:
    """By the definition, without anything that makes it quick."""
    left = room.page if number else room.first
    facing = (room.number + number) % 2 == 0
    if start == end:
        return (faced(room.parting) if facing else room.parting).cost + cost_of_white(1 - left / room.page)
    left -= room.foot if end == column.end else 0.0
    over = column.tall(start, end) - left
    if over > column.give(start, end) + 0.01:
        return math.inf
    squeezed = SQUEEZED.cost * (over / column.give(start, end)) ** 2 if over > 0.01 else 0.0
    if end == column.end:
        return squeezed
    penalty = faced(column.penalties[end]) if facing else column.penalties[end]
    return squeezed + penalty.cost + cost_of_white(min(1.0, 1 + over / room.page))


def cheapest(column: Column, room: Room, most: int) -> float:
    """Of all ways to break `column` over at most so many pages, two fifths of each filled where they can be: what the
    cheapest costs.
    """

    @cache
    def rest(start: int, number: int) -> float:
        if number == most:
            return math.inf
        ways = [cost_of_page(column, room, number, start, column.end)]
        left = room.page if number else room.first
        points = [end for end in range(start + 1, column.end) if column.least(start, end) <= left + 0.01]
        enough = [end for end in points if left - column.tall(start, end) <= 0.6 * room.page]
        points = ([start] if number == 0 else []) + (enough or points[-1:])
        ways += [cost_of_page(column, room, number, start, end) + rest(end, number + 1) for end in points]
        return min(ways)

    return rest(0, 0)


def test_spaces_give_a_seventh_for_a_line_more() -> None:
    geometry = PageGeometry(style_of("riverside", "booklet").page)
    line, room = text(1).height(geometry.column), geometry.frame(2).height

    def missing(gap: float, count: int) -> float:
        return (count * line + (count - 1) * gap - room) / ((count - 1) * gap)

    gap, count = next(
        (gap, count) for gap in range(10, 40) for count in range(5, 30) if 0.05 < missing(gap, count) < GIVE - 0.02
    )
    kids = [text(1, name=f"k{number}.", after=gap) for number in range(2 * count)]
    layout = Layout(geometry, first_top=geometry.page.top.pt)
    layout.new_page()
    pour_planned(layout, kids, Planner(), most=2)
    for page in layout.pages[1:]:
        gaps = [below.top - above.top - line for above, below in itertools.pairwise(page.placed)]
        assert len(gaps) == count - 1
        assert all(gap * (1 - GIVE) - CLOSE <= each < gap for each in gaps)
        assert page.used <= page.frame.height + CLOSE
        assert 0 < page.squeezed <= 1


def test_a_list_goes_to_the_next_page_whole_where_there_is_room() -> None:
    listed = Stack([Hung(None, text(4, name=f"i{number}."), indent=10.0) for number in range(8)]).but(penalty=LIST)
    filling = [text(3, name=f"p{number}.", after=8.0, whole=True) for number in range(11)]
    kids = [*filling, listed.but(after=8.0), text(100, name="q")]
    planned, greedy = poured(kids, first_top=100.0)
    assert LIST in [page.ending for page in greedy.pages]
    assert LIST not in [page.ending for page in planned.pages]
    assert len(planned.pages) == len(greedy.pages)


def test_what_fits_on_no_page_parts_the_plan() -> None:
    kids = [*(text(60, name=f"a{number}.", after=8.0) for number in range(9)), text(2, keep=True), Space(5000.0)]
    kids += [text(60, name=f"b{number}.", after=8.0) for number in range(9)]
    planned, greedy = poured(kids)
    assert words_of(planned) == words_of(greedy)
    assert [finding.code for finding in planned.findings] == ["T502"]
    assert len(planned.pages) <= len(greedy.pages)


def test_a_verso_may_end_before_what_the_recto_shows() -> None:
    assert faced(INTRODUCTION).cost < INTRODUCTION.cost
    assert faced(SECTION) == SECTION
    assert not faced(INTRODUCTION).harmful


BODY = (
    "Words of an introduction that go on for a line or two, so that there is something to part.\n\n"
    "| Effect | What helps |\n|---|---|\n" + "| Tired | Rest when you need to, and walk a little |\n" * 6 + "\n"
    '::: {.steps title="At once"}\n1. Sit down\n2. Ring us\n3. Wait\n4. Write it down\n:::\n\n'
)


@pytest.mark.parametrize("edition", ["standard", "booklet"])
def test_short_tables_and_steps_are_not_parted(edition: str) -> None:
    for lines in range(1, 30, 3):
        filling = "".join(f"Line {number} of a text.\n\n" for number in range(lines))
        made = set_body(f"{filling}{BODY}{filling}{BODY}", edition=edition)
        assert not {page.ending for page in made.laid.pages} & {SHORT_TABLE, STEPS, TABLE}


SHIPPED = [
    ("metastatic-chemotherapy", "riverside", "standard"),
    ("recurrence-options", "lakeside", "booklet"),
    ("support-through-treatment", "riverside", "large-print"),
    ("her2-medicines", "riverside", "booklet"),
]


@pytest.mark.parametrize(("handout", "clinic", "edition"), SHIPPED, ids=["-".join(one) for one in SHIPPED])
def test_shipped_pages_cost_less_than_poured_as_they_come(
    handout: str, clinic: str, edition: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = set_shipped(handout, clinic, edition)
    monkeypatch.setattr("wardleaf.typeset.layout._better", lambda *_, **__: None)
    greedy = lay_out_document(made.document, made.style, resources_of(clinic))
    pages = made.laid.pages
    assert len(pages) <= len(greedy.pages)
    assert math.fsum(page.cost for page in pages) < math.fsum(page.cost for page in greedy.pages)
    thin = [page for page in pages if page.ending and page.used < FULL_ENOUGH * page.frame.height]
    assert not thin
    parted = [page.ending for page in pages if page.ending and page.ending.cost >= NEVER]
    assert len(parted) < sum(page.ending is not None and page.ending.cost >= NEVER for page in greedy.pages)


def test_sources_say_the_pages_that_cite_them_where_these_were_chosen() -> None:
    made = set_shipped("metastatic-chemotherapy", "riverside", "standard")
    assert SOURCE not in [page.ending for page in made.laid.pages]


def test_each_page_says_how_it_ends_and_which_cheaper_break_was_not_possible() -> None:
    made = set_shipped("recurrence-options", "riverside", "booklet")
    ends = page_ends(made.laid)
    assert len(ends.pages) == made.count
    assert ends.cost == sum(end.cost for end in ends.pages)
    for end, page in zip(ends.pages, made.laid.pages, strict=True):
        assert (end.reason == "") == (page.ending is None)
        if page.ending is not None:
            assert end.reason.startswith(page.ending.reason)
            assert end.next
        if page.refused is not None:
            assert page.ending is not None
            assert page.refused.penalty.cost < page.ending.cost
    told = [end.cheaper.partition("; ")[2] for end in ends.pages if end.cheaper]
    assert any(words.startswith("what follows would then take a page more") for words in told)
    assert any("all pages together would cost more" in words for words in told)


def test_a_cheaper_break_that_leaves_the_page_thin_is_told() -> None:
    listed = Stack([Hung(None, text(4, name=f"i{number}."), indent=10.0) for number in range(40)]).but(penalty=LIST)
    planned, _ = poured([text(60, name="p", after=8.0), listed], first_top=60.0)
    refused = planned.pages[0].refused
    assert planned.pages[0].ending == LIST
    assert refused is not None
    assert refused.penalty == BLOCKS
    assert refused.fill < FULL_ENOUGH
