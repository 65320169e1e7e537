"""Which objects of a PDF are the same: files that were joined from others bring each font once a part."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject, StreamObject

_DEEPEST = 16
_MOST = 100_000
# What is one thing although another looks the same: layers, which are switched by what they are, and what stands in the
# tree of pages.
_THEMSELVES = frozenset({"/OCG", "/OCMD", "/Page", "/Pages", "/Catalog", "/StructElem", "/StructTreeRoot", "/Annot"})


def plain(value: object) -> object:
    """What `value` is or refers to."""
    return value.get_object() if isinstance(value, PdfObject) else value


class Fingerprints:
    """Digests of objects with all that they refer to, of one file; `leave` names the entries of a dictionary that do
    not count.
    """

    def __init__(self, leave: Callable[[DictionaryObject], frozenset[str]]) -> None:
        self._leave = leave
        self._known: dict[tuple[int, int], bytes | None] = {}
        self._left = _MOST

    def of(self, value: object, depth: int = 0) -> bytes | None:
        """The digest of `value`; `None` for what refers to itself, lies deep, or is one thing by being itself."""
        if not isinstance(value, IndirectObject):
            return self._digest(value, depth)
        key = (value.idnum, value.generation)
        if key not in self._known:
            self._known[key] = None  # what comes back here refers to itself
            self._known[key] = self._digest(value.get_object(), depth)
        return self._known[key]

    def _digest(self, held: object, depth: int) -> bytes | None:
        self._left -= 1
        if depth > _DEEPEST or self._left < 0:
            return None
        made = hashlib.sha256(type(held).__name__.encode("ascii"))
        if isinstance(held, DictionaryObject):
            if held.get("/Type") in _THEMSELVES:
                return None
            unwanted = self._leave(held) - {"/Filter", "/DecodeParms"}
            for name in sorted(key for key in held if key not in unwanted):
                part = self.of(held.raw_get(name), depth + 1)
                if part is None:
                    return None
                made.update(name.encode("utf-8", "surrogatepass") + b"\0" + part)
            if isinstance(held, StreamObject):
                made.update(bytes(held._data))  # noqa: SLF001  # as stored: decoding is not needed to compare
        elif isinstance(held, ArrayObject):
            for item in held:
                part = self.of(item, depth + 1)
                if part is None:
                    return None
                made.update(part)
        elif isinstance(held, PdfObject):
            written = io.BytesIO()
            held.write_to_stream(written)
            made.update(written.getvalue())
        return made.digest()
