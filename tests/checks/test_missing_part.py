"""A helpline that the page prints is a support organisation."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.running import change, run, small_library


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("- contacts: {show: [helplines]}", False),
        ("- contacts: {show: [clinic, listening]}", False),
        ("- contacts: {show: [services]}", True),
        ("- contacts: {show: [clinic]}", True),
        ("", True),
    ],
)
def test_contacts_that_list_a_helpline(entry: str, told: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = small_library(tmp_path / "library")
    monkeypatch.chdir(root)
    change(root / "handouts/chemotherapy.yaml", 'support-organisations: "a test", ', "")
    change(root / "handouts/chemotherapy.yaml", "references:", f"  {entry}\nreferences:")
    said = run("check", "--select", "R212").stdout
    assert ("needs this part: support-organisations" in said) is told
    assert ("write `- contacts: {show: [helplines]}` under `sections`" in said) is told


def test_a_helpline_named_in_the_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = small_library(tmp_path / "library")
    monkeypatch.chdir(root)
    change(root / "handouts/chemotherapy.yaml", 'support-organisations: "a test", ', "")
    change(
        root / "handouts/sections/chemotherapy/how-it-works.md",
        "Chemotherapy",
        "Call {{ clinic.helplines.listening.phone }}. Chemotherapy",
    )
    assert "support-organisations" not in run("check", "--select", "R212").stdout
