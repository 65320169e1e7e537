"""`history/` of a library: what each handout was made of when it was approved or before it was restored, without git.

`history/sources/` holds every file once, named by its SHA-256; `history/HANDOUT/0003.json` says what version 3 is. Only
the newest versions of a handout are kept. The folder is its owner's, and leaves the library with nothing.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct, field

from wardleaf.findings import Findings
from wardleaf.library.files import read_plain
from wardleaf.records.archive import is_library_path
from wardleaf.records.files import write_file
from wardleaf.records.in_turn import in_turn
from wardleaf.records.private import private_folder
from wardleaf.records.unfinished import remove_left_behind

HISTORY = "history"
MOST_VERSIONS = 50  # of one handout
_SOURCES = "sources"
_RECORD = re.compile(r"(\d{4,9})\.json")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class KeptVersion(Struct, frozen=True, kw_only=True):
    """A version that is kept: its number, counted from 1 for each handout, the day, why it was kept, the version that
    the definition had, and the SHA-256 of each file by its path in the library.
    """

    number: int
    day: str
    why: str
    version: str
    files: Mapping[str, str] = field(default_factory=dict)


def kept_versions(root: Path, handout: str) -> tuple[KeptVersion, ...]:
    """The versions of `handout` that the library at `root` keeps, the newest last; records that say nothing are passed
    over.
    """
    found = [_record(path) for path in _record_files(root, handout)]
    return tuple(sorted(filter(None, found), key=lambda version: version.number))


def kept_files(root: Path, version: KeptVersion) -> Mapping[str, bytes] | None:
    """The files of `version`, by their paths; None when one is missing or is not what it was."""
    files: dict[str, bytes] = {}
    for path, digest in version.files.items():
        try:
            data = read_plain(root / HISTORY / _SOURCES / digest)
        except OSError:
            return None
        if hashlib.sha256(data).hexdigest() != digest:
            return None
        files[path] = data
    return files


def keep_version(
    root: Path,
    handout: str,
    files: Mapping[str, bytes],
    *,
    day: str,
    why: str,
    version: str,
    findings: Findings,
) -> int | None:
    """The number under which `files`, all that `handout` is made of, are kept: a new one, or that of the newest version
    where nothing has changed since. None after telling why they are not.

    Versions beyond the newest `MOST_VERSIONS` of the handout, and files that none needs any more, are deleted.
    """
    folder = root / HISTORY

    def keep() -> int | None:
        remove_left_behind((folder / handout, folder / _SOURCES))
        before = kept_versions(root, handout)
        digests = {path: hashlib.sha256(data).hexdigest() for path, data in sorted(files.items())}
        if before and before[-1].files == digests and kept_files(root, before[-1]) is not None:
            return before[-1].number
        for path, data in files.items():
            place = folder / _SOURCES / digests[path]
            if not _holds(place, data) and not write_file(
                place, data, shown=f"{HISTORY}/{_SOURCES}/{place.name}", findings=findings
            ):
                return None
        number = before[-1].number + 1 if before else 1
        told = {"number": number, "day": day, "why": why, "version": version, "files": digests}
        name = f"{handout}/{number:04}.json"
        text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
        if not write_file(folder / name, text.encode(), shown=f"{HISTORY}/{name}", findings=findings):
            return None
        _drop_old(root, handout)
        return number

    private_folder(folder, shown=HISTORY, findings=findings)
    return in_turn(folder / "versions", keep, shown=HISTORY, findings=findings)


def _holds(place: Path, data: bytes) -> bool:
    try:
        return read_plain(place) == data
    except OSError:
        return False


def _drop_old(root: Path, handout: str) -> None:
    folder = root / HISTORY
    old = sorted(_record_files(root, handout), key=lambda path: int(path.stem))[:-MOST_VERSIONS]
    if not old:
        return
    for path in old:
        with suppress(OSError):
            path.unlink()
    needed = {
        digest for path in folder.glob("*/*.json") if (version := _record(path)) for digest in version.files.values()
    }
    for path in (folder / _SOURCES).iterdir():
        if _SHA256.fullmatch(path.name) and path.name not in needed:
            with suppress(OSError):
                path.unlink()


def _record_files(root: Path, handout: str) -> list[Path]:
    folder = root / HISTORY / handout
    try:
        return [path for path in folder.iterdir() if _RECORD.fullmatch(path.name)]
    except OSError:
        return []


def _record(path: Path) -> KeptVersion | None:
    try:
        told = json.loads(read_plain(path))
        files = {str(name): str(digest) for name, digest in told["files"].items()}
        plain = all(is_library_path(name) and _SHA256.fullmatch(digest) for name, digest in files.items())
        version = KeptVersion(
            number=int(told["number"]),
            day=str(told["day"]),
            why=str(told["why"]),
            version=str(told["version"]),
            files=files,
        )
        return version if plain and version.number == int(path.stem) else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
