"""Folders and files that only their owner can open: personal copies. Knows nothing of what is in them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Literal

from wardleaf.findings import Finding, Findings, Rejected, SourceFile, Span
from wardleaf.records import faults
from wardleaf.records.access_list import close_to_others, run_windows_program
from wardleaf.records.files import reason
from wardleaf.records.unfinished import new_unfinished, unfinished_name, write_all

_OWNER_ONLY_FOLDER, _OWNER_ONLY_FILE = 0o700, 0o600


_FolderState = Literal["private", "shared", "missing"]


def has_modes() -> bool:
    """Whether this system keeps others out of a folder by its mode; Windows does so by access lists."""
    return os.name == "posix"


def mode_of(path: Path) -> int:
    """Who may open `path`, as a system with modes tells it."""
    return stat.S_IMODE(path.stat().st_mode)


def private_folder(path: Path, *, shown: str, findings: Findings) -> _FolderState:
    """Make `path` a folder that only its owner can open, and the files in it with it.

    `shared` when the system does not confirm that; `missing` when there is no folder, which is told with the path as
    `shown`.
    """
    try:
        path.mkdir(parents=True, exist_ok=True, mode=_OWNER_ONLY_FOLDER)
    except OSError as problem:
        findings.add(
            faults.NOT_WRITABLE.at(_place(shown), f"`{shown}` cannot be made a folder of your own: {reason(problem)}")
        )
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
    """Whether `data`, whole or in pieces, is now the file at `path`, for its owner only; otherwise why not is told. It
    is never half there, nor ever open to others.
    """
    unfinished = unfinished_name(path.parent)
    whole = False
    try:
        handle = new_unfinished(unfinished, _OWNER_ONLY_FILE)
        try:
            for piece in (data,) if isinstance(data, bytes) else data:
                write_all(handle, piece)
        finally:
            os.close(handle)
        unfinished.replace(path)
        whole = True
    except OSError as problem:
        findings.add(_refusal(problem, shown))
    finally:
        if not whole:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
    return whole


class PrivateFile:
    """A file for its owner only that is written as it grows: whole under its name when it is finished, until then a
    hidden one beside it that `discard` removes.

    Raises `Rejected`, with the folder as `shown`, for what the computer refuses.
    """

    def __init__(self, path: Path, *, shown: str) -> None:
        self._path, self._shown = path, shown
        self._unfinished = unfinished_name(path.parent)
        self._finished = False
        try:
            self._file = os.fdopen(new_unfinished(self._unfinished, _OWNER_ONLY_FILE), "wb")
        except OSError as problem:
            raise Rejected([_refusal(problem, shown)]) from None

    def write(self, data: bytes) -> None:
        """Put `data` behind what is there."""
        try:
            self._file.write(data)
        except OSError as problem:
            raise Rejected([_refusal(problem, self._shown)]) from None

    def finish(self) -> None:
        """Give the file its name, in place of one that had it before."""
        try:
            self._file.close()
            self._unfinished.replace(self._path)
            self._finished = True
        except OSError as problem:
            raise Rejected([_refusal(problem, self._shown)]) from None

    def discard(self) -> None:
        """Remove the file unless it was finished."""
        if not self._finished:
            with suppress(OSError):
                self._file.close()
            with suppress(OSError):
                self._unfinished.unlink(missing_ok=True)


def _refusal(problem: OSError, shown: str) -> Finding:
    return faults.NOT_WRITABLE.at(_place(shown), f"a personal copy cannot be written to `{shown}`: {reason(problem)}")


def _place(shown: str) -> Span:
    return Span(SourceFile(shown, ""), line=0)
