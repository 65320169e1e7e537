"""What a run of personal copies has done so far, so that one that was stopped goes on: row numbers and hashes of
finished files, nothing of what rows hold.

The record lies beside the copies while the run is unfinished, for its owner only. A record of another run is not
believed.
"""

from __future__ import annotations

import hashlib
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
_BYTES = 16  # kept of the hashes of a row


class RunRecord:
    """The record at `path` of the run that `head` describes: the same handout, list and options give the same head.

    In memory it is 16 bytes for each row of the list, however many files the rows have.
    """

    def __init__(self, path: Path, head: Mapping[str, object]) -> None:
        self._path = path
        self._head = json.dumps(head, sort_keys=True)
        self._file: TextIOWrapper | None = None
        self._done = bytearray()

    def open(self, *, last_row: int, shown: str, findings: Findings) -> bool:
        """Read what was done before, if it was this run over a list of `last_row` rows, and be ready for more;
        otherwise why not is told.
        """
        try:
            begun = self._read(last_row)
            handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | (os.O_APPEND if begun else os.O_TRUNC), _OWNER_ONLY)
            self._file = os.fdopen(handle, "w", encoding="ascii", newline="\n")
            # A line that was cut off by the end of the last run is ended here, and never believed.
            self._file.write("\n" if begun else f"{self._head}\n")
            self._file.flush()
        except OSError as problem:
            place = Span(SourceFile(shown, ""), line=0)
            findings.add(
                faults.NOT_WRITABLE.at(place, f"`{shown}` cannot hold the record of this run: {reason(problem)}")
            )
            return False
        return True

    def _read(self, last_row: int) -> bool:
        """Whether there is a record of this run; what it says is taken up."""
        if not self._path.is_file():
            return False
        with self._path.open(encoding="ascii", errors="replace") as lines:
            if next(lines, "").rstrip("\n") != self._head:
                return False
            self._done = bytearray(_BYTES * (last_row + 1))
            for row, hashes in filter(None, map(_row, lines)):
                if row <= last_row:
                    self._done[_BYTES * row : _BYTES * (row + 1)] = _short(hashes)
        return True

    def names(self, row: int) -> bool:
        """Whether `row` was done once."""
        return any(self._done[_BYTES * row : _BYTES * (row + 1)])

    def holds(self, row: int, hashes: Sequence[str]) -> bool:
        """Whether `row` was done and its files, whose hashes are now `hashes`, are still what was written."""
        return self._done[_BYTES * row : _BYTES * (row + 1)] == _short(hashes)

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
    number, *hashes = line.rstrip("\n").split(" ")
    whole = number.isdecimal() and number.isascii() and hashes and all(len(hash) == 64 for hash in hashes)
    return (int(number), tuple(hashes)) if whole else None


def _short(hashes: Sequence[str]) -> bytes:
    return hashlib.blake2b(" ".join(hashes).encode(), digest_size=_BYTES).digest()
