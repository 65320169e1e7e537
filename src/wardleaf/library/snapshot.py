"""What the files of a library hold at one moment, as digests: two moments with the same digests read as the same
library.

Knows which files reading looks at, and nothing of what is in them; loads no parser.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from wardleaf.findings import Findings
from wardleaf.library.files import FoundFile, list_files

_FOLDERS = ("handouts", "styles")
FONTS = "styles/fonts"

Stamp = tuple[int, int, int]


class Snapshot(Struct, frozen=True):
    """The SHA-256 of every file, by its path in the library, when each was last written, and what is wrong with the
    folders themselves.
    """

    digests: Mapping[str, str]
    stamps: Mapping[str, Stamp]
    told: tuple[str, ...] = ()

    @property
    def fonts(self) -> Mapping[str, str]:
        """The digests of a brand's own fonts, which are read as late as they are needed."""
        return {path: digest for path, digest in self.digests.items() if _is_font(path)}

    def of(self, paths: Iterable[str]) -> Mapping[str, str]:
        """The digests of the files at `paths`; empty for one that is not there."""
        return {path: self.digests.get(path, "") for path in paths}


def take_snapshot(root: Path) -> Snapshot:
    """The files of the library at `root` as they are now; a file that cannot be read has the reason as its digest."""
    findings = Findings()
    digests: dict[str, str] = {}
    stamps: dict[str, Stamp] = {}
    for file in _files(root, findings):
        # Two names can be one to people (an accent as one character or as two): then both count.
        digests[file.shown] = digests.get(file.shown, "") + _digest(file.place)
        stamps[file.shown] = _stamp(file.place)
    return Snapshot(digests, stamps, tuple(f"{finding.code} {finding.span} {finding.message}" for finding in findings))


def font_digests(root: Path) -> Mapping[str, str]:
    """What `Snapshot.fonts` would be now."""
    return {file.shown: _digest(file.place) for file in _fonts(root)}


def stamps_of(root: Path) -> Mapping[str, Stamp]:
    """When each file of the library at `root` was last written, and its size: cheap enough to ask many times a second."""
    return {file.shown: _stamp(file.place) for file in _files(root, Findings())}


def _files(root: Path, findings: Findings) -> Iterator[FoundFile]:
    for folder in _FOLDERS:
        yield from (file for file in list_files(root, folder, findings=findings) if not _is_font(file.shown))
    yield from _fonts(root)


def _fonts(root: Path) -> Iterator[FoundFile]:
    """The files in the folder of fonts: one is opened by its name, also where reading would pass it over (hidden, or a
    link out of the library).
    """
    place = root / FONTS
    try:
        fonts = sorted(path for path in place.iterdir() if path.is_file())
    except OSError:
        return
    yield from (FoundFile(font, f"{FONTS}/{font.name}") for font in fonts)


def _is_font(path: str) -> bool:
    return path.rpartition("/")[0] == FONTS


def _digest(place: Path) -> str:
    try:
        return hashlib.sha256(place.read_bytes()).hexdigest()
    except OSError as problem:
        return f"unread: {problem.errno}"


def _stamp(place: Path) -> Stamp:
    try:
        status = place.stat()
    except OSError:
        return (0, -1, 0)
    return (status.st_mtime_ns, status.st_size, status.st_ino)
