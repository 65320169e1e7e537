"""What an edition is stands in one place: names of editions are compared nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

from tests.typeset.making import style_of

import wardleaf
from wardleaf.editions import EDITION_NAMES, PRINTED_EDITIONS, edition_of

SOURCES = Path(wardleaf.__file__).parent
NAME = re.compile(r"[\"'](?:large-print|booklet|web)[\"']")
# Kinds of sources, which BibTeX calls by the same word.
OTHERS = {"editions.py", "bibliography/importing/bibtex.py"}


def test_no_room_compares_names_of_editions() -> None:
    named = {
        path.relative_to(SOURCES).as_posix()
        for path in SOURCES.rglob("*.py")
        if NAME.search(path.read_text(encoding="utf-8"))
    }
    assert named == OTHERS


def test_what_each_is() -> None:
    assert [(name, edition_of(name).folded, edition_of(name).large) for name in EDITION_NAMES] == [
        ("standard", False, False),
        ("large-print", False, True),
        ("booklet", True, False),
        ("web", False, False),
        ("text", False, False),
    ]
    assert [name for name in EDITION_NAMES if edition_of(name).form != "pdf"] == ["web", "text"]
    assert [name for name in EDITION_NAMES if name not in PRINTED_EDITIONS] == ["web", "text"]
    assert (edition_of("poster").folded, edition_of("poster").large) == (False, False)
    for name in EDITION_NAMES:
        style = style_of("riverside", name)
        assert (style.folded, style.large) == (edition_of(name).folded, edition_of(name).large)
