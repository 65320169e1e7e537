"""`doctor`, `--library` before the command, and what a shell completes."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import click
import pytest
from tests.cli.running import change, run, small_library

from wardleaf import installation
from wardleaf.cli.group import wardleaf


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = small_library(tmp_path / "library")
    monkeypatch.chdir(root)
    return root


def without(monkeypatch: pytest.MonkeyPatch, *missing: str) -> None:
    def version(name: str) -> str:
        if name in missing:
            raise metadata.PackageNotFoundError(name)
        return metadata.version(name)

    monkeypatch.setattr(installation, "version", version)


def test_doctor_tells_what_is_there(library: Path) -> None:
    done = run("doctor")
    assert done.exit_code == 0
    assert {line.split()[0] for line in done.stdout.splitlines() if "building handouts" in line} >= {
        *("Python", "Wardleaf", "reportlab", "click"),
    }
    assert "dictionary      there       spelling" in done.stdout
    assert "The library      .: 1 handout, 1 clinic\n" in done.stdout
    assert "pytest" not in done.stdout
    assert done.stdout.endswith("Nothing is missing.\n")


def test_doctor_names_the_line_that_adds_an_extra(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "pypdfium2")
    done = run("doctor")
    assert done.exit_code == 0
    assert "pypdfium2       not there   `wardleaf show`: a picture of a page\n" in done.stdout
    line = f'  {installation.python_line()} -m pip install "wardleaf[preview]"\n      for `wardleaf show`'
    assert line in done.stdout


def test_doctor_fails_where_nothing_can_be_built(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "reportlab", "distributed")
    done = run("doctor")
    assert done.exit_code == 1
    assert "reportlab       MISSING     building handouts\n" in done.stdout
    assert f"  {installation.python_line()} -m pip install reportlab\n" in done.stdout


def test_every_extra_says_what_it_gives() -> None:
    assert not [part.name for part in installation.parts() if part.gives.startswith("the extra")]


def test_doctor_sees_mistakes_and_a_folder_without_a_library(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(library / "handouts/chemotherapy.yaml", "sections:", "sectoins:")
    assert "1 mistake in its files; `wardleaf check` tells each" in run("doctor").stdout
    monkeypatch.chdir(library.parent)
    assert "none here; `wardleaf new library NAME` starts one" in run("doctor").stdout


def test_the_library_may_be_named_before_or_after_the_command(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(library.parent)
    before = run("--library", "library", "list")
    after = run("list", "--library", "library")
    assert before.exit_code == after.exit_code == 0
    assert before.stdout == after.stdout != ""
    assert run("--library", "nowhere", "list").exit_code == 2
    assert run("list").exit_code == 2


def completed(*words: str) -> list[str]:
    from click.shell_completion import ShellComplete

    *args, incomplete = words
    return [
        item.value
        for item in ShellComplete(wardleaf, {}, "wardleaf", "_WARDLEAF_COMPLETE").get_completions(args, incomplete)
    ]


def test_a_shell_completes_handouts_clinics_and_editions(library: Path) -> None:
    assert completed("build", "che") == ["chemotherapy"]
    assert completed("check", "--clinic", "") == ["riverside"]
    assert completed("show", "chemotherapy", "--edition", "bo") == ["booklet"]
    assert completed("diff", "x") == []
    assert "doctor" in completed("do")


def test_every_handout_clinic_and_edition_is_completed() -> None:
    context = click.Context(wardleaf)
    plain = [
        (name, param.name)
        for name in wardleaf.list_commands(context)
        if (command := wardleaf.get_command(context, name))
        for param in command.params
        if param.name in ("handout", "handouts", "clinic", "edition") and param._custom_shell_complete is None
    ]
    assert plain == []
