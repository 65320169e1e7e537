"""A page of a small handout: what is marked, what is typed, and what leads where."""

from __future__ import annotations

import pytest
from tests.document.making import HANDOUT, ONE, definition, resolve, section
from tests.typeset.making import style_of
from tests.web.reading_html import Element, fonts_of, read_page

from wardleaf.document.model import Document, Heading, Link, Paragraph, Plain
from wardleaf.library.label_files import read_labels
from wardleaf.text.faces import font_book
from wardleaf.values import replace
from wardleaf.web.page import web_page


def document_of(text: str, **keys: str) -> Document:
    document, findings = resolve({ONE: section(text), HANDOUT: definition(**keys)})
    assert document is not None, findings
    return document


def page_of(document: Document, *, draft: bool = False) -> Element:
    style = style_of("riverside", "web")
    return read_page(web_page(document, style, font_book(style.fonts, fonts_of(style)), None, draft=draft))


def first(page: Element, name: str) -> Element:
    return next(element for element in page.all() if name in element.classes)


def test_what_is_typed_is_no_markup() -> None:
    page = page_of(document_of('Write `<script>alert("1")</script> & <b>` here.'.replace("`", "")))
    assert "script" not in {element.tag for element in page.all()}
    assert "<script>" in page.words()
    assert "& <b>" in page.words()


def test_a_draft_says_so_first_and_at_the_foot_of_what_is_seen() -> None:
    document = document_of("It works.")
    page = page_of(document, draft=True)
    (main,) = (element for element in page.all() if element.tag == "main")
    assert main.words().strip().startswith("DRAFT")
    (body,) = (element for element in page.all() if element.tag == "body")
    assert body.attributes["data-mark"].startswith("DRAFT")
    assert "DRAFT" not in page_of(document).words()
    specimen = replace(document, clinic=replace(document.clinic, specimen_notice="Specimen: not real"))
    (body,) = (element for element in page_of(specimen).all() if element.tag == "body")
    assert body.attributes["data-mark"] == "Specimen: not real"
    assert first(page_of(specimen), "notice").words() == "Specimen: not real"


def test_the_numbers_to_call_are_at_hand() -> None:
    page = page_of(document_of("It works."))
    links = [element for element in first(page, "call-bar").all() if element.tag == "a"]
    assert links and all(link.attributes["href"].startswith("tel:") for link in links)
    assert [link.attributes["href"] for link in links] == [
        element.attributes["href"] for element in first(page, "call-box").all() if element.tag == "a"
    ][: len(links)]


@pytest.mark.parametrize("target", ["javascript:alert(1)", "data:text/html,x", " javascript:x", "file:///etc/passwd"])
def test_a_link_that_is_none_is_words(target: str) -> None:
    document = document_of("It works.")
    block = Paragraph(runs=(Link(runs=(Plain("press here"),), target=target, words="press here"),))
    odd = replace(document, sections=(replace(document.sections[0], blocks=(block,)),))
    page = page_of(odd)
    assert "press here" in page.words()
    assert not [element for element in page.all() if element.attributes.get("href", "").strip() == target.strip()]


@pytest.mark.parametrize(
    ("language", "way"), [("en-GB", "ltr"), ("ur", "rtl"), ("ar-EG", "rtl"), ("fa", "rtl"), ("bn", "ltr")]
)
def test_a_page_says_its_language_and_the_way_it_is_written(language: str, way: str) -> None:
    page = page_of(replace(document_of("It works."), language=language))
    (html,) = (element for element in page.all() if element.tag == "html")
    assert (html.attributes["lang"], html.attributes["dir"]) == (language, way)


def test_a_sheet_of_words_without_larger_text_has_no_switch() -> None:
    document = document_of("It works.")
    assert [element for element in page_of(document).all() if "switch" in element.classes]
    bare = replace(document, labels=replace(read_labels("en-GB"), larger_text=""))
    assert not [element for element in page_of(bare).all() if "switch" in element.classes]


def test_headings_have_the_ids_that_links_lead_to() -> None:
    document = document_of("## More\n\nIt works.")
    ids = {element.attributes.get("id") for element in page_of(document).all()}
    headings = [block.id for block in document.blocks if isinstance(block, Heading)]
    assert headings and set(headings) <= ids


def test_the_same_handout_is_the_same_bytes() -> None:
    style = style_of("riverside", "web")
    book = font_book(style.fonts, fonts_of(style))
    document = document_of("It works [@a].")
    assert web_page(document, style, book, None, draft=False) == web_page(document, style, book, None, draft=False)
