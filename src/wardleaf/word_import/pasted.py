"""Words from the clipboard, as text or as HTML, become the same value as a Word file."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from wardleaf.values import replace
from wardleaf.word_import.model import (
    Block,
    Cell,
    ListPlace,
    Look,
    Object,
    Paragraph,
    Piece,
    Row,
    Table,
    Text,
    WordFile,
)

MOST_LETTERS = 2_000_000
_HTML = re.compile(
    r"\s*(?:<!doctype html|<html|<body|<!--|<(?:p|div|h[1-6]|ul|ol|table|meta|span|b|strong)\b)", re.IGNORECASE
)
_BLOCKS = frozenset(
    (
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "td",
        "th",
        "tr",
        "table",
        "ul",
        "ol",
        "blockquote",
        "section",
        "article",
        "header",
        "footer",
        "body",
        "pre",
        "dt",
        "dd",
        "figcaption",
        "caption",
    )
)
_UNSEEN = frozenset(("style", "script", "head", "title", "noscript", "template"))
_VOID = frozenset(("br", "img", "hr", "meta", "link", "input", "col", "wbr", "o:p"))
_DEEPEST = 200
_ENDS = {"td": ("td", "th"), "th": ("td", "th"), "tr": ("td", "th", "tr"), "li": ("li",), "p": ("p",)}


def read_pasted(text: str) -> WordFile:
    """What was pasted, HTML or text; each line of a text is a paragraph. Raises `ValueError` when it is too long."""
    if len(text) > MOST_LETTERS:
        raise ValueError
    bare = text.removeprefix("\ufeff")
    if bare.startswith("Version:") and "StartHTML" in bare[:200]:
        bare = bare[max(bare.find("<"), 0) :]  # what Windows' clipboard says of itself (CF_HTML)
    if _HTML.match(bare):
        reader = _Reader()
        reader.feed(_with_whole_tags(_without_remarks(bare)))
        reader.close()
        return WordFile(blocks=_numbered(reader.finished()))
    lines = bare.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return WordFile(
        blocks=tuple(
            Paragraph(number=number, pieces=(Text(text=line),) if line else ()) for number, line in enumerate(lines, 1)
        )
    )


def _without_remarks(html: str) -> str:
    """`html` without remarks; one that never ends is text."""
    parts: list[str] = []
    place = 0
    while (start := html.find("<!--", place)) >= 0 and (end := html.find("-->", start)) >= 0:
        parts.append(html[place:start])
        place = end + len("-->")
    return "".join((*parts, html[place:].replace("<!--", "&lt;!--")))


def _with_whole_tags(html: str) -> str:
    """`html` in which each `<` begins a tag that ends before the next one; any other is text. The standard library's
    parser would look for the end of each anew.
    """
    parts: list[str] = []
    place, end = 0, 0
    while (start := html.find("<", place)) >= 0:
        parts.append(html[place:start])
        if end >= 0 and end <= start:
            end = html.find(">", start)
        following = html.find("<", start + 1)
        if end < 0 or 0 <= following < end:
            parts.append("&lt;")
            place = start + 1
        else:
            parts.append(html[start : end + 1])
            place = end + 1
    return "".join((*parts, html[place:]))


def _numbered(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """`blocks` with paragraphs and tables counted from 1, those in tables too."""
    paragraphs = tables = 0

    def number(block: Block) -> Block:
        nonlocal paragraphs, tables
        if isinstance(block, Paragraph):
            paragraphs += 1
            return replace(block, number=paragraphs)
        tables += 1
        own = tables
        rows = tuple(
            replace(row, cells=tuple(replace(cell, blocks=tuple(map(number, cell.blocks))) for cell in row.cells))
            for row in block.rows
        )
        return Table(own, rows, block.lined)

    return tuple(map(number, blocks))


class _Reader(HTMLParser):
    """Reads HTML as browsers and Word put it on the clipboard; tags that are not closed end with what holds them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[str] = []
        self._looks: list[Look] = [Look()]
        self._links: list[str] = [""]
        self._unseen = 0
        self._pieces: list[Piece] = []
        self._style = ""
        self._lists: list[tuple[str, bool, int]] = []
        self._count = 0
        self._listed: ListPlace | None = None
        self._blocks: list[list[Block]] = [[]]
        self._tables: list[tuple[list[Row], list[Cell], bool]] = []

    def finished(self) -> tuple[Block, ...]:
        self._end_paragraph()
        while self._tables:
            self._end_table()
        return tuple(self._blocks[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _UNSEEN:
            self._unseen += 1
        if tag == "br":
            self._pieces.append(Text(text="\n", look=self._looks[-1]))
        elif tag == "img":
            self._pieces.append(Object("a picture of the page", given.get("alt", "")))
        if tag in _VOID or len(self._open) >= _DEEPEST:
            return
        if tag in _BLOCKS:
            self._end_paragraph()
        for ended in _ENDS.get(tag, ()):
            self._end_unclosed(ended)
        self._open.append(tag)
        self._looks.append(_look(self._looks[-1], tag, given))
        self._links.append(given.get("href", "") if tag == "a" else self._links[-1])
        if re.fullmatch("h[1-6]", tag):
            self._style = f"heading {tag[1]}"
        elif tag in ("ul", "ol"):
            self._count += 1
            self._lists.append((f"list {self._count}", tag == "ol", 0))
        elif tag == "li" and self._lists:
            name, ordered, number = self._lists[-1]
            self._lists[-1] = (name, ordered, number + 1)
            self._listed = ListPlace(
                self._lists[0][0], len(self._lists) - 1, "decimal" if ordered else "bullet", number + 1
            )
        elif tag == "table":
            self._tables.append(([], [], given.get("border") != "0"))
            self._blocks.append([])
        elif tag in ("td", "th") and self._tables:
            self._blocks[-1] = []

    def _end_unclosed(self, tag: str) -> None:
        """End a `tag` that the next one of its kind ends, as in `<td>1<td>2`, in the same table or list."""
        for one in reversed(self._open):
            if one == tag:
                self.handle_endtag(tag)
                return
            if one in ("table", "ul", "ol"):
                return

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        if tag in _BLOCKS:
            self._end_paragraph()
        if tag not in self._open:
            return
        while self._open:
            closed = self._open.pop()
            self._looks.pop()
            self._links.pop()
            self._close(closed)
            if closed == tag:
                return

    def _close(self, tag: str) -> None:
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag in ("td", "th") and self._tables:
            self._end_paragraph()
            self._tables[-1][1].append(Cell(blocks=tuple(self._blocks[-1]) or (Paragraph(number=0),)))
            self._blocks[-1] = []
        elif tag == "tr" and self._tables:
            rows, cells, _ = self._tables[-1]
            if cells:
                rows.append(Row(tuple(cells)))
                cells.clear()
        elif tag == "table" and self._tables:
            self._end_table()
        elif re.fullmatch("h[1-6]", tag):
            self._style = ""

    def _end_table(self) -> None:
        self._end_paragraph()
        rows, cells, lined = self._tables.pop()
        loose = self._blocks.pop()
        if cells:
            rows.append(Row(tuple(cells)))
        if rows:
            self._blocks[-1].append(Table(0, tuple(rows), lined))
        self._blocks[-1].extend(loose)

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        text = data if "pre" in self._open else re.sub(r"[ \t\r\n\f]+", " ", data)
        if text.strip() or (text and self._pieces):
            self._pieces.append(Text(text=text, look=self._looks[-1], link=self._links[-1]))

    def _end_paragraph(self) -> None:
        if any(not isinstance(piece, Text) or piece.text.strip() for piece in self._pieces):
            block = Paragraph(number=0, style=self._style, listed=self._listed, pieces=tuple(self._pieces))
            self._blocks[-1].append(block)
            self._listed = None
        self._pieces = []


def _look(look: Look, tag: str, given: dict[str, str]) -> Look:
    style = given.get("style", "").casefold().replace(" ", "")
    if tag in ("b", "strong", "th") or re.search(r"font-weight:(?:bold|[6-9]00)", style):
        look = replace(look, bold=True)
    if re.search(r"font-weight:(?:normal|[1-5]00)", style):
        look = replace(look, bold=False)
    if tag in ("i", "em") or "font-style:italic" in style:
        look = replace(look, italic=True)
    if tag in ("s", "del", "strike") or "line-through" in style:
        look = replace(look, struck=True)
    if tag == "u":
        look = replace(look, underlined=True)
    if tag == "sup" or "vertical-align:super" in style:
        look = replace(look, placement="raised")
    if tag == "sub" or "vertical-align:sub" in style:
        look = replace(look, placement="lowered")
    if "display:none" in style or "mso-hide:all" in style:
        look = replace(look, hidden=True)
    return look
