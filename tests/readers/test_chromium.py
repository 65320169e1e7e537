"""docs/screen-reader.md walked by machine, for one handout in each edition, with Chromium over AT-SPI.

Chromium's viewer guesses structure from looks, and leaves no word out. What it makes of the tags on trial (the feature
PdfTags, off as it comes) has faults of its own in version 156: words of a Span are lost, and a line may be counted to
the link before it. So no more is asked there than that every page opens with tags, headings in order, tables with the
words of their cells.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Literal

import pytest
from tests.readers.tags import EDITIONS, HEADINGS, handout, letters, of_roles, tags_of, texts
from tests.readers.walking import Shown, walk, walk_chromium, words_of
from tests.tagging.finished import Built


def chromium_pages(one: Built, way: Literal["guessing", "tagged"], folder: Path) -> list[Shown]:
    file = folder / one.name
    file.write_bytes(one.made.pdf)
    document = walk_chromium(file, way)
    count = len(one.read.page_facts.pages)
    assert document.words == f"PDF document containing {count} pages"
    pages = [page for page in document.kids if page.role == "landmark" and page.words.startswith("Page ")]
    assert [page.words for page in pages] == [f"Page {number}" for number in range(1, count + 1)]
    return pages


def test_chromium_leaves_no_word_and_no_link_out(tmp_path: Path) -> None:
    """As it comes, guessing: all words of the tags in their order, with running lines, repeated header rows and parts
    of long addresses between them.
    """
    one = handout("standard")
    for number, page in enumerate(chromium_pages(one, "guessing", tmp_path), start=1):
        heard = iter(letters(words_of(page)))
        tags = tags_of("standard", number)
        words = letters(" ".join(texts(tags)))
        lost = [letter for letter in words if letter not in heard]
        assert lost == [], f"page {number}"
        links = [link.target.removesuffix("/") for link in one.read.links if link.page == number]
        shown = [part.link.removesuffix("/") for part in walk(page) if part.role == "link"]
        assert {target for target in links if not target.startswith("page ")} <= set(shown), f"page {number}"
        assert len(shown) >= len(links), f"page {number}"


@pytest.mark.parametrize("edition", EDITIONS)
def test_chromium_opens_every_page_by_its_tags(edition: str, tmp_path: Path) -> None:
    one = handout(edition)
    pages = chromium_pages(one, "tagged", tmp_path)
    missing = total = 0
    for number, page in enumerate(pages, start=1):
        tags, shown = tags_of(edition, number), list(walk(page))
        if not next(texts(tags), ""):
            continue
        assert {"section", "paragraph", "list", "table", "heading"} & {part.role for part in shown}, f"page {number}"
        headings = [letters(words_of(part)) for part in shown if part.role == "heading"]
        wanted = [letters(" ".join(texts(part))) for part in of_roles(tags, HEADINGS)]
        left = iter(wanted)
        assert all(heading in left for heading in headings), f"page {number}"
        missing, total = missing + len(wanted) - len(headings), total + len(wanted)
        cells = "".join(letters(words_of(part)) for part in shown if part.role in {"row header", "table cell"})
        wanted_cells = "".join(letters(" ".join(texts(part))) for part in of_roles(tags, {"TH", "TD"}))
        assert Counter(cells) == Counter(wanted_cells), f"page {number}"
    assert total > 50
    assert missing <= total // 10
