"""Which colours of a style stand on which, and whether they can be told apart: in colour, and in the grey of an office
printer.

Thresholds are WCAG 2.1's: 4.5 for text and 3 for large text (18 pt, or 14 pt bold) and shapes that say something
(1.4.3, 1.4.11); 7 and 4.5 in large print (1.4.6).
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from wardleaf.style.schema import Style, TextStyle
from wardleaf.units import Colour, Length, contrast

_WHITE = Colour(1, 1, 1)
_LARGE = Length(18.0)
_LARGE_BOLD = Length(14.0)
_HEADLINE = Length(24.0)


class ContrastPair(Struct, frozen=True, kw_only=True):
    """A colour on its ground: what it is, the ratio that is needed, and the ratios in colour and in grey."""

    name: str
    colour: Colour
    ground: Colour
    needed: float
    ratio: float
    grey_ratio: float

    @property
    def enough(self) -> bool:
        """Whether it can be told apart in colour and in grey."""
        return min(self.ratio, self.grey_ratio) >= self.needed


def contrast_pairs(style: Style) -> tuple[ContrastPair, ...]:
    """Every text and every meaningful shape of `style` on the ground that it stands on."""
    found = [_pair(style, name, text, ground) for name, text, ground in _texts(style)]
    found += [_shape(name, colour, ground) for name, colour, ground in _shapes(style)]
    return tuple(found)


def _pair(style: Style, name: str, text: TextStyle, ground: Colour | None) -> ContrastPair:
    if style.large:  # all of its text is large; only headlines get the lower threshold of large text
        needed = 4.5 if text.size >= _HEADLINE else 7.0
    else:
        heavy = text.weight in {"bold", "semibold", "bold-italic"}
        needed = 3.0 if text.size >= _LARGE or (heavy and text.size >= _LARGE_BOLD) else 4.5
    return _made(name, text.colour, ground or _WHITE, needed)


def _shape(name: str, colour: Colour, ground: Colour) -> ContrastPair:
    return _made(name, colour, ground, 3.0)


def _made(name: str, colour: Colour, ground: Colour, needed: float) -> ContrastPair:
    return ContrastPair(
        name=name,
        colour=colour,
        ground=ground,
        needed=needed,
        ratio=contrast(colour, ground),
        grey_ratio=contrast(colour.grey, ground.grey),
    )


def _texts(style: Style) -> Iterator[tuple[str, TextStyle, Colour | None]]:
    first = style.first_page
    yield "running text", style.body.text, None
    for name in ("clinic", "part_of", "audience", "title", "purpose"):
        yield f"first page: {name.replace('_', ' ')}", getattr(first, name), first.panel.fill
    yield "first page: main message", first.main_message, None
    yield "first page: code line", first.code_line, None
    for level, heading in sorted(style.heading.items()):
        yield f"heading {level}", heading.text, None
    yield "steps: number", style.steps.number, style.steps.disc
    for kind, callout in sorted(style.callout.items()):
        yield f"{kind}: heading", callout.heading, callout.panel.fill
        yield f"{kind}: text", callout.text, callout.panel.fill
    box = style.call_box
    yield "call box: heading", box.heading, box.band
    yield "call box: label", box.label, box.panel.fill
    yield "call box: number", box.number, box.panel.fill
    yield "call box: text", box.text, box.panel.fill
    yield "table: header", style.table.header, style.table.header_fill
    yield "table: cell", style.table.cell, None
    yield "table: cell on a band", style.table.cell, style.table.band
    yield "table: caption", style.table.caption, None
    array = style.icon_array
    for name in ("number", "label", "text", "about"):
        yield f"icon array: {name}", getattr(array, name), None
    yield "write-in: label", style.write_in.label, None
    yield "diary: header", style.diary.header, style.diary.header_fill
    yield "diary: row label", style.diary.row_label, None
    yield "contacts: name", style.contacts.name, None
    yield "contacts: number", style.contacts.number, None
    yield "contacts: text", style.contacts.text, None
    yield "figure: caption", style.figure.caption, None
    yield "QR code: words", style.qr.words, None
    yield "QR code: address", style.qr.address, None
    yield "contents: entry", style.contents.entry, None
    yield "contents: number", style.contents.number, None
    yield "references: text", style.references.text, None
    yield "references: number", style.references.number, None
    yield "imprint: label", style.imprint.label, style.imprint.panel.fill
    yield "imprint: value", style.imprint.value, style.imprint.panel.fill
    yield "running header", style.running_header.text, None
    yield "running footer", style.running_footer.text, None
    yield "specimen notice", style.notice.specimen, None


def _shapes(style: Style) -> Iterator[tuple[str, Colour, Colour]]:
    yield "link", style.inline.link, _WHITE
    yield "citation", style.inline.citation, _WHITE
    yield "icon array: dark figure", style.icon_array.dark, _WHITE
    yield "icon array: dark on light figure", style.icon_array.dark, style.icon_array.light
    yield "icon array: outline of a light figure", style.icon_array.outline.colour, _WHITE
    yield "line to write on", style.write_in.line.colour, _WHITE
    yield "box to tick", style.checklist.line.colour, _WHITE
    yield "table: lines", style.table.rule.colour, _WHITE
    yield "contacts: lines", style.contacts.rule.colour, _WHITE
    yield "diary: lines", style.diary.rule.colour, _WHITE
    yield "call box: frame", style.call_box.panel.frame or style.call_box.band, _WHITE
    yield "QR code", style.qr.colour, _WHITE
