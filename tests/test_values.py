"""The quick decorator makes the classes that the standard library's makes."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from wardleaf.values import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    file: str
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was told, and where."""

    words: str
    places: list[Place] = dataclasses.field(default_factory=list)
    aside: str = dataclasses.field(default="", repr=False)
    note: str = dataclasses.field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Long(Place):
    column: int = 0

    def __post_init__(self) -> None:
        if self.column < 0:
            raise ValueError("no such column")


@dataclass(frozen=True, slots=True)
class Nothing:
    """No fields."""


@dataclass(frozen=True, slots=True)
class Shouted:
    words: str

    def __repr__(self) -> str:
        return self.words.upper()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Shouted) and self.words.lower() == other.words.lower()

    def __hash__(self) -> int:
        return hash(self.words.lower())


def test_values_are_made_by_place_and_by_name() -> None:
    assert Place("a.md") == Place(file="a.md", line=1)
    assert Long("a.md", 2, 3).column == 3
    assert Told(words="x").places == []
    first, second = Told(words="x"), Told(words="x")
    assert first.places is not second.places
    with pytest.raises(TypeError):
        Told("x")  # type: ignore[misc]
    with pytest.raises(TypeError):
        Place()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Place("a.md", where=3)  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="no such column"):
        Long("a.md", 1, -1)


def test_values_equal_values_of_their_own_class_with_the_same_fields() -> None:
    assert Place("a.md", 2) != Place("a.md", 3)
    assert len({Place("a.md"), Place("a.md"), Place("b.md")}) == 2
    assert Place("a.md") != Long("a.md")
    assert Place("a.md") != ("a.md", 1)
    assert Told(words="x", note="one") == Told(words="x", note="two")
    assert Told(words="x", aside="one") != Told(words="x", aside="two")
    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(Nothing())


def test_what_a_class_says_of_itself_stays() -> None:
    assert repr(Shouted("a")) == "A"
    assert Shouted("a") == Shouted("A")
    assert len({Shouted("a"), Shouted("A")}) == 1


@pytest.mark.parametrize("value", [Place("a.md"), Long("a.md", 2), Nothing()])
@pytest.mark.parametrize("change", [lambda value: setattr(value, "line", 2), lambda value: delattr(value, "line")])
def test_values_never_change(value: object, change: Callable[[object], None]) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        change(value)


@pytest.mark.parametrize("value", [Place("a.md", 2), Long("a.md", 2, 3), Nothing(), Told(words="x", places=[Place("b")], note="n")])
def test_values_are_copied_and_sent_to_other_processes(value: Any) -> None:
    for made in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value)), dataclasses.replace(value)):  # noqa: S301  # our own
        assert made == value
        assert repr(made) == repr(value)
        assert dataclasses.astuple(made) == dataclasses.astuple(value)


def test_everything_else_is_as_the_standard_library_has_it() -> None:
    @dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
    class Theirs:
        words: str
        places: list[Place] = dataclasses.field(default_factory=list)
        aside: str = dataclasses.field(default="", repr=False)

    theirs = repr(Theirs(words="x", places=[Place("a.md")])).partition("(")[2]
    assert repr(Told(words="x", places=[Place("a.md")])).partition("(")[2] == theirs.replace(")])", ")], note='')")
    assert (Place.__match_args__, Told.__match_args__, Long.__match_args__) == (("file", "line"), (), ("file", "line", "column"))
    assert [field.name for field in dataclasses.fields(Long)] == ["file", "line", "column"]
    assert not hasattr(Place("a.md"), "__dict__")
    assert Told.__doc__ == "What was told, and where."


def test_other_kinds_of_classes_are_the_standard_librarys() -> None:
    @dataclass(frozen=True, slots=True, order=True)
    class Ordered:
        number: int

    @dataclass(slots=True)
    class Changing:
        number: int

    assert Ordered(1) < Ordered(2)
    changing = Changing(1)
    changing.number = 2
    assert changing == Changing(2)
