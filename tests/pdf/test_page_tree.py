"""Page trees that are written as they grow: balanced, counted right, and in order, whatever their size."""

from __future__ import annotations

import io

import pikepdf
from hypothesis import given
from hypothesis import strategies as st

from wardleaf.pdf.object_file import GrowingFile
from wardleaf.pdf.page_tree import PageTree


def tree_of(pages: int, most_kids: int) -> pikepdf.Pdf:
    out = io.BytesIO()
    file = GrowingFile(out.write)
    tree = PageTree(file, most_kids=most_kids)
    for number in range(pages):
        tree.add(
            file.add(b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %d 9]/Resources<<>>>>" % (tree.parent, number + 1)), 1
        )
    assert tree.pages == pages
    root = tree.finish()
    catalog, information = file.add(b"<</Type/Catalog/Pages %d 0 R>>" % root), file.add(b"<<>>")
    file.finish(catalog=catalog, information=information)
    return pikepdf.open(io.BytesIO(out.getvalue()))


def depths(node: pikepdf.Object, most_kids: int, depth: int = 0) -> set[int]:
    """How deep each page below `node` is; every node is looked at on the way."""
    if node.Type == "/Page":
        return {depth}
    kids = list(node.Kids)
    assert 1 <= len(kids) <= most_kids
    assert node.Count == sum(1 if kid.Type == "/Page" else int(kid.Count) for kid in kids)
    assert all(kid.Parent.objgen == node.objgen for kid in kids)
    return {found for kid in kids for found in depths(kid, most_kids, depth + 1)}


@given(pages=st.integers(1, 90), most_kids=st.integers(2, 5))
def test_trees_of_any_size(pages: int, most_kids: int) -> None:
    with tree_of(pages, most_kids) as pdf:
        assert [int(page.MediaBox[2]) for page in pdf.pages] == list(range(1, pages + 1))
        found = depths(pdf.Root.Pages, most_kids)
        assert len(found) == 1
        (deepest,) = found
        assert pages <= most_kids**deepest
        assert deepest == 1 or pages > most_kids ** (deepest - 1)
        assert "/Parent" not in pdf.Root.Pages
        assert pdf.check_pdf_syntax() == []
