"""docs/screen-reader.md walked by machine, for one handout in each edition: pdf.js, which is Firefox's viewer, goes by
the tags, so all that they hold is heard there, page by page, in order and once.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from tests.readers.tags import EDITIONS, handout, tags_of
from tests.readers.walking import Heard, HeardLink, walk_pdfjs

from wardleaf.readback.model import elements


def test_the_handout_has_all_that_the_script_asks_for() -> None:
    """Else the walk would be of a file without tables or pictures, and nobody would notice."""
    for edition in EDITIONS:
        every = list(elements(handout(edition).read.tree))
        roles = Counter(element.role for element in every)
        assert min(roles[role] for role in ("H1", "TOC", "Table", "Caption", "Figure", "BibEntry")) > 0
        assert min(roles[role] for role in ("L", "LI", "Link", "TH", "TD", "Strong")) > 15
        said = {element.alt or element.actual_text for element in every}
        assert said >= {"Space to write", "Box to tick"}
        numbering = {dict(element.attributes).get("ListNumbering") for element in every if element.role == "L"}
        assert numbering == {"Disc", "Decimal", "Square", "None"}


def heard_on_page(heard: Heard) -> Heard | None:
    """Without the elements that pdf.js names on a page although all that is in them stands on others."""
    kids: list[Heard | HeardLink | str] = []
    for kid in heard.kids:
        found = heard_on_page(kid) if isinstance(kid, Heard) else kid
        if found is not None:
            kids.append(found)
    return Heard(role=heard.role, alt=heard.alt, kids=tuple(kids)) if kids else None


@pytest.mark.parametrize("edition", EDITIONS)
def test_pdfjs_hears_all_that_the_tags_hold(edition: str, tmp_path: Path) -> None:
    one = handout(edition)
    file = tmp_path / one.name
    file.write_bytes(one.made.pdf)
    (heard,) = walk_pdfjs(file)
    assert (heard.title, heard.language) == (one.read.title, one.read.language)
    assert heard.outline == tuple(entry.title for entry in one.read.outline if entry.level == 1)
    assert len(heard.pages) == len(one.read.page_facts.pages) > 20
    for number, page in enumerate(heard.pages, start=1):
        assert heard_on_page(page) == Heard(role="Root", alt="", kids=(tags_of(edition, number),)), f"page {number}"
