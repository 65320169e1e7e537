"""Who may approve what, and whether a name is somebody's."""

from __future__ import annotations

import datetime

import pytest
from tests.governance.making import TODAY, approve, decisions, library_state_of, real_library

from wardleaf.governance.approvals import PartName
from wardleaf.governance.people import perhaps_same, surely_same
from wardleaf.governance.rights import check_approvers, refusal
from wardleaf.governance.rules import draft_reasons
from wardleaf.library.schema import Library

BASE = "default-clinic: riverside\nlanguages: [en-GB]\n"
LISTED = """approvers:
  - {name: Dr S. Rao, role: oncologist, may: ["section:topic/"]}
  - {name: P. Lee, role: clinic manager, may: ["clinic:riverside"], until: 2026-11-01}
  - {name: J. Ellis, role: head of information, may: [sections, clinics, handouts]}
  - {name: A. Writer, role: nurse, may: [handouts]}
"""


def library_with(approvers: str) -> Library:
    return real_library({"handouts/library.yaml": BASE + approvers})


@pytest.mark.parametrize(
    ("one", "other", "surely", "perhaps"),
    [
        ("Dr S. Rao", "s rao", True, True),
        ("Prof. Sunita Rao, oncologist", "SUNITA RAO (consultant)", True, True),
        ("Sunita Rao", "S. Rao", False, True),
        ("Sunita Rao PhD", "Rao", False, True),
        ("Rao Sunita", "Sunita Rao", False, True),
        ("Jan Müller", "jan muller", False, True),
        ("O'Neil", "O’NEIL", True, True),
        ("A. Morgan", "B. Morgan", False, False),
        ("A. Morgan", "A. Morganti", False, False),
        ("Dr", "Dr", False, False),
        ("", "", False, False),
    ],
)
def test_names_are_compared_with_care(one: str, other: str, surely: bool, perhaps: bool) -> None:
    assert (surely_same(one, other), perhaps_same(one, other)) == (surely, perhaps)
    assert (surely_same(other, one), perhaps_same(other, one)) == (surely, perhaps)


@pytest.mark.parametrize(
    ("part", "name", "role", "day", "why"),
    [
        ("section:topic/one", "S Rao", "Oncologist", 22, ""),
        (
            "section:topic/one",
            "S. Rao",
            "nurse",
            22,
            "as oncologist, not as nurse",
        ),
        ("handout:leaflet", "Dr S. Rao", "oncologist", 22, "does not let Dr S. Rao approve handout:leaflet"),
        ("section:topic/one", "Sunita Rao", "oncologist", 22, "does not name Sunita Rao"),
        ("clinic:riverside", "P. Lee", "clinic manager", 1, ""),
        ("clinic:riverside", "P. Lee", "clinic manager", 2, "until 2026-11-01"),
        ("clinic:lakeside", "P. Lee", "clinic manager", 1, "does not let"),
        ("handout:leaflet", "A. Writer", "nurse", 22, "wrote the handout `leaflet`"),
        ("handout:leaflet", "J. Ellis", "head of information", 22, ""),
    ],
)
def test_what_the_library_lets_somebody_approve(part: str, name: str, role: str, day: int, why: str) -> None:
    kind, _, of = part.partition(":")
    date = datetime.date(2026, 11, day)
    for recorded in (True, False):
        told = refusal(library_with(LISTED), PartName(kind, of), name, role, date, recorded=recorded)  # type: ignore[arg-type]
        assert (why in told) if why else told == ""


def test_without_a_list_anybody_may_but_not_their_own_handout() -> None:
    library = real_library()
    part = PartName("handout", "leaflet")
    assert refusal(library, part, "Anybody", "nurse", TODAY, recorded=False) == ""
    assert "wrote the handout" in refusal(library, part, "Ann Writer", "nurse", TODAY, recorded=False)
    # What was approved before there was such a rule goes on to count.
    assert refusal(library, part, "A. Writer", "nurse", TODAY, recorded=True) == ""
    reason = LISTED.replace("may: [handouts]", "may: [handouts], own-words: we are two people here")
    assert refusal(library_with(reason), part, "A. Writer", "nurse", TODAY, recorded=False) == ""


def test_an_approval_of_somebody_who_may_not_makes_a_draft_until_somebody_approves_who_may() -> None:
    library = library_with(LISTED.replace("J. Ellis", "J. Other"))
    entries = approve(library)
    library_state = library_state_of(library, decisions(*entries))
    found = draft_reasons(library_state.findings("second", "riverside", today=TODAY))
    assert {one.code for one in found} == {"R621"}
    assert library_with("approvers: []\n").settings.approvers == ()
    listed = library_with(LISTED)
    assert not draft_reasons(
        library_state_of(listed, decisions(*approve(listed))).findings("second", "riverside", today=TODAY)
    )


def test_what_nobody_could_approve_is_told() -> None:
    wrong = LISTED.replace(
        '"section:topic/"', 'everything, section, "section:topic/on", "section:nowhere/", "handout:leaflet"'
    )
    told = [finding.message for finding in check_approvers(library_with(wrong))]
    assert len(told) == 4 and "`everything` says no part" in told[0] and "there is no section `topic/on`" in told[2]
    assert not list(check_approvers(library_with(LISTED)))
