"""`wardleaf references check`: what it tells, what it writes, and that a doubtful table writes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.bibliography.test_retractions import row, table
from tests.cli.running import change, run, small_library

PLACE = "handouts/references.yaml"


@pytest.fixture(name="library")
def _library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = small_library(tmp_path / "library")
    change(root / PLACE, "  checked: 2026-11-01\n", '  PMID: "77"\n  checked: 2026-11-01\n')
    monkeypatch.chdir(root)
    return root


def write(*rows: dict[str, str]) -> None:
    Path("rw.csv").write_text("".join(table(*rows)), encoding="utf-8")


def test_a_source_that_stands_is_recorded_up_to_the_last_day_of_the_table(library: Path) -> None:
    write(row(OriginalPaperPubMedID="78", RetractionDate="11/20/2026 0:00"))
    done = run("references", "check", "--retractions", "rw.csv")
    assert done.exit_code == 0, done.output
    assert done.stdout == (
        f"{PLACE}  1 source\n"
        "rw.csv  1 notice until 2026-11-20; it says nothing against 1 source that it could know\n"
        f"{PLACE}  `checked: 2026-11-20` written for 1 source\n"
    )
    assert "checked: 2026-11-20" in (library / PLACE).read_text("utf-8")
    before = (library / PLACE).read_bytes()
    assert run("references", "check", "--retractions", "rw.csv").exit_code == 0
    assert (library / PLACE).read_bytes() == before


def test_no_day_after_today_and_none_when_not_wanted(library: Path) -> None:
    write(row(OriginalPaperPubMedID="78", RetractionDate="11/20/2099 0:00"))
    before = (library / PLACE).read_bytes()
    assert run("references", "check", "--retractions", "rw.csv", "--no-record").exit_code == 0
    assert (library / PLACE).read_bytes() == before
    assert run("references", "check", "--retractions", "rw.csv").exit_code == 0
    assert "2099" not in (library / PLACE).read_text("utf-8")


def test_a_retracted_source_fails_and_is_not_recorded(library: Path) -> None:
    write(row(OriginalPaperPubMedID="77"))
    before = (library / PLACE).read_bytes()
    done = run("references", "check", "--retractions", "rw.csv")
    assert done.exit_code == 1
    assert "error[L421]: `who2020` was retracted on 2026-08-21" in done.stderr
    assert (library / PLACE).read_bytes() == before


def test_another_file_is_refused(library: Path) -> None:
    Path("rw.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    before = (library / PLACE).read_bytes()
    done = run("references", "check", "--retractions", "rw.csv")
    assert done.exit_code == 1
    assert "error[L420]: this is not the Retraction Watch table" in done.stderr
    assert (library / PLACE).read_bytes() == before
