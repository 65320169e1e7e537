from __future__ import annotations

import pytest

from wardleaf.findings import Findings, SourceFile
from wardleaf.imposition import faults
from wardleaf.imposition.options import ImpositionOptions, options_of_style, parse_paper_thickness, parse_sheet
from wardleaf.imposition.printer import NO_PROFILE, Offset, decode_printer
from wardleaf.style.schema import Imposition
from wardleaf.units import PAPER_SIZES, Length


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("A3", (297, 420)),
        ("a4", (210, 297)),
        ("A5", (148, 210)),
        ("letter", (215.9, 279.4)),
        ("Legal", (215.9, 355.6)),
        ("TABLOID", (279.4, 431.8)),
        ("320x450mm", (320, 450)),
        ("320mm x 45cm", (320, 450)),
        ("12 × 18 in", (304.8, 457.2)),
    ],
)
def test_sheets(text: str, size: tuple[float, float]) -> None:
    sheet = parse_sheet(text)
    assert (sheet.width.mm, sheet.height.mm) == (pytest.approx(size[0]), pytest.approx(size[1]))


@pytest.mark.parametrize("text", ["", "A9", "320x450", "10x10mm", "9000x9000mm", "Leter", "-3x4in", "B5"])
def test_no_sheets(text: str) -> None:
    with pytest.raises(ValueError, match=r"there is no sheet|no sheet of paper"):
        parse_sheet(text)


@pytest.mark.parametrize(
    ("text", "millimetres"),
    [("0.1mm", 0.1), ("80gsm", 0.1), ("80 g/m²", 0.1), ("100 gsm", 0.125), ("75 g/m2", 0.09375), ("0mm", 0.0)],
)
def test_thickness_of_paper(text: str, millimetres: float) -> None:
    assert parse_paper_thickness(text).mm == pytest.approx(millimetres)


@pytest.mark.parametrize("text", ["", "thin", "2mm", "-0.1mm", "5000gsm", "0.1"])
def test_no_thickness_of_paper(text: str) -> None:
    with pytest.raises(ValueError, match="no thickness of paper"):
        parse_paper_thickness(text)


def of_style(**changes: object) -> tuple[ImpositionOptions | None, Findings]:
    findings = Findings()
    entries = {
        "scheme": "saddle-stitch",
        "sheet": "A4",
        "binding": "right",
        "flip": "short",
        "paper_thickness": Length.of_mm(0.2),
        "scaling": "none",
        "inner_margin": Length(0),
        "outer_margin": Length(0),
        "marks": (),
        "text": "black",
    }
    return options_of_style(Imposition(**(entries | changes)), findings), findings  # type: ignore[arg-type]


def test_what_a_style_asks_for() -> None:
    options, findings = of_style()
    assert not len(findings)
    assert options == ImpositionOptions(
        binding="right", flip="short", paper_thickness=Length.of_mm(0.2), sheet=PAPER_SIZES["A4"]
    )
    options, findings = of_style(
        sheet="320x450mm", inner_margin=Length.of_mm(3), outer_margin=Length.of_mm(5), marks=("fold", "crop")
    )
    assert not len(findings)
    assert options is not None
    assert (options.sheet.width.mm, options.sheet.height.mm) == (pytest.approx(320), pytest.approx(450))
    assert (options.inner_margin.mm, options.outer_margin.mm) == (pytest.approx(3), pytest.approx(5))
    assert options.marks == {"crop", "fold"}
    options, findings = of_style(scheme="saddle-stich", sheet="A44")
    assert options is None
    assert [(finding.code, finding.hint) for finding in findings] == [
        ("P619", "did you mean `saddle-stitch`?"),
        ("P619", ""),
    ]


def printer(text: str) -> tuple[object, list[str]]:
    findings = Findings()
    return decode_printer(SourceFile("ward-3.yaml", text), findings), [finding.message for finding in findings]


def test_printer_profiles() -> None:
    profile, told = printer(
        "name: Ward 3\nfront: {right: 1.5mm}\nback: {right: -0.5mm, down: 1mm}\nunprintable: {top: 5mm}\noutput: face-up\nstapler-sheets: 20\n"
    )
    assert told == []
    assert profile.front == Offset(right=Length.of_mm(1.5))  # type: ignore[attr-defined]
    assert profile.back.down.mm == pytest.approx(1)  # type: ignore[attr-defined]
    assert profile.unprintable.top.mm == pytest.approx(5)  # type: ignore[attr-defined]
    assert profile.unprintable.left == NO_PROFILE.unprintable.left  # type: ignore[attr-defined]
    assert (profile.output, profile.stapler_sheets) == ("face-up", 20)  # type: ignore[attr-defined]


def test_printer_profiles_with_mistakes() -> None:
    profile, told = printer("name: Ward 3\nfront: {rigth: 1.5mm}\noutput: sideways\n")
    assert profile is None
    assert told == ["unknown key `rigth` in `front`", "`output` must be `face-up` or `face-down`, not `sideways`"]


def test_fault_codes() -> None:
    codes = [fault.code for fault in faults.FAULTS]
    assert len(codes) == len(set(codes)) and all(code.startswith("P6") for code in codes)
    assert len({fault.name for fault in faults.FAULTS}) == len(codes)
    assert all(fault.explanation.endswith(".") for fault in faults.FAULTS)
