"""Many copies of booklets as one file, for a printer that takes one job; what copies share is held once, and the file
goes out as it grows.

A sheet that is printed on both sides always has two sides here, so each copy begins on a fresh one. The file is for
print only: it has no tags, no outline and no words about itself but a title.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from wardleaf.imposition.impose import PressJob
from wardleaf.imposition.print_file import FileWords, PreparedSide, page_of_side, prepare_side, write_catalog
from wardleaf.pdf.object_file import GrowingFile, Stream
from wardleaf.pdf.page_tree import PageTree, node_of
from wardleaf.pdf.print_objects import LEVEL, PrintObjects


class RunTemplate(Struct, frozen=True):
    """A booklet's sides as a run has them, and the forms of the pages that each copy has otherwise, by page index."""

    sides: tuple[PreparedSide, ...]
    late: Mapping[int, Stream]
    numbers: Mapping[int, int]
    words: FileWords


class PrintRun:
    """One print file of many copies, under way; each part of it goes to `write` and is then forgotten."""

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self._file = GrowingFile(write, level=LEVEL)
        self._tree = PageTree(self._file)
        self._words: FileWords | None = None

    @property
    def sides(self) -> int:
        """How many sides it has so far."""
        return self._tree.pages

    def take_up(self, job: PressJob) -> RunTemplate:
        """The sheets of `job`, ready for any number of copies."""
        objects = PrintObjects(self._file.next)
        laid = job.lay(objects)
        sides = tuple(prepare_side(objects, side, laid.forms, job.size) for side in laid.sides)
        late = {page: objects.stream(number) for page, number in laid.late.items()}
        for number in laid.late.values():
            objects.put(number, b"null")  # each copy brings its own
        self._put(objects)
        return RunTemplate(sides, late, laid.late, laid.words)

    def add(self, template: RunTemplate, late: Mapping[int, bytes]) -> None:
        """One more copy: the sides of `template`, with the streams that `late` gives, by page index, for the pages that it
        has otherwise.
        """
        file, tree = self._file, self._tree
        own = {
            template.numbers[page]: file.add(Stream(held.entries, late.get(page, held.data)))
            for page, held in template.late.items()
        }
        copy = file.reserve()
        kids = [file.add(page_of_side(side, copy, instead=own)) for side in template.sides]
        file.put(copy, node_of(kids, len(kids), parent=tree.parent))
        tree.add(copy, len(kids))
        self._words = self._words or template.words

    def finish(self) -> None:
        """The rest of the file, of at least one copy."""
        if self._words is None:
            raise ValueError("a run of no copies")
        root = self._tree.finish()
        objects = PrintObjects(self._file.next)
        catalog, information = write_catalog(objects, root, self._words)
        self._put(objects)
        self._file.finish(catalog=catalog, information=information)

    def _put(self, objects: PrintObjects) -> None:
        """Put out `objects`, which are numbered from where this file is."""
        for held in objects.held.values():
            self._file.add(held)
