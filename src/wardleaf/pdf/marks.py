"""What drawing says about the tag tree: which marked content fills which slot. The only thing in tagging that changes.

Marks never nest and each content mark belongs to one slot; drawing code calls the same methods whether tags are wanted or not.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from wardleaf.tagging.tree import LinkSlot, Slot


@dataclass(slots=True)
class Marks:
    """Content marks and link annotations of one PDF, as they are drawn.

    `content` maps a slot to its (page index, MCID) pairs in drawing order; `pages` holds, for each page, the slot of every MCID;
    `annotations` maps a link's slot to (page index, object number, key) triples, where keys count annotations from 0; `boxes` holds page index
    and x0, y0, x1, y1 in points of what was drawn for a bounded slot.
    """

    content: dict[Slot, list[tuple[int, int]]] = field(default_factory=dict)
    pages: list[list[Slot]] = field(default_factory=list)
    annotations: dict[LinkSlot, list[tuple[int, int, int]]] = field(default_factory=dict)
    boxes: dict[Slot, tuple[int, float, float, float, float]] = field(default_factory=dict)
    bound: int = 0

    wanted = True

    @property
    def count(self) -> int:
        """How many content marks the current page has."""
        return len(self.pages[-1])

    def start_page(self) -> None:
        """Begin a page: MCIDs count from 0 again."""
        self.pages.append([])

    def mark_content(self, slot: Slot, role: str) -> str:
        """Open a mark for `slot` on the current page: the operators that begin it."""
        page = len(self.pages) - 1
        mcid = len(self.pages[page])
        self.pages[page].append(slot)
        self.content.setdefault(slot, []).append((page, mcid))
        return f"/{role} <</MCID {mcid}>> BDC"

    def mark_artifact(self, kind: str, subtype: str = "") -> str:
        """Open a mark for what is no content: the operators that begin it (ISO 32000-1, 14.8.2.2)."""
        if not kind:
            return "/Artifact BMC"
        return f"/Artifact <</Type /{kind}{f' /Subtype /{subtype}' if subtype else ''}>> BDC"

    def end(self) -> str:
        """The operator that ends a mark."""
        return "EMC"

    def bind_annotation(self, slot: LinkSlot, number: int) -> int:
        """Note that annotation object `number` on the current page belongs to `slot`; gives its key."""
        key = self.bound
        self.bound += 1
        self.annotations.setdefault(slot, []).append((len(self.pages) - 1, number, key))
        return key

    def bind_box(self, slot: Slot, x0: float, y0: float, x1: float, y1: float) -> None:
        """Note the bounding box, in points from the page's bottom left, of what was drawn for `slot`."""
        self.boxes.setdefault(slot, (len(self.pages) - 1, x0, y0, x1, y1))


class MarksAgain(Marks):
    """Marks for lines that take the place of others in a finished page: MCIDs go on from `next_mark`; the tag tree has them already."""

    next_mark = 0

    @property
    def count(self) -> int:
        """The MCID that the next mark gets."""
        return self.next_mark

    def mark_content(self, slot: Slot, role: str) -> str:
        """Open a mark with the next MCID: the operators that begin it."""
        self.next_mark += 1
        return f"/{role} <</MCID {self.next_mark - 1}>> BDC"


class NoMarks(Marks):
    """Marks for a PDF without tags: every operator is empty, nothing is kept."""

    wanted = False

    def mark_content(self, slot: Slot, role: str) -> str:
        """No operator."""
        return ""

    def mark_artifact(self, kind: str, subtype: str = "") -> str:
        """No operator."""
        return ""

    def end(self) -> str:
        """No operator."""
        return ""

    def bind_annotation(self, slot: LinkSlot, number: int) -> int:
        """Nothing is bound; -1 means no key."""
        return -1

    def bind_box(self, slot: Slot, x0: float, y0: float, x1: float, y1: float) -> None:
        """Nothing is bound."""
