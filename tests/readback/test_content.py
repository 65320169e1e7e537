"""Content streams: where text stands, how large it is, and which mark it belongs to."""

from __future__ import annotations

import pytest
from tests.readback.making import FONT, PLAIN, make_pdf, read, read_well, stream, texts

from wardleaf.readback.model import Element, Mark


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (b"BT /F1 10 Tf 20 250 Td (Hello) Tj ET", [("Hello", 20, 50, 10)]),
        (b"BT /F1 10 Tf 20 250 Td (A) Tj 5 -20 Td (B) Tj ET", [("A", 20, 50, 10), ("B", 25, 70, 10)]),
        (
            b"BT /F1 10 Tf 20 250 TD (A) Tj 0 -12 TD (B) Tj T* (C) Tj ET",
            [("A", 20, 50, 10), ("B", 20, 62, 10), ("C", 20, 74, 10)],
        ),
        (
            b"BT /F1 10 Tf 15 TL 1 0 0 1 20 250 Tm (A) Tj (B) ' 2 1 (C) \" ET",
            [("A", 20, 50, 10), ("B", 20, 65, 10), ("C", 20, 80, 10)],
        ),
        (b"BT /F1 1 Tf 12 0 0 14 20 250 Tm (A) Tj ET", [("A", 20, 50, 14)]),
        (
            b"q 2 0 0 2 10 10 cm BT /F1 5 Tf 5 120 Td (A) Tj ET Q BT /F1 5 Tf 5 120 Td (B) Tj ET",
            [("A", 20, 50, 10), ("B", 5, 180, 5)],
        ),
        (b"BT /F1 10 Tf 0 5 Td 3 Ts (A) Tj ET", [("A", 0, 295, 10)]),
        (b"BT /F1 10 Tf 0 100 Td [(A) -1000 (B) 50 (C)] TJ (D) Tj ET", [("A BC", 0, 200, 10), ("D", 30.1, 200, 10)]),
        (b"BT /F1 10 Tf 0 100 Td 50 Tz (AA) Tj (B) Tj ET", [("AA", 0, 200, 10), ("B", 6.7, 200, 10)]),
        (b"BT /F1 10 Tf 0 100 Td 2 Tc 5 Tw (A A) Tj (B) Tj ET", [("A A", 0, 200, 10), ("B", 27.1, 200, 10)]),
        (b"BT /F1 10 Tf 0 100 Td <48 65 6C6C6F> Tj ET", [("Hello", 0, 200, 10)]),
        (b"BT /F1 10 Tf 0 100 Td (\\050a\\051 \x93b\x94 \\222) Tj ET", [("(a) “b” ’", 0, 200, 10)]),
    ],
)
def test_text_stands_where_it_is_put(content: bytes, shown: list[tuple[str, float, float, float]]) -> None:
    assert texts(make_pdf(content)) == shown


def test_spaces_at_the_end_of_a_text_are_not_part_of_its_width() -> None:
    fact = read_well(make_pdf(b"BT /F1 10 Tf 0 100 Td (AA   ) Tj ET")).page_facts.pages[0].texts[0]
    assert fact.text == "AA   "
    assert fact.x1 == pytest.approx(13.34)


@pytest.mark.parametrize(
    ("page", "size", "place"),
    [
        (b"", (200, 300), (20, 50)),
        (b"/Rotate 90", (300, 200), (250, 20)),
        (b"/Rotate 180", (200, 300), (180, 250)),
        (b"/Rotate -90", (300, 200), (50, 180)),
        (b"/CropBox[10 10 110 260]", (100, 250), (10, 10)),
        (b"/MediaBox[0 0 0 0]", (612, 792), (20, 542)),
    ],
)
def test_pages_are_read_as_they_are_displayed(
    page: bytes, size: tuple[float, float], place: tuple[float, float]
) -> None:
    fact = read_well(make_pdf(b"BT /F1 10 Tf 20 250 Td (I) Tj ET", page=page)).page_facts.pages[0]
    assert (fact.width, fact.height) == size
    assert (fact.texts[0].x0, fact.texts[0].baseline) == pytest.approx(place, abs=2.8)


def _form(content: bytes, entries: bytes = b"") -> bytes:
    return stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 500 500]%b" % entries)


def test_forms_are_followed_with_their_matrix_and_resources() -> None:
    form = _form(b"BT /F7 10 Tf 0 0 Td (In a form) Tj ET", b"/Matrix[1 0 0 1 5 0]/Resources<</Font<</F7 10 0 R>>>>")
    data = make_pdf(b"q 1 0 0 1 10 100 cm /Fm Do Q", resources=b"/XObject<</Fm 5 0 R>>", objects={5: form})
    assert texts(data) == [("In a form", 15, 200, 10)]


def test_a_form_that_does_itself_ends() -> None:
    form = _form(b"BT /F1 10 Tf (A) Tj ET /Fm Do /Fm Do", b"/Resources<</Font<</F1 10 0 R>>/XObject<</Fm 5 0 R>>>>")
    found, told = read(make_pdf(b"/Fm Do", resources=b"/XObject<</Fm 5 0 R>>", objects={5: form}))
    assert found is not None
    assert [finding.code for finding in told] == ["T705"]
    assert 1 < len(found.page_facts.pages[0].texts) < 30_000


def test_ink_and_pictures_have_boxes() -> None:
    image = stream(b"\0" * 75, b"/Type/XObject/Subtype/Image/Width 5/Height 5/ColorSpace/DeviceRGB/BitsPerComponent 8")
    data = make_pdf(
        b"q 36 0 0 36 50 100 cm /Im Do Q 10 w 20 200 m 60 200 l S",
        resources=b"/XObject<</Im 5 0 R>>",
        objects={5: image},
    )
    page = read_well(data).page_facts.pages[0]
    assert [
        (picture.x0, picture.top, picture.x1, picture.bottom, picture.dots_per_inch) for picture in page.pictures
    ] == [(50, 164, 86, 200, 10)]
    assert page.ink == (15, 95, 86, 200)


def test_inline_pictures_and_clipping() -> None:
    content = b"q 0 0 50 50 re W n 10 10 100 100 re f Q q 20 0 0 20 0 280 cm BI /W 2 /H 2 /BPC 8 /CS /G ID abcd EI Q 0 0 5 5 re n"
    page = read_well(make_pdf(content)).page_facts.pages[0]
    assert len(page.pictures) == 1
    assert page.ink == (0, 0, 50, 290)


def _tagged(
    content: bytes, *, kids: bytes, resources: bytes = PLAIN, objects: dict[int, bytes] | None = None
) -> tuple[Element, ...]:
    tree = {20: b"<</Type/StructTreeRoot/K 21 0 R>>", 21: b"<</S/P/P 20 0 R/Pg 3 0 R/K %b>>" % kids}
    data = make_pdf(
        content, resources=resources, catalog=b"/StructTreeRoot 20 0 R", objects={**tree, **(objects or {})}
    )
    return read_well(data).tree


def _said(tree: tuple[Element, ...]) -> list[str]:
    return [kid.text for kid in tree[0].kids if isinstance(kid, Mark)]


def test_marks_hold_the_words_inside_them() -> None:
    content = b"BT /F1 10 Tf 10 200 Td /P <</MCID 0>> BDC (One ) Tj EMC /Artifact BMC (not) Tj EMC /P <</MCID 1>> BDC (two) Tj EMC ET"
    assert _said(_tagged(content, kids=b"[0 1]")) == ["One ", "two"]


def test_mark_properties_may_be_named_in_resources() -> None:
    content = b"BT /F1 10 Tf 10 200 Td /P /MC0 BDC (words) Tj EMC ET"
    assert _said(_tagged(content, kids=b"7", resources=PLAIN + b"/Properties<</MC0<</MCID 7>>>>")) == ["words"]


def test_actual_text_inside_a_mark_replaces_what_is_drawn() -> None:
    content = b"BT /F1 10 Tf 10 200 Td /P <</MCID 0>> BDC (a) Tj /Span <</ActualText <FEFF00AD>>> BDC (-) Tj EMC (b) Tj EMC ET"
    assert _said(_tagged(content, kids=b"0")) == ["a\u00adb"]


def test_gaps_are_spaces_in_text_and_nothing_in_exact() -> None:
    (element,) = _tagged(b"BT /F1 10 Tf 12 TL 10 200 Td /P <</MCID 0>> BDC (one) Tj T* (two) Tj EMC ET", kids=b"0")
    (mark,) = element.kids
    assert isinstance(mark, Mark)
    assert (mark.text, mark.exact, mark.gap, mark.found, mark.page) == ("one two", "onetwo", False, True, 1)


def test_marks_inside_a_form_belong_to_the_form_or_to_what_does_it() -> None:
    inner = b"BT /F1 10 Tf /P <</MCID 0>> BDC (inside) Tj EMC ET"
    own = _form(inner, b"/StructParents 3/Resources<</Font<</F1 10 0 R>>>>")
    resources = PLAIN + b"/XObject<</Fm 5 0 R>>"
    kids = b"[<</Type/MCR/MCID 0/Stm 5 0 R/Pg 3 0 R>> 0]"
    content = b"BT /F1 10 Tf 9 9 Td /P <</MCID 0>> BDC (outside) Tj EMC ET /Fm Do"
    assert _said(_tagged(content, kids=kids, resources=resources, objects={5: own})) == ["inside", "outside"]
    shared = _form(inner, b"/Resources<</Font<</F1 10 0 R>>>>")
    content = b"/P <</MCID 4>> BDC /Fm Do EMC"
    assert _said(_tagged(content, kids=b"4", resources=resources, objects={5: shared})) == ["inside"]


def test_a_whole_form_may_be_one_thing() -> None:
    form = _form(b"BT /F1 10 Tf (whole) Tj ET", b"/StructParent 3/Resources<</Font<</F1 10 0 R>>>>")
    kids = b"<</Type/OBJR/Obj 5 0 R/Pg 3 0 R>>"
    assert _said(_tagged(b"/Fm Do", kids=kids, resources=b"/XObject<</Fm 5 0 R>>", objects={5: form})) == ["whole"]


def test_what_lies_in_no_mark_is_counted() -> None:
    content = b"/Artifact BMC 0 0 9 9 re f EMC 0 0 9 9 re f BT /F1 9 Tf (loose) Tj ET /Span BMC 0 0 9 9 re f EMC"
    assert read_well(make_pdf(content)).loose == (3,)


def test_font_sizes_are_those_on_paper() -> None:
    read_file = read_well(make_pdf(b"q .5 0 0 .5 0 0 cm BT /F1 24 Tf (A) Tj ET Q BT /F1 10.5 Tf (A) Tj ET"))
    (font,) = read_file.fonts
    assert (font.name, font.kind, font.embedded, font.subset, font.sizes) == (
        "Helvetica",
        "Type1",
        False,
        False,
        (10.5, 12.0),
    )


def test_simple_fonts_read_by_encoding_differences_and_unicode_map() -> None:
    font = FONT.replace(b"/WinAnsiEncoding", b"<</Differences[65/alpha/uni2265 200/f_i/u1D465/g123]>>")
    assert texts(make_pdf(b"BT /F1 10 Tf (AB\xc9\xca) Tj ET", objects={10: font}))[0][0] == "α≥𝑥\ufffd"
    mapped = FONT.replace(b">>", b"/ToUnicode 6 0 R>>")
    cmap = b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <41> <43> <0061> endbfrange 1 beginbfchar <44> <D83EDEC0> endbfchar"
    cmap += b" 1 beginbfrange <45> <46> [<0066> <00660069>] endbfrange"
    assert texts(make_pdf(b"BT /F1 10 Tf (ABCDEFG) Tj ET", objects={10: mapped, 6: stream(cmap)}))[0][0] == "abc🫀ffiG"


def test_composite_fonts_read_by_unicode_map_and_widths() -> None:
    objects = {
        10: b"<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Face/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>",
        6: b"<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Face/DW 500/W[1[100 200] 5 7 300]/FontDescriptor 8 0 R>>",
        7: stream(
            b"2 beginbfchar <0001> <0041> <0002> <0042> endbfchar 1 beginbfrange <0005> <0007> <0061> endbfrange"
        ),
        8: b"<</Type/FontDescriptor/FontFile2 9 0 R>>",
        9: stream(b"no font, but there"),
    }
    data = make_pdf(b"BT /F1 10 Tf <00010002> Tj <00050006> Tj <00090001> Tj ET", objects=objects)
    assert texts(data) == [("AB", 0, 300, 10), ("ab", 3, 300, 10), ("\ufffdA", 9, 300, 10)]
    (font,) = read_well(data).fonts
    assert (font.name, font.kind, font.embedded, font.subset) == ("Face", "CIDFontType2", True, True)


def test_a_writing_system_known_by_name_is_read() -> None:
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/Ryumin/Encoding/90ms-RKSJ-H/DescendantFonts[<</Subtype/CIDFontType0>>]>>"
    )
    content = b"BT /F1 10 Tf <" + "熱と水".encode("cp932").hex().encode() + b"> Tj ET"
    assert texts(make_pdf(content, objects={10: font}))[0][0] == "熱と水"
