"""A page while it is read: the graphics state, the path under way, and what was painted so far.

Colours, and clipping paths other than their boxes, are not its business. Clauses of ISO 32000-1: 8.4 graphics state,
8.5 paths, 8.8 pictures.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from wardleaf.page_facts import PageFact, PictureFact, TextFact
from wardleaf.pdf.matrices import IDENTITY, Matrix, multiplied
from wardleaf.readback.fonts import ReadFont
from wardleaf.readback.geometry import Box, Sheet, box_of, joined, placed, rise_of, run_of, shared
from wardleaf.readback.marks import MarkStack
from wardleaf.readback.objects import number
from wardleaf.values import replace

_DEEPEST_STATE = 500
_NOTHING: Box = (0.0, 0.0, 0.0, 0.0)
_LETTERS_RISE, _LETTERS_DROP = 0.75, 0.22  # shares of the type size that letters reach above and below the baseline
_TOUCH = 0.25  # points: words that only touch an edge from outside are not seen
_EDGE = 1.0  # points: a clip this near to the page's edge is the page's edge

Operands = Sequence[object]
Act = Callable[[Operands], None]


@dataclass(slots=True)
class State:
    """The graphics state, text state included. `matrix` leads to points from the page's upper left corner, y down."""

    matrix: Matrix
    clip: Box | None = None
    line_width: float = 1.0
    font: ReadFont | None = None
    size: float = 0.0
    leading: float = 0.0
    char_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    rise: float = 0.0
    mode: int = (
        0  # how letters are painted (Tr): 0 filled, 1 as outlines, 2 both, 3 not at all, 4 to 7 the same and as a clip
    )
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0

    @property
    def paints_text(self) -> bool:
        """Whether letters leave any ink."""
        filled, stroked = self.mode in {0, 2, 4, 6}, self.mode in {1, 2, 5, 6}
        return (filled and self.fill_alpha > 0) or (stroked and self.stroke_alpha > 0)


@dataclass(slots=True)
class _Seen:
    sheet: Sheet
    texts: list[TextFact] = field(default_factory=list)
    pictures: list[PictureFact] = field(default_factory=list)
    ink: Box | None = None
    loose: int = 0


class Canvas:
    """What the operators of one page after another change. `operators` maps those of paths and graphics state to what
    they do.
    """

    def __init__(self, marks: MarkStack) -> None:
        self.marks = marks
        self.state = State(IDENTITY)
        self._stack: list[State] = []
        self._path: list[tuple[float, float]] = []
        self._clipping = False
        self._seen = _Seen(Sheet(0.0, 0.0, IDENTITY))
        self.operators: dict[bytes, Act] = {
            b"q": self._push,
            b"Q": self._pop,
            b"cm": self._concatenate,
            b"w": self._set_line_width,
            b"sh": self._shade,
            b"re": self._rectangle,
            b"n": self._end_path,
            **dict.fromkeys((b"W", b"W*"), self._clip),
            **dict.fromkeys((b"m", b"l", b"c", b"v", b"y"), self._to_point),
            **dict.fromkeys((b"S", b"s", b"B", b"B*", b"b", b"b*"), self._stroke),
            **dict.fromkeys((b"f", b"F", b"f*"), self._fill),
        }

    def start_page(self, sheet: Sheet) -> None:
        """Begin a page: nothing is painted, the state is fresh."""
        self._seen = _Seen(sheet)
        self.state = State(sheet.matrix, (0.0, 0.0, sheet.width, sheet.height))
        self._stack, self._path, self._clipping = [], [], False

    def finish_page(self) -> PageFact:
        """What is seen on the page."""
        seen = self._seen
        width, height = seen.sheet.width, seen.sheet.height
        return PageFact(
            width=width, height=height, texts=tuple(seen.texts), pictures=tuple(seen.pictures), ink=seen.ink
        )

    def begin_notes(self) -> int:
        """Begin with what stands above the page's content, which belongs to no mark; gives how many painting operators
        lay in none until now.
        """
        self.state = State(self._seen.sheet.matrix, (0.0, 0.0, self._seen.sheet.width, self._seen.sheet.height))
        self._stack, self._path, self._clipping = [], [], False
        return self._seen.loose

    def enter_form(self, matrix: Matrix, corners: Sequence[float] | None) -> tuple[State, list[State]]:
        """Begin a form: its matrix and its box apply; gives what `leave_form` needs."""
        kept = (replace(self.state), self._stack)
        self._stack = []
        self.state.matrix = multiplied(matrix, self.state.matrix)
        if corners is not None:
            edge = box_of(placed(self.state.matrix, x, y) for x in corners[::2] for y in corners[1::2])
            if edge is not None:
                self.state.clip = shared(edge, self.state.clip) or _NOTHING
        return kept

    def leave_form(self, kept: tuple[State, list[State]]) -> None:
        """End a form: all is as it was before."""
        self.state, self._stack = kept

    def add_text(self, fact: TextFact) -> None:
        """Note shown text that lies, at least in part, where the page is seen; its ink reaches a type size above its
        baseline and a quarter below.
        """
        self._count()
        seen = self._seen_part(fact)
        if seen is None:
            return
        self._seen.texts.append(seen)
        if not fact.hidden and fact.text.strip():
            self._ink(fact.box(1.0, 0.25))

    def _seen_part(self, fact: TextFact) -> TextFact | None:
        """`fact` without what a clip inside the page takes from its ends; `None` when nothing of it is seen.

        What the page's own edge cuts through stays whole: it will be told that words are cut off.
        """
        if self.marks.unseen:
            return None
        box, clip = fact.box(_LETTERS_RISE, _LETTERS_DROP), self.state.clip
        if clip is None:
            return fact
        if (
            box[0] > clip[2] - _TOUCH
            or box[2] < clip[0] + _TOUCH
            or box[1] > clip[3] - _TOUCH
            or box[3] < clip[1] + _TOUCH
        ):
            return None
        if fact.angle:
            return fact
        x0 = max(fact.x0, clip[0]) if clip[0] > _EDGE else fact.x0
        x1 = min(fact.x1, clip[2]) if clip[2] < self._seen.sheet.width - _EDGE else fact.x1
        return fact if (x0, x1) == (fact.x0, fact.x1) else replace(fact, x0=x0, x1=max(x0, x1))

    def add_picture(self, pixels: float) -> None:
        """Note what is seen of a picture so many pixels wide, drawn in the unit square."""
        matrix = self.state.matrix
        whole = box_of(placed(matrix, x, y) for x in (0.0, 1.0) for y in (0.0, 1.0))
        if whole is None:
            return
        self._count()
        box = shared(whole, self.state.clip)
        if box is None or self.marks.unseen or self.state.fill_alpha <= 0:
            return
        self._ink(box)
        wide = run_of(matrix)
        dots = pixels / wide * 72 if wide else 0.0
        self._seen.pictures.append(PictureFact(x0=box[0], top=box[1], x1=box[2], bottom=box[3], dots_per_inch=dots))

    def _count(self) -> None:
        if self.marks.loose:
            self._seen.loose += 1

    def _ink(self, box: Box) -> None:
        if not self.marks.unseen:
            self._seen.ink = joined(self._seen.ink, shared(box, self.state.clip))

    # --- graphics state ---

    def _push(self, _: Operands) -> None:
        if len(self._stack) < _DEEPEST_STATE:
            self._stack.append(replace(self.state))

    def _pop(self, _: Operands) -> None:
        if self._stack:
            self.state = self._stack.pop()

    def _concatenate(self, operands: Operands) -> None:
        self.state.matrix = multiplied(matrix_of(operands), self.state.matrix)

    def _set_line_width(self, operands: Operands) -> None:
        self.state.line_width = float_of(operands[0])

    # --- paths ---

    def _to_point(self, operands: Operands) -> None:
        values = [float_of(operand) for operand in operands]
        self._path.extend(placed(self.state.matrix, x, y) for x, y in zip(values[::2], values[1::2]))

    def _rectangle(self, operands: Operands) -> None:
        x, y, wide, tall = (float_of(operand) for operand in operands)
        self._path.extend(
            placed(self.state.matrix, *corner)
            for corner in ((x, y), (x + wide, y), (x, y + tall), (x + wide, y + tall))
        )

    def _clip(self, _: Operands) -> None:
        self._clipping = True

    def _end_path(self, _: Operands) -> None:
        box = box_of(self._path)
        if self._clipping and box is not None:
            self.state.clip = shared(box, self.state.clip) or _NOTHING
        self._path, self._clipping = [], False

    def _stroke(self, operands: Operands) -> None:
        self._paint(
            self.state.line_width * rise_of(self.state.matrix) / 2, max(self.state.stroke_alpha, self.state.fill_alpha)
        )
        self._end_path(operands)

    def _fill(self, operands: Operands) -> None:
        self._paint(0.0, self.state.fill_alpha)
        self._end_path(operands)

    def _paint(self, around: float, alpha: float) -> None:
        box = box_of(self._path)
        if box is None:
            return
        self._count()
        if alpha > 0:
            self._ink((box[0] - around, box[1] - around, box[2] + around, box[3] + around))

    def _shade(self, _: Operands) -> None:
        self._count()
        self._ink(self.state.clip or (0.0, 0.0, self._seen.sheet.width, self._seen.sheet.height))


def float_of(value: object) -> float:
    """An operand that must be a number; `ValueError` when it is none."""
    found = number(value)
    if found is None:
        raise ValueError("an operand that is no number")
    return found


def matrix_of(operands: Operands) -> Matrix:
    """The matrix of exactly six operands; `ValueError` for anything else."""
    a, b, c, d, e, f = (float_of(operand) for operand in operands)
    return (a, b, c, d, e, f)
