"""Any page: the ink of each placed page is the ink that a renderer of another make (pdfium) puts on paper."""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name
from tests.imposition.making import add_page, helvetica, saved
from tests.imposition.reading import picture

from wardleaf.findings import Findings
from wardleaf.imposition.impose import impose_pdf
from wardleaf.imposition.options import ImpositionOptions
from wardleaf.imposition.press import SourcePdf
from wardleaf.readback.reader import read_pdf
from wardleaf.units import Length, PaperSize

SIZE = (160, 220)
HIDDEN, PRINT, NO_VIEW = 2, 4, 32


@dataclass(frozen=True)
class Layer:
    """How a layer is set: off in the configuration, and what it asks for on paper, if anything."""

    off: bool
    print_state: str

    @property
    def printed(self) -> bool:
        """Whether it comes onto paper."""
        return self.print_state == "ON" if self.print_state else not self.off


@dataclass(frozen=True)
class Note:
    """An annotation: flags, the layer it belongs to, and whether its look, a form, is turned."""

    flags: int
    layer: int | None
    turned: bool
    place: tuple[int, int]


@dataclass(frozen=True)
class Words:
    """Words or a bar: how they are painted, in which layer and by what means."""

    kind: str  # text, bar, form, outside
    mode: int
    alpha: float
    layer: int | None
    rule: str  # how the layer is named: the layer itself, or a rule over it
    place: tuple[int, int]


LAYERS = st.lists(st.builds(Layer, st.booleans(), st.sampled_from(["", "ON", "OFF"])), min_size=2, max_size=3)
PLACES = st.tuples(st.integers(-30, 150), st.integers(-30, 210))
LAYER = st.sampled_from([None, 0, 1])
NOTES = st.lists(
    st.builds(
        Note,
        st.sampled_from([0, PRINT, PRINT, PRINT | HIDDEN, PRINT | NO_VIEW, NO_VIEW, HIDDEN]),
        LAYER,
        st.booleans(),
        PLACES,
    ),
    max_size=3,
)
WORDS = st.lists(
    st.builds(
        Words,
        st.sampled_from(["text", "bar", "form"]),
        st.sampled_from([0, 0, 1, 2, 3]),
        st.sampled_from([1.0, 1.0, 0.0]),
        LAYER,
        st.sampled_from(["layer", "AnyOn", "AllOn", "AnyOff", "AllOff", "Not", "Or"]),
        PLACES,
    ),
    min_size=1,
    max_size=5,
)
CROPS = st.one_of(
    st.none(), st.tuples(st.integers(-40, 60), st.integers(-40, 60), st.integers(100, 200), st.integers(120, 260))
)


def made_page(
    layers: list[Layer],
    notes: list[Note],
    words: list[Words],
    crop: tuple[int, ...] | None,
    rotation: int,
    corner: tuple[int, int],
    unit: int,
) -> bytes:
    pdf = pikepdf.new()
    font = helvetica(pdf)
    groups = []
    for number, layer in enumerate(layers):
        group = Dictionary(Type=Name.OCG, Name=f"layer {number}")
        if layer.print_state:
            group.Usage = Dictionary(Print=Dictionary(PrintState=Name(f"/{layer.print_state}")))
        groups.append(pdf.make_indirect(group))
    forms, properties = Dictionary(), Dictionary()
    code = [b"0 0 12 12 re f"]
    for number, word in enumerate(words):
        x, y = word.place[0] + corner[0], word.place[1] + corner[1]
        state = b"/G0 gs " if word.alpha == 0 else b""
        text = b"BT /F1 16 Tf %d Tr %d %d Td (Words) Tj ET" % (word.mode, x, y)
        drawn = b"%d %d 40 14 re f" % (x, y) if word.kind == "bar" else text
        rule = named(pdf, groups, word) if word.layer is not None else None
        if word.kind == "form":
            form = pdf.make_stream(text)
            form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([-500, -500, 900, 900])
            form.Resources = Dictionary(Font=Dictionary(F1=font))
            if rule is not None:
                form.OC = rule
            forms[f"/X{number}"] = form
            code.append(b"q %b/X%d Do Q" % (state, number))
        elif rule is not None:
            properties[f"/L{number}"] = rule
            code.append(b"/OC /L%d BDC q %b%b Q EMC" % (number, state, drawn))
        else:
            code.append(b"q %b%b Q" % (state, drawn))
    page = add_page(pdf, font, SIZE, b"\n".join(code), Rotate=rotation)
    page.MediaBox = Array([corner[0], corner[1], corner[0] + SIZE[0], corner[1] + SIZE[1]])
    page.Resources.XObject, page.Resources.Properties = forms, properties
    page.Resources.ExtGState = Dictionary(G0=Dictionary(ca=0, CA=0))
    if crop:
        page.CropBox = Array([crop[0] + corner[0], crop[1] + corner[1], crop[2] + corner[0], crop[3] + corner[1]])
    if unit != 1:
        page.UserUnit = unit
    page.Annots = Array([pdf.make_indirect(annotation(pdf, note, groups, corner)) for note in notes])
    used = Array([group for group, layer in zip(groups, layers) if layer.print_state])
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array(groups),
        D=Dictionary(
            OFF=Array([group for group, layer in zip(groups, layers) if layer.off]),
            AS=Array([Dictionary(Event=Name.Print, Category=Array([Name.Print]), OCGs=used)]),
        ),
    )
    return saved(pdf)


def named(pdf: pikepdf.Pdf, groups: list[pikepdf.Object], word: Words) -> pikepdf.Object:
    own = groups[word.layer or 0]
    other = groups[1 - (word.layer or 0)]
    match word.rule:
        case "layer":
            return own
        case "Not":
            return pdf.make_indirect(Dictionary(Type=Name.OCMD, VE=Array([Name.Not, own])))
        case "Or":
            return pdf.make_indirect(Dictionary(Type=Name.OCMD, VE=Array([Name.Or, own, Array([Name.Not, other])])))
        case policy:
            return pdf.make_indirect(Dictionary(Type=Name.OCMD, OCGs=Array([own, other]), P=Name(f"/{policy}")))


def annotation(pdf: pikepdf.Pdf, note: Note, groups: list[pikepdf.Object], corner: tuple[int, int]) -> Dictionary:
    look = pdf.make_stream(b"0.2 g 0 0 30 12 re f 0.7 g 0 0 8 6 re f")
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 30, 12])
    if note.turned:
        look.Matrix = Array([0, 1, -1, 0, 0, 0])
    x, y = note.place[0] + corner[0], note.place[1] + corner[1]
    made = Dictionary(
        Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([x, y, x + 36, y + 24]), F=note.flags, AP=Dictionary(N=look)
    )
    if note.layer is not None:
        made.OC = groups[note.layer]
    return made


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(
    LAYERS,
    NOTES,
    WORDS,
    CROPS,
    st.sampled_from([0, 90, 180, 270]),
    st.sampled_from([(0, 0), (-37, 21), (500, -80)]),
    st.sampled_from([1, 1, 2]),
)
def test_the_ink_of_a_placed_page_is_the_ink_of_the_page_as_it_is_printed(
    layers: list[Layer],
    notes: list[Note],
    words: list[Words],
    crop: tuple[int, ...] | None,
    rotation: int,
    corner: tuple[int, int],
    unit: int,
) -> None:
    data = made_page(layers, notes, words, crop, rotation, corner, unit)
    # pdfium asks no annotation for its layer, so it is given those alone whose layers are printed.
    seen = [note for note in notes if note.layer is None or layers[note.layer].printed]
    printed = made_page(layers, seen, words, crop, rotation, corner, unit)
    (size,) = SourcePdf(data).sizes
    width, height = round(size.width.pt), round(size.height.pt)
    sheet = PaperSize("double", Length(2 * width), Length(height))
    # A square sheet, or one higher than wide, lies otherwise: the flip is chosen so that page 1 is the right half,
    # upright.
    made = impose_pdf(
        data, ImpositionOptions(paper_thickness=Length(0), sheet=sheet, flip="short" if 2 * width >= height else "long")
    )
    place = next(place for place in made.plan.sheets[0].front.places if place.page == 0)
    alone, side = picture(printed, 0, float(unit)), picture(made.files[0].pdf, 0)
    across = round(made.plan.width.pt)
    left, top = round(place.box.x.pt), round(place.box.top.pt)
    cut = b"".join(side[(top + row) * across + left : (top + row) * across + left + width] for row in range(height))
    assert len(alone) == len(cut) == width * height
    differing = sum(abs(one - two) > 64 for one, two in zip(alone, cut))
    assert differing <= 4 * unit, (differing, made.plan.sheets[0].front)
    elsewhere = len(side) - side.count(255) - (len(cut) - cut.count(255))
    assert elsewhere == 0, "nothing of a page is drawn outside it"
    # What the report measures is what can be seen: where there is no ink, there are no words.
    read = read_pdf(data, name="x", findings=Findings())
    assert read is not None
    (page,) = read.page_facts.pages
    assert (page.width, page.height) == (size.width.pt, size.height.pt)
    for text in page.texts:
        if not text.hidden:
            x0, y0, x1, y1 = (round(edge) for edge in text.box(0.75, 0.22))
            rows = range(max(y0, 0), min(y1 + 1, height))
            inked = any(
                min(alone[row * width + max(x0, 0) : row * width + max(min(x1 + 1, width), 0)] or b"\xff") < 200
                for row in rows
            )
            outside = min(x1, width) - max(x0, 0) < 6 or min(y1, height) - max(y0, 0) < 12 * unit
            assert inked or outside, text
    if page.ink is None:
        assert alone.count(255) == len(alone)
