"""What of an SVG is drawn on paper as a browser shows it. All else is refused by name, at its line, before anything is
drawn.

The lists say what was compared with a browser's drawing and found the same (docs/decisions/svg.md). What they do not
hold is refused, also what a later version of SVG may bring. Names are SVG's (SVG 1.1, and CSS where a style sheet
stands in the file).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from xml.parsers import expat

from msgspec import Struct

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_MOST_DEPTH = 100
_MOST_SHAPES = 10_000

_SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
_GROUPS = frozenset({"svg", "g", "a", "defs", "symbol"})
_GRADIENTS = frozenset({"linearGradient", "radialGradient"})
_DRAWN = _SHAPES | _GROUPS | _GRADIENTS | {"stop", "clipPath", "use", "style"}
_SAID = frozenset({"title", "desc", "metadata"})
_ONLY_WHERE_NAMED = frozenset({"mask", "pattern", "filter", "marker"})
"""Drawn only where an attribute names them, which is refused there."""
_KINDS: Mapping[str, str] = {
    "text": "text",
    "image": "a picture of dots",
    "foreignObject": "words of a web page",
    "switch": "parts for other programs (`switch`)",
}

_GEOMETRY = frozenset(["x", "y", "width", "height", "rx", "ry", "cx", "cy", "r", "x1", "y1", "x2", "y2"])
_PLAIN = frozenset(
    [
        "id",
        "class",
        "style",
        "transform",
        "d",
        "points",
        "href",
        "offset",
        "viewBox",
        "preserveAspectRatio",
        "version",
        "baseProfile",
        "contentScriptType",
        "contentStyleType",
        "zoomAndPan",
        "gradientUnits",
        "gradientTransform",
        "spreadMethod",
        "fx",
        "fy",
        "clipPathUnits",
        "type",
        "media",
        "lang",
        "role",
        "tabindex",
        "focusable",
        "name",
        "xmlns",
        "target",
    ]
)
_HARMLESS = re.compile(
    r"(?:font|text|letter|word|writing|line|color|shape|image|flood|lighting|solid|white|glyph|dominant|alignment|baseline|unicode|kerning|cursor|pointer|direction|enable"
    r"|aria|data|-inkscape|-sodipodi|-webkit-tap|isolation|inline|block|user-select)(?:-[a-z-]*)?\Z"
)
"""Properties and attributes that change nothing of a shape: of text, of how exactly to draw, and of programs."""
_PAINTS = frozenset({"fill", "stroke", "color", "stop-color"})
_SHARES = frozenset({"fill-opacity", "stroke-opacity", "stop-opacity"})
_WORDS: Mapping[str, frozenset[str]] = {
    "fill-rule": frozenset({"nonzero", "evenodd", "inherit"}),
    "clip-rule": frozenset({"nonzero", "evenodd", "inherit"}),
    "stroke-linecap": frozenset({"butt", "round", "square", "inherit"}),
    "stroke-linejoin": frozenset({"miter", "round", "bevel", "inherit"}),
    "display": frozenset({"none", "inline", "block", "inherit"}),
    "visibility": frozenset({"visible", "hidden", "inherit"}),
    "opacity": frozenset({"1", "1.0", "100%"}),
    "stroke-dashoffset": frozenset({"0", "0px", "none"}),
    "overflow": frozenset({"hidden", "visible", "auto", "inherit"}),
    "mask": frozenset({"none"}),
    "filter": frozenset({"none"}),
    "marker": frozenset({"none"}),
    "marker-start": frozenset({"none"}),
    "marker-mid": frozenset({"none"}),
    "marker-end": frozenset({"none"}),
    "mix-blend-mode": frozenset({"normal"}),
    "vector-effect": frozenset({"none"}),
    "paint-order": frozenset({"normal", "fill"}),
    "clip": frozenset({"auto"}),
}
_CALLED: Mapping[str, str] = {
    "opacity": "something half clear (`opacity`)",
    "mask": "a mask",
    "filter": "a filter",
    "mix-blend-mode": "colours that are mixed (`mix-blend-mode`)",
    "marker": "arrow heads (`marker`)",
    "marker-start": "arrow heads (`marker`)",
    "marker-mid": "arrow heads (`marker`)",
    "marker-end": "arrow heads (`marker`)",
}
_OTHER_COLOURS = frozenset(
    {"rebeccapurple", "lightgray", "darkseagreen"}
)  # ReportLab knows two not, and has another for the third
_NUMBER = r"[-+]?(?:[0-9]++(?:\.[0-9]*+)?+|\.[0-9]++)(?:[eE][-+]?[0-9]++)?+"
_LENGTH = re.compile(rf"\s*+({_NUMBER})\s*+(?:px|pt|mm|cm|in|pc)?\s*+\Z")
_PERCENT = re.compile(rf"\s*({_NUMBER})%\s*\Z")
_SHARE = re.compile(rf"\s*({_NUMBER})\s*\Z")
_DASHES = re.compile(rf"\s*{_NUMBER}(?:px)?(?:[\s,]+{_NUMBER}(?:px)?)*\s*\Z")
_NUMBERS = re.compile(_NUMBER)
_SEPARATORS = re.compile(r"[\s,]*")
_TRANSFORM = re.compile(
    rf"[\s,]*(?:translate|scale|rotate|skewX|skewY|matrix)\s*\([\s,]*{_NUMBER}(?:[\s,]+{_NUMBER}|(?=[-+.]){_NUMBER})*\s*\)[\s,]*"
)
_COLOUR = re.compile(
    rf"#(?:[0-9a-fA-F]{{3,4}}|[0-9a-fA-F]{{6}}|[0-9a-fA-F]{{8}})\Z|rgba?\(\s*{_NUMBER}%?(?:[\s,]+{_NUMBER}%?){{2}}(?:[\s,/]+{_NUMBER}%?)?\s*\)\Z"
    rf"|hsla?\(\s*{_NUMBER}(?:[\s,]+{_NUMBER}%){{2}}(?:[\s,/]+{_NUMBER}%?)?\s*\)\Z"
)
_NAMED = re.compile(r"url\(\s*[\"']?#([^\"')\s]+)[\"']?\s*\)\Z")
_ARGUMENTS: Mapping[str, int] = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}
_FLAGS = re.compile(r"[\s,]*([01])")
_COMMAND = re.compile(r"[\s,]*([MmZzLlHhVvCcSsQqTtAa])")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SELECTOR = re.compile(r"\s*+(?:[a-zA-Z][\w-]*+|\*(?![.#]))?+(?:[.#][\w-]++)?+\s*+\Z")


class SvgFault(Struct, frozen=True):
    """What of an SVG cannot be drawn, as words that follow “this SVG holds”, and its line."""

    what: str
    line: int


@dataclass(slots=True, eq=False)
class _Element:
    """An element that may be drawn: its kind, its place, whether it or a group around it is transformed, and what it is
    inside of.
    """

    kind: str
    line: int
    number: int
    id: str
    transformed: bool
    moved: bool
    attributes: Mapping[str, str]
    inside: tuple[str, ...]
    below: list[_Element] = field(default_factory=list)


class _Refused(Exception):  # noqa: N818  # stops the parser
    pass


def svg_faults(data: bytes) -> tuple[SvgFault, ...]:
    """What of the SVG `data` would not be drawn as it looks, each kind once with its first line; empty for one that is
    drawn right.
    """
    reader = _Reader()
    return reader.read(data)


class _Reader:
    """Reads one SVG from end to end."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._found: dict[str, int] = {}
        self._open: list[_Element] = []
        self._by_id: dict[str, _Element] = {}
        self._uses: list[_Element] = []
        self._named: list[tuple[str, str, _Element, int]] = []
        self._sheet: list[str] | None = None
        self._sheet_line = 0
        self._rules = 0
        self._root: _Element | None = None
        self._painted = False
        self._skipped = 0
        self._count = 0

    def read(self, data: bytes) -> tuple[SvgFault, ...]:
        parser = self._parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(data, True)  # noqa: FBT003  # expat's own
        except expat.ExpatError as problem:
            self._found.setdefault("a mistake in its XML", problem.lineno)
        except _Refused:
            pass
        else:
            self._after()
        return tuple(SvgFault(what, line) for what, line in self._found.items())

    def _refuse(self, what: str, line: int | None = None) -> None:
        self._found.setdefault(what, line or self._parser.CurrentLineNumber)

    # --- elements ---------------------------------------------------------------------------------------------------

    def _start(self, name: str, written: dict[str, str]) -> None:
        space, _, kind = name.rpartition(" ")
        if self._skipped:
            self._skipped += 1
            return
        if space not in ("", _SVG) or kind in _SAID or kind in _ONLY_WHERE_NAMED:
            self._skipped = 1
            return
        if len(self._open) >= _MOST_DEPTH:
            self._refuse(f"groups within groups, more than {_MOST_DEPTH} deep")
            raise _Refused
        if kind not in _DRAWN or (kind == "svg" and self._open):
            self._refuse("a picture within the picture (`svg`)" if kind == "svg" else _KINDS.get(kind, f"`{kind}`"))
            self._skipped = 1
            return
        attributes = {
            key.removeprefix(f"{_XLINK} "): value
            for key, value in written.items()
            if " " not in key or key == f"{_XLINK} href"
        }
        inside = tuple(element.kind for element in self._open)
        transform = attributes.get("transform", "").strip()
        element = _Element(
            kind=kind,
            line=self._parser.CurrentLineNumber,
            number=self._count,
            id=attributes.get("id", ""),
            transformed=bool(transform),
            moved=any(above.transformed for above in self._open),
            attributes=attributes,
            inside=inside,
        )
        self._count += 1
        above = self._open[-1] if self._open else None
        if above is not None:
            above.below.append(element)
        else:
            self._root = element
        self._open.append(element)
        if element.id:
            self._by_id.setdefault(element.id, element)
        if kind == "style":
            self._begin_sheet(attributes)
            return
        self._painted = self._painted or kind in _SHAPES | {"use"}
        self._attributes(element)
        if kind == "use":
            self._uses.append(element)

    def _end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        element = self._open.pop()
        if element.kind == "style" and self._sheet is not None:
            sheet, self._sheet = "".join(self._sheet), None
            self._read_sheet(sheet)

    def _text(self, text: str) -> None:
        if self._sheet is not None and not self._skipped:
            self._sheet.append(text)

    def _attributes(self, element: _Element) -> None:
        kind = element.kind
        for key, value in element.attributes.items():
            if key == "style":
                for name, declared in _declarations(value):
                    self._property(element, name, declared, where="style")
            elif key == "transform":
                self._transform(element, value)
            elif key in _GEOMETRY:
                self._length(element, key, value)
            elif key == "d":
                problem = _path_problem(value)
                if problem:
                    self._refuse(problem)
            elif key == "points":
                if len(_NUMBERS.findall(value)) % 2 or _SEPARATORS.sub("", _NUMBERS.sub("", value)):
                    self._refuse("points that are no pairs of numbers")
            elif key in _PLAIN:
                self._other(element, key, value)
            elif not _HARMLESS.match(key):
                self._property(element, key, value, where="attribute")
        if kind == "rect":
            self._corners(element.attributes)
        if kind == "symbol" and "viewBox" in element.attributes:
            self._refuse("a symbol with a frame of its own (`symbol viewBox`)")

    def _other(self, element: _Element, key: str, value: str) -> None:
        kind, root = element.kind, not element.inside
        if key == "preserveAspectRatio" and value.split() not in ([], ["xMidYMid"], ["xMidYMid", "meet"], ["none"]):
            self._refuse(f'`preserveAspectRatio="{value}"`')
        elif key == "viewBox" and root and not _view_box(value):
            self._refuse("a `viewBox` of no size")
        elif key == "clipPathUnits" and value != "userSpaceOnUse":
            self._refuse(f'`clipPathUnits="{value}"`')
        elif key in ("gradientTransform", "fx", "fy") and kind in _GRADIENTS:
            self._refuse(f"a gradient with `{key}`")
        elif key == "spreadMethod" and value != "pad":
            self._refuse(f'a gradient with `spreadMethod="{value}"`')
        elif key == "class" and root and self._rules:
            self._refuse("a style for the whole picture in its style sheet")
        elif key == "href" and kind == "use" and not value.startswith("#"):
            self._refuse("something from outside")
        elif key == "offset" and not (_SHARE.match(value) or _PERCENT.match(value)):
            self._refuse(f'a gradient with `offset="{value}"`')

    def _transform(self, element: _Element, value: str) -> None:
        place = 0
        while place < len(value):
            found = _TRANSFORM.match(value, place)
            if not found:
                break
            place = found.end()
        if value[place:].strip():
            self._refuse(f"the transformation `{value.strip()[:40]}`")
        elif not element.inside:
            self._refuse("a picture that is turned as a whole (`transform` of `svg`)")
        elif element.kind == "clipPath":
            self._refuse("a clip path that is moved (`transform`)")

    def _length(self, element: _Element, key: str, value: str) -> None:
        root = not element.inside
        if element.kind in _GRADIENTS and (_SHARE.match(value) or _PERCENT.match(value)):
            return
        if root and (key in ("x", "y") or _PERCENT.match(value)) and not _nothing(value):
            return
        found = _LENGTH.match(value)
        if not found:
            self._refuse(f"the length `{value.strip()[:20]}`")
        elif key in ("width", "height", "r", "rx", "ry") and (float(found[1]) < 0 or (root and float(found[1]) == 0)):
            self._refuse(f"a `{key}` of {float(found[1]):g}")
        elif element.kind in ("use", "symbol") and key in ("width", "height"):
            target = element.attributes.get("href", "").removeprefix("#")
            self._named.append((key, target, element, self._parser.CurrentLineNumber))

    def _corners(self, attributes: Mapping[str, str]) -> None:
        sizes = {
            key: float(found[1])
            for key in ("rx", "ry", "width", "height")
            if (found := _LENGTH.match(attributes.get(key, "")))
        }
        rx, ry = sizes.get("rx"), sizes.get("ry")
        across, down = rx if rx is not None else ry, ry if ry is not None else rx
        if across is None or down is None:
            return
        if across != down or 2 * across > sizes.get("width", 0) or 2 * down > sizes.get("height", 0):
            self._refuse("a rectangle whose corners are no quarter circles")

    # --- properties -------------------------------------------------------------------------------------------------

    def _property(self, element: _Element | None, name: str, value: str, *, where: str) -> None:
        """A property of `element`, or of whatever a rule of the style sheet is for; `where` is attribute, style or
        sheet.
        """
        value = value.strip()
        if name in _PAINTS:
            self._paint(element, name, value)
        elif name in _SHARES:
            found = _SHARE.match(value)
            if not found and value != "inherit":
                self._refuse(f"`{name}: {value[:20]}`")
            elif found and name == "stop-opacity" and float(found[1]) < 1:
                self._refuse("a gradient that becomes clear (`stop-opacity`)")
        elif name in _WORDS:
            self._word(element, name, value, where)
        elif name == "clip-path":
            found = _NAMED.match(value)
            if value == "none":
                return
            if not found or where != "attribute" or element is None:
                self._refuse("a clip path that stands in a style")
            else:
                self._named.append((name, found[1], element, self._parser.CurrentLineNumber))
        elif name in ("stroke-width", "stroke-miterlimit"):
            found = _LENGTH.match(value)
            if (not found or float(found[1]) < 0) and value != "inherit":
                self._refuse(f"`{name}: {value[:20]}`")
        elif name == "stroke-dasharray":
            if value != "none" and not (
                _DASHES.match(value) and all(float(number) > 0 for number in _NUMBERS.findall(value))
            ):
                self._refuse(f"a line of dashes `{value[:20]}`")
        elif not _HARMLESS.match(name):
            self._refuse(f"`{name}`")

    def _word(self, element: _Element | None, name: str, value: str, where: str) -> None:
        if value not in _WORDS[name]:
            self._refuse(_CALLED.get(name, f"`{name}: {value[:30]}`"))
        elif (
            name == "display"
            and value == "none"
            and (where == "sheet" or (element is not None and element.kind not in _SHAPES | {"g"}))
        ):
            self._refuse("something that a style hides (`display: none`)")

    def _paint(self, element: _Element | None, name: str, value: str) -> None:
        found = _NAMED.match(value)
        if found:
            if name != "fill" or element is None or element.kind not in _SHAPES:
                self._refuse("a gradient or pattern for a line, a group or a whole style")
            else:
                self._named.append((name, found[1], element, self._parser.CurrentLineNumber))
        elif (
            value not in ("none", "inherit", "currentColor", "transparent")
            and not _COLOUR.match(value)
            and value not in _colour_names()
        ):
            self._refuse(f"the colour `{value[:30]}`")

    # --- style sheets -----------------------------------------------------------------------------------------------

    def _begin_sheet(self, attributes: Mapping[str, str]) -> None:
        self._sheet, self._sheet_line = [], self._parser.CurrentLineNumber
        if self._painted:
            self._refuse("a style sheet that comes after shapes")
        if attributes.get("type", "text/css") != "text/css" or attributes.get("media", "all") != "all":
            self._refuse("a style sheet for other programs")

    def _read_sheet(self, sheet: str) -> None:
        text = _COMMENT.sub(" ", sheet)
        for rule in text.split("}"):
            selectors, brace, declared = rule.partition("{")
            if not brace:
                if selectors.strip():
                    self._refuse(f"`{selectors.split()[0][:20]}` in its style sheet", self._sheet_line)
                continue
            self._rules += 1
            if "{" in declared or any(
                not _SELECTOR.match(selector) or not selector.strip() for selector in selectors.split(",")
            ):
                self._refuse(f"`{' '.join(selectors.split())[:30]}` in its style sheet", self._sheet_line)
                continue
            for name, value in _declarations(declared):
                self._property(None, name, value, where="sheet")
        if self._rules and self._root is not None and "class" in self._root.attributes:
            self._refuse("a style for the whole picture in its style sheet", self._root.line)

    # --- what leads to what -----------------------------------------------------------------------------------------

    def _after(self) -> None:
        """What can be told only when every id is known."""
        if self._root is None or self._root.kind != "svg":
            return
        for name, named, element, line in self._named:
            self._lead(name, named, element, line)
        if self._uses and self._rules:
            self._refuse("a style sheet for what is used again (`use`)", self._uses[0].line)
        shapes = _Count(self._by_id).of(self._root, ())
        if shapes is None:
            self._refuse("something that is made of itself (`use`)", self._uses[0].line)
        elif shapes > _MOST_SHAPES:
            self._refuse(f"more than {_MOST_SHAPES:,} shapes")
        for use in self._uses:
            target = self._by_id.get(use.attributes.get("href", "").removeprefix("#"))
            if target is None or target.kind not in _SHAPES | {"g", "symbol", "use"}:
                self._refuse("something used again that is not there (`use`)", use.line)
            if "clipPath" in use.inside:
                self._refuse("a clip path made of something used again (`use`)", use.line)

    def _lead(self, name: str, target: str, element: _Element, line: int) -> None:
        found = self._by_id.get(target)
        if name in ("width", "height"):
            if found is not None and found.kind == "symbol":
                self._refuse("a symbol with a size (`use width`)", line)
        elif name == "fill":
            if found is None or found.kind not in _GRADIENTS:
                self._refuse("a pattern" if found is None else f"a fill of `{found.kind}`", line)
                return
            self._gradient(found, element, line)
        elif found is None or found.kind != "clipPath":
            self._refuse("a clip path that is not there", line)
        else:
            shapes = [shape.kind for shape in found.below]
            if not shapes or not _SHAPES.issuperset(shapes):
                self._refuse("a clip path of other things than shapes", found.line)
            if element.moved:
                self._refuse("a clip path in a group that is moved", line)
            if "clip-path" in found.attributes:
                self._refuse("a clip path that is clipped", found.line)

    def _gradient(self, gradient: _Element, element: _Element, line: int) -> None:
        source, offsets = gradient, [0.0]
        seen = [gradient.id]
        while not source.below and source.attributes.get("href", "").removeprefix("#") in self._by_id:
            source = self._by_id[source.attributes["href"].removeprefix("#")]
            if source.id in seen or source.kind not in _GRADIENTS:
                break
            seen.append(source.id)
        for stop in source.below:
            written = stop.attributes.get("offset", "0").strip()
            offsets.append(
                float(written.rstrip("%") or 0) / (100 if written.endswith("%") else 1)
                if _NUMBERS.match(written)
                else 0.0
            )
            if "class" in stop.attributes:
                self._refuse("a gradient whose colours stand in a style sheet", stop.line)
        if len(offsets) < 3 or offsets != sorted(offsets):
            self._refuse("a gradient without two colours in order", source.line)
        if gradient.kind == "radialGradient" and gradient.attributes.get("gradientUnits") != "userSpaceOnUse":
            self._refuse('a round gradient without `gradientUnits="userSpaceOnUse"`', gradient.line)
        if gradient.number > element.number or element.transformed or "clip-path" in element.attributes:
            self._refuse("a gradient for a shape that is moved or clipped, or comes before it", line)
        if any("opacity" in key for key in element.attributes) or "opacity" in element.attributes.get("style", ""):
            self._refuse("a gradient that is half clear", line)


class _Count:
    """How many shapes an element draws, with what it uses again; each id is counted once."""

    def __init__(self, by_id: Mapping[str, _Element]) -> None:
        self._by_id = by_id
        self._known: dict[int, int] = {}

    def of(self, element: _Element, above: tuple[int, ...]) -> int | None:
        """The shapes of `element`, within those of `above`; None when it is made of itself."""
        if id(element) in self._known:
            return self._known[id(element)]
        if id(element) in above:
            return None
        if len(above) > 4 * _MOST_DEPTH:
            return _MOST_SHAPES + 1
        total = 1
        parts = list(element.below)
        if element.kind == "use":
            target = self._by_id.get(element.attributes.get("href", "").removeprefix("#"))
            parts += [target] if target else []
        for part in parts:
            count = self.of(part, (*above, id(element)))
            if count is None:
                return None
            total = min(total + count, _MOST_SHAPES + 1)
        self._known[id(element)] = total
        return total


def _declarations(text: str) -> Iterator[tuple[str, str]]:
    for declared in text.split(";"):
        name, _, value = declared.partition(":")
        if name.strip():
            yield name.strip(), value.strip()


def _view_box(value: str) -> bool:
    numbers = [float(number) for number in _NUMBERS.findall(value)]
    return len(numbers) == 4 and 0 < numbers[2] < 1e7 and 0 < numbers[3] < 1e7


def _nothing(value: str) -> bool:
    found = _PERCENT.match(value)
    return bool(found) and float(found[1]) <= 0 if found else False


def _path_problem(data: str) -> str:
    """What in the path `data` is written wrong, or is not drawn as a browser does; empty for a good one."""
    place, previous = 0, ""
    end_of_data = len(data.rstrip(" \t\r\n,"))
    while place < end_of_data:
        found = _COMMAND.match(data, place)
        if not found or (not previous and found[1] not in "Mm"):
            return "a path that is written wrong"
        command = found[1].lower()
        if previous == "z" and command != "m":
            return "a path that goes on from where it was closed"
        place, sets = found.end(), 0
        while command != "z":
            end = _arguments(data, place, command)
            if end is None:
                break
            place, sets = end, sets + 1
        if not sets and command != "z":
            return "a path that is written wrong"
        previous = command
    return ""


def _arguments(data: str, place: int, command: str) -> int | None:
    """The end of one set of arguments of `command` in `data` from `place` on; None when there is none."""
    for number in range(_ARGUMENTS[command]):
        flag = command == "a" and number in (3, 4)
        separator = _SEPARATORS.match(data, place)
        start = separator.end() if separator else place
        found = _FLAGS.match(data, start) if flag else _NUMBERS.match(data, start)
        if not found:
            return None
        place = found.end()
    return place


@cache
def _colour_names() -> frozenset[str]:
    from PIL.ImageColor import colormap

    return frozenset(colormap) - _OTHER_COLOURS
