"""`fit:` makes a booklet come out even before any page is added, the least changed way first."""

import re
import shutil
from pathlib import Path

import pytest
from tests.test_cases import make_library

from wardleaf.building import build_handout
from wardleaf.document.fitting import with_write_in_lines
from wardleaf.findings import Finding, Findings, Severity
from wardleaf.pipeline import Workshop, document_for, open_library, resources_for, style_for
from wardleaf.records.built import Target
from wardleaf.typeset.layout import TrialLayouts, lay_out_document
from wardleaf.typeset.story import SharedBlocks
from wardleaf.typeset.typesetter import draw_document

ROOT = Path(__file__).resolve().parent.parent
HANDOUT = "metastatic-chemotherapy"


def library_with(folder: Path, fit: str, *, lines: int = 30) -> Workshop:
    shutil.copytree(ROOT / "handouts", folder / "handouts")
    shutil.copytree(ROOT / "styles", folder / "styles")
    definition = folder / "handouts" / f"{HANDOUT}.yaml"
    text = definition.read_text(encoding="utf-8").replace("\nreview:", f"\nfit: {fit}\nreview:")
    text = text.replace("\nreferences:", "\n  - write-in: {heading: My own notes, lines: LINES}\nreferences:")
    definition.write_text(text.replace("lines: LINES", f"lines: {lines}"), encoding="utf-8")
    workshop = open_library(folder, Findings())
    assert workshop is not None
    return workshop


@pytest.fixture(name="booklet")
def _booklet() -> Target:
    return Target(handout=HANDOUT, clinic="riverside", edition="booklet")


def test_a_section_is_dropped_where_that_makes_the_pages_even(tmp_path: Path, booklet: Target) -> None:
    droppable = "chemotherapy/how-it-is-given"
    others = "chemotherapy/tablets-at-home, chemotherapy/fertility-pregnancy, support/palliative-care"
    fit = f"{{pages: multiple-of-4, write-in-lines: 4–12, may-drop: [{droppable}, {others}]}}"
    for lines in (30, 60):  # about a page apart, so that one of the two does not come out even by itself
        workshop = library_with(tmp_path / str(lines), fit, lines=lines)
        built = build_handout(workshop, booklet)
        told = [finding.message for finding in built.findings if finding.code == "T508"]
        if told:
            break
    assert len(told) == 1
    assert told[0].startswith("for Riverside Breast Clinic the booklet comes out at ")
    reading_copy = built.files[0].record
    assert reading_copy.pages % 4 == 0
    written = document_for(workshop, HANDOUT, "riverside", "booklet", Findings())
    assert written is not None
    left_out = set(written.addresses) - set(reading_copy.sections)
    assert left_out <= {droppable, *others.split(", ")}
    assert all(f"without {address}" in told[0] for address in left_out)
    assert reading_copy.content_hash == written.hash


def test_the_standard_edition_is_left_alone(tmp_path: Path) -> None:
    workshop = library_with(tmp_path, "{pages: multiple-of-4, may-drop: [chemotherapy/how-it-is-given]}")
    built = build_handout(workshop, Target(handout=HANDOUT, clinic="riverside", edition="standard"))
    assert "chemotherapy/how-it-is-given" in built.files[0].record.sections
    assert not [finding for finding in built.findings if finding.code == "T508"]


def test_what_helps_nothing_is_said(tmp_path: Path, booklet: Target) -> None:
    workshop = library_with(tmp_path, "{pages: multiple-of-4, write-in-lines: 8–8}")
    built = build_handout(workshop, booklet)
    assert built.files[0].record.pages % 4 == 0
    written = [finding.message for finding in built.findings if finding.code == "T508"]
    assert written in (
        [],
        [
            "nothing that `fit` allows makes the booklet for Riverside Breast Clinic come out even, so pages to write on are added"
        ],
    )


def test_a_trial_counts_the_pages_that_a_layout_has(tmp_path: Path) -> None:
    workshop = library_with(tmp_path, "{pages: multiple-of-4, write-in-lines: 2–20}")
    document = document_for(workshop, HANDOUT, "riverside", "booklet", Findings())
    style = style_for(workshop, "riverside", "booklet", Findings())
    assert document
    assert style
    resources = resources_for(workshop, style, Findings())
    assert resources
    shared = SharedBlocks()
    trials = TrialLayouts(document, style, resources, shared)
    counts = set()
    for lines in (None, 2, 20, 60, 8, 2):
        tried = with_write_in_lines(document, lines)
        laid = lay_out_document(tried, style, resources)
        assert trials.pages(tried) == (len(laid.pages), laid.added_pages)
        assert draw_document(lay_out_document(tried, style, resources, shared)).pdf == draw_document(laid).pdf
        counts.add(trials.pages(tried))
    assert len(counts) > 1


def small_with(folder: Path, lines: str, fit: str = "") -> Workshop:
    """The good library of the cases, whose handout has `lines` to write on and perhaps `fit`."""
    root = make_library(folder)
    definition = root / "handouts" / "chemotherapy.yaml"
    text = definition.read_text(encoding="utf-8")
    assert ", lines: 8" in text
    text = text.replace(", lines: 8", lines).replace("\nreview:", f"\n{fit}\nreview:" if fit else "\nreview:")
    definition.write_text(text, encoding="utf-8")
    workshop = open_library(root, Findings())
    assert workshop is not None
    return workshop


def told_of(workshop: Workshop, code: str, edition: str = "booklet") -> list[Finding]:
    built = build_handout(workshop, Target(handout="chemotherapy", clinic="riverside", edition=edition))
    assert built.files
    return [finding for finding in built.findings if finding.code == code]


def test_fit_is_proposed_where_a_trial_shows_that_it_spares_added_pages(tmp_path: Path) -> None:
    (told,) = told_of(small_with(tmp_path / "long", ", lines: 24"), "T514")
    assert told.severity is Severity.INFO
    found = re.fullmatch(
        r"where they are not wanted, write `(fit: \{pages: multiple-of-4, write-in-lines: \d+–12\})`", told.help
    )
    assert found
    # What it says, done: no pages are added any more, and nothing more is proposed.
    workshop = small_with(tmp_path / "fitted", ", lines: 24", found[1])
    assert told_of(workshop, "T514") == []
    (fitted,) = told_of(workshop, "T508")
    counts = re.search(r"with (\d+) lines in each space to write it comes out at (\d+) pages", told.message)
    assert counts
    assert (
        fitted.message
        == f"for Riverside Breast Clinic the booklet comes out at {counts[2]} pages: {counts[1]} lines in each space to write"
    )


@pytest.mark.parametrize(
    ("lines", "edition"),
    [
        (", lines: 8", "booklet"),  # comes out even
        (", lines: 24", "standard"),  # no pages are added
        (", fields: [Name, Date]", "booklet"),  # no lines that could be fewer
        (", lines: 60", "standard"),
    ],
)
def test_fit_is_not_proposed_where_it_would_not_help(lines: str, edition: str, tmp_path: Path) -> None:
    assert told_of(small_with(tmp_path / "library", lines), "T514", edition) == []


def test_no_trial_is_made_where_no_pages_were_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop = small_with(tmp_path / "library", ", lines: 8")
    monkeypatch.setattr("wardleaf.typeset.layout.TrialLayouts", None)
    assert told_of(workshop, "T514") == []
