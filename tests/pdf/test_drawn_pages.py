"""Print files of pages as they were drawn: what is on the sheets is what imposing the finished PDF puts there, to the
last operator and dot.
"""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.imposition.reading import picture
from tests.shipped import some_shipped
from tests.typeset.making import ROOT, Made, set_body, set_shipped, shipped
from tests.typeset.pictures import png

from wardleaf.findings import Findings
from wardleaf.imposition.impose import impose_pdf
from wardleaf.imposition.options import ImpositionOptions, options_of_style
from wardleaf.imposition.page_source import DrawnSource
from wardleaf.imposition.press import SourcePdf
from wardleaf.pdf.drawn_pages import DrawnPage, drawn_pages, references, renumbered
from wardleaf.pdf.object_file import Stream
from wardleaf.pdf.print_objects import PrintObjects
from wardleaf.typeset.print_test import draw_note

BOOKLETS = [(handout, clinic) for handout, clinic, edition in some_shipped(shipped()) if edition == "booklet"]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><circle cx="10" cy="10" r="9" fill="#336699" fill-opacity="0.5"/></svg>'


def same(one: pikepdf.Object, other: pikepdf.Object, seen: set[tuple[int, int]]) -> bool:
    """Whether two objects and all that they lead to are the same but for their numbers: keys, values, and streams
    unpacked.
    """
    if one.objgen[0]:
        if (one.objgen[0], other.objgen[0]) in seen:
            return True
        seen.add((one.objgen[0], other.objgen[0]))
    if type(one) is not type(other) or getattr(one, "_type_code", None) != getattr(other, "_type_code", None):
        return False
    if isinstance(one, pikepdf.Stream | pikepdf.Dictionary):
        keys = set(one.keys()) - {"/Length", "/Parent"}
        if keys != set(other.keys()) - {"/Length", "/Parent"}:
            return False
        if isinstance(one, pikepdf.Stream) and one.read_raw_bytes() != other.read_raw_bytes():
            return False
        return all(same_value(one[key], other[key], seen) for key in keys)
    if isinstance(one, pikepdf.Array):
        return len(one) == len(other) and all(same_value(mine, theirs, seen) for mine, theirs in zip(one, other))
    return bool(one == other)


def same_value(one: object, other: object, seen: set[tuple[int, int]]) -> bool:
    if isinstance(one, pikepdf.Object) and isinstance(other, pikepdf.Object):
        return same(one, other, seen)
    return type(one) is type(other) and one == other


def assert_prints_the_same(drawn: bytes, read_back: bytes) -> None:
    with pikepdf.open(io.BytesIO(drawn)) as one, pikepdf.open(io.BytesIO(read_back)) as other:
        assert one.check_pdf_syntax() == []
        assert len(one.pages) == len(other.pages)
        seen: set[tuple[int, int]] = set()
        for number, (mine, theirs) in enumerate(zip(one.pages, other.pages), 1):
            assert same(mine.obj, theirs.obj, seen), f"side {number}"
        assert len(seen) > len(one.pages)
        assert str(one.docinfo["/Title"]) == str(other.docinfo["/Title"])
        assert set(one.Root.keys()) == set(other.Root.keys())
        assert str(one.Root.ViewerPreferences) == str(other.Root.ViewerPreferences)
        count = len(one.pages)
    for side in (0, count - 1):
        assert picture(drawn, side) == picture(read_back, side)


def print_files(made: Made, options: ImpositionOptions) -> tuple[bytes, bytes]:
    """The print file of the pages as they were drawn, and that of the finished PDF."""
    note = draw_note(("A4 landscape",))
    pairs = ((DrawnSource(made.typeset.pages), DrawnSource(note.pages)), (made.typeset.pdf, note.file.written()))
    one, other = (
        impose_pdf(pages, options, facts=made.typeset.page_facts, note=bar).files[0].pdf for pages, bar in pairs
    )
    return one, other


@pytest.mark.parametrize(("handout", "clinic"), BOOKLETS, ids=["-".join(one) for one in BOOKLETS])
def test_the_print_file_is_that_of_the_finished_pdf(handout: str, clinic: str) -> None:
    made = set_shipped(handout, clinic, "booklet")
    options = options_of_style(made.style.imposition, Findings())
    assert options
    assert_prints_the_same(*print_files(made, options))


def test_pictures_go_along() -> None:
    body = "![A red field](figures/field.png)\n\n![A disc](figures/disc.svg)\n\nWords."
    made = set_body(
        body, edition="booklet", files={"handouts/figures/field.png": png(30, 20), "handouts/figures/disc.svg": SVG}
    )
    drawn, read_back = print_files(made, ImpositionOptions(scaling="fit"))
    assert_prints_the_same(drawn, read_back)
    assert b"/DeviceRGB" in drawn


def test_sizes_and_titles_are_those_that_the_file_says() -> None:
    for edition in ("standard", "booklet"):
        made = set_body("Words.", edition=edition)
        drawn, read = DrawnSource(made.typeset.pages), SourcePdf(made.typeset.pdf)
        assert (drawn.title, drawn.sizes, drawn.findings) == (read.title, read.sizes, read.findings)


def test_nothing_is_kept_but_what_prints() -> None:
    made = set_shipped("recurrence-options", "riverside", "booklet")
    kept = b"".join(held if isinstance(held, bytes) else held.entries for held in made.typeset.pages.objects.values())
    assert b"/StructElem" not in kept and b"/Annot" not in kept and b"/Page" not in kept
    assert len(made.typeset.pages.objects) < 60


def test_objects_of_many_pages_are_copied_once_and_those_of_another_not_at_all() -> None:
    objects: dict[int, bytes | Stream] = {
        1: b"<</F1 2 0 R/Own 1 0 R>>",
        2: Stream(b"/Next 3 0 R", b"data"),
        3: b"(4 0 R)",
        4: b"<</Type/Page>>",
    }
    page = DrawnPage(width=100.0, height=50.0, contents=Stream(b"", b"0 0 5 5 re f"), resources=b"<</Font 1 0 R>>")
    drawn = drawn_pages("Two", (page, page), objects)
    assert set(drawn.objects) == {1, 2, 3}
    copied = PrintObjects()
    forms, layers = DrawnSource(drawn).copy_into(copied)
    assert layers == b"" and len({form.number for form in forms.values()}) == 2
    assert copied.reserve() == 7  # resources, two forms, three objects


@given(
    st.lists(
        st.tuples(
            st.sampled_from([b"/K", b" ", b"[", b"<</A ", b"(1 0 R)", rb"(\) 2 0 R)", b"9 8 R", b"0 0 0 1"]),
            st.integers(1, 99),
        )
    )
)
def test_every_reference_is_found_and_none_in_a_string(parts: list[tuple[bytes, int]]) -> None:
    body = b"".join(b"%b %d 0 R " % part for part in parts)
    numbers = [number for _, number in parts]
    assert list(references(body)) == numbers
    again = renumbered(body, lambda number: number + 100)
    assert again == b"".join(b"%b %d 0 R " % (before, number + 100) for before, number in parts)


def test_a_build_of_a_booklet_never_loads_what_reads_pdfs(tmp_path: Path) -> None:
    script = (
        f"import sys; sys.argv = ['wardleaf', 'build', 'recurrence-options', '--edition', 'booklet', '--no-cache', '--out', {str(tmp_path)!r}]\n"
        "from wardleaf.__main__ import main\ntry:\n    main()\nfinally:\n    sys.stderr.write('loaded' if 'pypdf' in sys.modules else 'free of it')"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, timeout=60, check=False
    )
    assert done.stderr.endswith("free of it")
    assert list(tmp_path.rglob("*-print.pdf"))
