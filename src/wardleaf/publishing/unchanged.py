"""Whether anything that a site is made of changed since it was written: then nothing is read and nothing is made.

The note lies in the folder under a hidden name; a run that told anything leaves none, so that it is told again.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from wardleaf.findings import Findings
from wardleaf.library.files import read_plain
from wardleaf.library.snapshot import take_snapshot
from wardleaf.records.files import write_file
from wardleaf.records.program import program_digest

NOTE = ".wardleaf-published.json"


def site_key(root: Path, archive: Path, *, clinics: Sequence[str], today: datetime.date | None) -> str:
    """A digest of all that a site is made of: the library's files, what lies in the archive, the day and the program;
    empty where it cannot be known.
    """
    program = program_digest()
    if not program or today is None:
        return ""
    snapshot = take_snapshot(root)
    made_of = [program, today.isoformat(), list(clinics), snapshot.digests, snapshot.told, list(_files(archive))]
    return hashlib.sha256(json.dumps(made_of).encode("utf-8", "surrogateescape")).hexdigest()


def is_unchanged(folder: Path, key: str) -> bool:
    """Whether the site in `folder` was made of what `key` stands for, and nobody touched it since."""
    try:
        note = json.loads(read_plain(folder / NOTE))
        return bool(key) and note == _note(folder, key)
    except (OSError, ValueError, RecursionError):
        return False


def note_written(folder: Path, key: str, *, shown: str, findings: Findings) -> None:
    """Note that the site in `folder` is what `key` stands for."""
    data = json.dumps(_note(folder, key)).encode()
    write_file(folder / NOTE, data, shown=f"{shown}/{NOTE}", findings=findings, lasting=False)


def _note(folder: Path, key: str) -> dict[str, str]:
    site = json.dumps([one for one in _files(folder) if one[0] != NOTE])
    return {"key": key, "site": hashlib.sha256(site.encode("utf-8", "surrogateescape")).hexdigest()}


def _files(folder: Path) -> Iterator[list[str | int]]:
    """Path, size and time of every file below `folder`, in order."""
    for above, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            place = os.path.join(above, name)  # noqa: PTH118  # a Path for each of ten thousand files costs half a second
            status = os.lstat(place)  # as above
            yield [os.path.relpath(place, folder), status.st_size, status.st_mtime_ns]
