"""Pages and options in, a plan out: pure arithmetic, and the plan as text. Knows the schemes by name, and no PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import ModuleType

from wardleaf.findings import Rejected
from wardleaf.imposition import faults
from wardleaf.imposition.options import ImpositionOptions, SchemeName
from wardleaf.imposition.schemes import cut_stack, letter_fold, one_sheet, saddle_stitch, z_fold
from wardleaf.imposition.sheets import Box, ImpositionPlan, Line, PageSize, Place, Side

_SCHEMES: Mapping[SchemeName, ModuleType] = {
    "saddle-stitch": saddle_stitch,
    "letter-fold": letter_fold,
    "z-fold": z_fold,
    "cut-stack": cut_stack,
    "one-sheet": one_sheet,
}


def plan_imposition(page_sizes: Sequence[PageSize], options: ImpositionOptions) -> ImpositionPlan:
    """Where every page goes; raises `Rejected` when there are no pages or when they do not fit on the sheet."""
    if not page_sizes:
        raise Rejected([faults.NO_PAGES.at(None, "there are no pages to print")])
    if min(options.inner_margin, options.outer_margin).pt < 0:
        raise Rejected([faults.NO_ROOM.at(None, "a margin cannot be less than nothing")])
    plan: ImpositionPlan = _SCHEMES[options.scheme].lay_out(page_sizes, options)
    return plan


def instructions(scheme: SchemeName) -> str:
    """How to print, fold and bind what this scheme makes: a sentence, then numbered steps, one a line."""
    return (_SCHEMES[scheme].__doc__ or "").strip()


def plan_text(plan: ImpositionPlan) -> str:
    """The plan for reading and for `--emit plan`: YAML, lengths in millimetres from the sheet's upper left corner,
    pages counted from 1.
    """
    options = plan.options
    lines = [
        f"scheme: {options.scheme}",
        f"sheet: {{name: {_quoted(options.sheet.name)}, width: {plan.width.mm:.2f}, height: {plan.height.mm:.2f}}}",
        f"binding: {options.binding}",
        f"flip: {options.flip}",
        f"backs-turned: {'yes' if plan.backs_turned else 'no'}",
        f"scaling: {options.scaling}",
        f"pages: {plan.page_count}",
        f"added-pages: {plan.added_pages}",
    ]
    if plan.signatures:
        lines.append(f"signatures: [{', '.join(str(count) for count in plan.signatures)}]")
    lines.append("sheets:")
    for number, sheet in enumerate(plan.sheets, start=1):
        lines.append(f"  - sheet: {number}")
        if len(plan.signatures) > 1:
            lines.append(f"    signature: {sheet.signature + 1}")
        lines.append(f"    creep: {sheet.creep.mm:.2f}")
        for name, side in (("front", sheet.front), ("back", sheet.back)):
            if side is not None:
                lines += [f"    {name}:", *(f"      {line}" for line in _side_lines(side))]
    return "\n".join(lines) + "\n"


def _side_lines(side: Side) -> list[str]:
    lines = ["places:", *(f"  - {_place_text(place)}" for place in side.places)]
    for name, found in (("folds", side.folds), ("cuts", side.cuts)):
        if found:
            lines += [f"{name}:", *(f"  - {_line_text(line)}" for line in found)]
    if side.marks:
        lines += ["marks:", *(f"  - {{{mark.kind}: {_line_text(mark.line)}}}" for mark in side.marks)]
    return lines


def _place_text(place: Place) -> str:
    page = "blank" if place.page is None else str(place.page + 1)
    parts = [f"page: {page}", f"trim: {_box_text(place.trim)}"]
    if place.page is not None:
        parts.append(f"box: {_box_text(place.box)}")
    if place.rotation:
        parts.append(f"turned: {place.rotation}")
    if place.shift.pt:
        parts.append(f"shift: {place.shift.mm:.2f}")
    if place.scale != 1.0:
        parts.append(f"scale: {place.scale:.4f}")
    return "{" + ", ".join(parts) + "}"


def _box_text(box: Box) -> str:
    return f"[{', '.join(_number(length.mm) for length in (box.x, box.top, box.width, box.height))}]"


def _line_text(line: Line) -> str:
    return f"[{', '.join(_number(length.mm) for length in (line.x0, line.top0, line.x1, line.top1))}]"


def _number(value: float) -> str:
    return f"{round(value, 2) + 0.0:.2f}"  # adding zero makes -0.00 plain


def _quoted(text: str) -> str:
    return text if text.isalnum() else f'"{text}"'
