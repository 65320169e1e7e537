"""A plan and its pages' forms become the pages of a print file: places, clips, marks, offsets, and what the file asks
of a viewer.

Every page is already a form of its own; here it is only put where the plan says. Nothing here reads a PDF.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from msgspec import Struct

from wardleaf.imposition.options import Flip
from wardleaf.imposition.printer import Offset
from wardleaf.imposition.sheets import Box, Mark, Rotation, Side
from wardleaf.pdf.matrices import Matrix, multiplied
from wardleaf.pdf.object_file import ObjectFile
from wardleaf.pdf.print_objects import PrintObjects
from wardleaf.pdf.syntax import numbers, pdf_string

Edges = tuple[float, float, float, float]

PRODUCER = "Wardleaf"
_MARK_WIDTH = 0.4
_AT_EDGE = 1.0  # points by which a page may fall short of its place and still reach its edge


class PageForm(Struct, frozen=True, kw_only=True):
    """A page as a form: its object number, how its own space becomes an upright page with the origin at the lower left,
    and that page's size.

    `over` are appearances drawn on top: object number, and how its space becomes the page's own. `shown` is what may be
    seen of it in its own space, which is more than the page where it bleeds; `None` when its form shows nothing else.
    """

    number: int
    upright: Matrix
    width: float
    height: float
    over: tuple[tuple[int, Matrix], ...] = ()
    shown: tuple[float, float, float, float] | None = None


class Extra(Struct, frozen=True, kw_only=True):
    """Something that is no page of the plan: the bar and settings on the first sheet. Its form, where, and how it is
    turned.
    """

    form: PageForm
    box: Box
    rotation: Rotation


class Printed(Struct, frozen=True, kw_only=True):
    """A side to print, or a page that only accompanies the sheets; `offset` moves all of it, as the printer's profile
    says.
    """

    side: Side | None
    offset: Offset
    extras: tuple[Extra, ...] = ()


class PreparedSide(Struct, frozen=True):
    """A side whose page is still to be written: the number of its contents, the forms that it shows (number and name),
    and its boxes as entries of the page.
    """

    contents: int
    used: tuple[tuple[int, bytes], ...]
    boxes: bytes


class FileWords(Struct, frozen=True, kw_only=True):
    """What a file says of itself: its title, and whether it is printed on one side or turned about an edge."""

    title: str
    flip: Flip | None


def turned_matrix(width: float, height: float, rotation: int) -> Matrix:
    """How a `width` by `height` page turned clockwise by `rotation` degrees lies with its lower left corner at the
    origin again.
    """
    turns: dict[int, Matrix] = {
        0: (1, 0, 0, 1, 0, 0),
        90: (0, -1, 1, 0, 0, width),
        180: (-1, 0, 0, -1, width, height),
        270: (0, 1, -1, 0, height, 0),
    }
    return turns[rotation]


def write_sides(
    objects: PrintObjects,
    sides: Sequence[Printed],
    forms: Mapping[int, PageForm],
    size: tuple[float, float],
    words: FileWords,
    more: bytes = b"",
) -> ObjectFile:
    """The finished file of `sides`, each `size` (width and height in points); `more` are further entries of its
    catalog.
    """
    tree = objects.reserve()
    kids = [objects.add(page_of_side(prepare_side(objects, side, forms, size), tree)) for side in sides]
    objects.put(tree, b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids)))
    return objects.finish(*write_catalog(objects, tree, words, more))


def write_catalog(objects: PrintObjects, tree: int, words: FileWords, more: bytes = b"") -> tuple[int, int]:
    """The numbers of the catalog of the pages in `tree`, with `more` entries, and of what the file says of itself."""
    catalog = objects.add(
        b"<</Type/Catalog/Pages %d 0 R/ViewerPreferences<<%b>>%b>>" % (tree, _preferences(words.flip), more)
    )
    information = objects.add(
        f"<</Title{pdf_string(words.title)}/Producer({PRODUCER})/Creator({PRODUCER})>>".encode("ascii")
    )
    return catalog, information


def _preferences(flip: Flip | None) -> bytes:
    match flip:
        case "long":
            duplex = b"/DuplexFlipLongEdge"
        case "short":
            duplex = b"/DuplexFlipShortEdge"
        case None:
            duplex = b"/Simplex"
        case _:
            assert_never(flip)
    return b"/PrintScaling/None/Duplex%b/DisplayDocTitle true" % duplex


def prepare_side(
    objects: PrintObjects, printed: Printed, forms: Mapping[int, PageForm], size: tuple[float, float]
) -> PreparedSide:
    """`printed` with everything in `objects` but its page."""
    width, height = size
    code: list[bytes] = []
    used: dict[int, bytes] = {}

    def show(
        form: PageForm, box: Box, rotation: Rotation, clip: Edges | None = None, others: Sequence[Edges] = ()
    ) -> None:
        x0, _, x1, bottom = box.edges
        wide = x1 - x0
        scale = wide / (form.height if rotation in {90, 270} else form.width)
        lower = height - bottom
        place: Matrix = (scale, 0, 0, scale, x0, lower)
        whole = multiplied(multiplied(form.upright, turned_matrix(form.width, form.height, rotation)), place)
        code.append(b"q")
        if clip is not None:
            left, top, right, foot = clip if form.shown is None else _seen(form.shown, whole, box, clip, others, height)
            code.append(numbers(left, height - foot, right - left, foot - top) + b" re W n")
        code.append(_matrix(whole) + b" cm")
        code.append(_named(used, form.number) + b" Do")
        for number, matrix in form.over:
            code.append(b"q " + _matrix(matrix) + b" cm " + _named(used, number) + b" Do Q")
        code.append(b"Q")

    trims: list[Box] = []
    if printed.side is not None:
        trims = [place.trim for place in printed.side.places]
        for place in printed.side.places:
            if place.page is not None:
                others = [trim.edges for trim in trims if trim is not place.trim]
                show(forms[place.page], place.box, place.rotation, place.trim.edges, others)
        code += [_mark(mark, height) for mark in printed.side.marks]
    for extra in printed.extras:
        show(extra.form, extra.box, extra.rotation)
    right, down = printed.offset.right.pt, printed.offset.down.pt
    if right or down:
        code.insert(0, b"1 0 0 1 " + numbers(right, -down) + b" cm")
    contents = objects.add_packed(b"", b"\n".join(code))
    return PreparedSide(
        contents, tuple(used.items()), b"/MediaBox[0 0 %b]%b" % (numbers(width, height), _trim_box(trims, size))
    )


def page_of_side(side: PreparedSide, tree: int, *, instead: Mapping[int, int] = {}) -> bytes:  # never changed
    """The page of `side` below the page tree node `tree`; `instead` names forms that take the place of others, both by
    number.
    """
    named = b"".join(b"%b %d 0 R" % (name, instead.get(number, number)) for number, name in side.used)
    return b"<</Type/Page/Parent %d 0 R%b/Resources<</XObject<<%b>>>>/Contents %d 0 R>>" % (
        tree,
        side.boxes,
        named,
        side.contents,
    )


def _seen(shown: Edges, whole: Matrix, box: Box, trim: Edges, others: Sequence[Edges], height: float) -> Edges:
    """What may be seen of a page on the sheet: no more than the page, within its place; where the page is cut at an
    edge with nothing beside it, its bleed too.
    """
    a, b, c, d, e, f = whole
    corners = [(a * x + c * y + e, height - (b * x + d * y + f)) for x in shown[::2] for y in shown[1::2]]
    reach = (
        min(x for x, _ in corners),
        min(y for _, y in corners),
        max(x for x, _ in corners),
        max(y for _, y in corners),
    )
    own = box.edges
    seen = [max(own[0], trim[0]), max(own[1], trim[1]), min(own[2], trim[2]), min(own[3], trim[3])]
    for side in range(4):
        outwards = -1 if side < 2 else 1
        if abs(own[side] - trim[side]) > _AT_EDGE or (reach[side] - seen[side]) * outwards <= 0:
            continue
        strip = list(trim)
        strip[side], strip[(side + 2) % 4] = reach[side], trim[side]  # the paper beyond this edge
        if not any(_overlap(strip, other) for other in others):
            seen[side] = reach[side]
    return seen[0], seen[1], seen[2], seen[3]


def _overlap(one: Sequence[float], other: Sequence[float]) -> bool:
    return (
        one[0] < other[2] - _AT_EDGE
        and one[2] > other[0] + _AT_EDGE
        and one[1] < other[3] - _AT_EDGE
        and one[3] > other[1] + _AT_EDGE
    )


def _named(used: dict[int, bytes], number: int) -> bytes:
    return used.setdefault(number, b"/P%d" % len(used))


def _trim_box(trims: Sequence[Box], size: tuple[float, float]) -> bytes:
    if not trims:
        return b""
    edges = [trim.edges for trim in trims]
    left, top = (max(0.0, min(edge[place] for edge in edges)) for place in (0, 1))
    right, bottom = (min(limit, max(edge[place] for edge in edges)) for place, limit in ((2, size[0]), (3, size[1])))
    return b"/TrimBox[%b]" % numbers(left, size[1] - bottom, right, size[1] - top)


def _matrix(matrix: Matrix) -> bytes:
    """A matrix with enough digits for a page of any size: parts that turn and scale to the millionth, parts that move
    to the ten-thousandth.
    """
    turning = b" ".join(_precise(part) for part in matrix[:4])
    return turning + b" " + numbers(*matrix[4:])


def _precise(value: float) -> bytes:
    text = f"{value:.8f}".rstrip("0").rstrip(".")
    return b"0" if text in {"", "-0"} else text.encode("ascii")


def _mark(mark: Mark, height: float) -> bytes:
    x0, top0, x1, top1 = mark.line.ends
    match mark.kind:
        case "crop":
            look = b""
        case "fold":
            look = b"[3 2] 0 d "
        case "cut":
            look = b"[6 3] 0 d "
        case "staple":
            look = b"1.2 w "
        case _:
            assert_never(mark.kind)
    return b"q %b w %b%b m %b l S Q" % (
        numbers(_MARK_WIDTH),
        look,
        numbers(x0, height - top0),
        numbers(x1, height - top1),
    )
