"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from wardleaf.findings import Findings
from wardleaf.records import faults
from wardleaf.records.files import write_file
from wardleaf.records.unfinished import remove_left_behind, unfinished_name


def write(path: Path, data: bytes = b"new") -> tuple[bool, list[tuple[str, str]]]:
    findings = Findings()
    done = write_file(path, data, shown="out/file.pdf", findings=findings)
    return done, [(finding.code, finding.message) for finding in findings]


def test_folders_are_made_and_files_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b c" / "é.pdf"
    assert write(path, b"first") == (True, [])
    assert write(path, b"second") == (True, [])
    assert path.read_bytes() == b"second"
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_others_may_read(tmp_path: Path) -> None:
    path = tmp_path / "file.pdf"
    write(path)
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    assert path.stat().st_mode == plain.stat().st_mode


@pytest.mark.parametrize(
    ("problem", "code", "message"),
    [
        (
            PermissionError(errno.EACCES, "Permission denied"),
            "W101",
            "`out/file.pdf` cannot be written: the computer does not give permission",
        ),
        (
            OSError(errno.ENOSPC, "No space left on device"),
            "W101",
            "`out/file.pdf` cannot be written: the disk is full",
        ),
        (OSError(errno.EIO, "Input/output error"), "W101", "`out/file.pdf` cannot be written: input/output error"),
        (OSError(), "W101", "`out/file.pdf` cannot be written: the computer does not say why"),
    ],
)
@pytest.mark.parametrize("step", ["mkdir", "open", "write", "fsync", "close", "replace"])
def test_what_the_computer_refuses_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: OSError, code: str, message: str, step: str
) -> None:
    path = tmp_path / "file.pdf"
    path.write_bytes(b"old")

    def refuse(*_: object, **__: object) -> None:
        raise problem

    monkeypatch.setattr(Path if step in ("mkdir", "replace") else os, step, refuse)
    done = write(path)
    monkeypatch.undo()
    assert done == (False, [(code, message)])
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interrupted_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "file.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_open_elsewhere_on_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file.pdf"
    path.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "The process cannot access the file")

    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr("sys.platform", "win32")
    assert write(path) == (
        False,
        [(faults.OPEN_ELSEWHERE.code, "`out/file.pdf` cannot be replaced: it is open in another program")],
    )
    assert path.read_bytes() == b"old"


def test_something_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"mine")
    assert write(tmp_path / "taken" / "file.pdf") == (
        False,
        [("W103", "`out/file.pdf` cannot be written: a file lies where its folder should be")],
    )
    assert write(tmp_path) == (False, [("W103", "`out/file.pdf` cannot be written: there is a folder of that name")])
    assert (tmp_path / "taken").read_bytes() == b"mine"


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC])
def test_a_name_that_may_not_be_on_the_disk_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    whole, calls = os.fsync, []

    def second_fails(handle: int) -> None:
        calls.append(handle)
        if len(calls) > 1:
            raise OSError(number, os.strerror(number))
        whole(handle)

    monkeypatch.setattr(os, "fsync", second_fails)
    done, told = write(tmp_path / "file.pdf")
    # Windows has no way to flush a folder.
    assert done and [code for code, _ in told] == (["W107"] if os.name == "posix" else [])
    assert (tmp_path / "file.pdf").read_bytes() == b"new"


def test_what_could_not_be_made_again_is_flushed_before_it_has_its_name_and_the_name_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    flush, rename = os.fsync, Path.replace

    def flushed(handle: int) -> None:
        steps.append("folder" if Path(f"/proc/self/fd/{handle}").is_dir() else "file")
        flush(handle)

    def renamed(path: Path, target: Path) -> Path:
        steps.append("rename")
        return rename(path, target)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(Path, "replace", renamed)
    write(tmp_path / "new" / "file.pdf")
    if Path("/proc/self/fd").exists():
        assert steps == ["file", "rename", "folder", "folder"]
    steps.clear()
    assert write_file(tmp_path / "again.pdf", b"x", shown="", findings=Findings(), lasting=False)
    assert steps == ["rename"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o444])
def test_who_may_open_a_file_stays_as_it_was(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "references.yaml"
    path.write_bytes(b"old")
    path.chmod(mode)
    assert write(path) == (True, [])
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == mode
    assert path.read_bytes() == b"new"


def test_what_a_killed_process_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    own = unfinished_name(tmp_path).name
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left = own.replace(f"-{os.getpid()}-", f"-{dead.pid}-")
    alive = own.replace(f"-{os.getpid()}-", f"-{os.getppid()}-").replace(
        f"-{os.getppid()}-{os.getppid()}-", f"-1-{os.getppid()}-"
    )
    elsewhere = f".wardleaf-00000000-1-{dead.pid}-0123abcd.part"
    earlier = [f".1-{dead.pid}.part", f".1-{dead.pid}-all.part", f".leaflet.pdf.{dead.pid}.part"]
    kept = [alive, elsewhere, "notes.part", ".notes.part", ".wardleaf-x.part", "whole.pdf"]
    for name in [left, own, *earlier, *kept]:
        (tmp_path / name).write_bytes(b"%PDF")
    (tmp_path / f".1-{dead.pid}-all.part.d").mkdir()
    remove_left_behind((tmp_path, tmp_path / "nowhere"))
    there = {path.name for path in tmp_path.iterdir() if path.is_file()}
    assert there == set(kept) - (set() if os.name == "posix" else {alive})
    os.utime(tmp_path / elsewhere, (1, 1))
    remove_left_behind((tmp_path,))
    assert elsewhere not in {path.name for path in tmp_path.iterdir()}
