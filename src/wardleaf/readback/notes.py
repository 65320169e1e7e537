"""Annotations as paper has them: which are printed, what they look like, and what of them is lost (ISO 32000-1, 12.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec import Struct
from pypdf.generic import DictionaryObject, StreamObject

from wardleaf.pdf.matrices import IDENTITY, Matrix
from wardleaf.readback.fields import Drawn, Fields, state_of
from wardleaf.readback.geometry import Box, box_of, placed
from wardleaf.readback.layers import Layers
from wardleaf.readback.objects import dictionary, entry, integer, name, numbers, raw_entry, sequence

_MOST_NOTES = 5_000
_HIDDEN, _PRINTED, _NO_VIEW = 1 << 1, 1 << 2, 1 << 5
# Kinds that show nothing by themselves: what stands under a link, and what opens only on a screen.
_NOTHING_TO_SEE = frozenset({"Link", "Popup", "Sound", "Movie", "Screen", "PrinterMark", "TrapNet", "3D", "RichMedia"})


class Look(Struct, frozen=True):
    """What an annotation looks like: a form, and the matrix that puts it on the page, in the page's own space (ISO
    32000-1, 12.5.5).
    """

    form: StreamObject
    matrix: Matrix


@dataclass(slots=True)
class Notes:
    """The annotations of a page as they are printed: their looks, in order.

    And what is lost: fields whose value or frame cannot be drawn and those whose text is longer than their box, kinds
    of annotations that have no look, and how many show on the screen only.
    """

    looks: list[Look] = field(default_factory=list)
    lost_fields: int = 0
    cut_fields: int = 0
    undrawn: list[str] = field(default_factory=list)
    screen_only: int = 0


def notes_on(page: DictionaryObject, fields: Fields, layers: Layers) -> Notes:
    """The annotations of `page` as they are printed."""
    notes = Notes()
    for note in _listed(page):
        kind = name(entry(note, "/Subtype"))
        flags = integer(entry(note, "/F")) or 0
        if kind == "Popup" or flags & _HIDDEN or layers.hides(raw_entry(note, "/OC")):
            continue
        own = _own_look(note)
        if not flags & _PRINTED:
            seen = own is not None or (kind == "Widget" and fields.look(note, own) != "nothing")
            notes.screen_only += seen and not flags & _NO_VIEW and kind not in _NOTHING_TO_SEE
            continue
        look = own
        if kind == "Widget":
            found = fields.look(note, own)
            notes.lost_fields += found == "lost"
            look = found.look if isinstance(found, Drawn) else None
            notes.cut_fields += isinstance(found, Drawn) and found.cut
        elif own is None and kind not in _NOTHING_TO_SEE and _has_area(note):
            notes.undrawn.append(kind)
        matrix = _matrix(note, look) if look is not None else None
        if look is not None and matrix is not None and not layers.hides(raw_entry(look, "/OC")):
            notes.looks.append(Look(look, matrix))
    return notes


def _listed(page: DictionaryObject) -> Iterator[DictionaryObject]:
    for value in sequence(raw_entry(page, "/Annots"))[:_MOST_NOTES]:
        held = dictionary(value)
        if held is not None:
            yield held


def _own_look(note: DictionaryObject) -> StreamObject | None:
    normal = entry(entry(note, "/AP"), "/N")
    if isinstance(normal, DictionaryObject) and not isinstance(normal, StreamObject):
        normal = entry(normal, f"/{state_of(note)}")
    return normal if isinstance(normal, StreamObject) else None


def _rectangle(value: object) -> Box | None:
    held = numbers(value, 4)
    return (
        (min(held[0], held[2]), min(held[1], held[3]), max(held[0], held[2]), max(held[1], held[3])) if held else None
    )


def _has_area(note: DictionaryObject) -> bool:
    held = _rectangle(raw_entry(note, "/Rect"))
    return held is not None and (held[2] > held[0] or held[3] > held[1])


def _matrix(note: DictionaryObject, look: StreamObject) -> Matrix | None:
    """How the look's box comes to lie on the annotation's rectangle; `None` for one without an area."""
    box, rectangle = _rectangle(raw_entry(look, "/BBox")), _rectangle(raw_entry(note, "/Rect"))
    if box is None or rectangle is None:
        return None
    held = numbers(raw_entry(look, "/Matrix"), 6)
    own: Matrix = (held[0], held[1], held[2], held[3], held[4], held[5]) if held else IDENTITY
    turned = box_of(placed(own, x, y) for x in box[::2] for y in box[1::2])
    if turned is None or turned[2] <= turned[0] or turned[3] <= turned[1]:
        return None
    wide, tall = (
        (rectangle[2] - rectangle[0]) / (turned[2] - turned[0]),
        (rectangle[3] - rectangle[1]) / (turned[3] - turned[1]),
    )
    return (wide, 0.0, 0.0, tall, rectangle[0] - turned[0] * wide, rectangle[1] - turned[1] * tall)
