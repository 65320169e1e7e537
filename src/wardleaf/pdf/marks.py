"""Which marked content and which link annotations fill which slot of the tag tree, as the pages were written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from wardleaf.display import Box
from wardleaf.reading.tree import LinkSlot, Slot


@dataclass(slots=True)
class Marks:
    """What was written for a tag tree, page by page.

    `pages` holds, for each page, the slot of every MCID; `content` maps a slot to its (page index, MCID) pairs in the
    order of painting; `annotations` maps a link's slot to (page index, object number, key) triples, where keys count
    annotations from 0; `boxes` are those of shapes and pictures: page index, then left, bottom, right and top in points
    from the page's bottom left.
    """

    pages: list[Sequence[Slot]] = field(default_factory=list)
    content: dict[Slot, list[tuple[int, int]]] = field(default_factory=dict)
    annotations: dict[LinkSlot, list[tuple[int, int, int]]] = field(default_factory=dict)
    boxes: dict[Slot, tuple[int, float, float, float, float]] = field(default_factory=dict)
    bound: int = 0

    def add_page(self, slots: Sequence[Slot]) -> None:
        """A page whose MCIDs belong to `slots`, in order."""
        page = len(self.pages)
        self.pages.append(slots)
        for mark, slot in enumerate(slots):
            self.content.setdefault(slot, []).append((page, mark))

    def bind_annotation(self, slot: LinkSlot, page: int, number: int) -> int:
        """Note that annotation object `number` on page `page` (an index) belongs to `slot`; gives its key."""
        key = self.bound
        self.bound += 1
        self.annotations.setdefault(slot, []).append((page, number, key))
        return key

    def bind_box(self, slot: Slot, page: int, box: Box, height: float) -> None:
        """Note that something in `box` was painted for `slot` on page `page` (an index), which is `height` points tall."""
        x0, y0, x1, y1 = box[0], height - box[3], box[2], height - box[1]
        known = self.boxes.get(slot)
        if known is None:
            self.boxes[slot] = (page, x0, y0, x1, y1)
        elif known[0] == page:
            self.boxes[slot] = (page, min(known[1], x0), min(known[2], y0), max(known[3], x1), max(known[4], y1))
