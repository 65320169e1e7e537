"""The first page: who gives it, what it is, the main message, the key points, who it is for, when to call.

How much of that a page holds depends on paper and type size, so there are arrangements, tried from the fullest; what
does not find room leads the next page. The tag tree follows the arrangement, so that it is read in the order in which
it is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from msgspec import Struct

from wardleaf.display import PageItem, Rectangle
from wardleaf.document.fields import NAME
from wardleaf.document.model import Document, Field, FirstPage, PictureData, PreparedFor
from wardleaf.reading.outer_pages import read_clinic, read_title, said
from wardleaf.reading.tree import Slot, StructElem, elements_in, figure
from wardleaf.style.schema import FirstPageStyle, Panel
from wardleaf.typeset import faults
from wardleaf.typeset.blocks import PictureBox
from wardleaf.typeset.compose.context import Composed, Context, joined, set_read
from wardleaf.typeset.compose.forms import compose_prepared_for, compose_prepared_for_line
from wardleaf.typeset.compose.panels import compose_call_box, compose_callout
from wardleaf.typeset.compose.texts import ComposeBlocks, Dropped
from wardleaf.typeset.containers import Stack
from wardleaf.typeset.drawable import read_picture
from wardleaf.typeset.flowables import Flowable, HorizontalRule, Pages
from wardleaf.typeset.placing import box
from wardleaf.typeset.rows import Row
from wardleaf.values import replace

_COLUMN_GAP = 26.0
_LOGO_GAP = 11.0
_UPRIGHT_PADDING = 0.75  # of the panel's own padding, above and below its text


class FirstPageLayout(Struct, frozen=True):
    """The first page as arranged: what stands at its head, what is pinned to its foot, what leads the next page;
    elements in that order.
    """

    head: Stack
    foot: Flowable | None
    overflow: tuple[Flowable, ...]
    elements: tuple[StructElem, ...]
    overflow_elements: tuple[StructElem, ...]


class _CoverPanel(Flowable):
    """The panel behind the title: it reaches out over the column to `reach` points on the start side and `reach_end` on
    the other.
    """

    def __init__(self, kid: Flowable, style: FirstPageStyle, *, reach: float, reach_end: float) -> None:
        self.kid, self.style, self.reach, self.reach_end = kid, style, reach, reach_end
        self.span = kid.span

    def height(self, width: float) -> float:
        return (
            self.kid.height(width) + self.style.band.thickness.pt + 2 * self.style.panel.padding.pt * _UPRIGHT_PADDING
        )

    def place(self, x: float, top: float, width: float, pages: Pages) -> Sequence[PageItem]:
        panel: Panel = self.style.panel
        band = self.style.band.thickness.pt
        left, wide = x - self.reach, width + self.reach + self.reach_end
        tall = self.height(width)
        shape = Rectangle(left, top, wide, tall, panel.radius.pt)
        ground = box(shape, fill=panel.fill, stroke=panel.frame, thickness=panel.thickness.pt)
        edge = Rectangle(left, top, wide, band, min(panel.radius.pt, band), (True, False))
        above = box(edge, fill=self.style.band.colour) if band else ()
        return (*ground, *above, *self.kid.place(x, top + band + panel.padding.pt * _UPRIGHT_PADDING, width, pages))

    def parts(self) -> Sequence[Flowable]:
        return (self.kid,)


def compose_first_page(
    context: Context,
    document: Document,
    logo: PictureData | None,
    compose: ComposeBlocks,
    *,
    room: float,
    reach: float,
    reach_end: float,
) -> FirstPageLayout:
    """The first arrangement whose height fits `room`; the leanest one when none does."""
    parts = _Parts(context, document, logo, compose, reach=reach, reach_end=reach_end)
    for arrange in parts.arrangements():
        layout = arrange()
        apart = max(context.style.first_page.gap.pt, layout.head.after)  # as the foot is pinned
        foot = layout.foot.height(context.width) + apart if layout.foot else 0.0
        if layout.head.height(context.width) + foot <= room:
            return layout
    if parts.named:
        context.setting.findings.append(
            faults.name_without_room(document.first_page.title.span, edition=context.style.edition)
        )
    elif layout.foot is not None and all(part.height(context.width) <= room for part in layout.head.parts()):
        context.setting.findings.append(
            faults.numbers_off_front(document.first_page.title.span, edition=context.style.edition)
        )
    return layout


class _Parts:
    """What first pages are arranged from: each part is composed once, when an arrangement first asks for it, and all
    arrangements share it.
    """

    def __init__(
        self,
        context: Context,
        document: Document,
        logo: PictureData | None,
        compose: ComposeBlocks,
        *,
        reach: float,
        reach_end: float,
    ) -> None:
        self.context, self.document, self.logo, self.compose = context, document, logo, compose
        self.page: FirstPage = document.first_page
        self.style = context.style.first_page
        self.reach, self.reach_end = reach, reach_end
        self.gap = self.style.gap.pt
        prepared = document.first_page.prepared_for
        self.filled = tuple(field for field in prepared.fields if field.value is not None) if prepared else ()
        self.named = tuple(field for field in self.filled if field.name == NAME)

    def arrangements(self) -> Sequence[Callable[[], FirstPageLayout]]:
        """What to try, from the fullest. A name that is filled in stands in each, for whoever hands the copy out looks
        for it there; lines to write on can wait.
        """
        full = [self.two_columns] if self.style.columns == "two" else []
        full += [self.one_column, self.one_column_abreast]
        signs = bool(self.page.call_box and self.page.call_box.symptoms)
        if self.named:
            full += [self.prepared_for_line, self.key_points_later, self.prepared_for_line_alone, self.name_alone]
            return [
                *full,
                *([self.lean_named, self.leanest_named] if signs else []),
                self.name_before_message,
                self.name_before_signs,
            ]
        return [
            *full,
            self.prepared_for_later,
            self.key_points_later,
            self.both_later,
            *([self.lean, self.leanest] if signs else []),
            self.message_later,
            self.signs_later,
        ]

    def two_columns(self) -> FirstPageLayout:
        if self.page.prepared_for is None:
            return self.one_column()
        start_width = (self.context.width - _COLUMN_GAP) * 0.6
        start = self._column(self._key_points_plain(start_width))
        end = self._column(
            self._compose_prepared_for(
                self.page.prepared_for,
                abreast=False,
                within=self._narrow(self.context.width - _COLUMN_GAP - start_width),
            )
        )
        row = Row(
            (start.flowables[0], end.flowables[0]), (start_width, 0), gap=_COLUMN_GAP, before=self.gap, after=self.gap
        )
        return self._layout([Composed((row,), (*start.elements, *end.elements))], [])

    def one_column(self) -> FirstPageLayout:
        return self._layout([self._key_points, self._prepared_for], [])

    def one_column_abreast(self) -> FirstPageLayout:
        return self._layout([self._key_points, self._prepared_for_abreast], [])

    def prepared_for_line(self) -> FirstPageLayout:
        return self._layout([self._prepared_for_line(self.filled), self._key_points], [self._others(self.filled)])

    def prepared_for_line_alone(self) -> FirstPageLayout:
        return self._layout([self._prepared_for_line(self.filled)], [self._key_points, self._others(self.filled)])

    def name_alone(self) -> FirstPageLayout:
        return self._layout([self._prepared_for_line(self.named)], [self._key_points, self._others(self.named)])

    def prepared_for_later(self) -> FirstPageLayout:
        return self._layout([self._key_points], [self._prepared_for_abreast])

    def key_points_later(self) -> FirstPageLayout:
        return self._layout([self._prepared_for_abreast], [self._key_points])

    def both_later(self) -> FirstPageLayout:
        return self._layout([], [self._key_points, self._prepared_for_abreast])

    def lean(self) -> FirstPageLayout:
        """The signs to call about belong on the front: for them the purpose waits, and the hours of the numbers, which
        stand on the last page, too.
        """
        return self._lean((), audience=True)

    def leanest(self) -> FirstPageLayout:
        """For the signs the audience waits, too."""
        return self._lean(())

    def message_later(self) -> FirstPageLayout:
        """Before the numbers to call leave the front, the main message waits: what to call about stands in the box."""
        return self._lean((), message=False)

    def signs_later(self) -> FirstPageLayout:
        """And the signs, which stand on the last page, too; the numbers stay."""
        return self._lean((), message=False, signs=False)

    def lean_named(self) -> FirstPageLayout:
        return self._lean(self.named, audience=True)

    def leanest_named(self) -> FirstPageLayout:
        return self._lean(self.named)

    def name_before_message(self) -> FirstPageLayout:
        """For a name the main message waits, too: what to call about stands in the box."""
        return self._lean(self.filled, message=False)

    def name_before_signs(self) -> FirstPageLayout:
        """For a long name the signs wait, which stand on the last page, too; the numbers stay."""
        return self._lean(self.filled, message=False, signs=False)

    def _lean(
        self, whom: tuple[Field, ...], *, audience: bool = False, message: bool = True, signs: bool = True
    ) -> FirstPageLayout:
        panel = self._compose_panel(audience=audience, purpose=False)
        words = self.page.purpose if audience else f"{self.page.audience}. {self.page.purpose}"
        element = said(words)
        purpose = set_read(self.context, element, self.style.purpose, before=self.gap, after=self.gap)
        main = self._compose_message(self.gap / 2)
        return self._layout(
            [self._prepared_for_line(whom)] if whom else [],
            [*([] if message else [main]), Composed((purpose,), (element,)), self._key_points, self._others(whom)],
            panel=panel,
            message=main if message else Composed(),
            call=self._compose_call_box(hours=False, signs=signs),
        )

    def _layout(
        self,
        middle: Sequence[Composed],
        later: Sequence[Composed],
        *,
        panel: Composed | None = None,
        message: Composed | None = None,
        call: Composed | None = None,
    ) -> FirstPageLayout:
        head = joined([panel or self._panel, self._main_message if message is None else message, *middle])
        call = call or self._call_box
        overflow = joined(later)
        foot: Flowable | None = Stack(call.flowables) if call.flowables else None
        return FirstPageLayout(
            head=Stack(head.flowables),
            foot=foot,
            overflow=overflow.flowables,
            elements=(*head.elements, *call.elements),
            overflow_elements=overflow.elements,
        )

    def _narrow(self, width: float) -> Context:
        return self.context.inside(width, self.context.text)

    @cached_property
    def _panel(self) -> Composed:
        return self._compose_panel(audience=True, purpose=True)

    def _compose_panel(self, *, audience: bool, purpose: bool) -> Composed:
        style, context = self.style, self.context
        brand = self._brand()
        whom = [said(self.page.audience)] if audience else []
        heading = read_title(self.page)
        about = [said(self.page.purpose)] if purpose else []
        title = set_read(
            context,
            heading,
            style.title,
            runs=self.page.title.runs,
            after=8.0,
            balanced=True,
            whole=True,
            anchor=self.page.title.id,
            before=0.0 if audience else self.gap,
        )
        lines = (
            *brand.flowables,
            *(set_read(context, element, style.audience, before=self.gap, after=4.0) for element in whom),
            title,
            *(set_read(context, element, style.purpose, balanced=True) for element in about),
        )
        stack = Stack(lines, after=0.0, span=self.page.title.span)
        after = self.gap if purpose else self.gap / 2
        panel = _CoverPanel(stack, style, reach=self.reach, reach_end=self.reach_end).but(after=after)
        return Composed((panel,), (*brand.elements, *whom, heading, *about))

    def _brand(self) -> Composed:
        style, context, clinic = self.style, self.context, self.document.clinic
        read = read_clinic(clinic)
        styles = (style.clinic, style.part_of)
        lines = [set_read(context, element, look) for element, look in zip(read, styles)]
        elements = list(read)
        words = Stack(lines, after=0.0)
        if self.logo is None:
            return Composed((words,), tuple(elements))
        wide = context.style.logo.width.pt
        alt = context.style.logo.alt
        slot = Slot("the logo") if alt and alt != "none" else None
        picture = _logo_picture(context, self.logo, wide, slot)
        tall = picture.height(wide)
        text_tall = words.height(context.width - wide - _LOGO_GAP)
        row = Row((picture, Dropped(words, max(0.0, (tall - text_tall) / 2))), (wide, 0), gap=_LOGO_GAP)
        if slot is not None:
            elements.insert(0, figure(slot, alt=alt))
        return Composed((row,), tuple(elements))

    @cached_property
    def _main_message(self) -> Composed:
        return self._compose_message(self.gap)

    def _compose_message(self, gap: float) -> Composed:
        element = said(self.page.main_message)
        style = self.style.main_message
        text = set_read(self.context, element, style, before=gap, after=gap, balanced=True)
        return Composed((text,), (element,))

    @cached_property
    def _key_points(self) -> Composed:
        read = self.context.reader.block(self.page.key_points, 1)
        return compose_callout(replace(self.context, level=1), self.page.key_points, read, self.compose, inset=False)

    def _key_points_plain(self, width: float) -> Composed:
        inner = replace(self._narrow(width), after=3.0, level=2)
        points = self.page.key_points
        read = inner.reader.block(points, 1)
        (section,), (body,) = read.elements, read.inside
        style = self.style.column_heading
        heading = set_read(inner, elements_in(section)[0], style, runs=points.heading, after=4.0, keep_with_next=True)
        flowables = self.compose(inner, points.blocks, body).flowables
        return Composed((Stack((heading, *flowables), after=0.0),), read.elements)

    def _column(self, made: Composed) -> Composed:
        rule = self.style.column_rule
        line = HorizontalRule(rule.thickness.pt, rule.colour, after=7.0)
        return Composed((Stack((line, *made.flowables), after=0.0),), made.elements)

    @cached_property
    def _prepared_for(self) -> Composed:
        return self._compose_prepared_for(self.page.prepared_for, abreast=False)

    @cached_property
    def _prepared_for_abreast(self) -> Composed:
        return self._compose_prepared_for(self.page.prepared_for, abreast=True)

    def _others(self, fields: tuple[Field, ...]) -> Composed:
        """What is said of whom it is for beside `fields`, and lines to write on."""
        prepared = self.page.prepared_for
        left = tuple(field for field in prepared.fields if field not in fields) if prepared else ()
        return (
            self._compose_prepared_for(replace(prepared, fields=left), abreast=True)
            if prepared and left
            else Composed()
        )

    def _compose_prepared_for(
        self, block: PreparedFor | None, *, abreast: bool, within: Context | None = None
    ) -> Composed:
        if block is None:
            return Composed()
        context = within or replace(self.context, level=1)
        read = context.reader.block(block, context.level)
        return compose_prepared_for(context, block, read, self.style.column_heading, abreast=abreast)

    def _prepared_for_line(self, fields: tuple[Field, ...]) -> Composed:
        if self.page.prepared_for is None:
            return Composed()
        return compose_prepared_for_line(self.context, replace(self.page.prepared_for, fields=fields), before=self.gap)

    @cached_property
    def _call_box(self) -> Composed:
        return self._compose_call_box(hours=True)

    def _compose_call_box(self, *, hours: bool, signs: bool = True) -> Composed:
        box = self.page.call_box
        if box is None:
            return Composed()
        numbers = box.numbers if hours else tuple(replace(number, hours="") for number in box.numbers)
        shown = replace(box, numbers=numbers, symptoms=box.symptoms if signs else ())
        read = self.context.reader.block(shown, 1)
        return compose_call_box(replace(self.context, level=1), shown, read, self.compose)


def _logo_picture(context: Context, logo: PictureData, width: float, slot: Slot | None) -> Flowable:
    seen = read_picture(logo, None, context.setting.findings)
    return PictureBox(seen, width, width * logo.height / logo.width, slot)
