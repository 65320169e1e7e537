"""Copying pages of any PDF into a print file. With `press.py` the only module of imposition that knows pypdf.

A page becomes a form: its content stream is copied as it is, still compressed, and its resources are copied once
however many pages share them, or bring the same again. What is only for reading on a screen (tags, links, outline,
metadata) stays behind: the print file is for print only and claims nothing else.
"""

from __future__ import annotations

import base64
import io
import zlib
from collections.abc import Sequence

from pypdf.errors import LimitReachedError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, NullObject, PdfObject, StreamObject

from wardleaf.imposition.fingerprints import Fingerprints, plain
from wardleaf.imposition.print_file import PageForm, turned_matrix
from wardleaf.pdf.matrices import Matrix, multiplied
from wardleaf.pdf.print_objects import LEVEL, PrintObjects
from wardleaf.pdf.syntax import numbers
from wardleaf.readback.boxes import PageBox
from wardleaf.readback.layers import Layers
from wardleaf.readback.notes import Look

_MOST_OBJECTS = 200_000
_DEEPEST = 60
_MOST_DECODED = 64_000_000
_WORTH_PACKING = 200
_ASCII85 = "/ASCII85Decode"
# Entries that lead from what is drawn back into what is only read on a screen, or out of the file.
_LEFT_BEHIND_ALWAYS = frozenset({"/StructParent", "/StructParents", "/Metadata", "/PieceInfo", "/Parent", "/AF"})
_LEFT_BEHIND = _LEFT_BEHIND_ALWAYS | {"/Length", "/Filter", "/DecodeParms", "/F", "/FFilter", "/FDecodeParms"}
_NEVER_COPIED = frozenset({"/Page", "/Pages", "/Catalog", "/StructElem", "/StructTreeRoot", "/Annot"})


class Copier:
    """Copies objects of one PDF into a print file, each once, following references without recursion."""

    def __init__(self, objects: PrintObjects, budget: int) -> None:
        self._objects = objects
        self._budget = objects.size + budget
        self._numbers: dict[tuple[int, int], int] = {}
        self._waiting: list[tuple[IndirectObject, int]] = []
        self._forms: dict[tuple[object, ...], int] = {}
        self._bodies: dict[bytes, bytes] = {}
        self._prints = Fingerprints(_left_behind)
        self._same: dict[bytes, int] = {}

    def form(self, page: DictionaryObject, box: PageBox, over: tuple[tuple[int, Matrix], ...]) -> PageForm:
        """`page`, whose boxes are `box`, as a form, with the looks that lie over it."""
        x0, y0, x1, y1 = box.trim
        unit = box.unit
        wide, high = (x1 - x0) * unit, (y1 - y0) * unit
        own: Matrix = (unit, 0, 0, unit, -x0 * unit, -y0 * unit)
        upright = multiplied(own, turned_matrix(wide, high, box.rotation))
        sheet = box.sheet(trimmed=True)
        shown = box.bleed if over or box.has_marks else None
        return PageForm(
            number=self._form_number(page, box),
            upright=upright,
            width=sheet.width,
            height=sheet.height,
            over=over,
            shown=shown,
        )

    def _form_number(self, page: DictionaryObject, box: PageBox) -> int:
        contents, resources = page.get("/Contents"), page.get("/Resources")
        entries = b"/Subtype/Form/BBox[%b]/Resources %b" % (numbers(*box.bleed), self._shared(resources))
        group = plain(page.get("/Group"))
        if isinstance(group, DictionaryObject) and group.get("/S") == "/Transparency":
            entries += b"/Group " + self._shared(group)
        streams = _streams(contents)
        # Pages that are one and the same thing become one form: a small file may show one large page a thousand times.
        key = (entries, *(self._prints.of(stream) or id(stream) for stream in streams))
        if key not in self._forms:
            self._forms[key] = self._write_form(entries, streams)
        return self._forms[key]

    def _shared(self, held: object) -> bytes:
        """A reference to `held`, the same for everything that is written alike: most pages repeat the resources of the
        page before.
        """
        body = self.value(held if held is not None else DictionaryObject(), 0)
        if body not in self._bodies:
            self._bodies[body] = body if body.endswith(b" R") else b"%d 0 R" % self._objects.add(body)
        return self._bodies[body]

    def _write_form(self, entries: bytes, streams: Sequence[StreamObject]) -> int:
        if len(streams) == 1:
            _check_content(streams[0])
            coding, data = self._stored(streams[0])
            return self._objects.add_stream(entries + coding, data)
        joined: list[bytes] = []
        room = _MOST_DECODED
        for stream in streams:
            joined.append(stream.get_data())
            room -= len(joined[-1])
            if room < 0:
                raise LimitReachedError
        return self._objects.add_packed(entries, b"\n".join(joined))

    def _stored(self, stream: StreamObject) -> tuple[bytes, bytes]:
        """The data of a stream as it is stored, and the entries that say how; without a coat of ASCII85, which adds a
        quarter and nothing else.
        """
        data = bytes(stream._data)  # noqa: SLF001  # pypdf has no public way to stored bytes; decoded ones would cost thirty times as much
        coding = plain(stream.get("/Filter"))
        entries = b"".join(self._entry(key, stream) for key in ("/Filter", "/DecodeParms") if key in stream)
        if (
            isinstance(coding, ArrayObject)
            and len(coding) == 2
            and coding[0] == _ASCII85
            and "/DecodeParms" not in stream
        ):
            try:
                return b"/Filter " + self.value(coding[1], 0), base64.a85decode(data.strip().removesuffix(b"~>"))
            except ValueError:
                pass  # a reader may forgive what Python does not
        if not entries and len(data) > _WORTH_PACKING:
            return b"/Filter/FlateDecode", zlib.compress(data, LEVEL)
        return entries, data

    def looks(self, looks: Sequence[Look]) -> tuple[tuple[int, Matrix], ...]:
        """What annotations look like, each a form with the matrix that puts it on the page."""
        return tuple((self._appearance_number(look.form), look.matrix) for look in looks)

    def layers(self, layers: Layers) -> bytes:
        """What the catalog says of layers: those that are not printed are off, for whoever opens the file; why they are
        (on a screen, on paper) stays behind.
        """
        if not layers.listed:
            return b""
        groups = {key: self.value(group, 0) for key, group in layers.listed.items()}
        off = [self.value(group, 0) for group in layers.hidden]
        return b"/OCProperties<</OCGs[%b]/D<</OFF[%b]>>>>" % (b" ".join(groups.values()), b" ".join(off))

    def _appearance_number(self, look: StreamObject) -> int:
        reference = getattr(look, "indirect_reference", None)  # what was drawn anew has none
        if reference is not None and "/Subtype" in look:
            return self._number(reference)
        number = self._objects.reserve()
        entries = b"/Type/XObject/Subtype/Form" + self._entries(look, 0, leave=frozenset({"/Type", "/Subtype"}))
        coding, data = self._stored(look)
        self._objects.put_stream(number, entries + coding, data)
        return number

    def value(self, value: object, depth: int) -> bytes:
        """`value` as it is written into the print file; what it refers to is copied later."""
        if depth > _DEEPEST:
            raise LimitReachedError
        if isinstance(value, IndirectObject):
            return b"%d 0 R" % self._number(value)
        if isinstance(value, StreamObject):
            coding, data = self._stored(value)
            return b"%d 0 R" % self._objects.add_stream(self._entries(value, depth) + coding, data)
        if isinstance(value, DictionaryObject):
            return b"<<%b>>" % self._entries(value, depth)
        if isinstance(value, ArrayObject):
            return b"[%b]" % b" ".join(self.value(item, depth + 1) for item in value)
        if not isinstance(value, PdfObject):
            return b"null"
        written = io.BytesIO()
        value.write_to_stream(written)
        return written.getvalue()

    def _entries(self, held: DictionaryObject, depth: int, leave: frozenset[str] = frozenset()) -> bytes:
        unwanted = leave | _left_behind(held)
        kept = [key for key in held if key not in unwanted]
        return b"".join(self._entry(key, held, depth) for key in kept)

    def _entry(self, key: str, held: DictionaryObject, depth: int = 0) -> bytes:
        name = io.BytesIO()
        NameObject(key).write_to_stream(name)
        return name.getvalue() + b" " + self.value(held.raw_get(key), depth + 1)

    def _number(self, reference: IndirectObject) -> int:
        key = (reference.idnum, reference.generation)
        if key not in self._numbers:
            alike = self._prints.of(reference)
            number = self._same.get(alike) if alike is not None else None
            if number is None:
                number = self._objects.reserve()
                self._waiting.append((reference, number))
                if alike is not None:
                    self._same[alike] = number
            self._numbers[key] = number
        return self._numbers[key]

    def copy_waiting(self) -> None:
        """Copy whatever has been referred to and is not yet there."""
        while self._waiting:
            reference, number = self._waiting.pop()
            held = reference.get_object()
            if isinstance(held, DictionaryObject) and held.get("/Type") in _NEVER_COPIED:
                continue
            if isinstance(held, StreamObject):
                coding, data = self._stored(held)
                self._objects.put_stream(number, self._entries(held, 0) + coding, data)
            else:
                self._objects.put(number, self.value(held, 0))
            if self._objects.size > self._budget or len(self._numbers) > _MOST_OBJECTS:
                raise LimitReachedError


def _left_behind(held: DictionaryObject) -> frozenset[str]:
    """The entries of `held` that are not copied."""
    unwanted = _LEFT_BEHIND if isinstance(held, StreamObject) else _LEFT_BEHIND_ALWAYS
    # What a layer is for on a screen and on paper is settled: `layers` says which are off.
    return unwanted | {"/Usage"} if held.get("/Type") == "/OCG" else unwanted


def _streams(contents: object) -> list[StreamObject]:
    held = plain(contents)
    if held is None or isinstance(held, NullObject):
        return []
    streams: list[StreamObject] = []
    for part in held if isinstance(held, ArrayObject) else (held,):
        stream = plain(part)
        if isinstance(stream, StreamObject):
            streams.append(stream)
        elif not isinstance(stream, NullObject):
            raise TypeError("content that is no stream")
    return streams


def _check_content(stream: StreamObject) -> None:
    """Raise `zlib.error` when compressed content cannot be unpacked: the printer would print part of a page, or none."""
    coding = plain(stream.get("/Filter"))
    if coding == "/FlateDecode" or (
        isinstance(coding, ArrayObject) and len(coding) == 1 and coding[0] == "/FlateDecode"
    ):
        try:
            zlib.decompressobj().decompress(bytes(stream._data), _MOST_DECODED)  # noqa: SLF001  # see _stored
        except zlib.error as damage:
            if "incorrect data check" not in str(
                damage
            ):  # a wrong checksum at the very end, which every viewer forgives
                raise
