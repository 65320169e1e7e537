"""A folder of finished handouts: the files, and the manifest beside them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.library.files import read_plain
from wardleaf.records import faults
from wardleaf.records.files import reason, write_file
from wardleaf.records.manifest import NAME, FileRecord, merged_manifest
from wardleaf.records.stale import StaleFile


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedFile:
    """A finished file: its bytes, what the manifest says of it, its name too, and what there is to read about it on the
    command line.
    """

    data: bytes = field(repr=False)
    record: FileRecord
    report: str = ""


def write_finished(folder: Path, file: FinishedFile, *, shown: str, findings: Findings) -> bool:
    """Whether `file` now lies in `folder`, which people know as `shown`; otherwise why not is told. The same bytes are
    not written again.
    """
    name = file.record.file
    if _same(folder / name, file.data):
        return True
    return write_file(folder / name, file.data, shown=f"{shown}/{name}", findings=findings, lasting=False)


def write_manifest(folder: Path, records: Iterable[FileRecord], *, shown: str, findings: Findings) -> bool:
    """Whether `folder`'s manifest now tells of `records` and of the files from earlier builds that are still there."""
    path = folder / NAME
    place = f"{shown}/{NAME}"
    before = _bytes_at(path)

    def still_there(name: str) -> bool:
        # Not a Path's own question, which a name of some hundred letters makes fail.
        return os.path.isfile(folder / name)  # noqa: PTH113

    merged = merged_manifest(before, records, still_there=still_there, shown=place, findings=findings)
    return _same(path, merged) or write_file(path, merged, shown=place, findings=findings)


def remove_stale(stale: Iterable[StaleFile], *, shown: Callable[[Path], str], findings: Findings) -> Iterator[Path]:
    """Remove those of `stale` that Wardleaf made, in their order, and give each once it is gone; then their manifests
    name them no more. Tells of what is left, and why.
    """
    folders: dict[Path, None] = {}
    for one in stale:
        place = Span(SourceFile(shown(one.path), ""), line=0)
        if not one.ours:
            message = f"this is a file of {one.why}, and was changed since Wardleaf made it, so it is left"
            findings.add(faults.STALE_FILE.at(place, message, help="look at it, and delete it yourself"))
            continue
        try:
            one.path.unlink()
        except OSError as problem:
            findings.add(
                faults.STALE_FILE.at(place, f"this is a file of {one.why}, and cannot be removed: {reason(problem)}")
            )
            continue
        folders.setdefault(one.path.parent)
        yield one.path
    for folder in folders:
        write_manifest(folder, (), shown=shown(folder), findings=findings)


def _bytes_at(path: Path) -> bytes | None:
    try:
        return read_plain(path)
    except OSError:
        return None


def _same(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and read_plain(path) == data
    except OSError:
        return False
