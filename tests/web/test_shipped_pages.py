"""Every shipped handout as a web page: the words of its reading tree, links that lead somewhere, nothing from outside."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from tests.shipped import all_shipped
from tests.typeset.making import shipped
from tests.web.reading_html import Element, read_page

from wardleaf.building import build_handout
from wardleaf.document.model import QrCode
from wardleaf.findings import Findings
from wardleaf.pipeline import document_for
from wardleaf.reading.document import read_document
from wardleaf.reading.tree import Kid, StructElem
from wardleaf.records.built import Target

BULLETS = ("Disc", "Circle")
PAIRS = sorted({(handout, clinic) for handout, clinic, _ in all_shipped(shipped())})


def words_of(kid: Kid, codes: frozenset[str], *, labels: bool = True) -> str:
    """What the tree says, without what a screen has in another way: the signs of its own lists, and codes to point a
    telephone at.
    """
    if not isinstance(kid, StructElem):
        return getattr(kid, "words", "") if type(kid).__name__ != "LinkSlot" else ""
    if kid.role == "Figure" and kid.alt in codes:
        return ""
    if kid.role == "Lbl" and not labels:
        return ""
    labels = kid.list_numbering not in BULLETS if kid.role == "L" else labels
    return kid.actual_text or kid.alt or "".join(words_of(each, codes, labels=labels) for each in kid.kids)


@pytest.mark.parametrize(("handout", "clinic"), PAIRS)
def test_a_page_says_what_the_handout_says(handout: str, clinic: str) -> None:
    workshop = shipped()
    document = document_for(workshop, handout, clinic, "web", Findings())
    built = build_handout(workshop, Target(handout=handout, clinic=clinic, edition="web"))
    assert document is not None
    (file,) = built.files
    assert (file.record.file, file.record.pages, file.record.draft) == (f"{handout}-web.html", 0, False)
    page = read_page(file.data)

    codes = frozenset(block.words for block in (*document.blocks, document.imprint.qr) if isinstance(block, QrCode))
    said = " ".join(words_of(read_document(document), codes).split())
    assert "".join(page.words().split()) == said.replace(" ", "")

    everything = page.all()
    ids = [element.attributes["id"] for element in everything if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    links = [element for element in everything if element.tag == "a"]
    assert len(links) > 20
    for link in links:
        kind, _, rest = link.attributes["href"].partition(":" if "#" not in link.attributes["href"] else "#")
        assert (kind in ("tel", "https", "http", "mailto")) if kind else rest in ids, link.attributes

    levels = [int(element.tag[1]) for element in everything if re.fullmatch(r"h[1-6]", element.tag)]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert nothing_from_outside(page)


def nothing_from_outside(page: Element) -> bool:
    asked = [element.attributes["src"] for element in page.all() if "src" in element.attributes]
    (styles,) = (element for element in page.all() if element.tag == "style")
    asked += re.findall(r"url\(([^)]*)\)", str(styles.kids[0]))
    assert asked
    tags = {element.tag for element in page.all()}
    return all(place.startswith("data:") for place in asked) and not tags & {
        "script",
        "link",
        "iframe",
        "form",
        "object",
    }


def test_a_page_of_a_pack_says_a_source_where_it_was_cited() -> None:
    built = build_handout(shipped(), Target(handout="support-through-treatment", clinic="lakeside", edition="web"))
    page = read_page(built.files[0].data)
    back = [element for element in page.all() if "back" in element.classes]
    cites = {element.attributes["id"] for element in page.all() if "cite" in element.classes}
    sources = [element for element in page.all() if element.attributes.get("id", "").startswith("reference-")]
    assert len(back) == len(sources) > 20
    targets = [link.attributes["href"].removeprefix("#") for each in back for link in each.all() if link.tag == "a"]
    assert set(targets) <= cites and len(targets) >= len(back)
