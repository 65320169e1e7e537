"""Accepted findings: what an allowance covers, and what can be wrong with it."""

from __future__ import annotations

import pytest
from tests.checks.making import TODAY, checked, handout, named, profile, style

from wardleaf.checks.allowances import settle_allowances
from wardleaf.checks.registry import check_document, check_pages
from wardleaf.document.fingerprint import digest
from wardleaf.findings import Finding, Severity, warning
from wardleaf.page_facts import PageFacts
from wardleaf.values import replace

LONG = "If your temperature rises at any time after your treatment and you also feel shivery or unwell then you should telephone us straight away."
GOOD = '{long-sentence: {reason: "Quoted from the label", by: "A. Head, nurse", until: 2027-11-01}}'


def told(body: str = LONG, **options: dict[str, str]) -> tuple[Finding, ...]:
    return checked(handout(body, **options))  # type: ignore[arg-type]


def test_an_allowed_finding_becomes_an_info_that_says_who_accepted_it() -> None:
    for place in ({"keys": {"allow": GOOD}}, {"matter": {"allow": GOOD}}):
        findings = told(**place)
        (finding,) = named(findings, "long-sentence")
        assert finding.severity is Severity.INFO
        assert "accepted by A. Head, nurse until 2027-11-01" in finding.notes[-1]
        assert "Quoted from the label" in finding.notes[-1]
        assert [finding for finding in findings if finding.code.startswith("R0")] == []


def test_a_section_allows_only_its_own_findings() -> None:
    findings = told("Words.", matter={"allow": GOOD}, keys={"main-message": LONG})
    assert [finding.severity for finding in named(findings, "long-sentence")] == [Severity.WARNING]
    assert [finding.name for finding in findings if finding.code.startswith("R0")] == ["unused-allowance"]


def one_fault(allowance: str, body: str = LONG) -> Finding:
    (finding,) = [finding for finding in told(body, keys={"allow": allowance}) if finding.code.startswith("R0")]
    return finding


def test_an_allowance_without_a_reason_is_an_error_and_allows_nothing() -> None:
    without = '{long-sentence: {reason: "ok", by: "A. Head", until: 2027-11-01}}'
    assert one_fault(without).name == "allowance-without-reason"
    assert named(told(keys={"allow": without}), "long-sentence")[0].severity is Severity.WARNING


LONGER = (
    LONG.rstrip(".") + " and then you should wait for one of us to tell you what we would like you to do about it now."
)


@pytest.mark.parametrize(("words", "weight"), [(LONG, Severity.WARNING), (LONGER, Severity.ERROR)])
def test_an_allowance_past_its_date_weighs_as_much_as_what_it_accepts(words: str, weight: Severity) -> None:
    past = GOOD.replace("2027-11-01", "2026-11-22")
    assert [finding.severity for finding in named(told(words), "long-sentence")] == [weight]
    ended = one_fault(past, words)
    assert (ended.name, ended.severity) == ("expired-allowance", weight)
    # The finding itself stamps no page: see tests/cli/test_approval.py.
    assert named(told(words, keys={"allow": past}), "long-sentence")[0].severity is Severity.INFO
    assert faults_of(told(words, keys={"allow": GOOD.replace("2027-11-01", "2026-11-23")})) == []


def test_an_allowance_past_its_date_that_another_renews_is_not_told() -> None:
    past = GOOD.replace("2027-11-01", "2026-11-22")
    findings = told(LONGER, keys={"allow": GOOD}, matter={"allow": past})
    assert "until 2027-11-01" in named(findings, "long-sentence")[0].notes[-1]
    assert faults_of(findings) == ["unused-allowance"]


def test_an_ended_allowance_of_several_documents_is_told_once_and_as_heavily_as_any() -> None:
    past = GOOD.replace("2027-11-01", "2026-11-22")
    both = [*told(LONG, keys={"allow": past}), *told(LONGER, keys={"allow": past})]
    settled = [finding.severity for finding in settle_allowances(both) if finding.name == "expired-allowance"]
    assert settled == [Severity.ERROR]


def test_an_allowance_of_an_unknown_rule_suggests_one() -> None:
    finding = one_fault(GOOD.replace("long-sentence", "long-sentense"))
    assert (finding.name, finding.hint) == ("allowance-for-unknown-rule", "did you mean `long-sentence`?")


def test_a_rule_of_another_room_may_be_named() -> None:
    fault = warning("R601", "review-overdue", "It is late.")
    document = handout("Words.", keys={"allow": GOOD.replace("long-sentence", "review-overdue")})
    findings = check_document(document, style(), profile(), today=TODAY, others=(fault,))
    assert [finding.name for finding in findings if finding.code.startswith("R0")] == []


def test_an_allowance_that_nothing_needs_is_told() -> None:
    assert one_fault(GOOD, body="Words.").name == "unused-allowance"


def test_unsafe_numbers_cannot_be_allowed() -> None:
    allow = GOOD.replace("long-sentence", "unsafe-number")
    findings = told("Take 5.0 mg at night.", keys={"allow": allow})
    assert named(findings, "unsafe-number")[0].severity is Severity.ERROR
    assert [finding.name for finding in findings if finding.code.startswith("R0")] == ["allowance-not-possible"]


def test_rules_about_pages_are_settled_when_there_are_pages() -> None:
    document = handout("Words.", keys={"allow": GOOD.replace("long-sentence", "thick-booklet")}, edition="booklet")
    before = check_document(document, style("booklet"), profile(), today=TODAY)
    assert [finding.name for finding in before if finding.code.startswith("R0")] == []
    after = check_pages(PageFacts(pages=()), style("booklet"), profile(), document, today=TODAY)
    assert [finding.name for finding in after] == ["unused-allowance"]


def test_an_allowance_that_one_of_several_documents_needs_is_used() -> None:
    allow = GOOD.replace("long-sentence", "crowded-table")
    table = "To use the table, read across.\n\n| A | B | C | D | E |\n|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 |"
    both = [*told(table, keys={"allow": allow}), *checked(handout(table, keys={"allow": allow}, edition="booklet"))]
    assert [finding.name for finding in both].count("unused-allowance") == 1
    assert [finding.name for finding in settle_allowances(both)].count("unused-allowance") == 0
    alone = told(table, keys={"allow": allow})
    assert [finding.name for finding in settle_allowances(alone)].count("unused-allowance") == 1


# --- above a block ----------------------------------------------------------------------------------------------------

BLOCK = f"::: allow\n{GOOD[1:-1]}\n:::"


def levels(findings: tuple[Finding, ...], name: str = "long-sentence") -> list[Severity]:
    return [finding.severity for finding in named(findings, name)]


def faults_of(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.name for finding in findings if finding.code.startswith("R0")]


@pytest.mark.parametrize(
    "block", [LONG, f"- Words.\n- {LONG}", f"::: note\nWords.\n\n{LONG}\n:::", f"::: steps\n1. Rest.\n2. {LONG}\n:::"]
)
def test_a_block_allows_its_own_findings_and_no_others(block: str) -> None:
    findings = told(f"{BLOCK}\n\n{block}\n\nWords.")
    assert levels(findings) == [Severity.INFO]
    assert "accepted by A. Head, nurse until 2027-11-01" in named(findings, "long-sentence")[0].notes[-1]
    assert faults_of(findings) == []
    assert levels(told(f"{LONG}\n\n{BLOCK}\n\n{block}\n\n{LONG}")) == [
        Severity.WARNING,
        Severity.INFO,
        Severity.WARNING,
    ]


def test_what_may_be_wrong_with_a_blocks_allowance_is_told_at_its_place() -> None:
    wrong = {
        "unused-allowance": (BLOCK, "Words."),
        "expired-allowance": (BLOCK.replace("2027-11-01", "2026-11-22"), LONGER),
        "allowance-without-reason": (BLOCK.replace("Quoted from the label", "ok"), LONG),
        "allowance-for-unknown-rule": (BLOCK.replace("long-sentence", "long-sentense"), LONG),
        "allowance-not-possible": (BLOCK.replace("long-sentence", "unsafe-number"), "Take 5.0 mg."),
    }
    for name, (allowance, block) in wrong.items():
        findings = told(f"Words.\n\n{allowance}\n\n{block}")
        (fault,) = [finding for finding in findings if finding.code.startswith("R0")]
        assert fault.name == name
        assert fault.span is not None
        assert fault.span.file.line(fault.span.line).startswith(("long-sent", "unsafe"))
    assert levels(told(f"{BLOCK.replace('long-sentence', 'unsafe-number')}\n\nTake 5.0 mg."), "unsafe-number") == [
        Severity.ERROR
    ]


def test_a_block_that_is_not_printed_needs_no_allowance() -> None:
    body = f"Words.\n\n## One {{#one}}\n\nWords.\n\n## Two {{#two}}\n\n{BLOCK}\n\n{LONG}"
    assert faults_of(told(body, keys={"sections": "[{use: topic/one, only: [one]}]"})) == []
    assert levels(told(body, keys={"sections": "[{use: topic/one, only: [two]}]"})) == [Severity.INFO]


def test_to_accept_changes_nothing_that_is_printed() -> None:
    plain, accepting = handout(f"Words.\n\n{LONG}"), handout(f"Words.\n\n{BLOCK}\n\n{LONG}")
    assert accepting.allowances != plain.allowances
    assert digest(replace(accepting, allowances=())) == digest(
        replace(plain, allowances=())
    )  # places in the file do not count


def test_nothing_that_is_found_outside_the_rules_can_be_allowed() -> None:
    """Not what reading, resolving and typesetting find, nor that screen readers cannot read a file (AX-03)."""
    from wardleaf.explanations import all_faults

    others = [fault for fault in all_faults() if not fault.code.startswith("R")]
    assert len(others) > 100
    told_of = set()
    for start in range(0, len(others), 50):  # a line of a library's file has a bound
        given = [
            f"{fault.name}: {{reason: It is so here, by: A. Head, until: 2027-11-01}}"
            for fault in others[start : start + 50]
        ]
        findings = told("Words.", keys={"allow": f"{{{', '.join(given)}}}"})
        told_of |= {finding.message for finding in findings if finding.name == "allowance-for-unknown-rule"}
    assert len(told_of) == len({fault.name for fault in others})
