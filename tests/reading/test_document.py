"""What a document says is read once: pages say that, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.document.making import HANDOUT, ONE, definition, resolve, section
from tests.tagging.finished import Built, built, style_of
from tests.tagging.strategies import documents

from wardleaf.reading.blocks import Reader, tree_of
from wardleaf.reading.document import read_document
from wardleaf.reading.tree import Gap, Kid, LinkSlot, Slot, StructElem, elements_in, walk
from wardleaf.typeset.layout import lay_out_document

SHIPPED = [
    ("metastatic-chemotherapy", "riverside", "standard"),
    ("support-through-treatment", "lakeside", "large-print"),
    ("recurrence-options", "riverside", "booklet"),
    ("after-knee-replacement", "riverside-joints", "standard"),
]


def said(kid: Kid) -> object:
    """A part of the tree without places: who says it, and every word."""
    match kid:
        case Slot() | Gap():
            return kid.words
        case LinkSlot():
            return (kid.target, kid.words)
        case StructElem():
            heard = (kid.role, kid.alt, kid.actual_text, kid.expansion, kid.language, kid.id, kid.scope)
            return (*heard, kid.list_numbering, tuple(said(inner) for inner in kid.kids))


def paragraphs(element: StructElem) -> Iterator[object]:
    """What stands in no other paragraph."""
    for kid in elements_in(element):
        if kid.role in ("Sect", "Div", "L", "LI", "LBody"):
            yield from paragraphs(kid)
        else:
            yield said(kid)


@settings(max_examples=10, deadline=None)
@given(st.data())
def test_any_sections_are_tagged_as_they_are_read(data: st.DataObject) -> None:
    edition = data.draw(st.sampled_from(("standard", "large-print")))
    style, resources = style_of("riverside", edition)
    document = data.draw(documents(edition=edition))
    read = Reader(document.labels, style.list.bullet).blocks(document.blocks, 1)
    body = [said(element) for element in tree_of(document.blocks, read)]
    pages = [said(element) for element in lay_out_document(document, style, resources).elements]
    assert any(pages[at : at + len(body)] == body for at in range(len(pages)))


@pytest.fixture(scope="module", params=SHIPPED, ids="-".join)
def handout(request: pytest.FixtureRequest) -> Built:
    return built(*request.param)


def test_the_pages_say_the_sections_as_they_are_read(handout: Built) -> None:
    read, made = read_document(handout.document), handout.made.tree
    sections = [said(part) for part in elements_in(read)[1 : -3 if handout.document.references else -2]]
    pages = [said(part) for part in elements_in(made)]
    assert len(sections) > 2
    first = pages.index(sections[0])
    assert pages[first : first + len(sections)] == sections


def test_the_first_page_says_each_of_its_parts_once(handout: Built) -> None:
    read, made = read_document(handout.document), handout.made.tree
    first = Counter(paragraphs(elements_in(read)[0]))
    assert sum(first.values()) > 8
    # What found no room on it leads the next page; hours of the call box stand on the last one.
    everywhere = Counter(paragraphs(made))
    assert first - everywhere == Counter()


def test_every_source_is_said_with_its_name(handout: Built) -> None:
    sources = [kid for kid in walk(read_document(handout.document)) if isinstance(kid, StructElem) and kid.id]
    references = handout.document.references
    assert references
    assert [element.id for element in sources] == [f"reference-{source.number}" for source in references.sources]
    drawn = [kid.id for kid in walk(handout.made.tree) if isinstance(kid, StructElem) and kid.id]
    assert drawn == [element.id for element in sources]


def test_the_words_between_two_elements_are_kept() -> None:
    document, told = resolve({ONE: section("Take **one** *now* at\\\nhome.\n"), HANDOUT: definition()})
    assert document is not None, told
    leaves = [kid.words for kid in walk(read_document(document)) if isinstance(kid, Slot | Gap) and kid.words]
    joined = "".join(leaves)
    assert "Take one now at\nhome." in joined


def test_headings_nest_as_they_are_written() -> None:
    text = section("Words.\n\n## Second\n\nMore.\n\n### Third\n\nDeep.\n\n## Fourth\n\nEnd.\n")
    document, told = resolve({ONE: text, HANDOUT: definition(sections="[topic/one]")})
    assert document is not None, told
    (part,) = tree_of(document.blocks, Reader(document.labels).blocks(document.blocks, 1))

    def outline(element: StructElem) -> object:
        return [outline(kid) if kid.role == "Sect" else kid.role for kid in elements_in(element)]

    assert outline(part) == ["H2", "P", ["H3", "P", ["H4", "P"]], ["H3", "P"]]
