"""A workbook as a file: a ZIP archive with XML parts in it, read within bounds, so that one made to do harm is refused
in seconds (ECMA-376, parts 1 and 2).
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Self
from xml.parsers import expat

MOST_BYTES = (
    256 * 1024 * 1024
)  # of all parts that one reading unpacks: a million rows of four short columns have about half of it
MOST_ELEMENTS = 3_000_000  # of all parts that one reading reads: a cell has two or three
MOST_AT_ONCE = 4 * 1024 * 1024  # bytes that are asked of the file at once; its list of parts is the largest
MOST_LETTERS = 32_767  # of a cell: Excel's own bound
_CHUNK = 1 << 16
_MOST_BEHIND = 1 << 20  # bytes of a single tag
_DEEPEST = 64  # of elements in one another; a worksheet has nine
_ROOT = "http://schemas.openxmlformats.org/package/2006/relationships"
# The same words under the name of the standard's first writing and under that of its strict one.
_MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main ",
    "http://purl.oclc.org/ooxml/spreadsheetml/main ",
    f"{_ROOT} ",
)
_RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)

Attributes = Mapping[str, str]
Start = Callable[[Sequence[str], Attributes], None]
Text = Callable[[Sequence[str], str], None]
End = Callable[[Sequence[str]], None]


class DamagedError(Exception):
    """A workbook that is not as workbooks are; nothing of it is told."""


class TooLargeError(Exception):
    """A workbook beyond a bound, which the words name; they hold nothing of the list."""


class Package:
    """The parts of the workbook at `path`; raises `OSError` when it cannot be opened, `DamagedError` when it is no
    archive. A context manager.
    """

    def __init__(self, path: Path) -> None:
        self._elements = self._bytes = 0
        self._file = path.open("rb")
        try:
            self._archive = zipfile.ZipFile(_Bounded(self._file))
            if len(self.parts) < len(self._archive.infolist()):  # a part that is there twice: Excel may show the other
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
        if self._elements > MOST_ELEMENTS:
            raise TooLargeError(
                f"it has more than {MOST_ELEMENTS:,} cells and pieces of cells, the most that Wardleaf reads"
            )

    @property
    def parts(self) -> frozenset[str]:
        """The names of all parts."""
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
                    if self._bytes > MOST_BYTES:
                        raise TooLargeError(
                            f"it has more than {MOST_BYTES // 1024 // 1024} MB when it is unpacked, the most that Wardleaf reads"
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

    def relations(self, part: str) -> Mapping[str, tuple[str, str]]:
        """What `part` (nothing for the whole package) points at inside the workbook, by id: the kind, such as
        `worksheet`, and the part.
        """
        folder, name = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        found: dict[str, tuple[str, str]] = {}
        if listed not in self.parts:
            return found

        def start(path: Sequence[str], attributes: Attributes) -> None:
            if path[-1] == "Relationship" and attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/")
                found[attributes.get("Id", "")] = (posixpath.basename(attributes.get("Type", "")), target)

        self.read(listed, start=start)
        return found

    def read(self, part: str, *, start: Start, text: Text | None = None, end: End | None = None) -> None:
        """All of a `part` that is read as a whole."""
        reader = XmlReader(self, start=start, text=text, end=end)
        for chunk in self.chunks(part):
            reader.feed(chunk)
        reader.feed(b"", last=True)


class _Bounded(io.RawIOBase):
    """A file of which no more than a bound is asked at once: ZipFile asks for the whole list of parts, however long the
    file says that it is.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._inner = file

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= MOST_AT_ONCE:
            size = MOST_AT_ONCE + 1
        found = self._inner.read(size)
        if len(found) > MOST_AT_ONCE:
            raise TooLargeError(
                f"it has more parts than a list can have; Wardleaf reads {MOST_AT_ONCE // 1024 // 1024} MB of their names"
            )
        return found

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._inner.seek(offset, whence)

    def tell(self) -> int:
        return self._inner.tell()

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True


class XmlReader:
    """Reads XML piece by piece and gives each element with the path to it, in plain names, the root first.

    Only elements of workbooks are given; those of Excel's later additions are passed over with all that they hold. A
    document type is refused, and with it every entity of the file's own.
    """

    def __init__(self, package: Package, *, start: Start, text: Text | None = None, end: End | None = None) -> None:
        self._count, self._elements = package.count_elements, 0
        self._start, self._text, self._end = start, text, end
        self._path: list[str] = []
        self._names: dict[str, str] = {}  # plain names by whole ones, nothing for those of others
        self._foreign = 0
        self._fed = 0
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._on_start
        parser.EndElementHandler = self._on_end
        parser.StartDoctypeDeclHandler = _refuse
        parser.EntityDeclHandler = _refuse
        if text:
            parser.CharacterDataHandler = self._on_text

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
        plain = self._names.get(name)
        if plain is None:
            plain = self._names[name] = name.rpartition(" ")[2] if name.startswith(_MAIN) else ""
        if plain and not self._foreign:
            self._path.append(plain)
            self._start(self._path, attributes)
        elif "sheetData" in self._path:  # cells in another program's wrapping, which Excel may show and may not
            raise DamagedError
        else:
            self._foreign += 1
        if self._foreign + len(self._path) > _DEEPEST:
            raise DamagedError

    def _on_text(self, text: str) -> None:
        if self._text and not self._foreign:
            self._text(self._path, text)

    def _on_end(self, name: str) -> None:
        if self._foreign:
            self._foreign -= 1
            return
        if self._end:
            self._end(self._path)
        self._path.pop()


def relation(attributes: Attributes) -> str:
    """The id of the relation that an element's `attributes` name."""
    return next((found for space in _RELATIONS if (found := attributes.get(f"{space} id"))), "")


def is_on(value: str | None) -> bool:
    """Whether the truth value of an attribute is true (ST_OnOff and xsd:boolean)."""
    return value is not None and value.strip().casefold() in ("1", "true", "on")


def _refuse(*_: object) -> None:
    raise DamagedError
