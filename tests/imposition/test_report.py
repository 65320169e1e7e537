from __future__ import annotations

import pytest
from tests.imposition.making import A4, A5, PORTRAIT_A5, facts_of, page, text

from wardleaf.findings import Severity
from wardleaf.imposition.options import SCHEME_NAMES, ImpositionOptions
from wardleaf.imposition.plan import plan_imposition
from wardleaf.imposition.printer import Edges, PrinterProfile
from wardleaf.imposition.report import AsPrinted, check_as_printed, report_as_printed, report_text, settings_words
from wardleaf.page_facts import PageFacts, PictureFact, TextFact
from wardleaf.units import Length
from wardleaf.values import replace

A4_PAGE = page(210, 297)


def report(
    *pages: list[TextFact], printer: PrinterProfile | None = None, size: tuple[float, float] = A5, **options: object
) -> AsPrinted:
    facts = facts_of(pages, size)
    sizes = [PORTRAIT_A5 if size == A5 else A4_PAGE] * len(pages)
    plan = plan_imposition(sizes, ImpositionOptions(**options))  # type: ignore[arg-type]
    return report_as_printed(plan, facts, printer or PrinterProfile(name="any"))


def codes(made: AsPrinted, **options: str) -> list[tuple[str, Severity]]:
    return [(finding.code, finding.severity) for finding in check_as_printed(made, **options)]


def test_a4_shrunk_two_up_is_eight_and_a_half_points() -> None:
    made = report(*[[text(size=12.0)]] * 8, size=A4, scaling="fit")
    assert made.smallest_type is not None
    assert made.smallest_type.size.pt == pytest.approx(8.5, abs=0.05)
    (finding,) = check_as_printed(made)
    assert (finding.code, finding.severity) == ("P610", Severity.ERROR)
    assert finding.message == "the smallest type is 8.5 pt as printed, on page 8: “Words to read”"


def test_small_type_is_allowed_with_a_reason() -> None:
    made = report(*[[text(size=12.0)]] * 8, size=A4, scaling="fit")
    (finding,) = check_as_printed(made, small_type_reason="read by staff only")
    assert finding.severity is Severity.INFO
    assert finding.notes == ("allowed: read by staff only",)


def test_a_booklet_made_for_its_paper_is_clean() -> None:
    made = report(*[[text(size=13.4)]] * 8)
    assert codes(made) == []
    assert made.smallest_type is not None and made.smallest_type.size.pt == 13.4
    assert (made.sheets, made.sides, made.added_pages) == (2, 4, 0)
    assert [shift.mm for shift in made.creep] == pytest.approx([0.0, 0.1])


def test_type_that_is_too_small_at_fit_to_printable_area_is_told() -> None:
    made = report(*[[text(size=12.0)]] * 4)
    assert made.fitted == 0.90, "92 % of A4 and 91 % of Letter are what common drivers leave"
    assert codes(made) == [("P620", Severity.INFO)]
    assert codes(report(*[[text(size=13.0)]] * 4)) == [("P620", Severity.INFO)]
    assert codes(report(*[[text(size=13.3)]] * 4)) == []
    assert check_as_printed(report(*[[text(size=13.0)]] * 4), chosen=Length(12.8)) == (), (
        "the style chose it; the row of the report tells it"
    )
    assert [finding.code for finding in check_as_printed(report(*[[text(size=12.5)]] * 4), chosen=Length(12.8))] == [
        "P620"
    ]


def test_what_would_run_over_a_fold_when_fitted_is_told() -> None:
    # A fold in the middle holds; those at a third move by a sixtieth of the sheet's length, 5 mm on A4.
    (width, height) = Length.of_mm(99).pt, Length.of_mm(200).pt
    sizes = [page(99, 200)] * 6
    for inset, told in ((3, True), (6, False)):
        words = [text(size=20, x0=Length.of_mm(inset).pt, x1=width - Length.of_mm(inset).pt)]
        plan = plan_imposition(sizes, ImpositionOptions(scheme="letter-fold"))
        made = report_as_printed(plan, facts_of([words] * 6, (width, height)))
        findings = [finding.message for finding in check_as_printed(made) if finding.code == "P620"]
        assert bool(findings) is told
        assert all("runs 2." in message and "over a fold" in message for message in findings), findings
    booklet = report(*[[text(size=20, x0=Length.of_mm(3).pt, x1=300)]] * 4)
    assert "P620" not in [code for code, _ in codes(booklet)]


def test_a_distance_that_reads_as_safe_is_safe() -> None:
    def told(millimetres: float) -> list[str]:
        outer = Edges(right=Length(0), left=Length(0), top=Length(0), bottom=Length(0))
        made = report(
            [text(x1=Length.of_mm(148 - millimetres).pt, baseline=300)],
            printer=PrinterProfile(name="any", unprintable=outer),
        )
        return [finding.message for finding in check_as_printed(made) if finding.code == "P612"]

    assert told(5.997) == told(5.951) == told(6.0) == []
    assert told(5.9) == ["on page 1, “Words to read” stands 5.9 mm from the trim; 6 mm is safe"]
    assert told(5.94) == ["on page 1, “Words to read” stands 5.9 mm from the trim; 6 mm is safe"]


def test_turned_lines_have_length_and_stand_where_they_stand() -> None:
    # From 40 to 340 points down the page, letters to the right of the baseline at x 60: read with the head tilted to
    # the right.
    down = replace(text("a" * 30, x0=60, x1=60, baseline=40), angle=90.0, length=300.0)
    made = report([down])
    assert made.longest_line is not None
    assert (made.longest_line.characters, made.longest_line.length.pt) == (30, 300)
    assert down.box(0.75, 0.25) == pytest.approx((60 - 0.25 * 14, 40, 60 + 0.75 * 14, 340))
    row = [down, replace(down, text="b" * 30, baseline=345.0, length=200.0)]
    assert report(row).longest_line.characters == 60  # type: ignore[union-attr]
    up = replace(down, angle=270.0, baseline=340.0)
    assert up.box(0.75, 0.25) == pytest.approx((60 - 0.75 * 14, 40, 60 + 0.25 * 14, 340))
    upside = replace(text("a" * 30, x0=60, x1=360, baseline=100), angle=180.0, length=300.0)
    assert upside.box(0.75, 0.25) == pytest.approx((60, 100 - 0.25 * 14, 360, 100 + 0.75 * 14))
    assert upside.along == pytest.approx((-360, -60, -100))
    beyond = replace(down, length=700.0)
    assert ("P611", Severity.ERROR) in codes(report([beyond]))


def test_hidden_words_are_not_judged() -> None:
    scan = [replace(text("words of a scan" * 9, size=4.0, x0=-20, x1=900), hidden=True)]
    made = report(scan)
    assert (made.smallest_type, made.longest_line, made.trim, made.cut_off) == (None, None, None, ())


def test_superscripts_are_not_small_type() -> None:
    words = text("as was shown", x0=50, x1=120, baseline=100, size=13)
    made = report([words, text("3,4", x0=120.5, x1=130, baseline=96, size=9)])
    assert made.smallest_type is not None and made.smallest_type.size.pt == 13
    for alone in (text("3,4", x0=200, x1=210, baseline=96, size=9), text("see", x0=120.5, x1=130, baseline=96, size=9)):
        small = report([words, alone]).smallest_type
        assert small is not None and small.size.pt == 9


def test_lines_are_measured_from_their_stretches() -> None:
    row = [text("a" * 40 + " ", x0=40, x1=200), text("b" * 45, x0=200, x1=380)]
    made = report(row)
    assert made.longest_line is not None
    assert (made.longest_line.characters, made.longest_line.length.pt) == (86, 340)
    assert codes(made) == [("P616", Severity.WARNING)]
    columns = report([text("a" * 50, x0=40, x1=180), text("b" * 50, x0=220, x1=380)]).longest_line
    assert columns is not None and columns.characters == 50
    furniture = replace(text("c" * 99, x0=40, x1=300, baseline=500), artifact=True)
    assert report([text("a" * 50), furniture]).longest_line.characters == 50  # type: ignore[union-attr]


def test_nearest_to_trim_fold_and_printable_edge() -> None:
    # Page 1 lies on the right half of the sheet: its left edge is the fold, the others are cut; the sheet's edge is 0.5
    # mm beyond.
    made = report([text(x0=Length.of_mm(20).pt, x1=Length.of_mm(138).pt, baseline=300)])
    assert made.fold is not None and made.fold.length.mm == pytest.approx(20)
    assert made.trim is not None and made.trim.length.mm == pytest.approx(10)
    assert made.edge is not None and made.edge.length.mm == pytest.approx(10.5 - 6.35, abs=0.01)


def test_content_by_the_knife_and_in_the_unprintable_edge() -> None:
    assert codes(report([text(x1=Length.of_mm(143).pt, baseline=300)])) == [("P613", Severity.WARNING)]
    wide = PrinterProfile(
        name="any",
        unprintable=Edges(right=Length.of_mm(2), left=Length.of_mm(2), top=Length.of_mm(2), bottom=Length.of_mm(2)),
    )
    assert codes(report([text(x1=Length.of_mm(143).pt, baseline=300)], printer=wide)) == [("P612", Severity.WARNING)]


def test_content_that_would_be_cut_off() -> None:
    made = report(*[[text(x1=Length.of_mm(149).pt, baseline=300)]] * 2)
    assert codes(made) == [("P611", Severity.ERROR)]
    assert check_as_printed(made)[0].message.startswith(
        "on page 2 (and on 1 more page), “Words to read” reaches 1.0 mm beyond"
    )


def test_creep_that_pushes_content_into_the_fold_is_cut_off() -> None:
    near_spine = [[text(x0=Length.of_mm(2).pt, x1=200)] for _ in range(120)]
    made = report(*near_spine, paper_thickness=Length.of_mm(0.2))
    assert ("P611", Severity.ERROR) in codes(made)


def test_pictures_count_as_content() -> None:
    facts = facts_of([[]])
    facts = PageFacts(
        pages=(replace(facts.pages[0], pictures=(PictureFact(x0=0, top=0, x1=100, bottom=100, dots_per_inch=300),)),)
    )
    made = report_as_printed(plan_imposition([PORTRAIT_A5], ImpositionOptions()), facts)
    assert made.edge is not None and made.edge.text == "a picture" and made.edge.length.mm == pytest.approx(-6.35)


def test_what_a_stapler_holds() -> None:
    many = [[text()] for _ in range(80)]
    assert codes(report(*many)) == [("P614", Severity.WARNING)]
    assert codes(report(*many, signature="auto")) == []
    assert codes(report(*many, printer=PrinterProfile(name="strong", stapler_sheets=25))) == []


@pytest.mark.parametrize("scheme", SCHEME_NAMES)
def test_every_scheme_reports(scheme: str) -> None:
    made = report(*[[text(size=20.0)]] * 7, scheme=scheme, scaling="fit")
    lines = report_text(made).splitlines()
    assert all(": " in line for line in lines)
    assert lines[0].startswith("Paper:         ")
    assert ("Stapler:" in report_text(made)) == (scheme == "saddle-stitch")
    without = plan_imposition([PORTRAIT_A5] * 7, ImpositionOptions(scheme=scheme, scaling="fit"))  # type: ignore[arg-type]
    assert report_as_printed(without, None).smallest_type is None
    assert report_text(report_as_printed(without, None))


def test_report_as_text() -> None:
    assert report_text(report(*[[text()]] * 6)) == (
        "Paper:         2 sheets of A4, 4 printed sides\n"
        "Pages:         6, and 2 blank pages added\n"
        "Printing:      both sides, flip on the long edge; actual size (100 %)\n"
        "Creep:         0.00, 0.10 mm towards the spine, outermost sheet first\n"
        "Stapler:       one that reaches the fold and holds 2 sheets\n"
        "Smallest type: 14.0 pt as printed, on page 6; 12.6 pt at “fit to printable area”\n"
        "Longest line:  13 characters, 88 mm, on page 6\n"
        "Nearest trim:  17.6 mm from the trim, on page 6\n"
        "Nearest fold:  17.5 mm from a fold, on page 3\n"
        "Nearest edge:  11.8 mm from the edge that printers leave blank, on page 6\n"
    )


def test_the_pages_are_told_in_one_place() -> None:
    even, odd = report(*[[text()]] * 8), report(*[[text()]] * 7)

    def pages(made: AsPrinted, *, to_write_on: int) -> str:
        return report_text(made, to_write_on=to_write_on).splitlines()[1].removeprefix("Pages:         ")

    assert pages(even, to_write_on=0) == "8, none added"
    assert pages(even, to_write_on=1) == "8, one of them added to write on, before the last page"
    assert pages(even, to_write_on=2) == "8, 2 of them added to write on, before the last page"
    assert pages(odd, to_write_on=0) == "7, and 1 blank page added"


def test_settings_in_words() -> None:
    plan = plan_imposition([PORTRAIT_A5] * 4, ImpositionOptions())
    assert settings_words(plan) == ("A4 landscape", "print on both sides, flip on long edge", "actual size (100 %)")
    by_hand = plan_imposition([PORTRAIT_A5] * 4, ImpositionOptions(manual_duplex="face-up", flip="short"))
    assert settings_words(by_hand)[1] == "print the fronts, then the backs; turn on the short edge"
    mini = plan_imposition([page(70, 100)] * 8, ImpositionOptions(scheme="one-sheet"))
    assert settings_words(mini)[1] == "print on one side"
