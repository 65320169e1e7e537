"""How a file is written: whole or not at all. A file that was there before stays until the new one is complete.

The only module that writes. Knows nothing of what the bytes mean; what the computer refuses becomes a finding.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from wardleaf.findings import Finding, Findings, SourceFile, Span
from wardleaf.records import faults
from wardleaf.records.unfinished import new_unfinished, unfinished_name, write_all

_NEW_FILE = 0o666  # less the mask of the process
_NO_SUCH_THING = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES}  # file systems that know no fsync of a folder
_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}


def write_file(path: Path, data: bytes, *, shown: str, findings: Findings, lasting: bool = True) -> bool:
    """Whether `data` is now the file at `path`, whose folders are made; otherwise why not is told, with the path as
    `shown`.

    Who may open a file that was there stays as it was. `lasting` files are on the disk, and so is their name, before
    this comes back: for what could not be made again.
    """
    if path.is_dir():
        findings.add(
            faults.IN_THE_WAY.at(_place(shown), f"`{shown}` cannot be written: there is a folder of that name")
        )
        return False
    unfinished = unfinished_name(path.parent)
    try:
        made = _make_folders(path.parent)
        _write_whole(unfinished, data, mode=_mode_before(path), lasting=lasting)
        unfinished.replace(path)
    except OSError as problem:
        findings.add(_refusal(problem, path, shown))
        return False
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    if lasting:
        _settle(path.parent, made, shown, findings)
    return True


def _write_whole(path: Path, data: bytes, *, mode: int | None, lasting: bool) -> None:
    handle = new_unfinished(path, _NEW_FILE if mode is None else mode & _NEW_FILE)
    try:
        if mode is not None and os.name == "posix":
            os.fchmod(handle, mode)
        write_all(handle, data)
        if lasting:
            os.fsync(handle)
    finally:
        os.close(handle)


def _mode_before(path: Path) -> int | None:
    """Who may open the file at `path`; None when there is none."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return None


def _make_folders(folder: Path) -> tuple[Path, ...]:
    """Make `folder`; gives those that were made, the innermost first."""
    made: list[Path] = []
    above = folder
    while not above.exists() and above.parent != above:
        made.append(above)
        above = above.parent
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(made)


def _settle(folder: Path, made: Sequence[Path], shown: str, findings: Findings) -> None:
    """Bring the names in `folder` to the disk, and those of folders that were `made` for it; tells where the computer
    says that it could not.
    """
    try:
        for one in dict.fromkeys((folder, *(above.parent for above in made))):
            _settle_folder(one)
    except OSError as problem:
        message = (
            f"`{shown}` was written, but the computer does not say that it is safely on the disk: {reason(problem)}"
        )
        findings.add(faults.NOT_SETTLED.at(_place(shown), message))


def _settle_folder(folder: Path) -> None:
    """Bring the names in `folder` to the disk (fsync(2): a new name needs that of its folder), where the system has a
    way. Raises `OSError` when that failed.
    """
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as problem:
        if problem.errno not in _NO_SUCH_THING:
            raise
    finally:
        os.close(handle)


def _place(shown: str) -> Span:
    return Span(SourceFile(shown, ""), line=0)


def _refusal(problem: OSError, path: Path, shown: str) -> Finding:
    if isinstance(problem, FileExistsError | NotADirectoryError):
        return faults.IN_THE_WAY.at(
            _place(shown), f"`{shown}` cannot be written: a file lies where its folder should be"
        )
    if isinstance(problem, PermissionError) and sys.platform == "win32" and path.exists():
        message = f"`{shown}` cannot be replaced: it is open in another program"
        return faults.OPEN_ELSEWHERE.at(_place(shown), message, help="close it there and run the command again")
    return faults.NOT_WRITABLE.at(_place(shown), f"`{shown}` cannot be written: {reason(problem)}")


def reason(problem: OSError) -> str:
    """Why the computer refuses, as the end of a sentence without a full stop."""
    if isinstance(problem, PermissionError):
        return "the computer does not give permission"
    if problem.errno in _FULL:
        return "the disk is full"
    return (problem.strerror or "the computer does not say why").lower()
