"""Folders of personal copies: closed to others, or told, on systems that have modes and on those that have none."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import IO

import pytest
from tests.records.windows import Windows

from wardleaf.findings import Findings, Rejected
from wardleaf.records import private
from wardleaf.records.private import PrivateFile, private_folder, write_private_file


@pytest.fixture
def modes(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """The modes that a system with modes was asked to set, by folder name; they are what it tells of a folder from then
    on.
    """
    kept: dict[str, int] = {}

    def mkdir(
        path: Path, mode: int = 0o777, parents: bool = False, exist_ok: bool = False
    ) -> None:  # as pathlib has it
        kept.setdefault(path.name, mode)

    monkeypatch.setattr(Path, "mkdir", mkdir)
    monkeypatch.setattr(Path, "chmod", lambda path, mode: kept.__setitem__(path.name, mode))
    monkeypatch.setattr(private, "has_modes", lambda: True)
    monkeypatch.setattr(private, "mode_of", lambda path: kept[path.name])
    return kept


def test_a_new_folder_is_its_owners_from_the_start(modes: dict[str, int]) -> None:
    assert private_folder(Path("copies"), shown="copies", findings=Findings()) == "private"
    assert modes == {"copies": 0o700}


def test_a_folder_that_was_open_is_closed(modes: dict[str, int]) -> None:
    modes["copies"] = 0o755
    assert private_folder(Path("copies"), shown="copies", findings=Findings()) == "private"
    assert modes == {"copies": 0o700}


def test_a_disk_that_keeps_a_folder_open_is_seen(modes: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(private, "mode_of", lambda path: 0o755)
    assert private_folder(Path("copies"), shown="copies", findings=Findings()) == "shared"


def test_a_folder_of_somebody_else_is_seen(modes: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, mode: int) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "chmod", refuse)
    assert private_folder(Path("copies"), shown="copies", findings=Findings()) == "shared"


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "copies").write_bytes(b"")
    findings = Findings()
    assert private_folder(tmp_path / "copies", shown="copies", findings=findings) == "missing"
    assert [finding.code for finding in findings] == ["W101"]


def test_windows_is_asked_for_an_access_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for windows, state in ((Windows(), "private"), (Windows(keeps_lists=False), "shared")):
        monkeypatch.setattr(private, "has_modes", lambda: False)
        monkeypatch.setattr(private, "run_windows_program", windows)
        assert private_folder(tmp_path / "copies", shown="copies", findings=Findings()) == state


def test_a_file_that_grows_is_its_owners_and_has_no_name_until_it_is_whole(tmp_path: Path) -> None:
    (tmp_path / "Ann.pdf").write_bytes(b"old")
    file = PrivateFile(tmp_path / "Ann.pdf", shown="copies")
    file.write(b"new ")
    (unfinished,) = set(tmp_path.iterdir()) - {tmp_path / "Ann.pdf"}
    assert "Ann" not in unfinished.name
    if os.name == "posix":
        assert private.mode_of(unfinished) == 0o600
    assert write_private_file(tmp_path / "Bo.pdf", b"meanwhile", shown="copies", findings=Findings())
    file.write(b"and whole")
    assert (tmp_path / "Ann.pdf").read_bytes() == b"old"
    file.finish()
    file.discard()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "Ann.pdf": b"new and whole",
        "Bo.pdf": b"meanwhile",
    }


def test_a_file_that_is_discarded_was_never_there(tmp_path: Path) -> None:
    file = PrivateFile(tmp_path / "Ann.pdf", shown="copies")
    file.write(b"half")
    file.discard()
    assert list(tmp_path.iterdir()) == []


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("when", ["open", "write", "close", "replace"])
def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str) -> None:
    def grow() -> None:
        if when == "open":
            monkeypatch.setattr(private, "new_unfinished", full)
        file = PrivateFile(tmp_path / "Ann.pdf", shown="copies")
        try:
            if when in {"write", "close"}:
                monkeypatch.setattr(file, "_file", Refusing(file._file, when))
            elif when == "replace":
                monkeypatch.setattr(Path, "replace", full)
            file.write(b"half")
            file.finish()
        finally:
            file.discard()

    with pytest.raises(Rejected) as rejected:
        grow()
    assert [finding.message for finding in rejected.value.findings] == [
        "a personal copy cannot be written to `copies`: the disk is full"
    ]
    assert list(tmp_path.iterdir()) == []


class Refusing:
    """A file on a disk that is full when it comes to `when`."""

    def __init__(self, file: IO[bytes], when: str) -> None:
        self._file, self._when = file, when

    def write(self, data: bytes) -> None:
        self._file.write(data)
        if self._when == "write":
            full()

    def close(self) -> None:
        self._file.close()
        if self._when == "close":
            full()
