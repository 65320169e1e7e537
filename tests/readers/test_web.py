"""Web pages in Chromium: what axe-core finds on them, where the Tab key goes, what a screen reader is handed, and that
nothing is asked of anybody.

Three pages that hold everything between them; by hand all shipped ones were walked, without a finding.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from tests.typeset.making import shipped

from wardleaf.brand_files import letters
from wardleaf.findings import Findings
from wardleaf.pipeline import brand_files, document_for, style_for
from wardleaf.reading.document import read_document
from wardleaf.reading.tree import StructElem, heard, walk
from wardleaf.text.faces import font_book
from wardleaf.web.page import web_page

HERE = Path(__file__).parent
CHROMIUM = "/usr/bin/chromium"
WALKED = (
    ("after-knee-replacement", "riverside-joints", False),
    ("support-through-treatment", "lakeside", True),
    ("chemotherapy-around-surgery", "riverside", False),
)


@dataclass(frozen=True)
class Walked:
    tree: StructElem
    told: dict[str, Any]


@lru_cache(maxsize=1)
def walked() -> tuple[Walked, ...]:
    node = shutil.which("node")
    assert node is not None
    workshop, trees = shipped(), []
    with TemporaryDirectory() as folder:
        files = []
        for handout, clinic, draft in WALKED:
            document = document_for(workshop, handout, clinic, "web", Findings())
            style = style_for(workshop, clinic, "web", Findings())
            assert document is not None and style is not None
            brand = brand_files(workshop, style, Findings())
            assert brand is not None
            file = Path(folder) / f"{handout}.html"
            book = font_book(style.fonts, {**brand[0], **letters()})
            file.write_bytes(web_page(document, style, book, brand[1], draft=draft))
            files.append(file)
            trees.append(read_document(document))
        command = [node, str(HERE / "walk_web.mjs"), CHROMIUM, *map(str, files)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return tuple(Walked(tree, told) for tree, told in zip(trees, json.loads(done.stdout), strict=True))


@pytest.mark.parametrize("number", range(len(WALKED)))
def test_axe_finds_nothing_on_a_telephone_a_screen_enlarged_in_the_dark_and_on_paper(number: int) -> None:
    told = walked()[number].told
    assert told["findings"] == []
    assert told["wide"] == []
    assert told["asked"] == []
    assert "loaded" in told["fonts"] and "error" not in told["fonts"]


@pytest.mark.parametrize("number", range(len(WALKED)))
def test_the_tab_key_goes_everywhere_in_order_and_what_it_reaches_is_seen(number: int) -> None:
    told = walked()[number].told
    keys = told["keys"]
    assert len(keys) == 40
    assert [key["name"] for key in keys] == told["order"][: len(keys)]
    assert all(key["seen"] for key in keys)
    assert keys[0]["name"] == "#text"


@pytest.mark.parametrize("number", range(len(WALKED)))
def test_a_screen_reader_is_handed_the_headings_and_pictures_of_the_tree(number: int) -> None:
    found = walked()[number]
    nodes = found.told["tree"]
    own = [element for element in walk(found.tree) if isinstance(element, StructElem)]
    headings = [(int(each.role[1]), " ".join(heard((each,)).split())) for each in own if each.role[0] == "H"]
    handed = [(node["level"], " ".join(node["name"].split())) for node in nodes if node["role"] == "heading"]
    of_screens = [one for one in handed if one not in headings]
    assert of_screens in ([], [(2, "What is in this handout")])
    on_paper = [(2, "Prepared for")]  # lines to write on, which a screen does not show
    assert [one for one in handed if one in headings] == [one for one in headings if one not in on_paper]
    arrays = [each.alt for each in own if each.role == "Figure" and " in " in each.alt]
    pictures = [node["name"] for node in nodes if node["role"] in ("image", "img")]
    assert [alt for alt in pictures if alt in arrays] == arrays
    roles = {node["role"] for node in nodes}
    assert {"banner", "main", "contentinfo", "navigation", "list", "listitem", "link"} <= roles
