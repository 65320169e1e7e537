"""A cell of a list as it was read: its text, or what keeps it from having one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from msgspec import Struct

from wardleaf.findings import Fault


class Remark(Struct, frozen=True):
    """What there is to say of a cell, as the end of a sentence that begins with its place and holds nothing of its
    text.
    """

    message: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows. `kind` is what the program that wrote the list took it for; a cell with a `problem` has no
    text that may be printed; a `remark` is told once a column.
    """

    text: str = field(default="", repr=False)
    kind: Literal["text", "number", "date"] = "text"
    problem: Remark | None = None
    remark: Remark | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing is to be seen in it."""
        return self.problem is None and not self.text.strip()


Row = tuple[Cell, ...]
BLANK = Cell()


def problem(message: str, fault: Fault) -> Cell:
    """A cell that cannot be read, with the reason."""
    return Cell(problem=Remark(message, fault))
