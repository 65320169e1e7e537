"""Where a block is composed: the style, the faces, the width there is, and how deep the headings are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from wardleaf.document.model import Runs
from wardleaf.findings import Span
from wardleaf.library.labels import Labels
from wardleaf.reading.blocks import Reader
from wardleaf.reading.tree import StructElem
from wardleaf.style.schema import Style, TextStyle
from wardleaf.typeset.containers import Inset
from wardleaf.typeset.field_text import FieldText, FieldWords, holds_values
from wardleaf.typeset.flowables import Flowable, Text
from wardleaf.typeset.runs import Setting, set_kids
from wardleaf.units import Colour
from wardleaf.values import replace


class Composed(Struct, frozen=True):
    """What a block became: flowables from top to bottom, and struct elements in reading order."""

    flowables: tuple[Flowable, ...] = ()
    elements: tuple[StructElem, ...] = ()

    def __add__(self, other: Composed) -> Composed:
        return Composed((*self.flowables, *other.flowables), (*self.elements, *other.elements))


class Context(Struct, frozen=True, kw_only=True):
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
    def reader(self) -> Reader:
        """What reads the blocks that are composed here."""
        return Reader(self.labels, self.style.list.bullet)

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


def set_read(
    context: Context,
    element: StructElem,
    style: TextStyle,
    *,
    runs: Runs = (),
    role: str = "",
    span: Span | None = None,
    before: float = 0.0,
    after: float = 0.0,
    balanced: bool = False,
    keep_with_next: bool = False,
    whole: bool = False,
    align: Literal["start", "end", "centre"] = "start",
    anchor: str = "",
) -> Text:
    """The words of `element` set in `style`; `runs`, which they were read from, where a personal copy may set them anew.

    `role` names it in the content stream where the element's own does not.
    """
    setting = context.setting
    role = role or element.role
    words = set_kids(element.kids, style, setting, span=span, role=role)
    if holds_values(runs):
        filled = FieldText(
            words,
            FieldWords(runs=runs, style=style, role=role, balanced=balanced),
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
        return filled
    return Text(
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


def joined(parts: Sequence[Composed]) -> Composed:
    """Several blocks one after the other."""
    return Composed(
        tuple(flowable for part in parts for flowable in part.flowables),
        tuple(element for part in parts for element in part.elements),
    )
