"""The press: any PDF in, its pages out as forms that can be put anywhere. The one module of imposition that knows pypdf.

A page becomes a form: its content stream is copied as it is, still compressed, and its resources are copied once however many pages share them. What is only for
reading on a screen (tags, links, outline, metadata) stays behind: the print file is for print only and claims nothing else.
"""

from __future__ import annotations

import base64
import io
import logging
import warnings
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, NullObject, PdfObject, StreamObject

from wardleaf.findings import Fault, Finding, Rejected
from wardleaf.imposition import faults
from wardleaf.imposition.print_file import Matrix, PageForm, multiply, turned_matrix
from wardleaf.imposition.print_objects import PrintObjects, numbers
from wardleaf.imposition.sheets import PageSize
from wardleaf.readback.boxes import PageBox, page_box
from wardleaf.readback.declared import placeholder, placeholder_words
from wardleaf.readback.fields import Fields
from wardleaf.readback.layers import Layers
from wardleaf.readback.notes import Look, Notes, notes_on
from wardleaf.units import Length

MOST_BYTES = 200_000_000
MOST_PAGES = 2_000
_MOST_OBJECTS = 200_000
_SPARE_BYTES = 16_000_000  # what may be copied beyond four times the input's size: more means that something is copied without end
_DEEPEST = 60
_MOST_DECODED = 64_000_000
_ASCII85 = "/ASCII85Decode"
_KINDS = {
    "Text": "sticky note",
    "FreeText": "typed text",
    "Line": "line",
    "Square": "frame",
    "Circle": "ring",
    "Polygon": "shape",
    "PolyLine": "line of several",
    "Highlight": "highlight",
    "Underline": "underline",
    "Squiggly": "wavy underline",
    "StrikeOut": "crossing out",
    "Stamp": "stamp",
    "Caret": "insertion mark",
    "Ink": "drawing by hand",
    "FileAttachment": "attached file",
    "Redact": "redaction mark",
}
# Entries that lead from what is drawn back into what is only read on a screen, or out of the file.
_LEFT_BEHIND_ALWAYS = frozenset({"/StructParent", "/StructParents", "/Metadata", "/PieceInfo", "/Parent", "/AF"})
_LEFT_BEHIND = _LEFT_BEHIND_ALWAYS | {"/Length", "/Filter", "/DecodeParms", "/F", "/FFilter", "/FDecodeParms"}
_NEVER_COPIED = frozenset({"/Page", "/Pages", "/Catalog", "/StructElem", "/StructTreeRoot", "/Annot"})


@contextmanager
def _reading(fault: Fault, message: str) -> Iterator[None]:
    """Turn whatever pypdf raises on a damaged file into a finding; its warnings are about repairs that it made, and are not passed on."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Rejected:
        raise
    except DependencyError:
        raise Rejected(
            [faults.ENCRYPTION_NOT_READ.at(None, "the file is encrypted with AES, and the package that reads it is not installed")]
        ) from None
    except FileNotDecryptedError:
        raise Rejected([_locked()]) from None
    except LimitReachedError:
        raise Rejected([faults.TOO_LARGE.at(None, "the file, unpacked, is larger than any handout")]) from None
    except Exception:  # pypdf raises nearly anything on a damaged file: KeyError, TypeError, RecursionError, struct.error …
        raise Rejected([fault.at(None, message)]) from None
    finally:
        logger.setLevel(level)


def _locked() -> Finding:
    return faults.LOCKED.at(None, "the file opens only with a password")


def _title(reader: PdfReader) -> str:
    try:
        return str(reader.metadata.title or "") if reader.metadata else ""
    except Exception:  # a damaged title is no reason not to print
        return ""


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as it was found: its own dictionary, and its boxes."""

    entries: DictionaryObject
    box: PageBox


class SourcePdf:
    """A PDF that is to be printed: the sizes of its pages, and its pages as forms. Raises `Rejected` when it cannot be read."""

    def __init__(self, data: bytes) -> None:
        if len(data) > MOST_BYTES:
            raise Rejected(
                [faults.TOO_LARGE.at(None, f"the file has {len(data) // 1_000_000} MB; the most is {MOST_BYTES // 1_000_000} MB")]
            )
        self._budget = 4 * len(data) + _SPARE_BYTES
        self.findings: tuple[Finding, ...] = ()
        with _reading(faults.NOT_A_PDF, "the file is no PDF, or is damaged so that its pages cannot be found"):
            reader = PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise Rejected([_locked()])
            self._root = reader.root_object
            instead = placeholder(self._root)
            if instead == "form":
                raise Rejected([faults.PLACEHOLDER_FORM.at(None, placeholder_words(instead))])
            self._placeholder = instead
            found = len(reader.pages)
            if found > MOST_PAGES:
                raise Rejected([faults.TOO_LARGE.at(None, f"the file has {found} pages; the most is {MOST_PAGES}")])
            tree = _plain(self._root.get("/Pages"))
            told = _plain(tree.get("/Count")) if isinstance(tree, DictionaryObject) else None
            if isinstance(told, int) and told > found:
                raise Rejected([faults.PAGES_MISSING.at(None, f"the file says that it has {told} pages, but only {found} can be found")])
            if not found:
                raise Rejected([faults.NO_PAGES.at(None, "the file has no pages")])
            held = list(reader.pages)
            self.title = _title(reader)
        self._pages: list[_Page] = []
        for number, page in enumerate(held, start=1):
            with _reading(faults.PAGE_NOT_READ, f"the size of page {number} cannot be read"):
                self._pages.append(_measured(page))

    @property
    def sizes(self) -> tuple[PageSize, ...]:
        """Every page as it is once printed and, where it has printer's marks, cut: turned as it says, in points."""
        sheets = (page.box.sheet(trimmed=True) for page in self._pages)
        return tuple(PageSize(width=Length(sheet.width), height=Length(sheet.height)) for sheet in sheets)

    def copy_into(self, objects: PrintObjects) -> tuple[dict[int, PageForm], bytes]:
        """Every page as a form in `objects`, by its index; and what the catalog must say about layers, because a hidden one must not be printed.

        Raises `Rejected` for a page that cannot be copied. Afterwards `findings` say what is not printed.
        """
        copier = _Copier(objects, self._budget)
        layers, fields = Layers(self._root), Fields(self._root)
        forms: dict[int, PageForm] = {}
        notes: list[Notes] = []
        for index, page in enumerate(self._pages):
            with _reading(faults.PAGE_NOT_READ, f"page {index + 1} is damaged and cannot be copied"):
                notes.append(notes_on(page.entries, fields, layers))
                forms[index] = copier.form(page, copier.looks(notes[-1].looks))
                copier.copy_waiting()
        self.findings = tuple(self._findings(notes))
        with _reading(faults.NOT_A_PDF, "the layers of the file cannot be read"):
            entries = copier.layers(layers)
            copier.copy_waiting()
        return forms, entries

    def _findings(self, notes: Sequence[Notes]) -> Iterator[Finding]:
        """What of the file does not come onto paper as a viewer shows it."""
        if self._placeholder == "files":
            yield faults.PLACEHOLDER_FILES.at(None, placeholder_words(self._placeholder))
        trimmed = [number for number, page in enumerate(self._pages, start=1) if page.box.has_marks]
        if trimmed:
            where = "every page" if len(trimmed) == len(self._pages) else _pages_in_words(trimmed)
            size = self.sizes[trimmed[0] - 1]
            yield faults.TRIMMED.at(
                None, f"printer's marks around {where} are left out: the trimmed page is {size.width.mm:.0f} × {size.height.mm:.0f} mm"
            )
        yield from _findings_of_notes(notes)


def _findings_of_notes(notes: Sequence[Notes]) -> Iterator[Finding]:
    lost, cut, screen = (_where(notes, kind) for kind in ("lost_fields", "cut_fields", "screen_only"))
    undrawn = [(number, kind) for number, held in enumerate(notes, start=1) for kind in held.undrawn]
    if lost:
        fields = "1 field of a form has" if len(lost) == 1 else f"{len(lost)} fields of forms have"
        yield faults.NOT_DRAWN.at(
            None, f"{fields} no drawn look that is certain, so what stands there is not printed ({_pages_in_words(lost)})"
        )
    if cut:
        fields = "1 field of a form is" if len(cut) == 1 else f"{len(cut)} fields of forms are"
        yield faults.NOT_DRAWN.at(None, f"the text of {fields} longer than the field, so its end is not printed ({_pages_in_words(cut)})")
    if undrawn:
        kinds = ", ".join(f"{count} {_KINDS.get(kind, 'other')}" for kind, count in sorted(Counter(kind for _, kind in undrawn).items()))
        told = "1 note has" if len(undrawn) == 1 else f"{len(undrawn)} notes have"
        pages = _pages_in_words([number for number, _ in undrawn])
        yield faults.NOTES_NOT_DRAWN.at(None, f"{told} no drawn look of their own, so they are not printed: {kinds} ({pages})")
    if screen:
        told = "1 note or field shows" if len(screen) == 1 else f"{len(screen)} notes or fields show"
        yield faults.SCREEN_ONLY.at(
            None, f"{told} on the screen only and {'is' if len(screen) == 1 else 'are'} not printed ({_pages_in_words(screen)})"
        )


def _where(notes: Sequence[Notes], counted: str) -> list[int]:
    """The page of each thing that `counted` names."""
    return [number for number, held in enumerate(notes, start=1) for _ in range(getattr(held, counted))]


def _pages_in_words(numbers: Sequence[int]) -> str:
    once = sorted(set(numbers))
    more = " and others" if len(once) > 8 else ""
    return f"{'page' if len(once) == 1 else 'pages'} {', '.join(map(str, once[:8]))}{more}"


def _plain(value: object) -> object:
    """What `value` is or refers to."""
    return value.get_object() if isinstance(value, PdfObject) else value


def _measured(page: DictionaryObject) -> _Page:
    box = page_box(page)
    if box is None:
        raise ValueError("a page of no size")
    return _Page(page, box)


class _Copier:
    """Copies objects of one PDF into a print file, each once, following references without recursion."""

    def __init__(self, objects: PrintObjects, budget: int) -> None:
        self._objects = objects
        self._budget = objects.size + budget
        self._numbers: dict[tuple[int, int], int] = {}
        self._waiting: list[tuple[IndirectObject, int]] = []
        self._forms: dict[tuple[object, ...], int] = {}
        self._bodies: dict[bytes, bytes] = {}

    def form(self, page: _Page, over: tuple[tuple[int, Matrix], ...]) -> PageForm:
        box = page.box
        x0, y0, x1, y1 = box.trim
        unit = box.unit
        wide, high = (x1 - x0) * unit, (y1 - y0) * unit
        own: Matrix = (unit, 0, 0, unit, -x0 * unit, -y0 * unit)
        upright = multiply(own, turned_matrix(wide, high, box.rotation))
        sheet = box.sheet(trimmed=True)
        shown = box.bleed if over or box.has_marks else None
        return PageForm(number=self._form_number(page), upright=upright, width=sheet.width, height=sheet.height, over=over, shown=shown)

    def _form_number(self, page: _Page) -> int:
        contents, resources = page.entries.get("/Contents"), page.entries.get("/Resources")
        entries = b"/Subtype/Form/BBox[%b]/Resources %b" % (numbers(*page.box.bleed), self._shared(resources))
        group = _plain(page.entries.get("/Group"))
        if isinstance(group, DictionaryObject) and group.get("/S") == "/Transparency":
            entries += b"/Group " + self._shared(group)
        streams = _streams(contents)
        # Pages that are one and the same thing become one form: a small file may show one large page a thousand times.
        key = (entries, *(id(stream) for stream in streams))
        if key not in self._forms:
            self._forms[key] = self._write_form(entries, streams)
        return self._forms[key]

    def _shared(self, held: object) -> bytes:
        """A reference to `held`, the same for everything that is written alike: most pages repeat the resources of the page before."""
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
        """The data of a stream as it is stored, and the entries that say how; without a coat of ASCII85, which adds a quarter and nothing else."""
        data = bytes(stream._data)  # noqa: SLF001  # pypdf has no public way to stored bytes; decoded ones would cost thirty times as much
        coding = _plain(stream.get("/Filter"))
        entries = b"".join(self._entry(key, stream) for key in ("/Filter", "/DecodeParms") if key in stream)
        if isinstance(coding, ArrayObject) and len(coding) == 2 and coding[0] == _ASCII85 and "/DecodeParms" not in stream:
            try:
                return b"/Filter " + self.value(coding[1], 0), base64.a85decode(data.strip().removesuffix(b"~>"))
            except ValueError:
                pass  # a reader may forgive what Python does not
        return entries, data

    def looks(self, looks: Sequence[Look]) -> tuple[tuple[int, Matrix], ...]:
        """What annotations look like, each a form with the matrix that puts it on the page."""
        return tuple((self._appearance_number(look.form), look.matrix) for look in looks)

    def layers(self, layers: Layers) -> bytes:
        """What the catalog says of layers: those that are not printed are off, for whoever opens the file; why they are (on a screen, on paper) stays behind."""
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
        stream = isinstance(held, StreamObject)
        unwanted = leave | (_LEFT_BEHIND if stream else _LEFT_BEHIND_ALWAYS)
        if held.get("/Type") == "/OCG":
            unwanted = unwanted | {"/Usage"}  # what a layer is for on a screen and on paper is settled: `layers` says which are off
        kept = [key for key in held if key not in unwanted]
        return b"".join(self._entry(key, held, depth) for key in kept)

    def _entry(self, key: str, held: DictionaryObject, depth: int = 0) -> bytes:
        name = io.BytesIO()
        NameObject(key).write_to_stream(name)
        return name.getvalue() + b" " + self.value(held.raw_get(key), depth + 1)

    def _number(self, reference: IndirectObject) -> int:
        key = (reference.idnum, reference.generation)
        if key not in self._numbers:
            self._numbers[key] = self._objects.reserve()
            self._waiting.append((reference, self._numbers[key]))
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


def _streams(contents: object) -> list[StreamObject]:
    held = _plain(contents)
    if held is None or isinstance(held, NullObject):
        return []
    streams: list[StreamObject] = []
    for part in held if isinstance(held, ArrayObject) else (held,):
        stream = _plain(part)
        if isinstance(stream, StreamObject):
            streams.append(stream)
        elif not isinstance(stream, NullObject):
            raise TypeError("content that is no stream")
    return streams


def _check_content(stream: StreamObject) -> None:
    """Raise `zlib.error` when compressed content cannot be unpacked: the printer would print part of a page, or none."""
    coding = _plain(stream.get("/Filter"))
    if coding == "/FlateDecode" or (isinstance(coding, ArrayObject) and len(coding) == 1 and coding[0] == "/FlateDecode"):
        try:
            zlib.decompressobj().decompress(bytes(stream._data), _MOST_DECODED)  # noqa: SLF001  # see _stored
        except zlib.error as damage:
            if "incorrect data check" not in str(damage):  # a wrong checksum at the very end, which every viewer forgives
                raise
