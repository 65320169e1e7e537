"""Author mistakes, each with exactly what the terminal says.

A case is a folder in tests/cases: the files that differ from the good library in tests/cases/_library, `expected.txt`, and perhaps `remove.txt` with the
paths of files that are missing. To write `expected.txt` anew after changing a message: `WARDLEAF_WRITE_CASES=1 pytest tests/test_cases.py`, then
read every difference; these files are the wording that authors see.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from tests.style.complete import complete_style

from wardleaf.findings import Findings
from wardleaf.library.reader import read_library
from wardleaf.report import format_findings
from wardleaf.style.cascade import resolve_style

CASES = Path(__file__).parent / "cases"
GOOD = CASES / "_library"
NAMES = sorted(folder.name for folder in CASES.iterdir() if folder.is_dir() and not folder.name.startswith(("_", ".")))
NOT_FILES_OF_THE_CASE = ("expected.txt", "remove.txt")


def findings_of(root: Path) -> Findings:
    """What every stage that sees an author's mistake has to say, in the order of the stages. A later stage joins here."""
    findings = Findings()
    library = read_library(root, findings=findings)
    if library is None:
        return findings
    for clinic in library.clinics.values():
        for edition in ("standard", "large-print", "booklet"):
            resolve_style(library.styles, name=clinic.style.value, edition=edition, findings=findings, span=clinic.style.span)
    return findings


def make_library(root: Path, case: Path | None = None) -> Path:
    """The good library at `root`, changed by the files of `case`."""
    shutil.copytree(GOOD, root)
    (root / "styles" / "base.yaml").write_text(complete_style(), encoding="utf-8")
    if case:
        shutil.copytree(case, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*NOT_FILES_OF_THE_CASE))
        removed = case / "remove.txt"
        for path in removed.read_text(encoding="utf-8").split() if removed.exists() else ():
            target = root / path
            shutil.rmtree(target) if target.is_dir() else target.unlink()
    return root


def test_there_are_cases() -> None:
    assert len(NAMES) > 50


def test_the_good_library_is_good(tmp_path: Path) -> None:
    assert list(findings_of(make_library(tmp_path / "library"))) == []


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, tmp_path: Path) -> None:
    case = CASES / name
    told = format_findings(findings_of(make_library(tmp_path / "library", case)), format="text")
    expected = case / "expected.txt"
    if os.environ.get("WARDLEAF_WRITE_CASES"):
        expected.write_text(told, encoding="utf-8", newline="\n")
    assert told
    assert told == expected.read_text(encoding="utf-8")
