"""What is open while a part of a Word file is read (fields, changes, links, comments), and what single elements say."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from wardleaf.office_package import Relation
from wardleaf.word_import.model import Change, ChangeKind, Field, FieldEnd, Piece, Text
from wardleaf.word_import.names import attribute, child, children, descendants, is_on, name_of
from wardleaf.word_import.styles import Styles

CHANGES: Mapping[str, ChangeKind] = {
    "w:ins": "inserted",
    "w:del": "deleted",
    "w:moveFrom": "moved-from",
    "w:moveTo": "moved-to",
}


@dataclass(slots=True)
class OpenPart:
    """A part while it is read: what it points at, and what is open at this place of it."""

    name: str
    called: str
    relations: Mapping[str, Relation]
    outside: Mapping[str, Relation]
    changes: list[Change] = field(default_factory=list)
    fields: list[OpenField] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    placeholder: int = 0
    boxed: int = 0


@dataclass(slots=True)
class OpenField:
    """A field that is not at its end yet."""

    instruction: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    made: Field | None = None


NO_PROPERTIES = Element("none")


class Placeholder:
    """While a content control is read that still shows the words that invite to type."""

    def __init__(self, element: Element, part: OpenPart) -> None:
        self._shown = is_on(child(element, "w:sdtPr", "w:showingPlcHdr")) is True
        self._part = part

    def __enter__(self) -> None:
        self._part.placeholder += self._shown

    def __exit__(self, *_: object) -> None:
        self._part.placeholder -= self._shown


def citation_control(tag: str) -> Field | None:
    """The field that a content control of Mendeley Cite stands for, whose tag holds the data; None for any other."""
    if tag.startswith("MENDELEY_BIBLIOGRAPHY"):
        return Field("ADDIN MENDELEY_BIBLIOGRAPHY")
    kind, _, data = tag.partition("_v3_")
    if kind != "MENDELEY_CITATION":
        return None
    try:
        return Field(f"ADDIN CSL_CITATION {base64.b64decode(data, validate=True).decode()}")
    except ValueError:
        return Field("ADDIN CSL_CITATION")


def field_sign(element: Element, part: OpenPart) -> Iterator[Piece]:
    """Take up the beginning, middle or end of a field; its end is a piece."""
    match attribute(element, "w:fldCharType"):
        case "begin":
            opened = OpenField()
            if (data := child(element, "w:fldData")) is not None:
                opened.data.append(data.text or "")
            part.fields.append(opened)
        case "separate" if part.fields and part.fields[-1].made is None:
            part.fields[-1].made = _made(part.fields[-1])
        case "end" if part.fields:
            closed = part.fields.pop()
            yield FieldEnd(closed.made or _made(closed))


def _made(opened: OpenField) -> Field:
    return Field("".join(opened.instruction).strip(), "".join(opened.data))


def link_of(element: Element, part: OpenPart) -> str:
    """Where a hyperlink leads: an address, or `#` and a place of the file; empty where nobody knows."""
    id, anchor = attribute(element, "r:id"), attribute(element, "w:anchor")
    if id in part.outside:
        return part.outside[id].target + (f"#{anchor}" if anchor else "")
    return f"#{anchor}" if anchor else ""


def change_of(element: Element, name: str) -> Change:
    """The change that an element called `name` tells."""
    return Change(CHANGES[name], attribute(element, "w:author"), attribute(element, "w:date")[:10])


def change_in(properties: Element | None) -> Change | None:
    """The change that `properties` tell of the end of a paragraph or of a row."""
    found = (one for one in (properties if properties is not None else ()) if name_of(one) in CHANGES)
    return next((change_of(one, name_of(one)) for one in found), None)


def lasting(changes: Sequence[Change]) -> Change | None:
    """The change that counts where one lies in another: what is deleted in the end was not there before."""
    return next((one for one in changes if one.kind in ("deleted", "moved-from")), changes[-1] if changes else None)


def alternative(element: Element) -> Element:
    """The first choice that holds something, else what stands in for it: never both."""
    choices = [one for one in children(element, "mc:Choice") if len(one)]
    fallback = child(element, "mc:Fallback")
    return choices[0] if choices else fallback if fallback is not None else Element("none")


def inside(element: Element) -> Iterator[Element]:
    """Every element inside a drawing, not those inside its text boxes, and of alternatives one."""
    for one in alternative(element) if name_of(element) == "mc:AlternateContent" else element:
        yield one
        if name_of(one) not in ("w:txbxContent", "pic:pic"):
            yield from inside(one)


def discard(open_ones: list[str], id: str) -> None:
    """Take `id` out of `open_ones` where it is there."""
    if id in open_ones:
        open_ones.remove(id)


def is_shaded(shade: Element | None) -> bool:
    """Whether a shade is another than white."""
    return attribute(shade, "w:fill").casefold() not in ("", "auto", "ffffff")


def is_lined(table: Element, styles: Styles) -> bool:
    """Whether a table shows lines: its own say so, else its style does."""
    properties = child(table, "w:tblPr")
    own = child(properties, "w:tblBorders")
    if own is not None:
        return any(attribute(one, "w:val") not in ("nil", "none", "") for one in own)
    style = attribute(child(properties, "w:tblStyle"), "w:val")
    known = next((child(one, "w:tblPr", "w:tblBorders") for one in styles.chain(style)), None)
    if known is not None:
        return any(attribute(one, "w:val") not in ("nil", "none", "") for one in known)
    cells = (child(one, "w:tcPr", "w:tcBorders") for one in descendants(table, "w:tc"))
    if any(attribute(line, "w:val") not in ("nil", "none", "") for one in cells if one is not None for line in one):
        return True
    return bool(style) and styles.name(style) not in ("tablenormal", "normal table")


def joined(pieces: Iterator[Piece]) -> tuple[Piece, ...]:
    """`pieces` with neighbours of one kind joined; empty texts go."""
    joined: list[Piece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if isinstance(piece, Text) and isinstance(before, Text) and _is_alike(piece, before):
            joined[-1] = _with_text(before, before.text + piece.text)
        elif not (isinstance(piece, Text) and not piece.text):
            joined.append(piece)
    return tuple(joined)


def _is_alike(one: Text, other: Text) -> bool:
    return _with_text(one, "") == _with_text(other, "")


def _with_text(piece: Text, text: str) -> Text:
    return Text(
        text=text,
        look=piece.look,
        link=piece.link,
        change=piece.change,
        fields=piece.fields,
        comments=piece.comments,
        placeholder=piece.placeholder,
    )
