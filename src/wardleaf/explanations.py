"""Every kind of finding that any room can tell, gathered from the rooms' own lists, for `wardleaf explain`.

A room with findings has a module `faults` with a tuple `FAULTS`; it is found by that, so a new room needs no entry
here.
"""

from __future__ import annotations

import pkgutil
import re
from functools import cache
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import wardleaf
from wardleaf.findings import Fault
from wardleaf.source.suggest import closest

_PAGE = re.compile(r"(?:decisions/)?[a-z0-9-]+")


def find_page(wanted: str) -> str | None:
    """The text of the page of docs/ that `wanted` names, as `docs/word.md` or `word`; None when there is none. It is in
    the package, or in the repository where the package runs in it.
    """
    name = wanted.strip().replace("\\", "/").removeprefix("./").removeprefix("docs/").removesuffix(".md")
    if not _PAGE.fullmatch(name):
        return None
    for place in (files("wardleaf") / "pages", Path(__file__).parents[2] / "docs"):
        page = place.joinpath(f"{name}.md")
        if page.is_file():
            return page.read_text(encoding="utf-8")
    return None


@cache
def rooms_with_faults() -> tuple[str, ...]:
    """The names of the rooms that can tell something, in alphabetical order."""
    rooms = (room.name for room in pkgutil.iter_modules(wardleaf.__path__) if room.ispkg)
    return tuple(sorted(room for room in rooms if find_spec(f"wardleaf.{room}.faults")))


@cache
def all_faults() -> tuple[Fault, ...]:
    """Every kind of finding, by code."""
    found = [fault for room in rooms_with_faults() for fault in import_module(f"wardleaf.{room}.faults").FAULTS]
    return tuple(sorted(found, key=lambda fault: fault.code))


def find_fault(wanted: str) -> Fault | None:
    """The kind of finding with the code or the name `wanted`, capitals aside; None when there is none."""
    folded = wanted.strip().casefold()
    return next((fault for fault in all_faults() if folded in (fault.code.casefold(), fault.name)), None)


def nearest_faults(wanted: str) -> tuple[Fault, ...]:
    """What somebody who typed `wanted` may have meant: the likest code, the likest name, and names that hold the word."""
    folded = wanted.strip().casefold()
    by_word = {word: fault for fault in all_faults() for word in (fault.code.casefold(), fault.name)}
    near = closest(folded, by_word)
    holding = [fault for fault in all_faults() if folded and folded in fault.name]
    return tuple(dict.fromkeys([*([by_word[near]] if near else []), *holding]))
