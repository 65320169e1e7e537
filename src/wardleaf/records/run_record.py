"""What a run of personal copies has done so far, so that one that was stopped goes on: row numbers and hashes of finished files, nothing of what rows hold.

The record lies beside the copies while the run is unfinished, for its owner only. A record of another run is not believed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.records import faults
from wardleaf.records.files import reason

_OWNER_ONLY = 0o600


class RunRecord:
    """The record at `path` of the run that `head` describes: the same handout, list and options give the same head."""

    def __init__(self, path: Path, head: Mapping[str, object]) -> None:
        self._path = path
        self._head = json.dumps(head, sort_keys=True)
        self._file: TextIOWrapper | None = None
        self.rows: dict[int, tuple[str, ...]] = {}

    def open(self, *, shown: str, findings: Findings) -> bool:
        """Read what was done before, if it was this run, and be ready for more; otherwise why not is told."""
        try:
            lines = self._path.read_text(encoding="ascii", errors="replace").splitlines() if self._path.is_file() else []
            if lines and lines[0] == self._head:
                self.rows = dict(filter(None, map(_row, lines[1:])))
            # Written anew, so that a line that was cut off by the end of the last run is gone.
            handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWNER_ONLY)
            self._file = os.fdopen(handle, "w", encoding="ascii", newline="\n")
            self._file.write("".join(f"{line}\n" for line in (self._head, *map(_line, self.rows, self.rows.values()))))
            self._file.flush()
        except OSError as problem:
            place = Span(SourceFile(shown, ""), line=0)
            findings.add(faults.NOT_WRITABLE.at(place, f"`{shown}` cannot hold the record of this run: {reason(problem)}"))
            return False
        return True

    def holds(self, row: int, hashes: Sequence[str]) -> bool:
        """Whether `row` was done and its files, whose hashes are now `hashes`, are still what was written."""
        return self.rows.get(row) == tuple(hashes)

    def add(self, row: int, hashes: Sequence[str]) -> None:
        """Note that the files of `row` are written."""
        if self._file:
            self._file.write(_line(row, hashes) + "\n")
            self._file.flush()

    def close(self, *, finished: bool) -> None:
        """End; of a run that is finished nothing is kept."""
        if self._file:
            self._file.close()
            self._file = None
        if finished:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)


def _line(row: int, hashes: Sequence[str]) -> str:
    return " ".join([str(row), *hashes])


def _row(line: str) -> tuple[int, tuple[str, ...]] | None:
    number, *hashes = line.split(" ")
    whole = number.isdigit() and hashes and all(len(hash) == 64 for hash in hashes)
    return (int(number), tuple(hashes)) if whole else None
