"""`approvals.yaml`: entries are added at the end, and nothing that stands there is touched."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from wardleaf.findings import Findings, SourceFile
from wardleaf.governance.approvals import Decisions
from wardleaf.records.approvals import decode_approvals, read_approvals, record_decisions, with_decisions

ENTRY: Mapping[str, object] = {
    "section": "topic/one",
    "state": "approved",
    "by": 'O\'Neil: the "second"',
    "role": "no",
    "date": "2026-11-22",
    "version": "",
    "hash": "0123456789abcdef",
    "made-of": {"words": "12345678", "review dates": "1e234567"},
    "facts": {},
}


def records(text: str) -> tuple[object, ...]:
    findings = Findings()
    found = decode_approvals(SourceFile("handouts/approvals.yaml", text), findings)
    assert not tuple(findings), tuple(findings)
    assert not found.unclear
    return found.records


def test_what_is_written_reads_back_the_same() -> None:
    (record,) = decode_approvals(SourceFile("a.yaml", with_decisions(b"", (ENTRY,)).decode()), Findings()).records
    assert record.section and record.section.value == "topic/one"
    assert record.by and record.by.value == ENTRY["by"]
    assert record.role and record.role.value == "no"
    assert record.hash.value == ENTRY["hash"]
    assert record.made_of == ENTRY["made-of"]
    assert record.version is None
    assert record.facts == {}


def test_everything_before_stays_byte_for_byte() -> None:
    before = b"# our own remark\n- {section: topic/old, state: approved, by: A, role: b, date: 2026-01-01, hash: aa}   # kept\n\n# the end"
    after = with_decisions(before, (ENTRY,))
    assert after.startswith(before + b"\n- section: topic/one\n")
    assert len(records(after.decode())) == 2


def test_line_ends_stay_as_they_are() -> None:
    after = with_decisions(b"# remark\r\n", (ENTRY, ENTRY))
    assert after.count(b"\n") == after.count(b"\r\n") > 10
    assert with_decisions(b"", ()) == b""


def test_a_long_history_is_read_entry_by_entry() -> None:
    assert len(records(with_decisions(b"", (ENTRY,) * 4_000).decode())) == 4_000


def test_an_entry_with_a_mistake_costs_only_itself() -> None:
    text = (
        with_decisions(b"", (ENTRY,)).decode()
        + "- {section: x, state: aproved}\n"
        + with_decisions(b"#\n", (ENTRY,)).decode()
    )
    findings = Findings()
    assert len(decode_approvals(SourceFile("handouts/approvals.yaml", text), findings).records) == 2
    places = {finding.span.line for finding in findings if finding.span}
    assert places == {text[: text.index("- {section: x")].count("\n") + 1}


def test_what_is_no_list_is_told() -> None:
    for text in ("section: topic/one\n", "- [\n", "just words\n", "[section: a, state: approved\n"):
        findings = Findings()
        decided = decode_approvals(SourceFile("handouts/approvals.yaml", text), findings)
        assert decided.records == () and [(one.part, one.may_withdraw) for one in decided.unclear] == [(None, True)]
        assert findings.has_errors, text
        assert all(finding.span for finding in findings)
    assert records("# nothing yet\n") == ()


def test_a_list_in_brackets_is_read(tmp_path: Path) -> None:
    assert len(records("[{section: a, state: approved, by: A, role: b, date: 2026-01-01, hash: aa}]\n")) == 1
    assert read_approvals(tmp_path, Findings()) == Decisions()


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "handouts" / "approvals.yaml").mkdir(parents=True)
    findings = Findings()
    assert record_decisions(tmp_path, lambda _: (ENTRY,), findings) is None
    assert [finding.code for finding in findings] == ["L304", "R618"]
