"""A reference in print: `format_reference`, for the style that the clinic chose."""

from __future__ import annotations

from typing import assert_never

from wardleaf.bibliography.ama import format_ama
from wardleaf.bibliography.nlm import format_nlm
from wardleaf.bibliography.pieces import Piece
from wardleaf.library.schema import Reference, ReferenceStyle


def format_reference(reference: Reference, *, style: ReferenceStyle) -> tuple[Piece, ...]:
    """`reference` as `style` prints it, in pieces; DOIs and addresses carry links. Never raises for missing facts."""
    match style:
        case "ama":
            return format_ama(reference)
        case "nlm":
            return format_nlm(reference)
        case _:
            assert_never(style)
