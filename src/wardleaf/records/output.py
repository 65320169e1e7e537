"""A folder of finished handouts: the files, and the manifest beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from wardleaf.findings import Findings
from wardleaf.records.files import write_file
from wardleaf.records.manifest import NAME, FileRecord, merged_manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedFile:
    """A finished file: its bytes, what the manifest says of it, its name too, and what there is to read about it on the command line."""

    data: bytes = field(repr=False)
    record: FileRecord
    report: str = ""


def write_finished(folder: Path, file: FinishedFile, *, shown: str, findings: Findings) -> bool:
    """Whether `file` now lies in `folder`, which people know as `shown`; otherwise why not is told. The same bytes are not written again."""
    name = file.record.file
    if _same(folder / name, file.data):
        return True
    return write_file(folder / name, file.data, shown=f"{shown}/{name}", findings=findings)


def write_manifest(folder: Path, records: Iterable[FileRecord], *, shown: str, findings: Findings) -> bool:
    """Whether `folder`'s manifest now tells of `records` and of the files from earlier builds that are still there."""
    path = folder / NAME
    place = f"{shown}/{NAME}"
    before = path.read_bytes() if path.is_file() else None
    merged = merged_manifest(before, records, still_there=lambda name: (folder / name).is_file(), shown=place, findings=findings)
    return _same(path, merged) or write_file(path, merged, shown=place, findings=findings)


def _same(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False
