"""Records and dataclasses, walked through and changed alike; the rooms of plain values hold records alone."""

from __future__ import annotations

import copy
import pickle
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from msgspec import Struct

import wardleaf
from wardleaf.document.model import PictureData, Plain
from wardleaf.findings import SourceFile, Span
from wardleaf.source.keys import At
from wardleaf.values import is_value, part_names, parts_of, replace

NOT_RECORDS = re.compile(
    r"compare=False|repr=False|init=False|eq=False|default_factory=.*repr|__post_init__|class \w+\("
)
"""What a record cannot do: leave a part out of a comparison, or of what it shows."""


@dataclass(frozen=True)
class Held:
    one: int
    other: str = ""


class Kept(Struct, frozen=True):
    one: int
    other: str = ""


@pytest.mark.parametrize("made", [Held(1), Kept(1)], ids=["dataclass", "record"])
def test_both_kinds_are_walked_through_and_changed(made: Held | Kept) -> None:
    assert is_value(made)
    assert not is_value(type(made))
    assert part_names(made) == ("one", "other")
    assert parts_of(replace(made, other="x")) == {"one": 1, "other": "x"}
    assert made.other == ""
    with pytest.raises(AttributeError):
        made.one = 2  # type: ignore[misc]


@pytest.mark.parametrize("thing", [1, "a", (1,), {}, None, Kept])
def test_other_things_have_no_parts(thing: object) -> None:
    assert not is_value(thing)


def test_plain_values_are_records_since_a_dataclass_is_compiled_at_each_start() -> None:
    package = Path(wardleaf.__file__).parent
    compiled = []
    for path in sorted(package.rglob("*.py")):
        room = path.relative_to(package)
        classes = re.split(r"(?m)^(?=@dataclass\(frozen)", path.read_text(encoding="utf-8"))[1:]
        bodies = [re.split(r"(?m)^(?=\S)", text.partition(":\n")[2])[0] for text in classes]
        compiled += [
            f"{room}: {text.splitlines()[1]}"
            for text, body in zip(classes, bodies, strict=True)
            if not NOT_RECORDS.search(text.partition("\n")[0] + body) and "field(default_factory=dict)" not in body
        ]
    assert compiled == []


def test_values_go_to_other_processes_and_keep_what_they_mean() -> None:
    place = Span(SourceFile("a.md", "x\ny"), 2)
    value = At("x", place)
    assert pickle.loads(pickle.dumps(value)) == value == At("x", Span(SourceFile("b.md", ""), 7))  # noqa: S301  # made here
    assert hash(value) == hash(At("x", place))
    assert copy.deepcopy(Plain("a")) == Plain("a")


def test_a_picture_shows_its_path_and_not_its_bytes() -> None:
    assert (
        repr(PictureData(path="figures/a.png", data=b"secret" * 1000, kind="png", width=1, height=1))
        == "PictureData(path='figures/a.png')"
    )
