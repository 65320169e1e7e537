"""What a value may look like: the shapes that decoding and JSON Schema both follow, made once from type annotations.

`form_of` turns `Annotated[At[str] | None, Key("…")]` into data. Nothing here reads YAML.
"""

from __future__ import annotations

import dataclasses
import datetime
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from wardleaf.findings import Span
from wardleaf.source.keys import At, Key, Written


@dataclass(frozen=True, slots=True)
class TextForm:
    """Any text but the empty one."""


@dataclass(frozen=True, slots=True)
class WholeNumberForm:
    """A whole number."""


@dataclass(frozen=True, slots=True)
class YesNoForm:
    """Yes or no."""


@dataclass(frozen=True, slots=True)
class DateForm:
    """A day of the calendar."""


@dataclass(frozen=True, slots=True)
class ChoiceForm:
    """One of these words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """A type that parses its own text."""

    written: type[Written]


@dataclass(frozen=True, slots=True)
class ListForm:
    """A list of one kind of thing."""

    item: Form


@dataclass(frozen=True, slots=True)
class MappingForm:
    """Free keys, each with one kind of thing."""

    value: Form


@dataclass(frozen=True, slots=True)
class FieldForm:
    """One key of a record: the key as written, the argument it becomes, and what it is for."""

    key: str
    argument: str
    form: Form
    required: bool
    description: str = ""


@dataclass(frozen=True, slots=True)
class RecordForm:
    """A fixed list of keys, from which `build` makes the value.

    The place of the mapping goes to the argument `span_argument`, if any. Of the keys in `exactly_one`, if any, one is written and no other.
    """

    build: Callable[..., object]
    fields: tuple[FieldForm, ...]
    span_argument: str = ""
    description: str = ""
    exactly_one: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys as written."""
        return tuple(field.key for field in self.fields)


@dataclass(frozen=True, slots=True)
class OptionalForm:
    """A thing or none."""

    inner: Form


@dataclass(frozen=True, slots=True)
class PlacedForm:
    """A thing that keeps its place."""

    inner: Form


@dataclass(frozen=True, slots=True)
class VariantForm:
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
    if dataclasses.is_dataclass(wanted) and isinstance(wanted, type):
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


def _record(wanted: type) -> RecordForm:
    hints = typing.get_type_hints(wanted, include_extras=True)
    span_argument = ""
    fields: list[FieldForm] = []
    for field in dataclasses.fields(wanted):
        hint = hints[field.name]
        if hint is Span:
            span_argument = field.name
            continue
        key = next((mark for mark in getattr(hint, "__metadata__", ()) if isinstance(mark, Key)), Key(""))
        required = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        fields.append(FieldForm(key.name or field.name.replace("_", "-"), field.name, form_of(hint), required, key.description))
    names: tuple[str, ...] = getattr(wanted, "exactly_one", ())
    exactly_one = tuple(field.key for field in fields if field.argument in names)
    return RecordForm(wanted, tuple(fields), span_argument, (wanted.__doc__ or "").strip().split("\n")[0], exactly_one)
