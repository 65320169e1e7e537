"""The archive: each released file with the sources that it was made of, found by the code and the hash that stand on its pages.

`sources/` holds every source file once, named by its SHA-256; `CODE/HASH/` holds the released files, and beside each a JSON file of the same name that says
what the file is and lists its sources. Nothing in an archive is ever changed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.records import faults
from wardleaf.records.files import write_file
from wardleaf.records.output import FinishedFile

_SOURCES = "sources"
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A released file in an archive; `sources` gives the SHA-256 of every file that it was made of, by its path in the library."""

    handout: str
    clinic: str
    edition: str
    code: str
    version: str
    issue: int
    content_hash: str
    sha256: str
    file: str
    sources: Mapping[str, str] = field(default_factory=dict)

    @property
    def digits(self) -> str:
        """The content hash without its space, as the QR code has it."""
        return self.content_hash.replace(" ", "")


def keep_release(archive: Path, file: FinishedFile, sources: Mapping[str, bytes], *, shown: str, findings: Findings) -> bool:
    """Whether `file` and its `sources` now lie in `archive`, which people know as `shown`; otherwise why not is told.

    What is there already is left as it is.
    """
    record = file.record
    digests = {path: hashlib.sha256(data).hexdigest() for path, data in sorted(sources.items())}
    told = {**record.as_json(), "sources": digests}
    folder = f"{_safe(record.code)}/{record.content_hash.replace(' ', '')}"
    name = f"{folder}/{record.clinic}-{record.file.removesuffix('.pdf')}-{record.sha256[:12]}"
    files = {f"{_SOURCES}/{digests[path]}": data for path, data in sources.items()}
    files |= {f"{name}.pdf": file.data, f"{name}.json": (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()}
    missing = {path: data for path, data in files.items() if not (archive / path).is_file()}
    # The JSON file comes last: what it names is there.
    return all(write_file(archive / path, data, shown=f"{shown}/{path}", findings=findings) for path, data in missing.items())


def find_releases(archive: Path, *, code: str = "", digits: str = "") -> tuple[Release, ...]:
    """The releases in `archive`, by name; only those of `code` and with the content hash `digits` where given. Files that are no records are passed over."""
    if not archive.is_dir():
        return ()
    folder = _safe(code).casefold()
    found: list[Release] = []
    for path in sorted(archive.glob("*/*/*.json")):
        if path.parts[-3] == _SOURCES or (code and path.parts[-3].casefold() != folder) or (digits and path.parts[-2] != digits):
            continue
        release = _release(path)
        if release:
            found.append(release)
    return tuple(found)


def released_sources(archive: Path, release: Release, *, shown: str, findings: Findings) -> Mapping[str, bytes] | None:
    """The files that `release` was made of, by their paths in the library, or None after telling which is missing or was changed."""
    sources: dict[str, bytes] = {}
    for path, digest in release.sources.items():
        place = archive / _SOURCES / digest
        data = place.read_bytes() if _SHA256.fullmatch(digest) and place.is_file() else None
        if data is None or hashlib.sha256(data).hexdigest() != digest or ".." in path.split("/") or path.startswith("/"):
            what = "is missing" if data is None else "is not what it was"
            message = f"the archive is damaged: its copy of `{path}` {what}"
            findings.add(faults.ARCHIVE_DAMAGED.at(Span(SourceFile(f"{shown}/{_SOURCES}/{digest}", ""), line=0), message))
            continue
        sources[path] = data
    return sources if len(sources) == len(release.sources) else None


def _release(path: Path) -> Release | None:
    try:
        told = json.loads(path.read_bytes())
        return Release(
            handout=str(told["handout"]),
            clinic=str(told["clinic"]),
            edition=str(told["edition"]),
            code=str(told["code"]),
            version=str(told["version"]),
            issue=int(told.get("issue", 1)),
            content_hash=str(told["content-hash"]),
            sha256=str(told["sha256"]),
            file=str(told["file"]),
            sources={str(name): str(digest) for name, digest in told["sources"].items()},
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _safe(code: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]", "-", code).lstrip(".") or "-"
