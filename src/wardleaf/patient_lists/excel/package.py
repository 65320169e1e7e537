"""A workbook as a file: the parts of the archive, and their XML element by element with the path to each (ECMA-376,
parts 1 and 2).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from wardleaf import office_package
from wardleaf.office_package import Bounds, DamagedError, TooLargeError, XmlFeed

__all__ = [
    "MOST_LETTERS",
    "Attributes",
    "DamagedError",
    "End",
    "Package",
    "Start",
    "Text",
    "TooLargeError",
    "XmlReader",
    "is_on",
    "relation",
]

MOST_BYTES = (
    256 * 1024 * 1024
)  # of all parts that one reading unpacks: a million rows of four short columns have about half of it
MOST_ELEMENTS = 3_000_000  # of all parts that one reading reads: a cell has two or three
MOST_AT_ONCE = 4 * 1024 * 1024  # bytes that are asked of the file at once; its list of parts is the largest
MOST_LETTERS = 32_767  # of a cell: Excel's own bound
_DEEPEST = 64  # of elements in one another; a worksheet has nine
# The same words under the name of the standard's first writing and under that of its strict one.
_MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main ",
    "http://purl.oclc.org/ooxml/spreadsheetml/main ",
)
_RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)

Attributes = Mapping[str, str]
Start = Callable[[Sequence[str], Attributes], None]
Text = Callable[[Sequence[str], str], None]
End = Callable[[Sequence[str]], None]


class Package(office_package.Package):
    """The parts of the workbook at `path`; raises `OSError` when it cannot be opened, `DamagedError` when it is no
    archive. A context manager.
    """

    def __init__(self, path: Path) -> None:
        bounds = Bounds(
            unpacked=MOST_BYTES,
            elements=MOST_ELEMENTS,
            names=MOST_AT_ONCE,
            depth=_DEEPEST,
            pieces="cells and pieces of cells",
            whole="a list",
        )
        super().__init__(path.open("rb"), bounds)

    def read(self, part: str, *, start: Start, text: Text | None = None, end: End | None = None) -> None:
        reader = XmlReader(self, start=start, text=text, end=end)
        for chunk in self.chunks(part):
            reader.feed(chunk)
        reader.feed(b"", last=True)


class XmlReader:
    """Reads XML piece by piece and gives each element with the path to it, in plain names, the root first.

    Only elements of workbooks are given; those of Excel's later additions are passed over with all that they hold.
    """

    def __init__(self, package: Package, *, start: Start, text: Text | None = None, end: End | None = None) -> None:
        self._start, self._text, self._end = start, text, end
        self._path: list[str] = []
        self._names: dict[str, str] = {}  # plain names by whole ones, nothing for those of others
        self._foreign = 0
        xml = XmlFeed(
            package.count_elements, start=self._on_start, text=self._on_text if text else None, end=self._on_end
        )
        self.feed = xml.feed

    def _on_start(self, name: str, attributes: dict[str, str]) -> None:
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

    def _on_end(self, _: str) -> None:
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
