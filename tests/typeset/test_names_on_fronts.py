"""The name of whoever a personal copy is for stands on the front, whatever else is filled in and however long it is;
one that finds no room is an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.shipped import all_shipped, some_shipped
from tests.typeset.making import EDITIONS, page_words, plain, resources_of, set_body, set_document, shipped, style_of

from wardleaf.document.model import Document, Paragraph, Plain, runs_text
from wardleaf.findings import Findings
from wardleaf.pipeline import document_for
from wardleaf.reading.tree import Slot, StructElem
from wardleaf.typeset import layout
from wardleaf.typeset.compose.first_page import FirstPageLayout, compose_first_page
from wardleaf.typeset.pages import PageGeometry
from wardleaf.typeset.story import compose_read
from wardleaf.typeset.typesetter import typeset
from wardleaf.units import Length
from wardleaf.values import replace

NAME, LONG, LONGEST = (
    "Zebedee Quibble",
    "Maximiliana Featherstonehaugh-Quibblethorpe",
    "Wilhelmina Abernathy-" * 4 + "Wilhelmina Abern",
)
ALL = all_shipped(shipped())
SOME = some_shipped(shipped())


def document_of(handout: str, clinic: str, edition: str, values: dict[str, str]) -> Document:
    document = document_for(shipped(), handout, clinic, edition, Findings(), field_values=values)
    assert document
    return document


def first_page(document: Document, clinic: str) -> tuple[FirstPageLayout, float, list[str]]:
    """The first page, the room that it leaves, and the codes of what was told."""
    style = style_of(clinic, document.edition)
    geometry = PageGeometry(style.page)
    resources = resources_of(clinic)
    context = layout._context(document, style, resources, geometry)
    inset = style.first_page.inset.pt
    room = geometry.frame(1, top=inset).height
    made = compose_first_page(
        context,
        document,
        resources.logo,
        compose_read,
        room=room,
        reach=geometry.start(1) - inset,
        reach_end=geometry.end(1) - inset,
    )
    foot = made.foot.height(context.width) + style.first_page.gap.pt if made.foot else 0.0
    return made, room - made.head.height(context.width) - foot, [finding.code for finding in context.setting.findings]


def slots(elements: Iterable[object]) -> Iterator[str]:
    """What each place in `elements` is for, in the order in which it is read."""
    for element in elements:
        if isinstance(element, StructElem):
            yield from slots(element.kids)
        elif isinstance(element, Slot):
            yield element.what


def names_somebody(made: FirstPageLayout) -> bool:
    return bool({"who this copy is for", "the field name"} & set(slots(made.elements)))


@pytest.mark.parametrize(("handout", "clinic", "edition"), ALL, ids=["-".join(one) for one in ALL])
def test_the_longest_name_is_on_the_front(handout: str, clinic: str, edition: str) -> None:
    made, left, told = first_page(document_of(handout, clinic, edition, {"name": LONGEST}), clinic)
    assert (left >= 0, told, names_somebody(made)) == (True, [], True)


@pytest.mark.parametrize(("handout", "clinic", "edition"), SOME, ids=["-".join(one) for one in SOME])
@pytest.mark.parametrize(
    "values",
    [{"name": NAME}, {"name": NAME, "hospital-number": "0012345"}, {"name": LONG, "nurse": "Jo Bell"}],
    ids=["name", "number", "nurse"],
)
def test_the_name_is_on_the_front_whatever_else_is_empty(
    handout: str, clinic: str, edition: str, values: dict[str, str]
) -> None:
    made, left, told = first_page(document_of(handout, clinic, edition, values), clinic)
    assert left >= 0
    assert told == []
    assert names_somebody(made)


def test_without_a_name_there_is_none() -> None:
    made, _, told = first_page(
        document_of("metastatic-chemotherapy", "lakeside", "booklet", {"nurse": "Jo Bell"}), "lakeside"
    )
    assert told == []
    assert not names_somebody(made)


@settings(max_examples=25, deadline=None)
@given(name=st.text("Wil -é", min_size=1, max_size=100).filter(str.strip), edition=st.sampled_from(EDITIONS))
def test_any_name_is_on_the_front(name: str, edition: str) -> None:
    made, left, told = first_page(
        document_of("metastatic-chemotherapy", "lakeside", edition, {"name": name}), "lakeside"
    )
    assert (left >= 0, told, names_somebody(made)) == (True, [], True)


def test_a_name_without_room_is_an_error_that_does_not_tell_it() -> None:
    document = document_of("metastatic-chemotherapy", "lakeside", "booklet", {"name": NAME})
    crowded = replace(document.first_page.title, runs=(Plain("A title that takes the whole of its page " * 9),))
    made = set_document(replace(document, first_page=replace(document.first_page, title=crowded)), "lakeside")
    (error,) = (finding for finding in made.errors if finding.code == "T511")
    assert (
        error.message
        == "the name of the person whom this copy is for finds no room on the front of the edition `booklet`"
    )
    assert NAME not in repr(error)


def test_what_gives_way_to_a_name_stands_on_the_next_page() -> None:
    document = document_of("metastatic-chemotherapy", "lakeside", "booklet", {"name": NAME})
    made = set_document(document, "lakeside")
    assert made.errors == []
    front, second = (plain(page_words(page)) for page in made.pages[:2])
    assert NAME in front
    assert document.first_page.main_message in second
    assert document.first_page.call_box
    for item in document.first_page.call_box.symptoms:
        for block in item.blocks:
            assert isinstance(block, Paragraph)
            assert plain(runs_text(block.runs)) in front
    blank = document_for(shipped(), "metastatic-chemotherapy", "lakeside", "booklet", Findings())
    assert blank
    assert len(made.pages) <= len(set_document(blank, "lakeside").pages)


@pytest.mark.parametrize("words", range(1, 10))
@pytest.mark.parametrize("edition", EDITIONS)
def test_numbers_to_call_stay_on_the_front_under_a_long_title(edition: str, words: int) -> None:
    """Before they leave it, the purpose, the audience, the main message and at last the signs wait for the next page."""
    made = set_body(
        "Words.", edition=edition, **{"title": "Chemotherapy " * words, "main-message": "Call us soon. " * 4}
    )
    front = plain(page_words(made.pages[0]))
    assert "01632 960 140" in front, front


@pytest.mark.parametrize("gap", [1.0, 6.0, 12.0, 18.0])
@pytest.mark.parametrize("points", range(1, 8))
def test_numbers_to_call_stay_on_the_front_whatever_gap_a_style_asks_for(points: int, gap: float) -> None:
    """A part's own space below it may be more than the gap; what fits is measured as it is set."""
    made = set_body("Words.", edition="booklet", key_points=f"[{', '.join(['Ask us about all of it.'] * points)}]")
    style = replace(made.style, first_page=replace(made.style.first_page, gap=Length(gap)))
    pages = typeset(made.document, style, resources_of("riverside")).page_facts.pages
    assert "01632 960 140" in plain(page_words(pages[0]))


def test_numbers_to_call_that_find_no_room_on_the_front_are_an_error() -> None:
    made = set_body("Words.", edition="booklet", title="Chemotherapy " * 11)
    (error,) = (finding for finding in made.errors if finding.code == "T515")
    assert error.message == "the numbers to call find no room on the first page of the edition `booklet`"
    assert error.help == "shorten the title"
    assert error.span
