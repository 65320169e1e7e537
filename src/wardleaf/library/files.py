"""The files below a library's folder: found in a fixed order, shown with forward slashes, never outside the library.

The only module of READ that touches the disk. It knows endings and links, not what the files say.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.library import faults

_TEXT_ENDINGS = (".yaml", ".md")


class FoundFile(Struct, frozen=True):
    """A file of the library: where it is, and its path as people see it, counted from the library's folder."""

    place: Path
    shown: str

    @property
    def stem(self) -> str:
        return self.name.rpartition(".")[0]

    @property
    def ending(self) -> str:
        """The ending with its dot, as written; empty without one."""
        return "".join(self.name.rpartition(".")[1:]) if "." in self.name else ""

    @property
    def name(self) -> str:
        return self.shown.rpartition("/")[2]

    @property
    def span(self) -> Span:
        return Span(SourceFile(self.shown, ""), line=0)


def find_library(start: Path) -> Path | None:
    """The nearest folder at or above `start` that holds `handouts/` and `styles/`."""
    folder = start.absolute()
    return next(
        (above for above in (folder, *folder.parents) if (above / "handouts").is_dir() and (above / "styles").is_dir()),
        None,
    )


def has_folder(root: Path, name: str) -> bool:
    """Whether `root` holds a folder `name`."""
    return (root / name).is_dir()


def list_files(root: Path, folder: str, *, findings: Findings) -> tuple[FoundFile, ...]:
    """Every file below `folder` of `root`, by path; hidden files, editors' copies and links out of the library are left
    out.
    """
    start = root / folder
    if not start.is_dir():
        return ()
    return tuple(_walk(start, _shown(folder), root.resolve(), findings))


def read_bytes(file: FoundFile, *, findings: Findings) -> bytes | None:
    """What `file` holds, or None after telling why it cannot be read."""
    try:
        return read_plain(file.place)
    except OSError as problem:
        findings.add(faults.UNREADABLE_FILE.at(file.span, f"this file cannot be read: {_reason(problem)}"))
        return None


class NotPlainError(OSError):
    """What lies there is no file: `what` says what it is."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(None, f"it is {what}, not a file")


def read_plain(place: Path) -> bytes:
    """What the file at `place` holds.

    Raises `NotPlainError` for a folder, a named pipe, a socket and a device, from which reading may never come back;
    `OSError` for what the computer refuses.
    """
    mode = place.stat().st_mode
    if not stat.S_ISREG(mode):
        raise NotPlainError(_kind_of(mode))
    return place.read_bytes()


def _kind_of(mode: int) -> str:
    """What has the mode `mode`, for people."""
    kinds = (
        (stat.S_ISREG, "a file"),
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISFIFO, "a pipe between programs"),
        (stat.S_ISSOCK, "a socket"),
    )
    return next((name for is_kind, name in kinds if is_kind(mode)), "a device")


def size_of(file: FoundFile) -> int:
    """Bytes in `file`; 0 when nobody can tell, so that reading tells why."""
    try:
        return file.place.stat().st_size
    except OSError:
        return 0


def _shown(path: str) -> str:
    return unicodedata.normalize("NFC", path.replace(os.sep, "/"))


def _reason(problem: OSError) -> str:
    if isinstance(problem, NotPlainError):
        return f"it is {problem.what}"
    if isinstance(problem, PermissionError):
        return "the computer does not give permission"
    if isinstance(problem, FileNotFoundError):
        return "it is a link to something that is not there"
    return (problem.strerror or "the computer does not say why").lower()


def _walk(folder: Path, shown: str, root: Path, findings: Findings) -> Iterator[FoundFile]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: _shown(entry.name))
    except OSError as problem:
        message = f"this folder cannot be read: {_reason(problem)}"
        findings.add(faults.UNREADABLE_FILE.at(FoundFile(folder, shown).span, message))
        return
    for entry in entries:
        if entry.name.startswith((".", "~$", "#")) or entry.name.endswith("~"):
            continue
        found = FoundFile(folder / entry.name, f"{shown}/{_shown(entry.name)}")
        if entry.is_symlink() and not _stays_inside(found, root, findings):
            continue
        if not entry.is_dir():
            if _is_plain(entry, found, findings):
                yield found
        elif found.ending.lower() in _TEXT_ENDINGS:
            message = f"this is a folder, but its name ends in {found.ending} like a file's"
            findings.add(faults.FOLDER_NOT_FILE.at(found.span, message, help="rename the folder"))
        else:
            yield from _walk(found.place, found.shown, root, findings)


def _is_plain(entry: os.DirEntry[str], found: FoundFile, findings: Findings) -> bool:
    """Whether `entry` is a file, or a link to nothing, of which reading tells; tells of anything else, for reading that
    might never end.
    """
    try:
        mode = entry.stat().st_mode
    except OSError:
        return True
    if stat.S_ISREG(mode):
        return True
    message = f"this is {_kind_of(mode)}, not a file"
    findings.add(faults.NOT_A_FILE.at(found.span, message, help="delete it, or put a file in its place"))
    return False


def _stays_inside(found: FoundFile, root: Path, findings: Findings) -> bool:
    target = Path(os.path.realpath(found.place))
    if not target.is_relative_to(root):
        message = "this is a link to a place outside the library"
        findings.add(faults.LINK_OUT.at(found.span, message, help="put a copy here instead of the link"))
        return False
    if found.place.is_dir() and found.place.parent.resolve().is_relative_to(target):
        findings.add(
            faults.LINK_OUT.at(found.span, "this is a link to a folder that it lies in", help="delete the link")
        )
        return False
    return True
