"""The words that schemas are written in: values that keep their place, and how a key is named and described.

A schema is a frozen record. A field `main_message` is the key `main-message`; `Annotated[T, Key("…")]` describes it for
editors and may name it otherwise; a field without a default is required; a field of type `Span` receives the place of
the whole mapping; a class variable `exactly_one` names fields of which one is written and no other.
"""

from __future__ import annotations

from typing import ClassVar, Generic, Protocol, Self, TypeVar, runtime_checkable

from msgspec import Struct

from wardleaf.findings import Span

T = TypeVar("T")


class At(Struct, Generic[T], frozen=True):
    """A value and the place where somebody wrote it. Two are equal when their values are."""

    value: T
    span: Span

    def __eq__(self, other: object) -> bool:
        return isinstance(other, At) and self.value == other.value

    def __hash__(self) -> int:
        return hash(self.value)


class Key(Struct, frozen=True):
    """What a key is for, in a sentence for authors; `name` when the key is not spelled like the field. `filled`: a list
    without items would say the contrary of what somebody means, so it is an error.
    """

    description: str
    name: str = ""
    filled: bool = False


@runtime_checkable
class Written(Protocol):
    """A type that is written as one scalar: `parse` takes the text and raises `ValueError`; `expects` says what is
    wanted.
    """

    expects: ClassVar[str]
    pattern: ClassVar[str]

    @classmethod
    def parse(cls, text: str) -> Self: ...
