"""Somebody saves while a run reads or builds: nothing is kept under the name of something else."""

from __future__ import annotations

import datetime
from itertools import count
from pathlib import Path

import pytest
from tests.cli.running import REPOSITORY, change, run, small_library

from wardleaf import building
from wardleaf.batch import many_builds
from wardleaf.batch.unchanged import read_settled
from wardleaf.building import build_handout
from wardleaf.cli import build, clock
from wardleaf.library.snapshot import take_snapshot
from wardleaf.pipeline import Workshop
from wardleaf.records.built import Built, Target

SECTION = "handouts/sections/chemotherapy/how-it-works.md"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = small_library(tmp_path / "library")
    monkeypatch.chdir(root)
    return root


def save(root: Path, number: int) -> None:
    (root / SECTION).write_text(f"{(root / SECTION).read_text(encoding='utf-8')}\nLine {number}.\n", encoding="utf-8")


def test_what_was_saved_while_it_was_read_is_read_again(library: Path) -> None:
    reads = count()

    def read() -> int:
        number = next(reads)
        if number == 0:
            save(library, number)
        return number

    assert read_settled(library, read) == (1, take_snapshot(library))


def test_where_files_never_rest_there_is_no_snapshot(library: Path) -> None:
    reads = count()

    def read() -> int:
        number = next(reads)
        save(library, number)
        return number

    assert read_settled(library, read) == (3, None)


def test_a_change_that_is_taken_back_while_it_is_read_is_seen(library: Path) -> None:
    """The bytes are the same before and after, but not those that were read."""
    reads = count()
    before = (library / SECTION).read_bytes()

    def read() -> bytes:
        if next(reads) > 0:
            return (library / SECTION).read_bytes()
        (library / SECTION).write_bytes(before.replace(b"growing", b"GROWING"))
        seen = (library / SECTION).read_bytes()
        (library / SECTION).write_bytes(before)
        return seen

    assert read_settled(library, read)[0] == before


def test_a_run_while_files_never_rest_keeps_nothing(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads = count()
    opened = build.open_workshop

    def saving(root: Path, **named: object) -> Workshop:
        workshop = opened(root, **named)  # type: ignore[arg-type]
        save(library, next(reads))
        return workshop

    monkeypatch.setattr(build, "open_workshop", saving)
    assert run("build", "--edition", "standard").exit_code == 0
    assert not list((library / "build/.cache").glob("*/*"))


def test_a_font_that_is_replaced_while_it_is_used_is_not_taken_for_the_old_one(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faces = sorted((REPOSITORY / "src/wardleaf/fonts").glob("*Regular*.ttf"))
    fonts = library / "styles/fonts"
    fonts.mkdir()
    (fonts / "Own.ttf").write_bytes(faces[0].read_bytes())

    def replaced(workshop: Workshop, target: Target, *, tags: bool = True) -> Built:
        built = build_handout(workshop, target, tags=tags)
        (fonts / "Own.ttf").write_bytes(b"another")
        return built

    monkeypatch.setattr(many_builds, "build_handout", replaced)
    run("build", "--edition", "standard")
    assert not list((library / "build/.cache").glob("*/*"))


def test_a_run_over_midnight_is_of_one_day(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    days = iter([datetime.date(2026, 11, 30)])
    monkeypatch.setattr(clock, "today", lambda: next(days, datetime.date(2036, 12, 1)))
    seen: list[datetime.date | None] = []
    build_one = building.build_handout

    def noted(workshop: Workshop, target: Target, *, tags: bool = True) -> Built:
        seen.append(workshop.today)
        return build_one(workshop, target, tags=tags)

    monkeypatch.setattr(many_builds, "build_handout", noted)
    run("build", "--edition", "standard")
    assert seen == [datetime.date(2026, 11, 30)]


def test_names_of_both_spellings_count(library: Path) -> None:
    change(library / SECTION, "growing", "quickly growing")
    figures = library / "handouts/figures"
    figures.mkdir(exist_ok=True)
    (figures / "caf\u00e9.svg").write_bytes(b"one")
    (figures / "cafe\u0301.svg").write_bytes(b"two")
    before = take_snapshot(library).digests
    (figures / "caf\u00e9.svg").write_bytes(b"eno")
    middle = take_snapshot(library).digests
    (figures / "cafe\u0301.svg").write_bytes(b"owt")
    assert len({str(digests) for digests in (before, middle, take_snapshot(library).digests)}) == 3
