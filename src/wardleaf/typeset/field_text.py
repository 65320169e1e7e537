"""Paragraphs that hold values of a personal copy. They remember all that the layout asked of them, so that it can be
told whether other values would have given the same pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal, Self, assert_never

from msgspec import Struct

from wardleaf.display import PageItem, Values
from wardleaf.document.model import (
    Break,
    Citation,
    Emphasis,
    Field,
    Foreign,
    Link,
    Plain,
    Run,
    Runs,
    Strong,
    Superscript,
    Term,
)
from wardleaf.findings import Span
from wardleaf.reading.inline import read_runs
from wardleaf.style.schema import TextStyle
from wardleaf.text.faces import FontBook
from wardleaf.typeset.flowables import Text
from wardleaf.typeset.lines import ANY, Holds, Line, Word, balance_lines, break_lines, natural_width, widest_word
from wardleaf.typeset.runs import Setting, set_kids
from wardleaf.values import replace


class FieldWords(Struct, frozen=True, kw_only=True):
    """What a paragraph with values is made of: its runs, how they look, the role of its marks, and whether its lines
    are made even.
    """

    runs: Runs
    style: TextStyle
    role: str
    balanced: bool

    def words(self, values: Mapping[str, str], setting: Setting) -> tuple[Word, ...]:
        """Its words with the fields filled in from `values`, by name."""
        return set_kids(read_runs(with_values(self.runs, values)), self.style, setting, role=self.role)

    def emptied(self) -> FieldWords:
        """The same without values: equal for all rows that fill in the same fields."""
        return replace(self, runs=with_values(self.runs, defaultdict(str)))

    def lines(self, words: Sequence[Word], width: float) -> tuple[Line, ...]:
        """`words` on its lines at `width` points."""
        return balance_lines(words, width) if self.balanced else break_lines(words, width)


class FieldText(Text):
    """A paragraph with values. `made_of` says what would be set anew; a piece of one that was cut knows where in it its
    lines begin.
    """

    def __init__(
        self,
        words: Sequence[Word],
        made_of: FieldWords,
        fonts: FontBook,
        *,
        before: float = 0.0,
        after: float = 0.0,
        align: Literal["start", "end", "centre"] = "start",
        keep_with_next: bool = False,
        whole: bool = False,
        anchor: str = "",
        span: Span | None = None,
    ) -> None:
        super().__init__(
            words,
            made_of.style,
            fonts,
            before=before,
            after=after,
            balanced=made_of.balanced,
            align=align,
            keep_with_next=keep_with_next,
            whole=whole,
            anchor=anchor,
            span=span,
        )
        self.made_of = made_of
        self.first_line = 0
        self.broken_at: float | None = None
        self.narrowest_told: list[tuple[Holds, float]] = []
        self.natural_told: list[float] = []

    @property
    def lines_told(self) -> Mapping[float, int]:
        """How many lines the layout was told that it has, by width in points."""
        return {width: len(lines) for width, lines in self._broken.items()}

    def narrowest(self, holds: Holds = ANY) -> float:
        told = widest_word(self.words, holds)
        self.narrowest_told.append((holds, told))
        return told

    def natural(self) -> float:
        told = natural_width(self.words)
        self.natural_told.append(told)
        return told

    def _piece(self, lines: tuple[Line, ...], start: int, end: int, width: float) -> Self:
        piece = super()._piece(lines, start, end, width)
        piece.broken_at = width if self.broken_at is None else self.broken_at
        piece.first_line = self.first_line + start
        return piece

    def _place_lines(
        self, lines: Sequence[Line], x: float, top: float, width: float, values: Values | None = None
    ) -> list[PageItem]:
        return super()._place_lines(lines, x, top, width, values or Values(self, x, top, width))

    def place_anew(self, words: Sequence[Word], values: Values) -> list[PageItem]:
        """Its lines where `values` were placed, with `words` in place of its own."""
        lines = self.made_of.lines(words, values.width if self.broken_at is None else self.broken_at)
        count = len(lines) if self.lines is None else len(self.lines)
        own = lines[self.first_line : self.first_line + count]
        return self._place_lines(own, values.x, values.top, values.width, values)


def with_values(runs: Runs, values: Mapping[str, str]) -> Runs:
    """`runs` with every field that has a value given that of `values`."""
    return tuple(_with_values(run, values) for run in runs)


def _with_values(run: Run, values: Mapping[str, str]) -> Run:
    match run:
        case Field(value=str()):
            return replace(run, value=values[run.name])
        case Strong() | Emphasis() | Link() | Foreign():
            return replace(run, runs=with_values(run.runs, values))
        case Plain() | Citation() | Term() | Field() | Superscript() | Break():
            return run
        case _:
            assert_never(run)


def holds_values(runs: Runs) -> bool:
    """Whether a field of `runs` has a value."""
    return any(
        holds_values(run.runs)
        if isinstance(run, Strong | Emphasis | Link | Foreign)
        else isinstance(run, Field) and run.value is not None
        for run in runs
    )
