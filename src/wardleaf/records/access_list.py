"""A folder that only its owner can open, on Windows: the access list is set with the system's own programs and read
back.

No word that those programs print is read, for it is in the language of the computer: accounts are the numbers that
Windows knows them by (SIDs), and the list is read as the text that `icacls /save` writes, which is the same in every
language (SDDL).
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

Run = Callable[[Sequence[str]], str]
"""Runs one of Windows' own programs; gives what it prints. Raises `OSError` when it is not there or says that it
failed.
"""

_PATIENCE = 60.0  # seconds: a shared drive may answer slowly
_SID = re.compile(r'"(S-1-[0-9-]+)"')
_LIST = re.compile(r"D:(?P<flags>[A-Z]*)(?P<entries>(?:\([^()]*\))*)(?:S:.*)?", re.DOTALL)
_FULL = ("FA", "0x1f01ff")
# How SDDL shortens the numbers of accounts that every computer has.
_SHORT = {"S-1-5-18": "SY", "S-1-5-19": "LS", "S-1-5-20": "NS"}


class Entry(Struct, frozen=True):
    """One line of an access list: what it does (`A` allows), how it is handed down, which rights, and whom it is about."""

    kind: str
    flags: str
    rights: str
    account: str


class AccessList(Struct, frozen=True):
    """Who may open a folder; `protected` when nothing is inherited from the folder around it."""

    protected: bool
    entries: tuple[Entry, ...]


def close_to_others(folder: Path, run: Run) -> bool:
    """Whether `folder`, and every file that will be made in it, can now be opened by whoever runs this and nobody else,
    as Windows itself tells afterwards.
    """
    try:
        account = own_account(run)
        if not account:
            return False
        path = str(folder.absolute())
        # What others were granted before goes first; then nothing is inherited, and one entry is left.
        run(["icacls", path, "/reset", "/q"])
        run(["icacls", path, "/inheritance:r", "/grant:r", f"*{account}:(OI)(CI)F", "/q"])
        found = _saved(folder, run)
    except OSError:
        return False
    return found is not None and is_for_one(found, account)


def own_account(run: Run) -> str:
    """The number of the account that runs this; nothing when Windows does not tell."""
    found = _SID.findall(run(["whoami", "/user", "/fo", "csv", "/nh"]))
    return found[-1] if found else ""


def read_access_list(saved: str) -> AccessList | None:
    """The access list in what `icacls /save` writes of one folder: its name, and its list as SDDL; None for anything
    else.
    """
    lines = [line for line in saved.lstrip("\ufeff").splitlines() if line.strip()]
    found = _LIST.fullmatch(lines[1].strip()) if len(lines) == 2 else None
    if found is None:
        return None
    entries: list[Entry] = []
    for written in re.findall(r"\(([^()]*)\)", found["entries"]):
        parts = written.split(";")
        if len(parts) != 6:  # one with a condition, which nobody here has set
            return None
        kind, flags, rights, _, _, account = parts
        entries.append(Entry(kind, flags, rights, account))
    return AccessList(protected="P" in found["flags"], entries=tuple(entries))


def is_for_one(found: AccessList, account: str) -> bool:
    """Whether `found` opens a folder, and what is made in it, to `account` alone."""
    if not found.protected or len(found.entries) != 1:
        return False
    (entry,) = found.entries
    names = {account, _SHORT.get(account, account), "LA" if account.endswith("-500") else account}
    handed_down = {entry.flags[place : place + 2] for place in range(0, len(entry.flags), 2)}
    return entry.kind == "A" and handed_down == {"OI", "CI"} and entry.rights in _FULL and entry.account in names


def _saved(folder: Path, run: Run) -> AccessList | None:
    """The access list of `folder` as Windows tells it now; None when it cannot be read."""
    file = folder / f".{os.getppid()}-{os.getpid()}.part"
    try:
        run(["icacls", str(folder.absolute()), "/save", str(file.absolute()), "/q"])
        return read_access_list(file.read_bytes().decode("utf-16-le"))
    except UnicodeDecodeError:
        return None
    finally:
        with suppress(OSError):
            file.unlink(missing_ok=True)


def run_windows_program(command: Sequence[str]) -> str:
    """What a program of Windows' own folder prints, letters that are not ASCII left open. Raises `OSError` when it is
    not there or says that it failed.
    """
    program, *rest = command
    # Never one that somebody put on the PATH.
    path = Path(os.environ.get("SYSTEMROOT", "")) / "System32" / f"{program}.exe"
    call = [str(path), *rest]
    try:
        done = subprocess.run(call, capture_output=True, stdin=subprocess.DEVNULL, timeout=_PATIENCE, check=True)  # noqa: S603
    except subprocess.SubprocessError as problem:
        raise OSError(f"{program} failed") from problem
    return done.stdout.decode("ascii", "replace")
