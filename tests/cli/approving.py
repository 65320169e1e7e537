"""A library of a clinic that exists, on a day that does not pass."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from click.testing import Result
from tests.cli.running import add_handout, change, run, small_library

TODAY = datetime.date(2026, 11, 22)
WHO = "J. Ellis, head of information"
SECTION = "handouts/sections/chemotherapy/how-it-works.md"
CLINIC = "handouts/clinics/riverside.yaml"


def real_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small library with a clinic that exists and a second handout that shares a section."""
    root = small_library(tmp_path / "library")
    change(root / CLINIC, "specimen: yes\n", "")
    add_handout(root, "second", code="RBC-002")
    change(root / "handouts" / "second.yaml", "title: Chemotherapy\n", "title: Another\n")
    monkeypatch.chdir(root)
    set_today(monkeypatch, TODAY)
    return root


def set_today(monkeypatch: pytest.MonkeyPatch, today: datetime.date) -> None:
    monkeypatch.setattr("wardleaf.cli.clock.today", lambda: today)


def approve_all() -> Result:
    parts = [
        "chemotherapy/how-it-works",
        "chemotherapy/when-to-call",
        "clinic:riverside",
        "handout:chemotherapy",
        "handout:second",
    ]
    done = run("approve", *parts, "--as", WHO)
    assert done.exit_code == 0, done.output
    return done


def draft_pages(path: Path) -> list[bool]:
    """For each page of a PDF whether it says DRAFT."""
    from wardleaf.findings import Findings
    from wardleaf.readback.reader import read_pdf

    read = read_pdf(path.read_bytes(), name=path.name, findings=Findings())
    assert read is not None
    return [any("DRAFT" in text.text for text in page.texts) for page in read.page_facts.pages]


def words_of(path: Path) -> str:
    from wardleaf.findings import Findings
    from wardleaf.readback.reader import read_pdf

    read = read_pdf(path.read_bytes(), name=path.name, findings=Findings())
    assert read is not None
    return " ".join(" ".join(text.text for page in read.page_facts.pages for text in page.texts).split())
