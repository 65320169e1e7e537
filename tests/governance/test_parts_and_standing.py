"""What a part is, and that a change unapproves just the part that was changed."""

from __future__ import annotations

import pytest
from tests.document.making import FILES, ONE, TWO, definition, resolve, section
from tests.governance.making import CLINIC, REAL, approve, decisions, library_state_of, real_library, texts_of, withdraw

from wardleaf.document.ingredients import facts_printed
from wardleaf.document.model import runs_text
from wardleaf.governance.approvals import PartName
from wardleaf.governance.parts import Parts
from wardleaf.library.clinic_facts import fact_texts

PHONE = {CLINIC: REAL[CLINIC].replace("01632 960 140", "01632 960 149")}
WORDS = {ONE: FILES[ONE].replace("More words", "Other words")}


def hashes(files: dict[str, str] | None = None, handout: str = "leaflet") -> dict[str, str]:
    library = real_library(files)  # type: ignore[arg-type]
    return {str(part.part): part.hash for part in Parts(library, texts_of(library)).of_handout(handout, "riverside")}


def changed(files: dict[str, str], handout: str = "leaflet") -> set[str]:
    before, after = hashes(handout=handout), hashes(files, handout)
    assert before.keys() == after.keys()
    return {part for part in before if before[part] != after[part]}


def test_the_parts_are_the_handout_the_clinic_and_each_section() -> None:
    assert list(hashes()) == ["handout:leaflet", "clinic:riverside", "section:topic/one", "section:topic/two"]
    assert all(len(hash) == 16 for hash in hashes().values())


@pytest.mark.parametrize(
    ("files", "parts"),
    [
        (PHONE, {"clinic:riverside"}),
        (WORDS, {"section:topic/one"}),
        (
            {"handouts/references.yaml": FILES["handouts/references.yaml"].replace("Report b", "Paper b")},
            {"section:topic/two"},
        ),
        (
            {"handouts/references.yaml": FILES["handouts/references.yaml"].replace("Report a ", "Paper a ")},
            {"section:topic/one", "section:topic/two"},
        ),
        ({"handouts/leaflet.yaml": definition(title="Another title")}, {"handout:leaflet"}),
        ({"handouts/leaflet.yaml": definition(sections="[topic/two, topic/one]")}, {"handout:leaflet"}),
        ({"handouts/leaflet.yaml": definition(version='"1.1"')}, {"handout:leaflet"}),
        ({TWO: FILES[TWO].replace("reviewed: 2026-11-01", "reviewed: 2026-11-02")}, {"section:topic/two"}),
        ({"handouts/spelling.yaml": "- {en-GB: helps, en-US: assists}\n"}, {"section:topic/two", "handout:leaflet"}),
        (
            {ONE: FILES[ONE].replace("reviewed:", "question: What is it?\nanswer: It is this.\nreviewed:", 1)},
            {"section:topic/one"},
        ),
        # What only the staff reads, or what is only another way of writing, is no change.
        (
            {
                "handouts/references.yaml": FILES["handouts/references.yaml"].replace(
                    "publisher: P", "publisher: P, note: read twice"
                )
            },
            set(),
        ),
        ({"handouts/leaflet.yaml": "# a remark\n" + FILES["handouts/leaflet.yaml"]}, set()),
        ({ONE: FILES[ONE].replace("More words.", "More words.   ")}, set()),
        ({"handouts/leaflet.yaml": definition(editions="[standard]")}, set()),
        (
            {
                ONE: FILES[ONE].replace(
                    "More words.",
                    "::: allow\nlong-line: {reason: it is so, by: A. Head, until: 2027-11-01}\n:::\n\nMore words.",
                )
            },
            set(),
        ),
        ({CLINIC: "# a remark\n" + REAL[CLINIC].replace("checked: 2026-11-22", "checked: 2026-11-23")}, set()),
    ],
)
def test_a_change_changes_just_its_own_part(files: dict[str, str], parts: set[str]) -> None:
    assert changed(files) == parts


def test_a_glossary_word_belongs_to_the_sections_that_explain_it() -> None:
    files = {ONE: section("A [biopsy]{.term} is taken.")}
    before = hashes(files)
    after = hashes({**files, "handouts/glossary.yaml": "- {word: biopsy, meaning: something else}\n"})
    assert {part for part in before if before[part] != after[part]} == {"section:topic/one"}


def test_a_picture_belongs_to_the_sections_that_show_it() -> None:
    from tests.document.making import PNG

    files: dict[str, str | bytes] = {ONE: section("![A leaf](figures/leaf.png)"), "handouts/figures/leaf.png": PNG}
    before = hashes(files)  # type: ignore[arg-type]
    after = hashes({**files, "handouts/figures/leaf.png": PNG + b"\0"})  # type: ignore[arg-type]
    assert {part for part in before if before[part] != after[part]} == {"section:topic/one"}


def test_a_clinics_facts_are_told_by_path() -> None:
    facts = fact_texts(real_library().clinics["riverside"])
    assert facts["phones.advice.day"] == "01632 960 140"
    assert facts["services.nurse.for"] == "questions"
    assert facts["fever.source"] == "fever"
    assert "specimen" not in facts
    assert not any(path.endswith("checked") for path in facts)


def test_which_facts_a_handout_prints() -> None:
    files = {
        ONE: section("Call {{ clinic.services.nurse.phone }}."),
        TWO: section("::: contacts\nshow: [line]\n:::", "Second things"),
    }
    library = real_library(files)
    printed = facts_printed(library, "leaflet", "riverside", texts=texts_of(library))
    assert {
        "services.nurse.phone",
        "helplines.line.phone",
        "phones.advice.night",
        "phones.switchboard.number",
        "name",
    } <= printed
    assert not {"services.nurse.hours", "fever.rule", "fever.source"} & printed


# --- states -----------------------------------------------------------------------------------------------------------


def test_states_from_draft_to_withdrawn_and_back() -> None:
    library = real_library()

    def state(*entries: object) -> str:
        standing = library_state_of(library, decisions(*entries)).standing("leaflet", "riverside")  # type: ignore[arg-type]
        assert standing is not None
        return standing.state

    everything = approve(library)
    assert state() == "draft"
    assert state(*approve(library, "clinic:riverside")) == "draft"
    assert state(*approve(library, "section:topic/one")) == "in-review"
    assert state(*everything) == "approved"
    assert state(*everything, withdraw(library, "leaflet")) == "withdrawn"
    assert state(*everything, withdraw(library, "leaflet"), *approve(library, "handout:leaflet")) == "approved"


def test_a_changed_section_unapproves_every_handout_that_uses_it_and_no_other_part() -> None:
    before = real_library()
    approvals = decisions(*approve(before))
    after = real_library({TWO: FILES[TWO].replace("It helps", "It may help")})
    library_state = library_state_of(after, approvals)
    for handout in ("leaflet", "second"):
        standing = library_state.standing(handout, "riverside")
        assert standing is not None
        assert standing.state == "in-review"
        assert [
            (str(part.part.part), part.verdict, part.changed) for part in standing.parts if part.verdict != "approved"
        ] == [("section:topic/two", "changed", ("words",))]


def test_a_changed_phone_reopens_no_section_and_raises_the_issue_once_approved() -> None:
    before = real_library()
    entries = approve(before)
    after = real_library(PHONE)
    standing = library_state_of(after, decisions(*entries)).standing("leaflet", "riverside")
    assert standing is not None
    assert [str(part.part.part) for part in standing.parts if part.verdict != "approved"] == ["clinic:riverside"]
    assert standing.parts[1].changed == ("phones.advice.day was 01632 960 140, is 01632 960 149",)
    assert standing.issue == 1
    again = decisions(*entries, *approve(after, "clinic:riverside"))
    approved = library_state_of(after, again).standing("leaflet", "riverside")
    assert approved is not None
    assert (approved.state, approved.issue) == ("approved", 2)
    facts = fact_texts(before.clinics["riverside"])
    reprints = library_state_of(after, decisions(*entries)).reprints("riverside", before=facts, approvals=again)
    assert [(one.code, one.version, one.issue, one.facts) for one in reprints] == [
        ("RBC-001", "1.0", 2, ("phones.advice.day",)),
        ("RBC-002", "1.0", 2, ("phones.advice.day",)),
    ]


def test_a_fact_that_a_handout_does_not_print_raises_no_issue() -> None:
    before = real_library()
    after = real_library({CLINIC: REAL[CLINIC].replace("960 160", "960 169")})
    approvals = decisions(*approve(before), *approve(after, "clinic:riverside"))
    assert library_state_of(after, approvals).issue("leaflet", "riverside") == 1
    assert (
        library_state_of(after, approvals).reprints(
            "riverside", before=fact_texts(before.clinics["riverside"]), approvals=approvals
        )
        == ()
    )


def test_a_new_version_begins_at_issue_one() -> None:
    before, after = real_library(), real_library(PHONE)
    newer = real_library({**PHONE, "handouts/leaflet.yaml": definition(version='"1.1"')})
    entries = (*approve(before), *approve(after, "clinic:riverside"))
    assert (
        library_state_of(newer, decisions(*entries, *approve(newer, "handout:leaflet"))).issue("leaflet", "riverside")
        == 1
    )
    # Approved again without a new version, it is still the second issue.
    assert (
        library_state_of(after, decisions(*entries, *approve(after, "handout:leaflet"))).issue("leaflet", "riverside")
        == 2
    )


def test_a_specimen_is_never_asked_for_its_facts() -> None:
    library = real_library({CLINIC: FILES[CLINIC]})
    approvals = decisions(*approve(library))
    standing = library_state_of(library, approvals).standing("leaflet", "riverside")
    assert standing is not None
    assert all(part.part.part.kind != "clinic" for part in standing.parts)


def test_what_is_not_there_has_no_standing() -> None:
    library_state = library_state_of(real_library())
    assert library_state.standing("nothing", "riverside") is None
    assert library_state.part(PartName("section", "nothing")) is None
    assert library_state.issue("nothing", "riverside") == 1


@pytest.mark.parametrize(("issue", "printed"), [(1, "RBC-001, version~1.0"), (2, "RBC-001, version~1.0 issue~2")])
def test_the_imprint_and_the_first_page_say_version_and_issue_in_one_piece(issue: int, printed: str) -> None:
    document, _ = resolve(issue=issue)
    assert document
    rows = {label: runs_text(runs).replace("\u00a0", "~") for label, runs in document.imprint.rows}
    assert rows["Code and version"] == printed
    assert document.first_page.code_line == printed.replace(",", "").replace("~", " ")


def test_a_review_date_that_was_moved_stands_under_the_date() -> None:
    moved = FILES["handouts/leaflet.yaml"].replace(
        "  funding", "  extend: {until: 2028-02-01, by: C. Head, reason: nothing new is known}\n  funding"
    )
    document, _ = resolve({"handouts/leaflet.yaml": moved})
    assert document
    labels = [label for label, _ in document.imprint.rows]
    told = dict(document.imprint.rows)[document.labels.imprint_extended]
    assert labels.index(document.labels.imprint_extended) == labels.index(document.labels.imprint_review_by) + 1
    assert runs_text(told).replace("\u00a0", "~").startswith("To 1~February~2028")
