"""Files that are being written: what they are called until they are whole, and the removal of those that a killed
process left.

No part of the finished name stands in theirs, for that may be somebody's. The names say which process of which computer
writes, so that another one can tell whether it still does.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

_OURS = re.compile(r"\.wardleaf-(?P<host>[0-9a-f]{8})-(?P<parent>\d{1,10})-(?P<process>\d{1,10})-[0-9a-f]{8}\.part")
# What they were called: one of these may lie there for years otherwise.
_EARLIER = re.compile(
    r"\.(?:(?P<parent>\d{1,10})-(?P<private>\d{1,10})(?:-all)?|.{1,250}\.(?P<process>\d{1,10}))\.part"
)
_LONG_AGO = 24 * 3600.0  # seconds: nobody writes one file for a day


def unfinished_name(folder: Path) -> Path:
    """A name in `folder` for a file that is being written by this process."""
    return folder / f".wardleaf-{_host()}-{os.getppid()}-{os.getpid()}-{os.urandom(4).hex()}.part"


def new_unfinished(path: Path, mode: int) -> int:
    """The file at `path`, which was not there, opened to write. File and `mode` (less the mask of the process) come in
    one step, so that there is no moment at which others could open it.
    """
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)


def write_all(handle: int, data: bytes) -> None:
    """Write all of `data` to the open file `handle`."""
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]


def remove_left_behind(folders: Iterable[Path]) -> None:
    """Remove from `folders` what processes of this computer that are no more were writing there, and what anybody was
    more than a day ago.
    """
    for folder in dict.fromkeys(folders):
        for path, found in _unfinished(folder):
            with suppress(OSError):
                if _is_left_behind(path, found):
                    path.unlink()


def remove_own_unfinished(folder: Path) -> None:
    """Remove what this process and its workers were writing to `folder` when they were stopped or died."""
    for path, found in _unfinished(folder):
        if (
            found.re is _OURS
            and found["host"] == _host()
            and os.getpid() in (int(found["process"]), int(found["parent"]))
        ):
            with suppress(OSError):
                path.unlink()


def _unfinished(folder: Path) -> Iterator[tuple[Path, re.Match[str]]]:
    try:
        names = [
            entry.name
            for entry in os.scandir(folder)
            if entry.name.endswith(".part") and entry.is_file(follow_symlinks=False)
        ]
    except OSError:
        return
    for name in sorted(names):
        found = _OURS.fullmatch(name) or _EARLIER.fullmatch(name)
        if found:
            yield folder / name, found


def _is_left_behind(path: Path, found: re.Match[str]) -> bool:
    if time.time() - path.stat().st_mtime > _LONG_AGO:
        return True
    if found.re is _OURS and found["host"] != _host():
        return False
    process = int(found["process"] or found["private"])
    return process == os.getpid() or not _is_alive(process)


def _is_alive(process: int) -> bool:
    """Whether a process of this number runs on this computer; on Windows nobody asks, for a file that is open there
    cannot be removed.
    """
    if os.name != "posix":
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    # One that was killed and that nobody has asked for yet still has its number (proc(5): Z, X).
    with suppress(OSError):
        state = Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].split()[:1]
        return state not in ([b"Z"], [b"X"])
    return True


@cache
def _host() -> str:
    return hashlib.sha256(platform.node().encode("utf-8", "replace")).hexdigest()[:8]
