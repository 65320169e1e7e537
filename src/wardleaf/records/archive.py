"""The archive: each released file with the sources that it was made of, found by the code and the hash that stand on
its pages.

`sources/` holds every source file once, named by its SHA-256; `CODE/HASH/` holds the released files, and beside each a
JSON file of the same name that says what the file is and lists its sources. Nothing in an archive is ever changed but
what is damaged.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.library.files import read_plain
from wardleaf.records import faults
from wardleaf.records.files import write_file
from wardleaf.records.output import FinishedFile

ARCHIVE = "archive"  # in a library, where none is named
_SOURCES = "sources"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_PLAIN = re.compile(r"[\w][\w.-]*")
_UNSAFE = re.compile(r"[\\:\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Release(Struct, frozen=True, kw_only=True):
    """A released file in an archive; `sources` gives the SHA-256 of every file that it was made of, by its path in the
    library.
    """

    handout: str
    clinic: str
    edition: str
    code: str
    version: str
    issue: int
    content_hash: str
    sha256: str
    file: str
    pages: int = 0
    title: str = ""
    language: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)

    @property
    def digits(self) -> str:
        """The content hash without its space, as the QR code has it."""
        return self.content_hash.replace(" ", "")


def keep_release(
    archive: Path, file: FinishedFile, sources: Mapping[str, bytes], *, shown: str, findings: Findings
) -> bool:
    """Whether `file` and its `sources` now lie in `archive`, which people know as `shown`; otherwise why not is told.

    What is there already and whole is left as it is. What is not what its name says, as after a power cut, is written
    again, and told.
    """
    record = file.record
    digests = {path: hashlib.sha256(data).hexdigest() for path, data in sorted(sources.items())}
    told = {**record.as_json(), "sources": digests}
    folder = f"{_safe(record.code)}/{record.content_hash.replace(' ', '')}"
    stem, _, ending = record.file.rpartition(".")
    name = f"{folder}/{record.clinic}-{stem}-{record.sha256[:12]}"
    files = {f"{_SOURCES}/{digests[path]}": data for path, data in sources.items()}
    files |= {
        f"{name}.{ending}": file.data,
        f"{name}.json": (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode(),
    }
    # The JSON file comes last: what it names is there.
    return all(_keep(archive, path, data, shown=shown, findings=findings) for path, data in files.items())


def _keep(archive: Path, path: str, data: bytes, *, shown: str, findings: Findings) -> bool:
    """Whether `path` of `archive` now holds `data`, or, where that is a record, one of the same file."""
    place = archive / path
    if not Path(os.path.realpath(place)).is_relative_to(os.path.realpath(archive)):
        what = f"`{shown}/{path}` is a link to a place outside the archive, so nothing was kept there"
        findings.add(faults.ARCHIVE_DAMAGED.at(Span(SourceFile(f"{shown}/{path}", ""), line=0), what))
        return False
    before = _bytes_at(place)
    if before == data:
        return True
    if (
        before is not None
        and path.endswith(".json")
        and _release(before) is not None
        and json.loads(before).get("sha256") == json.loads(data)["sha256"]
    ):
        return True  # the same file, made of the same words when other files of the library said something else
    if not write_file(place, data, shown=f"{shown}/{path}", findings=findings):
        return False
    if before is not None:
        message = f"the archive was damaged: `{path}` was not what it was, and has been written again"
        findings.add(faults.ARCHIVE_MENDED.at(Span(SourceFile(f"{shown}/{path}", ""), line=0), message))
    return True


def _bytes_at(place: Path) -> bytes | None:
    """What lies at `place`; None when there is no file, or none that can be read."""
    try:
        return read_plain(place)
    except OSError:
        return None


def check_releases(archive: Path, *, code: str, digits: str, shown: str, findings: Findings) -> None:
    """Tells what of the releases of `code` with the hash `digits` is not there, or not what it was."""
    folder = archive / _safe(code) / digits
    for path in sorted(folder.glob("*.json")):
        release = _release(_bytes_at(path) or b"")
        if release is None:
            _tell_damage(f"{shown}/{code}/{digits}/{path.name}", "its record of this release cannot be read", findings)
            continue
        kept = path.with_suffix(f".{release.file.rpartition('.')[2]}")
        data = _bytes_at(kept)
        if data is None or hashlib.sha256(data).hexdigest() != release.sha256:
            what = "is missing" if data is None else "is not what it was"
            _tell_damage(f"{shown}/{code}/{digits}/{kept.name}", f"the file that was released {what}", findings)
        else:
            released_sources(archive, release, shown=shown, findings=findings)


def _tell_damage(place: str, what: str, findings: Findings) -> None:
    help = "build it again with --archive, which mends it, or bring the archive back from a backup copy"
    findings.add(
        faults.ARCHIVE_DAMAGED.at(Span(SourceFile(place, ""), line=0), f"the archive is damaged: {what}", help=help)
    )


def find_releases(archive: Path, *, code: str = "", digits: str = "") -> tuple[Release, ...]:
    """The releases in `archive`, by name; only those of `code` and with the content hash `digits` where given. Files
    that are no records are passed over.
    """
    if not archive.is_dir():
        return ()
    folder = _safe(code).casefold()
    found: list[Release] = []
    for path in sorted(archive.glob("*/*/*.json")):
        if (
            path.parts[-3] == _SOURCES
            or (code and path.parts[-3].casefold() != folder)
            or (digits and path.parts[-2] != digits)
        ):
            continue
        release = _release(_bytes_at(path) or b"")
        if release:
            found.append(release)
    return tuple(found)


def released_sources(archive: Path, release: Release, *, shown: str, findings: Findings) -> Mapping[str, bytes] | None:
    """The files that `release` was made of, by their paths in the library, or None after telling which is missing or
    was changed.
    """
    sources: dict[str, bytes] = {}
    for path, digest in release.sources.items():
        if not is_library_path(path):
            message = f"the archive is damaged: it says that {json.dumps(path)} is a file of the library"
            findings.add(faults.ARCHIVE_DAMAGED.at(Span(SourceFile(f"{shown}/{_SOURCES}", ""), line=0), message))
            continue
        data = kept_source(archive, digest)
        if data is None:
            what = "is missing" if _bytes_at(archive / _SOURCES / digest[:64]) is None else "is not what it was"
            message = f"the archive is damaged: its copy of `{path}` {what}"
            findings.add(
                faults.ARCHIVE_DAMAGED.at(Span(SourceFile(f"{shown}/{_SOURCES}/{digest}", ""), line=0), message)
            )
            continue
        sources[path] = data
    return sources if len(sources) == len(release.sources) else None


def released_file(archive: Path, release: Release, *, shown: str, findings: Findings) -> bytes | None:
    """The file that was released, or None after telling that it is missing or was changed."""
    stem, _, ending = release.file.rpartition(".")
    name = f"{release.clinic}-{stem}-{release.sha256[:12]}.{ending}"
    folder = f"{_safe(release.code)}/{release.digits}"
    data = _bytes_at(archive / folder / name)
    if data is None or hashlib.sha256(data).hexdigest() != release.sha256:
        what = "is missing" if data is None else "is not what it was"
        _tell_damage(f"{shown}/{folder}/{name}", f"the file that was released {what}", findings)
        return None
    return data


def kept_source(archive: Path, digest: str) -> bytes | None:
    """The source file whose SHA-256 is `digest`; None when `archive` has none that is whole."""
    data = _bytes_at(archive / _SOURCES / digest) if _SHA256.fullmatch(digest) else None
    return data if data is not None and hashlib.sha256(data).hexdigest() == digest else None


def is_library_path(path: str) -> bool:
    """Whether `path` names a file inside a library on every system: below `handouts` or `styles`, with plain names
    between forward slashes.
    """
    folder, *names = path.split("/")
    # A backslash parts names on Windows, a colon names a drive or a stream there.
    return (
        folder in ("handouts", "styles")
        and bool(names)
        and not any(name in ("", ".", "..") or _UNSAFE.search(name) for name in names)
    )


def _release(data: bytes) -> Release | None:
    try:
        told = json.loads(data)
        return _named_plainly(
            Release(
                handout=str(told["handout"]),
                clinic=str(told["clinic"]),
                edition=str(told["edition"]),
                code=str(told["code"]),
                version=str(told["version"]),
                issue=int(told.get("issue", 1)),
                content_hash=str(told["content-hash"]),
                sha256=str(told["sha256"]),
                file=str(told["file"]),
                pages=int(told.get("pages", 0)),
                title=str(told.get("title", "")),
                language=str(told.get("language", "")),
                sources={str(name): str(digest) for name, digest in told["sources"].items()},
            )
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _named_plainly(release: Release) -> Release | None:
    """`release`, when what it says can be a handout's, so that it may be shown and asked for."""
    names = (release.handout, release.clinic, release.edition, release.file)
    shown = (release.code, release.version, release.content_hash)
    plain = all(_PLAIN.fullmatch(name) for name in names) and not any(_UNSAFE.search(text) for text in shown)
    return release if plain and _SHA256.fullmatch(release.sha256) else None


def _safe(code: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]", "-", code).lstrip(".") or "-"
