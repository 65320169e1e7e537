"""The content-stream interpreter: runs the operators of pages and of the forms that they do, resources and marks in
hand.

What they paint is noted by `canvas.py` and `pen.py`. Clauses of ISO 32000-1: 7.8 content streams and resources, 8.10
forms, 14.6 marked content.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject

from wardleaf.page_facts import PageFact
from wardleaf.pdf.matrices import IDENTITY
from wardleaf.readback.canvas import Act, Canvas, Operands, float_of, matrix_of
from wardleaf.readback.fonts import ReadFont, read_font
from wardleaf.readback.geometry import Sheet
from wardleaf.readback.layers import Layers
from wardleaf.readback.marks import WHOLE_FORM, MarkStack, Owner
from wardleaf.readback.notes import Look
from wardleaf.readback.objects import (
    Reference,
    decode_text,
    dictionary,
    entry,
    inherited,
    integer,
    name,
    number,
    numbers,
    raw_entry,
    reference,
    resolved,
    sequence,
)
from wardleaf.readback.pen import Pen

_DEEPEST_FORM = 12
_MOST_OPERATIONS = 3_000_000  # of a whole file; a handout of 50 pages has 40,000
_MOST_FORMS = 20_000

Operation = tuple[Sequence[object], bytes]


class _Stream(Struct, frozen=True):
    """The stream under way: its resources, who owns its marks (`None`: the mark around it), and how deep it lies."""

    resources: DictionaryObject | None
    owner: Owner | None
    depth: int


class Interpreter:
    """Reads the pages of one file. `marks` and `fonts` collect over all of them; `broken` names pages that could not be
    read whole.
    """

    def __init__(self, reader: PdfReader, layers: Layers) -> None:
        self.reader = reader
        self.layers = layers
        self.marks = MarkStack()
        self.fonts: dict[Reference | int, ReadFont] = {}
        self.broken: dict[int, None] = {}
        self._canvas = Canvas(self.marks)
        self._pen = Pen(self._canvas)
        self._operations_left = _MOST_OPERATIONS
        self._forms_left = _MOST_FORMS
        self._kept: list[object] = []  # fonts without a number are known by identity, so they must stay alive
        self._parsed: dict[Reference, list[Operation]] = {}
        self._page = 0
        self._stream = _Stream(None, None, 0)
        self._operators: dict[bytes, Act] = {
            **self._canvas.operators,
            **self._pen.operators,
            b"gs": self._set_state,
            b"Tf": self._set_font,
            b"Do": self._do,
            b"BMC": self._begin_mark,
            b"BDC": self._begin_mark,
            b"EMC": self._end_mark,
        }

    @property
    def exhausted(self) -> bool:
        """Whether the file holds more than will be read."""
        return self._operations_left <= 0 or self._forms_left <= 0

    def read_page(
        self, number: int, sheet: Sheet, page: DictionaryObject, looks: Sequence[Look]
    ) -> tuple[PageFact, int]:
        """What is seen on page `number` (from 1) with the `looks` of its annotations, and how many painting operators
        lie in no mark and no artifact.
        """
        self._page = number
        self._canvas.start_page(sheet)
        self._pen.start_page()
        held = dictionary(inherited(page, "/Resources"))
        self._note_fonts(held)
        self._run(self._operations(raw_entry(page, "/Contents")), _Stream(held, ("page", number, 0), 0))
        self.marks.close_to(0)
        loose = self._canvas.begin_notes()
        self._stream = _Stream(None, None, 0)
        for look in looks:
            kept = self._canvas.enter_form(look.matrix, None)
            self._form(getattr(look.form, "indirect_reference", None) or look.form, look.form)
            self._canvas.leave_form(kept)
        self.marks.close_to(0)
        return self._canvas.finish_page(), loose

    def _operations(self, contents: object) -> list[Operation]:
        """The operators of a stream, or of an array of streams; those before the fault where it is broken."""
        if resolved(contents) is None or self._operations_left <= 0:
            return []
        found: list[Operation] = []
        try:
            stream = ContentStream(contents, self.reader, forced_encoding="bytes")
            try:
                found = stream.operations
            except Exception:
                self.broken.setdefault(self._page)
                found = stream.operations  # what was read before the fault
        except Exception:
            self.broken.setdefault(self._page)
        return found

    def _run(self, operations: list[Operation], stream: _Stream) -> None:
        before, self._stream = self._stream, stream
        for operands, operator in operations:
            self._operations_left -= 1
            if self._operations_left <= 0:
                self.broken.setdefault(self._page)
                break
            if operator == b"INLINE IMAGE":
                self._inline_image(operands)
                continue
            act = self._operators.get(operator)
            if act is None:
                continue
            try:
                act(operands)
            except (ValueError, TypeError, IndexError, ArithmeticError):
                # An operator with operands of the wrong number or kind is skipped, as every viewer does.
                self.broken.setdefault(self._page)
        self._stream = before

    # --- resources ---

    def _resource(self, kind: str, key: object) -> object:
        return raw_entry(dictionary(raw_entry(self._stream.resources, kind)), f"/{name(key)}")

    def _note_fonts(self, resources: DictionaryObject | None) -> None:
        """Note every font that `resources` names, shown or not."""
        fonts = dictionary(raw_entry(resources, "/Font"))
        for key in list(fonts or ()):
            self._font(raw_entry(fonts, str(key)))

    def _font(self, value: object) -> ReadFont:
        key: Reference | int = reference(value) or id(value)
        found = self.fonts.get(key)
        if found is None:
            found = self.fonts[key] = read_font(value)
            self._kept.append(value)
        return found

    def _set_font(self, operands: Operands) -> None:
        state = self._canvas.state
        state.font, state.size = self._font(self._resource("/Font", operands[0])), float_of(operands[1])

    def _set_state(self, operands: Operands) -> None:
        held = dictionary(self._resource("/ExtGState", operands[0]))
        state = self._canvas.state
        font = sequence(entry(held, "/Font"))
        if len(font) == 2:
            state.font, state.size = self._font(font[0]), number(font[1]) or 0.0
        width = number(entry(held, "/LW"))
        state.line_width = state.line_width if width is None else width
        fill, stroke = number(entry(held, "/ca")), number(entry(held, "/CA"))
        state.fill_alpha = state.fill_alpha if fill is None else fill
        state.stroke_alpha = state.stroke_alpha if stroke is None else stroke

    # --- pictures and forms ---

    def _inline_image(self, operands: object) -> None:
        settings = operands.get("settings") if isinstance(operands, dict) else None
        self._canvas.add_picture(number(entry(settings, "/W")) or number(entry(settings, "/Width")) or 0.0)

    def _do(self, operands: Operands) -> None:
        raw = self._resource("/XObject", operands[0])
        held = dictionary(raw)
        depth = self.marks.depth
        self.marks.begin("OC", None, self._page, unseen=held is not None and self.layers.hides(raw_entry(held, "/OC")))
        match name(entry(held, "/Subtype")):
            case "Image":
                self._canvas.add_picture(number(entry(held, "/Width")) or 0.0)
            case "Form" if held is not None:
                self._form(raw, held)
            case _:
                pass
        self.marks.close_to(depth)

    def _form(self, raw: object, form: DictionaryObject) -> None:
        self._forms_left -= 1
        if self._stream.depth >= _DEEPEST_FORM or self._forms_left <= 0:
            self.broken.setdefault(self._page)
            return
        key = reference(raw)
        own: Owner | None = ("form", *key) if key is not None else None
        depth = self.marks.depth
        matrix = numbers(entry(form, "/Matrix"), 6)
        kept = self._canvas.enter_form(matrix_of(matrix) if matrix else IDENTITY, numbers(entry(form, "/BBox"), 4))
        if own is not None and integer(entry(form, "/StructParent")) is not None:
            self.marks.begin("Form", (own, WHOLE_FORM), self._page)
        resources = dictionary(raw_entry(form, "/Resources"))
        self._note_fonts(resources)
        operations = self._parsed.get(key) if key is not None else None
        if operations is None:
            operations = self._operations(form)
            if key is not None:
                self._parsed[key] = operations
        owner = own if integer(entry(form, "/StructParents")) is not None else None
        self._run(
            operations,
            _Stream(self._stream.resources if resources is None else resources, owner, self._stream.depth + 1),
        )
        self.marks.close_to(depth)
        self._canvas.leave_form(kept)

    # --- marks ---

    def _begin_mark(self, operands: Operands) -> None:
        held = operands[1] if len(operands) > 1 else None
        properties = dictionary(held)
        if properties is None and held is not None:
            held = self._resource("/Properties", held)
            properties = dictionary(held)
        tag = name(operands[0])
        unseen = tag == "OC" and self.layers.hides(held)
        mcid = integer(entry(properties, "/MCID"))
        said = entry(properties, "/ActualText")
        actual_text = (
            decode_text(bytes(said)) if isinstance(said, bytes) else (str(said) if isinstance(said, str) else None)
        )
        owner = self._stream.owner
        key = (owner, mcid) if owner is not None and mcid is not None and mcid >= 0 else None
        self.marks.begin(tag, key, self._page, actual_text=actual_text, unseen=unseen)

    def _end_mark(self, _: Operands) -> None:
        self.marks.end()
