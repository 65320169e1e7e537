"""Marked content while a page is read: which mark the words under the pen belong to, and what they say (ISO 32000-1,
14.6).

A mark belongs to a stream: a page (`("page", number)`), or a Form XObject with StructParents of its own (`("form",
number, generation)`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from msgspec import Struct

Owner = tuple[str, int, int]
MarkKey = tuple[Owner, int]

WHOLE_FORM = -1  # stands for an MCID where an element names a whole form


@dataclass(slots=True)
class MarkedText:
    """What one mark says: `text` with spaces where gaps were drawn, `exact` as the codes say it; `page` where it was
    first seen.

    `gap` says whether there was room before its first words.
    """

    page: int
    gap: bool = False
    text: list[str] = field(default_factory=list)
    exact: list[str] = field(default_factory=list)


class _Open(Struct, frozen=True):
    key: MarkKey | None
    artifact: bool
    silent: bool
    unseen: bool = False


class MarkStack:
    """The marks that are open where the pen stands. `all` collects every mark of the file."""

    def __init__(self) -> None:
        self.all: dict[MarkKey, MarkedText] = {}
        self._open: list[_Open] = []

    @property
    def depth(self) -> int:
        """How many are open."""
        return len(self._open)

    @property
    def artifact(self) -> bool:
        """Whether the pen draws an artifact."""
        return bool(self._open) and self._open[-1].artifact

    @property
    def unseen(self) -> bool:
        """Whether what the pen draws belongs to a layer that is not printed."""
        return bool(self._open) and self._open[-1].unseen

    @property
    def loose(self) -> bool:
        """Whether the pen is in no mark that belongs to an element, and in no artifact."""
        return not self._open or (self._open[-1].key is None and not self._open[-1].artifact)

    def begin(
        self, tag: str, key: MarkKey | None, page: int, *, actual_text: str | None = None, unseen: bool = False
    ) -> None:
        """Open a mark; what lies in an artifact stays one, and what lies in something `unseen` stays unseen.
        `actual_text` replaces everything inside.
        """
        above = self._open[-1] if self._open else _Open(None, artifact=False, silent=False)
        own = key if key is not None else above.key
        artifact = above.artifact or tag == "Artifact"
        if key is not None:
            self.all.setdefault(key, MarkedText(page))
        if actual_text is not None and own is not None and not artifact and not above.silent:
            self.all[own].text.append(actual_text)
            self.all[own].exact.append(actual_text)
        self._open.append(_Open(own, artifact, above.silent or actual_text is not None, unseen or above.unseen))

    def end(self) -> None:
        """Close the innermost mark; one end too many is nothing."""
        if self._open:
            self._open.pop()

    def close_to(self, depth: int) -> None:
        """Close what a stream left open."""
        del self._open[depth:]

    def say(self, text: str, *, gap: bool) -> None:
        """Note words shown by the pen; `gap` when there was room before them."""
        if not self._open:
            return
        top = self._open[-1]
        if top.key is None or top.artifact or top.silent:
            return
        said = self.all[top.key]
        if not said.text:
            said.gap = gap
        elif gap and not said.text[-1].endswith(" ") and not text.startswith(" "):
            said.text.append(" ")
        said.text.append(text)
        said.exact.append(text)
