"""Every finding of governance, where it is told, and what it means for a build."""

from __future__ import annotations

import datetime

import pytest
from tests.document.making import FILES, ONE, definition, document_of, section
from tests.governance.making import (
    CLINIC,
    REAL,
    TODAY,
    approve,
    decisions,
    library_state_of,
    real_library,
    told,
    withdraw,
)

from wardleaf.findings import Findings, SourceFile
from wardleaf.governance import faults
from wardleaf.governance.rules import check_codes, check_marks, check_records, draft_reasons, refusal_reasons
from wardleaf.page_facts import PageFact, PageFacts, TextFact
from wardleaf.records.approvals import decode_approvals

REVIEW = """
  written-by: {author}
  clinical-reviewer: {reviewer}
  approver: C. Head, manager
  last-reviewed: {last}
  review-by: {by}
  funding: {funding}
"""


def leaflet(
    *,
    author: str = "A. Writer, nurse",
    reviewer: str = "B. Reader, doctor",
    last: str = "2026-11-01",
    by: str = "2027-11-01",
    funding: str = "none",
    extend: str = "",
    kind: str = "chemotherapy",
) -> dict[str, str]:
    lines = FILES["handouts/leaflet.yaml"].partition("review:")[0].replace("kind: chemotherapy", f"kind: {kind}")
    review = REVIEW.format(author=author, reviewer=reviewer, last=last, by=by, funding=funding)
    more = f"  extend: {{until: {extend}, by: Dr R, reason: short of staff}}\n" if extend else ""
    return {"handouts/leaflet.yaml": f"{lines}review:{review}{more}"}


def found(files: dict[str, str], *, today: datetime.date | None = TODAY, specimen: bool = False) -> list[str]:
    more = {CLINIC: FILES[CLINIC]} if specimen else {}
    library = real_library({**files, **more})
    library_state = library_state_of(library, decisions(*approve(library)))
    return told(library_state.findings("leaflet", "riverside", today=today))


def test_a_handout_in_order_has_no_findings() -> None:
    assert found(leaflet()) == []


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (leaflet(author="tbc"), ["error unnamed-person leaflet.yaml:15"]),
        (leaflet(author="A. Writer"), ["error missing-role leaflet.yaml:15"]),
        (leaflet(reviewer="a. writer, doctor"), ["error reviewer-is-author leaflet.yaml:16"]),
        (leaflet(funding="tbc"), ["error unstated-funding leaflet.yaml:20"]),
        (
            leaflet(last="2027-11-02"),
            ["error disordered-review-dates leaflet.yaml:19", "error review-in-the-future leaflet.yaml:18"],
        ),
        (leaflet(last="2026-11-25"), ["error review-in-the-future leaflet.yaml:18"]),
        (leaflet(last="2026-11-24"), []),
        (leaflet(by="2028-11-02"), ["error long-review-interval leaflet.yaml:19"]),
        (leaflet(by="2028-11-02", kind="general"), []),
        (leaflet(by="2029-11-02", kind="general"), ["warning long-review-interval leaflet.yaml:19"]),
        (leaflet(by="2027-02-20"), ["warning review-due-soon leaflet.yaml:19"]),
        (leaflet(by="2027-02-21"), []),
        (leaflet(by="2026-11-22"), ["warning review-due-soon leaflet.yaml:19"]),
        (leaflet(by="2026-11-21"), ["error overdue-review leaflet.yaml:19"]),
        (leaflet(last="2025-11-01", by="2026-11-01", extend="2027-05-01"), []),
        (leaflet(last="2025-11-01", by="2026-11-01", extend="2027-05-02"), ["error long-extension leaflet.yaml:21"]),
        # An extension that is too long moves the date no further than it may.
        (
            leaflet(last="2025-05-01", by="2026-05-01", extend="2027-05-01"),
            ["error long-extension leaflet.yaml:21", "error overdue-review leaflet.yaml:21"],
        ),
        ({ONE: section("Words.", **{"review-by": "2026-11-21"})}, ["error overdue-review sections/topic/one.md:5"]),
        ({ONE: section("Words.", **{"review-by": "2026-12-01"})}, ["warning review-due-soon sections/topic/one.md:5"]),
    ],
)
def test_each_finding_is_told_where_it_is_written(files: dict[str, str], expected: list[str]) -> None:
    assert found(files) == expected


def test_an_extension_moves_the_handouts_date_and_not_its_sections() -> None:
    files = {
        **leaflet(last="2025-12-01", by="2026-11-01", extend="2027-04-01"),
        ONE: section("Words.", **{"review-by": "2026-11-02"}),
    }
    assert found(files) == ["error overdue-review sections/topic/one.md:5"]


def test_without_a_day_nothing_is_overdue() -> None:
    assert found(leaflet(by="2026-11-21"), today=None) == []


def test_approvals_dates_and_names_weigh_nothing_for_a_specimen() -> None:
    files = leaflet(author="tbc", last="2025-11-01", by="2026-11-21")
    assert found(files, specimen=True) == ["info overdue-review leaflet.yaml:19", "info unnamed-person leaflet.yaml:15"]


def test_unapproved_and_changed_parts_are_told_once_each() -> None:
    library = real_library()
    some = approve(library, "section:topic/one", "handout:leaflet")
    changed = real_library({ONE: FILES[ONE].replace("More", "Other")})
    findings = library_state_of(changed, decisions(*some)).findings("leaflet", "riverside", today=TODAY)
    assert told(findings) == [
        "error changed-part sections/topic/one.md:2",
        "error unapproved-part clinics/riverside.yaml:1",
        "error unapproved-part sections/topic/two.md:2",
    ]
    notes = [one for one in findings if one.code == faults.CHANGED_PART.code]
    assert notes[0].notes == ("changed: words",)
    assert "2026-11-22 by J. Ellis, head of information" in notes[0].message
    assert "wardleaf approve section:topic/one" in notes[0].help
    assert draft_reasons(findings) == findings
    assert refusal_reasons(findings) == ()


def test_a_specimen_without_any_decision_is_not_nagged() -> None:
    library = real_library({CLINIC: FILES[CLINIC]})
    assert library_state_of(library).findings("leaflet", "riverside", today=TODAY) == ()
    begun = library_state_of(library, decisions(*approve(library, "section:topic/one"))).findings(
        "leaflet", "riverside", today=TODAY
    )
    assert {one.severity.value for one in begun} == {"info"}


def test_withdrawn_and_overdue_handouts_are_refused_also_for_specimens() -> None:
    library = real_library({CLINIC: FILES[CLINIC]})
    findings = library_state_of(library, decisions(withdraw(library, "leaflet"))).findings(
        "leaflet", "riverside", today=TODAY
    )
    assert [one.name for one in refusal_reasons(findings)] == ["withdrawn-handout"]
    assert "A wrong dose." in refusal_reasons(findings)[0].message
    late = library_state_of(real_library(leaflet(by="2026-11-21"))).findings("leaflet", "riverside", today=TODAY)
    assert [one.name for one in refusal_reasons(late)] == ["overdue-review"]


def test_errors_of_checks_make_a_draft_too() -> None:
    wrong = faults.REVIEWER_IS_AUTHOR.at(None, "an error of a check")
    soon = faults.REVIEW_DUE.at(None, "a warning")
    assert draft_reasons((soon,), (wrong, wrong)) == (wrong,)
    assert draft_reasons((soon,)) == ()


@pytest.mark.parametrize("words", ["PIF TICK", "HONcode", "PEMAT score", "NHS-approved leaflet", "FDA approved"])
def test_quality_marks_are_told_where_they_stand(words: str) -> None:
    document = document_of({ONE: section(f"Words.\n\nThis is {words} of ours.")})
    assert told(check_marks(document)) == ["error uncertified-quality-mark sections/topic/one.md:8"]
    assert check_marks(document)[0].span.column == 9  # type: ignore[union-attr]


def test_ordinary_words_are_no_quality_marks() -> None:
    body = (
        "The NHS pays. NICE says so. Tick the box. Your doctor approved it. The FDA has approved a medicine called X."
    )
    assert check_marks(document_of({ONE: section(body)})) == ()


def test_decisions_about_nothing_are_told() -> None:
    library = real_library()
    entries = approve(library, "section:topic/one")
    gone = {**entries[0], "section": "topic/gone"}
    assert told(check_records(library, decisions(*entries, gone))) == ["info approval-without-part approvals.yaml:13"]


def test_an_approval_that_names_nobody_does_not_count() -> None:
    text = "- section: topic/one\n  state: approved\n  date: 2026-11-01\n  hash: abc\n"
    findings = Findings()
    decided = decode_approvals(SourceFile("handouts/approvals.yaml", text), findings)
    assert decided.records == ()
    assert [(str(one.part), one.may_withdraw) for one in decided.unclear] == [("section:topic/one", False)]
    assert told(findings) == ["error unrecorded-decision approvals.yaml:1"]


def test_a_page_without_its_code_is_told() -> None:
    document = document_of()

    def page(words: str, *, artifact: bool = True) -> PageFact:
        text = TextFact(text=words, x0=0, x1=1, baseline=1, size=9, font="F", artifact=artifact)
        return PageFact(width=1, height=1, texts=(text,))

    good = page(f"{document.first_page.code_line}  {document.hash}")
    first = page(f"{document.first_page.code_line}  {document.hash}", artifact=False)
    assert check_codes(document, PageFacts(pages=(first, good, good))) == ()
    findings = check_codes(document, PageFacts(pages=(first, good, page("RBC-001 …"))))
    assert told(findings) == ["error code-missing-on-page leaflet.yaml:1"]
    assert "page 3" in findings[0].message
    without = check_codes(document, PageFacts(pages=(page(document.first_page.code_line, artifact=False), first)))
    assert "pages 1, 2" in without[0].message


def test_names_read_after_allow() -> None:
    assert len(faults.FAULTS) > 10
    assert all(fault.code.startswith("R6") for fault in faults.FAULTS)
    assert definition()  # the base of these tests is there


def test_a_translation_is_withdrawn_with_its_original() -> None:
    spanish = definition(language="es", code="RBC-001-ES", translation="{of: leaflet, method: human}")
    library = real_library({"handouts/leaflet-es.yaml": spanish})
    library_state = library_state_of(library, decisions(*approve(library), withdraw(library, "leaflet")))
    (finding,) = refusal_reasons(library_state.findings("leaflet-es", "riverside", today=TODAY))
    assert finding.message.startswith("`leaflet`, of which RBC-001-ES is a translation, was withdrawn on 2026-11-22")
    assert finding.help == 'when it may be used again: wardleaf approve handout:leaflet --as "Name, role"'
    assert {row.code: row.state for row in library_state.rows(["riverside"])} == {
        "RBC-001": "withdrawn",
        "RBC-001-ES": "withdrawn",
        "RBC-002": "approved",
    }
    assert [due.code for due in library_state.due(until=datetime.date(2029, 1, 1))] == ["RBC-002"]
    other = library_state_of(library, decisions(*approve(library), withdraw(library, "leaflet-es")))
    assert refusal_reasons(other.findings("leaflet", "riverside", today=TODAY)) == ()


def test_who_translated_and_the_clinics_words_are_approved_with_the_translation() -> None:
    def parts(translation: str, words: str) -> dict[str, str]:
        spanish = definition(language="es", code="RBC-001-ES", translation=translation)
        clinic = REAL[CLINIC] + f"translations: {{es: {{emergency.when: {words}}}}}\n"
        library = real_library({"handouts/leaflet-es.yaml": spanish, CLINIC: clinic})
        library_state = library_state_of(library)
        assert "translations.es.emergency.when" in library_state.facts_printed("leaflet-es", "riverside")
        assert "translations.es.emergency.when" not in library_state.facts_printed("leaflet", "riverside")
        return {
            str(part.part): part.hash
            for part in (*library_state.parts("leaflet-es", "riverside"), *library_state.parts("leaflet", "riverside"))
        }

    before = parts("{of: leaflet, method: human}", "dolor")
    other_person = parts("{of: leaflet, by: A, method: human}", "dolor")
    other_words = parts("{of: leaflet, method: human}", "otro")
    assert {name for name in before if before[name] != other_person[name]} == {"handout:leaflet-es"}
    assert {name for name in before if before[name] != other_words[name]} == {"clinic:riverside"}
