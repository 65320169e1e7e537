"""Every fact that a clinic's file gives, as text by its path, whichever of them a handout prints."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from msgspec import Struct

from wardleaf.findings import Span
from wardleaf.library.schema import Clinic
from wardleaf.source.keys import At

# Keys of a clinic that no words of a handout come from.
_NO_FACTS = {"extends", "specimen", "specialty", "style", "span"}


def fact_texts(clinic: Clinic) -> Mapping[str, str]:
    """Every fact of `clinic` as its file gives it, by path (`phones.advice.day`, `services.nurse.phone`), in the order
    of the file's keys.
    """
    return dict(_facts(clinic, ""))


def is_within(path: str, name: str) -> bool:
    """Whether the fact at `path` is `name` or one of several below it."""
    return path == name or path.startswith(f"{name}.")


def _facts(value: object, path: str) -> Iterator[tuple[str, str]]:
    """The texts in `value`, a tree of the clinic's records, each under its path of keys."""
    match value:
        case None | Span():
            return
        case At():
            yield from _facts(value.value, path)
        case Mapping():
            for key, held in value.items():
                yield from _facts(held, f"{path}.{key}")
        case tuple() if all(isinstance(held, At) for held in value):
            if value:
                yield path, ", ".join(str(held.value) for held in value)
        case tuple():
            for held in value:
                yield from _facts(held, f"{path}.{held.id.value}")
        case str() | datetime.date():
            yield path, str(value)
        case Struct():
            for key in value.__struct_fields__:
                if key in _NO_FACTS or (path and key in ("id", "checked")):
                    continue
                name = {"purpose": "for"}.get(key, key.replace("_", "-"))
                yield from _facts(getattr(value, key), f"{path}.{name}" if path else name)
        case _:
            raise TypeError(type(value).__name__)
