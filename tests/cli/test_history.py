"""`history`, `restore`, and `diff` with the number of a version: without git, bounded, and nothing is lost."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cli.approving import CLINIC, SECTION, WHO, approve_all, real_library
from tests.cli.running import change, files_below, run

from wardleaf.findings import Findings
from wardleaf.records import history
from wardleaf.records.history import keep_version, kept_files, kept_versions

DEFINITION = "handouts/chemotherapy.yaml"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = real_library(tmp_path, monkeypatch)
    assert approve_all().exit_code == 0
    return root


def words(root: Path) -> str:
    return (root / SECTION).read_text(encoding="utf-8")


def rewrite(root: Path, text: str) -> None:
    (root / SECTION).write_text(words(root) + f"\n{text}\n", encoding="utf-8")


def numbers() -> list[str]:
    return [line.split()[0] for line in run("history", "chemotherapy").stdout.splitlines()]


def test_nothing_is_kept_before_the_first_approval(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = real_library(tmp_path, monkeypatch)
    assert run("history", "chemotherapy").stdout.startswith("Nothing is kept yet")
    assert "each approval keeps a version" in run("diff", "chemotherapy").stdout
    assert not (root / "history").exists()


def test_an_approval_keeps_what_the_handout_is_made_of(library: Path) -> None:
    (line,) = [line for line in run("history", "chemotherapy").stdout.splitlines() if "as it is now" in line]
    assert line.split()[:2] == [numbers()[0], "2026-11-22"]
    assert f"approved by {WHO}" in line
    assert numbers() == [str(number) for number in range(len(numbers()), 0, -1)]
    kept = kept_versions(library, "chemotherapy")[-1]
    assert {SECTION, CLINIC, DEFINITION, "handouts/references.yaml", "styles/base.yaml"} <= kept.files.keys()
    if hasattr(stat, "S_IMODE") and (library / "history").stat().st_mode & 0o777:
        assert stat.S_IMODE((library / "history").stat().st_mode) & 0o077 == 0


def test_approving_what_was_approved_keeps_nothing_new(library: Path) -> None:
    before = numbers()
    assert approve_all().exit_code == 0
    assert numbers() == before


def test_a_shared_section_is_kept_for_each_handout_that_prints_it(library: Path) -> None:
    before = len(kept_versions(library, "second"))
    rewrite(library, "More words here.")
    assert run("approve", "section:chemotherapy/how-it-works", "--as", WHO).exit_code == 0
    assert len(kept_versions(library, "second")) == before + 1


def test_diff_takes_a_number_and_lists_what_there_is(library: Path) -> None:
    (newest, *_) = numbers()
    rewrite(library, "These words are new.")
    assert "[added: These words are new.]" in run("diff", "chemotherapy", "--since", newest).stdout
    listed = run("diff", "chemotherapy").stdout
    assert "1 file changed since" in listed
    assert listed.endswith(f"Name one of them: wardleaf diff chemotherapy --since {newest}\n")
    assert "git knows no such revision" in run("diff", "chemotherapy", "--since", "99").stderr


def test_restore_brings_back_and_can_be_undone(library: Path) -> None:
    (newest, *_) = numbers()
    approved = words(library)
    rewrite(library, "A mistake.")
    changed = words(library)
    done = run("restore", "chemotherapy", newest, "--yes")
    assert done.exit_code == 0
    assert f"{SECTION}  comes back" in done.stdout
    assert "printed by other handouts, too: second" in done.stdout
    assert words(library) == approved
    (before, *_) = numbers()
    assert f"What was there is version {before}: wardleaf restore chemotherapy {before}" in done.stdout
    assert run("restore", "chemotherapy", before, "--yes").exit_code == 0
    assert words(library) == changed


def test_restore_leaves_what_others_use_and_says_so(library: Path) -> None:
    (newest, *_) = numbers()
    rewrite(library, "A mistake.")
    change(library / CLINIC, "01632 960150", "01632 960159")
    decided = (library / "handouts/approvals.yaml").read_bytes()
    done = run("restore", "chemotherapy", newest, "--yes")
    assert f"{CLINIC}  was another then, and is left as it is" in done.stdout
    assert "01632 960159" in (library / CLINIC).read_text(encoding="utf-8")
    assert (library / "handouts/approvals.yaml").read_bytes() == decided


def test_restore_asks_and_a_no_changes_nothing(library: Path) -> None:
    (newest, *_) = numbers()
    rewrite(library, "A mistake.")
    before = files_below(library)
    done = run("restore", "chemotherapy", newest)
    assert done.exit_code == 1
    assert files_below(library) == before


def test_restore_where_there_is_nothing_to_do_or_no_such_version(library: Path) -> None:
    (newest, *_) = numbers()
    assert "Nothing to do" in run("restore", "chemotherapy", newest).stdout
    done = run("restore", "chemotherapy", "77")
    assert done.exit_code == 2
    assert "No version 77 of `chemotherapy` is kept; there are: 1" in done.stderr


def test_a_handout_whose_file_is_gone_or_broken_comes_back(library: Path) -> None:
    (newest, *_) = numbers()
    definition = (library / DEFINITION).read_bytes()
    (library / DEFINITION).unlink()
    assert run("restore", "chemotherapy", newest, "--yes").exit_code == 0
    assert (library / DEFINITION).read_bytes() == definition
    (library / DEFINITION).write_text("title: [broken, but mine\n", encoding="utf-8")
    assert run("restore", "chemotherapy", newest, "--yes").exit_code == 0
    assert (library / DEFINITION).read_bytes() == definition
    (before, *_) = numbers()
    assert run("restore", "chemotherapy", before, "--yes").exit_code == 0
    assert (library / DEFINITION).read_text(encoding="utf-8") == "title: [broken, but mine\n"


def test_a_damaged_version_is_told_and_writes_nothing(library: Path) -> None:
    (newest, *_) = numbers()
    rewrite(library, "A mistake.")
    changed = words(library)
    for path in (library / "history/sources").iterdir():
        path.write_bytes(b"other")
    done = run("restore", "chemotherapy", newest, "--yes")
    assert done.exit_code == 1
    assert "is damaged" in done.stderr
    assert words(library) == changed
    assert "is damaged" in run("diff", "chemotherapy", "--since", newest).stderr


@pytest.mark.parametrize("path", ["../outside.md", "handouts/../../x", "/etc/passwd", "handouts/a:b", "other/x.md"])
def test_a_record_that_names_a_place_outside_is_passed_over(path: str, library: Path) -> None:
    (newest, *_) = numbers()
    record = library / f"history/chemotherapy/{int(newest):04}.json"
    told = json.loads(record.read_text(encoding="utf-8"))
    told["files"][path] = next(iter(told["files"].values()))
    record.write_text(json.dumps(told), encoding="utf-8")
    assert newest not in numbers()


def test_that_nothing_can_be_kept_undoes_no_approval(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = real_library(tmp_path, monkeypatch)
    (root / "history").write_text("a file in the way", encoding="utf-8")
    done = run("approve", "handout:chemotherapy", "--as", WHO)
    assert done.exit_code == 0
    assert "approved by" in done.stdout
    assert "warning" in done.stderr


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([b"one", b"two", b"three"]), min_size=1, max_size=12))
def test_only_the_newest_are_kept_and_each_is_whole(
    tmp_path_factory: pytest.TempPathFactory, texts: list[bytes]
) -> None:
    root = tmp_path_factory.mktemp("library")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(history, "MOST_VERSIONS", 3)
        for text in texts:
            files = {"handouts/a.yaml": text, "styles/base.yaml": b"base"}
            findings = Findings()
            assert keep_version(root, "a", files, day="2026-12-01", why="", version="1", findings=findings)
            assert not list(findings)
    changed = [text for before, text in zip([b"", *texts], texts) if before != text]
    kept = kept_versions(root, "a")
    assert [version.number for version in kept] == list(range(1, len(changed) + 1))[-3:]
    assert [(kept_files(root, version) or {})["handouts/a.yaml"] for version in kept] == changed[-3:]
    assert len(list((root / "history/sources").iterdir())) == len({*changed[-3:]}) + 1
