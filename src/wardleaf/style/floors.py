"""What no style may go below or above: what safety asks for can be read, lines do not overlap, and a page has room for
its text.

A style may be told so by `floor` for its own sizes; what stands here holds for every style. Sizes: 12 pt is the least
of Wardleaf's own floor, 16 pt that of large print (RNIB, Clear Print). Contrast: WCAG 2.1, 1.4.3; DRAFT stands behind
text, so that it is seen and not read, at 1.5.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from msgspec import Struct

from wardleaf.findings import Fault, Finding, Span
from wardleaf.source.forms import Form, MappingForm, OptionalForm, RecordForm, WrittenForm
from wardleaf.source.nodes import MappingNode, Node, ScalarNode
from wardleaf.style import faults
from wardleaf.style.layers import STYLE_LAYER
from wardleaf.style.schema import Style, TextStyle
from wardleaf.units import PAPER_SIZES, Colour, Length, beside, contrast

Path = tuple[str, ...]

NOTICE_FROM_EDGE = Length(19.0)  # the specimen notice; office printers leave 6.35 mm (18 pt) blank
_WHITE = Colour(1, 1, 1)
_SMALLEST = Length(12.0)
_SMALLEST_LARGE = Length(16.0)
_SMALLEST_RAISED = Length(8.0)
_LARGEST = Length(144.0)
_LEAST_CONTRAST = 4.5
_LEAST_SHAPE = 3.0
_LEAST_DRAFT = 1.5
_LEAST_COLUMN = Length.of_mm(50)
_MOST = Length.of_mm(500)
_ANY = Length(-_MOST.pt)

_BETWEEN: Mapping[Path, tuple[Length, Length]] = {
    ("logo", "width"): (Length.of_mm(4), Length.of_mm(120)),
    ("checklist", "box"): (Length.of_mm(3), Length.of_mm(20)),
    ("checklist", "line", "thickness"): (Length(0.5), Length(5)),
    ("steps", "diameter"): (_SMALLEST, Length(100)),
    ("write-in", "clear"): (Length.of_mm(5), Length.of_mm(60)),
    ("write-in", "line", "thickness"): (Length(0.4), Length(5)),
    ("diary", "row"): (Length.of_mm(5), Length.of_mm(60)),
    ("diary", "rule", "thickness"): (Length(0.4), Length(5)),
    ("table", "rule", "thickness"): (Length(0.5), Length(30)),  # thinner lines are lost on a photocopy
    ("contacts", "rule", "thickness"): (Length(0.5), Length(30)),
    ("icon-array", "figure"): (Length(5), Length(60)),
    ("icon-array", "least-figure"): (Length(5), Length(60)),
    ("figure", "tallest"): (Length.of_mm(15), _MOST),
    ("qr", "module"): (Length.of_mm(0.4), Length.of_mm(3)),
    ("call-box", "panel", "thickness"): (Length(0.8), Length(20)),
    ("call-box", "panel", "padding"): (Length(4), Length.of_mm(20)),
    ("notice", "draft", "size"): (Length(60), Length(200)),
    ("notice", "draft", "leading"): (Length(60), Length(300)),
    ("notice", "specimen", "size"): (_SMALLEST, Length(24)),
    ("floor", "text"): (_SMALLEST, Length(40)),
    ("floor", "superscript"): (_SMALLEST_RAISED, Length(40)),
}
_BETWEEN_BY_KEY: Mapping[str, tuple[Length, Length]] = {
    "size": (_ANY, _LARGEST),  # `floor` and the size say what is the least
    "leading": (_ANY, Length(2 * _LARGEST.pt)),
    "thickness": (Length(0), Length(30)),
    "padding": (Length(0), Length.of_mm(30)),
    "indent": (Length(0), Length.of_mm(60)),
}


class _Safety(Struct, frozen=True, kw_only=True):
    """A text that safety asks for: what people call it, its keys, those of the colour it stands on (empty: paper), and
    its least size.
    """

    what: str
    path: Path
    ground: Path = ()
    least: Length = _SMALLEST


_SAFETY = (
    _Safety(
        what="the heading of the call box", path=("call-box", "heading"), ground=("call-box", "band"), least=Length(13)
    ),
    _Safety(what="the words beside a number to call", path=("call-box", "label"), ground=("call-box", "panel", "fill")),
    _Safety(
        what="the number to call", path=("call-box", "number"), ground=("call-box", "panel", "fill"), least=Length(14)
    ),
    _Safety(what="the text of the call box", path=("call-box", "text"), ground=("call-box", "panel", "fill")),
    _Safety(what="the code at the foot of the first page", path=("first-page", "code-line")),
    _Safety(what="the code at the foot of a page", path=("running-footer", "text")),
    _Safety(what="the notice that a clinic is a specimen", path=("notice", "specimen")),
)


def check_floors(merged: MappingNode, style: Style, files: tuple[str, ...]) -> Iterator[Finding]:
    """What `style`, made of the nodes of `merged`, goes below or beyond. `files` are the paths of its files, the one
    that all stand on first.

    A finding is told where the value was written; of two values that do not go together, at the one in the later file.
    """
    floors = _Floors(merged, style, files)
    yield from floors.lengths()
    yield from floors.sizes()
    yield from floors.leadings()
    yield from floors.safety()
    yield from floors.room()


class _Floors(Struct, frozen=True):
    merged: MappingNode
    style: Style
    files: tuple[str, ...]

    def _node(self, path: Path) -> Node | None:
        node: Node | None = self.merged
        for key in path:
            node = node.get(key) if isinstance(node, MappingNode) else None
        return node

    def _span(self, *paths: Path) -> Span | None:
        """Where the value of `paths` that was written last stands."""
        nodes = [node for node in map(self._node, paths) if node is not None]
        order = {path: number for number, path in enumerate(self.files)}
        return max((node.span for node in nodes), key=lambda span: order.get(span.file.path, -1), default=None)

    def _found(self, fault: Fault, message: str, hint: str, *paths: Path) -> Finding:
        return fault.at(self._span(*paths), message, hint=hint)

    def _found_here(self, fault: Fault, message: str, hint: str, *paths: Path) -> Finding:
        """A finding that may hold for this edition alone."""
        place = f"in the edition {self.style.edition} of the style {self.style.name}"
        return fault.at(self._span(*paths), message, hint=hint, notes=(place,))

    def _shown(self, length: Length, *paths: Path) -> str:
        """`length` in the unit in which the value of `paths` that was written last is."""
        span = self._span(*paths)
        written = next(
            (node.text for node in map(self._node, paths) if isinstance(node, ScalarNode) and node.span == span), ""
        )
        return f"{math.ceil(length.mm * 10 - 0.001) / 10:g}mm" if written.endswith(("mm", "cm")) else str(length)

    def lengths(self) -> Iterator[Finding]:
        """Lengths that are too short to be seen or used, or longer than any page."""
        for path, node in _lengths(self.merged, STYLE_LAYER, ()):
            least, most = _BETWEEN.get(path) or _BETWEEN_BY_KEY.get(path[-1]) or (Length(0), _MOST)
            length = Length.parse(node.text)
            if not least.pt <= length.pt <= most.pt:
                limit = (
                    f"at least {self._shown(least, path)}" if length < least else f"at most {self._shown(most, path)}"
                )
                message = (
                    f"`{'.'.join(path)}` is {self._shown(length, path)}, too {'small' if length < least else 'large'}"
                )
                yield self._found(faults.LENGTH_OUT_OF_RANGE, message, f"write {limit}", path)

    def sizes(self) -> Iterator[Finding]:
        """Text that is smaller than the style's own floor."""
        floor = self.style.floor.text
        for path in _texts(self.merged, STYLE_LAYER, ()):
            size = self._length((*path, "size"))
            if size is not None and size < floor:
                message = f"`{'.'.join((*path, 'size'))}` is {size}, below the floor of {floor}"
                yield self._found_here(faults.BELOW_FLOOR, message, f"write at least {floor}", (*path, "size"))

    def leadings(self) -> Iterator[Finding]:
        """Text whose lines overlap."""
        for path in _texts(self.merged, STYLE_LAYER, ()):
            size, leading = self._length((*path, "size")), self._length((*path, "leading"))
            if size is not None and leading is not None and leading < size:
                message = (
                    f"`{'.'.join((*path, 'leading'))}` is {leading} for type of {size}, so that lines would overlap"
                )
                yield self._found_here(
                    faults.LINES_OVERLAP, message, f"write at least {size}", (*path, "leading"), (*path, "size")
                )

    def _length(self, path: Path) -> Length | None:
        node = self._node(path)
        return Length.parse(node.text) if isinstance(node, ScalarNode) else None

    def safety(self) -> Iterator[Finding]:
        """What safety asks for and this style makes small, pale or invisible."""
        style = self.style
        for safety in _SAFETY:
            text = _value(style, safety.path)
            if not isinstance(text, TextStyle):
                raise TypeError(safety.path)
            least = max(safety.least, _SMALLEST_LARGE) if style.large else safety.least
            if text.size < least:
                path = (*safety.path, "size")
                message = f"`{'.'.join(path)}` is {text.size}, too small for {safety.what}"
                yield self._found(faults.SAFETY_HIDDEN, message, f"write at least {least}", path)
            ground = _value(style, safety.ground) if safety.ground else None
            yield from self._pale(
                safety.what, (*safety.path, "colour"), text.colour, ground, _LEAST_CONTRAST, safety.ground
            )
        draft = style.notice.draft
        yield from self._pale("the word DRAFT", ("notice", "draft", "colour"), draft.colour, None, _LEAST_DRAFT)
        box = style.call_box
        yield from self._pale("the band of the call box", ("call-box", "band"), box.band, None, _LEAST_SHAPE)
        frame = ("call-box", "panel", "frame")
        if box.panel.frame is None:
            yield self._found(
                faults.SAFETY_HIDDEN,
                "`call-box.panel.frame` is none, but the call box needs its frame",
                "write a token such as `danger`",
                frame,
            )
        else:
            yield from self._pale("the frame of the call box", frame, box.panel.frame, None, _LEAST_SHAPE)

    def _pale(
        self, what: str, path: Path, colour: Colour, ground: object, least: float, ground_path: Path = ()
    ) -> Iterator[Finding]:
        paper = ground if isinstance(ground, Colour) else _WHITE
        ratio = min(contrast(colour, paper), contrast(colour.grey, paper.grey))
        if ratio < least:
            node = self._node(path)
            token = node.text if isinstance(node, ScalarNode) else str(colour)
            message = f"`{'.'.join(path)}` is `{token}` ({colour}), in which {what} can hardly be seen: its contrast on {paper} is {beside(ratio, least)}"
            colours = [path, *([ground_path] if ground_path else [])]
            yield self._found(
                faults.SAFETY_HIDDEN, message, f"write a colour with a contrast of at least {least:g}", *colours
            )

    def room(self) -> Iterator[Finding]:
        """Margins and distances that leave no room, or would print one thing over another."""
        page = self.style.page
        paper = PAPER_SIZES.get(page.paper)
        if paper is None:  # told by itself
            return
        column = paper.width.pt - page.inner.pt - page.outer.pt
        tall = paper.height.pt - page.top.pt - page.bottom.pt
        sideways, upright = (("page", "inner"), ("page", "outer")), (("page", "top"), ("page", "bottom"))
        if column < _LEAST_COLUMN.pt:
            yield self._cramped(
                "the margins leave text", column, "write smaller margins, or a larger `page.paper`", *sideways
            )
        if tall < _LEAST_COLUMN.pt:
            yield self._cramped(
                "the margins leave lines", tall, "write smaller margins, or a larger `page.paper`", *upright
            )
        if column >= _LEAST_COLUMN.pt:
            yield from self._widths(column)
        yield from self._heights()

    def _widths(self, column: float) -> Iterator[Finding]:
        """What stands in from a column of `column` points, and leaves no width."""
        style, page = self.style, self.style.page
        insets = (
            (("page", "text-indent"), page.text_indent.pt, 1),
            (("imprint", "label-width"), style.imprint.label_width.pt, 1),
            (("first-page", "panel", "padding"), style.first_page.panel.padding.pt, 2),
        )
        for path, inset, sides in insets:
            left = column - sides * inset
            if left < _LEAST_COLUMN.pt:
                most = Length((column - _LEAST_COLUMN.pt) / sides)
                yield self._cramped(f"`{'.'.join(path)}` leaves text", left, f"write at most {most}", path)
        measure = page.measure
        if Length(0) < measure < _LEAST_COLUMN:  # 0 is as wide as the column
            yield self._cramped(
                "`page.measure` leaves text",
                measure.pt,
                f"write at least {_LEAST_COLUMN.mm:.0f}mm",
                ("page", "measure"),
            )
        edge = min(page.inner, page.outer)
        if style.first_page.inset > edge:
            message = (
                f"`first-page.inset` is {style.first_page.inset}, further from the paper's edge than the text in it"
            )
            yield self._found_here(
                faults.NO_ROOM,
                message,
                f"write at most {edge}",
                ("first-page", "inset"),
                ("page", "outer"),
                ("page", "inner"),
            )

    def _cramped(self, what: str, left: float, hint: str, *paths: Path) -> Finding:
        room = f"{Length(left).mm:.0f} mm" if left > 0 else "no room"
        return self._found_here(faults.NO_ROOM, f"{what} {room}; it needs {_LEAST_COLUMN.mm:.0f} mm", hint, *paths)

    def _heights(self) -> Iterator[Finding]:
        """What would be printed over what, above and below the text."""
        style, page = self.style, self.style.page
        header, footer, notice = style.running_header, style.running_footer, style.notice.specimen
        above = page.header.pt + header.text.leading.pt + header.gap.pt + header.rule.thickness.pt
        below = page.footer.pt + max(footer.text.leading.pt + footer.gap.pt, style.first_page.code_line.leading.pt)
        spaces: tuple[tuple[str, float, Path, tuple[Path, ...]], ...] = (
            (
                "the running header would be printed over the text below it",
                above,
                ("page", "top"),
                (
                    ("page", "header"),
                    ("running-header", "text", "leading"),
                    ("running-header", "gap"),
                    ("running-header", "rule", "thickness"),
                ),
            ),
            (
                "the running footer would be printed over the text above it",
                below,
                ("page", "bottom"),
                (
                    ("page", "footer"),
                    ("running-footer", "text", "leading"),
                    ("running-footer", "gap"),
                    ("first-page", "code-line", "leading"),
                ),
            ),
            (
                "the notice that a clinic is a specimen would be printed over the running footer",
                NOTICE_FROM_EDGE.pt + notice.leading.pt,
                ("page", "footer"),
                (("notice", "specimen", "leading"),),
            ),
        )
        for message, needed, path, others in spaces:
            found = _value(style, path)
            if isinstance(found, Length) and found.pt < needed - 0.01:
                key = ".".join(path)
                room = f"`{key}` is {self._shown(found, path)}"
                hint = f"`{key}` must be at least {self._shown(Length(needed), path)}"
                yield self._found_here(faults.NO_ROOM, f"{message}: {room}", hint, path, *others)


def _value(style: Style, path: Path) -> object:
    value: object = style
    for key in path:
        value = getattr(value, key.replace("-", "_"))
    return value


def _lengths(node: Node, form: Form, path: Path) -> Iterator[tuple[Path, ScalarNode]]:
    """Every length below `node`, with the keys that lead to it."""
    match form:
        case OptionalForm():
            yield from _lengths(node, form.inner, path)
        case WrittenForm() if form.written is Length and isinstance(node, ScalarNode):
            yield path, node
        case RecordForm() if isinstance(node, MappingNode):
            forms = {field.key: field.form for field in form.fields}
            for key, value in node.entries:
                yield from _lengths(value, forms[key.text], (*path, key.text))
        case MappingForm() if isinstance(node, MappingNode):
            for key, value in node.entries:
                yield from _lengths(value, form.value, (*path, key.text))
        case _:
            pass


def _texts(node: Node, form: Form, path: Path) -> Iterator[Path]:
    """The keys that lead to every text style below `node`."""
    match form:
        case RecordForm() if form.build is TextStyle:
            yield path
        case RecordForm() if isinstance(node, MappingNode):
            forms = {field.key: field.form for field in form.fields}
            for key, value in node.entries:
                yield from _texts(value, forms[key.text], (*path, key.text))
        case MappingForm() if isinstance(node, MappingNode):
            for key, value in node.entries:
                yield from _texts(value, form.value, (*path, key.text))
        case _:
            pass
