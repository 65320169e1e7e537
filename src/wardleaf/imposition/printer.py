"""A printer's profile: a small YAML file that says what one printer does, measured with the print test.

name: Ward 3, corridor
front: {right: 1.5mm, down: 0mm}
back: {right: -0.5mm, down: 1mm}
unprintable: {top: 5mm, bottom: 5mm, left: 4mm, right: 4mm}
output: face-down
stapler-sheets: 15
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Struct

from wardleaf.findings import Findings, SourceFile
from wardleaf.imposition.marks import UNPRINTABLE
from wardleaf.imposition.options import STAPLER_SHEETS, Output
from wardleaf.source.decode import decode
from wardleaf.source.keys import Key
from wardleaf.source.nodes import compose_nodes
from wardleaf.units import Length

_NOTHING = Length(0)


class Offset(Struct, frozen=True, kw_only=True):
    """How far the press moves everything on a side, so that it lands where it should."""

    right: Annotated[Length, Key("how far to move the print to the right; negative moves it left")] = _NOTHING
    down: Annotated[Length, Key("how far to move the print down; negative moves it up")] = _NOTHING


class Edges(Struct, frozen=True, kw_only=True):
    """How much of a sheet the printer leaves blank along each edge."""

    top: Length = UNPRINTABLE
    bottom: Length = UNPRINTABLE
    left: Length = UNPRINTABLE
    right: Length = UNPRINTABLE


class PrinterProfile(Struct, frozen=True, kw_only=True):
    """One printer: where its fronts and backs land, what it cannot print, and how paper comes out."""

    name: Annotated[str, Key("what staff call this printer")]
    front: Offset = Offset()
    back: Offset = Offset()
    unprintable: Annotated[Edges, Key("what the printer leaves blank along each edge of the sheet")] = Edges()
    output: Annotated[Output, Key("how a sheet lies when it comes out")] = "face-down"
    stapler_sheets: Annotated[int, Key("the most sheets that the booklet stapler holds")] = STAPLER_SHEETS


NO_PROFILE = PrinterProfile(name="")


def decode_printer(file: SourceFile, findings: Findings) -> PrinterProfile | None:
    """The profile that `file` writes, or None after telling what is wrong."""
    node = compose_nodes(file, findings=findings)
    return decode(node, PrinterProfile, findings=findings) if node is not None else None
