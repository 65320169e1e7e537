"""What the tagging room refuses, and what only a look at single elements shows."""

from __future__ import annotations

import pytest
from reportlab.pdfbase import pdfdoc
from tests.tagging.finished import Built, built, style_of

from wardleaf.document.model import Foreign, Heading, Paragraph, Plain, Section
from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.pdf.marks import Marks
from wardleaf.pdf.tags import UntaggedError, write_tree
from wardleaf.readback.model import element_text, elements
from wardleaf.readback.reader import read_pdf
from wardleaf.reading.tree import LinkSlot, Slot, StructElem
from wardleaf.typeset.typesetter import typeset
from wardleaf.values import replace


@pytest.fixture(scope="module")
def handout() -> Built:
    return built("metastatic-chemotherapy", "riverside", "standard")


def _write(tree: StructElem, marks: Marks) -> None:
    write_tree(pdfdoc.PDFDocument(invariant=1), tree, marks, [1])


def _drawn(*slots: Slot) -> Marks:
    marks = Marks()
    marks.add_page(slots)
    return marks


def test_nothing_placed_for_a_slot_is_an_error() -> None:
    slot = Slot("a paragraph", Span(SourceFile("sections/a.md", "x"), 7))
    with pytest.raises(UntaggedError, match=r"nothing was placed for a paragraph at sections/a\.md:7"):
        _write(StructElem(role="P", kids=(slot,)), _drawn())


def test_a_slot_placed_outside_the_tree_is_an_error() -> None:
    with pytest.raises(UntaggedError, match="a stray was placed but is not in the tag tree"):
        _write(StructElem(role="Document"), _drawn(Slot("a stray")))


def test_a_slot_in_two_places_is_an_error() -> None:
    slot = Slot("a paragraph")
    with pytest.raises(UntaggedError, match="stands in the tag tree twice"):
        _write(
            StructElem(role="Div", kids=(StructElem(role="P", kids=(slot,)), StructElem(role="P", kids=(slot,)))),
            _drawn(slot),
        )


def test_a_link_without_a_rectangle_is_an_error() -> None:
    with pytest.raises(UntaggedError, match="no link was placed to tel:999"):
        _write(StructElem(role="Link", kids=(LinkSlot("tel:999", "Call 999"),)), _drawn())


def test_words_in_another_language_say_so(handout: Built) -> None:
    heading = Heading(level=2, runs=(Plain("Words"),), id="words")
    words = Paragraph(runs=(Plain("Say "), Foreign(runs=(Plain("bonjour"),), language="fr")))
    sections = (Section(heading=heading, blocks=(words,)),)
    # Without sources there is nothing that the numbers in the call boxes could lead to.
    first, imprint = (
        replace(handout.document.first_page, call_box=None),
        replace(handout.document.imprint, call_box=None),
    )
    made = typeset(
        replace(handout.document, sections=sections, references=None, first_page=first, imprint=imprint),
        *style_of("riverside", "standard"),
    )
    found = read_pdf(made.pdf, name="file.pdf", findings=Findings())
    assert found is not None
    assert [(element.role, element_text(element)) for element in elements(found.tree) if element.language == "fr"] == [
        ("Span", "bonjour")
    ]


def test_running_lines_are_artifacts(handout: Built) -> None:
    document = handout.document
    pages = handout.read.page_facts.pages
    for number, page in enumerate(pages[1:], start=2):
        furniture = {text.text.strip() for text in page.texts if text.artifact}
        folio = document.labels.page_of.format(page=number, pages=len(pages))
        assert {folio, document.short_title} & furniture
        assert folio not in {text.text.strip() for text in page.texts if not text.artifact}


def test_sources_have_names_of_their_own(handout: Built) -> None:
    entries = [element.id for element in elements(handout.read.tree) if element.role == "BibEntry"]
    assert len(entries) == len(set(entries)) > 3
    assert all(entries)


def test_the_outline_is_the_headings(handout: Built) -> None:
    outline = [(entry.level, entry.title) for entry in handout.read.outline]
    assert [level for level, _ in outline] == [1, *(heading.level for heading in handout.document.headings)]
    spoken = {
        " ".join(element_text(element, exact=True).split())
        for element in elements(handout.read.tree)
        if element.role.startswith("H")
    }
    assert {" ".join(title.split()) for _, title in outline} <= spoken
    assert all(entry.page is not None for entry in handout.read.outline)
