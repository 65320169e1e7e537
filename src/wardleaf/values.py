"""Values with named parts: records of msgspec, and dataclasses where a part must not show or count. For whoever walks
through any of them.
"""

from __future__ import annotations

import dataclasses
from typing import TypeVar

from msgspec import Struct, structs

V = TypeVar("V")


def is_value(thing: object) -> bool:
    """Whether `thing` is a value with named parts."""
    return isinstance(thing, Struct) or (dataclasses.is_dataclass(thing) and not isinstance(thing, type))


def part_names(value: object) -> tuple[str, ...]:
    """The names of the parts of `value`, in the order in which its class lists them."""
    if isinstance(value, Struct):
        return value.__struct_fields__
    return tuple(field.name for field in dataclasses.fields(value))  # type: ignore[arg-type]  # asked by the caller


def parts_of(value: object) -> dict[str, object]:
    """The parts of `value` by their names."""
    return {name: getattr(value, name) for name in part_names(value)}


def replace(value: V, /, **changes: object) -> V:
    """`value` with other parts in the place of those that are named."""
    if isinstance(value, Struct):
        return structs.replace(value, **changes)
    return dataclasses.replace(value, **changes)  # type: ignore[type-var]  # a value is one of the two
