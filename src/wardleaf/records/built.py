"""What to build, and what became of it: values, which any process can send to another."""

from __future__ import annotations

from msgspec import Struct

from wardleaf.editions import Form, edition_of
from wardleaf.findings import Finding
from wardleaf.records.output import FinishedFile


class Target(Struct, frozen=True, kw_only=True):
    """What to build: one handout for one clinic in one edition, by their ids."""

    handout: str
    clinic: str
    edition: str

    @property
    def form(self) -> Form:
        """What kind of file it becomes."""
        return edition_of(self.edition).form

    @property
    def file(self) -> str:
        """The name of its file; a print file has its own beside that."""
        return f"{self.handout}-{self.edition}.{self.form}"


class Built(Struct, frozen=True, kw_only=True):
    """What became of a target: its files, none when a stage could not make them or they must not be given out.

    A file that says DRAFT comes with the errors that made it one.
    """

    target: Target
    files: tuple[FinishedFile, ...]
    findings: tuple[Finding, ...]


class Done(Struct, frozen=True, kw_only=True):
    """What became of a target; `unchanged` when nothing was built, for it was built before from the same things."""

    built: Built
    unchanged: bool = False
