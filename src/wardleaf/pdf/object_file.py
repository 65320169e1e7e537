"""A PDF as bytes: numbered objects, packed into object streams, and a cross-reference stream. Knows nothing of pages.

Objects that are no streams are compressed together (ISO 32000-1, 7.5.7), which makes a tagged file a quarter as large.
Streams that are late stand behind everything else, so that files which differ only in those share all bytes before
them: what personal copies have in common is packed once. A file too large to be held goes out as its objects come.
"""

from __future__ import annotations

import hashlib
import struct
import sys
import zlib
from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_OBJECTS_A_STREAM = 200


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream: the entries of its dictionary without its length, and its data as it is stored."""

    entries: bytes
    data: bytes = field(repr=False)

    @property
    def body(self) -> bytes:
        """Dictionary and data (ISO 32000-1, 7.3.8); a line end before `endstream`, as ISO 19005-2 6.1.7.1 asks."""
        return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (self.entries, len(self.data), self.data)


_PLACE = struct.Struct(
    ">BIH"
)  # where an object is, as a row of the cross-reference stream has it (ISO 32000-1, table 18)


class ObjectFile:
    """A file that is packed but for its late streams.

    `objects` are all objects, by number from 1 without gaps; `late` the numbers of streams that may be given other
    data; `catalog` and `information` the numbers of what the trailer names; `level` is zlib's. The same objects give
    the same bytes.
    """

    def __init__(
        self,
        objects: Mapping[int, bytes | Stream],
        *,
        catalog: int,
        information: int,
        late: Collection[int] = (),
        level: int = -1,
    ) -> None:
        self._level = level
        self._late: dict[int, Stream] = {}
        parts = [_HEADER]
        offset = len(_HEADER)
        places: dict[int, bytes] = {}
        plain: list[tuple[int, bytes]] = []

        def write(number: int, body: bytes) -> None:
            nonlocal offset
            places[number] = _PLACE.pack(1, offset, 0)
            parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
            offset += len(parts[-1])

        for number in range(1, len(objects) + 1):
            held = objects[number]
            if isinstance(held, bytes):
                plain.append((number, held))
            elif number in late:
                self._late[number] = held
            else:
                write(number, held.body)
        last = len(objects)
        for start in range(0, len(plain), _OBJECTS_A_STREAM):
            last += 1
            group = plain[start : start + _OBJECTS_A_STREAM]
            for place, (number, _) in enumerate(group):
                places[number] = _PLACE.pack(2, last, place)
            write(last, _object_stream(group, level).body)
        self._number = last + 1  # of the cross-reference stream
        self._shared = b"".join(parts)
        self._hash = hashlib.sha256(self._shared)
        nowhere = _PLACE.pack(1, 0, 0)
        self._table = b"".join(
            [_PLACE.pack(0, 0, 65535), *(places.get(number, nowhere) for number in range(1, self._number + 1))]
        )
        self._trailer = _trailer(self._number + 1, b"1 4 2", catalog, information)

    @property
    def late(self) -> tuple[int, ...]:
        """The numbers of the late streams, in order."""
        return tuple(self._late)

    def written(self, late: Mapping[int, bytes] | None = None) -> bytes:
        """The file, its late streams with the data that `late` gives by number, else with their own."""
        given = late or {}
        parts = [self._shared]
        offset = len(self._shared)
        hashed = self._hash.copy()
        table = bytearray(self._table)
        for number, own in self._late.items():
            stream = Stream(own.entries, given[number]) if number in given else own
            parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, stream.body))
            _PLACE.pack_into(table, number * _PLACE.size, 1, offset, 0)
            hashed.update(parts[-1])
            offset += len(parts[-1])
        _PLACE.pack_into(table, self._number * _PLACE.size, 1, offset, 0)
        identity = hashed.hexdigest()[:32].upper().encode("ascii")
        parts.append(_file_end(self._number, offset, table, self._trailer, identity))
        return b"".join(parts)


class GrowingFile:
    """A file that goes out through `write` as its objects come. Held are those that wait for an object stream, and
    eight bytes for each one that was given a number.

    The same objects in the same order give the same bytes; `level` is zlib's.
    """

    def __init__(self, write: Callable[[bytes], object], *, level: int = -1) -> None:
        self._write, self._level = write, level
        self._hash = hashlib.sha256()
        self._offset = 0
        # A row of the cross-reference stream each: one byte of kind, five of place (a file may be longer than four have
        # room for), two of place within.
        self._places = array("Q", [0xFFFF])
        self._waiting: list[tuple[int, bytes]] = []
        self._put_out(_HEADER)

    @property
    def next(self) -> int:
        """The number that the next object will have."""
        return len(self._places)

    def reserve(self) -> int:
        """The number of an object that comes later; one that never comes is as good as none (ISO 32000-1, 7.3.10)."""
        self._places.append(0)
        return len(self._places) - 1

    def put(self, number: int, held: bytes | Stream) -> None:
        """Object `number`, which is given once."""
        if isinstance(held, Stream):
            self._put_stream(number, held)
            return
        self._waiting.append((number, held))
        if len(self._waiting) == _OBJECTS_A_STREAM:
            self._pack()

    def add(self, held: bytes | Stream) -> int:
        """A new object; gives its number."""
        number = self.reserve()
        self.put(number, held)
        return number

    def finish(self, *, catalog: int, information: int) -> None:
        """The rest of the file; `catalog` and `information` are the numbers of what the trailer names."""
        self._pack()
        number, offset = self.reserve(), self._offset
        self._places[number] = 1 << 56 | offset << 16
        identity = self._hash.hexdigest()[:32].upper().encode("ascii")
        if sys.byteorder == "little":
            self._places.byteswap()
        trailer = _trailer(len(self._places), b"1 5 2", catalog, information)
        self._put_out(_file_end(number, offset, self._places, trailer, identity))

    def _put_stream(self, number: int, stream: Stream) -> None:
        self._places[number] = 1 << 56 | self._offset << 16
        self._put_out(b"%d 0 obj\n%b\nendobj\n" % (number, stream.body))

    def _pack(self) -> None:
        """The objects that wait, in an object stream."""
        if not self._waiting:
            return
        group, self._waiting = self._waiting, []
        packed = self.reserve()
        for place, (number, _) in enumerate(group):
            self._places[number] = 2 << 56 | packed << 16 | place
        self._put_stream(packed, _object_stream(group, self._level))

    def _put_out(self, data: bytes) -> None:
        self._hash.update(data)
        self._offset += len(data)
        self._write(data)


def _object_stream(group: Sequence[tuple[int, bytes]], level: int) -> Stream:
    """The objects of `group`, in an object stream."""
    index: list[bytes] = []
    at = 0
    for number, body in group:
        index.append(b"%d %d" % (number, at))
        at += len(body) + 1
    head = b" ".join(index) + b"\n"
    packed = zlib.compress(head + b"\n".join(body for _, body in group), level)
    return Stream(b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(group), len(head)), packed)


def _trailer(size: int, widths: bytes, catalog: int, information: int) -> bytes:
    """What the cross-reference stream says of a file of `size` objects, its own among them; `widths` are those of a
    row, in bytes (ISO 32000-1, table 17).
    """
    return b"/Type/XRef/Size %d/W[%b]/Root %d 0 R/Info %d 0 R" % (size, widths, catalog, information)


def _file_end(number: int, offset: int, table: bytearray | array[int], trailer: bytes, identity: bytes) -> bytes:
    """Object `number`, which stands at `offset`: the cross-reference stream of the rows in `table`; and where a reader
    finds it.
    """
    entries = b"%b/ID[<%b><%b>]/Filter/FlateDecode" % (trailer, identity, identity)
    reference = Stream(entries, zlib.compress(table, 1))  # rows differ by small steps: more effort finds no more
    return b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (number, reference.body, offset)
