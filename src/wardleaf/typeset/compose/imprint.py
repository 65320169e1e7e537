"""The end of the last page: when to call, and who answers for this handout."""

from __future__ import annotations

from collections.abc import Sequence

from wardleaf.display import PageItem
from wardleaf.document.model import Imprint, Link, Plain, QrCode, Runs, Strong, runs_text
from wardleaf.reading.tree import StructElem
from wardleaf.typeset.compose.context import Composed, Context, set_runs, set_text
from wardleaf.typeset.compose.panels import compose_call_box
from wardleaf.typeset.compose.pictures import qr_figure
from wardleaf.typeset.compose.texts import ComposeBlocks
from wardleaf.typeset.containers import Boxed, Stack
from wardleaf.typeset.flowables import Flowable, HorizontalRule, Pages, Text
from wardleaf.typeset.lines import Word
from wardleaf.typeset.rows import Row
from wardleaf.typeset.runs import compose_runs
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
    call = compose_call_box(top, imprint.call_box, compose) if imprint.call_box else Composed()
    panel = _panel(top, imprint)
    if not call.flowables or Stack((*call.flowables, *panel.flowables)).height(context.width) <= room:
        return (call + panel,)
    return (panel, call)


def _panel(context: Context, imprint: Imprint) -> Composed:
    look = context.style.imprint
    inner = context.inside(context.width - 2 * look.panel.padding.pt, look.value)
    heading, element = set_text(
        inner, imprint.heading, replace(look.label, weight="bold"), role="H2", after=5.0, keep_with_next=True
    )
    code, code_elements = _code(inner, imprint.qr) if imprint.qr is not None else (None, ())
    disclaimer, disclaimer_element = set_text(inner, imprint.disclaimer, look.value)
    labels = [set_text(inner, label, look.label) for label, _ in imprint.rows]
    label_width = max([look.label_width.pt, *(text.narrowest() + 1 for text, _ in labels)])
    side = code.natural() + 1.0 if code is not None else 0.0
    line = HorizontalRule(look.rule.thickness.pt, look.rule.colour, before=7.0, after=7.0, keep_with_next=True)
    parts: list[Flowable]
    if inner.width - label_width - side - _QR_GAP >= _LEAST_VALUE:
        rows, items = _columns(inner, imprint, label_width)
        table = Stack(rows, after=0.0)
        body = Row((table, code), (0, side), gap=_QR_GAP, whole_below=context.page_room) if code is not None else table
        parts = [heading, body, line, disclaimer]
        last = (*code_elements, disclaimer_element)
    else:
        rows, items = _run_in(inner, imprint)
        foot: Flowable = disclaimer
        if code is not None:
            beside = Stack((disclaimer.but(after=6.0), code.printed.aligned("start")), after=0.0)
            foot = Row((beside, code.code), (0, code.code.natural()), gap=_QR_GAP)
        parts = [heading, *rows, line, foot]
        last = (
            disclaimer_element,
            *reversed(code_elements),
        )  # as it stands: the address below the sentence, the code beside both
    boxed = Boxed(
        Stack(parts, after=0.0), look.panel, before=context.style.call_box.before.pt, whole_below=context.whole_below
    )
    listed = StructElem(role="L", kids=tuple(items), list_numbering="None")
    return Composed((boxed,), (StructElem(role="Sect", kids=(element, listed, *last)),))


def _columns(context: Context, imprint: Imprint, label_width: float) -> tuple[list[Flowable], list[StructElem]]:
    """Labels in one column, values in another."""
    look = context.style.imprint
    rows: list[Flowable] = []
    items: list[StructElem] = []
    for label, runs in imprint.rows:
        text, label_element = set_text(context, label, look.label, role="Lbl")
        value, kids = set_runs(context, runs, look.value, role="LBody", what="the imprint")
        rows.append(Row((text, value), (label_width, 0), gap=6.0, after=look.row_after.pt))
        items.append(StructElem(role="LI", kids=(label_element, StructElem(role="LBody", kids=kids))))
    return rows, items


def _run_in(context: Context, imprint: Imprint) -> tuple[list[Flowable], list[StructElem]]:
    """Each label at the beginning of its value, one after another as one paragraph, where there is no room for columns."""
    look = context.style.imprint
    words: list[Word] = []
    items: list[StructElem] = []
    for label, runs in imprint.rows:
        end = "" if runs_text(runs).endswith((".", "!", "?")) else "."
        sentence = (Strong((Plain(label),)), Plain(" "), *runs, Plain(end + " "))
        more, kids = compose_runs(sentence, look.value, context.setting, span=None, role="LBody", what="the imprint")
        words.extend(more)
        items.append(StructElem(role="LI", kids=(StructElem(role="LBody", kids=kids),)))
    return [Text(words, look.value, context.setting.fonts)], items


def _code(context: Context, qr: QrCode) -> tuple[_Column, tuple[StructElem, StructElem]]:
    """The QR code and its address in print below it."""
    look = context.style.imprint
    code, element = qr_figure(context, qr)
    printed, kids = set_runs(
        context, _printed(qr), replace(look.value, weight="semibold"), what="the address", align="centre", balanced=True
    )
    column = _Column(code, printed)
    return column, (element, StructElem(role="P", kids=kids))


def _printed(qr: QrCode) -> Runs:
    return (Link(runs=(Plain(qr.printed),), target=qr.payload, words=qr.printed),)


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
