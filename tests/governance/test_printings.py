"""One number, one wording."""

from __future__ import annotations

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.document.making import FILES
from tests.governance.making import approve, decisions, library_state_of, real_library

from wardleaf.governance.approvals import Approvals
from wardleaf.library.schema import Library

LEAFLET = "handouts/leaflet.yaml"
NEXT_WORDS = {
    "handouts/sections/topic/one.md": FILES["handouts/sections/topic/one.md"]
    .replace("---\n\n", "---\n\nMore. ")
    .rstrip("\n")
    + "\n\nAnd more.\n"
}
NEXT_VERSION = {LEAFLET: FILES[LEAFLET].replace('version: "1.0"', 'version: "1.1"')}
NEXT_TITLE = {LEAFLET: FILES[LEAFLET].replace("purpose: ", "purpose: Really. ")}
NEXT_REVIEW = {LEAFLET: FILES[LEAFLET].replace("review-by: 2027-11-01", "review-by: 2027-12-01")}
NEXT_LOOK = {
    "handouts/sections/topic/one.md": FILES["handouts/sections/topic/one.md"].replace(
        "reviewed: 2026-11-01", "reviewed: 2026-11-02"
    )
}


def standing(library: Library, approvals: Approvals) -> tuple[str, int, tuple[str, ...]]:
    found = library_state_of(library, approvals).standing("leaflet", "riverside")
    assert found
    return found.state, found.issue, tuple(str(other.part) for other in found.others)


def test_a_changed_wording_asks_for_a_new_version() -> None:
    old, new = real_library(), real_library(NEXT_WORDS)
    entries = approve(old)
    assert standing(old, decisions(*entries)) == ("approved", 1, ())
    again = (*entries, *approve(new))
    assert standing(new, decisions(*again)) == ("in-review", 1, ("section:topic/one",))
    # Back to the first words: nothing stands on two.
    assert standing(old, decisions(*again, *approve(old)))[2] == ()
    versioned = real_library({**NEXT_WORDS, **NEXT_VERSION})
    assert standing(versioned, decisions(*again, *approve(versioned, "handout:leaflet"))) == ("approved", 1, ())


def test_own_words_of_the_handout_count_from_their_first_approval() -> None:
    old, new = real_library(), real_library(NEXT_TITLE)
    entries = (*approve(old, "handout:leaflet"), *approve(new))
    assert standing(new, decisions(*entries)) == ("in-review", 1, ("handout:leaflet",))


def test_sections_may_change_until_all_is_approved_for_the_first_time() -> None:
    old, new = real_library(), real_library(NEXT_WORDS)
    entries = (
        *approve(old, "handout:leaflet", "section:topic/one"),
        *approve(new, "section:topic/one", "section:topic/two", "clinic:riverside"),
    )
    assert standing(new, decisions(*entries)) == ("approved", 1, ())


def test_review_dates_make_the_next_issue() -> None:
    old = real_library()
    for files in (NEXT_REVIEW, NEXT_LOOK):
        new = real_library(files)
        assert standing(new, decisions(*approve(old), *approve(new))) == ("approved", 2, ())
        assert standing(old, decisions(*approve(old), *approve(new), *approve(old)))[1] == 3


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["1.0", "1.1"]),
            st.booleans(),
            st.booleans(),
            st.sampled_from(["01632 960 140", "01632 960 149"]),
        ),
        min_size=2,
        max_size=6,
    )
)
def test_no_issue_of_a_version_stands_on_two_contents(history: list[tuple[str, bool, bool, str]]) -> None:
    """Whatever is changed and approved, one after the other: an approved handout's version and issue give its words,
    facts and dates away.
    """
    from tests.governance.making import CLINIC, REAL

    entries: list[object] = []
    seen: dict[tuple[str, int], object] = {}
    for version, words, review, phone in history:
        files = {
            LEAFLET: (NEXT_REVIEW if review else FILES)[LEAFLET].replace('version: "1.0"', f'version: "{version}"'),
            CLINIC: REAL[CLINIC].replace("01632 960 140", phone),
            **(NEXT_WORDS if words else {}),
        }
        library = real_library(files)
        entries += approve(library, today=datetime.date(2026, 11, 22))
        library_state = library_state_of(library, decisions(*entries))  # type: ignore[arg-type]
        found = library_state.standing("leaflet", "riverside")
        assert found
        if found.state == "approved":
            content = tuple(part.part.hash for part in found.parts)
            assert seen.setdefault((version, found.issue), content) == content
