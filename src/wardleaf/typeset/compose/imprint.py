"""The end of the last page: when to call, and who answers for this handout."""

from __future__ import annotations

from collections.abc import Sequence

from wardleaf.display import PageItem
from wardleaf.document.model import Imprint, QrCode
from wardleaf.reading.outer_pages import ReadImprint, read_imprint, read_imprint_run_in
from wardleaf.reading.tree import StructElem, elements_in
from wardleaf.typeset.compose.context import Composed, Context, set_read
from wardleaf.typeset.compose.panels import compose_call_box
from wardleaf.typeset.compose.pictures import compose_code
from wardleaf.typeset.compose.texts import ComposeBlocks
from wardleaf.typeset.containers import Boxed, Stack
from wardleaf.typeset.flowables import Flowable, HorizontalRule, Pages, Text
from wardleaf.typeset.rows import Row
from wardleaf.typeset.runs import set_kids
from wardleaf.values import replace

_QR_GAP = 14.0
_LEAST_VALUE = 150.0  # points: narrower values would break at every other word


def compose_imprint(context: Context, imprint: Imprint, compose: ComposeBlocks, *, room: float) -> tuple[Composed, ...]:
    """The call box, then a panel of labels and values with the QR code at its end, then the sentence that this replaces
    nobody's advice.

    Where one page, `room` points tall, does not hold both, the panel comes first and the box has the last page to
    itself: that page is the one that a reader in need turns to.
    """
    top = replace(context, level=1)
    call = Composed()
    if imprint.call_box:
        call = compose_call_box(top, imprint.call_box, top.reader.block(imprint.call_box, top.level), compose)
    panel = _panel(top, imprint)
    if not call.flowables or Stack((*call.flowables, *panel.flowables)).height(context.width) <= room:
        return (call + panel,)
    return (panel, call)


def _panel(context: Context, imprint: Imprint) -> Composed:
    look = context.style.imprint
    inner = context.inside(context.width - 2 * look.panel.padding.pt, look.value)
    read = read_imprint(imprint)
    code = _code(inner, imprint.qr, read.code) if imprint.qr is not None else None
    disclaimer = set_read(inner, read.disclaimer, look.value)
    labels = [set_read(inner, elements_in(item)[0], look.label) for item in elements_in(read.listed)]
    label_width = max([look.label_width.pt, *(text.narrowest() + 1 for text in labels)])
    side = code.natural() + 1.0 if code is not None else 0.0
    line = HorizontalRule(look.rule.thickness.pt, look.rule.colour, before=7.0, after=7.0, keep_with_next=True)
    parts: list[Flowable]
    if inner.width - label_width - side - _QR_GAP >= _LEAST_VALUE:
        rows = _columns(inner, imprint, read, labels, label_width)
        table = Stack(rows, after=0.0)
        body = Row((table, code), (0, side), gap=_QR_GAP, whole_below=context.page_room) if code is not None else table
        parts = [body, line, disclaimer]
    else:
        read = read_imprint_run_in(imprint, read)
        foot: Flowable = disclaimer
        if code is not None:
            beside = Stack((disclaimer.but(after=6.0), code.printed.aligned("start")), after=0.0)
            foot = Row((beside, code.code), (0, code.code.natural()), gap=_QR_GAP)
        parts = [_run_in(inner, read), line, foot]
    heading = set_read(inner, read.heading, replace(look.label, weight="bold"), after=5.0, keep_with_next=True)
    boxed = Boxed(
        Stack((heading, *parts), after=0.0),
        look.panel,
        before=context.style.call_box.before.pt,
        whole_below=context.whole_below,
    )
    return Composed((boxed,), (read.element,))


def _columns(
    context: Context, imprint: Imprint, read: ReadImprint, labels: Sequence[Text], label_width: float
) -> list[Flowable]:
    """Labels in one column, values in another."""
    look = context.style.imprint
    values = (
        set_read(context, elements_in(item)[1], look.value, runs=runs)
        for (_, runs), item in zip(imprint.rows, elements_in(read.listed), strict=True)
    )
    return [
        Row((label, value), (label_width, 0), gap=6.0, after=look.row_after.pt)
        for label, value in zip(labels, values, strict=True)
    ]


def _run_in(context: Context, read: ReadImprint) -> Flowable:
    """Each label at the beginning of its value, one after another as one paragraph, where there is no room for columns."""
    look = context.style.imprint
    words = [
        word
        for item in elements_in(read.listed)
        for body in elements_in(item)
        for word in set_kids(body.kids, look.value, context.setting, role="LBody")
    ]
    return Text(words, look.value, context.setting.fonts)


def _code(context: Context, qr: QrCode, read: Sequence[StructElem]) -> _Column:
    """The QR code and its address in print below it."""
    code, address = read
    style = replace(context.style.imprint.value, weight="semibold")
    return _Column(compose_code(context, qr, code), set_read(context, address, style, align="centre", balanced=True))


class _Column(Flowable):
    """A code in the middle above its address."""

    def __init__(self, code: Flowable, printed: Text) -> None:
        self.code, self.printed = code, printed

    def height(self, width: float) -> float:
        return self.code.height(width) + 3.0 + self.printed.height(width)

    def natural(self) -> float:
        return max(self.code.natural(), self.printed.narrowest())

    def place(self, x: float, top: float, width: float, pages: Pages) -> Sequence[PageItem]:
        code = self.code.place(x + max(0.0, (width - self.code.natural()) / 2), top, width, pages)
        return (*code, *self.printed.place(x, top + self.code.height(width) + 3.0, width, pages))

    def parts(self) -> tuple[Flowable, ...]:
        return (self.code, self.printed)
