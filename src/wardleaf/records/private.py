"""Folders and files that only their owner can open: personal copies. Knows nothing of what is in them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.records import faults
from wardleaf.records.files import reason

_OWNER_ONLY_FOLDER, _OWNER_ONLY_FILE = 0o700, 0o600


def can_be_private() -> bool:
    """Whether this system keeps others out of a folder by its mode; Windows does so by lists that Wardleaf does not set."""
    return os.name == "posix"


def mode_of(path: Path) -> int:
    """Who may open `path`, as this system tells it."""
    return stat.S_IMODE(path.stat().st_mode)


def private_folder(path: Path, *, shown: str, findings: Findings) -> bool:
    """Whether `path` is now a folder that only its owner can open; otherwise why not is told, with the path as `shown`."""
    try:
        path.mkdir(parents=True, exist_ok=True, mode=_OWNER_ONLY_FOLDER)
        path.chmod(_OWNER_ONLY_FOLDER)
        private = not can_be_private() or mode_of(path) == _OWNER_ONLY_FOLDER
    except OSError as problem:
        findings.add(faults.NOT_WRITABLE.at(_place(shown), f"`{shown}` cannot be made a folder of your own: {reason(problem)}"))
        return False
    if not private:
        message = f"`{shown}` lies where others keep the right to read it; choose a folder on this computer's own disk"
        findings.add(faults.NOT_WRITABLE.at(_place(shown), message))
    return private


def write_private_file(path: Path, data: bytes | Iterable[bytes], *, shown: str, findings: Findings) -> bool:
    """Whether `data`, whole or in pieces, is now the file at `path`, for its owner only; otherwise why not is told. It is never half there, nor ever open to others."""
    unfinished = path.with_name(f".{os.getppid()}-{os.getpid()}.part")  # no part of the file's name: that may be somebody's
    try:
        # Mode and file come in one step, so there is no moment at which others could open it.
        with suppress(FileNotFoundError):
            unfinished.unlink()
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _OWNER_ONLY_FILE)
        with os.fdopen(handle, "wb") as file:
            file.writelines((data,) if isinstance(data, bytes) else data)
        unfinished.replace(path)
    except OSError as problem:
        findings.add(faults.NOT_WRITABLE.at(_place(shown), f"a personal copy cannot be written to `{shown}`: {reason(problem)}"))
        return False
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return True


def remove_unfinished(folder: Path) -> None:
    """Remove what workers of this process were writing to `folder` when they died."""
    for left in folder.glob(f".{os.getpid()}-*.part"):
        with suppress(OSError):
            left.unlink()


def _place(shown: str) -> Span:
    return Span(SourceFile(shown, ""), line=0)
