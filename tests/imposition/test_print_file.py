"""The finished file, read back: what lies where, which way up, and what the file says of itself."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import pikepdf
import pytest
from tests.imposition.making import A4, A5, PORTRAIT_A5, facts_of, label, numbered_pdf, text
from tests.imposition.reading import Label, read_labels

from wardleaf.imposition.impose import Imposed, impose_pdf
from wardleaf.imposition.note import find_note_place
from wardleaf.imposition.options import SCHEME_NAMES, ImpositionOptions
from wardleaf.imposition.plan import plan_imposition
from wardleaf.imposition.press import SourcePdf
from wardleaf.imposition.printer import Offset, PrinterProfile
from wardleaf.imposition.sheets import ImpositionPlan, Place, Side
from wardleaf.units import PAPER_SIZES, Length

HUNDREDTH = Length.of_mm(0.01).pt
BLANK_PDF = numbered_pdf(1)


def imposed(data: bytes, **options: object) -> Imposed:
    return impose_pdf(data, ImpositionOptions(**options))  # type: ignore[arg-type]


def the_pdf(made: Imposed) -> bytes:
    (file,) = made.files
    assert file.name == ""
    return file.pdf


def expected(place: Place, own: Label, plan: ImpositionPlan, page_height: float) -> tuple[float, float]:
    """Where a label that stands at `own` on its page comes to stand on the side."""
    x0, top, x1, bottom = place.box.edges
    right, down = own.x * place.scale, (page_height - own.y) * place.scale
    if place.rotation == 180:
        return x1 - right, plan.height.pt - (bottom - down)
    return x0 + right, plan.height.pt - (top + down)


def assert_as_planned(made: Imposed, source: bytes, page_height: float, sides: Sequence[Side]) -> None:
    before = {name: found for page in read_labels(source) for name, found in page.items()}
    seen = read_labels(the_pdf(made))
    assert len(seen) == len(sides)
    shown = 0
    for side, labels in zip(sides, seen):
        wanted = {label(place.page + 1): place for place in side.places if place.page is not None}
        assert set(labels) == set(wanted)
        for name, place in wanted.items():
            x, y = expected(place, before[name], made.plan, page_height)
            assert labels[name].angle == place.rotation
            assert (labels[name].x, labels[name].y) == (
                pytest.approx(x, abs=HUNDREDTH),
                pytest.approx(y, abs=HUNDREDTH),
            )
            shown += 1
    assert shown


@pytest.mark.parametrize("binding", ["left", "right"])
@pytest.mark.parametrize("flip", ["long", "short"])
@pytest.mark.parametrize("count", [1, 4, 6, 32])
def test_every_page_lies_where_the_plan_says(count: int, flip: str, binding: str) -> None:
    source = numbered_pdf(count)
    made = imposed(source, flip=flip, binding=binding, paper_thickness=Length.of_mm(0.1))
    assert_as_planned(made, source, A5[1], made.plan.sides)


@pytest.mark.parametrize("scheme", [name for name in SCHEME_NAMES if name != "cut-stack"])
def test_every_scheme_shrunk_to_fit(scheme: str) -> None:
    source = numbered_pdf(9, A4)
    made = imposed(source, scheme=scheme, scaling="fit")
    assert_as_planned(made, source, A4[1], made.plan.sides)


def test_copies_show_each_page_twice() -> None:
    made = imposed(numbered_pdf(2), scheme="cut-stack")
    document = pikepdf.open(io.BytesIO(the_pdf(made)))
    for page in document.pages:
        code = page.Contents.read_bytes()
        assert code.count(b"/P0 Do") == 2
        assert len(page.Resources.XObject) == 1


@pytest.mark.parametrize("thickness", [0.1, 0.25])
def test_creep_in_the_finished_file(thickness: float) -> None:
    """Measured against the first sheet, each page lies thickness × depth nearer to the spine."""
    made = imposed(numbered_pdf(40), flip="short", paper_thickness=Length.of_mm(thickness))
    seen = read_labels(the_pdf(made))
    first = seen[0]["P001"].x
    for depth in range(10):
        recto = seen[2 * depth][label(2 * depth + 1)]
        assert (first - recto.x) / HUNDREDTH / 100 == pytest.approx(thickness * depth, abs=0.01)


def test_nothing_shows_beyond_its_place() -> None:
    """A page full of ink is clipped to its half of the sheet, however far creep pushes it over the fold."""
    pdf = pikepdf.new()
    for _ in range(40):
        pdf.add_blank_page(page_size=A5)
        pdf.pages[-1].Contents = pdf.make_stream(b"0 g -100 -100 1000 1000 re f")
    out = io.BytesIO()
    pdf.save(out)
    made = imposed(out.getvalue(), paper_thickness=Length.of_mm(0.5))
    document = pikepdf.open(io.BytesIO(the_pdf(made)))
    for page, side in zip(document.pages, made.plan.sides):
        clips = [
            [float(part) for part in operands]
            for operands, operator in (
                (item.operands, str(item.operator)) for item in pikepdf.parse_content_stream(page)
            )
            if operator == "re"
        ]
        assert len(clips) == 2
        for (x, y, width, height), place in zip(clips, side.places):
            left, top, right, bottom = place.trim.edges
            assert (x, x + width) == (pytest.approx(left, abs=1e-3), pytest.approx(right, abs=1e-3))
            assert (y, y + height) == (
                pytest.approx(made.plan.height.pt - bottom, abs=1e-3),
                pytest.approx(made.plan.height.pt - top, abs=1e-3),
            )


def test_what_the_file_says_of_itself() -> None:
    source = numbered_pdf(8, title="Wörter für Ärzte (2)")
    for flip, duplex in (("long", "/DuplexFlipLongEdge"), ("short", "/DuplexFlipShortEdge")):
        pdf = the_pdf(imposed(source, flip=flip))
        document = pikepdf.open(io.BytesIO(pdf))
        assert document.check_pdf_syntax() == []
        assert str(document.docinfo["/Title"]) == "Wörter für Ärzte (2) print file"
        assert str(document.Root.ViewerPreferences.PrintScaling) == "/None"
        assert str(document.Root.ViewerPreferences.Duplex) == duplex
        assert set(document.Root.keys()) == {"/Type", "/Pages", "/ViewerPreferences"}
        assert [[round(float(edge)) for edge in page.MediaBox] for page in document.pages] == [[0, 0, 842, 595]] * 4
    assert (
        str(
            pikepdf.open(
                io.BytesIO(the_pdf(imposed(source, scheme="one-sheet", scaling="fit")))
            ).Root.ViewerPreferences.Duplex
        )
        == "/Simplex"
    )


def test_the_same_input_gives_the_same_bytes() -> None:
    source = numbered_pdf(12)
    options = {"marks": frozenset({"crop", "fold", "staple"}), "sheet": PAPER_SIZES["A3"]}
    assert the_pdf(imposed(source, **options)) == the_pdf(imposed(source, **options))


def test_marks_are_drawn() -> None:
    made = imposed(numbered_pdf(4), sheet=PAPER_SIZES["A3"], marks=frozenset({"crop", "fold", "staple"}))
    document = pikepdf.open(io.BytesIO(the_pdf(made)))
    for page, side in zip(document.pages, made.plan.sides):
        drawn = re.findall(rb"([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l S", page.Contents.read_bytes())
        assert len(drawn) == len(side.marks) > 0
        for line, mark in zip(drawn, side.marks):
            x0, top0, x1, top1 = mark.line.ends
            height = made.plan.height.pt
            assert [float(part) for part in line] == pytest.approx([x0, height - top0, x1, height - top1], abs=1e-3)


@pytest.mark.parametrize(("output", "backs"), [("face-up", [2, 4, 6]), ("face-down", [6, 4, 2])])
def test_fronts_and_backs_for_turning_by_hand(output: str, backs: list[int]) -> None:
    made = imposed(numbered_pdf(12), manual_duplex=output)
    assert [file.name for file in made.files] == ["fronts", "backs"]
    fronts, behind = (read_labels(file.pdf) for file in made.files)
    assert [label(number) in page for number, page in zip((1, 3, 5), fronts)] == [True] * 3
    assert [label(number) in page for number, page in zip(backs, behind)] == [True] * 3
    for file in made.files:
        assert str(pikepdf.open(io.BytesIO(file.pdf)).Root.ViewerPreferences.Duplex) == "/Simplex"


def test_a_printer_profile_moves_fronts_and_backs() -> None:
    source = numbered_pdf(4)
    profile = PrinterProfile(
        name="Ward 3",
        front=Offset(right=Length.of_mm(2), down=Length.of_mm(1)),
        back=Offset(right=Length.of_mm(-1), down=Length.of_mm(0)),
    )
    plain = read_labels(the_pdf(imposed(source)))
    moved = read_labels(impose_pdf(source, ImpositionOptions(), printer=profile).files[0].pdf)
    for side, (right, down) in ((0, (2, 1)), (1, (-1, 0))):
        for name, found in plain[side].items():
            assert moved[side][name].x - found.x == pytest.approx(Length.of_mm(right).pt, abs=HUNDREDTH)
            assert found.y - moved[side][name].y == pytest.approx(Length.of_mm(down).pt, abs=HUNDREDTH)


NOTE = numbered_pdf(1, (290.0, 9.0))


@pytest.mark.parametrize(
    ("options", "texts", "placed"),
    [
        ({"sheet": PAPER_SIZES["A3"]}, None, True),  # outside the pages
        ({}, None, False),  # two A5 pages fill A4, and nothing is known of what stands on them
        ({}, [[], [], [], [text(baseline=300.0)]], True),  # the back cover's foot is clear
        ({}, [[], [], [], [text(baseline=580.0), text(baseline=20.0)]], False),
        ({"scheme": "one-sheet", "scaling": "fit"}, [[]] * 4, False),  # no page is as wide as the bar
    ],
)
def test_where_the_bar_and_settings_stand(
    options: dict[str, object], texts: list[list[object]] | None, placed: bool
) -> None:
    facts = facts_of(texts) if texts is not None else None  # type: ignore[arg-type]
    made = impose_pdf(numbered_pdf(4), ImpositionOptions(**options), facts=facts, note=NOTE)  # type: ignore[arg-type]
    assert made.note_placed == placed
    plain = impose_pdf(numbered_pdf(4), ImpositionOptions(**options))  # type: ignore[arg-type]
    with_note, without = (shown_forms(the_pdf(file)) for file in (made, plain))
    assert with_note[0] == without[0] + placed
    assert with_note[1:] == without[1:]


def shown_forms(data: bytes) -> list[int]:
    with pikepdf.open(io.BytesIO(data)) as document:
        return [page.Contents.read_bytes().count(b" Do") for page in document.pages]


def test_the_bar_keeps_clear_of_pages_marks_and_the_unprintable_edge() -> None:
    options = ImpositionOptions(sheet=PAPER_SIZES["A3"], marks=frozenset({"crop", "fold"}))
    plan = plan_imposition([PORTRAIT_A5] * 8, options)
    found = find_note_place(plan, None, Length(290), Length(9))
    assert found is not None
    left, top, right, bottom = found.box.edges
    edge = Length.of_mm(6.35).pt
    assert left >= edge and top >= edge and right <= plan.width.pt - edge and bottom <= plan.height.pt - edge
    for place in plan.sheets[0].front.places:
        x0, upper, x1, lower = place.trim.edges
        assert right <= x0 or left >= x1 or bottom <= upper or top >= lower


def test_the_assembly_page_comes_first_on_a_sheet_of_its_own() -> None:
    source = numbered_pdf(8)
    assembly = numbered_pdf(1, (A4[1], A4[0]), title="How")
    made = impose_pdf(source, ImpositionOptions(), assembly=assembly)
    seen = read_labels(the_pdf(made))
    assert [sorted(page) for page in seen[:3]] == [["P001"], [], ["P001", "P008"]]
    one_sided = impose_pdf(source, ImpositionOptions(scheme="one-sheet", scaling="fit"), assembly=assembly)
    assert len(read_labels(the_pdf(one_sided))) == 2
    by_hand = impose_pdf(source, ImpositionOptions(manual_duplex="face-up"), assembly=assembly)
    assert [len(read_labels(file.pdf)) for file in by_hand.files] == [3, 2]


def test_tags_links_and_claims_stay_behind() -> None:
    pdf = pikepdf.open(io.BytesIO(numbered_pdf(4)))
    pdf.Root.StructTreeRoot = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
    pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
    with pdf.open_metadata() as metadata:
        metadata["pdfuaid:part"] = "1"
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([0, 0, 100, 100]))
    pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(link)])
    pdf.pages[0].StructParents = 0
    out = io.BytesIO()
    pdf.save(out)
    made = the_pdf(imposed(out.getvalue()))
    for word in (b"StructTreeRoot", b"MarkInfo", b"pdfuaid", b"/Annot", b"StructParents"):
        assert word not in pikepdf_plain(made)


def pikepdf_plain(data: bytes) -> bytes:
    """The file with every object written out plainly."""
    out = io.BytesIO()
    pikepdf.open(io.BytesIO(data)).save(
        out, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False
    )
    return out.getvalue()


def test_sizes_are_read_as_they_are() -> None:
    assert [(size.width.pt, size.height.pt) for size in SourcePdf(BLANK_PDF).sizes] == [
        (pytest.approx(A5[0], abs=0.01), pytest.approx(A5[1], abs=0.01))
    ]
