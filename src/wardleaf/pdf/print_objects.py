"""The objects of a print file, numbered as they are asked for. Knows nothing of pages or of pypdf."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from wardleaf.pdf.object_file import ObjectFile, Stream

LEVEL = 9


class PrintObjects:
    """The objects of one file, or of a part of one, numbered from `first` in the order in which they were asked for.

    `late` are the streams that other copies of the file give other data.
    """

    def __init__(self, first: int = 1) -> None:
        self._first = first
        self._held: dict[int, bytes | Stream] = {}
        self.size = 0
        self.late: set[int] = set()

    @property
    def held(self) -> Mapping[int, bytes | Stream]:
        """All objects by number, in order."""
        return self._held

    def reserve(self) -> int:
        """The number of an object whose body comes later."""
        number = self._first + len(self._held)
        self._held[number] = b"null"
        return number

    def put(self, number: int, body: bytes) -> None:
        """Give object `number` its body."""
        self._held[number] = body
        self.size += len(body)

    def put_stream(self, number: int, entries: bytes, data: bytes) -> None:
        """Make object `number` a stream of `data`; `entries` are those of its dictionary, without its length."""
        self._held[number] = Stream(entries, data)
        self.size += len(entries) + len(data)

    def stream(self, number: int) -> Stream:
        """The stream that object `number` is."""
        held = self._held[number]
        if isinstance(held, bytes):
            raise TypeError(f"object {number} is no stream")
        return held

    def add(self, body: bytes) -> int:
        """A new object with this body; gives its number."""
        number = self.reserve()
        self.put(number, body)
        return number

    def add_stream(self, entries: bytes, data: bytes) -> int:
        """A new stream that holds `data`; gives its number."""
        number = self.reserve()
        self.put_stream(number, entries, data)
        return number

    def add_packed(self, entries: bytes, data: bytes) -> int:
        """A new stream that holds `data` compressed; gives its number."""
        return self.add_stream(b"/Filter/FlateDecode" + entries, zlib.compress(data, LEVEL))

    def finish(self, catalog: int, information: int) -> ObjectFile:
        return ObjectFile(self._held, catalog=catalog, information=information, late=self.late, level=LEVEL)
