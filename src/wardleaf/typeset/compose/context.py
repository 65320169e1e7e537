"""Where a block is composed: the style, the faces, the width there is, and how deep the headings are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from wardleaf.document.model import Runs
from wardleaf.findings import Span
from wardleaf.library.labels import Labels
from wardleaf.reading.tree import Kid, Role, StructElem
from wardleaf.style.schema import Style, TextStyle
from wardleaf.typeset.containers import Inset
from wardleaf.typeset.field_text import FieldText, FieldWords, holds_values
from wardleaf.typeset.flowables import Flowable, Text
from wardleaf.typeset.runs import Setting, compose_runs, compose_text
from wardleaf.units import Colour
from wardleaf.values import replace


@dataclass(frozen=True, slots=True)
class Composed:
    """What a block became: flowables from top to bottom, and struct elements in reading order."""

    flowables: tuple[Flowable, ...] = ()
    elements: tuple[StructElem, ...] = ()

    def __add__(self, other: Composed) -> Composed:
        return Composed((*self.flowables, *other.flowables), (*self.elements, *other.elements))


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Where a block is composed. Lengths in points.

    `width` is the whole column's, `page_room` a page's height for text; `indent` and `measure` place running text in
    the column; `text` is what running text looks like here; `level` is that of the heading above; `bullet` colours
    bullets.
    """

    style: Style
    setting: Setting
    labels: Labels
    width: float
    page_room: float
    text: TextStyle
    bullet: Colour
    indent: float = 0.0
    measure: float = 0.0
    after: float = 0.0
    level: int = 1

    def inside(
        self, width: float, text: TextStyle, *, level: int | None = None, bullet: Colour | None = None
    ) -> Context:
        """The same for the inside of a panel or cell: `width` wide, text as `text`, not set in."""
        return replace(
            self,
            width=width,
            text=text,
            indent=0.0,
            measure=0.0,
            level=self.level if level is None else level,
            bullet=self.bullet if bullet is None else bullet,
        )

    @property
    def text_width(self) -> float:
        """How wide running text is set here."""
        inner = self.width - self.indent
        return min(inner, self.measure) if self.measure else inner

    @property
    def whole_below(self) -> float:
        """Containers up to this height are never cut."""
        return self.page_room

    def inset(self, flowable: Flowable) -> Flowable:
        """`flowable` where running text stands."""
        if not self.indent and not self.measure:
            return flowable
        return Inset(flowable, start=self.indent, measure=self.measure)


def set_runs(
    context: Context,
    runs: Runs,
    style: TextStyle,
    *,
    role: Role = "P",
    what: str = "text",
    span: Span | None = None,
    before: float = 0.0,
    after: float = 0.0,
    balanced: bool = False,
    keep_with_next: bool = False,
    whole: bool = False,
    align: Literal["start", "end", "centre"] = "start",
    anchor: str = "",
) -> tuple[Text, tuple[Kid, ...]]:
    """`runs` set in `style`, and the kids of the element they fill."""
    setting = context.setting
    words, kids = compose_runs(runs, style, setting, span=span, role=role, what=what)
    if holds_values(runs):
        made_of = FieldWords(runs=runs, style=style, role=role, balanced=balanced)
        filled = FieldText(
            words,
            made_of,
            setting.fonts,
            before=before,
            after=after,
            align=align,
            keep_with_next=keep_with_next,
            whole=whole,
            anchor=anchor,
            span=span,
        )
        setting.field_texts.append(filled)
        return filled, kids
    text = Text(
        words,
        style,
        setting.fonts,
        before=before,
        after=after,
        balanced=balanced,
        align=align,
        keep_with_next=keep_with_next,
        whole=whole,
        anchor=anchor,
        span=span,
    )
    return text, kids


def set_text(
    context: Context,
    text: str,
    style: TextStyle,
    *,
    role: Role = "P",
    before: float = 0.0,
    after: float = 0.0,
    balanced: bool = False,
    keep_with_next: bool = False,
    align: Literal["start", "end", "centre"] = "start",
    anchor: str = "",
    span: Span | None = None,
) -> tuple[Text, StructElem]:
    """Plain `text` set in `style`, and its element."""
    words, kids = compose_text(text, style, context.setting, role=role, span=span)
    made = Text(
        words,
        style,
        context.setting.fonts,
        before=before,
        after=after,
        balanced=balanced,
        align=align,
        keep_with_next=keep_with_next,
        anchor=anchor,
        span=span,
    )
    return made, StructElem(role=role, kids=kids)


def joined(parts: Sequence[Composed]) -> Composed:
    """Several blocks one after the other."""
    return Composed(
        tuple(flowable for part in parts for flowable in part.flowables),
        tuple(element for part in parts for element in part.elements),
    )
