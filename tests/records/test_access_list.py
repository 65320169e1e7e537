"""Access lists of Windows, read on every system: what keeps others out is told from what only looks like it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.records.windows import COLLEAGUES, ENGLISH, GERMAN, ME, Windows

from wardleaf.records.access_list import (
    AccessList,
    Entry,
    close_to_others,
    is_for_one,
    own_account,
    read_access_list,
    run_windows_program,
)

OWN = f"(A;OICI;FA;;;{ME})"


@pytest.mark.parametrize(
    "windows",
    [
        Windows(says=ENGLISH),
        Windows(says=GERMAN, user="st\ufffddtisches klinikum\\schwester"),
        Windows(explicit=COLLEAGUES),
        Windows(explicit=f"(D;OICI;FA;;;{ME})"),
    ],
    ids=["English", "German", "colleagues could read it before", "closed to oneself before"],
)
def test_a_folder_is_its_owners_alone(tmp_path: Path, windows: Windows) -> None:
    assert close_to_others(tmp_path, windows)
    assert windows.sddl == f"D:PAI{OWN}"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "windows",
    [
        Windows(account=""),
        Windows(keeps_lists=False),
        Windows(obeys=False),
        Windows(stays=COLLEAGUES),
        Windows(stays="(A;OICI;FA;;;BA)"),
        Windows(stays="(A;OICIIO;FA;;;CO)"),
    ],
    ids=[
        "nobody",
        "a disk without lists",
        "a list that cannot be changed",
        "colleagues",
        "administrators",
        "who makes files",
    ],
)
def test_what_windows_does_not_confirm_is_not_believed(tmp_path: Path, windows: Windows) -> None:
    assert not close_to_others(tmp_path, windows)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("saved", [b"\xff", b"", "copies\r\n".encode("utf-16-le")])
def test_what_cannot_be_read_is_not_believed(tmp_path: Path, saved: bytes) -> None:
    windows = Windows()

    def run(command: list[str]) -> str:
        if "/save" in command:
            Path(command[3]).write_bytes(saved)
            return ""
        return windows(command)

    assert not close_to_others(tmp_path, run)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("list", "own"),
    [
        (f"D:P{OWN}", True),
        (f"D:PARAI{OWN}S:AI(AU;OICISAFA;FA;;;WD)", True),
        (f"D:PAI(A;CIOI;0x1f01ff;;;{ME})", True),
        (f"D:AI{OWN}", False),
        (f"D:{OWN}", False),
        ("D:", False),
        ("D:P", False),
        ("D:NO_ACCESS_CONTROL", False),
        (f"D:PAI{OWN}{OWN}", False),
        (f"D:PAI(A;OICIID;FA;;;{ME})", False),
        (f"D:PAI(A;OI;FA;;;{ME})", False),
        (f"D:PAI(A;;FA;;;{ME})", False),
        (f"D:PAI(A;OICIIO;FA;;;{ME})", False),
        (f"D:PAI(A;OICI;0x1200a9;;;{ME})", False),
        (f"D:PAI(D;OICI;FA;;;{ME})", False),
        ("D:PAI(A;OICI;FA;;;WD)", False),
        (f"D:PAI(A;OICI;FA;;;{ME}0)", False),
        (f'D:PAI(XA;OICI;FA;;;{ME};(@User.Title=="x"))', False),
        (f"D:PAI(A;OICI;FA;;{ME})", False),
        (f"O:{ME}", False),
        (f"nothing of the kind {OWN}", False),
    ],
)
def test_lists(list: str, own: bool) -> None:
    found = read_access_list(f"copies\r\n{list}\r\n")
    assert (found is not None and is_for_one(found, ME)) is own


def test_a_list_is_read_entry_by_entry() -> None:
    assert read_access_list(f"\ufeffcopies\nD:AI{OWN}(A;;FA;;;SY)\n") == AccessList(
        protected=False, entries=(Entry("A", "OICI", "FA", ME), Entry("A", "", "FA", "SY"))
    )
    assert read_access_list(f"copies\nD:P{OWN}\nother\nD:P{OWN}\n") is None


@pytest.mark.parametrize(("account", "written"), [("S-1-5-18", "SY"), (f"{ME[:-4]}500", "LA"), (ME, ME)])
def test_accounts_that_every_computer_has_are_written_short(account: str, written: str) -> None:
    found = read_access_list(f"copies\nD:P(A;OICI;FA;;;{written})\n")
    assert found is not None
    assert is_for_one(found, account)
    assert not is_for_one(found, f"{ME[:-4]}1002")


def test_the_account_is_the_last_column_of_whoami() -> None:
    assert own_account(Windows(user='"S-1-5-32-544"')) == ME
    assert own_account(Windows(account="")) == ""


def test_only_programs_of_windows_own_folder_are_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYSTEMROOT", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "System32").mkdir()
    with pytest.raises(OSError):
        run_windows_program(["whoami", "/user"])
    if os.name == "posix":  # a script stands in for the program
        script = tmp_path / "System32" / "whoami.exe"
        script.write_text('#!/bin/sh\nprintf "$1 z\\344"\n', encoding="ascii")
        script.chmod(0o700)
        assert run_windows_program(["whoami", "/user"]) == "/user z\ufffd"
        script.write_text("#!/bin/sh\nexit 5\n", encoding="ascii")
        with pytest.raises(OSError, match="whoami failed"):
            run_windows_program(["whoami"])
