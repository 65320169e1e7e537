"""Folders of personal copies: closed to others, or told, on systems that have modes and on those that have none."""

from __future__ import annotations

from pathlib import Path

import pytest

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
    monkeypatch.setattr(private, "can_be_private", lambda: True)
    monkeypatch.setattr(private, "mode_of", lambda path: kept[path.name])
    return kept


def test_a_new_folder_is_its_owners_from_the_start(modes: dict[str, int]) -> None:
    assert private_folder(Path("copies"), shown="copies", findings=Findings())
    assert modes == {"copies": 0o700}


def test_a_folder_that_was_open_is_closed(modes: dict[str, int]) -> None:
    modes["copies"] = 0o755
    assert private_folder(Path("copies"), shown="copies", findings=Findings())
    assert modes == {"copies": 0o700}


def test_a_disk_that_keeps_a_folder_open_is_told(modes: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(private, "mode_of", lambda path: 0o755)
    findings = Findings()
    assert not private_folder(Path("copies"), shown="copies", findings=findings)
    (told,) = findings
    assert "lies where others keep the right to read it" in told.message


def test_where_there_are_no_modes_a_folder_is_taken_as_it_is(modes: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(private, "can_be_private", lambda: False)
    monkeypatch.setattr(private, "mode_of", lambda path: 0o777)
    findings = Findings()
    assert private_folder(Path("copies"), shown="copies", findings=findings)
    assert list(findings) == []
