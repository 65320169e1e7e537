"""What lies in a folder of finished handouts and should be given out no more: files of handouts that were withdrawn,
renamed or deleted, and of clinics that are gone.

Only what a manifest names is looked at, and only what is still the file that the manifest describes is ever removed.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from wardleaf.library.files import read_plain
from wardleaf.records.manifest import NAME

_PACK = ("pack-", "PACK-")  # made on the command line of handouts that the library has, and no handout itself


class Shelf(Struct, frozen=True, kw_only=True):
    """What a library gives out: the ids of its handouts and clinics, those that cannot be read too, and which handouts
    were withdrawn.
    """

    handouts: frozenset[str]
    clinics: frozenset[str]
    withdrawn: frozenset[str] = frozenset()

    def as_json(self) -> Mapping[str, list[str]]:
        """The shelf as JSON holds it."""
        return {"handouts": sorted(self.handouts), "clinics": sorted(self.clinics), "withdrawn": sorted(self.withdrawn)}


def shelf_of(told: Mapping[str, object]) -> Shelf:
    """The shelf that `as_json` made `told` of; raises KeyError or TypeError when it is none."""

    def names(key: str) -> frozenset[str]:
        value = told[key]
        if not isinstance(value, list):
            raise TypeError(key)
        return frozenset(map(str, value))

    return Shelf(handouts=names("handouts"), clinics=names("clinics"), withdrawn=names("withdrawn"))


class StaleFile(Struct, frozen=True, kw_only=True):
    """A file that should be given out no more: `why`, as the end of a sentence; `ours` when it is, byte for byte, what
    the manifest says that Wardleaf made.
    """

    path: Path
    why: str
    ours: bool
    for_print: bool


def stale_files(out: Path, shelf: Shelf) -> tuple[StaleFile, ...]:
    """Every stale file in the folders of `out`, print files first, for they are what is carried to the printer."""
    found = [stale for folder in _folders(out) for stale in _stale_in(folder, shelf)]
    return tuple(sorted(found, key=lambda stale: (not stale.for_print, stale.path)))


def _folders(out: Path) -> list[Path]:
    try:
        return sorted(
            Path(entry.path)
            for entry in os.scandir(out)
            if entry.is_dir(follow_symlinks=False) and not entry.name.startswith(".")
        )
    except OSError:
        return []


def _stale_in(folder: Path, shelf: Shelf) -> Iterator[StaleFile]:
    for entry in _entries(folder / NAME):
        name, handout, clinic, code = (str(entry.get(key, "")) for key in ("file", "handout", "clinic", "code"))
        # A name with a folder in it leads elsewhere, which no manifest of ours does.
        if not name.endswith((".pdf", ".html", ".txt")) or name != Path(name).name or "\\" in name or ":" in name:
            continue
        why = _why(handout, clinic, code, shelf)
        if why and _is_file(folder / name):
            yield StaleFile(
                path=folder / name,
                why=why,
                ours=_sha256(folder / name) == entry.get("sha256"),
                for_print="as-printed" in entry or name.endswith("-print.pdf"),
            )


def _why(handout: str, clinic: str, code: str, shelf: Shelf) -> str:
    if handout in shelf.withdrawn:
        return f"the handout `{handout}`, which was withdrawn"
    if handout not in shelf.handouts and not (handout.startswith(_PACK[0]) and code.startswith(_PACK[1])):
        return f"`{handout}`, which is no handout of this library any more"
    return f"the clinic `{clinic}`, which this library has no more" if clinic not in shelf.clinics else ""


def _entries(manifest: Path) -> list[Mapping[str, object]]:
    try:
        files = json.loads(read_plain(manifest))["files"]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return []
    return [entry for entry in files if isinstance(entry, dict)] if isinstance(files, list) else []


def _is_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(read_plain(path)).hexdigest()
    except OSError:
        return ""
