"""The sheets for whoever prints: note, print test and assembly page, from typesetting into the print file."""

from __future__ import annotations

import io
import itertools

import pikepdf
import pypdfium2
import pytest
from tests.imposition.making import numbered_pdf
from tests.imposition.reading import read_labels

from wardleaf.imposition.impose import impose_pdf
from wardleaf.imposition.options import SCHEME_NAMES, ImpositionOptions
from wardleaf.imposition.plan import instructions, plan_imposition
from wardleaf.imposition.press import SourcePdf
from wardleaf.imposition.report import settings_words
from wardleaf.typeset.print_test import draw_assembly, draw_note, draw_print_test
from wardleaf.units import PAPER_SIZES, Length

A3 = PAPER_SIZES["A3"]


def words(data: bytes, index: int = 0) -> str:
    document = pypdfium2.PdfDocument(data)
    text: str = document[index].get_textpage().get_text_range()
    document.close()
    return " ".join(text.split())


def test_the_note_and_its_bar_stand_on_the_first_sheet_at_full_size() -> None:
    source = numbered_pdf(8)
    options = ImpositionOptions(sheet=A3)
    plan = plan_imposition(SourcePdf(source).sizes, options)
    note = draw_note(settings_words(plan)).file.written()
    made = impose_pdf(source, options, note=note)
    assert made.note_placed
    said = "A3 landscape · print on both sides, flip on long edge · actual size (100 %) · this bar is 100 mm"
    assert said in words(made.files[0].pdf)
    assert said not in words(made.files[0].pdf, 1)
    with pikepdf.open(io.BytesIO(made.files[0].pdf)) as document:
        placing = [
            item.operands for item in pikepdf.parse_content_stream(document.pages[0]) if str(item.operator) == "cm"
        ][-1]
        assert [float(part) for part in placing[:4]] == [1, 0, 0, 1]
    with pikepdf.open(io.BytesIO(note)) as document:
        items = list(pikepdf.parse_content_stream(document.pages[0]))
    strokes = [
        (one, two) for one, two in itertools.pairwise(items) if (str(one.operator), str(two.operator)) == ("m", "l")
    ]
    bar = max(abs(float(two.operands[0]) - float(one.operands[0])) for one, two in strokes)
    assert bar == pytest.approx(Length.of_mm(100).pt, abs=0.01)


@pytest.mark.parametrize("paper", ["A4", "Letter", "A3"])
def test_the_print_test_has_two_sides_on_paper_laid_crosswise(paper: str) -> None:
    made = draw_print_test(PAPER_SIZES[paper], printer="Ward 3")
    document = pikepdf.open(io.BytesIO(made))
    assert document.check_pdf_syntax() == []
    sizes = [[round(float(edge), 1) for edge in page.MediaBox[2:]] for page in document.pages]
    assert sizes == [[round(PAPER_SIZES[paper].height.pt, 1), round(PAPER_SIZES[paper].width.pt, 1)]] * 2
    assert "Print test for Ward 3: front" in words(made) and "under `front`" in words(made)
    assert "Print test for Ward 3: back" in words(made, 1) and "under `back`" in words(made, 1)
    assert "flip: long" in words(made, 1) and "flip: short" in words(made, 1)
    assert made == draw_print_test(PAPER_SIZES[paper], printer="Ward 3")


def test_the_print_test_is_moved_by_the_offsets_it_measures() -> None:
    plain, moved = (
        read_first_word(draw_print_test(PAPER_SIZES["A4"], front=(Length.of_mm(right), Length.of_mm(down))))
        for right, down in ((0, 0), (2, 1))
    )
    assert moved[0] - plain[0] == pytest.approx(Length.of_mm(2).pt, abs=0.01)
    assert plain[1] - moved[1] == pytest.approx(Length.of_mm(1).pt, abs=0.01)


def read_first_word(data: bytes) -> tuple[float, float]:
    document = pypdfium2.PdfDocument(data)
    text = document[0].get_textpage()
    at = text.get_text_range().index("Print test")
    left, bottom, _, _ = text.get_charbox(at)
    return left, bottom


@pytest.mark.parametrize("scheme", SCHEME_NAMES)
@pytest.mark.parametrize("binding", ["left", "top"])
def test_assembly_pages(scheme: str, binding: str) -> None:
    source = numbered_pdf(8)
    options = ImpositionOptions(scheme=scheme, binding=binding, scaling="fit")  # type: ignore[arg-type]
    plan = plan_imposition(SourcePdf(source).sizes, options)
    page = draw_assembly(
        plan, instructions(options.scheme), settings_words(plan), stapled=scheme == "saddle-stitch"
    ).file.written()
    said = words(page)
    assert "How to put it together" in said and "first sheet, front" in said and "100 mm" in said
    for step in instructions(options.scheme).splitlines():
        assert " ".join(step.split()[-3:]) in said
    made = impose_pdf(source, options, assembly=page)
    assert read_labels(made.files[0].pdf)[0] == {}
    assert "How to put it together" in words(made.files[0].pdf)
