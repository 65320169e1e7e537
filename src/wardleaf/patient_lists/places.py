"""Where in a list a finding is, and that a list cannot be read."""

from __future__ import annotations

from pathlib import Path

from wardleaf.findings import Rejected, SourceFile, Span
from wardleaf.patient_lists import faults


def place(path: Path, row: int = 0) -> Span:
    """The place of `row` in the list, for a finding."""
    return Span(SourceFile(path.name, ""), line=row)


def unreadable(path: Path, message: str, *, row: int = 0) -> Rejected:
    """The list at `path` is refused, because of `message`."""
    return Rejected((faults.UNREADABLE.at(place(path, row), message),))
