"""Furniture: running headers and footers, the code line, DRAFT, and the notice that a clinic is a specimen. Artifacts,
but for the first page's lines.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from wardleaf.display import PageItem
from wardleaf.document.model import Document
from wardleaf.reading.outer_pages import code_words, said
from wardleaf.reading.tree import StructElem
from wardleaf.style.floors import NOTICE_FROM_EDGE
from wardleaf.style.schema import Style, TextStyle
from wardleaf.typeset.compose.context import Context, set_read
from wardleaf.typeset.flowables import Text
from wardleaf.typeset.pages import LaidPage, PageGeometry
from wardleaf.typeset.placing import as_artifact, rule
from wardleaf.typeset.runs import artifact_words
from wardleaf.units import Length
from wardleaf.values import replace

_APART = 18.0
_DRAFT_OUTLINE = 0.8  # points
_WIDEST_DRAFT = 0.85  # of the page


class FirstLines(Struct, frozen=True):
    """The lines at the foot of the first page, which are content there: code and hash, what to read when short of time,
    the specimen notice.
    """

    start: Text
    end: Text | None
    notice: Text | None
    elements: tuple[StructElem, ...]


def compose_first_lines(context: Context, document: Document) -> FirstLines:
    """The foot of the first page."""
    style = context.style.first_page.code_line
    page = document.first_page
    elements = [said(code_words(document))]
    start = set_read(context, elements[0], style)
    end: Text | None = None
    for words in (page.short_of_time, page.date_line):
        if not words:
            continue
        element = said(words)
        text = set_read(context, element, style, align="end")
        if start.natural() + _APART + text.natural() <= context.width:
            end = text
            elements.append(element)
            break
    notice: Text | None = None
    if document.clinic.specimen_notice:
        element = said(document.clinic.specimen_notice)
        notice = set_read(context, element, context.style.notice.specimen, align="centre")
        elements.append(element)
    return FirstLines(start, end, notice, tuple(elements))


def place_first_furniture(geometry: PageGeometry, style: Style, lines: FirstLines) -> Iterator[PageItem]:
    """The lines at the foot of the first page."""
    top = geometry.height - style.page.footer.pt - lines.start.height(geometry.column)
    x = geometry.start(1)
    yield from lines.start.place(x, top, geometry.column, {})
    if lines.end is not None:
        yield from lines.end.place(x, top, geometry.column, {})
    if lines.notice is not None:
        tall = lines.notice.height(geometry.column)
        yield from lines.notice.place(x, geometry.height - NOTICE_FROM_EDGE.pt - tall, geometry.column, {})


def place_furniture(
    context: Context, geometry: PageGeometry, page: LaidPage, document: Document, *, number: int, count: int
) -> Iterator[PageItem]:
    """Running header and footer of page `number` of `count`, and the specimen notice."""
    style = context.style
    if page.kind != "back":
        yield from as_artifact(_header(context, page, document, number), "Pagination", "Header")
    yield from as_artifact(
        _footer(context, geometry, page, document, number=number, count=count), "Pagination", "Footer"
    )
    if document.clinic.specimen_notice:
        notice = style.notice.specimen
        words = artifact_words(document.clinic.specimen_notice, notice, context.setting)
        text = Text(words, notice, context.setting.fonts, align="centre")
        top = geometry.height - NOTICE_FROM_EDGE.pt - text.height(page.frame.width)
        yield from as_artifact(text.place(page.frame.x, top, page.frame.width, {}), "Pagination", "Watermark")


def _header(context: Context, page: LaidPage, document: Document, number: int) -> Iterator[PageItem]:
    header, x, width = context.style.running_header, page.frame.x, page.frame.width
    top = context.style.page.header.pt
    yield from _two_ends(
        context, _header_ends(context, document, header.text, number, width), header.text, x, top, width
    )
    below = top + header.text.leading.pt + header.gap.pt
    yield from rule(x, below, x + width, thickness=header.rule.thickness.pt, colour=header.rule.colour)


def _footer(
    context: Context, geometry: PageGeometry, page: LaidPage, document: Document, *, number: int, count: int
) -> Iterator[PageItem]:
    footer, x, width = context.style.running_footer, page.frame.x, page.frame.width
    top = geometry.height - context.style.page.footer.pt - footer.text.leading.pt
    yield from rule(x, top - footer.gap.pt, x + width, thickness=footer.rule.thickness.pt, colour=footer.rule.colour)
    ends = _footer_ends(context, document, footer.text, width, number=number, count=count)
    yield from _two_ends(context, ends, footer.text, x, top, width)


def _footer_ends(
    context: Context, document: Document, style: TextStyle, width: float, *, number: int, count: int
) -> tuple[str, str]:
    """Code, version and hash, by which a copy is traced, and the folio: `Page 4 of 52`, or on all pages `4/52` where the
    longest would leave too little room for the code.
    """
    code, longest = code_words(document), context.labels.page_of.format(page=count, pages=count)
    fits = math.fsum(_natural(context, words, style) for words in (code, longest)) + _APART <= width
    return code, context.labels.page_of.format(page=number, pages=count) if fits else f"{number}/{count}"


def _natural(context: Context, words: str, style: TextStyle) -> float:
    return Text(artifact_words(words, style, context.setting), style, context.setting.fonts).natural()


def _header_ends(context: Context, document: Document, style: TextStyle, number: int, width: float) -> tuple[str, str]:
    """Title and clinic; in two-sided print that lacks room for both, the clinic on versos and the title on rectos, at
    the outer edge.
    """
    both = (document.short_title, document.clinic.name)
    natural = [_natural(context, words, style) for words in both]
    if context.style.page.sides == "one" or math.fsum(natural) + _APART <= width or max(natural) > width:
        return both
    return (document.clinic.name, "") if number % 2 == 0 else ("", document.short_title)


def _two_ends(
    context: Context, ends: tuple[str, str], style: TextStyle, x: float, top: float, width: float
) -> Iterator[PageItem]:
    """Words at either end of a line; where both do not fit, the start gives way, and shows as much as there is room
    for.
    """
    end = _on_one_line(context, ends[1], style, width, align="end")
    start = _on_one_line(context, ends[0], style, width - _APART - end.natural())
    yield from start.place(x, top, width, {})
    yield from end.place(x, top, width, {})


def _on_one_line(
    context: Context, words: str, style: TextStyle, room: float, *, align: Literal["start", "end"] = "start"
) -> Text:
    """`words`, without those at their end for which there is no room."""
    kept = words.split(" ")
    shown = words
    while True:
        text = Text(artifact_words(shown, style, context.setting), style, context.setting.fonts, align=align)
        if text.natural() <= room or not kept:
            return text
        kept.pop()
        shown = f"{' '.join(kept)} …" if kept else ""


def place_draft(context: Context, geometry: PageGeometry, *, over: bool = False) -> Iterator[PageItem]:
    """DRAFT across the page in one line, smaller where the word of another language is longer: behind the text, or with
    `over` its outline.

    A panel or a picture may cover what lies behind, and nothing covers the outline, which is painted last.
    """
    style = context.style.notice.draft
    outline = _DRAFT_OUTLINE if over else 0.0
    text = _draft(context, style, outline)
    share = _WIDEST_DRAFT * geometry.width / text.natural()
    if share < 1:
        style = replace(style, size=Length(style.size.pt * share), leading=Length(style.leading.pt * share))
        text = _draft(context, style, outline)
    tops = (geometry.height * share - style.leading.pt / 2 for share in (0.22, 0.5, 0.78))
    return as_artifact(
        (item for top in tops for item in text.place(0.0, top, geometry.width, {})), "Pagination", "Watermark"
    )


def _draft(context: Context, style: TextStyle, outline: float) -> Text:
    words = artifact_words(context.labels.draft, style, context.setting, outline=outline)
    return Text(words, style, context.setting.fonts, align="centre")
