"""The checks of `making.complaints` see what they are there for: each is shown a page that is wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.typeset.making import Made, complaints, set_body

from wardleaf.page_facts import PageFact, PageFacts, TextFact
from wardleaf.values import replace

PARAGRAPH = (
    "Chemotherapy is medicine that kills growing cells and travels in the blood to reach them [@a]. " * 3 + "\n\n"
)


def made() -> Made:
    return set_body("".join(f"Paragraph {number}: {PARAGRAPH}" for number in range(1, 9)), contents="yes")


def changed(document: Made, number: int, change: Callable[[TextFact], TextFact | None], **page: object) -> Made:
    """`document` with other words on page `number`."""
    pages = list(document.pages)
    texts = tuple(new for fact in pages[number - 1].texts if (new := change(fact)))
    pages[number - 1] = replace(pages[number - 1], texts=texts, **page)  # type: ignore[arg-type]
    return with_pages(document, pages)


def with_pages(document: Made, pages: list[PageFact]) -> Made:
    return Made(
        document.document,
        document.style,
        replace(document.typeset, page_facts=PageFacts(pages=tuple(pages))),
        document.laid,
    )


def test_a_good_document_is_good() -> None:
    assert complaints(made()) == []


WRONG: dict[str, tuple[Callable[[TextFact], TextFact | None], str]] = {
    "small type": (lambda fact: replace(fact, size=11.0), "is set in 11.0 points"),
    "out of the column": (lambda fact: replace(fact, x1=fact.x1 + 300), "reaches out of the column"),
    "below the frame": (
        lambda fact: fact if fact.artifact else replace(fact, baseline=fact.baseline + 400),
        "stands above or below the frame",
    ),
    "words on words": (lambda fact: replace(fact, baseline=300.0, x0=100.0, x1=300.0), "stand on each other"),
    "no folio": (lambda fact: None if fact.artifact else fact, "no folio"),
    "lost words": (lambda fact: None if "growing" in fact.text else fact, "is not printed whole"),
    "a word that is lost": (lambda fact: replace(fact, text=fact.text.replace("blood", "")), "words are lost"),
    "a wrong citation": (
        lambda fact: replace(fact, text="7") if fact.text == "1" else fact,
        "the sources are cited on",
    ),
    "a wrong page number": (
        lambda fact: replace(fact, text="9") if fact.text.isdigit() else fact,
        "the contents list says",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_seen(name: str) -> None:
    change, told = WRONG[name]
    assert any(told in complaint for complaint in complaints(changed(made(), 2, change)))


def test_ink_at_the_edge_is_seen() -> None:
    wrong = changed(made(), 2, lambda fact: fact, ink=(10.0, 30.0, 500.0, 800.0))
    assert any("ink at the edge" in complaint for complaint in complaints(wrong))


def test_a_last_page_without_its_imprint_is_seen() -> None:
    good = made()
    wrong = changed(good, good.count, lambda fact: None if "Call" in fact.text or "About" in fact.text else fact)
    assert [told for told in complaints(wrong) if "the last page lacks" in told]
    assert "the last page lacks the call box" in complaints(wrong)


def test_a_booklet_of_five_pages_is_seen() -> None:
    good = set_body(PARAGRAPH, edition="booklet")
    assert any(
        "a booklet of" in told for told in complaints(with_pages(good, [*good.pages, good.pages[1]][: good.count - 1]))
    )


def test_pages_out_of_order_are_seen() -> None:
    good = made()
    pages = [good.pages[0], good.pages[2], good.pages[1], *good.pages[3:]]
    assert any("is not printed whole after" in told for told in complaints(with_pages(good, pages)))
