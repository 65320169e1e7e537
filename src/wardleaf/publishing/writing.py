"""A site comes to the disk: only what changed is written, what others link to first, and nothing is ever deleted."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.library.files import read_plain
from wardleaf.publishing import faults
from wardleaf.publishing.pages import VERSIONS
from wardleaf.records.files import write_file
from wardleaf.records.in_turn import in_turn

_A_DAY = (1980, 1, 1, 0, 0, 0)  # a zip holds dates; ours never depend on the day


class Written(Struct, frozen=True, kw_only=True):
    """How many files a site has, and how many of them were written."""

    files: int
    written: int


def write_site(folder: Path, files: Mapping[str, bytes], *, shown: str, findings: Findings) -> Written | None:
    """`files`, by their paths, in `folder`, which people know as `shown`; None after telling why not all are there.

    Tells of files there that are not among them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return in_turn(folder / VERSIONS, lambda: _write(folder, files, shown, findings), shown=shown, findings=findings)


def _write(folder: Path, files: Mapping[str, bytes], shown: str, findings: Findings) -> Written | None:
    count = 0
    for path, data in files.items():
        place = folder / path
        if _same(place, data):
            continue
        if not Path(os.path.realpath(place)).is_relative_to(os.path.realpath(folder)):
            message = f"`{shown}/{path}` is a link to a place outside the folder, so nothing was written there"
            findings.add(faults.LINK_OUT.at(_at(f"{shown}/{path}"), message))
            return None
        if not write_file(place, data, shown=f"{shown}/{path}", findings=findings, lasting=False):
            return None
        count += 1
    for path in _left(folder, files):
        message = f"`{path}` is not made any more, and was left"
        findings.add(faults.LEFT_ON_SHELF.at(_at(f"{shown}/{path}"), message))
    return Written(files=len(files), written=count)


def _left(folder: Path, files: Mapping[str, bytes]) -> Iterator[str]:
    for above, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = (Path(above) / name).relative_to(folder).as_posix()
            if path not in files and not name.startswith("."):
                yield path


def write_zip(path: Path, files: Mapping[str, bytes], *, shown: str, findings: Findings) -> Written | None:
    """`files` as one zip at `path`; None after telling why it is not there."""
    data = zipped(files)
    if _same(path, data):
        return Written(files=len(files), written=0)
    if not write_file(path, data, shown=shown, findings=findings, lasting=False):
        return None
    return Written(files=len(files), written=1)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """`files` as a zip, whose bytes never depend on the day or the system."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, data in sorted(files.items()):
            entry = zipfile.ZipInfo(path, _A_DAY)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            # PDFs are packed already.
            entry.compress_type = zipfile.ZIP_STORED if path.endswith(".pdf") else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return packed.getvalue()


def _same(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and read_plain(path) == data
    except OSError:
        return False


def _at(shown: str) -> Span:
    return Span(SourceFile(shown, ""), line=0)
