"""The clause ledger names every clause once at least, and only tests that exist."""

from __future__ import annotations

import re

from tests.tagging.finished import ROOT

LEDGER = (ROOT / "docs" / "pdf-ua.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")] for line in LEDGER.splitlines() if re.match(r"\| \d", line)
]
ANSWERS = {"by construction", "checked", "needs a human", "feature absent"}
CLAUSES = (
    "5 6.1 6.2 7.1 7.2 7.3 7.4.1 7.4.2 7.4.3 7.4.4 7.5 7.6 7.7 7.8 7.9 7.10 7.11 7.12 7.13 7.14 7.15 7.16 7.17 7.18.1 7.18.2 7.18.3 7.18.4 7.18.5 7.18.6 "
    "7.18.7 7.18.8 7.19 7.20 7.21.1 7.21.2 7.21.3.1 7.21.3.2 7.21.3.3 7.21.4.1 7.21.4.2 7.21.5 7.21.6 7.21.7 7.21.8"
)


def test_every_clause_has_an_answer() -> None:
    assert list(dict.fromkeys(row[0] for row in ROWS)) == CLAUSES.split()
    assert {row[2] for row in ROWS} == ANSWERS


def test_every_test_in_the_ledger_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", LEDGER))
    written = {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert len(named) > 20
    assert named - written == set()


def test_what_is_checked_names_a_test() -> None:
    assert [row[0] for row in ROWS if row[2] == "checked" and "`test_" not in row[3]] == []


def test_code_named_in_the_ledger_exists() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    named = {name.rpartition(".")[2] for name in re.findall(r"`([A-Za-z_.]+)`", LEDGER) if not name.startswith("test_")}
    assert {name for name in named if not re.search(rf"\b{re.escape(name)}\b", source)} == set()


def test_the_screen_reader_script_has_fifteen_steps_and_claims_no_result() -> None:
    script = (ROOT / "docs" / "screen-reader.md").read_text(encoding="utf-8")
    assert re.findall(r"^(\d+)\. \*\*", script, re.MULTILINE) == [str(number) for number in range(1, 16)]
    results = [
        line for line in script.partition("## Results")[2].splitlines() if line.startswith("| ") and "Date" not in line
    ]
    assert len(results) >= 4
    assert all(line.startswith(("| not tried |", "| 20")) for line in results)
