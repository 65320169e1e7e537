"""Printed, turned, cut, stacked and folded by coordinates: the pages come out in reading order, whatever the planner
thought.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.imposition.folding import Piece, fold, printed_pieces, read_leaves
from tests.imposition.making import page

from wardleaf.imposition.options import Binding, Flip, ImpositionOptions
from wardleaf.imposition.plan import plan_imposition
from wardleaf.imposition.sheets import ImpositionPlan, PageSize, Sheet
from wardleaf.units import PAPER_SIZES, Length
from wardleaf.values import replace

BINDINGS: tuple[Binding, ...] = ("left", "right", "top")
FLIPS: tuple[Flip, ...] = ("long", "short")
ALWAYS = settings(deadline=None, max_examples=120)


def no_blanks(pages: Sequence[int | None]) -> list[int]:
    return [number for number in pages if number is not None]


def assert_read_through(pages: Sequence[int | None], count: int, *, added: int, kept: int) -> None:
    """Every page once and in order; blanks all together, before the last `kept` pages."""
    assert no_blanks(pages) == list(range(count))
    blanks = [place for place, number in enumerate(pages) if number is None]
    assert len(blanks) == added
    kept = min(kept, count - 1)
    assert blanks == list(range(count - kept, count - kept + added))


# --- saddle stitch ----------------------------------------------------------------------------------------------------


def fold_booklet(plan: ImpositionPlan) -> list[int | None]:
    """Each signature's sheets, outermost on top with its front up, folded once in the middle so that the front cover
    stays up.
    """
    binding = plan.options.binding
    upright = binding != "top"
    middle = (plan.width.pt if upright else plan.height.pt) / 2
    read: list[int | None] = []
    for _, sheets in itertools.groupby(plan.sheets, key=lambda sheet: sheet.signature):
        pile = [piece for sheet in reversed(list(sheets)) for piece in printed_pieces(plan, sheet)]
        folded = fold(pile, middle, upright=upright, part="after" if binding == "right" else "before", to="under")
        read += read_leaves(folded, bound_at_top=binding == "top")
    return read


def booklet(count: int, size: PageSize, **options: object) -> ImpositionPlan:
    return plan_imposition([size] * count, ImpositionOptions(**options))  # type: ignore[arg-type]


@pytest.mark.parametrize("flip", FLIPS)
@pytest.mark.parametrize("binding", BINDINGS)
def test_booklets_of_1_to_200_pages(binding: Binding, flip: Flip) -> None:
    size = page(210, 148) if binding == "top" else page(148, 210)
    for count in range(1, 201) if (binding, flip) == ("left", "long") else (*range(1, 34), 60, 61, 100, 198, 199, 200):
        plan = booklet(count, size, binding=binding, flip=flip)
        assert_read_through(fold_booklet(plan), count, added=-count % 4, kept=1)


@ALWAYS
@given(
    count=st.integers(1, 200),
    binding=st.sampled_from(BINDINGS),
    flip=st.sampled_from(FLIPS),
    signature=st.one_of(st.none(), st.just("auto"), st.integers(1, 12)),
    keep_last=st.integers(0, 5),
    paper=st.sampled_from(("A3", "A4", "Letter", "Tabloid", "Legal")),
    thickness=st.floats(0, 0.3),
)
def test_any_booklet(
    count: int, binding: Binding, flip: Flip, signature: int | str | None, keep_last: int, paper: str, thickness: float
) -> None:
    plan = plan_imposition(
        [page(100, 120)] * count,
        ImpositionOptions(
            sheet=PAPER_SIZES[paper],
            scaling="fit",
            binding=binding,
            flip=flip,
            signature=signature,  # type: ignore[arg-type]
            keep_last=keep_last,
            paper_thickness=Length.of_mm(thickness),
        ),
    )
    assert_read_through(fold_booklet(plan), count, added=-count % 4, kept=keep_last)
    assert plan.added_pages <= 3
    assert max(plan.signatures) - min(plan.signatures) <= 1
    assert sum(plan.signatures) == len(plan.sheets)
    if isinstance(signature, int):
        assert max(plan.signatures) <= signature


def test_wrong_flip_is_noticed() -> None:
    """A guard: the simulation must fail when the printer turns the paper the other way."""
    plan = booklet(8, page(148, 210), flip="long")
    wrong = replace(plan, options=replace(plan.options, flip="short"))
    with pytest.raises(AssertionError):
        assert_read_through(fold_booklet(wrong), 8, added=0, kept=1)


# --- folded in three --------------------------------------------------------------------------------------------------


def panels(plan: ImpositionPlan, sheet: Sheet) -> tuple[list[Piece], float, float, bool]:
    """The panels, the two fold lines and whether these are upright; bound right, mirrored to bound left's order of
    folding.
    """
    upright = plan.options.binding != "top"
    lines = sorted((line.ends[0] if upright else line.ends[1]) for line in sheet.front.folds)
    return printed_pieces(plan, sheet), lines[0], lines[1], upright


def faces(layers: Sequence[Piece], *, bound_at_top: bool) -> list[int | None]:
    """From the lowest face up; turned over, because the front cover of a leaflet ends up below."""
    return list(reversed(read_leaves(layers, bound_at_top=bound_at_top)))


@pytest.mark.parametrize("flip", FLIPS)
@pytest.mark.parametrize("binding", BINDINGS)
@pytest.mark.parametrize("scheme", ["letter-fold", "z-fold"])
def test_leaflets_folded_in_three(scheme: str, binding: Binding, flip: Flip) -> None:
    size = page(210, 97) if binding == "top" else page(97, 210)
    for count in (*range(1, 20), 64, 199, 200):
        plan = booklet(count, size, scheme=scheme, binding=binding, flip=flip)
        read: list[int | None] = []
        for sheet in plan.sheets:
            pieces, first, second, upright = panels(plan, sheet)
            cover_after = binding != "right"  # page 1 lies at the end of the strip, which binding right mirrors
            near, far = (first, second) if cover_after else (second, first)
            cover, other = ("after", "before") if cover_after else ("before", "after")
            if scheme == "letter-fold":
                tucked = fold(pieces, near, upright=upright, part=other, to="under")  # type: ignore[arg-type]
                inside = min(tucked, key=lambda piece: piece.box[2 if upright else 3] - piece.box[0 if upright else 1])
                edges = sorted((inside.box[0], inside.box[2]) if upright else (inside.box[1], inside.box[3]))
                assert min(abs(edges[0] - far), abs(edges[1] - far)) == pytest.approx(Length.of_mm(2).pt, abs=0.01)
                closed = fold(tucked, far, upright=upright, part=cover, to="under")  # type: ignore[arg-type]
                one, two, five, four, three, six = faces(closed, bound_at_top=binding == "top")
            else:
                behind = fold(pieces, far, upright=upright, part=cover, to="under")  # type: ignore[arg-type]
                closed = fold(behind, near, upright=upright, part=other, to="over")  # type: ignore[arg-type]
                one, two, three, six, five, four = faces(closed, bound_at_top=binding == "top")
            read += [one, two, three, four, five, six]
            # Opened out, the inside reads straight across: pages 2, 3, 4, seen through from the front and so mirrored.
            across = sorted(pieces, key=lambda piece: piece.middle[0 if upright else 1], reverse=binding == "left")
            assert [piece.lower.page for piece in across] == (
                [two, three, four] if binding != "top" else [four, three, two]
            )
        assert_read_through(read, count, added=-count % 6, kept=1)


# --- cut and stacked --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("flip", FLIPS)
@pytest.mark.parametrize("binding", BINDINGS)
@pytest.mark.parametrize("up", [2, 4])
@pytest.mark.parametrize("copies", [True, False])
def test_piles_cut_and_stacked(binding: Binding, flip: Flip, up: int, copies: bool) -> None:
    size = page(210, 148) if binding == "top" else page(148, 210)
    if up == 4:
        size = page(105, 148)
    for count in (*range(1, 34), 100, 199, 200):
        plan = booklet(count, size, scheme="cut-stack", binding=binding, flip=flip, up=up, copies=copies)
        cut = [printed_pieces(plan, sheet) for sheet in plan.sheets]
        corners = sorted({piece.box for piece in cut[0]}, key=lambda box: reading_place(box, binding))
        assert len(corners) == up
        piles = [[piece for sheet in reversed(cut) for piece in sheet if piece.box == corner] for corner in corners]
        read = [read_leaves(pile, bound_at_top=binding == "top") for pile in piles]
        if copies:
            assert all(no_blanks(pages) == list(range(count)) for pages in read)
            assert plan.added_pages == count % 2
        else:
            stacked = [number for pages in read for number in pages]
            assert no_blanks(stacked) == list(range(count))
            assert stacked.count(None) == plan.added_pages < 2 * up


def reading_place(box: tuple[float, float, float, float], binding: Binding) -> tuple[float, float]:
    match binding:
        case "left":
            return box[1], box[0]
        case "right":
            return box[1], -box[0]
        case "top":
            return box[0], box[1]


# --- one sheet --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("binding", BINDINGS)
def test_mini_booklets(binding: Binding) -> None:
    """Folded lengthwise with the print outside and pushed together, the eight panels make a cross of four leaves.

    Along the row that ends up in front these panels are a, b, c, d, behind them e, f, g, h. The ends a|e and d|h stay
    joined at the long fold; the slit sets b and c free to fold out forwards, and f and g backwards. So the leaves are
    e/a, b/c, d/h and g/f, which follow one another around the spine.
    """
    for count in (*range(1, 18), 64, 200):
        plan = booklet(count, page(50, 50), scheme="one-sheet", binding=binding, scaling="none")
        read: list[int | None] = []
        for sheet in plan.sheets:
            assert sheet.back is None
            upright = binding != "top"
            places = sheet.front.places
            rows = [[place for place in places if place.rotation == turn] for turn in (0, 180)]
            along = [
                sorted(row, key=lambda place: place.trim.edges[0 if upright else 1], reverse=binding == "right")
                for row in rows
            ]
            (a, b, c, d), (e, f, g, h) = ([place.page for place in row] for row in along)
            read += [b, c, d, h, g, f, e, a]
            # The rows meet along the fold, heads together: the feet of the turned row lie at the outer edge.
            across = [{round(place.trim.edges[1 if upright else 0], 3) for place in row} for row in rows]
            assert [len(row) for row in across] == [1, 1]
            assert across[0] != across[1]
        assert_read_through(read, count, added=-count % 8, kept=1)
