"""Two of one command in one folder, and folders of somebody else: what stands there afterwards is what one of them made, and what is said
is what happened.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.cli.approving import WHO, approve_all, real_library
from tests.cli.running import REPOSITORY, files_below, run

is_root = hasattr(os, "geteuid") and os.geteuid() == 0
# The day of the tests, in a process of its own.
_COMMAND = """
import datetime, sys
import wardleaf.cli.clock
wardleaf.cli.clock.today = lambda: datetime.date(2026, 11, 22)
from wardleaf.cli.group import wardleaf
wardleaf(sys.argv[1:])
"""
_BOUNDING_SET_DROP, _OVERRIDE, _READ_ALL = 24, 1, 2  # linux/prctl.h, linux/capability.h


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = real_library(tmp_path, monkeypatch)
    approve_all()
    for name in ("one", "two"):
        (root / f"{name}.bib").write_text(
            f"@article{{{name}, title={{The study {name}}}, author={{Jones, A. B.}}, journal={{J}}, year={{2020}}, volume={{1}}, pages={{1-9}}}}\n",
            encoding="utf-8",
        )
    (root / "list.csv").write_text("Name\n" + "".join(f"Zqx {number}\n" for number in range(8)), encoding="utf-8")
    return root


def start(library: Path, arguments: Sequence[str]) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src")}
    return subprocess.Popen(
        [sys.executable, "-c", _COMMAND, *arguments],
        cwd=library,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_as_anybody if is_root else None,
    )


def _as_anybody() -> None:
    """Let modes of files hold for the process that is started, which root passes over."""
    library = ctypes.CDLL(None)
    for capability in (_OVERRIDE, _READ_ALL):
        library.prctl(_BOUNDING_SET_DROP, capability, 0, 0, 0)


def together(library: Path, *commands: Sequence[str]) -> list[tuple[int, str, str]]:
    started = [start(library, command) for command in commands]
    done = [(process.communicate(timeout=120), process) for process in started]
    return [(process.returncode, out, err) for (out, err), process in done]


def plain(library: Path) -> dict[str, bytes]:
    """What stands there without the record of a run and parts of files, of which there are none."""
    files = files_below(library)
    assert not [path for path in files if path.endswith((".part", ".unfinished", ".lock"))]
    return files


MERGE = ("merge", "chemotherapy", "--data", "list.csv", "--out", "copies", "--edition", "booklet", "--jobs", "1")


@pytest.mark.parametrize(
    "command",
    [("build", "--jobs", "1"), ("build", "--jobs", "1", "--archive", "archive", "--no-cache"), MERGE, (*MERGE, "--one-file")],
    ids=["build", "archive", "merge", "one-file"],
)  # fmt: skip
def test_two_of_one_command_make_what_one_makes(library: Path, command: Sequence[str]) -> None:
    before = plain(library).keys()
    (alone,) = together(library, command)
    assert alone[0] == 0, alone
    expected = plain(library)
    for path in expected.keys() - before:
        (library / path).unlink()
    done = together(library, command, command)
    for code, _, err in done:
        assert "Traceback" not in err
        assert code == 0 or err.startswith("error"), err
    assert any(code == 0 for code, _, _ in done)
    assert plain(library) == expected


def test_two_who_import_at_once_lose_nothing(library: Path) -> None:
    done = together(library, ("references", "import", "one.bib"), ("references", "import", "two.bib"))
    text = (library / "handouts" / "references.yaml").read_text(encoding="utf-8")
    for name, (code, out, err) in zip(("one", "two"), done, strict=True):
        assert "Traceback" not in err
        assert ("1 reference added" in out) == (f"The study {name}" in text), (out, err)
        assert code == 0, err
    plain(library)


def test_approving_and_withdrawing_at_once_loses_neither(library: Path) -> None:
    done = together(
        library,
        ("withdraw", "RBC-001", "--reason", "A wrong dose", "--as", WHO),
        ("approve", "chemotherapy/when-to-call", "--as", "B. Morgan, manager"),
    )
    assert [code for code, _, _ in done] == [0, 0], done
    assert "A wrong dose" in (library / "handouts" / "approvals.yaml").read_text(encoding="utf-8")
    assert run("build", "chemotherapy").exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "chemotherapy"),
        ("build", "chemotherapy", "--archive", "archive"),
        ("approve", "chemotherapy/when-to-call", "--as", "B. Morgan, manager"),
        ("withdraw", "RBC-001", "--reason", "A wrong dose", "--as", WHO),
        ("references", "import", "one.bib"),
        MERGE,
        (*MERGE, "--one-file"),
        ("new", "section", "a/b"),
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_a_library_that_may_only_be_read_is_told_and_stays_as_it_is(library: Path, arguments: Sequence[str]) -> None:
    before = files_below(library)
    for folder in (library, *(path for path in library.rglob("*") if path.is_dir())):
        folder.chmod(0o555)
    for path in library.rglob("*"):
        if path.is_file():
            path.chmod(0o444)
    try:
        ((code, out, err),) = together(library, arguments)
    finally:
        for folder in (library, *(path for path in library.rglob("*") if path.is_dir())):
            folder.chmod(0o755)
    assert code == 1, (out, err)
    assert "Traceback" not in err
    assert "error[" in err and "Recorded" not in out
    assert files_below(library) == before


@pytest.mark.parametrize(
    "path",
    [
        "handouts/chemotherapy.yaml",
        "handouts/approvals.yaml",
        "handouts/references.yaml",
        "handouts/clinics/riverside.yaml",
        "handouts/sections/chemotherapy/how-it-works.md",
        "styles/riverside.yaml",
        "handouts/sections",
        "handouts/clinics",
    ],
)
def test_what_may_not_be_read_is_named_and_nothing_is_made(library: Path, path: str) -> None:
    mode = (library / path).stat().st_mode
    (library / path).chmod(0)
    try:
        ((code, out, err),) = together(library, ("build", "chemotherapy", "--out", str(library.parent / "nowhere")))
    finally:
        (library / path).chmod(mode)
    assert code == 1, (out, err)
    assert "Traceback" not in err
    assert path in err
    assert not (library.parent / "nowhere").exists()
