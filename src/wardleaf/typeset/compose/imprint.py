"""The end of the last page: when to call, and who answers for this handout."""

from __future__ import annotations

from dataclasses import replace

from wardleaf.document.model import Imprint, Link, Plain, QrCode, Runs
from wardleaf.tagging.tree import StructElem
from wardleaf.typeset.canvas import Ink
from wardleaf.typeset.compose.context import Composed, Context, set_runs, set_text
from wardleaf.typeset.compose.panels import compose_call_box
from wardleaf.typeset.compose.pictures import qr_figure
from wardleaf.typeset.compose.texts import ComposeBlocks
from wardleaf.typeset.containers import Boxed, Row, Stack
from wardleaf.typeset.flowables import Flowable, HorizontalRule

_QR_GAP = 14.0


def compose_imprint(context: Context, imprint: Imprint, compose: ComposeBlocks) -> Composed:
    """The call box, then a panel of labels and values with the QR code at its end, then the sentence that this replaces nobody's advice."""
    top = replace(context, level=1)
    call = compose_call_box(top, imprint.call_box, compose) if imprint.call_box else Composed()
    panel = _panel(top, imprint)
    return call + panel


def _panel(context: Context, imprint: Imprint) -> Composed:
    look = context.style.imprint
    padding = look.panel.padding.pt
    inner = context.inside(context.width - 2 * padding, look.value)
    heading, element = set_text(
        inner, imprint.heading, replace(look.label, weight="bold"), role="H2", after=5.0, keep_with_next=True
    )
    rows: list[Flowable] = []
    items: list[StructElem] = []
    labels = [set_text(inner, label, look.label) for label, _ in imprint.rows]
    label_width = min(max([look.label_width.pt, *(text.narrowest() + 1 for text, _ in labels)]), inner.width * 0.45)
    qr_side = 0.0
    code: Flowable | None = None
    qr_elements: list[StructElem] = []
    if imprint.qr is not None:
        code, code_element = qr_figure(inner, imprint.qr)
        qr_side = max(code.natural(), 0.0)
        printed, printed_kids = set_runs(
            inner, _printed(imprint.qr), replace(look.value, weight="semibold"), what="the address", align="centre", balanced=True
        )
        side_width = max(qr_side, min(printed.narrowest(), inner.width * 0.4)) + 1.0
        column = Stack((_Centre(code, qr_side), printed), after=0.0)
        qr_elements = [code_element, StructElem(role="P", kids=printed_kids)]
        value_width = inner.width - label_width - side_width - _QR_GAP
    else:
        column, side_width, value_width = Stack(()), 0.0, inner.width - label_width
    beside = imprint.qr is not None and value_width >= 150.0
    for (text, label_element), (_, runs) in zip(labels, imprint.rows):
        value, kids = set_runs(inner, runs, look.value, what="the imprint")
        value.after = look.row_after.pt
        rows.append(Row((text, value), (label_width, 0), after=look.row_after.pt))
        items.append(
            StructElem(
                role="LI",
                kids=(
                    StructElem(role="Lbl", kids=label_element.kids),
                    StructElem(role="LBody", kids=kids),
                ),
            )
        )
    table = Stack(rows, after=0.0)
    body: Flowable = Row((table, column), (0, side_width), gap=_QR_GAP, whole_below=context.page_room) if beside else table
    disclaimer, disclaimer_element = set_text(inner, imprint.disclaimer, look.value)
    tail: list[Flowable] = [] if beside or imprint.qr is None else [column]
    line = HorizontalRule(look.rule.thickness.pt, look.rule.colour, before=7.0, after=7.0, keep_with_next=True)
    stack = Stack((heading, body, *tail, line, disclaimer), after=0.0)
    boxed = Boxed(stack, look.panel, before=context.style.call_box.before.pt, whole_below=context.whole_below)
    listed = StructElem(role="L", kids=tuple(items), list_numbering="None")
    return Composed((boxed,), (StructElem(role="Sect", kids=(element, listed, *qr_elements, disclaimer_element)),))


def _printed(qr: QrCode) -> Runs:
    return (Link(runs=(Plain(qr.printed),), target=qr.payload, words=qr.printed),)


class _Centre(Flowable):
    """A flowable in the middle of its column."""

    def __init__(self, kid: Flowable, width: float) -> None:
        self.kid, self.width = kid, width
        self.after = 3.0

    def height(self, width: float) -> float:
        return self.kid.height(width)

    def natural(self) -> float:
        return self.kid.natural()

    def draw(self, ink: Ink, x: float, top: float, width: float) -> None:
        self.kid.draw(ink, x + max(0.0, (width - self.width) / 2), top, self.width)
