"""Codes are promises: never two meanings, always a page that explains."""

from __future__ import annotations

import re
from collections import Counter

from wardleaf.library import faults as library_faults
from wardleaf.source import faults as source_faults
from wardleaf.style import faults as style_faults

ROOMS = {"L1": source_faults, "L3": library_faults, "S1": style_faults}
ALL = [fault for room in ROOMS.values() for fault in room.FAULTS]


def test_every_code_and_every_name_means_one_thing() -> None:
    assert len(ALL) > 40
    assert [code for code, count in Counter(fault.code for fault in ALL).items() if count > 1] == []
    assert [name for name, count in Counter(fault.name for fault in ALL).items() if count > 1] == []


def test_every_fault_of_a_room_is_listed_under_its_prefix() -> None:
    for prefix, room in ROOMS.items():
        written = [value for value in vars(room).values() if type(value).__name__ == "Fault"]
        assert list(room.FAULTS) == written
        assert all(re.fullmatch(rf"{prefix}\d\d", fault.code) for fault in written)


def test_every_fault_is_explained_in_sentences() -> None:
    for fault in ALL:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", fault.name), fault.code
        assert fault.explanation.endswith("."), fault.code
        assert len(fault.explanation.split()) > 8, fault.code
