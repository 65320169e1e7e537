"""Waiting until somebody has saved: looks again and again, for shared drives tell nobody what changes on them.

Knows how programs save (under another name that then takes the place, empty first, in several goes), and nothing of
what is in the files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from wardleaf.library.snapshot import Stamp

BETWEEN = 0.1  # seconds between two looks
_SHARE = 4  # of a look's own time, at least this many times is waited: a slow drive is left in peace
PATIENCE = 1.0  # seconds that a file may be gone or empty before that is believed
_UNFINISHED = (
    ".part",
    ".swp",
    ".swx",
    ".tmp",
    ".temp",
    ".bak",
    ".crdownload",
    "~",
    "/4913",
)  # the last is Vim's, to try whether it may write

Look = Callable[[], Mapping[str, Stamp]]


class Watcher:
    """Tells which files changed since it last told, once they have come to rest; `look` gives the stamps of all,
    `clock` seconds from anywhere.
    """

    def __init__(self, look: Look, *, sleep: Callable[[float], None], clock: Callable[[], float]) -> None:
        self._look, self._sleep, self._clock = look, sleep, clock
        self._known = self._looked()
        self._pause = BETWEEN

    def wait(self) -> frozenset[str]:
        """The paths of files that were changed, made or deleted; comes back when none of them changes any more."""
        before, since = self._known, self._clock()
        while True:
            self._sleep(self._pause)
            now = self._looked()
            if now == self._known:
                before, since = now, self._clock()
                continue
            at_rest, before = now == before, now
            if not at_rest or (self._unfinished(now) and self._clock() - since < PATIENCE):
                continue
            changed = frozenset(path for path in {*now, *self._known} if now.get(path) != self._known.get(path))
            self._known = now
            return changed

    def _unfinished(self, now: Mapping[str, Stamp]) -> bool:
        """Whether a file that held something is gone or empty, as it is for a moment while some programs save."""
        return any(stamp[1] > 0 and now.get(path, (0, 0, 0))[1] <= 0 for path, stamp in self._known.items())

    def _looked(self) -> Mapping[str, Stamp]:
        began = self._clock()
        seen = self._look()
        self._pause = max(BETWEEN, _SHARE * (self._clock() - began))
        return {path: seen[path] for path in _finished(seen)}


def _finished(paths: Iterable[str]) -> Iterable[str]:
    return (path for path in paths if not path.lower().endswith(_UNFINISHED))
