"""Two people who approve at once: none is lost, and a lock ends with its owner."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from wardleaf.records import lock
from wardleaf.records.lock import InUseError, one_at_a_time

HOLD = "import sys, time; from pathlib import Path; from wardleaf.records.lock import one_at_a_time\nwith one_at_a_time(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"


def test_a_second_one_waits_and_then_says_so(tmp_path: Path) -> None:
    path = tmp_path / ".lock"
    with one_at_a_time(path) as guarded:
        assert guarded
        with pytest.raises(InUseError), one_at_a_time(path, patience=0, pause=lambda _: None):
            pass
    assert list(tmp_path.iterdir()) == []
    with one_at_a_time(path) as guarded:
        assert guarded


def test_a_lock_ends_with_an_owner_that_was_killed(tmp_path: Path) -> None:
    path = tmp_path / ".lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as owner:
        assert owner.stdout and owner.stdout.readline()
        with pytest.raises(InUseError), one_at_a_time(path, patience=0, pause=lambda _: None):
            pass
        owner.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
    with one_at_a_time(path, patience=0) as guarded:
        assert guarded


def test_a_drive_without_locks_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_lock", lambda _: None)
    with one_at_a_time(tmp_path / ".lock") as guarded:
        assert not guarded

    def knows_none(_: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(lock, "_lock", knows_none)
    with one_at_a_time(tmp_path / ".lock") as guarded:
        assert not guarded
    assert list(tmp_path.iterdir()) == []
