"""Files are written whole or not at all."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from wardleaf.findings import Findings
from wardleaf.records import faults
from wardleaf.records.files import write_file


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
        (OSError(errno.ENOSPC, "No space left on device"), "W101", "`out/file.pdf` cannot be written: the disk is full"),
        (OSError(errno.EIO, "Input/output error"), "W101", "`out/file.pdf` cannot be written: input/output error"),
        (OSError(), "W101", "`out/file.pdf` cannot be written: the computer does not say why"),
    ],
)
@pytest.mark.parametrize("step", ["mkdir", "write_bytes", "replace"])
def test_what_the_computer_refuses_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: OSError, code: str, message: str, step: str
) -> None:
    path = tmp_path / "file.pdf"
    path.write_bytes(b"old")

    def refuse(*_: object, **__: object) -> None:
        raise problem

    monkeypatch.setattr(Path, step, refuse)
    assert write(path) == (False, [(code, message)])
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
    assert write(path) == (False, [(faults.OPEN_ELSEWHERE.code, "`out/file.pdf` cannot be replaced: it is open in another program")])
    assert path.read_bytes() == b"old"


def test_something_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"mine")
    assert write(tmp_path / "taken" / "file.pdf") == (
        False,
        [("W103", "`out/file.pdf` cannot be written: a file lies where its folder should be")],
    )
    assert write(tmp_path) == (False, [("W103", "`out/file.pdf` cannot be written: there is a folder of that name")])
    assert (tmp_path / "taken").read_bytes() == b"mine"
