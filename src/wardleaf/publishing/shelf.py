"""What stands on a shelf, as a value: for each code the version that holds, those that were released before, or why
none may be used.
"""

from __future__ import annotations

import datetime
from typing import Literal

from msgspec import Struct, field

from wardleaf.document.diff import SectionChange
from wardleaf.library.publishing import path_name, version_path


class ReleasedFile(Struct, frozen=True, kw_only=True):
    """A released file: its name on the shelf, edition, pages (a web page has none) and bytes."""

    name: str
    edition: str
    pages: int
    data: bytes = field(default=b"")


class Printing(Struct, frozen=True, kw_only=True):
    """A version of a handout as it was released, in one issue; `digits` are the content hashes that its copies bear.

    `changes` tell what became of its words in the version that holds now; None where that cannot be told.
    """

    code: str
    version: str
    issue: int
    digits: tuple[str, ...]
    changes: tuple[SectionChange, ...] | None = None

    @property
    def path(self) -> str:
        """Where its page stands, with a slash at the end."""
        return version_path(self.code, self.version, self.issue)

    @property
    def named(self) -> str:
        """The version as people name it: "3.1", "3.1 issue 2"."""
        return f"{self.version} issue {self.issue}" if self.issue > 1 else self.version


class ShelfWords(Struct, frozen=True, kw_only=True):
    """What the page of a handout says of what it is about: its own first words."""

    purpose: str
    main_message: str
    key_points: tuple[str, ...] = ()


class ShelfItem(Struct, frozen=True, kw_only=True):
    """One code: its title, the clinic that gives it and whom to call there, what holds, and what was released before.

    In every state but `current` nothing of it holds now, and `why` says why.
    """

    code: str
    title: str
    language: str
    clinic: str
    phones: tuple[tuple[str, str], ...]  # when each is answered, and the number
    state: Literal["current", "withdrawn", "overdue", "gone"]
    why: str = ""
    current: Printing | None = None
    current_digits: str = ""
    words: ShelfWords | None = None
    files: tuple[ReleasedFile, ...] = ()
    printings: tuple[Printing, ...] = ()
    languages: tuple[tuple[str, str], ...] = ()  # language and code of its original and translations
    original: str = ""  # the code of the handout that this is a translation of
    reviewed: datetime.date | None = None

    @property
    def path(self) -> str:
        """Where the page of its code stands, with a slash at the end."""
        return f"{path_name(self.code)}/"


class Shelf(Struct, frozen=True, kw_only=True):
    """All that is published at one address; `name` is the clinic's, or those of all that publish there."""

    address: str
    name: str
    language: str
    specimen: bool
    items: tuple[ShelfItem, ...]
