"""The shipped handouts: nothing at error level, and no warning."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.checks.making import TODAY
from tests.shipped import some_shipped

from wardleaf.checking import check_library
from wardleaf.checks.registry import check_document, check_pages
from wardleaf.findings import Findings, Severity
from wardleaf.library.label_files import read_profile
from wardleaf.pipeline import Workshop, document_for, open_library, style_for, typeset_document
from wardleaf.records.built import Target
from wardleaf.values import replace

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    found = open_library(ROOT, Findings())
    assert found is not None
    return found


def test_shipped_handouts_are_clean(workshop: Workshop) -> None:
    targets = [
        Target(handout=handout, clinic=clinic, edition=edition) for handout, clinic, edition in some_shipped(workshop)
    ]
    assert len(targets) >= 28
    for target in targets:
        own = Findings()
        document = document_for(workshop, target.handout, target.clinic, target.edition, own)
        style = style_for(workshop, target.clinic, target.edition, own)
        assert document is not None and style is not None, list(own)
        profile = read_profile(workshop.library.clinics[target.clinic].profile.value)
        made = typeset_document(workshop, document, style, own)
        assert made is not None
        found = (
            *check_document(document, style, profile, today=TODAY),
            *check_pages(made.page_facts, style, profile, document, today=TODAY),
        )
        assert [finding for finding in found if finding.severity is not Severity.INFO] == [], target


def test_shipped_handouts_are_checked_without_errors_and_accept_nothing(workshop: Workshop) -> None:
    """Everything that `wardleaf check` says: governance is an info for clinics that do not exist."""
    for handout in workshop.library.handouts:
        found = check_library(replace(workshop, today=TODAY), handouts=[handout])
        assert [finding for finding in found if finding.severity is not Severity.INFO] == [], handout
    files = [path for kind in ("yaml", "md") for path in (ROOT / "handouts").rglob(f"*.{kind}")]
    assert len(files) > 30
    assert not [
        path.name
        for path in files
        if "allow:" in path.read_text(encoding="utf-8") or "::: allow" in path.read_text(encoding="utf-8")
    ]
