"""Every kind of finding that the source can tell is listed once and explained."""

from __future__ import annotations

import re
from collections import Counter
from importlib import import_module
from pathlib import Path

from wardleaf.explanations import all_faults, find_fault, nearest_faults, rooms_with_faults
from wardleaf.findings import Fault

SOURCE = Path(__file__).parents[1] / "src" / "wardleaf"


def test_every_room_that_has_faults_is_asked() -> None:
    assert {"bibliography", "document", "library", "records", "source", "style", "typeset"} <= set(rooms_with_faults())
    assert sorted(rooms_with_faults()) == sorted(path.parent.name for path in SOURCE.glob("*/faults.py"))


def test_every_fault_of_a_room_is_in_its_list() -> None:
    for room in rooms_with_faults():
        module = import_module(f"wardleaf.{room}.faults")
        written = {value for value in vars(module).values() if isinstance(value, Fault)}
        assert module.FAULTS
        assert written <= set(module.FAULTS), room


def test_every_code_that_stands_in_the_source_is_listed() -> None:
    making = re.compile(r'\b(?:error|warning|info)\(\s*"([A-Z]\d{3})"')
    written = {code for path in SOURCE.rglob("*.py") for code in making.findall(path.read_text(encoding="utf-8"))}
    assert len(written) > 150
    assert written <= {fault.code for fault in all_faults()}


def test_every_fault_that_the_source_tells_is_listed() -> None:
    rooms = [import_module(f"wardleaf.{room}.faults") for room in rooms_with_faults()]
    listed = {name for room in rooms for name, value in vars(room).items() if isinstance(value, Fault)}
    told = {
        name
        for path in SOURCE.rglob("*.py")
        for name in re.findall(r"\bfaults\.([A-Z][A-Z_]+)\b", path.read_text(encoding="utf-8"))
    }
    assert len(told) > 80
    assert told - {"FAULTS"} <= listed


def test_codes_and_names_mean_one_thing_in_all_rooms() -> None:
    assert [code for code, count in Counter(fault.code for fault in all_faults()).items() if count > 1] == []
    # L309 and L404 share a name; nothing else may.
    assert {name: count for name, count in Counter(fault.name for fault in all_faults()).items() if count > 1} == {}


def test_every_fault_is_explained_in_sentences() -> None:
    for fault in all_faults():
        assert re.fullmatch(r"[A-Z]\d{3}", fault.code)
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", fault.name), fault.code
        assert fault.explanation.rstrip('`"')[-1] in ".:", fault.code
        assert len(fault.explanation.split()) >= 6, fault.code


def test_finding_one() -> None:
    assert find_fault(" l104 ") is find_fault("unknown-key") is not None
    assert find_fault("nothing") is None
    assert [fault.name for fault in nearest_faults("unknwon-key")] == ["unknown-key"]
    assert len(nearest_faults("picture")) > 2
