"""What somebody may choose when pages go onto sheets: paper, fold, flip, margins, creep, marks.

Values only; whether pages fit is known when the plan is made.
"""

from __future__ import annotations

import re
from typing import Literal, get_args

from msgspec import Struct

from wardleaf.findings import Findings
from wardleaf.imposition import faults
from wardleaf.source.suggest import did_you_mean
from wardleaf.style.schema import Imposition
from wardleaf.units import PAPER_SIZES, Length, PaperSize

SchemeName = Literal["saddle-stitch", "letter-fold", "z-fold", "cut-stack", "one-sheet"]
Binding = Literal["left", "right", "top"]
Flip = Literal["long", "short"]
Scaling = Literal["none", "fit"]
MarkName = Literal["crop", "fold", "staple"]
Output = Literal["face-up", "face-down"]

SCHEME_NAMES: tuple[SchemeName, ...] = get_args(SchemeName)
SHEET_NAMES = ("A3", "A4", "A5", "Letter", "Legal", "Tabloid")
STAPLER_SHEETS = 15  # office booklet staplers hold 15 to 20 sheets of 75 g/m²; facts vary, so the cautious end

# Bulk (ISO 534) of uncoated office paper, assumed: mills give 1.2 to 1.3 cm³/g, so 80 g/m² is about 0.10 mm. Coated
# paper is thinner; whoever has a caliper or the packet's figure gives the thickness itself.
_OFFICE_PAPER_BULK = 1.25

_NOTHING = Length(0)
_OFFICE_PAPER = Length.of_mm(80 * _OFFICE_PAPER_BULK / 1000)

_SIDE = r"(\d{1,6}(?:\.\d{1,9})?)"
_SHEET = re.compile(rf"{_SIDE}\s*+(mm|cm|in|pt)?\s*+[x×]\s*+{_SIDE}\s*+(mm|cm|in|pt)\Z", re.IGNORECASE)
_GRAMMAGE = re.compile(r"(\d+(?:\.\d+)?)\s*(?:gsm|g/m2|g/m²|g)\Z", re.IGNORECASE)
_SMALLEST_SHEET = Length.of_mm(50)
_LARGEST_SHEET = Length(14400)  # the largest page that every PDF reader takes (ISO 32000-1, annex C)
_THICKEST_PAPER = Length.of_mm(1)


class ImpositionOptions(Struct, frozen=True, kw_only=True):
    """How pages are put onto sheets.

    `inner_margin` is extra white on either side of each fold or cut, `outer_margin` white kept along the sheet's edges.
    `paper_thickness` of 0 means no creep. `signature` is the most sheets folded into one another: a number, `auto` (as
    many as a stapler holds), or `None` for one signature. `keep_last` is how many pages stay last when blank ones are
    added; `None` is the scheme's usual. `copies` makes `cut-stack` repeat each page on a sheet instead of taking the
    next ones; `up` is how many it puts there. `manual_duplex` says how the printer delivers paper, and asks for fronts
    and backs as two files.
    """

    scheme: SchemeName = "saddle-stitch"
    sheet: PaperSize = PAPER_SIZES["A4"]
    scaling: Scaling = "none"
    binding: Binding = "left"
    flip: Flip = "long"
    inner_margin: Length = _NOTHING
    outer_margin: Length = _NOTHING
    paper_thickness: Length = _OFFICE_PAPER
    signature: int | Literal["auto"] | None = None
    keep_last: int | None = None
    marks: frozenset[MarkName] = frozenset()
    copies: bool = True
    up: Literal[2, 4] = 2
    manual_duplex: Output | None = None


def parse_sheet(text: str) -> PaperSize:
    """The sheet written as a name (`A4`, `letter`) or as `WIDTHxHEIGHT` with a unit (`320x450mm`); `ValueError` with a
    sentence otherwise.
    """
    written = text.strip()
    for name in SHEET_NAMES:
        if written.casefold() == name.casefold():
            return PAPER_SIZES[name]
    found = _SHEET.match(written)
    if not found:
        near = did_you_mean(written, SHEET_NAMES)
        raise ValueError(
            f"there is no sheet `{written}`; write {', '.join(SHEET_NAMES)}, or a size such as `320x450mm`"
            + (f" ({near})" if near else "")
        )
    unit = found[4].lower()
    width = Length.parse(f"{found[1]}{(found[2] or unit).lower()}")
    height = Length.parse(f"{found[3]}{unit}")
    if min(width, height) < _SMALLEST_SHEET or max(width, height) > _LARGEST_SHEET:
        raise ValueError(f"no sheet of paper is `{written}`: a side is between 50 mm and 5 m")
    return PaperSize(written, width, height)


def parse_paper_thickness(text: str) -> Length:
    """The thickness of one sheet, written as a length (`0.1mm`) or as a grammage (`80gsm`); `ValueError` with a
    sentence otherwise.

    A grammage becomes a thickness by the bulk of uncoated office paper, 1.25 cm³/g (thickness = grammage × bulk, ISO
    534).
    """
    written = text.strip()
    grammage = _GRAMMAGE.match(written)
    try:
        thickness = _thickness_of_grammage(float(grammage[1])) if grammage else Length.parse(written)
    except ValueError:
        raise ValueError(f"`{written}` is no thickness of paper; write it as `0.1mm` or `80gsm`") from None
    if not Length(0) <= thickness <= _THICKEST_PAPER:
        raise ValueError(f"`{written}` is no thickness of paper: a sheet is at most 1 mm thick")
    return thickness


def _thickness_of_grammage(grams: float) -> Length:
    """How thick a sheet of uncoated office paper of `grams` per square metre is, taken as 1.25 cm³/g."""
    return Length.of_mm(grams * _OFFICE_PAPER_BULK / 1000)


def options_of_style(imposition: Imposition, findings: Findings) -> ImpositionOptions | None:
    """What a style asks for, or None after telling that it names a scheme or sheet that there is not."""
    scheme = next((name for name in SCHEME_NAMES if name == imposition.scheme), None)
    sheet = _sheet_of_style(imposition.sheet)
    if scheme is None:
        hint = did_you_mean(imposition.scheme, SCHEME_NAMES) or f"write {', '.join(SCHEME_NAMES)}"
        findings.add(
            faults.UNKNOWN_SCHEME.at(
                None, f"the style asks for the scheme `{imposition.scheme}`, which there is not", hint=hint
            )
        )
    if sheet is None:
        findings.add(
            faults.UNKNOWN_SCHEME.at(None, f"the style asks for the sheet `{imposition.sheet}`, which there is not")
        )
    if scheme is None or sheet is None:
        return None
    return ImpositionOptions(
        scheme=scheme,
        sheet=sheet,
        scaling=imposition.scaling,
        binding=imposition.binding,
        flip=imposition.flip,
        paper_thickness=imposition.paper_thickness,
        inner_margin=imposition.inner_margin,
        outer_margin=imposition.outer_margin,
        marks=frozenset(imposition.marks or ()),
    )


def _sheet_of_style(written: str) -> PaperSize | None:
    try:
        return parse_sheet(written)
    except ValueError:
        return None
