"""Many copies of booklets as one file, for a printer that takes one job; what copies share is held once.

A sheet that is printed on both sides always has two sides here, so each copy begins on a fresh one. The file is for print only: it has no tags, no outline and no words
about itself but a title.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wardleaf.imposition.impose import PressJob
from wardleaf.imposition.print_file import FileWords, PreparedSide, page_of_side, prepare_side, write_catalog
from wardleaf.imposition.print_objects import PrintObjects
from wardleaf.object_file import Stream


@dataclass(frozen=True, slots=True)
class RunForme:
    """A booklet's sides as a run has them, and the forms of the pages that each copy has otherwise, by page index."""

    sides: tuple[PreparedSide, ...]
    late: Mapping[int, Stream]
    numbers: Mapping[int, int]
    words: FileWords


class PrintRun:
    """One print file of many copies, under way; `sides` counts them."""

    def __init__(self) -> None:
        self._objects = PrintObjects()
        self._tree = self._objects.reserve()
        self._kids: list[int] = []
        self._words: FileWords | None = None
        self.sides = 0

    def take_up(self, job: PressJob) -> RunForme:
        """The sheets of `job`, ready for any number of copies."""
        objects = self._objects
        laid = job.lay(objects)
        sides = tuple(prepare_side(objects, side, laid.forms, job.size) for side in laid.sides)
        late = {page: objects.stream(number) for page, number in laid.late.items()}
        for number in laid.late.values():
            objects.put(number, b"null")  # each copy brings its own
        return RunForme(sides, late, laid.late, laid.words)

    def add(self, forme: RunForme, late: Mapping[int, bytes]) -> None:
        """One more copy: the sides of `forme`, with the streams that `late` gives, by page index, for the pages that it has otherwise."""
        objects = self._objects
        own = {forme.numbers[page]: objects.add_stream(held.entries, late.get(page, held.data)) for page, held in forme.late.items()}
        copy = objects.reserve()
        kids = [objects.add(page_of_side(side, copy, instead=own)) for side in forme.sides]
        objects.put(copy, b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%b]>>" % (self._tree, len(kids), _references(kids)))
        self._kids.append(copy)
        self._words = self._words or forme.words
        self.sides += len(kids)

    def finished(self) -> bytes:
        """The file, of at least one copy."""
        if self._words is None:
            raise ValueError("a run of no copies")
        self._objects.put(self._tree, b"<</Type/Pages/Count %d/Kids[%b]>>" % (self.sides, _references(self._kids)))
        catalog, information = write_catalog(self._objects, self._tree, self._words)
        return self._objects.finish(catalog, information).written()


def _references(kids: list[int]) -> bytes:
    return b" ".join(b"%d 0 R" % kid for kid in kids)
