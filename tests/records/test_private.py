"""Folders of personal copies: closed to others, or told, on systems that have modes and on those that have none."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.records.windows import Windows

from wardleaf.findings import Findings
from wardleaf.records import private
from wardleaf.records.private import private_folder


@pytest.fixture
def modes(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """The modes that a system with modes was asked to set, by folder name; they are what it tells of a folder from then on."""
    kept: dict[str, int] = {}

    def mkdir(path: Path, mode: int = 0o777, parents: bool = False, exist_ok: bool = False) -> None:  # as pathlib has it
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
