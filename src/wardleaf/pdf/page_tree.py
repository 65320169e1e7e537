"""The page tree of a file that is written as it grows: nodes of nodes, each written as soon as it is full, so that few
are held however many pages there are.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from wardleaf.pdf.object_file import GrowingFile

_MOST_KIDS = 64


@dataclass(slots=True)
class _Node:
    """A node that is not written yet: its number, its kids' numbers, and how many pages are below it."""

    number: int
    kids: list[int] = field(default_factory=list)
    pages: int = 0


class PageTree:
    """A balanced tree (ISO 32000-1, 7.7.3.2) in `file`, no node with more than `most_kids` kids; `pages` counts what is
    in it.
    """

    def __init__(self, file: GrowingFile, *, most_kids: int = _MOST_KIDS) -> None:
        self._file, self._most_kids = file, most_kids
        self._open: list[_Node] = []  # one of each level, the lowest first
        self.pages = 0

    @property
    def parent(self) -> int:
        """The number of the node that `add` puts the next kid below."""
        return self._with_room(0).number

    def add(self, kid: int, pages: int) -> None:
        """Put `kid`, the number of a page or of a node of `pages` pages, behind all others."""
        self._put_below(self._with_room(0), kid, pages)
        self.pages += pages

    def finish(self) -> int:
        """Write what is left of the tree, which has at least one page; gives the number of its root."""
        level = 0
        while level < len(self._open) - 1:
            self._close(self._open[level], level)
            level += 1
        root = self._open[level]
        self._file.put(root.number, node_of(root.kids, root.pages))
        return root.number

    def _with_room(self, level: int) -> _Node:
        if level == len(self._open):
            self._open.append(_Node(self._file.reserve()))
        elif len(self._open[level].kids) == self._most_kids:
            # Only now that another one follows is it known not to be the root.
            self._close(self._open[level], level)
            self._open[level] = _Node(self._file.reserve())
        return self._open[level]

    def _close(self, node: _Node, level: int) -> None:
        above = self._with_room(level + 1)
        self._file.put(node.number, node_of(node.kids, node.pages, parent=above.number))
        self._put_below(above, node.number, node.pages)

    @staticmethod
    def _put_below(node: _Node, kid: int, pages: int) -> None:
        node.kids.append(kid)
        node.pages += pages


def node_of(kids: list[int], pages: int, *, parent: int = 0) -> bytes:
    """A node of the page tree with `pages` pages below it; without `parent` it is the root."""
    above = b"/Parent %d 0 R" % parent if parent else b""
    return b"<</Type/Pages%b/Count %d/Kids[%b]>>" % (above, pages, b" ".join(b"%d 0 R" % kid for kid in kids))
