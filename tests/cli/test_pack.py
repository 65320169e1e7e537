"""`wardleaf pack`: several handouts as one file, answered for by each."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.running import add_handout, change, files_below, run, small_library

from wardleaf.findings import Findings
from wardleaf.readback.model import element_text, elements
from wardleaf.readback.reader import read_pdf


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = small_library(tmp_path / "library")
    add_handout(root, "second", code="RBC-002", section="chemotherapy/when-to-call")
    change(root / "handouts" / "second.yaml", "[standard]", "[standard, booklet]")
    monkeypatch.chdir(root)
    return root


def words(path: Path) -> str:
    read = read_pdf(path.read_bytes(), name=path.name, findings=Findings())
    assert read is not None
    return " ".join(element_text(element) for element in elements(read.tree)).replace("\u00a0", " ")


def test_a_pack_without_a_file(library: Path) -> None:
    done = run("pack", "chemotherapy", "second", "--title", "Your treatment")
    assert done.exit_code == 0, done.output
    assert "is printed once: chemotherapy/when-to-call" in done.stderr
    made = [path for path in (library / "build" / "riverside").iterdir() if path.suffix == ".pdf"]
    assert len(made) == 3  # standard, booklet and its print file
    text = words(next(path for path in made if path.name.endswith("-standard.pdf")))
    assert "Your treatment" in text
    assert "RBC-001, version" in text
    assert "RBC-002, version" in text


def test_a_pack_with_a_file(library: Path) -> None:
    text = (library / "handouts" / "second.yaml").read_text(encoding="utf-8").replace("RBC-002", "RBC-003")
    text = text.replace("  - chemotherapy/when-to-call\n", "  - handout: chemotherapy\n  - handout: second\n")
    (library / "handouts" / "both.yaml").write_text(text, encoding="utf-8")
    done = run("build", "both", "--edition", "standard")
    assert done.exit_code == 0, done.output
    assert list(files_below(library / "build")) == ["riverside/both-standard.pdf", "riverside/manifest.json"]


def test_a_withdrawn_handout_is_in_no_pack(library: Path) -> None:
    assert run("withdraw", "second", "--as", "B. Reader, doctor", "--reason", "Replaced").exit_code == 0
    done = run("pack", "chemotherapy", "second")
    assert done.exit_code == 1
    assert "RBC-002 was withdrawn" in done.stderr
    assert not (library / "build").exists()


def test_wrong_usage(library: Path) -> None:
    assert "at least two handouts" in run("pack", "chemotherapy").stderr
    assert "no handout `secnd`" in run("pack", "chemotherapy", "secnd").stderr
    change(library / "handouts" / "second.yaml", "[standard, booklet]", "[large-print]")
    assert "no edition in common" in run("pack", "chemotherapy", "second").stderr
