"""Where the pages of a print file come from: what is asked of any source, and the pages that typeset has just drawn.
Those of a finished PDF come through `press.py`.
"""

from __future__ import annotations

from typing import Protocol

from wardleaf.findings import Finding
from wardleaf.imposition.print_file import PageForm
from wardleaf.imposition.sheets import PageSize
from wardleaf.pdf.drawn_pages import DrawnPages, renumbered
from wardleaf.pdf.object_file import Stream
from wardleaf.pdf.print_objects import PrintObjects
from wardleaf.pdf.syntax import numbers
from wardleaf.units import Length


class PageSource(Protocol):
    """Pages that are to be printed."""

    @property
    def title(self) -> str:
        """What they call themselves; empty when they do not."""

    @property
    def sizes(self) -> tuple[PageSize, ...]:
        """Every page as a reader sees it."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is not printed, once they were copied."""

    def copy_into(self, objects: PrintObjects) -> tuple[dict[int, PageForm], bytes]:
        """Every page as a form in `objects`, by its index; and what the catalog must say about layers. Raises
        `Rejected` for a page that cannot be copied.
        """


class DrawnSource:
    """Pages as they were drawn. They print as those of the file that is made of them, without its being read back."""

    findings: tuple[Finding, ...] = ()

    def __init__(self, drawn: DrawnPages) -> None:
        self._drawn = drawn

    @property
    def title(self) -> str:
        return self._drawn.title

    @property
    def sizes(self) -> tuple[PageSize, ...]:
        return tuple(PageSize(width=Length(page.width), height=Length(page.height)) for page in self._drawn.pages)

    def copy_into(self, objects: PrintObjects) -> tuple[dict[int, PageForm], bytes]:
        """Every page as a form, by its index, and everything that it shows; they have no layers."""
        given: dict[int, int] = {}
        waiting: list[int] = []
        shared: dict[bytes, int] = {}

        def number(own: int) -> int:
            if own not in given:
                given[own] = objects.reserve()
                waiting.append(own)
            return given[own]

        forms: dict[int, PageForm] = {}
        for index, page in enumerate(self._drawn.pages):
            if page.resources not in shared:  # most pages repeat those of the page before
                shared[page.resources] = objects.add(renumbered(page.resources, number))
            look = b"/Subtype/Form/BBox[0 0 %b]/Resources %d 0 R" % (
                numbers(page.width, page.height),
                shared[page.resources],
            )
            form = objects.add_stream(look + page.contents.entries, page.contents.data)
            forms[index] = PageForm(number=form, upright=(1, 0, 0, 1, 0, 0), width=page.width, height=page.height)
        while waiting:
            own = waiting.pop()
            held = self._drawn.objects[own]
            if isinstance(held, Stream):
                objects.put_stream(given[own], renumbered(held.entries, number), held.data)
            else:
                objects.put(given[own], renumbered(held, number))
        return forms, b""
