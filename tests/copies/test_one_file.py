"""Print files joined for one job at the printer."""

from __future__ import annotations

import io

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject

from wardleaf.copies.one_file import join_print_files


def file_of(sides: int, *, width: float) -> bytes:
    writer = PdfWriter()
    for _ in range(sides):
        writer.add_blank_page(width, 200)
    writer.root_object[NameObject("/ViewerPreferences")] = DictionaryObject({NameObject("/Duplex"): NameObject("/DuplexFlipShortEdge")})
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def test_each_file_begins_on_a_fresh_sheet_and_the_printer_is_told_how_to_turn() -> None:
    files = [file_of(2, width=101), file_of(3, width=102), file_of(4, width=103)]
    data, sides = join_print_files(files, title="Handout print file")
    read = PdfReader(io.BytesIO(data))
    assert [float(page.mediabox.width) for page in read.pages] == [101, 101, 102, 102, 102, 102, 103, 103, 103, 103]
    assert sides == 10
    assert read.root_object["/ViewerPreferences"]["/Duplex"] == "/DuplexFlipShortEdge"  # type: ignore[index]
    assert read.metadata is not None
    assert read.metadata.title == "Handout print file"


def test_the_same_files_give_the_same_bytes() -> None:
    files = [file_of(2, width=100 + number) for number in range(60)]
    assert join_print_files(files, title="x") == join_print_files(files, title="x")
    assert join_print_files(files, title="x")[1] == 120
