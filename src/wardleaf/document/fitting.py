"""Fitting a booklet to its sheets: what may give way, in which order. It does not lay out; the caller tries one choice
after another.

`fit: {pages: multiple-of-4, write-in-lines: 4–12, may-drop: [support/exercise]}`: first the document as written, then
fewer or more lines to write on, then sections left out, first to last, each with its own choice of lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from wardleaf.document import faults
from wardleaf.document.model import Document, WriteIn
from wardleaf.findings import Finding
from wardleaf.library.schema import Fit
from wardleaf.values import replace

_RANGE = re.compile(r"\s*(\d{1,2})\s*(?:[-–]|to)\s*(\d{1,2})\s*\Z")


class FitChoice(Struct, frozen=True):
    """One way to fit: how many lines each write-in space has (`None`: as written), and the addresses of sections left
    out.
    """

    lines: int | None = None
    leave_out: tuple[str, ...] = ()


def fit_choices(fit: Fit) -> Iterator[FitChoice]:
    """Every choice that `fit` allows, the one that changes least first; the first is the document as written."""
    lines: tuple[int | None, ...] = (None, *reversed(write_in_range(fit) or range(0)))
    dropped: tuple[str, ...] = ()
    for one_more in (None, *(section.value for section in fit.may_drop)):
        if one_more is not None:
            dropped = (*dropped, one_more)
        yield from (FitChoice(count, dropped) for count in lines)


def write_in_range(fit: Fit) -> range | None:
    """The line counts that `write-in-lines` allows, smallest first; `None` without one or when it is no range."""
    found = _RANGE.match(fit.write_in_lines.value) if fit.write_in_lines else None
    if not found or not 1 <= int(found[1]) <= int(found[2]):
        return None
    return range(int(found[1]), int(found[2]) + 1)


def check_fit(fit: Fit) -> Iterator[Finding]:
    """What is wrong with `fit` itself."""
    if fit.write_in_lines and write_in_range(fit) is None:
        message = f"`{fit.write_in_lines.value}` is no range of lines; write it like `4–12`, the smaller number first"
        yield faults.FIT_RANGE.at(fit.write_in_lines.span, message)


def has_lines_to_write_on(document: Document) -> bool:
    """Whether the sections of `document` have a space to write in whose lines can be more or fewer."""
    return any(isinstance(block, WriteIn) and block.lines for section in document.sections for block in section.blocks)


def with_write_in_lines(document: Document, lines: int | None) -> Document:
    """`document` with `lines` ruled lines in each write-in space of its sections; the same when `lines` is `None`."""
    if lines is None:
        return document
    sections = (
        replace(
            section,
            blocks=tuple(
                replace(block, lines=lines) if isinstance(block, WriteIn) and block.lines else block
                for block in section.blocks
            ),
        )
        for section in document.sections
    )
    return replace(document, sections=tuple(sections))
