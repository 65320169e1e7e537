"""What does the work, as one digest: every file of Wardleaf itself, Python, and which packages are installed in which
versions.

Cheaper than asking each package, and right where Wardleaf is installed from a folder that somebody is changing.
"""

from __future__ import annotations

import hashlib
import os
import sys
import zlib

import wardleaf

_ABOUT_PACKAGES = (".dist-info", ".egg-info", ".egg-link")


def program_digest(folder: str = "") -> str:
    """The digest of the program in `folder`, by itself this one; empty where its files cannot be looked at, as inside a
    ZIP file.
    """
    # A Path for each of some hundred files costs more than reading them.
    folder = folder or os.path.dirname(wardleaf.__file__)  # noqa: PTH120
    own = hashlib.sha256("\n".join([sys.version, sys.platform, zlib.ZLIB_RUNTIME_VERSION, *_packages()]).encode())
    count = 0
    for path in _files_below(folder):
        try:
            with open(path, "rb") as file:  # noqa: PTH123  # as above
                data = file.read()
        except OSError:
            return ""
        own.update(f"\n{path[len(folder) :]} {len(data)}\n".encode("utf-8", "surrogateescape"))
        own.update(data)
        count += 1
    return own.hexdigest() if count else ""


def _files_below(folder: str) -> list[str]:
    found: list[str] = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        found += [f"{place}{os.sep}{name}" for name in names]
    return sorted(found)


def _packages() -> list[str]:
    """The names and versions of everything that is installed, as their folders tell them."""
    found: set[str] = set()
    for place in sys.path:
        try:
            names = [entry.name for entry in os.scandir(place or os.curdir)]
        except OSError:
            continue
        found.update(name for name in names if name.endswith(_ABOUT_PACKAGES))
    return sorted(found)
