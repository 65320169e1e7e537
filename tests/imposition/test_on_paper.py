"""What of anybody's page comes onto paper, and what is measured of it: boxes, layers, notes, filled fields, words that
paint nothing.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name
from tests.imposition.making import A5, add_page, helvetica, saved
from tests.imposition.reading import picture

from wardleaf.findings import Findings, Rejected
from wardleaf.imposition.impose import Imposed, impose_pdf
from wardleaf.imposition.options import ImpositionOptions
from wardleaf.imposition.press import SourcePdf
from wardleaf.page_facts import PageFact
from wardleaf.readback.reader import read_pdf
from wardleaf.units import Length, PaperSize

SIZE = (400, 600)
SHEET = ImpositionOptions(
    paper_thickness=Length(0), sheet=PaperSize("double", Length(2 * SIZE[0]), Length(SIZE[1])), flip="short"
)
FIT = ImpositionOptions(scaling="fit")


def one_page(
    data: bytes = b"", size: tuple[float, float] = SIZE, **entries: object
) -> tuple[pikepdf.Pdf, pikepdf.Object]:
    pdf = pikepdf.new()
    return pdf, add_page(pdf, helvetica(pdf), size, data, **entries)


def printed(data: bytes, options: ImpositionOptions = SHEET) -> tuple[str, list[str]]:
    """The words on the first side, and the codes of what there is to say."""
    made = impose_pdf(data, options)
    return words_of(made), [finding.code for finding in made.findings if finding.code != "P615"]


def words_of(made: Imposed) -> str:
    document = pypdfium2.PdfDocument(made.files[0].pdf)
    words: str = document[0].get_textpage().get_text_range()
    document.close()
    return words


def measured(data: bytes, *, trimmed: bool = True) -> PageFact:
    read = read_pdf(data, name="x", findings=Findings(), trimmed=trimmed)
    assert read is not None
    return read.page_facts.pages[0]


def texts(page: PageFact) -> list[str]:
    return [text.text for text in page.texts if not text.hidden]


# --- fields -----------------------------------------------------------------------------------------------------------


def form(
    value: object,
    *,
    parent: bool = False,
    widgets: int = 1,
    kind: pikepdf.Name = Name.Tx,
    need: bool = False,
    font: pikepdf.Object | None = None,
    rectangle: Sequence[float] = (40, 500, 340, 530),
    **entries: object,
) -> bytes:
    """A page with one field; its value in the widget, or in a parent of `widgets` widgets."""
    pdf, page = one_page(b"0 0 9 9 re f")
    field = pdf.make_indirect(Dictionary(FT=kind, T="field"))
    if value is not None:
        field.V = value
    flags = entries.pop("F", 4)
    if parent:
        field.Kids, kids = Array([]), []
        for number in range(widgets):
            rect = [rectangle[0], rectangle[1] - 50 * number, rectangle[2], rectangle[3] - 50 * number]
            kids.append(
                pdf.make_indirect(
                    Dictionary(Type=Name.Annot, Subtype=Name.Widget, F=flags, Rect=Array(rect), Parent=field)
                )
            )
        for key in ("Ff", "MaxLen", "Q", "DA", "Opt"):
            if key in entries:
                field[f"/{key}"] = entries.pop(key)
    else:
        field.Type, field.Subtype, field.F, field.Rect = Name.Annot, Name.Widget, flags, Array(list(rectangle))
        kids = [field]
    for key, held in entries.items():
        for kid in kids:
            kid[f"/{key}"] = held
    page.Annots = Array(kids)
    fonts = Dictionary(Helv=font if font is not None else helvetica(pdf))
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([field]), DA="/Helv 14 Tf 0 g", DR=Dictionary(Font=fonts), NeedAppearances=need
    )
    return saved(pdf)


def look(pdf: pikepdf.Pdf, code: bytes) -> pikepdf.Object:
    made = pdf.make_stream(code)
    made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, Array([0, 0, 300, 30])
    made.Resources = Dictionary(Font=Dictionary(Helv=helvetica(pdf)))
    return made


def with_look(data: bytes, code: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for note in pdf.pages[0].Annots:
            note.AP = Dictionary(N=look(pdf, code))
        return saved(pdf)


def test_a_value_in_the_parent_is_printed_in_every_widget() -> None:
    data = form("Jane Doe", parent=True, widgets=3)
    words, codes = printed(data)
    assert words.count("Jane Doe") == 3 and codes == []
    assert [text.size for text in measured(data).texts] == [14, 14, 14]


@pytest.mark.parametrize("code", [b"/Tx BMC EMC", b"", b"BT /Helv 14 Tf 4 8 Td (250 mg once a day) Tj ET"])
def test_an_empty_or_old_look_is_drawn_anew_where_the_form_asks_for_it(code: bytes) -> None:
    words, codes = printed(with_look(form("500 mg twice a day", need=True), code))
    assert "500 mg twice a day" in words and "250" not in words and codes == []


def test_a_look_that_the_form_does_not_ask_to_be_redrawn_is_kept() -> None:
    words, codes = printed(with_look(form("1000", need=False), b"BT /Helv 14 Tf 4 8 Td (1,000.00) Tj ET"))
    assert "1,000.00" in words and codes == []


def test_an_emptied_field_does_not_keep_its_old_words() -> None:
    words, codes = printed(with_look(form("", need=True), b"BT /Helv 14 Tf 4 8 Td (old words) Tj ET"))
    assert "old" not in words and codes == []


def test_the_size_that_fits_is_chosen_and_measured() -> None:
    (text,) = measured(form("Kim", DA="/Helv 0 Tf 0 g")).texts
    assert text.size == pytest.approx(0.67 * 30)
    (long,) = measured(form("word " * 20, DA="/Helv 0 Tf 0 g")).texts
    assert long.size < 8 and long.x1 <= 340, "a long value becomes small, and the report says so"


@pytest.mark.parametrize("align", [0, 1, 2])
def test_a_value_stands_left_in_the_middle_or_right(align: int) -> None:
    (text,) = measured(form("Kim", parent=True, Q=align)).texts
    expected = {0: (42, None), 1: (None, None), 2: (None, 338)}[align]
    assert expected[0] is None or text.x0 == pytest.approx(expected[0])
    assert expected[1] is None or text.x1 == pytest.approx(expected[1])
    if align == 1:
        assert (text.x0 + text.x1) / 2 == pytest.approx(190)


def test_several_lines_are_broken_where_they_are_full() -> None:
    data = form(
        "Take it with food.\rCall us if you are sick " + "again " * 9, Ff=1 << 12, rectangle=(40, 400, 200, 530)
    )
    page = measured(data)
    assert texts(page)[0] == "Take it with food." and len(page.texts) > 3
    assert all(text.x1 <= 200 and text.x0 == pytest.approx(42) for text in page.texts)
    baselines = [text.baseline for text in page.texts]
    assert baselines == sorted(baselines)
    assert printed(data)[1] == []


def test_a_comb_puts_each_sign_in_the_middle_of_its_cell() -> None:
    page = measured(form("123", Ff=1 << 24, MaxLen=10))
    middles = [(text.x0 + text.x1) / 2 for text in page.texts]
    assert texts(page) == ["1", "2", "3"]
    assert middles == pytest.approx([40 + 30 * (place + 0.5) for place in range(3)])


def test_a_choice_shows_the_words_of_its_option() -> None:
    options = Array([Array(["a", "Ward 3"]), Array(["b", "Ward 4"])])
    assert "Ward 4" in printed(form("b", kind=Name.Ch, Ff=1 << 17, Opt=options))[0]
    words, codes = printed(form("b", kind=Name.Ch, Opt=options))
    assert "Ward" not in words and codes == ["P617"], "a list shows more than its value: told"


def test_a_frame_to_write_in_is_drawn() -> None:
    without = impose_pdf(form(None), SHEET)
    data = form(None, MK=Dictionary(BC=Array([0])))
    made = impose_pdf(data, SHEET)
    assert picture(made.files[0].pdf) != picture(without.files[0].pdf)
    assert measured(data).ink is not None and measured(data).ink[2] == pytest.approx(340, abs=1)  # type: ignore[index]


def test_a_value_that_is_longer_than_its_field_is_told() -> None:
    assert printed(form("This is longer than the field can ever show " * 3))[1] == ["P617"]
    made = impose_pdf(form("1234567", Ff=1 << 24, MaxLen=5), SHEET)
    (finding,) = [finding for finding in made.findings if finding.code == "P617"]
    assert (
        finding.message == "the text of 1 field of a form is longer than the field, so its end is not printed (page 1)"
    )


@pytest.mark.parametrize(
    "entries",
    [
        {"value": "熱"},
        {"value": "Kim", "MK": Dictionary(R=90)},
        {"value": "1000", "AA": Dictionary(F=Dictionary(S=Name.JavaScript, JS="AFNumber_Format(2)"))},
        {"value": Name.Yes, "kind": Name.Btn},
        {"value": Name.Yes, "kind": Name.Btn, "parent": True, "widgets": 2},
        {"value": None, "kind": Name.Btn, "MK": Dictionary(BC=Array([0]))},
    ],
)
def test_what_cannot_be_drawn_for_certain_is_told(entries: dict[str, object]) -> None:
    _, codes = printed(form(**entries))  # type: ignore[arg-type]
    assert codes == ["P617"]


def test_words_that_no_font_of_the_form_can_write_are_written_in_helvetica() -> None:
    subset = Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/ABCDEF+Face"), Encoding=Name.WinAnsiEncoding
    )
    subset.FirstChar, subset.Widths = 32, Array([500] * 200)
    for font in (subset, Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)):
        data = form("Zoë’s café", font=font)
        assert "Zoë’s café" in printed(data)[0]


def ticked(state: str | None, value: str | None, *, parent: bool) -> bytes:
    pdf, page = one_page(b"0 0 9 9 re f")
    field = pdf.make_indirect(Dictionary(FT=Name.Btn, T="tick"))
    box = (
        pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Widget, F=4, Rect=Array([40, 500, 60, 520])))
        if parent
        else field
    )
    box.Type, box.Subtype, box.F, box.Rect = Name.Annot, Name.Widget, 4, Array([40, 500, 60, 520])
    if parent:
        box.Parent, field.Kids = field, Array([box])
    if value:
        field.V = Name(f"/{value}")
    if state:
        box.AS = Name(f"/{state}")
    box.AP = Dictionary(
        N=Dictionary(Yes=look(pdf, b"BT /Helv 14 Tf 4 8 Td (TICK) Tj ET"), Off=look(pdf, b"0 0 300 30 re S"))
    )
    page.Annots = Array([box])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    return saved(pdf)


@pytest.mark.parametrize("parent", [False, True])
@pytest.mark.parametrize(
    ("state", "value", "shown", "told"),
    [
        ("Yes", "Yes", True, False),
        (None, "Yes", True, False),  # viewers take the value where no state is named
        ("Yes", None, True, False),
        ("Off", None, False, False),
        (None, None, False, False),
        ("Off", "Yes", False, True),  # the value says yes and the look says no: nobody knows
    ],
)
def test_tick_boxes_show_their_state(
    state: str | None, value: str | None, shown: bool, told: bool, parent: bool
) -> None:
    words, codes = printed(ticked(state, value, parent=parent))
    assert ("TICK" in words) is shown
    assert (codes == ["P617"]) is told


# --- notes ------------------------------------------------------------------------------------------------------------


def note(flags: int, code: bytes, **entries: object) -> bytes:
    pdf, page = one_page(b"0 0 9 9 re f")
    made = Dictionary(
        Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([40, 500, 340, 530]), F=flags, AP=Dictionary(N=look(pdf, code))
    )
    for key, held in entries.items():
        made[f"/{key}"] = held
    page.Annots = Array([pdf.make_indirect(made)])
    return saved(pdf)


STAMP = b"BT /Helv 14 Tf 4 8 Td (STAMP) Tj ET"


@pytest.mark.parametrize(
    ("flags", "shown", "codes"),
    [
        (4, True, []),
        (36, True, []),
        (0, False, ["P622"]),
        (6, False, []),
        (2, False, []),
        (32, False, []),
        (4 | 64 | 128, True, []),
    ],
)
def test_notes_are_printed_as_their_flags_say(flags: int, shown: bool, codes: list[str]) -> None:
    data = note(flags, STAMP)
    words, told = printed(data)
    assert ("STAMP" in words) is shown and told == codes
    assert ("STAMP" in texts(measured(data))) is shown


def test_words_in_notes_are_measured() -> None:
    page = measured(note(4, b"BT /Helv 5 Tf 4 8 Td (Side effects) Tj ET"))
    assert [(text.text, text.size) for text in page.texts] == [("Side effects", 5)]
    stretched = measured(note(4, STAMP, Rect=Array([40, 500, 190, 515])))
    assert [text.size for text in stretched.texts] == [7]


def test_notes_do_not_count_as_untagged_content() -> None:
    read = read_pdf(note(4, STAMP), name="x", findings=Findings())
    without = read_pdf(note(2, STAMP), name="x", findings=Findings())
    assert read is not None and without is not None and read.loose == without.loose


def test_notes_lie_inside_the_visible_page() -> None:
    pdf, page = one_page(b"100 100 50 50 re f")
    page.CropBox = Array([50, 50, 350, 550])
    made = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Stamp,
        Rect=Array([0, 0, 400, 600]),
        F=4,
        AP=Dictionary(N=look(pdf, b"0 0 300 30 re f")),
    )
    page.Annots = Array([pdf.make_indirect(made)])
    wide = PaperSize("wide", Length(800), Length(560))
    side = picture(
        impose_pdf(saved(pdf), ImpositionOptions(paper_thickness=Length(0), sheet=wide, flip="short")).files[0].pdf
    )
    inside = [side[row * 800 + 400 : row * 800 + 700] for row in range(30, 530)]
    assert all(set(row) == {0} for row in inside)
    assert side.count(0) <= 302 * 502, "the note is cut at the page's visible edge"


@pytest.mark.parametrize("kind", ["Highlight", "Square", "FreeText", "Ink", "Line", "Stamp", "Text", "Strange"])
def test_notes_without_a_look_are_told(kind: str) -> None:
    pdf, page = one_page(b"0 0 9 9 re f")
    made = Dictionary(
        Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([40, 500, 340, 530]), F=4, Contents="Do not drive"
    )
    page.Annots = Array(
        [
            pdf.make_indirect(made),
            pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), F=4)),
        ]
    )
    assert printed(saved(pdf))[1] == ["P621"]
    made.F = 2
    page.Annots = Array([pdf.make_indirect(made)])
    assert printed(saved(pdf))[1] == []


# --- layers -----------------------------------------------------------------------------------------------------------


def layered(setting: str, *, by: str) -> bytes:
    """Small words in a layer that is set so, put into it in one of the ways that there are."""
    pdf, page = one_page()
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Answers"))
    configuration = Dictionary(Order=Array([group]))
    match setting:
        case "off":
            configuration.OFF = Array([group])
        case "base off":
            configuration.BaseState = Name.OFF
        case "off for print":
            group.Usage = Dictionary(Print=Dictionary(PrintState=Name.OFF), View=Dictionary(ViewState=Name.ON))
            configuration.AS = Array([Dictionary(Event=Name.Print, Category=Array([Name.Print]), OCGs=Array([group]))])
        case _:
            configuration.BaseState, configuration.ON = Name.OFF, Array([group])
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=configuration)
    words = b"BT /F1 6 Tf 40 300 Td (ANSWER) Tj ET"
    small = pdf.make_stream(words)
    small.Type, small.Subtype, small.BBox, small.Resources = (
        Name.XObject,
        Name.Form,
        Array([0, 0, *SIZE]),
        page.Resources,
    )
    page.Resources.XObject, page.Resources.Properties = Dictionary(X=small), Dictionary(L=group)
    code = b"BT /F1 20 Tf 40 500 Td (Seen) Tj ET "
    match by:
        case "mark":
            code += b"/OC /L BDC q /Span <</MCID 0>> BDC " + words + b" EMC Q EMC"
        case "rule":
            page.Resources.Properties.L = pdf.make_indirect(Dictionary(Type=Name.OCMD, OCGs=group, P=Name.AllOn))
            code += b"/OC /L BDC " + words + b" EMC"
        case "form":
            small.OC = group
            code += b"/X Do"
        case _:
            note = Dictionary(
                Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([0, 0, *SIZE]), F=4, AP=Dictionary(N=small), OC=group
            )
            page.Annots = Array([pdf.make_indirect(note)])
    page.Contents = pdf.make_stream(code)
    return saved(pdf)


@pytest.mark.parametrize("by", ["mark", "rule", "form", "note"])
@pytest.mark.parametrize("setting", ["off", "base off", "off for print", "on"])
def test_a_layer_is_printed_and_judged_or_neither(setting: str, by: str) -> None:
    data = layered(setting, by=by)
    shown = setting == "on"
    made = impose_pdf(data, SHEET)
    assert ("ANSWER" in texts(measured(data))) is shown
    plain = picture(made.files[0].pdf)
    small = [plain[row * 800 + 435 : row * 800 + 470] for row in range(290, 305)]
    assert (min(map(min, small)) < 200) is shown
    with pikepdf.open(io.BytesIO(made.files[0].pdf)) as file:
        off = file.Root.OCProperties.D.get("/OFF", [])
        assert len(off) == (not shown), "off for whoever opens the file, printing or not"
        assert "/Usage" not in file.Root.OCProperties.OCGs[0]


def test_a_layer_made_for_other_work_hides_nothing() -> None:
    pdf, page = one_page(b"/OC /L BDC BT /F1 14 Tf 40 300 Td (PLAN) Tj ET EMC")
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Design", Intent=Name.Design))
    page.Resources.Properties = Dictionary(L=group)
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group])))
    assert texts(measured(saved(pdf))) == ["PLAN"]


# --- words that paint nothing -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        (b"BT 3 Tr /F1 4 Tf 40 300 Td (scan) Tj ET", False),
        (b"BT 7 Tr /F1 4 Tf 40 300 Td (scan) Tj ET", False),
        (b"q 3 Tr Q BT /F1 4 Tf 40 300 Td (scan) Tj ET", True),
        (b"BT /F1 4 Tf 40 300 Td 3 Tr (a) Tj 0 Tr (scan) Tj ET", True),
        (b"/Clear gs BT /F1 4 Tf 40 300 Td (scan) Tj ET", False),
        (b"/Clear gs BT 1 Tr /F1 4 Tf 40 300 Td (scan) Tj ET", True),
        (b"q /Clear gs Q BT /F1 4 Tf 40 300 Td (scan) Tj ET", True),
        (b"0 0 30 30 re W n BT /F1 4 Tf 40 300 Td (scan) Tj ET", False),
        (b"0 290 300 30 re W n BT /F1 4 Tf 40 300 Td (scan) Tj ET", True),
    ],
)
def test_words_that_paint_nothing_are_not_judged(code: bytes, seen: bool) -> None:
    pdf, page = one_page(code)
    page.Resources.ExtGState = Dictionary(Clear=Dictionary(ca=0))
    found = measured(saved(pdf))
    assert ("scan" in texts(found)) is seen
    assert (found.ink is not None) is seen


def test_what_a_clip_takes_from_a_line_is_not_judged() -> None:
    line = b"BT /F1 14 Tf 40 300 Td (a line that runs on and on and on and on and on and on and on and on) Tj ET"
    pdf, _ = one_page(b"0 0 250 600 re W n " + line)
    (text,) = measured(saved(pdf)).texts
    assert text.x1 == 250
    pdf, _ = one_page(b"0 0 400 600 re W n " + line)
    (text,) = measured(saved(pdf)).texts
    assert text.x1 > 400, "what the page's own edge cuts is cut off, and told"


# --- boxes ------------------------------------------------------------------------------------------------------------


def test_what_lies_outside_the_visible_page_is_not_judged() -> None:
    code = b"BT /F1 6 Tf 10 10 Td (SLUG) Tj ET BT /F1 20 Tf 200 300 Td (Seen) Tj ET"
    image = b"q 90 0 0 90 -30 -30 cm BI /W 2 /H 2 /BPC 8 /CS /G ID abcd EI Q"
    pdf, page = one_page(code + image)
    page.CropBox = Array([100, 100, 350, 550])
    found = measured(saved(pdf))
    assert (found.width, found.height, texts(found), found.pictures) == (250, 450, ["Seen"], ())
    assert found.texts[0].x0 == 100


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_crop_box_that_is_larger_than_the_page_adds_nothing(rotation: int) -> None:
    pdf, page = one_page(b"BT /F1 20 Tf 200 300 Td (Seen) Tj ET", Rotate=rotation)
    before = measured(saved(pdf))
    page.CropBox = Array([-100, -100, 500, 700])
    assert measured(saved(pdf)) == before


def test_a_unit_of_its_own_counts_in_every_measure() -> None:
    image = b"q 36 0 0 36 50 100 cm BI /W 50 /H 50 /BPC 1 /CS /G ID " + b"\0" * 350 + b" EI Q "
    pdf, _ = one_page(image + b"BT /F1 7 Tf 20 150 Td (seven units) Tj ET", UserUnit=2)
    found = measured(saved(pdf))
    (text,), (drawn,) = found.texts, found.pictures
    assert (found.width, found.height, text.size, text.x0, text.baseline) == (800, 1200, 14, 40, 900)
    assert drawn.dots_per_inch == pytest.approx(50)
    assert (drawn.x0, drawn.x1) == (100, 172)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_lines_of_turned_pages_have_their_length(rotation: int) -> None:
    pdf, page = one_page(b"BT /F1 14 Tf 40 300 Td (Twenty signs in here) Tj ET")
    (upright,) = measured(saved(pdf)).texts
    page.Rotate = rotation
    (turned,) = measured(saved(pdf)).texts
    assert turned.angle == rotation
    assert turned.length == pytest.approx(upright.x1 - upright.x0)
    (width, height) = (SIZE[1], SIZE[0]) if rotation != 180 else SIZE
    box = turned.box(0.75, 0.22)
    assert 0 <= box[0] < box[2] <= width and 0 <= box[1] < box[3] <= height


# --- printer's marks --------------------------------------------------------------------------------------------------


def with_marks(*, bleed: bool = True, rotation: int = 0) -> bytes:
    """An A5 page with 9 points of bleed inside 30 points of marks and a slug."""
    width, height = 400, 600
    code = b"0.5 g -9 -9 418 618 re f 0 g BT /F1 20 Tf 100 300 Td (Text) Tj ET BT /F1 6 Tf 20 -25 Td (handout.indd) Tj ET -25 0 15 1 re f"
    pdf, page = one_page(code, Rotate=rotation)
    page.MediaBox = Array([-30, -30, width + 30, height + 30])
    page.TrimBox = Array([0, 0, width, height])
    if bleed:
        page.BleedBox = Array([-9, -9, width + 9, height + 9])
    return saved(pdf)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_printers_marks_are_left_out(rotation: int) -> None:
    data = with_marks(rotation=rotation)
    (size,) = SourcePdf(data).sizes
    assert (size.width.pt, size.height.pt) == ((400, 600) if rotation % 180 == 0 else (600, 400))
    page = measured(data)
    assert (page.width, page.height, texts(page)) == (size.width.pt, size.height.pt, ["Text"])
    assert texts(measured(data, trimmed=False)) == ["Text", "handout.indd"], "inspect tells what a viewer shows"
    exact = PaperSize("exact", Length(2 * size.width.pt), size.height)
    made = impose_pdf(data, ImpositionOptions(paper_thickness=Length(0), sheet=exact, flip="short"))
    assert [finding.code for finding in made.findings if finding.code != "P615"] == ["P625"]
    side = picture(made.files[0].pdf)
    wide, high = round(2 * size.width.pt), round(size.height.pt)
    left = b"".join(side[row * wide : row * wide + wide // 2 - 1] for row in range(high))
    right = b"".join(side[row * wide + wide // 2 + 1 : (row + 1) * wide] for row in range(high))
    assert set(left) == {255}, "no bleed over the fold"
    assert max(right) < 200, "the page is whole"


def test_bleed_reaches_over_the_cut_and_never_over_the_fold() -> None:
    for bleed, reach in ((True, 9), (False, 0)):
        larger = PaperSize("larger", Length(900), Length(700))
        made = impose_pdf(
            with_marks(bleed=bleed), ImpositionOptions(paper_thickness=Length(0), sheet=larger, flip="short")
        )
        side = picture(made.files[0].pdf)
        middle = side[350 * 900 : 351 * 900]
        inked = [x for x, grey in enumerate(middle) if grey < 200]
        assert (min(inked), max(inked)) == (450, 850 + reach - 1)
        column = [side[row * 900 + 700] for row in range(700)]
        down = [row for row, grey in enumerate(column) if grey < 200]
        assert (min(down), max(down)) == (50 - reach, 650 + reach - 1)


@pytest.mark.parametrize(
    "trim", [(0, 0, 400, 600), (-50, -50, 900, 900), (0, 0, 60, 60), (200, 0, 400, 600), (5, 5, 5, 5)]
)
def test_a_trim_that_cuts_no_marks_away_says_nothing(trim: tuple[float, ...]) -> None:
    pdf, page = one_page(b"BT /F1 20 Tf 100 300 Td (Text) Tj ET", TrimBox=Array(list(trim)))
    assert [(size.width.pt, size.height.pt) for size in SourcePdf(saved(pdf)).sizes] == [SIZE]
    assert page is not None


def test_fit_never_makes_pages_larger() -> None:
    pdf, _ = one_page(b"BT /F1 20 Tf 10 30 Td (Text) Tj ET", size=(100, 100))
    for scheme in ("saddle-stitch", "letter-fold", "z-fold", "cut-stack", "one-sheet"):
        made = impose_pdf(saved(pdf), ImpositionOptions(scheme=scheme, scaling="fit"))  # type: ignore[arg-type]
        assert {place.scale for _, _, place in made.plan.places()} == {1.0}


def test_what_to_do_with_pages_too_large_for_a_leaflet_is_said() -> None:
    pdf, _ = one_page(size=A5)
    with pytest.raises(Rejected) as refused:
        impose_pdf(saved(pdf), ImpositionOptions(scheme="letter-fold"))
    (finding,) = refused.value.findings
    assert finding.code == "P607"
    assert finding.hint == (
        "a letter fold has 6 panels a sheet: set the pages anew at 99.7 × 210 mm; or fold pages of this size as a booklet: `--scheme saddle-stitch`"
    )


# --- placeholders -----------------------------------------------------------------------------------------------------


def test_placeholder_pages_are_told() -> None:
    pdf, _ = one_page(b"BT /F1 14 Tf 40 300 Td (Please wait...) Tj ET")
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp/>"))
    with pytest.raises(Rejected) as refused:
        impose_pdf(saved(pdf), FIT)
    assert [finding.code for finding in refused.value.findings] == ["P623"]
    findings = Findings()
    assert read_pdf(saved(pdf), name="x", findings=findings) is not None
    assert [finding.code for finding in findings] == ["T708"]
    parts = Array(
        ["config", pdf.make_stream(b"<config><acrobat7><dynamicRender> required</dynamicRender></acrobat7></config>")]
    )
    kept = pdf.make_indirect(Dictionary(FT=Name.Tx, T="a"))
    pdf.Root.AcroForm = Dictionary(Fields=Array([kept]), XFA=parts)
    with pytest.raises(Rejected, match="opens only in Adobe Acrobat"):
        impose_pdf(saved(pdf), FIT)
    pdf.Root.AcroForm.XFA = Array(["config", pdf.make_stream(b"<config/>")])
    assert impose_pdf(saved(pdf), FIT).plan.page_count == 1, "a static form has real pages"


@pytest.mark.parametrize(("view", "told"), [("D", ["P624"]), ("T", ["P624"]), ("H", [])])
def test_a_portfolio_is_told(view: str, told: list[str]) -> None:
    pdf, _ = one_page(b"0 0 9 9 re f")
    pdf.Root.Collection = Dictionary(Type=Name.Collection, View=Name(f"/{view}"))
    assert printed(saved(pdf))[1] == told


# --- what is copied ---------------------------------------------------------------------------------------------------


def joined(times: int, *, group: bool) -> bytes:
    """A file joined from the same one `times` over, each time with a font and a layer of its own that look like the
    others.
    """
    pdf = pikepdf.new()
    groups = []
    for number in range(times):
        face = Dictionary(
            Type=Name.FontDescriptor, FontName=Name.Face, Flags=4, FontFile2=pdf.make_stream(bytes(range(256)) * 40)
        )
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, FontDescriptor=pdf.make_indirect(face)
        )
        page = add_page(
            pdf, pdf.make_indirect(font), SIZE, b"/OC /L BDC BT /F1 20 Tf 40 %d Td (Text) Tj ET EMC" % (300 + number)
        )
        if group:
            groups.append(pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Answers")))
            page.Resources.Properties = Dictionary(L=groups[-1])
    if group:
        pdf.Root.OCProperties = Dictionary(OCGs=Array(groups), D=Dictionary(OFF=Array(groups[:1])))
    return saved(pdf)


def test_what_comes_with_every_part_of_a_joined_file_is_copied_once() -> None:
    data = joined(40, group=False)
    made = impose_pdf(data, FIT).files[0].pdf
    assert len(made) < 0.6 * len(data)
    with pikepdf.open(io.BytesIO(made)) as file:
        fonts = [held for held in file.objects if isinstance(held, Dictionary) and held.get("/Type") == Name.Font]
        assert len(fonts) == 1


def test_layers_that_look_alike_stay_apart() -> None:
    made = impose_pdf(joined(2, group=True), SHEET)
    with pikepdf.open(io.BytesIO(made.files[0].pdf)) as file:
        assert len(file.Root.OCProperties.OCGs) == 2 and len(file.Root.OCProperties.D.OFF) == 1
    front = picture(made.files[0].pdf)
    left = b"".join(front[row * 800 : row * 800 + 400] for row in range(600))
    right = b"".join(front[row * 800 + 400 : row * 800 + 800] for row in range(600))
    assert min(left) < 128 and set(right) == {255}, (
        "the last page is on the left, the first, whose layer is off, on the right"
    )


def test_objects_that_refer_to_themselves_are_copied() -> None:
    pdf, page = one_page(b"/X Do")
    loop = pdf.make_stream(b"BT /F1 20 Tf 40 300 Td (Text) Tj ET")
    loop.Type, loop.Subtype, loop.BBox = Name.XObject, Name.Form, Array([0, 0, 400, 600])
    loop.Resources = Dictionary(Font=page.Resources.Font, XObject=Dictionary(Me=loop))
    page.Resources.XObject = Dictionary(X=loop)
    assert printed(saved(pdf))[0] == "Text"


# --- hostile files ----------------------------------------------------------------------------------------------------


def test_rules_notes_and_fields_without_end_come_to_an_end() -> None:
    pdf, page = one_page(b"/OC /L BDC BT /F1 20 Tf 40 300 Td (Text) Tj ET EMC /X Do")
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Answers"))
    rule = Array([Name.Not, group])
    rule.append(group)
    nested = pdf.make_indirect(Array([Name.And]))
    nested.append(nested)
    nested.append(nested)
    page.Resources.Properties = Dictionary(L=pdf.make_indirect(Dictionary(Type=Name.OCMD, VE=nested)))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=group))
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, F=4, Rect=Array([0, 0, 90, 90]), V="x" * 9_000, Ff=4096
        )
    )
    field.Parent = field
    inner = look(pdf, b"/Me Do " * 50)
    inner.Resources.XObject = Dictionary(Me=inner)
    stamp = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Stamp, F=4, Rect=Array([0, 0, 90, 90]), AP=Dictionary(N=inner))
    )
    page.Annots = Array([stamp] * 3 + [field] * 20)
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), NeedAppearances=True, DA="/Helv 0 Tf " + "0 " * 9_000 + "g")
    data = saved(pdf)
    assert impose_pdf(data, SHEET).plan.page_count == 1
    assert read_pdf(data, name="x", findings=Findings()) is not None
