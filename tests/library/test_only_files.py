"""What is no file is named, wherever a file belongs, and never waited for."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.running import run, small_library

PLACES = (
    "handouts/sections/visit/pipe.md",
    "handouts/figures/pipe.png",
    "handouts/pipe.yaml",
    "handouts/clinics/pipe.yaml",
    "handouts/references.yaml",
    "handouts/glossary.yaml",
    "handouts/library.yaml",
    "handouts/approvals.yaml",
    "handouts/labels/es.yaml",
    "styles/pipe.yaml",
    "styles/logos/pipe.svg",
    "styles/fonts/pipe.ttf",
)


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = small_library(tmp_path / "library")
    monkeypatch.chdir(root)
    return root


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as end:
        folder = Path.cwd()
        os.chdir(path.parent)  # the name of a socket is short
        try:
            end.bind(path.name)
        finally:
            os.chdir(folder)


MAKERS: dict[str, Callable[[Path], object]] = {
    "pipe": os.mkfifo,
    "device": lambda path: path.symlink_to("/dev/zero"),
    "socket": make_socket,
    "pipe by a link": lambda path: (os.mkfifo(path.parent / "inside"), path.symlink_to("inside")),
}


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("place", PLACES)
def test_what_is_no_file_is_told_and_not_waited_for(library: Path, place: str, maker: str) -> None:
    path = library / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    MAKERS[maker](path)
    done = run("check")
    if "fonts" not in place:  # fonts are only opened by name
        assert done.exit_code == 1
        assert place in done.output
    if place in ("handouts/approvals.yaml", "styles/fonts/pipe.ttf"):
        assert run("build", "--edition", "standard", "--jobs", "1").exit_code in (0, 1)


def test_what_is_no_file_on_the_command_line(library: Path) -> None:
    os.mkfifo("pipe.pdf")
    os.mkfifo("pipe.bib")
    for arguments in (
        ("impose", "pipe.pdf", "--scheme", "saddle"),
        ("inspect", "pipe.pdf"),
        ("references", "import", "pipe.bib"),
        ("verify", "pipe.pdf"),
        ("verify", "/dev/zero"),
        ("inspect", "/dev/zero"),
    ):
        done = run(*arguments)
        assert done.exit_code in (1, 2), arguments
        assert done.stderr


@pytest.mark.parametrize("kind", ["handout", "section", "clinic", "library", "labels"])
def test_a_name_of_three_hundred_letters_is_told(library: Path, kind: str) -> None:
    before = sorted(library.rglob("*"))
    done = run("new", kind, "x" * 300)
    assert done.exit_code in (1, 2) and done.stderr
    assert sorted(library.rglob("*")) == before
