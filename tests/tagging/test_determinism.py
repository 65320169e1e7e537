"""The same sources give the same bytes: twice, after something else, in another process, and whatever is on the cover."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys

import pikepdf
import pytest
from tests.tagging.finished import EDITIONS, ROOT, built

from wardleaf.document.model import Plain
from wardleaf.typeset.typesetter import typeset
from wardleaf.values import replace

HANDOUT = ("recurrence-options", "lakeside")
_IN_ANOTHER_PROCESS = """
import hashlib, sys
sys.path.insert(0, ".")
from tests.tagging.finished import built
print(hashlib.sha256(built(*sys.argv[1:]).made.pdf).hexdigest())
"""


@pytest.mark.parametrize("edition", EDITIONS)
def test_same_bytes_after_building_something_else(edition: str) -> None:
    first = built(*HANDOUT, edition)
    built("support-through-treatment", "riverside", "large-print")
    again = typeset(first.document, first.style, first.resources)
    assert again.pdf == first.made.pdf
    assert again.page_facts == first.made.page_facts


def test_same_bytes_in_other_processes_with_other_hash_seeds() -> None:
    digests = {hashlib.sha256(built(*HANDOUT, "standard").made.pdf).hexdigest()}
    for seed in ("1", "77"):
        told = subprocess.run(  # our own interpreter and script
            [sys.executable, "-c", _IN_ANOTHER_PROCESS, *HANDOUT, "standard"],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")},
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(told.stdout.strip())
    assert len(digests) == 1


def _contents(data: bytes) -> list[bytes]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [page.Contents.read_bytes() for page in pdf.pages]


def test_words_on_the_cover_change_no_other_page() -> None:
    """Codes must not depend on what was set before (a name on the cover would change every page)."""
    first = built(*HANDOUT, "standard")
    title = replace(first.document.first_page.title, runs=(Plain("Žižka’s quick jumping vixen Ω"),))
    changed = replace(first.document, first_page=replace(first.document.first_page, title=title))
    other = typeset(changed, first.style, first.resources)
    before, after = _contents(first.made.pdf), _contents(other.pdf)
    assert len(before) == len(after) > 5
    assert [number for number, (one, two) in enumerate(zip(before, after)) if one != two] == [0]


def test_without_tags_nothing_is_claimed() -> None:
    first = built(*HANDOUT, "standard")
    plain = typeset(first.document, first.style, first.resources, tags=False)
    with pikepdf.open(io.BytesIO(plain.pdf)) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
        assert b"pdfuaid:part" not in pdf.Root.Metadata.read_bytes()
        assert b"pdfaid:part" not in pdf.Root.Metadata.read_bytes()
    assert plain.page_facts == first.made.page_facts
    assert all(b"BDC" not in stream and b"BMC" not in stream for stream in _contents(plain.pdf))
