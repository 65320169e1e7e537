"""Folders and files that only their owner can open: personal copies. Knows nothing of what is in them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Literal

from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.records import faults
from wardleaf.records.access_list import close_to_others, run_windows_program
from wardleaf.records.files import reason

_OWNER_ONLY_FOLDER, _OWNER_ONLY_FILE = 0o700, 0o600


FolderState = Literal["private", "shared", "missing"]


def has_modes() -> bool:
    """Whether this system keeps others out of a folder by its mode; Windows does so by access lists."""
    return os.name == "posix"


def mode_of(path: Path) -> int:
    """Who may open `path`, as a system with modes tells it."""
    return stat.S_IMODE(path.stat().st_mode)


def private_folder(path: Path, *, shown: str, findings: Findings) -> FolderState:
    """Make `path` a folder that only its owner can open, and the files in it with it.

    `shared` when the system does not confirm that; `missing` when there is no folder, which is told with the path as `shown`.
    """
    try:
        path.mkdir(parents=True, exist_ok=True, mode=_OWNER_ONLY_FOLDER)
    except OSError as problem:
        findings.add(faults.NOT_WRITABLE.at(_place(shown), f"`{shown}` cannot be made a folder of your own: {reason(problem)}"))
        return "missing"
    return "private" if _closed_to_others(path) else "shared"


def _closed_to_others(path: Path) -> bool:
    if not has_modes():
        return close_to_others(path, run_windows_program)
    try:
        path.chmod(_OWNER_ONLY_FOLDER)
        return mode_of(path) == _OWNER_ONLY_FOLDER
    except OSError:
        return False


def write_private_file(path: Path, data: bytes | Iterable[bytes], *, shown: str, findings: Findings) -> bool:
    """Whether `data`, whole or in pieces, is now the file at `path`, for its owner only; otherwise why not is told. It is never half there, nor ever open to others."""
    unfinished = path.with_name(f".{os.getppid()}-{os.getpid()}.part")  # no part of the file's name: that may be somebody's
    whole = False
    try:
        with os.fdopen(_new_file(unfinished), "wb") as file:
            file.writelines((data,) if isinstance(data, bytes) else data)
        unfinished.replace(path)
        whole = True
    except OSError as problem:
        findings.add(faults.NOT_WRITABLE.at(_place(shown), f"a personal copy cannot be written to `{shown}`: {reason(problem)}"))
    finally:
        if not whole:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
    return whole


def _new_file(path: Path) -> int:
    """A file that was not there, opened to write. Mode and file come in one step, so that there is no moment at which others could open it."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        return os.open(path, flags, _OWNER_ONLY_FILE)
    except FileExistsError:  # left by a process of this number that died
        path.unlink()
        return os.open(path, flags, _OWNER_ONLY_FILE)


def remove_unfinished(folder: Path) -> None:
    """Remove what workers of this process were writing to `folder` when they died."""
    for left in folder.glob(f".{os.getpid()}-*.part"):
        with suppress(OSError):
            left.unlink()


def _place(shown: str) -> Span:
    return Span(SourceFile(shown, ""), line=0)
