"""Good files made bad in one way each: what validator and consistency check must notice."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

Spoil = Callable[[pikepdf.Pdf], None]


def spoiled(data: bytes, spoil: Spoil) -> bytes:
    """The file in `data` after `spoil` changed it."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        spoil(pdf)
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, static_id=True)
        return out.getvalue()


def elements(pdf: pikepdf.Pdf, role: str = "") -> Iterator[Dictionary]:
    """The struct elements of a role, or all of them."""
    for held in pdf.objects:
        if isinstance(held, Dictionary) and "/S" in held and "/P" in held and (not role or Name("/" + role) == held.S):
            yield held


def _first(pdf: pikepdf.Pdf, role: str) -> Dictionary:
    return next(elements(pdf, role))


def _links(pdf: pikepdf.Pdf) -> list[Any]:
    return [held for page in pdf.pages for held in page.obj.get("/Annots", [])]


def without_change(pdf: pikepdf.Pdf) -> None:
    """Nothing: saving alone must not spoil a file."""


def without_alt(pdf: pikepdf.Pdf) -> None:
    del _first(pdf, "Figure")["/Alt"]


def without_tree(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/StructTreeRoot"]


def with_a_heading_skipped(pdf: pikepdf.Pdf) -> None:
    for element in elements(pdf, "H2"):
        element.S = Name.H4


def without_font_program(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    del font.DescendantFonts[0].FontDescriptor["/FontFile2"]


def without_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Lang"]


def without_title_shown(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/ViewerPreferences"]


def without_words_of_links(pdf: pikepdf.Pdf) -> None:
    del _links(pdf)[0]["/Contents"]


def without_tab_order(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj["/Tabs"]


def with_ink_in_no_mark(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"q 10 10 50 50 re f Q")


def without_scope(pdf: pikepdf.Pdf) -> None:
    for element in elements(pdf, "TH"):
        del element["/A"]


def without_metadata(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Metadata"]


def without_output_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/OutputIntents"]


def with_a_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def with_an_mcid_twice(pdf: pikepdf.Pdf) -> None:
    _replace(pdf, b"/MCID 1>>", b"/MCID 0>>")


def with_marks_in_marks(pdf: pikepdf.Pdf) -> None:
    _replace(pdf, b"/MCID 0>> BDC", b"/MCID 0>> BDC /Artifact BMC 0 0 1 1 re f EMC")


def with_content_made_artifact(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    data = page.Contents.read_bytes()
    page.Contents = pdf.make_stream(data.replace(b"/P <</MCID", b"/Artifact <</Was"))


def with_a_link_without_object(pdf: pikepdf.Pdf) -> None:
    for element in elements(pdf, "Link"):
        element.K = Array(
            [kid for kid in element.K if not (isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR)]
        )
        return


def with_wrong_parents(pdf: pikepdf.Pdf) -> None:
    held = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    held[0], held[1] = held[1], held[0]


def without_a_child(pdf: pikepdf.Pdf) -> None:
    element = _first(pdf, "P")
    del element["/K"]


def with_wrong_widths(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        widths = font.DescendantFonts[0].W
        for place in range(1, len(widths), 2):
            widths[place] = Array([int(widths[place][0]) + 7])


def without_a_character(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        data = font.ToUnicode.read_bytes()
        font.ToUnicode = pdf.make_stream(data.replace(b"> <0065>", b"> <FEFF>"))  # the letter e


def with_a_built_in_font(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Resources.Font["/F99"] = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)


def without_a_box(pdf: pikepdf.Pdf) -> None:
    del _first(pdf, "Figure")["/A"]


def with_an_empty_header(pdf: pikepdf.Pdf) -> None:
    element: Any = _first(pdf, "TH")
    element.K = Array([])


def _replace(pdf: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    page = pdf.pages[0]
    data = page.Contents.read_bytes()
    assert old in data
    page.Contents = pdf.make_stream(data.replace(old, new, 1))
