"""What of Wardleaf is on this computer: its parts, those that are missing, and the line that adds each.

Reads the records of the installed packages alone and loads none of them.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.resources import files

from msgspec import Struct

_NEEDED = re.compile(r"\s*([A-Za-z0-9._-]+)")
_EXTRA = re.compile(r"extra\s*==\s*['\"]([\w-]+)['\"]")
_FOR_DEVELOPERS = frozenset({"test"})
_GIVES = {
    "": "building handouts",
    "preview": "`wardleaf show`: a picture of a page",
    "encrypted": "`wardleaf impose` of PDF files that were saved with encryption",
    "cluster": "`wardleaf merge --executor`: copies on several machines",
    "scripts": "languages in other scripts, and from right to left",
}
OLDEST = (3, 11)


class Part(Struct, frozen=True, kw_only=True):
    """One part: whether it is there, what it gives, the package that it comes from, and the line that adds it."""

    name: str
    there: bool
    needed: bool
    gives: str
    version: str = ""
    add: str = ""


def python_line() -> str:
    """How this Python is started: its path, in quotation marks where it has spaces."""
    return f'"{sys.executable}"' if " " in sys.executable else sys.executable or "python"


def parts() -> tuple[Part, ...]:
    """Every part, those without which nothing is built first."""
    return tuple(_parts())


def _parts() -> Iterator[Part]:
    running = ".".join(map(str, sys.version_info[:3]))
    yield Part(name="Python", there=sys.version_info >= OLDEST, needed=True, gives=_GIVES[""], version=running)
    own = version("wardleaf")
    yield Part(name="Wardleaf", there=True, needed=True, gives=_GIVES[""], version=own)
    fonts = sum(entry.name.endswith(".ttf") for entry in files("wardleaf.fonts").iterdir())
    lists = files("wardleaf.checks.data").joinpath("english.zlib").is_file()
    again = f"{python_line()} -m pip install --force-reinstall --no-deps wardleaf"
    yield Part(
        name="fonts", there=fonts > 0, needed=True, gives="the letters of every page", version=str(fonts), add=again
    )
    yield Part(
        name="dictionary",
        there=lists,
        needed=True,
        gives="spelling of British and American English, and of medicines",
        add=again,
    )
    for requirement in sorted(requires("wardleaf") or (), key=lambda line: (bool(_EXTRA.search(line)), line)):
        needed, extra = _NEEDED.match(requirement), _EXTRA.search(requirement)
        kind = extra[1] if extra else ""
        if needed and kind not in _FOR_DEVELOPERS:
            yield _package(needed[1], kind)


def _package(name: str, extra: str) -> Part:
    try:
        installed = version(name)
    except PackageNotFoundError:
        installed = ""
    wanted = f'"wardleaf[{extra}]"' if extra else name
    return Part(
        name=name,
        there=bool(installed),
        needed=not extra,
        gives=_GIVES.get(extra, f"the extra `{extra}`"),
        version=installed,
        add=f"{python_line()} -m pip install {wanted}",
    )


def command_path() -> str:
    """Where the shell finds `wardleaf`; "" where it does not, and `python -m wardleaf` is what works."""
    return shutil.which("wardleaf") or ""
