"""One process at a time: a lock of the operating system on a file, which ends with its owner, however that ends."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PATIENCE = 10.0  # seconds: whoever writes needs some hundredths
_PAUSE = 0.02


class InUseError(Exception):
    """Another process had the lock for all of the time that was waited for it."""


@contextmanager
def one_at_a_time(
    path: Path, *, patience: float = PATIENCE, pause: Callable[[float], None] = time.sleep
) -> Iterator[bool]:
    """Hold the lock `path`, a file that is there while somebody holds it; gives whether it keeps others out, which on
    some network drives it does not.

    Raises `InUseError` after `patience` seconds, `OSError` where no file can be made.
    """
    until = time.monotonic() + patience
    while (handle := _taken(path)) is None:
        if time.monotonic() > until:
            raise InUseError
        pause(_PAUSE)
    try:
        yield _keeps_others_out(path)
    finally:
        # While it is held, so that nobody can hold a file that is no more; whoever waited for this one sees that and
        # takes a new one.
        with suppress(OSError):
            path.unlink()
        os.close(handle)


def _taken(path: Path) -> int | None:
    """The lock file, open and locked, if the drive can; None while somebody else has it."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    except PermissionError:
        if sys.platform == "win32":  # the last owner's is being removed
            return None
        raise
    try:
        _lock(handle)
        there = os.stat(path)  # noqa: PTH116  # beside its partner of the open file
        if not os.path.samestat(there, os.fstat(handle)):
            raise FileNotFoundError
    except OSError as problem:
        if problem.errno not in _BUSY and not isinstance(problem, FileNotFoundError):
            return handle  # this drive knows no locks
        os.close(handle)
        return None
    return handle


def _keeps_others_out(path: Path) -> bool:
    """Whether the lock that is held on `path` is one: a second attempt must fail."""
    try:
        other = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        _lock(other)
    except OSError as problem:
        return problem.errno in _BUSY
    finally:
        os.close(other)
    return False


_BUSY = {errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK}

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        # Of the open file, not of the process: closing another handle of the same file does not end it.
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
