"""What a check says without building: everything that a build would refuse."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.test_cases import make_library

from wardleaf import checking
from wardleaf.findings import Findings
from wardleaf.pipeline import clinic_ids, open_library, resources_for, style_for
from wardleaf.text.faces import font_book

SHIPPED = Path(__file__).parents[1]


def told(root: Path) -> list[tuple[str, str]]:
    findings = Findings()
    workshop = open_library(root, findings)
    assert workshop is not None
    return [(finding.code, str(finding.span)) for finding in checking.check_library(workshop)]


@pytest.mark.parametrize(
    ("path", "words", "letter"),
    [
        ("handouts/sections/chemotherapy/how-it-works.md", "Chemotherapy", "化"),
        ("handouts/chemotherapy.yaml", "Call us straight away", "☃"),
        ("handouts/clinics/riverside.yaml", "Riverside Breast", "河"),
        ("handouts/references.yaml", "about chemotherapy", "山"),
    ],
)
def test_a_letter_that_no_font_has_is_told_where_it_stands(path: str, words: str, letter: str, tmp_path: Path) -> None:
    root = make_library(tmp_path / "library")
    text = (root / path).read_text(encoding="utf-8")
    assert words in text
    (root / path).write_text(text.replace(words, f"{letter} {words}", 1), encoding="utf-8")
    line = text[: text.index(words)].count("\n") + 1
    assert ("T501", f"{path}:{line}") in [(code, span.rpartition(":")[0]) for code, span in told(root)]


def test_every_shipped_font_has_the_usual_letters() -> None:
    workshop = open_library(SHIPPED, Findings())
    assert workshop is not None
    for clinic in clinic_ids(workshop):
        style = style_for(workshop, clinic, "standard", Findings())
        assert style is not None
        resources = resources_for(workshop, style, Findings())
        assert resources is not None
        unseen = {"\n", "\u00ad"}
        assert not {sign for sign in checking._USUAL - unseen if sign.isprintable()} - font_book(style.fonts, resources.fonts).common()
