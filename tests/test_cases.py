"""Author mistakes, each with exactly what the terminal says.

A case is a folder in tests/cases: the files that differ from the good library in tests/cases/_library, `expected.txt`,
and perhaps `remove.txt` with the paths of files that are missing, or a patient list (`patients.csv` or `patients.xlsx`)
for the handout `chemotherapy`. Where nothing is wrong it says "no findings". To write `expected.txt` anew after
changing a message: `WARDLEAF_WRITE_CASES=1 pytest tests/test_cases.py`, then read every difference; these files are the
wording that authors see.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from wardleaf.editions import PRINTED_EDITIONS
from wardleaf.findings import Findings
from wardleaf.library.label_files import read_profile
from wardleaf.patient_lists.reading import check_list
from wardleaf.pipeline import document_for, editions_of, fields_of, open_library, style_for, typeset_document
from wardleaf.report import format_findings
from wardleaf.style.schema import Style

CASES = Path(__file__).parent / "cases"
GOOD = CASES / "_library"
SHIPPED_STYLES = Path(__file__).parents[1] / "styles"
NAMES = sorted(folder.name for folder in CASES.iterdir() if folder.is_dir() and not folder.name.startswith(("_", ".")))
NOT_FILES_OF_THE_CASE = ("expected.txt", "remove.txt")
_GOOD_STYLES: dict[tuple[tuple[str, str], ...], dict[tuple[str, str], Style | None]] = {}  # most cases share theirs


def findings_of(root: Path) -> Findings:
    """What every stage that sees an author's mistake has to say: read, style, resolve, typeset, for every handout,
    clinic and edition.
    """
    findings = Findings()
    workshop = open_library(root, findings)
    if workshop is None:
        return findings
    written = tuple((name, file.text) for name, file in workshop.library.styles.items())
    workshop.styles.update(_GOOD_STYLES.get(written, {}))
    workshop.style_findings.update(dict.fromkeys(workshop.styles, ()))
    for id in workshop.library.clinics:
        for edition in PRINTED_EDITIONS:
            style = style_for(workshop, id, edition, findings)
            for handout in workshop.library.handouts:
                document = (
                    document_for(workshop, handout, id, edition, findings)
                    if edition in editions_of(workshop, handout)
                    else None
                )
                if document and style:
                    typeset_document(workshop, document, style, findings)
    for patients in sorted(root.glob("patients.*")):
        fields = fields_of(workshop, "chemotherapy", "riverside")
        found = check_list(patients, fields, editions=editions_of(workshop, "chemotherapy"), profile=read_profile("uk"))
        findings.extend(found.findings)
    _GOOD_STYLES[written] = {
        key: style for key, style in workshop.styles.items() if style and not workshop.style_findings[key]
    }
    return findings


def make_library(root: Path, case: Path | None = None) -> Path:
    """The good library at `root`, changed by the files of `case`."""
    shutil.copytree(GOOD, root)
    shutil.copy(SHIPPED_STYLES / "base.yaml", root / "styles")
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
def test_case(name: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    case = CASES / name
    told = format_findings(findings_of(make_library(tmp_path / "library", case)), format="text") or "no findings\n"
    expected = case / "expected.txt"
    if os.environ.get("WARDLEAF_WRITE_CASES"):
        expected.write_text(told, encoding="utf-8", newline="\n")
    assert told == expected.read_text(encoding="utf-8")
    assert caplog.messages == []
