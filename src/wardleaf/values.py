"""Frozen dataclasses that are made quickly, for the modules that define dozens of them.

The standard library compiles six functions for each, which for all the values of a build takes as long as setting a handout. Here three are compiled, at
once, because many values are made and compared, and the others are shared. To a type checker it is the standard library's own decorator.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen: bool = False, slots: bool = False, kw_only: bool = False, **others: bool) -> Callable[[type], type]:
        """`dataclasses.dataclass`, quicker for classes that are frozen and have slots and whose fields all stand in `__init__`."""
        if others or not (frozen and slots):
            return dataclasses.dataclass(frozen=frozen, slots=slots, kw_only=kw_only, **others)

        def decorate(cls: type) -> type:
            if cls.__doc__ is None:
                cls.__doc__ = cls.__name__  # else the signature is worked out for it
            made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(cls)
            _complete(made, dataclasses.fields(made))
            return made

        return decorate


def _complete(cls: Any, fields: tuple[dataclasses.Field[Any], ...]) -> None:
    """Give `cls` what the standard library's decorator would have given it."""
    names = tuple(field.name for field in fields)
    shown = tuple(field.name for field in fields if field.repr)

    def represented(self: object) -> str:
        return f"{self.__class__.__qualname__}({', '.join([f'{name}={getattr(self, name)!r}' for name in shown])})"

    def stored(self: object) -> list[object]:
        return [getattr(self, name) for name in names]

    def restored(self: object, state: list[object]) -> None:
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    made = {**_compiled(cls, fields), "__repr__": represented, "__getstate__": stored, "__setstate__": restored}
    for name, function in made.items():
        if name not in cls.__dict__:
            setattr(cls, name, function)
    cls.__setattr__ = _set_nothing
    cls.__delattr__ = _delete_nothing


def _set_nothing(self: object, name: str, value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete_nothing(self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _compiled(cls: Any, fields: tuple[dataclasses.Field[Any], ...]) -> dict[str, Callable[..., object]]:
    """What values are made, compared and looked up by, as functions for these fields alone."""
    known: dict[str, object] = {"_made": _MADE}
    parameters: dict[bool, list[str]] = {False: [], True: []}
    lines: list[str] = []
    for field in fields:
        name, value = field.name, field.name
        given = name
        if field.default is not dataclasses.MISSING:
            known[f"_default_{name}"] = field.default
            given = f"{name}=_default_{name}"
        elif field.default_factory is not dataclasses.MISSING:
            known[f"_make_{name}"] = field.default_factory
            given, value = f"{name}=_made", f"_make_{name}() if {name} is _made else {name}"
        parameters[bool(field.kw_only)].append(given)
        known[f"_set_{name}"] = getattr(cls, name).__set__  # the slot's own, since setting an attribute is refused
        lines.append(f" _set_{name}(self, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    listed = ["self", *parameters[False], *(["*", *parameters[True]] if parameters[True] else [])]
    compared = [field.name for field in fields if field.compare]
    own = f"({''.join(f'self.{name}, ' for name in compared)})"
    code = (
        f"def __init__({', '.join(listed)}):\n"
        + "\n".join(lines or [" pass"])
        + f"\ndef __eq__(self, other):\n if other.__class__ is self.__class__: return {own} == {own.replace('self.', 'other.')}"
        + f"\n return NotImplemented\ndef __hash__(self): return hash({own})"
    )
    exec(code, known)  # noqa: S102  # made of field names, which are ours
    return {name: known[name] for name in ("__init__", "__eq__", "__hash__")}  # type: ignore[misc]


_MADE = object()  # stands for a default that is made anew for each value
