"""A computer whose clock is wrong: nothing breaks, and nothing counts as current because it is 1970."""

from __future__ import annotations

import datetime
import time
from pathlib import Path

import pytest
from tests.cli.approving import CLINIC, WHO, approve_all, real_library, set_today
from tests.cli.running import change, run

PDF = "build/riverside/chemotherapy-standard.pdf"
COMMANDS = (
    ("check",), ("list",), ("due",), ("due", "--within", "12m"), ("due", "--format", "ics"), ("build",), ("build", "--archive", "archive"), ("verify", PDF), ("register",),
    ("approve", "handout:second", "--as", WHO), ("withdraw", "RBC-002", "--reason", "x", "--as", WHO), ("papers", "chemotherapy"), ("show", "chemotherapy"),
    ("merge", "chemotherapy", "--data", "list.csv", "--out", "copies", "--edition", "standard"), ("references", "import", "new.bib"), ("references", "check"),
    ("diff", "chemotherapy", "--since", "RBC-001-a41f09c2"), ("print-test",), ("uses", "section:chemotherapy/how-it-works"),
)  # fmt: skip


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = real_library(tmp_path, monkeypatch)
    approve_all()
    assert run("build").exit_code == 0
    (root / "list.csv").write_text("Name\nZoë Smith\n", encoding="utf-8")
    (root / "new.bib").write_text(
        "@article{new2020, title={A new one}, author={Jones, A. B.}, journal={J}, year={2020}, volume={1}, pages={1-9}}\n",
        encoding="utf-8",
    )
    return root


@pytest.mark.parametrize("year", [1, 1970, 2000, 2038, 2100, 9999])
def test_no_clock_breaks_a_command(library: Path, monkeypatch: pytest.MonkeyPatch, year: int) -> None:
    day = datetime.date(year, 12, 31)
    set_today(monkeypatch, day)
    monkeypatch.setattr(time, "time", lambda: (day - datetime.date(1970, 1, 1)).total_seconds())
    for command in COMMANDS:
        assert run(*command).exit_code in (0, 1), command


@pytest.mark.parametrize("day", ["1970-01-01", "2000-01-01", "2026-10-29"])
def test_nothing_is_current_before_its_last_review(library: Path, monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    assert run("verify", PDF).stdout.startswith("CURRENT")
    (library / PDF).unlink()
    set_today(monkeypatch, datetime.date.fromisoformat(day))
    built = run("build", "chemotherapy")
    assert built.exit_code == 1
    assert (
        f"error[R624]: the last review of RBC-001 is dated 2026-11-01, and this computer's clock says {day}"
        in built.stderr
    )
    assert "set the computer's clock, or mend the date" in built.stderr
    assert not (library / PDF).exists()
    assert run("merge", "chemotherapy", "--data", "list.csv", "--out", "copies").exit_code == 1
    assert not (library / "copies").exists()
    asked = run("verify", "RBC-001 version 1.0")
    assert asked.exit_code in (1, 2)


def test_a_copy_is_not_current_by_a_clock_that_is_before_its_review(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = library / "a.pdf"
    kept.write_bytes((library / PDF).read_bytes())
    set_today(monkeypatch, datetime.date(1970, 1, 1))
    asked = run("verify", kept)
    assert asked.exit_code == 1
    assert asked.stdout.startswith("CANNOT TELL")
    assert "its last review is dated 2026-11-01, and this computer's clock says 1970-01-01" in asked.stdout


def test_clocks_in_other_parts_of_the_world_and_specimens_are_let_pass(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_today(monkeypatch, datetime.date(2026, 10, 30))
    assert run("build", "chemotherapy").exit_code == 0
    set_today(monkeypatch, datetime.date(1970, 1, 1))
    change(library / CLINIC, "name: ", "specimen: yes\nname: ")
    assert "R624" not in run("build", "chemotherapy").stderr
