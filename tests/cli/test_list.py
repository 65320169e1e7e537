"""`wardleaf list`: plain columns."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.cli.running import add_clinic, add_handout, change, run, small_library
from tests.languages import translate_library


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = small_library(tmp_path / "library")
    monkeypatch.chdir(root)
    add_handout(root, "second", code="RBC-002")
    add_clinic(root, "lakeside", "Lakeside")
    (root / "handouts/sections/unused.md").write_text(
        "---\ntitle: Unused\nreviewed: 2026-11-01\nclinical: no\n---\nWords.\n", encoding="utf-8"
    )
    return root


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        (
            "handouts",
            [
                "chemotherapy  RBC-001  1.0  standard booklet  Chemotherapy",
                "second        RBC-002  1.0  standard          Chemotherapy",
            ],
        ),
        (
            "sections",
            [
                "chemotherapy/how-it-works  How chemotherapy works  used by chemotherapy, second",
                "chemotherapy/when-to-call  When to call            used by chemotherapy",
                "unused                     Unused                  used by no handout",
            ],
        ),
        ("references", ["who2020  World Health Organization 2020  -  A report about chemotherapy"]),
        ("styles", ["base       used by no clinic", "riverside  used by lakeside, riverside"]),
        (
            "clinics",
            [
                "lakeside   -        style riverside  en-GB  Lakeside",
                "riverside  default  style riverside  en-GB  Riverside Breast Clinic",
            ],
        ),
    ],
)
def test_each_kind(library: Path, kind: str, lines: list[str]) -> None:
    done = run("list", kind)
    assert done.exit_code == 0
    assert done.stdout.splitlines() == lines
    assert done.stderr == ""


def test_handouts_without_a_word(library: Path) -> None:
    assert run("list").stdout == run("list", "handouts").stdout


def test_what_could_not_be_read_is_said(library: Path) -> None:
    change(library / "handouts/second.yaml", "kind: general", "kind: chemo")
    done = run("list")
    assert done.exit_code == 0
    assert "second" not in done.stdout
    assert (
        done.stderr == "not listed, because of mistakes: second\n1 finding about this library's files: wardleaf check\n"
    )
    change(library / "handouts/clinics/lakeside.yaml", "specimen:", "specimn:")
    assert run("list", "clinics").stderr.splitlines()[0] == "not listed, because of mistakes: lakeside"
    assert run("list", "styles").stderr == "2 findings about this library's files: wardleaf check\n"


def test_an_empty_kind(library: Path) -> None:
    (library / "handouts/references.yaml").unlink()
    assert run("list", "references").stdout == "this library has no references\n"


def test_translations_with_their_originals(library: Path) -> None:
    assert run("list", "translations").stdout == "this library has no translations\n"
    translate_library(library, translation="{of: chemotherapy, method: machine}")
    told = run("list", "translations").stdout
    found = re.fullmatch(
        r"chemotherapy-es  Spanish \(es\)  of chemotherapy  to be compared  original: ([0-9a-f]{8})\n", told
    )
    assert found, told
    change(
        library / "handouts/chemotherapy-es.yaml", "{of: chemotherapy,", f"{{of: chemotherapy, original: {found[1]},"
    )
    assert "  in step  " in run("list", "translations").stdout
