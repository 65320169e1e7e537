"""Looking into PDF objects that may be missing, of the wrong kind or endless, without ever failing.

Everything that pypdf may raise or log stops here. Values come out as plain Python; what is not there is `None`, an
empty text or nothing.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    StreamObject,
)

_CHAIN = 8
_MOST_NODES = 50
_MESSAGES = 20

Reference = tuple[int, int]


class _Collector(logging.Handler):
    def __init__(self, messages: dict[str, None]) -> None:
        super().__init__()
        self.messages = messages

    def emit(self, record: logging.LogRecord) -> None:
        if len(self.messages) < _MESSAGES:
            self.messages.setdefault(record.getMessage())


@contextmanager
def overheard() -> Iterator[dict[str, None]]:
    """Collects what pypdf would log while it mends a file; each message once, the first twenty."""
    logger = logging.getLogger("pypdf")
    messages: dict[str, None] = {}
    collector = _Collector(messages)
    before = logger.propagate
    logger.addHandler(collector)
    logger.propagate = False
    try:
        yield messages
    finally:
        logger.propagate = before
        logger.removeHandler(collector)


def resolved(value: object) -> object:
    """What an indirect object stands for; `None` for null, for what is missing and for what cannot be read."""
    for _ in range(_CHAIN):
        if not isinstance(value, IndirectObject):
            break
        try:
            value = value.get_object()
        except Exception:
            return None
    return None if isinstance(value, (NullObject, IndirectObject)) else value


def raw_entry(holder: object, key: str) -> object:
    """The entry `key` (with its slash) of a dictionary, not followed; `None` when there is none."""
    return (
        dict.get(holder, key) if isinstance(holder, DictionaryObject) else None
    )  # pypdf's own get would follow it, and may fail


def entry(holder: object, key: str) -> object:
    """The entry `key` (with its slash) of a dictionary, followed."""
    return resolved(raw_entry(holder, key))


def inherited(holder: object, key: str) -> object:
    """An entry of a page or a form field, not followed, or of the nodes above it (ISO 32000-1, 7.7.3.4 and 12.7.3)."""
    node: object = holder
    for _ in range(_MOST_NODES):
        found = raw_entry(node, key)
        if resolved(found) is not None:
            return found
        node = entry(node, "/Parent")
    return None


def dictionary(value: object) -> DictionaryObject | None:
    """`value` followed, when it is a dictionary or a stream."""
    found = resolved(value)
    return found if isinstance(found, DictionaryObject) else None


def sequence(value: object) -> Sequence[object]:
    """The entries of an array, not followed; empty for anything else."""
    found = resolved(value)
    return found if isinstance(found, ArrayObject) else ()


def reference(value: object) -> Reference | None:
    """The number and generation of an indirect object."""
    return (value.idnum, value.generation) if isinstance(value, IndirectObject) else None


def number(value: object) -> float | None:
    """A finite number."""
    found = resolved(value)
    if isinstance(found, bool) or not isinstance(found, (int, float)):
        return None
    try:
        plain = float(found)
    except (OverflowError, ValueError):
        return None
    return plain if math.isfinite(plain) else None


def integer(value: object) -> int | None:
    """A whole number."""
    found = resolved(value)
    return int(found) if isinstance(found, int) and not isinstance(found, bool) else None


def numbers(value: object, count: int) -> tuple[float, ...] | None:
    """Exactly `count` numbers of an array."""
    found = [number(part) for part in sequence(value)[:count]]
    return tuple(part for part in found if part is not None) if len(found) == count and None not in found else None


def name(value: object) -> str:
    """A name without its slash; empty for anything else."""
    found = resolved(value)
    return str(found).removeprefix("/") if isinstance(found, NameObject) else ""


def truth(value: object) -> bool:
    """Whether a boolean object is true."""
    found = resolved(value)
    return bool(getattr(found, "value", False) is True)


def text(value: object) -> str:
    """A text string (ISO 32000-1, 7.9.2.2); empty for anything else."""
    found = resolved(value)
    if isinstance(found, (ByteStringObject, bytes)):
        return decode_text(bytes(found))
    return str(found) if isinstance(found, str) and not isinstance(found, NameObject) else ""


def decode_text(data: bytes) -> str:
    """The words of a text string's bytes: UTF-16 or UTF-8 by its mark, else as Latin-1, which is PDFDocEncoding for
    letters.
    """
    for mark, encoding in ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\xef\xbb\xbf", "utf-8")):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    return data.decode("latin-1")


def stream_data(value: object) -> bytes | None:
    """The decoded bytes of a stream; `None` when it is none or cannot be decoded."""
    found = resolved(value)
    if not isinstance(found, StreamObject):
        return None
    try:
        data = found.get_data()
    except Exception:
        return None
    return data if isinstance(data, bytes) else str(data).encode("latin-1", "replace")
