"""Elements of the reading tree as HTML: every word and every link of it, in its order; nothing here decides a word.

How a block looks hangs on its elements as a `Dress`, found by which element it is, so that the tree stays the only
thing that is walked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import assert_never

from msgspec import Struct

from wardleaf.reading.tree import Gap, Kid, LinkSlot, ListNumbering, Role, Slot, StructElem, elements_in, heard

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_TAGS: Mapping[Role, str] = {
    "Sect": "section",
    "Div": "div",
    "H1": "h1",
    "H2": "h2",
    "H3": "h3",
    "H4": "h4",
    "H5": "h5",
    "H6": "h6",
    "P": "p",
    "Strong": "strong",
    "Em": "em",
    "Caption": "caption",
    "BibEntry": "p",
    "Reference": "span",
    "Span": "span",
}
_PLAIN_MARKERS: tuple[ListNumbering, ...] = ("Disc", "Circle")
_SAFE_TARGETS = ("http://", "https://", "tel:", "mailto:", "#")


class Dress(Struct, frozen=True, kw_only=True):
    """What an element wears: its class, the id that links lead to, `drawn` HTML in place of what its slot draws, and
    more HTML `after` its own.
    """

    name: str = ""
    id: str = ""
    drawn: str = ""
    after: str = ""


@dataclass(slots=True)
class Writer:
    """Writes the elements of one page in their order; `dresses` are theirs, by which object they are.

    It remembers where each source was cited, by number: the heading above, and the id of the first place below that.
    """

    dresses: Mapping[int, Dress]
    _heading: str = ""
    _places: int = 0
    _cited: dict[int, dict[str, str]] = field(default_factory=dict)

    def write(self, element: StructElem) -> str:
        """`element` and everything in it."""
        match element.role:
            case "H1" | "H2" | "H3" | "H4" | "H5" | "H6":
                self._heading = " ".join(heard(element.kids).split())
                return self._plain(element)
            case "BibEntry":
                return self._plain(element) + self._back_links(element)
            case "L":
                return self._list(element)
            case "Table":
                return self._table(element)
            case "Figure":
                return self._figure(element)
            case "Link":
                return self._link(element)
            case "Reference":
                return self._reference(element)
            case _:
                return self._plain(element)

    def kids(self, kids: Iterable[Kid], drawn: str = "") -> str:
        """What `kids` say, one after the other; `drawn` stands where a slot draws something without words."""
        return "".join(self._kid(kid, drawn) for kid in kids)

    def _kid(self, kid: Kid, drawn: str) -> str:
        match kid:
            case Slot():
                return _words(kid.words) if kid.words else drawn
            case Gap():
                return _words(kid.words)
            case LinkSlot():
                return ""
            case StructElem():
                return self.write(kid)
            case _:
                assert_never(kid)

    def _plain(self, element: StructElem) -> str:
        tag = _TAGS.get(element.role, "div")
        dress = self.dresses.get(id(element), Dress())
        if element.actual_text:
            return (
                f"<{tag}{_attributes(element, dress)}>{dress.drawn or drawing(LINE)}"
                f'<span class="heard">{escape(element.actual_text)}</span></{tag}>{dress.after}'
            )
        inside = self.kids(element.kids, dress.drawn)
        if element.expansion:
            inside = f'<abbr title="{escape(element.expansion)}">{inside}</abbr>'
        return f"<{tag}{_attributes(element, dress)}>{inside}</{tag}>{dress.after}"

    def _list(self, element: StructElem) -> str:
        dress = self.dresses.get(id(element), Dress())
        numbered = element.list_numbering in ("Decimal", "LowerAlpha", "UpperAlpha", "LowerRoman", "UpperRoman")
        tag = "ol" if numbered else "ul"
        marked = element.list_numbering in _PLAIN_MARKERS
        name = " ".join(part for part in (dress.name, "" if marked else "labelled") if part)
        items = "".join(self._item(item, marked=marked) for item in elements_in(element))
        # Without its own signs a list is none to some readers, unless it says so.
        return f'<{tag} role="list"{_attributes(element, Dress(name=name, id=dress.id))}>{items}</{tag}>'

    def _item(self, item: StructElem, *, marked: bool) -> str:
        parts: list[str] = []
        for part in elements_in(item):
            if part.role != "Lbl":
                parts.append(f'<div class="body">{self.kids(part.kids)}</div>')
            elif not marked:
                words = escape(part.actual_text) if part.actual_text else self.kids(part.kids)
                sign = '<span class="box" aria-hidden="true"></span>' if part.actual_text else ""
                parts.append(f'<span class="label">{sign}<span{_heard_only(part)}>{words}</span></span>')
        return f"<li>{''.join(parts)}</li>"

    def _table(self, element: StructElem) -> str:
        dress = self.dresses.get(id(element), Dress())
        heads = [heard(cell.kids).strip() for cell in _cells(element, "THead")]
        parts: list[str] = []
        for part in elements_in(element):
            match part.role:
                case "Caption":
                    parts.append(self.write(part))
                case "THead" | "TBody":
                    tag = part.role.lower()
                    rows = "".join(self._row(row, heads if part.role == "TBody" else ()) for row in elements_in(part))
                    parts.append(f'<{tag} role="rowgroup">{rows}</{tag}>')
                case _:
                    raise AssertionError(part.role)
        table = f'<table role="table"{_attributes(element, dress)}>{"".join(parts)}</table>'
        if dress.name != "diary":
            return table
        name = escape(" · ".join(head for head in heads if head))
        return f'<div class="wide" role="region" tabindex="0" aria-label="{name}">{table}</div>'

    def _row(self, row: StructElem, heads: Iterable[str]) -> str:
        names = iter(heads)
        return f'<tr role="row">{"".join(self._cell(cell, next(names, "")) for cell in elements_in(row))}</tr>'

    def _cell(self, cell: StructElem, head: str) -> str:
        words = f'<span class="heard">{escape(cell.actual_text)}</span>' if cell.actual_text else self.kids(cell.kids)
        named = f' data-head="{escape(head)}"' if head else ""
        if cell.role == "TH":
            scope, role = ("col", "columnheader") if cell.scope == "Column" else ("row", "rowheader")
            return f'<th scope="{scope}" role="{role}">{words}</th>'
        return f'<td role="cell"{named}>{words}</td>'

    def _figure(self, element: StructElem) -> str:
        dress = self.dresses.get(id(element), Dress())
        return dress.drawn.replace("{alt}", escape(element.alt)) + dress.after

    def _link(self, element: StructElem) -> str:
        (slot,) = (kid for kid in element.kids if isinstance(kid, LinkSlot))
        inside = self.kids(element.kids)
        if not slot.target.startswith(_SAFE_TARGETS):
            return inside
        seen = " ".join(heard(element.kids).split())
        says = " ".join(slot.words.split())
        named = f' aria-label="{escape(says)}"' if says and says != seen else ""
        return f'<a href="{escape(slot.target)}"{named}>{inside}</a>'

    def _reference(self, element: StructElem) -> str:
        """A citation, which its sources lead back to."""
        self._places += 1
        place = f"cite-{self._places}"
        for number in element.cites:
            self._cited.setdefault(number, {}).setdefault(self._heading, place)
        return f'<span class="cite" id="{place}">{self.kids(element.kids)}</span>'

    def _back_links(self, entry: StructElem) -> str:
        """From a source to the headings below which it is cited, above: what page numbers are on paper."""
        cited = self._cited.get(int(entry.id.rpartition("-")[2]), {})
        links = "".join(f'<a href="#{place}">↑\u00a0{escape(heading)}</a> ' for heading, place in cited.items())
        return f'<p class="back">{links.strip()}</p>' if links else ""


LINE = "line"


def drawing(name: str) -> str:
    """A shape that the page's styles draw."""
    return f'<span class="{name}" aria-hidden="true"></span>'


def direction(language: str) -> str:
    """The way in which `language` is written, as HTML names it."""
    return "rtl" if language.partition("-")[0].casefold() in RIGHT_TO_LEFT else "ltr"


def _cells(table: StructElem, part: Role) -> Iterator[StructElem]:
    for group in elements_in(table):
        if group.role == part:
            for row in elements_in(group):
                yield from elements_in(row)


def _attributes(element: StructElem, dress: Dress) -> str:
    language = element.language
    said = {
        "id": dress.id or element.id,
        "class": dress.name,
        "lang": language,
        "dir": direction(language) if language else "",
    }
    return "".join(f' {name}="{escape(value)}"' for name, value in said.items() if value)


def _heard_only(element: StructElem) -> str:
    return ' class="heard"' if element.actual_text else ""


def _words(words: str) -> str:
    return escape(words, quote=False).replace("\n", "<br>")
