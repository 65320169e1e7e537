"""Fields of forms: what value a field holds and whether its look shows it (ISO 32000-1, 12.7). Where a viewer would
draw a text anew, so does `field_looks.py`.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct
from pypdf.generic import DictionaryObject, StreamObject

from wardleaf.readback.field_looks import TextField, draw_text
from wardleaf.readback.objects import (
    decode_text,
    dictionary,
    entry,
    inherited,
    integer,
    name,
    number,
    numbers,
    raw_entry,
    sequence,
    stream_data,
    text,
    truth,
)

_MULTILINE, _PASSWORD, _PUSH_BUTTON, _COMBO, _COMB = 1 << 12, 1 << 13, 1 << 16, 1 << 17, 1 << 24
_SHOWING = (b"Tj", b"TJ", b"'", b'"', b"Do")  # what puts words on a page, by itself or in a form
_MOST_OPTIONS = 2_000
_MOST_SIGNS = 100_000  # of all fields of a file that are drawn anew; a form filled to the last line has a few thousand
_STRING = re.compile(rb"\(([^()\\]*)\)|<([0-9A-Fa-f\s]*)>")


class Drawn(Struct, frozen=True):
    """A field that has a look: the stream, and whether a text in it is longer than its box."""

    look: StreamObject
    cut: bool = False


FieldLook = Drawn | Literal["nothing", "lost"]


class Fields:
    """The form of one file."""

    def __init__(self, catalog: object) -> None:
        self._form = dictionary(raw_entry(catalog, "/AcroForm"))
        self._signs_left = _MOST_SIGNS
        self._drawn_anew = truth(entry(self._form, "/NeedAppearances"))

    def look(self, widget: DictionaryObject, own: StreamObject | None) -> FieldLook:
        """What a viewer shows of the field in `widget`, whose look in the file is `own`; `lost` for a value or a frame
        that cannot be drawn for certain.
        """
        match name(inherited(widget, "/FT")):
            case "Tx" | "Ch":
                return self._text_look(widget, own)
            case "Btn":
                return self._button_look(widget, own)
            case _:
                return Drawn(own) if own is not None else "nothing"

    def _text_look(self, widget: DictionaryObject, own: StreamObject | None) -> FieldLook:
        value = self._value(widget)
        blank = own is not None and not any(sign in (stream_data(own) or b"") for sign in _SHOWING)
        stale = self._drawn_anew or (blank and bool(value.strip()))
        if own is not None and not stale:
            return Drawn(own)
        if not value.strip() and (own is not None or not _has_frame(widget)):
            # An emptied field may keep a look with its old words.
            return "nothing" if own is None or (self._drawn_anew and not blank) else Drawn(own)
        self._signs_left -= len(value)
        drawn = self._drawn(widget, value) if self._signs_left >= 0 else None
        if drawn is not None:
            return Drawn(*drawn)
        return Drawn(own) if own is not None and _says(own, value) else "lost"

    def _drawn(self, widget: DictionaryObject, value: str) -> tuple[StreamObject, bool] | None:
        flags = integer(inherited(widget, "/Ff")) or 0
        choice = name(inherited(widget, "/FT")) == "Ch"
        if choice and not flags & _COMBO:
            return None  # a list shows more than its value
        if dictionary(raw_entry(entry(widget, "/AA"), "/F")) or dictionary(
            raw_entry(entry(inherited(widget, "/Parent"), "/AA"), "/F")
        ):
            return None  # a script says how the value is written
        rectangle = numbers(raw_entry(widget, "/Rect"), 4)
        if rectangle is None or (integer(entry(entry(widget, "/MK"), "/R")) or 0) % 360:
            return None
        cells = integer(inherited(widget, "/MaxLen")) or 0
        comb = bool(flags & _COMB) and not choice and 0 < cells <= 200 and not flags & (_MULTILINE | _PASSWORD)
        field = TextField(
            words="*" * len(value) if flags & _PASSWORD and not choice else value,
            width=abs(rectangle[2] - rectangle[0]),
            height=abs(rectangle[3] - rectangle[1]),
            style=text(inherited(widget, "/DA")) or text(entry(self._form, "/DA")),
            align=integer(inherited(widget, "/Q")) or integer(entry(self._form, "/Q")) or 0,
            lines=bool(flags & _MULTILINE) and not choice,
            cells=cells if comb else 0,
            border=_border(widget),
            edge=_colour(entry(entry(widget, "/MK"), "/BC")),
            ground=_colour(entry(entry(widget, "/MK"), "/BG")),
        )
        return draw_text(field, self._fonts(widget))

    def _fonts(self, widget: DictionaryObject) -> tuple[DictionaryObject, ...]:
        """Where the fonts of a field may be named, the nearest first."""
        holders = (
            inherited(widget, "/DR"),
            raw_entry(self._form, "/DR"),
            entry(entry(entry(widget, "/AP"), "/N"), "/Resources"),
        )
        named = (dictionary(entry(dictionary(holder), "/Font")) for holder in holders)
        return tuple(fonts for fonts in named if fonts is not None)

    def _value(self, widget: DictionaryObject) -> str:
        """The words of a field; those of a choice, where its options have them."""
        held = inherited(widget, "/V")
        listed = sequence(held)
        values = [text(part) or _stream_text(part) for part in listed] if listed else [text(held) or _stream_text(held)]
        if name(inherited(widget, "/FT")) == "Ch":
            shown = {}
            for option in sequence(inherited(widget, "/Opt"))[:_MOST_OPTIONS]:
                pair = sequence(option)
                if len(pair) >= 2:
                    shown[text(pair[0])] = text(pair[1])
            values = [shown.get(value, value) for value in values]
        return "\n".join(values)

    def _button_look(self, widget: DictionaryObject, own: StreamObject | None) -> FieldLook:
        flags = integer(inherited(widget, "/Ff")) or 0
        if flags & _PUSH_BUTTON:
            return (
                Drawn(own) if own is not None else ("lost" if text(entry(entry(widget, "/MK"), "/CA")) else "nothing")
            )
        value = name(inherited(widget, "/V")) or "Off"
        state = state_of(widget)
        looks = entry(entry(widget, "/AP"), "/N")
        if isinstance(looks, StreamObject):
            return Drawn(looks) if value == "Off" else "lost"  # one look for ticked and not
        if isinstance(looks, DictionaryObject):
            ticked = state != "Off"
            meant = value != "Off" and raw_entry(looks, f"/{value}") is not None
            if (meant and state != value) or (ticked and own is None):
                return "lost"
            return Drawn(own) if own is not None else "nothing"
        return "lost" if value != "Off" or state != "Off" or _has_frame(widget) else "nothing"


def state_of(widget: DictionaryObject) -> str:
    """The state of a tick box or a radio button: its own, else its field's value."""
    return name(entry(widget, "/AS")) or name(inherited(widget, "/V")) or "Off"


def _stream_text(value: object) -> str:
    data = stream_data(value)
    return decode_text(data) if data is not None else ""


def _says(look: StreamObject, value: str) -> bool:
    """Whether the strings that a look shows hold the value, so that it is no old one; strings that only a font can read
    say nothing.
    """
    shown = b"".join(plain or _unhexed(code) for plain, code in _STRING.findall(stream_data(look) or b""))
    words, wanted = "".join(shown.decode("latin-1").split()), "".join(value.split())
    return bool(wanted) and wanted in words


def _unhexed(code: bytes) -> bytes:
    digits = b"".join(code.split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _has_frame(widget: DictionaryObject) -> bool:
    """Whether a field without a value still shows something: an edge or a ground to write on."""
    look = entry(widget, "/MK")
    return _colour(entry(look, "/BC")) is not None or _colour(entry(look, "/BG")) is not None


def _border(widget: DictionaryObject) -> float:
    style = dictionary(raw_entry(widget, "/BS"))
    if style is not None:
        width = number(entry(style, "/W"))
    else:
        listed = sequence(entry(widget, "/Border"))
        width = number(listed[2]) if len(listed) > 2 else None
    return 1.0 if width is None else min(max(width, 0.0), 20.0)


def _colour(value: object) -> tuple[float, ...] | None:
    """A colour in grey, RGB or CMYK; none for one that is transparent."""
    parts = [number(part) for part in sequence(value)]
    if len(parts) not in {1, 3, 4} or None in parts:
        return None
    return tuple(min(max(part, 0.0), 1.0) for part in parts if part is not None)
