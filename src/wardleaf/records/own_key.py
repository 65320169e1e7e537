"""A key of the account that runs Wardleaf, kept in its own folder for such things: what carries a code made with it was
written by this account on this computer.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

_NAME = "cache-key"
_BYTES = 32
_OTHERS = 0o077


def own_key() -> bytes | None:
    """The key, made when there is none yet; None where no file can be kept that only this account can read."""
    folder = _state_folder()
    if folder is None:
        return None
    path = folder / "wardleaf" / _NAME
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return _read(path) or _made(path)
    except OSError:
        return None


def _state_folder() -> Path | None:
    """Where programs keep what is theirs between runs (XDG Base Directory Specification; on Windows the folder of the
    account that does not roam).
    """
    named = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_STATE_HOME", "")
    if named and Path(named).is_absolute():
        return Path(named)
    try:
        return None if os.name == "nt" else Path.home() / ".local" / "state"
    except RuntimeError:
        return None


def _read(path: Path) -> bytes | None:
    """The key at `path`; None when there is none that is whole, this account's, and closed to all others."""
    try:
        handle = os.open(
            path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
    except OSError:
        return None
    try:
        status = os.fstat(handle)
        closed = os.name != "posix" or (status.st_uid == os.geteuid() and not status.st_mode & _OTHERS)
        data = os.read(handle, _BYTES + 1) if stat.S_ISREG(status.st_mode) else b""
    finally:
        os.close(handle)
    return data if closed and len(data) == _BYTES else None


def _made(path: Path) -> bytes | None:
    """A new key at `path`, or the one that another process has made there meanwhile."""
    new = path.with_name(f"{_NAME}-{os.urandom(8).hex()}")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        os.write(handle, os.urandom(_BYTES))
        os.fsync(handle)
    finally:
        os.close(handle)
    try:
        with suppress(OSError):
            if _read(path) is None:
                new.replace(path)
    finally:
        with suppress(OSError):
            new.unlink(missing_ok=True)
    return _read(path)
