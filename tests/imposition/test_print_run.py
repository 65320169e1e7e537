"""Many copies in one print file: every copy whole and in order on fresh sheets, and what they share held once."""

from __future__ import annotations

import io
import itertools
import zlib
from collections.abc import Mapping

import pikepdf
import pytest
from pypdf import PdfReader
from tests.imposition.making import content, label, numbered_pdf
from tests.imposition.reading import read_labels

from wardleaf.imposition.impose import PressJob, impose_pdf
from wardleaf.imposition.options import ImpositionOptions
from wardleaf.imposition.press import SourcePdf
from wardleaf.imposition.print_run import PrintRun


class Run(PrintRun):
    """A run whose file is held, to look at."""

    def __init__(self) -> None:
        self.written = io.BytesIO()
        super().__init__(self.written.write)

    def finished(self) -> bytes:
        self.finish()
        return self.written.getvalue()


def job(pages: int, *, late: tuple[int, ...] = (), title: str = "Numbered", **options: object) -> PressJob:
    return PressJob(SourcePdf(numbered_pdf(pages)), ImpositionOptions(**options), title=title, late_pages=late)  # type: ignore[arg-type]


def packed_pages(pages: int) -> bytes:
    """`numbered_pdf` with compressed streams, as typeset makes them."""
    with pikepdf.open(io.BytesIO(numbered_pdf(pages))) as pdf:
        made = io.BytesIO()
        pdf.save(made, compress_streams=True)
        return made.getvalue()


def test_each_copy_has_its_own_pages_in_order() -> None:
    run = Run()
    taken = run.take_up(PressJob(SourcePdf(packed_pages(8)), ImpositionOptions(), title="Numbered", late_pages=(1, 4)))
    for number in (100, 200, 300):
        run.add(taken, {1: zlib.compress(content(number + 2)), 4: zlib.compress(content(number + 5))})
    run.add(taken, {})
    labels = read_labels(run.finished())
    single = [set(side) for side in read_labels(impose_pdf(packed_pages(8), ImpositionOptions()).files[0].pdf)]
    assert run.sides == len(labels) == 4 * len(single)
    for copy, number in enumerate((100, 200, 300, 0)):
        own = {label(2): label(number + 2), label(5): label(number + 5)}
        assert [set(side) for side in labels[copy * len(single) :][: len(single)]] == [
            {own.get(name, name) for name in side} for side in single
        ]


def test_what_copies_share_is_held_once() -> None:
    def size(copies: int) -> int:
        run = Run()
        taken = run.take_up(job(40, late=(0,)))
        for _ in range(copies):
            run.add(taken, {})
        return len(run.finished())

    assert size(101) - size(1) < 100 * 1000
    assert size(1) > 10_000


def test_the_file_goes_out_as_it_grows() -> None:
    run = Run()
    taken = run.take_up(job(40, late=(0,)))
    written = [run.written.tell()]
    for _ in range(400):
        run.add(taken, {})
        written.append(run.written.tell())
    # What waits to go out: objects of one stream, and nothing of a page that only one copy has.
    assert max(later - sooner for sooner, later in itertools.pairwise(written)) < 8000
    assert len(run.finished()) - written[-1] < 30_000


def test_a_long_run_is_a_sound_file_and_the_same_each_time() -> None:
    def made() -> bytes:
        run = Run()
        taken = run.take_up(job(8, late=(0,)))
        for number in range(300):
            run.add(taken, {0: zlib.compress(content(number))})
        return run.finished()

    data = made()
    assert data == made()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) == 4 * 300
        assert pdf.Root.Pages.Count == 4 * 300
        assert len(pdf.Root.Pages.Kids) == 5
    assert len(PdfReader(io.BytesIO(data)).pages) == 4 * 300


def test_copies_of_several_layouts_keep_the_order_of_the_list() -> None:
    run = Run()
    short, long = run.take_up(job(4)), run.take_up(job(8))
    for taken in (short, long, short):
        run.add(taken, {})
    assert [len(side) for side in read_labels(run.finished())] == [2] * 2 + [2] * 4 + [2] * 2


@pytest.mark.parametrize(("options", "sides"), [({"flip": "short"}, 8), ({"scheme": "one-sheet", "scaling": "fit"}, 2)])
def test_a_printer_that_prints_both_sides_begins_each_copy_on_a_fresh_sheet(
    options: Mapping[str, object], sides: int
) -> None:
    run = Run()
    taken = run.take_up(job(8, **options))
    run.add(taken, {})
    run.add(taken, {})
    with pikepdf.open(io.BytesIO(run.finished())) as pdf:
        assert len(pdf.pages) == run.sides == sides
        duplex = pdf.Root.ViewerPreferences.Duplex
        assert duplex == ("/DuplexFlipShortEdge" if "flip" in options else "/Simplex")
        assert str(pdf.docinfo["/Title"]) == "Numbered print file"
        assert len({page.objgen for page in pdf.pages}) == sides


def test_a_run_of_no_copies_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="no copies"):
        Run().finished()
