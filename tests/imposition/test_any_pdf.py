"""Inputs as other producers write them, hand-built: what a viewer shows is what is printed."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from tests.imposition.making import A5, add_page, content, helvetica, label, saved
from tests.imposition.reading import picture, read_labels

from wardleaf.findings import Rejected
from wardleaf.imposition.impose import Imposed, impose_pdf
from wardleaf.imposition.options import ImpositionOptions
from wardleaf.imposition.press import SourcePdf
from wardleaf.units import Length, PaperSize

# A sheet that holds two A5 pages upright beside one another with the front on the right: the second half of the picture
# is the page alone.
PLAIN = ImpositionOptions(paper_thickness=Length(0), sheet=PaperSize("double", Length(2 * A5[0]), Length(A5[1] + 10)))


def one_page(data: bytes = b"", **entries: object) -> tuple[pikepdf.Pdf, pikepdf.Object]:
    pdf = pikepdf.new()
    made = add_page(pdf, helvetica(pdf), A5, data or content(1, 100, 200), **entries)
    return pdf, made


def imposed(data: bytes, options: ImpositionOptions = PLAIN) -> Imposed:
    return impose_pdf(data, options)


def assert_looks_the_same(data: bytes, *, scale: float = 1.0) -> None:
    """The half of the first side that holds page 1 has the dots of the page itself."""
    (width, height) = SourcePdf(data).sizes[0].width.pt, SourcePdf(data).sizes[0].height.pt
    whole = PaperSize("double", Length(2 * round(width)), Length(round(height)))
    options = ImpositionOptions(paper_thickness=Length(0), sheet=whole, scaling="none", flip="short")
    made = imposed(data, options).files[0].pdf
    alone, beside = picture(data, 0, scale), picture(made, 0, scale)
    wide, high = round(round(width) * scale), round(round(height) * scale)
    assert len(beside) == 2 * wide * high
    half = b"".join(beside[row * 2 * wide + wide : (row + 1) * 2 * wide] for row in range(high))
    assert min(alone) < 128, "a guard: something must show on the page"
    assert len(half) == len(alone)
    differing = sum(abs(one - two) > 48 for one, two in zip(alone, half))
    dark = sum(one < 200 for one in alone)
    assert differing <= max(2, 0.02 * dark)


SIZE = (400, 600)


def marked(pdf: pikepdf.Pdf, **entries: object) -> pikepdf.Object:
    """A page of whole points with a dark corner, so that every turn and shift shows."""
    return add_page(pdf, helvetica(pdf), SIZE, b"0 0 80 40 re f 200 300 20 60 re f " + content(1, 100, 200), **entries)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270, -90, 450])
@pytest.mark.parametrize("crop", [None, (50, 100, 350, 500), (-20, -20, 300, 800)])
def test_rotated_and_cropped(rotation: int, crop: tuple[float, ...] | None) -> None:
    pdf = pikepdf.new()
    page = marked(pdf, Rotate=rotation)
    if crop:
        page.CropBox = Array(crop)
        page.Contents = pdf.make_stream(b"60 110 80 40 re f 200 300 20 60 re f")
    assert_looks_the_same(saved(pdf))


def test_media_box_that_does_not_begin_at_zero() -> None:
    pdf = pikepdf.new()
    page = marked(pdf)
    page.MediaBox = Array([-100, -50, 300, 550])
    assert_looks_the_same(saved(pdf))
    page.MediaBox = Array([300, 550, -100, -50])
    assert_looks_the_same(saved(pdf))


def test_user_unit() -> None:
    pdf = pikepdf.new()
    marked(pdf, UserUnit=2)
    data = saved(pdf)
    assert [(size.width.pt, size.height.pt) for size in SourcePdf(data).sizes] == [(800, 1200)]
    sheet = PaperSize("large", Length(1600), Length(1200))
    seen = read_labels(imposed(data, ImpositionOptions(sheet=sheet, flip="short")).files[0].pdf)
    assert seen[0][label(1)].x == pytest.approx(800 + 2 * 100, abs=5)


def test_inherited_resources_boxes_and_turn() -> None:
    pdf = pikepdf.new()
    page = marked(pdf)
    tree = pdf.Root.Pages
    tree.Resources, tree.MediaBox, tree.CropBox, tree.Rotate = (
        page.Resources,
        page.MediaBox,
        Array([0, 0, 300, 400]),
        90,
    )
    del page.Resources, page.MediaBox
    assert_looks_the_same(saved(pdf))


def test_several_content_streams_cut_anywhere() -> None:
    pdf = pikepdf.new()
    page = marked(pdf)
    parts = (b"q 1 0 0 1 10 10 cm 0 0", b"80 40 re f Q", content(1, 100, 200))
    page.Contents = Array([pdf.make_stream(part) for part in parts])
    assert_looks_the_same(saved(pdf))
    assert_looks_the_same(saved(pdf, compress_streams=False))
    page.Contents = Array([pdf.make_stream(content(1, 100, 200))])
    assert_looks_the_same(saved(pdf))


@pytest.mark.parametrize(
    "how",
    [{}, {"object_stream_mode": pikepdf.ObjectStreamMode.generate}, {"linearize": True}, {"compress_streams": False}],
)
def test_files_written_in_any_way(how: dict[str, object]) -> None:
    pdf = pikepdf.new()
    marked(pdf)
    assert_looks_the_same(saved(pdf, **how))


def look(pdf: pikepdf.Pdf, **entries: object) -> pikepdf.Object:
    form = pdf.make_stream(b"0 0 1 rg 0 0 50 20 re f 0 g 0 0 10 10 re f")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 50, 20])
    for key, value in entries.items():
        form[f"/{key}"] = value
    return form


def annotate(pdf: pikepdf.Pdf, page: pikepdf.Object, note: Dictionary) -> None:
    held = pdf.make_indirect(note)
    page.Annots = Array([held])
    if note.Subtype == Name.Widget:
        pdf.Root.AcroForm = Dictionary(Fields=Array([held]))


ANNOTATIONS: dict[str, Callable[[pikepdf.Pdf], Dictionary]] = {
    "stamp": lambda pdf: Dictionary(Subtype=Name.Stamp, AP=Dictionary(N=look(pdf)), F=4),
    "box elsewhere": lambda pdf: Dictionary(
        Subtype=Name.Stamp, AP=Dictionary(N=look(pdf, BBox=Array([10, 5, 40, 15]))), F=4
    ),
    "turned": lambda pdf: Dictionary(
        Subtype=Name.Stamp, AP=Dictionary(N=look(pdf, Matrix=Array([0, 1, -1, 0, 0, 0]))), F=4
    ),
    "ticked": lambda pdf: Dictionary(
        Subtype=Name.Widget,
        FT=Name.Btn,
        T="Agree",
        V=Name.Yes,
        AS=Name.Yes,
        AP=Dictionary(N=Dictionary(Yes=look(pdf), Off=look(pdf, BBox=Array([0, 0, 1, 1])))),
        F=4,
    ),
}


@pytest.mark.parametrize("name", ANNOTATIONS)
@pytest.mark.parametrize("rotation", [0, 90])
def test_annotations_as_they_look(name: str, rotation: int) -> None:
    pdf = pikepdf.new()
    page = marked(pdf, Rotate=rotation)
    note = ANNOTATIONS[name](pdf)
    note.Type, note.Rect = Name.Annot, Array([100, 400, 260, 480])
    annotate(pdf, page, note)
    data = saved(pdf)
    without = pikepdf.new()
    marked(without, Rotate=rotation)
    assert picture(data) != picture(saved(without)), "a guard: the annotation must show"
    assert_looks_the_same(data)


@pytest.mark.parametrize("flags", [0, 2, 6, 32, 38])
def test_hidden_annotations_stay_hidden(flags: int) -> None:
    pdf = pikepdf.new()
    page = marked(pdf)
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([100, 400, 260, 480]), AP=Dictionary(N=look(pdf)), F=flags
    )
    annotate(pdf, page, note)
    without = pikepdf.new()
    marked(without)
    assert picture(imposed(saved(pdf)).files[0].pdf) == picture(imposed(saved(without)).files[0].pdf)


def test_form_fields_without_a_look_are_told() -> None:
    pdf = pikepdf.new()
    page = marked(pdf)
    field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, V="熱", Rect=Array([100, 400, 260, 480]), F=4)
    annotate(pdf, page, field)
    assert [(finding.code, finding.message) for finding in imposed(saved(pdf)).findings if finding.code == "P617"] == [
        ("P617", "1 field of a form has no drawn look that is certain, so what stands there is not printed (page 1)")
    ]


def test_hidden_layers_stay_hidden() -> None:
    pdf = pikepdf.new()
    page = marked(pdf)
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Answers"))
    page.Resources.Properties = Dictionary(L1=layer)
    page.Contents = pdf.make_stream(b"/OC /L1 BDC 0 0 400 600 re f EMC " + content(1, 100, 200))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer])))
    assert_looks_the_same(saved(pdf))


def test_transparency_groups() -> None:
    pdf = pikepdf.new()
    page = marked(pdf)
    page.Resources.ExtGState = Dictionary(G1=Dictionary(BM=Name.Multiply, ca=0.5))
    page.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceRGB)
    page.Contents = pdf.make_stream(b"1 0 0 rg 0 0 300 300 re f /G1 gs 0 1 0 rg 100 100 300 300 re f")
    assert_looks_the_same(saved(pdf))


def test_one_font_for_all_pages() -> None:
    pdf = pikepdf.new()
    font = helvetica(pdf)
    for number in range(1, 41):
        add_page(pdf, font, A5, content(number))
    made = pikepdf.open(io.BytesIO(imposed(saved(pdf)).files[0].pdf))
    fonts = [held for held in made.objects if isinstance(held, Dictionary) and held.get("/Type") == Name.Font]
    assert len(fonts) == 1


def test_one_page_shown_many_times_is_stored_once() -> None:
    pdf = pikepdf.new()
    page = marked(pdf)
    page.Contents.write(b"0 0 m " * 50_000)
    for _ in range(99):
        pdf.pages.append(pdf.pages[0])
    data = saved(pdf, compress_streams=False)
    assert len(imposed(data, ImpositionOptions(scaling="fit")).files[0].pdf) < len(data)


@pytest.mark.parametrize("revision", [2, 3])
def test_encrypted_with_an_empty_password(revision: int) -> None:
    pdf = pikepdf.new()
    marked(pdf)
    plain = saved(pdf)
    locked = saved(pdf, encryption=pikepdf.Encryption(owner="secret", user="", R=revision, aes=False, metadata=False))
    assert picture(imposed(locked).files[0].pdf) == picture(imposed(plain).files[0].pdf)


@pytest.mark.parametrize(("revision", "aes"), [(4, True), (6, True)])
def test_encrypted_with_aes_and_an_empty_password(revision: int, aes: bool) -> None:
    pdf = pikepdf.new()
    marked(pdf)
    plain = saved(pdf)
    locked = saved(pdf, encryption=pikepdf.Encryption(owner="secret", user="", R=revision, aes=aes))
    try:
        import cryptography  # noqa: F401
    except ImportError:
        with pytest.raises(Rejected) as refused:
            imposed(locked)
        assert [finding.code for finding in refused.value.findings] == ["P603"]
    else:
        assert picture(imposed(locked).files[0].pdf) == picture(imposed(plain).files[0].pdf)


def test_locked_with_a_password() -> None:
    pdf = pikepdf.new()
    marked(pdf)
    locked = saved(pdf, encryption=pikepdf.Encryption(owner="secret", user="open", R=3, aes=False, metadata=False))
    with pytest.raises(Rejected) as refused:
        imposed(locked)
    assert [(finding.code, finding.message) for finding in refused.value.findings] == [
        ("P602", "the file opens only with a password")
    ]


def test_mixed_sizes_and_turns_in_one_file() -> None:
    pdf = pikepdf.new()
    font = helvetica(pdf)
    for number, (size, turn) in enumerate([(A5, 0), ((A5[1], A5[0]), 90), ((300, 400), 0), (A5, 180)], start=1):
        add_page(pdf, font, size, content(number, 100, 150), Rotate=turn)
    data = saved(pdf)
    seen = read_labels(imposed(data).files[0].pdf)
    assert [sorted(page) for page in seen] == [["P001", "P004"], ["P002", "P003"]]
    assert seen[0]["P004"].angle == 180
    assert seen[1]["P002"].angle == (90 + 180) % 360  # turned by its own page, and with the back for the long edge


def test_empty_pages() -> None:
    pdf = pikepdf.new()
    for _ in range(3):
        pdf.add_blank_page(page_size=SIZE)
    for page in pdf.pages:
        del page.obj["/Contents"]
        del page.obj["/Resources"]
    assert len(imposed(saved(pdf), ImpositionOptions(scaling="fit")).plan.sheets) == 1


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda data: b"", "P601"),
        (lambda data: b"Hello", "P601"),
        (lambda data: data[: len(data) // 3], "P601"),
        (lambda data: data.replace(b"/Count 2", b"/Count 9"), "P608"),
        (lambda data: data.replace(b"/MediaBox [ 0 0 400 600 ]", b"/MediaBox [ 0 0 000 600 ]"), "P606"),
        (lambda data: data.replace(b"/MediaBox [ 0 0 400 600 ]", b"/MediaBox [ 0 0 (a) 600 ]"), "P606"),
        (lambda data: data.replace(b"x\x9c", b"\x00\x00"), "P606"),
    ],
)
def test_broken_files_are_told(spoil: Callable[[bytes], bytes], code: str) -> None:
    pdf = pikepdf.new()
    marked(pdf)
    marked(pdf)
    data = saved(pdf)
    broken = spoil(data)
    assert broken != data
    with pytest.raises(Rejected) as refused:
        imposed(broken, ImpositionOptions(scaling="fit"))
    assert [finding.code for finding in refused.value.findings] == [code]


def test_a_wrong_checksum_is_forgiven() -> None:
    pdf = pikepdf.new()
    page = marked(pdf)
    packed = bytearray(zlib.compress(page.Contents.read_bytes()))
    packed[-1] ^= 0xFF
    page.Contents.write(bytes(packed), filter=Name.FlateDecode)
    assert imposed(saved(pdf), ImpositionOptions(scaling="fit")).plan.page_count == 1


def test_a_file_without_pages() -> None:
    with pytest.raises(Rejected) as refused:
        imposed(saved(pikepdf.new()))
    assert [finding.code for finding in refused.value.findings] == ["P605"]
