"""What a value may look like: the shapes that decoding and JSON Schema both follow, made once from type annotations.

`form_of` turns `Annotated[At[str] | None, Key("…")]` into data. Nothing here reads YAML.
"""

from __future__ import annotations

import datetime
import types
import typing
from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec import Struct, structs

from wardleaf.findings import Span
from wardleaf.source.keys import At, Key, Written


class TextForm(Struct, frozen=True):
    """Any text but the empty one."""


class WholeNumberForm(Struct, frozen=True):
    """A whole number."""


class YesNoForm(Struct, frozen=True):
    """Yes or no."""


class DateForm(Struct, frozen=True):
    """A day of the calendar."""


class ChoiceForm(Struct, frozen=True):
    """One of these words."""

    words: tuple[str, ...]


class WrittenForm(Struct, frozen=True):
    """A type that parses its own text."""

    written: type[Written]


class ListForm(Struct, frozen=True):
    """A list of one kind of thing."""

    item: Form


class MappingForm(Struct, frozen=True):
    """Free keys, each with one kind of thing."""

    value: Form


class FieldForm(Struct, frozen=True):
    """One key of a record: the key as written, the argument it becomes, and what it is for."""

    key: str
    argument: str
    form: Form
    required: bool
    description: str = ""
    filled: bool = False


class RecordForm(Struct, frozen=True):
    """A fixed list of keys, from which `build` makes the value.

    The place of the mapping goes to the argument `span_argument`, if any. Of the keys in `exactly_one`, if any, one is
    written and no other.
    """

    build: Callable[..., object]
    fields: tuple[FieldForm, ...]
    span_argument: str = ""
    description: str = ""
    exactly_one: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(field.key for field in self.fields)


class OptionalForm(Struct, frozen=True):
    """A thing or none."""

    inner: Form


class PlacedForm(Struct, frozen=True):
    """A thing that keeps its place."""

    inner: Form


class VariantForm(Struct, frozen=True):
    """One of several shapes: at most one that is a text, one that is a list, and any number with keys."""

    scalar: Form | None
    sequence: Form | None
    mappings: tuple[RecordForm | MappingForm, ...]


ScalarForm = TextForm | WholeNumberForm | YesNoForm | DateForm | ChoiceForm | WrittenForm
Form = ScalarForm | ListForm | MappingForm | RecordForm | OptionalForm | PlacedForm | VariantForm

_PLAIN: Mapping[object, Form] = {str: TextForm(), int: WholeNumberForm(), bool: YesNoForm(), datetime.date: DateForm()}


# The type checker has no word for "a type annotation": Any stands for that here, and only here.
@cache
def form_of(wanted: Any) -> Form:
    """The form of a type annotation; `TypeError` for one that nobody can write."""
    plain = _PLAIN.get(wanted)
    if plain is not None:
        return plain
    origin, arguments = get_origin(wanted), get_args(wanted)
    if origin is Annotated:
        return form_of(arguments[0])
    if origin is Literal:
        return ChoiceForm(arguments)
    if origin is At:
        return PlacedForm(form_of(arguments[0]))
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return ListForm(form_of(arguments[0]))
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return MappingForm(form_of(arguments[1]))
    if origin in (Union, types.UnionType):
        return _union(arguments)
    if isinstance(wanted, type) and hasattr(wanted, "parse") and hasattr(wanted, "expects"):
        return WrittenForm(wanted)
    if isinstance(wanted, type) and issubclass(wanted, Struct):
        return _record(wanted)
    raise TypeError(wanted)


def _union(members: tuple[Any, ...]) -> Form:
    some = tuple(member for member in members if member is not types.NoneType)
    if len(some) == 1:
        form = form_of(some[0])
    else:
        scalar: Form | None = None
        sequence: Form | None = None
        mappings: list[RecordForm | MappingForm] = []
        for member in some:
            form = form_of(member)
            bare = form.inner if isinstance(form, PlacedForm) else form
            if isinstance(bare, RecordForm | MappingForm):
                mappings.append(bare)
            elif isinstance(bare, ListForm):
                sequence = form
            else:
                scalar = form
        form = VariantForm(scalar, sequence, tuple(mappings))
    return OptionalForm(form) if len(some) < len(members) else form


def _record(wanted: type[Struct]) -> RecordForm:
    hints = typing.get_type_hints(wanted, include_extras=True)
    span_argument = ""
    fields: list[FieldForm] = []
    for field in structs.fields(wanted):
        hint = hints[field.name]
        if hint is Span:
            span_argument = field.name
            continue
        key = next((mark for mark in getattr(hint, "__metadata__", ()) if isinstance(mark, Key)), Key(""))
        fields.append(
            FieldForm(
                key.name or field.name.replace("_", "-"),
                field.name,
                form_of(hint),
                field.required,
                key.description,
                field.required or key.filled,
            )
        )
    names: tuple[str, ...] = getattr(wanted, "exactly_one", ())
    exactly_one = tuple(field.key for field in fields if field.argument in names)
    purpose = " ".join((wanted.__doc__ or "").strip().partition("\n\n")[0].split())
    return RecordForm(wanted, tuple(fields), span_argument, purpose, exactly_one)
