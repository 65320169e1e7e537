"""Every kind of finding that any room can tell, gathered from the rooms' own lists, for `wardleaf explain`.

A room with findings has a module `faults` with a tuple `FAULTS`; it is found by that, so a new room needs no entry
here.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from importlib.util import find_spec

import wardleaf
from wardleaf.findings import Fault
from wardleaf.source.suggest import closest


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
