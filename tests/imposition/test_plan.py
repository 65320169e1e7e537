from __future__ import annotations

import itertools

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.imposition.making import A5, LANDSCAPE_A5, PORTRAIT_A5, page

from wardleaf.findings import Rejected
from wardleaf.imposition.options import SCHEME_NAMES, ImpositionOptions
from wardleaf.imposition.plan import instructions, plan_imposition, plan_text
from wardleaf.imposition.schemes.saddle_stitch import split_signatures
from wardleaf.imposition.sheets import ImpositionPlan, PageSize
from wardleaf.units import PAPER_SIZES, Length

MM = Length.of_mm(1).pt


def plan_of(*sizes: PageSize, **options: object) -> ImpositionPlan:
    return plan_imposition(sizes, ImpositionOptions(**options))  # type: ignore[arg-type]


@settings(deadline=None, max_examples=150)
@given(
    count=st.integers(1, 200),
    scheme=st.sampled_from(SCHEME_NAMES),
    binding=st.sampled_from(("left", "right", "top")),
    flip=st.sampled_from(("long", "short")),
    sheet=st.sampled_from(("A3", "A4", "A5", "Letter", "Legal", "Tabloid")),
    wide=st.floats(60, 400),
    high=st.floats(60, 400),
    inner=st.floats(0, 10),
    outer=st.floats(0, 10),
    thickness=st.floats(0, 0.3),
    marks=st.sets(st.sampled_from(("crop", "fold", "staple"))),
)
def test_whatever_the_options(
    count: int,
    scheme: str,
    binding: str,
    flip: str,
    sheet: str,
    wide: float,
    high: float,
    inner: float,
    outer: float,
    thickness: float,
    marks: set[str],
) -> None:
    plan = plan_of(
        *[page(wide, high)] * count,
        scheme=scheme,
        binding=binding,
        flip=flip,
        sheet=PAPER_SIZES[sheet],
        scaling="fit",
        inner_margin=Length.of_mm(inner),
        outer_margin=Length.of_mm(outer),
        paper_thickness=Length.of_mm(thickness),
        marks=frozenset(marks),
    )
    assert sorted((plan.width.pt, plan.height.pt)) == sorted(
        (PAPER_SIZES[sheet].width.pt, PAPER_SIZES[sheet].height.pt)
    )
    repeated = 2 if scheme == "cut-stack" else 1
    placed = [place.page for _, _, place in plan.places() if place.page is not None]
    assert sorted(placed) == [number for number in range(count) for _ in range(repeated)]
    for _, side, place in plan.places():
        x0, top, x1, bottom = place.trim.edges
        assert -0.01 <= x0 < x1 <= plan.width.pt + 0.01
        assert -0.01 <= top < bottom <= plan.height.pt + 0.01
        assert place.box.width.pt == pytest.approx(
            (place.scale * wide * MM) if place.page is not None else place.box.width.pt
        )
        for other in side.places:
            left, upper, right, lower = other.trim.edges
            apart = x1 <= left + 0.01 or right <= x0 + 0.01 or bottom <= upper + 0.01 or lower <= top + 0.01
            assert other is place or apart
    assert_symmetric(plan)
    assert_marks_lie_outside(plan)


def assert_symmetric(plan: ImpositionPlan) -> None:
    """What is printed is centred on the sheet, so that folds meet also when a print dialog shrinks the whole sheet
    about its middle.
    """
    for side in plan.sides:
        edges = [place.trim.edges for place in side.places]
        assert min(e[0] for e in edges) + max(e[2] for e in edges) == pytest.approx(plan.width.pt, abs=0.01)
        assert min(e[1] for e in edges) + max(e[3] for e in edges) == pytest.approx(plan.height.pt, abs=0.01)
        if plan.options.scheme == "saddle-stitch":
            (fold,) = side.folds
            x0, top0, x1, top1 = fold.ends
            assert (x0 + x1 == pytest.approx(plan.width.pt)) and (top0 + top1 == pytest.approx(plan.height.pt))


def assert_marks_lie_outside(plan: ImpositionPlan) -> None:
    """Crop marks touch no page; the others lie on a fold or cut, so between pages."""
    for side in plan.sides:
        for mark in side.marks:
            x0, top0, x1, top1 = mark.line.ends
            assert min(x0, x1, top0, top1) >= -0.01
            assert max(x0, x1) <= plan.width.pt + 0.01 and max(top0, top1) <= plan.height.pt + 0.01
            for place in side.places:
                left, upper, right, lower = place.trim.edges
                inside = (
                    max(min(x0, x1), left) < min(max(x0, x1), right) - 0.01 or left + 0.01 < x0 == x1 < right - 0.01
                )
                between = (
                    max(min(top0, top1), upper) < min(max(top0, top1), lower) - 0.01
                    or upper + 0.01 < top0 == top1 < lower - 0.01
                )
                assert not (inside and between), (mark, place.trim)


def test_page_numbers_on_a_side_add_up_to_a_constant() -> None:
    for count, signature in itertools.product((4, 8, 24, 60, 200), (None, 1, 3, 4)):
        plan = plan_of(*[PORTRAIT_A5] * count, signature=signature)
        before = 0
        for number, sheets in enumerate(plan.signatures):
            total = 2 * before + 4 * sheets + 1
            sides = [side for sheet in plan.sheets if sheet.signature == number for side in sheet.sides]
            assert {sum((place.page or 0) + 1 for place in side.places) for side in sides} == {total}
            before += 4 * sheets
        assert before == count


def test_two_a5_pages_meet_in_the_middle_of_a4() -> None:
    plan = plan_of(*[PORTRAIT_A5] * 4)
    left, right = plan.sheets[0].front.places
    assert (plan.width.mm, plan.height.mm) == (pytest.approx(297), pytest.approx(210))
    assert (left.page, right.page) == (3, 0)
    assert [round(edge / MM, 2) for edge in left.trim.edges] == [0.5, 0.0, 148.5, 210.0]
    assert [round(edge / MM, 2) for edge in right.trim.edges] == [148.5, 0.0, 296.5, 210.0]


@pytest.mark.parametrize(("flip", "turned"), [("long", True), ("short", False)])
def test_backs_are_turned_for_the_flip(flip: str, turned: bool) -> None:
    for sizes, binding in ((PORTRAIT_A5, "left"), (PORTRAIT_A5, "right"), (LANDSCAPE_A5, "top")):
        plan = plan_of(*[sizes] * 8, flip=flip, binding=binding)
        assert plan.backs_turned == turned
        assert {place.rotation for sheet in plan.sheets for place in sheet.front.places} == {0}
        assert {place.rotation for sheet in plan.sheets for place in sheet.back.places} == {180 if turned else 0}  # type: ignore[union-attr]


@pytest.mark.parametrize("count", range(4, 84, 4))
def test_creep_moves_pages_towards_the_spine(count: int) -> None:
    plan = plan_of(*[PORTRAIT_A5] * count, paper_thickness=Length.of_mm(0.1))
    middle = plan.width.pt / 2
    for depth, sheet in enumerate(plan.sheets):
        assert sheet.creep.mm == pytest.approx(0.1 * depth)
        for side in sheet.sides:
            left, right = sorted(side.places, key=lambda place: place.box.x.pt)
            assert (right.box.x.pt - middle) / MM == pytest.approx(-0.1 * depth, abs=1e-9)
            assert (left.box.edges[2] - middle) / MM == pytest.approx(0.1 * depth, abs=1e-9)
            assert right.trim.x.pt == left.trim.edges[2] == pytest.approx(middle)  # nothing shows beyond the fold
            assert right.trim.edges[2] == pytest.approx(right.box.edges[2])
    assert plan_of(PORTRAIT_A5, PORTRAIT_A5, paper_thickness=Length(0)).sheets[0].creep == Length(0)


@pytest.mark.parametrize(
    ("sheets", "wanted", "signatures"),
    [
        (7, None, (7,)),
        (7, "auto", (7,)),
        (15, "auto", (15,)),
        (16, "auto", (8, 8)),
        (31, "auto", (11, 10, 10)),
        (9, 4, (3, 3, 3)),
        (10, 4, (4, 3, 3)),
        (3, 1, (1, 1, 1)),
    ],
)
def test_signatures_are_of_nearly_one_size(sheets: int, wanted: int | str | None, signatures: tuple[int, ...]) -> None:
    assert split_signatures(sheets, wanted) == signatures


def test_binding_at_the_right_adds_pages_at_the_end_of_reading() -> None:
    plan = plan_of(*[PORTRAIT_A5] * 6, binding="right", flip="short")
    assert [[place.page for place in sorted(side.places, key=lambda place: place.trim.x)] for side in plan.sides] == [
        [0, 5],
        [None, 1],
        [2, None],
        [4, 3],
    ]
    told = [finding.message for finding in plan.findings]
    assert told == ["2 blank pages were added to fill the last sheet"]


def test_pages_are_never_made_smaller_unasked() -> None:
    with pytest.raises(Rejected) as refused:
        plan_of(*[page(210, 297)] * 3, PORTRAIT_A5)
    (finding,) = refused.value.findings
    assert finding.code == "P607"
    assert finding.message == "page 1 (and 2 more) is 210 × 297 mm, and its place on A4 paper is only 148.5 × 210 mm"
    assert finding.hint == "choose a larger sheet: A3"
    assert finding.notes == ("with `--scaling fit` the pages would be printed at 71%, so that 12 pt type is 8.5 pt",)
    plan = plan_of(*[page(210, 297)] * 3, scaling="fit")
    assert [place.scale for _, _, place in plan.places() if place.page is not None] == pytest.approx(
        [0.7071] * 3, abs=1e-3
    )


@pytest.mark.parametrize("scheme", SCHEME_NAMES)
def test_margins_that_leave_no_room(scheme: str) -> None:
    with pytest.raises(Rejected) as refused:
        plan_of(PORTRAIT_A5, scheme=scheme, outer_margin=Length.of_mm(300), scaling="fit")
    assert [finding.code for finding in refused.value.findings] == ["P618"]


def test_margins_below_nothing() -> None:
    with pytest.raises(Rejected, match="a margin cannot be less than nothing"):
        plan_of(PORTRAIT_A5, inner_margin=Length(-1))


def test_no_pages() -> None:
    with pytest.raises(Rejected):
        plan_of()


def test_mixed_sizes_keep_their_size_and_stand_amid_their_place() -> None:
    plan = plan_of(PORTRAIT_A5, page(100, 150), PORTRAIT_A5, PORTRAIT_A5)
    small = next(place for _, _, place in plan.places() if place.page == 1)
    assert (small.box.width.mm, small.box.height.mm) == (pytest.approx(100), pytest.approx(150))
    assert [(a + b) / 2 for a, b in zip(small.box.edges[:2], small.box.edges[2:])] == pytest.approx(
        [(a + b) / 2 for a, b in zip(small.trim.edges[:2], small.trim.edges[2:])]
    )


def test_marks_on_a_larger_sheet_and_none_where_pages_fill_it() -> None:
    marks = frozenset({"crop", "fold", "staple"})
    large = plan_of(*[PORTRAIT_A5] * 4, sheet=PAPER_SIZES["A3"], marks=marks)
    kinds = [mark.kind for mark in large.sheets[0].front.marks]
    assert kinds.count("crop") == 8 and kinds.count("fold") == 2 and kinds.count("staple") == 2
    assert "staple" not in [mark.kind for mark in large.sheets[0].back.marks]  # type: ignore[union-attr]
    full = plan_of(*[PORTRAIT_A5] * 4, marks=frozenset({"crop"}))
    assert [finding.code for finding in full.findings] == ["P609"]


def test_one_sheet_shows_where_to_cut() -> None:
    plan = plan_of(*[page(70, 100)] * 8, scheme="one-sheet", marks=frozenset({"crop"}))
    (slit,) = [mark.line.ends for mark in plan.sheets[0].front.marks if mark.kind == "cut"]
    assert [round(end / MM, 2) for end in slit] == [74.25, 105.0, 222.75, 105.0]
    assert plan.sheets[0].back is None


@pytest.mark.parametrize("scheme", SCHEME_NAMES)
def test_instructions_are_numbered_steps(scheme: str) -> None:
    lead, *steps = [line for line in instructions(scheme).split("\n") if line]  # type: ignore[arg-type]
    assert lead.endswith(".") and not lead[0].isdigit()
    assert [step.split(".")[0] for step in steps] == [str(number) for number in range(1, len(steps) + 1)]


def test_plan_as_text() -> None:
    plan = plan_of(*[PORTRAIT_A5] * 6, marks=frozenset({"fold"}))
    told = yaml.safe_load(plan_text(plan))
    assert told["sheet"] == {"name": "A4", "width": 297.0, "height": 210.0}
    assert (told["pages"], told["added-pages"], told["signatures"], told["backs-turned"]) == (6, 2, [2], True)
    assert told["sheets"][1]["back"]["places"][0] == {
        "page": 4,
        "trim": [148.5, 0.0, 147.9, 210.0],
        "box": [148.4, 0.0, 148.0, 210.0],
        "turned": 180,
        "shift": 0.1,
    }
    assert told["sheets"][0]["back"]["places"][1]["page"] == "blank"
    assert all(
        yaml.safe_load(plan_text(plan_of(*[page(40, 40)] * 5, scheme=scheme, marks=frozenset({"fold", "crop"}))))
        for scheme in SCHEME_NAMES
    )
    assert A5[0] == pytest.approx(148 * MM)
