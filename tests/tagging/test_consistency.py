"""The consistency check itself: each kind of disagreement must be noticed, most of which no validator sees."""

from __future__ import annotations

import pytest
from tests.tagging import spoiling
from tests.tagging.consistency import consistency
from tests.tagging.finished import built
from tests.tagging.spoiling import Spoil, spoiled

GOOD = ("chemotherapy-day", "riverside", "standard")

BAD: list[tuple[Spoil, str]] = [
    (spoiling.with_an_mcid_twice, "is used 2 times"),
    (spoiling.with_marks_in_marks, "marks nest"),
    (spoiling.with_content_made_artifact, "which its page lacks"),
    (spoiling.with_a_link_without_object, "a Link without OBJR"),
    (spoiling.with_wrong_parents, "gives another element"),
    (spoiling.without_a_child, "no element names MCID"),
    (spoiling.with_wrong_widths, "wide in the file"),
    (spoiling.without_a_character, "says nothing"),
    (spoiling.with_a_built_in_font, "built-in fonts"),
    (spoiling.with_ink_in_no_mark, "in no mark"),
    (spoiling.without_alt, "a Figure without Alt"),
    (spoiling.without_a_box, "a Figure without BBox"),
    (spoiling.without_scope, "a TH without Scope"),
    (spoiling.with_an_empty_header, "an empty TH"),
    (spoiling.with_a_heading_skipped, "follows a heading of level"),
    (spoiling.without_tab_order, "Tabs is not S"),
    (spoiling.without_words_of_links, "a link without Contents"),
    (spoiling.without_tree, "no StructTreeRoot"),
]


def test_a_good_file_saved_by_another_program_stays_good() -> None:
    assert consistency(spoiled(built(*GOOD).made.pdf, spoiling.without_change)) == []


@pytest.mark.parametrize(("spoil", "told"), BAD, ids=[spoil.__name__ for spoil, _ in BAD])
def test_a_bad_file_is_noticed(spoil: Spoil, told: str) -> None:
    wrong = consistency(spoiled(built(*GOOD).made.pdf, spoil))
    assert any(told in words for words in wrong), wrong
