"""A file of Excel or Word: a ZIP archive with XML parts in it, read within bounds, so that one made to do harm is
refused in seconds (ECMA-376, part 2).

A document type is refused, and with it every entity of the file's own; nothing outside the archive is ever opened.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from types import TracebackType
from typing import IO, NamedTuple, Self
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from msgspec import Struct

_CHUNK = 1 << 16
_MOST_BEHIND = 1 << 20  # bytes of a single tag
# So many elements a file of any size may have, and so many more for each of its bytes. Lists and leaflets, which are
# packed, have less than one a byte; 60 KB that unpack to three million were made to keep a computer busy.
_ELEMENTS_OF_ANY = 200_000
_ELEMENTS_PER_BYTE = 2


class DamagedError(Exception):
    """A file that is not as such files are; nothing of it is told."""


class TooLargeError(Exception):
    """A file beyond a bound, which the words name; they hold nothing of the file."""


class Bounds(Struct, frozen=True, kw_only=True):
    """How much of a file is read: bytes of all parts when unpacked, elements of all parts, bytes of its list of parts,
    elements in one another; and what sentences call the pieces of which it has too many.
    """

    unpacked: int
    elements: int
    names: int
    depth: int
    pieces: str
    whole: str


class Relation(NamedTuple):
    """What a part points at: the kind, such as `worksheet`, and the part inside the file or the address outside it."""

    kind: str
    target: str


class Package:
    """The parts of the file that `file` reads, which it closes; raises `DamagedError` when it is no archive. A context
    manager.
    """

    def __init__(self, file: IO[bytes], bounds: Bounds) -> None:
        self.bounds = bounds
        self._elements = self._bytes = 0
        self._file = file
        self._size = file.seek(0, io.SEEK_END)
        try:
            self._archive = zipfile.ZipFile(_Bounded(file, bounds))
            if len(self.parts) < len(self._archive.infolist()):  # a part that is there twice: Office may show the other
                raise zipfile.BadZipFile
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as problem:
            self._file.close()
            raise DamagedError from problem
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._archive.close()
        self._file.close()

    def count_elements(self, number: int) -> None:
        """Count elements that were read in any of the parts; raises `TooLargeError` when they are too many."""
        self._elements += number
        if self._elements > self.bounds.elements:
            raise TooLargeError(
                f"it has more than {self.bounds.elements:,} {self.bounds.pieces}, the most that Wardleaf reads"
            )
        most = _ELEMENTS_OF_ANY + _ELEMENTS_PER_BYTE * self._size
        if self._elements > most:
            raise TooLargeError(
                f"it has more than {most:,} {self.bounds.pieces}, more than Wardleaf reads from a file of "
                f"{max(1, self._size // 1000):,} KB; copy what it shows into a new file, and save that"
            )

    @property
    def parts(self) -> frozenset[str]:
        return frozenset(self._archive.namelist())

    def chunks(self, part: str) -> Iterator[bytes]:
        """The bytes of `part`, piece by piece."""
        try:
            entry = self._archive.getinfo(part)
            if entry.flag_bits & 1 or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise DamagedError
            with self._archive.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    self._bytes += len(chunk)
                    if self._bytes > self.bounds.unpacked:
                        raise TooLargeError(
                            f"it has more than {self.bounds.unpacked // 1024 // 1024} MB when it is unpacked, the most that Wardleaf reads"
                        )
                    yield chunk
        except (
            KeyError,
            zipfile.BadZipFile,
            zlib.error,
            ValueError,
            NotImplementedError,
            EOFError,
            OverflowError,
        ) as problem:
            raise DamagedError from problem

    def relations(self, part: str) -> Mapping[str, Relation]:
        """What `part` (nothing for the whole package) points at inside the file, by id."""
        folder = posixpath.split(part)[0]
        return {
            id: Relation(kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
            for id, kind, target, outside in self._relations(part)
            if not outside
        }

    def outside(self, part: str) -> Mapping[str, Relation]:
        """What `part` points at outside the file, by id: addresses, which nobody opens here."""
        return {id: Relation(kind, target) for id, kind, target, outside in self._relations(part) if outside}

    def _relations(self, part: str) -> Iterator[tuple[str, str, str, bool]]:
        folder, name = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if listed not in self.parts:
            return
        for element in self.tree(listed):
            if element.tag.rpartition("}")[2] == "Relationship":
                kind = posixpath.basename(element.get("Type", ""))
                yield element.get("Id", ""), kind, element.get("Target", ""), element.get("TargetMode") == "External"

    def tree(self, part: str) -> Element:
        """The XML of `part` as elements with names like `{namespace}name`; remarks and instructions are left out."""
        return _tree(self.chunks(part), count=self.count_elements, depth=self.bounds.depth)


def xml_tree(data: bytes, *, elements: int, depth: int) -> Element:
    """The XML in `data`, with no more than so many elements, as elements. Raises `DamagedError` for anything else."""
    counted = 0

    def count(number: int) -> None:
        nonlocal counted
        counted += number
        if counted > elements:
            raise DamagedError

    return _tree(iter((data,)), count=count, depth=depth)


def _tree(chunks: Iterator[bytes], *, count: Callable[[int], None], depth: int) -> Element:
    builder = TreeBuilder()
    names: dict[str, str] = {}
    inside = 0

    def named(name: str) -> str:
        plain = names.get(name)
        if plain is None:
            space, _, local = name.rpartition(" ")
            plain = names[name] = f"{{{space}}}{local}" if space else local
        return plain

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        inside += 1
        if inside > depth:
            raise DamagedError
        builder.start(named(name), {named(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal inside
        inside -= 1
        builder.end(named(name))

    reader = XmlFeed(count, start=start, text=builder.data, end=end)
    for chunk in chunks:
        reader.feed(chunk)
    reader.feed(b"", last=True)
    return builder.close()


class _Bounded(io.RawIOBase):
    """A file of which no more than a bound is asked at once: ZipFile asks for the whole list of parts, however long the
    file says that it is.
    """

    def __init__(self, file: IO[bytes], bounds: Bounds) -> None:
        self._inner, self._bounds = file, bounds

    def read(self, size: int = -1) -> bytes:
        most = self._bounds.names
        found = self._inner.read(size if 0 <= size <= most else most + 1)
        if len(found) > most:
            raise TooLargeError(
                f"it has more parts than {self._bounds.whole} can have; Wardleaf reads {most // 1024 // 1024} MB of their names"
            )
        return found

    def seek(self, offset: int, whence: int = 0) -> int:
        if offset < 0 and whence == io.SEEK_SET:  # where a damaged list of parts says that one begins
            raise zipfile.BadZipFile
        return self._inner.seek(offset, whence)

    def tell(self) -> int:
        return self._inner.tell()

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True


class XmlFeed:
    """Reads XML piece by piece; names are given as `namespace name`, and `count` is told how many elements there were.

    Raises `DamagedError` and `TooLargeError`.
    """

    def __init__(
        self,
        count: Callable[[int], None],
        *,
        start: Callable[[str, dict[str, str]], None],
        text: Callable[[str], None] | None,
        end: Callable[[str], None],
    ) -> None:
        self._count, self._elements, self._start = count, 0, start
        self._fed = 0
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._on_start
        parser.EndElementHandler = end
        parser.StartDoctypeDeclHandler = _refuse
        parser.EntityDeclHandler = _refuse
        if text:
            parser.CharacterDataHandler = text

    def feed(self, chunk: bytes, *, last: bool = False) -> None:
        """Read on with `chunk`."""
        try:
            self._parser.Parse(chunk, last)
        except expat.ExpatError as problem:
            raise DamagedError from problem
        self._count(self._elements)
        self._elements = 0
        self._fed += len(chunk)
        if not last and self._fed - self._parser.CurrentByteIndex > _MOST_BEHIND:
            raise TooLargeError(
                f"a single sign of its XML has more than {_MOST_BEHIND // 1024} KB, the most that Wardleaf reads"
            )

    def _on_start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._start(name, attributes)


def _refuse(*_: object) -> None:
    raise DamagedError
