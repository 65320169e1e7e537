"""How a file is written: whole or not at all. A file that was there before stays until the new one is complete.

The only module that writes. Knows nothing of what the bytes mean; what the computer refuses becomes a finding.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

from wardleaf.findings import Finding, Findings, SourceFile, Span
from wardleaf.records import faults

_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}


def write_file(path: Path, data: bytes, *, shown: str, findings: Findings) -> bool:
    """Whether `data` is now the file at `path`, whose folders are made; otherwise why not is told, with the path as `shown`."""
    if path.is_dir():
        findings.add(faults.IN_THE_WAY.at(_place(shown), f"`{shown}` cannot be written: there is a folder of that name"))
        return False
    # The number of the process keeps two builds that run at once from writing into one file.
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(data)
        unfinished.replace(path)
    except OSError as problem:
        findings.add(_refusal(problem, path, shown))
        return False
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return True


def _place(shown: str) -> Span:
    return Span(SourceFile(shown, ""), line=0)


def _refusal(problem: OSError, path: Path, shown: str) -> Finding:
    if isinstance(problem, FileExistsError | NotADirectoryError):
        return faults.IN_THE_WAY.at(_place(shown), f"`{shown}` cannot be written: a file lies where its folder should be")
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
