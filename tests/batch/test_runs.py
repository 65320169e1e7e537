"""Runs without a command line: they print nothing, and say each step to whoever listens."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.cli.running import small_library

from wardleaf.batch.build_run import BuildRun, Kept, Wanted, build_what_changed
from wardleaf.batch.merge_run import MergeOrder, MergeRun, NothingWritten, Shard
from wardleaf.findings import Findings
from wardleaf.patient_lists.sheets import SheetChoice
from wardleaf.pipeline import Workshop, open_library, targets_of
from wardleaf.records.output import FinishedFile


class Heard:
    """Remembers every step."""

    def __init__(self) -> None:
        self.steps: list[object] = []

    def began(self, count: int) -> None:
        self.steps.append(("began", count))

    def wrote(self, path: Path, file: FinishedFile) -> None:
        self.steps.append(("wrote", path.name))

    def stepped(self, *, slow: bool) -> None:
        self.steps.append("slow" if slow else "quick")

    def paused(self) -> None:
        pass

    def removed(self, path: Path) -> None:
        self.steps.append(("removed", path.name))

    def joined(self, path: Path, sides: int) -> None:
        self.steps.append(("joined", path.name))

    def made(self, out: Path, made: int, before: int) -> None:
        self.steps.append(("made", made, before))

    def left_out(self, path: Path, rows: int) -> None:
        self.steps.append(("left out", path.name, rows))


@dataclass(frozen=True)
class Everything:
    """An order of all that a library has."""

    asked: Sequence[object] = ("all",)
    tags: bool = True

    def wanted(self, workshop: Workshop) -> Wanted:
        return Wanted(
            workshop=workshop, handouts=("chemotherapy",), clinics=("riverside",), targets=targets_of(workshop)
        )


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    opened = open_library(small_library(tmp_path / "library"), Findings())
    assert opened is not None
    return opened


def test_a_run_of_builds(workshop: Workshop, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    heard, order = Heard(), Everything()
    kept = Kept(workshop.root, order, today=datetime.date(2026, 12, 1), used=False)
    run = BuildRun(tmp_path / "out", heard, shown=str)
    told = build_what_changed(run, kept, order, read=lambda: workshop, shown=str)
    count = len(targets_of(workshop))
    assert heard.steps[0] == ("began", count)
    assert heard.steps.count("slow") == count == run.done
    assert ("wrote", "chemotherapy-booklet-print.pdf") in heard.steps
    assert (tmp_path / "out/riverside/manifest.json").is_file()
    assert (run.not_built, told.elsewhere) == ([], 0)
    assert capfd.readouterr() == ("", "")


def test_a_run_of_copies(workshop: Workshop, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    def run(text: str, *, skip_bad: bool = False) -> Heard:
        heard = Heard()
        data = tmp_path / "list.csv"
        data.write_text(text, encoding="utf-8")
        order = MergeOrder(
            handout="chemotherapy", clinic="riverside", edition="standard", by="", one_file=False, shard=Shard(1, 1)
        )
        merge = MergeRun(workshop, order, heard, shown=lambda path: path.name)
        checked = merge.check(data, choice=SheetChoice("", ""), skip_bad=skip_bad)
        merge.write(checked, tmp_path / "copies", jobs=1, executor=None, accept_shared_folder=True)
        return heard

    assert run("Name\nAnn Ames\nBea Bold\n").steps == [("began", 2), "slow", "slow", ("made", 2, 0)]
    with pytest.raises(NothingWritten):
        run("Name,edition\nAnn Ames,huge\n")
    skipped = run("Name,edition\nAnn Ames,huge\nBea Bold,standard\n", skip_bad=True)
    assert skipped.steps[-1] == ("left out", "skipped-rows.txt", 1)
    assert capfd.readouterr() == ("", "")
