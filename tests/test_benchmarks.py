"""The benchmarks measure what they say: their handouts can be built, their lists have no mistakes, and each part can be
asked for by its name.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks import __main__ as everything
from benchmarks import lists, peers, runs
from benchmarks.parts import asked_parts, run_parts

from wardleaf import pipeline
from wardleaf.building import build_handout
from wardleaf.findings import Findings, has_errors
from wardleaf.library.label_files import read_profile
from wardleaf.patient_lists.reading import check_list
from wardleaf.records.built import Target


def test_its_handouts_have_twelve_pages_and_take_its_lists(tmp_path: Path) -> None:
    findings = Findings()
    workshop = pipeline.open_library(lists.write_library(tmp_path / "library"), findings)
    assert workshop is not None
    assert not has_errors(findings), list(findings)
    for handout, edition in ((lists.SHEETS, "standard"), (lists.BOOKLET, "booklet")):
        built = build_handout(workshop, Target(handout=handout, clinic=lists.CLINIC, edition=edition))
        assert not has_errors(built.findings), built.findings
        assert built.files[0].record.pages == 12
        for number, rows in enumerate((lists.usual_rows(40), lists.differing_rows(120))):
            path = lists.write_list(tmp_path / f"{handout}-{number}.csv", rows)
            fields = pipeline.fields_of(workshop, handout, lists.CLINIC)
            checked = check_list(path, fields, editions=["standard", "booklet"], profile=read_profile("uk"))
            assert checked.findings == ()
            assert checked.good_rows == (40, 120)[number]
    assert lists.library_story(tmp_path / "library", lists.BOOKLET, "booklet")


def test_no_two_of_a_hundred_rows_have_as_many_lines() -> None:
    sizes = {(row["note"].count(" "), row["letter"].count(" ")) for row in lists.differing_rows(100)}
    assert len(sizes) == 100


def test_parts_are_run_in_order_or_as_they_are_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    done: list[str] = []
    parts = {name: lambda name=name: done.append(name) for name in ("one", "two")}
    run_parts(parts, None)
    run_parts(parts, asked_parts("", list(parts)).parse_args(["--only", "two"]).only)
    assert done == ["one", "two", "two"]
    assert capsys.readouterr().out == "  (one: 0 s)\n  (two: 0 s)\n  (two: 0 s)\n"


@pytest.mark.parametrize("module", [everything, peers, runs])
def test_the_parts_that_are_told_are_those_that_are_there(module: object) -> None:
    text = module.__doc__ or ""
    assert all(part in text for part in module.PARTS)  # type: ignore[attr-defined]
