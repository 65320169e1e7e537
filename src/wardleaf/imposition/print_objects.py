"""The print file as bytes: numbered objects, packed into object streams, and a cross-reference stream. Knows nothing of pages or of pypdf.

Objects that are no streams are compressed together (ISO 32000-1, 7.5.7), which pypdf's own writer does not do; the same objects give the same bytes.
"""

from __future__ import annotations

import hashlib
import zlib

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_OBJECTS_A_STREAM = 200


class PrintObjects:
    """The objects of one file, numbered from 1 in the order in which they were asked for."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []
        self._streams: dict[int, bytes] = {}
        self.size = 0

    def reserve(self) -> int:
        """The number of an object whose body comes later."""
        self._bodies.append(b"null")
        return len(self._bodies)

    def put(self, number: int, body: bytes) -> None:
        """Give object `number` its body."""
        self._bodies[number - 1] = body
        self.size += len(body)

    def put_stream(self, number: int, entries: bytes, data: bytes) -> None:
        """Make object `number` a stream of `data`; `entries` are those of its dictionary, without its length."""
        self.put(number, b"<<%b/Length %d>>" % (entries, len(data)))
        self._streams[number] = data
        self.size += len(data)

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
        return self.add_stream(b"/Filter/FlateDecode" + entries, zlib.compress(data, 9))

    def finish(self, catalog: int, information: int) -> bytes:
        """The file."""
        parts = [_HEADER]
        offset = len(_HEADER)
        places: dict[int, tuple[int, int, int]] = {}
        plain: list[tuple[int, bytes]] = []

        def write(number: int, body: bytes, data: bytes) -> None:
            nonlocal offset
            places[number] = (1, offset, 0)
            parts.append(b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (number, body, data))
            offset += len(parts[-1])

        for number, body in enumerate(self._bodies, start=1):
            if number in self._streams:
                write(number, body, self._streams[number])
            else:
                plain.append((number, body))
        last = len(self._bodies)
        for start in range(0, len(plain), _OBJECTS_A_STREAM):
            group = plain[start : start + _OBJECTS_A_STREAM]
            last += 1
            index: list[bytes] = []
            at = 0
            for place, (number, body) in enumerate(group):
                index.append(b"%d %d" % (number, at))
                at += len(body) + 1
                places[number] = (2, last, place)
            head = b" ".join(index) + b"\n"
            packed = zlib.compress(head + b"\n".join(body for _, body in group), 9)
            write(last, b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>" % (len(group), len(head), len(packed)), packed)
        last += 1
        places[last] = (1, offset, 0)
        table = b"".join(
            kind.to_bytes(1, "big") + second.to_bytes(4, "big") + third.to_bytes(2, "big")
            for kind, second, third in ((0, 0, 65535), *(places[number] for number in range(1, last + 1)))
        )
        packed = zlib.compress(table, 9)
        identity = hashlib.sha256(b"".join(parts)).hexdigest()[:32].upper().encode("ascii")
        head = b"<</Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]/Filter/FlateDecode/Length %d>>" % (
            last + 1,
            catalog,
            information,
            identity,
            identity,
            len(packed),
        )
        parts.append(b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (last, head, packed, offset))
        return b"".join(parts)


def pdf_text(text: str) -> bytes:
    """`text` as a PDF string: plain where it is printable ASCII, UTF-16 in hexadecimal otherwise (ISO 32000-1, 7.9.2.2)."""
    if text.isascii() and text.isprintable():
        return b"(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("ascii") + b")"
    return b"<FEFF" + text.encode("utf-16-be", "replace").hex().upper().encode("ascii") + b">"


def number(value: float) -> bytes:
    """A PDF number with at most four decimals."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return b"0" if text in {"", "-0"} else text.encode("ascii")


def numbers(*values: float) -> bytes:
    """PDF numbers with a space between them."""
    return b" ".join(map(number, values))
