"""The stage: a document, its style and its faces in, one HTML file out.

What it says is the reading tree and nothing else; beside it stand what only a screen has: a way to the contents and to
the numbers to call, and from each source back to the places that cite it.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from wardleaf.document.model import Block, CallNumber, Document, PictureData, runs_text
from wardleaf.reading.blocks import ReadBlock
from wardleaf.reading.document import read_document
from wardleaf.reading.tree import StructElem, elements_in, heard, walk
from wardleaf.style.schema import Style
from wardleaf.text.faces import FontBook
from wardleaf.web.dresses import dress_block, picture
from wardleaf.web.elements import Dress, Writer, direction
from wardleaf.web.fonts import font_rules
from wardleaf.web.look import page_styles

_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)
_TEXT, _CONTENTS = "text", "contents"


def web_page(document: Document, style: Style, book: FontBook, logo: PictureData | None, *, draft: bool) -> bytes:
    """`document` as a page that needs no other file and asks for none; `draft` says so on it, to see and to hear."""
    dresses: dict[int, Dress] = {}
    draft_words = document.labels.draft if draft else ""

    def dress(block: Block, read: ReadBlock) -> None:
        dresses.update((id(element), one) for element, one in dress_block(block, read))

    mark = " · ".join(words for words in (draft_words, document.clinic.specimen_notice) if words)
    tree = read_document(document, dress)
    first, *parts = elements_in(tree)
    banner, front = _parted(first, dresses, specimen=bool(document.clinic.specimen_notice))
    writer = Writer(dresses)
    head = writer.kids(banner)
    body = [
        f'<p class="notice">{escape(draft_words)}</p>' if draft else "",
        f'<section class="front">{writer.kids(front)}</section>',
    ]
    body.append(_contents(document))
    body += [writer.write(part) for part in parts[:-1]]
    foot = writer.write(parts[-1])
    words = "".join(heard((element,)) for element in (first, *parts)) + mark + _own_signs(document)
    rules, families = font_rules(book, frozenset(words) - {"\n"}, _slanted(tree))
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{escape(document.language)}" dir="{direction(document.language)}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            f"<title>{escape(document.title)} ({escape(document.code)}) – {escape(document.clinic.name)}</title>",
            f'<meta name="description" content="{escape(document.first_page.purpose)}">',
            f"<style>\n{rules}\n{page_styles(style, families)}</style>",
            "</head>",
            f'<body class="marked" data-mark="{escape(mark)}">' if mark else "<body>",
            f'<a class="skip" href="#{_TEXT}">{escape(document.title)}</a>',
            f'<div class="page">\n<header class="clinic">{_logo(logo, style)}<div>{head}</div>{_switch(document)}</header>',
            _call_bar(document),
            f'<main id="{_TEXT}" tabindex="-1">',
            *(part for part in body if part),
            "</main>",
            f"<footer>{foot}</footer>\n</div>",
            "</body>\n</html>\n",
        )
    ).encode()


def _parted(
    first: StructElem, dresses: dict[int, Dress], *, specimen: bool
) -> tuple[Sequence[StructElem], Sequence[StructElem]]:
    """The elements of the first page: who gives the handout, and the rest, each with its dress."""
    elements = elements_in(first)
    title = next(place for place, element in enumerate(elements) if element.role == "H1")
    named = {title - 1: "audience", title + 1: "purpose", title + 2: "message"}
    if specimen:
        named[len(elements) - 1] = "notice"
    for place, element in enumerate(elements):
        if element.role == "P":
            name = named.get(place, "clinic-name" if not place else "part-of" if place < title else "small")
            dresses[id(element)] = Dress(name=name)
    return elements[: title - 1], elements[title - 1 :]


def _switch(document: Document) -> str:
    words = document.labels.larger_text
    if not words:
        return ""
    return f'<div class="switch"><input type="checkbox" id="larger"><label for="larger">{escape(words)}</label></div>'


def _logo(logo: PictureData | None, style: Style) -> str:
    if logo is None:
        return ""
    alt = "" if style.logo.alt == "none" else escape(style.logo.alt)
    return f'<span class="logo">{picture(logo).replace("{alt}", alt)}</span>'


def _call_bar(document: Document) -> str:
    """The numbers to call, at hand wherever somebody reads."""
    box = document.first_page.call_box or document.imprint.call_box
    if box is None or not box.numbers:
        return ""
    numbers = "".join(map(_number, box.numbers))
    return f'<nav class="call-bar" aria-label="{escape(box.heading)}"><span>{escape(box.heading)}</span>{numbers}</nav>'


def _number(number: CallNumber) -> str:
    words = f"{escape(number.label)} <b>{escape(number.number).replace(' ', chr(0xA0))}</b>"
    return f'<a href="tel:{escape(number.dial)}">{words}</a>' if number.dial else f"<span>{words}</span>"


def _contents(document: Document) -> str:
    listed = [heading for heading in document.headings if heading.level == 2]
    if document.contents == "no" or len(listed) < 2:
        return ""
    lines = "".join(
        f'<li><a href="#{escape(heading.id)}">{escape(runs_text(heading.runs))}</a></li>' for heading in listed
    )
    return (
        f'<nav class="contents" aria-labelledby="{_CONTENTS}"><h2 id="{_CONTENTS}">{escape(document.labels.contents)}</h2>'
        f'<ul role="list">{lines}</ul></nav>'
    )


def _own_signs(document: Document) -> str:
    """The characters of what only a screen has."""
    labels = document.labels
    return f"{labels.contents}{labels.larger_text}{document.title}↑0123456789{''.join(runs_text(one.runs) for one in document.headings)}"


def _slanted(tree: StructElem) -> frozenset[str]:
    return frozenset(
        char
        for element in walk(tree)
        if isinstance(element, StructElem) and element.role == "Em"
        for char in heard((element,))
    )
