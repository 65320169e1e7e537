"""The shipped handouts: valid, consistent, and saying what their documents say."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from tests.tagging.consistency import consistency
from tests.tagging.document_words import (
    INLINE,
    back_links_pattern,
    difference,
    is_line,
    normalised,
    parts,
    runs_words,
    said_lines,
)
from tests.tagging.finished import Built, built, handouts
from tests.tagging.paint_order import painted_out_of_order
from tests.tagging.verapdf import validate

from wardleaf.document.model import Citation, Document
from wardleaf.readback.model import Element, Mark, TagKid, element_text, elements

ALL = handouts()


@pytest.fixture(params=ALL, ids=["-".join(names) for names in ALL], scope="module")
def handout(request: pytest.FixtureRequest) -> Built:
    return built(*request.param)


def test_there_are_handouts() -> None:
    assert len(ALL) >= 28
    assert {edition for _, _, edition in ALL} == {"standard", "large-print", "booklet"}


def test_passes_pdf_ua_1(handout: Built) -> None:
    assert validate(handout.made.pdf, "ua1") == []


def test_passes_pdf_a_2a(handout: Built) -> None:
    assert validate(handout.made.pdf, "2a") == []


def test_is_consistent(handout: Built) -> None:
    assert consistency(handout.made.pdf) == []


def test_says_what_its_document_says_in_its_order(handout: Built) -> None:
    logo = handout.resources.logo is not None
    assert difference(handout.document, handout.style, handout.read, logo=logo, added=handout.made.added_pages) == ""
    assert len(said_lines(handout.read, handout.document.labels)) > 100


def test_paints_in_the_order_of_its_tags(handout: Built) -> None:
    assert painted_out_of_order(handout.read) == []


def test_declares_what_it_is(handout: Built) -> None:
    declared = handout.read.declared
    assert (
        declared.version,
        declared.tagged,
        declared.pdf_ua,
        declared.pdf_a,
        declared.shows_title,
        declared.encrypted,
    ) == (
        "1.7",
        True,
        "1",
        "2A",
        True,
        False,
    )
    assert handout.read.title == f"{handout.document.title} ({handout.document.code})"
    assert handout.read.language == handout.document.language
    assert all(font.embedded and font.subset and font.sizes for font in handout.read.fonts)


def test_no_words_run_together_at_the_end_of_a_line(handout: Built) -> None:
    """What the codes say has a space wherever a gap was drawn between two words of one element."""
    for element in elements(handout.read.tree):
        if element.role not in {"TOCI", *INLINE} and is_line(element):
            exact, drawn = element_text(element, exact=True), element_text(element)
            # A line may end inside an address, before its signs, or after a hyphen; there a gap is no space.
            joined = [place for place, (one, other) in enumerate(zip(exact, drawn)) if one != other][:1]
            for place in joined:
                broken = re.search(r"[-–—/?&=_.:]\Z|\w://\S*\Z|www\.\S*\Z", exact[:place]) or exact[place] in "-?&=_."
                assert broken, exact[max(0, place - 20) : place + 20]


def test_contents_and_back_links_name_the_right_pages(handout: Built) -> None:
    tree = handout.read.tree
    pages = {
        normalised(element_text(element, exact=True)): _page(element)
        for element in elements(tree)
        if element.role == "H2"
    }
    for entry in (element for element in elements(tree) if element.role == "TOCI"):
        words, printed = (element_text(link, exact=True) for link in elements((entry,)) if link.role == "Link")
        assert pages[normalised(words)] == int(printed)
    cited: dict[int, dict[int, None]] = {}
    drawn = [
        element
        for element in elements(tree)
        if element.role == "Reference" and element_text(element).startswith(("[", "("))
    ]
    order = list(elements(tree))
    last_source = max((place for place, element in enumerate(order) if element.role == "BibEntry"), default=len(order))
    for element, numbers in zip(drawn, _citations(handout.document), strict=True):
        page = _page(element)
        assert page is not None
        # The call box on the last page is set when the sources are, and repeats the first page's.
        for number in numbers if order.index(element) < last_source else ():
            cited.setdefault(number, {}).setdefault(page)
    entries = [element for element in elements(tree) if element.role == "BibEntry"]
    for entry in entries:
        told = back_links_pattern(handout.document.labels).search(normalised(element_text(entry, exact=True)))
        number = int(entry.id.removeprefix("reference-"))
        listed = [int(page) for page in re.findall(r"\d+", told["pages"])] if told else []
        assert listed == sorted(cited.get(number, ())), f"source {number}"


def _page(element: Element) -> int | None:
    stack: list[TagKid] = [element]
    while stack:
        kid = stack.pop(0)
        if isinstance(kid, Mark):
            return kid.page
        if isinstance(kid, Element):
            stack = [*kid.kids, *stack]
    return None


def _citations(document: Document) -> list[tuple[int, ...]]:
    """The numbers of every citation, in the order of the document."""
    return [
        citation.numbers for citation in parts((document.first_page, document.blocks, document.imprint), (Citation,))
    ]


def test_a_call_box_stands_whole_on_its_page(handout: Built) -> None:
    """A patient who sees the heading sees the emergency number in the same box."""
    pages = pypdfium2.PdfDocument(handout.made.pdf)
    texts = [page.get_textpage().get_text_range() for page in pages]
    box = handout.document.imprint.call_box
    assert box is not None
    sentence = re.compile(r"\s+".join(map(re.escape, runs_words(box.emergency).split()[:5])))
    headings = [text.count("Call now") for text in texts]
    assert sum(headings) >= 2
    told = [len(sentence.findall(text)) for text in texts]
    assert all(numbers >= count for numbers, count in zip(told, headings)), (told, headings)


def test_heard_names_of_links_are_words(handout: Built) -> None:
    assert handout.read.links
    for link in handout.read.links:
        assert re.search(r"[^\W\d]", link.words), link
        assert link.target, link
