"""The order of painting beside the order of the tags: readers that know no tags (copying, searching, many converters)
go by the first.
"""

from __future__ import annotations

from itertools import pairwise

from wardleaf.readback.model import Annotation, Element, Mark, ReadBack, TagKid


def painted_out_of_order(read: ReadBack) -> list[str]:
    """Every place at which a page paints something before what its tags have before it, in words.

    MCIDs count from 0 in the order of painting (`pdf/marks.py`), so on each page those of the tree must go up.
    """
    pages: dict[int, list[tuple[int, str]]] = {}

    def walk(kid: TagKid, role: str) -> None:
        match kid:
            case Element():
                for inner in kid.kids:
                    walk(inner, f"{role} {kid.role}".strip())
            case Mark():
                assert kid.page is not None
                pages.setdefault(kid.page, []).append((kid.mcid, f"{role} “{kid.text[:30]}”"))
            case Annotation():
                pass

    for root in read.tree:
        walk(root, "")
    assert pages, "nothing is tagged"
    return [
        f"page {page}: {later} is painted before {earlier}"
        for page, marks in pages.items()
        for (first, earlier), (second, later) in pairwise(marks)
        if second < first
    ]
