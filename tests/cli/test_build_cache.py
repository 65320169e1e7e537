"""What has not changed is not built again, and is told and written as if it were."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cli.running import REPOSITORY, add_clinic, add_handout, change, files_below, run, small_library, start_script

from wardleaf.batch import many_builds, unchanged
from wardleaf.building import build_handout
from wardleaf.cli import clock
from wardleaf.pipeline import Workshop
from wardleaf.records.built import Built, Target


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = small_library(tmp_path / "library")
    add_handout(root, "second", code="RBC-002")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was really built, in this process."""
    names: list[str] = []

    def counted(workshop: Workshop, target: Target, *, tags: bool = True) -> Built:
        names.append(f"{target.clinic}/{target.handout}-{target.edition}")
        return build_handout(workshop, target, tags=tags)

    monkeypatch.setattr(many_builds, "build_handout", counted)
    monkeypatch.setattr(unchanged, "build_handout", counted)
    return names


def told(done: Result) -> tuple[str, str, int]:
    return done.stdout, done.stderr, done.exit_code


EVERYTHING = ["riverside/chemotherapy-standard", "riverside/chemotherapy-booklet", "riverside/second-standard"]


# --- nothing changed --------------------------------------------------------------------------------------------------


def test_the_second_run_builds_nothing_and_says_the_same(library: Path, made: list[str]) -> None:
    first, before = run("build"), files_below(library / "build")
    times = {path: path.stat().st_mtime_ns for path in library.glob("build/*/*")}
    assert made == EVERYTHING
    second = run("build")
    assert made == EVERYTHING
    assert told(second) == told(first)
    assert files_below(library / "build") == before
    assert {path: path.stat().st_mtime_ns for path in library.glob("build/*/*")} == times  # not written again


def test_findings_drafts_and_refusals_are_told_again(library: Path, made: list[str]) -> None:
    change(library / "handouts/sections/chemotherapy/when-to-call.md", "- a temp", "- [@nobody] a temp\n- a temp")
    change(library / "handouts/sections/chemotherapy/how-it-works.md", "growing cells", "growing cells!")
    for format in ("text", "plain", "json", "github"):
        first = run("build", "--format", format)
        assert told(run("build", "--format", format)) == told(first)
    assert first.exit_code == 1
    assert len(made) == 3


def test_files_that_were_deleted_or_changed_lie_there_again(library: Path, made: list[str]) -> None:
    run("build")
    before = files_below(library / "build")
    (library / "build/riverside/chemotherapy-standard.pdf").unlink()
    (library / "build/riverside/second-standard.pdf").write_bytes(b"%PDF-1.7 something else")
    (library / "build/riverside/manifest.json").unlink()
    run("build")
    assert files_below(library / "build") == before
    shutil.rmtree(library / "build/riverside")
    run("build")
    assert files_below(library / "build") == before
    assert len(made) == 3


def test_another_folder_gets_the_same_files(library: Path, made: list[str]) -> None:
    run("build")
    run("build", "--out", "elsewhere")
    assert files_below(library / "elsewhere") == files_below(library / "build")
    assert len(made) == 3


def test_what_one_run_made_serves_another_that_asks_for_less(library: Path, made: list[str]) -> None:
    run("build")
    done = run("build", "second")
    assert done.stdout.startswith("build/riverside/second-standard.pdf  ")
    assert len(made) == 3


def test_the_manifest_keeps_what_is_there_and_drops_what_is_not(library: Path) -> None:
    run("build")
    run("build", "second")
    (library / "build/riverside/chemotherapy-standard.pdf").unlink()
    run("build", "second")
    assert "chemotherapy-standard.pdf" not in (library / "build/riverside/manifest.json").read_text(encoding="utf-8")


def test_without_the_cache_everything_is_built(library: Path, made: list[str]) -> None:
    run("build", "--no-cache")
    assert not (library / "build/.cache").exists()
    run("build")
    run("build", "--no-cache")
    assert made == [*EVERYTHING, *EVERYTHING, *EVERYTHING]


def test_open_and_archive_work_on_what_was_kept(
    library: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("click.launch", opened.append)
    run("build")
    run("build", "second", "--open")
    assert [Path(path).name for path in opened] == ["second-standard.pdf"]
    run("build", "--archive", "archive")
    kept = [path.read_bytes() for path in (library / "archive").glob("*/*/*.pdf")]
    assert sorted(kept) == sorted(path.read_bytes() for path in library.glob("build/riverside/*.pdf"))
    assert len(made) == 3


LOADED = (
    "markdown_it",
    "reportlab",
    "yaml",
    "pypdf",
    "wardleaf.pipeline",
    "importlib.metadata",
    "concurrent.futures.process",
    "wardleaf.document.model",
    "difflib",
    "secrets",
)


@pytest.mark.parametrize("arguments", [["build"], ["build", "second", "--format", "json"]])
def test_nothing_is_parsed_or_set_for_it(library: Path, arguments: list[str]) -> None:
    script = (
        "import sys\n"
        "from wardleaf.__main__ import main\n"
        f"sys.argv = ['wardleaf', *{arguments!r}]\n"
        "try:\n    main()\nfinally:\n"
        f"    sys.stderr.write(' '.join(name for name in {LOADED!r} if name in sys.modules))\n"
    )
    assert b"reportlab" in start_script(script, folder=library).stderr
    again = start_script(script, folder=library)
    assert again.returncode == 0
    assert again.stderr == b""
    assert again.stdout


# --- something changed ------------------------------------------------------------------------------------------------


def test_only_what_uses_the_change_is_built(library: Path, made: list[str]) -> None:
    run("build")
    before = files_below(library / "build")
    made.clear()
    change(library / "handouts/sections/chemotherapy/when-to-call.md", "- a temp", "- a high temp")
    done = run("build")
    assert made == EVERYTHING[:2]
    assert [
        line.split("  ")[0].rpartition("/")[2] for line in done.stdout.splitlines() if line.startswith("build/")
    ] == [
        "chemotherapy-standard.pdf",
        "chemotherapy-booklet.pdf",
        "chemotherapy-booklet-print.pdf",
        "second-standard.pdf",
    ]
    after = files_below(library / "build")
    assert after["riverside/second-standard.pdf"] == before["riverside/second-standard.pdf"]
    assert after["riverside/chemotherapy-standard.pdf"] != before["riverside/chemotherapy-standard.pdf"]
    run("build", "--no-cache", "--out", "anew")
    assert files_below(library / "anew") == after


def test_a_change_undone_needs_no_build(library: Path, made: list[str]) -> None:
    run("build")
    before = files_below(library / "build")
    section = library / "handouts/sections/chemotherapy/how-it-works.md"
    change(section, "growing", "quickly growing")
    run("build")
    made.clear()
    change(section, "quickly growing", "growing")
    run("build")
    assert made == []
    assert files_below(library / "build") == before


def test_another_day_is_asked_anew(library: Path, made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    change(library / "handouts/clinics/riverside.yaml", "specimen: yes", "specimen: no")
    monkeypatch.setattr(clock, "today", lambda: datetime.date(2026, 12, 1))
    assert run("build", "second").stdout.startswith("build/riverside/second-standard.pdf")
    monkeypatch.setattr(clock, "today", lambda: datetime.date(2036, 12, 1))
    done = run("build", "second")
    assert done.exit_code == 1
    assert "not built: second for riverside" in done.stderr
    assert len(made) == 2


def test_without_tags_is_something_else(library: Path, made: list[str]) -> None:
    run("build", "second")
    with_tags = files_below(library / "build")
    run("build", "second", "--no-tags")
    assert files_below(library / "build") != with_tags
    run("build", "second")
    assert files_below(library / "build") == with_tags
    assert len(made) == 2


def test_a_name_that_is_not_there_is_wrong_usage_every_time(library: Path) -> None:
    for _ in range(2):
        done = run("build", "thrid")
        assert done.exit_code == 2
        assert "There is no handout `thrid`." in done.stderr


WHERE = [
    "handouts/chemotherapy.yaml",
    "handouts/second.yaml",
    "handouts/library.yaml",
    "handouts/references.yaml",
    "handouts/clinics/riverside.yaml",
    "handouts/sections/chemotherapy/how-it-works.md",
    "handouts/sections/chemotherapy/when-to-call.md",
    "styles/riverside.yaml",
    "styles/base.yaml",
]
Edit = tuple[str, float, str]
edits = st.tuples(
    st.sampled_from(WHERE), st.floats(0, 1), st.sampled_from(["", "a", "9", " cells", "\n", "[@who2020]", ": ", "é"])
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(edits=st.lists(edits, min_size=1, max_size=3))
def test_whatever_changes_the_answer_is_that_of_a_new_build(
    edits: list[Edit], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Files are changed one after another anywhere; after each, a run with the cache and one without come to the same."""
    root = small_library(tmp_path_factory.mktemp("changing") / "library")
    add_handout(root, "second", code="RBC-002")
    asked = ("build", "--edition", "standard", "--library", str(root))
    for path, at, added in [(WHERE[0], 1.0, ""), *edits]:
        text = (root / path).read_text(encoding="utf-8")
        place = int(at * len(text))
        (root / path).write_text(text[:place] + added + text[place + (not added) :], encoding="utf-8")
        shutil.rmtree(root / "build/riverside", ignore_errors=True)
        cached = run(*asked, "--out", str(root / "out"))
        again = run(*asked, "--out", str(root / "out"))
        out = files_below(root / "out")
        shutil.rmtree(root / "out", ignore_errors=True)
        anew = run(*asked, "--no-cache", "--out", str(root / "out"))
        assert told(cached) == told(again) == told(anew)
        assert out == files_below(root / "out")
        shutil.rmtree(root / "out", ignore_errors=True)


# --- damage, and others at work ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["runs", "builds", "files"])
@pytest.mark.parametrize("damage", [b"", b"{}", b"%PDF-1.7", b"\xff\x00", None])
def test_what_is_damaged_or_gone_is_built_again(
    library: Path, made: list[str], kind: str, damage: bytes | None
) -> None:
    first = run("build", "second")
    before = files_below(library / "build")
    for path in (library / "build/.cache" / kind).iterdir():
        if damage is None:
            path.unlink()
        else:
            path.write_bytes(damage)
    shutil.rmtree(library / "build/riverside")
    assert told(run("build", "second")) == told(first)
    assert files_below(library / "build") == before
    assert len(made) == (1 if kind == "runs" else 2)
    made.clear()
    assert told(run("build", "second")) == told(first)
    assert made == []  # and what was damaged is whole again


def test_no_cache_can_be_written_here(library: Path) -> None:
    (library / "build").mkdir()
    (library / "build/.cache").write_text("in the way", encoding="utf-8")
    assert told(run("build", "second")) == told(run("build", "second"))
    assert (library / "build/.cache").read_text(encoding="utf-8") == "in the way"


def test_builds_at_the_same_time_share_the_cache(library: Path) -> None:
    add_clinic(library, "lakeside", "Lakeside")
    command = [sys.executable, "-m", "wardleaf", "build", "--all-clinics", "--edition", "standard", "--jobs", "1"]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src")}
    for _ in range(2):
        both = [
            subprocess.Popen(command, cwd=library, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            for _ in range(2)
        ]
        said = [one.communicate(timeout=120) for one in both]
        assert [one.returncode for one in both] == [0, 0]
        assert said[0] == said[1]
    files = files_below(library / "build")
    run("build", "--all-clinics", "--edition", "standard", "--no-cache", "--out", "anew")
    assert files == files_below(library / "anew")
    assert not list((library / "build").rglob("*.part"))


def test_a_patient_list_never_comes_near_it(library: Path) -> None:
    (library / "list.csv").write_text("Name\nSamira Quellwasser\n", encoding="utf-8")
    done = run("merge", "second", "--data", "list.csv", "--out", "copies")
    assert done.exit_code == 0, done.stderr
    assert not (library / "build").exists()
