"""Pages as values: everything on them is for something, facts are what a reader finds, and a stretch of a page is
written as it is within its page.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.shipped import Names, some_shipped
from tests.tagging.finished import built, workshop
from tests.typeset.drawing import NOTHING
from tests.typeset.making import resources_of, style_of

from wardleaf.display import (
    LAYOUT,
    Anchor,
    Content,
    GlyphRun,
    LinkArea,
    Outline,
    Page,
    PageItem,
    Path,
    Picture,
    Rectangle,
    Segment,
    TextLook,
    box_of,
    facts_of,
    ink_of,
    shifted,
    unowned,
)
from wardleaf.dump import dump_pages
from wardleaf.findings import SourceFile, Span
from wardleaf.pdf.contents import Stretch, write_items
from wardleaf.pdf.file import write_file
from wardleaf.pdf.tags import UntaggedError
from wardleaf.reading.tree import LinkSlot, Slot, StructElem, walk
from wardleaf.text.faces import font_book
from wardleaf.typeset.typesetter import typeset
from wardleaf.units import Colour

BLACK = Colour(0.0, 0.0, 0.0)


def slots_of(page: Page) -> Iterator[Slot | LinkSlot]:
    for item in page.items:
        if isinstance(item, LinkArea):
            yield item.slot
        elif isinstance(item, GlyphRun) and item.owner is None:
            assert item.look.slot is not None, item.text
            yield item.look.slot
        elif not isinstance(item, Anchor) and isinstance(item.owner, Content):
            yield item.owner.slot


@pytest.mark.parametrize("names", some_shipped(workshop()), ids="-".join)
def test_every_item_has_a_slot_of_the_tree_or_is_an_artifact(names: Names) -> None:
    made = built(*names).made
    assert len(made.display) >= 2
    assert [unowned(page) for page in made.display] == [None] * len(made.display)
    placed = {slot for page in made.display for slot in slots_of(page)}
    assert placed == {kid for kid in walk(made.tree) if isinstance(kid, Slot | LinkSlot)}


def test_draft_marks_are_artifacts() -> None:
    handout = built("metastatic-chemotherapy", "riverside", "standard")
    made = typeset(handout.document, style_of("riverside", "standard"), resources_of("riverside"), draft=True)
    assert len(made.display) > 10
    for page in made.display:
        drafts = [
            item for item in page.items if isinstance(item, GlyphRun) and item.text == handout.document.labels.draft
        ]
        assert len(drafts) == 6
        assert {getattr(item.owner, "subtype", "") for item in drafts} == {"Watermark"}
        assert unowned(page) is None


def test_facts_are_a_function_of_the_items() -> None:
    made = built("metastatic-chemotherapy", "riverside", "booklet").made
    assert facts_of(made.display) == made.page_facts


@pytest.fixture(scope="module")
def look() -> TextLook:
    style = style_of("riverside", "standard")
    return TextLook(font_book(style.fonts, resources_of("riverside").fonts).face("regular"), 12.0, BLACK, None)


def test_a_text_without_slot_names_what_stands_before_it(look: TextLook) -> None:
    slot = Slot("a paragraph", Span(SourceFile("sections/a.md", "x"), 7))
    owned = TextLook(look.face, 12.0, BLACK, slot)
    page = Page(
        (200.0, 200.0),
        (GlyphRun("A", owned, 10.0, 20.0, 8.0, begins=True), GlyphRun("B", look, 10.0, 40.0, 8.0, begins=True)),
    )
    with pytest.raises(
        UntaggedError,
        match=r"a text on page 1, after a paragraph at sections/a\.md:7 stands in no slot and is no artifact",
    ):
        write_file([page], [look.face], StructElem(role="P", kids=(slot,)), (), NOTHING)


# --- what a picture and a turned text say of themselves ---


def test_a_text_on_its_head_ends_at_its_left(look: TextLook) -> None:
    (fact,) = (
        facts_of([Page((200.0, 200.0), (GlyphRun("Up ", look, 100.0, 50.0, 30.0, angle=180.0, owner=LAYOUT),))])
        .pages[0]
        .texts
    )
    space = look.face.measure(" ") * 12 / 1000
    assert (fact.x0, fact.x1, fact.angle) == (pytest.approx(70.0 + space), pytest.approx(100.0), 180.0)
    assert fact.artifact


def test_nothing_is_seen_of_a_place_that_is_held() -> None:
    held = Path(Rectangle(1.0, 2.0, 3.0, 4.0), None, None, 0.0, Content(Slot("a cell"), "TD"))
    assert box_of(held) is None
    assert ink_of([held]) is None
    assert facts_of([Page((10.0, 10.0), (held,))]).pages[0].ink is None


numbers = st.floats(-500, 500, allow_nan=False).map(lambda value: round(value, 3))
sizes = st.floats(0, 300, allow_nan=False).map(lambda value: round(value, 3))
shapes = st.one_of(
    st.builds(Rectangle, numbers, numbers, sizes, sizes, sizes),
    st.builds(Outline, st.just("0 0 m 1 1 l"), numbers, numbers, sizes),
    st.builds(Segment, numbers, numbers, numbers, numbers),
)
paths = st.builds(Path, shapes, st.just(BLACK), st.none(), sizes, st.just(LAYOUT))
links = st.builds(LinkArea, st.just(LinkSlot("#a", "A")), numbers, numbers, numbers, numbers)
items = st.one_of(paths, links, st.builds(Anchor, st.just("a"), numbers, numbers))


@given(st.lists(items, max_size=8), numbers, numbers)
def test_what_is_moved_inks_the_same_further_on(listed: list[PageItem], across: float, down: float) -> None:
    before, after = ink_of(listed), ink_of(shifted(listed, across, down))
    assert (before is None) == (after is None)
    if before and after:
        assert after == pytest.approx(
            (before[0] + across, before[1] + down, before[2] + across, before[3] + down), abs=1e-6
        )


def test_pages_are_printed_an_item_a_line(look: TextLook) -> None:
    slot = Slot("a paragraph", Span(SourceFile("sections/a.md", "x"), 7))
    listed = (
        Anchor("here", 1.0, 2.0),
        GlyphRun("A, b", TextLook(look.face, 12.0, BLACK, slot, rise=4.0), 10.0, 20.25, 8.0, begins=True),
        Path(Rectangle(1.0, 2.0, 3.0, 4.0), BLACK, None, 0.0, LAYOUT),
        LinkArea(LinkSlot("tel:999", "Call 999"), 1.0, 2.0, 3.0, 4.0),
    )
    assert dump_pages([Page((200.0, 100.0), listed)]) == (
        "- page: 1\n"
        "  size: [200, 100]\n"
        "  items:\n"
        "  - {anchor: here, at: [1, 2]}\n"
        '  - {text: "A, b", at: [10, 20.25], size: 12, face: AtkinsonHyperlegibleNext-Regular, colour: "#000000", rise: 4, slot: a paragraph, role: P, '
        'written: "sections/a.md:7"}\n'
        '  - {shape: rectangle, box: [1, 2, 4, 6], fill: "#000000", artifact: Layout}\n'
        '  - {link: "tel:999", box: [1, 2, 3, 4], words: Call 999}\n'
    )


# --- stretches ---


class Nowhere:
    """A file in which pictures are a word, and links nothing."""

    def show_picture(self, picture: Picture, height: float) -> tuple[str, ...]:
        return (f"picture at {picture.x:.3f}",)

    def add_link(self, area: LinkArea) -> None:
        pass


def written(page: Page, start: int, end: int, names: dict[object, str], first_mark: int) -> Stretch:
    return write_items(page.items[start:end], page.size[1], names, surroundings=Nowhere(), first_mark=first_mark)  # type: ignore[arg-type]


@settings(max_examples=60)
@given(st.data())
def test_stretches_of_a_page_are_written_as_the_page_is(data: st.DataObject) -> None:
    made = built("metastatic-chemotherapy", "riverside", "standard")
    page = data.draw(st.sampled_from(made.made.display))
    names = {item.look.face: item.look.face.name for item in page.items if isinstance(item, GlyphRun)}
    begins = [
        index
        for index, item in enumerate(page.items)
        if isinstance(item, GlyphRun) and item.begins and item.owner is None
    ]
    cuts = sorted(data.draw(st.lists(st.sampled_from(begins), max_size=5, unique=True)))
    whole = written(page, 0, len(page.items), names, 0)
    operators: list[str] = []
    slots: list[Slot] = []
    for start, end in zip([0, *cuts], [*cuts, len(page.items)]):
        stretch = written(page, start, end, names, len(slots))
        operators += stretch.operators
        slots += stretch.slots
    assert operators == whole.operators
    assert slots == whole.slots
