"""From a set booklet to the file that is printed: plan, note for the first sheet, press, and what will come out of the
printer.

Joins imposition and typeset, which do not know each other, and writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wardleaf.findings import Finding, Findings, Rejected, Span
from wardleaf.values import replace

if TYPE_CHECKING:
    from wardleaf.imposition.impose import Imposed, PressJob
    from wardleaf.imposition.options import ImpositionOptions
    from wardleaf.imposition.page_source import PageSource
    from wardleaf.imposition.printer import PrinterProfile
    from wardleaf.imposition.report import AsPrinted
    from wardleaf.page_facts import PageFacts
    from wardleaf.pdf.object_file import ObjectFile
    from wardleaf.style.schema import Style
    from wardleaf.typeset.copy_template import CopyTemplate
    from wardleaf.typeset.typesetter import Typeset


# What decides about the room on a sheet; a style that changes one of them is where to look.
_ON_SHEETS = ("scheme", "binding", "inner-margin", "outer-margin", "sheet")
_BASE = "styles/base.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintFile:
    """A booklet's print file: its bytes, how many sides it has, the report for reading, and the same as plain values
    for the manifest.

    `file` is what the print files of further copies are made from, `late` numbers in it the pages (by index) that they
    have otherwise; `job` puts them on sheets of one file for all copies.
    """

    pdf: bytes = field(repr=False)
    file: ObjectFile = field(repr=False)
    late: Mapping[int, int]
    job: PressJob = field(repr=False)
    sides: int
    report: str
    as_printed: Mapping[str, object]


@dataclass(frozen=True, slots=True, eq=False)
class HandoutTemplate:
    """What further personal copies of a handout are made from: its template and, of a booklet, the print file made of it.
    All have the same fields filled in.
    """

    template: CopyTemplate = field(repr=False)
    printed: PrintFile | None = field(repr=False)
    complete: bool = (
        True  # whether nothing was left out so that pages come out even: values in there were measured, too
    )

    @property
    def usable(self) -> bool:
        """Whether it can take other values than those that it was made with."""
        return self.template.usable and self.complete

    def reading_copy(self, streams: Mapping[int, bytes]) -> bytes:
        """The PDF with `streams`, by their numbers in the template, in place."""
        return self.template.file.written(streams)

    def print_copy(self, streams: Mapping[int, bytes]) -> bytes | None:
        """The print file of the booklet with `streams` in place; None of other editions."""
        return (
            self.printed.file.written({self.printed.late[page]: data for page, data in self.pages(streams).items()})
            if self.printed
            else None
        )

    def pages(self, streams: Mapping[int, bytes]) -> Mapping[int, bytes]:
        """`streams` by the index of the page that each is."""
        return {page: streams[number] for page, number in self.template.pages.items() if number in streams}


def folding_problems(style: Style, place: Callable[[str], Span | None]) -> tuple[Finding, ...]:
    """Why no page of `style` can be put onto its sheets, before there is a page: an unknown scheme, or a place that is
    too small for the style's paper. Nothing for an edition that is not folded. `place` says where a key was written.
    """
    if not style.folded:
        return ()
    from wardleaf.imposition.options import options_of_style
    from wardleaf.imposition.plan import plan_imposition
    from wardleaf.imposition.sheets import PageSize
    from wardleaf.units import PAPER_SIZES

    findings = Findings()
    options = options_of_style(style.imposition, findings)
    paper = PAPER_SIZES[style.page.paper]
    try:
        if options:
            plan_imposition([PageSize(width=paper.width, height=paper.height)], options)
    except Rejected as rejected:
        findings.extend(rejected.findings)
    if not findings:
        return ()
    own = [span for key in _ON_SHEETS if (span := place(f"imposition.{key}"))]
    span = next((span for span in own if span.file.path != _BASE), own[-1] if own else None)
    return tuple(
        replace(one, span=span, message=one.message.replace("page 1 is", "a page of this style is", 1))
        for one in findings
    )


def print_file(made: Typeset, style: Style, *, title: str, findings: Findings) -> PrintFile | None:
    """The print file of a booklet as `style` folds it, or None after telling why it cannot be made."""
    from wardleaf.imposition.options import options_of_style
    from wardleaf.imposition.page_source import DrawnSource
    from wardleaf.imposition.report import check_as_printed, report_as_printed, report_text

    options = options_of_style(style.imposition, findings)
    if options is None:
        return None
    try:
        source = DrawnSource(made.pages)
        imposed = impose_with_note(
            source, options, title=title, facts=made.page_facts, late_pages=tuple(made.template.pages)
        )
    except Rejected as rejected:
        findings.extend(rejected.findings)
        return None
    report = report_as_printed(imposed.plan, made.page_facts)
    findings.extend((*imposed.findings, *check_as_printed(report, chosen=style.floor.text)))
    return PrintFile(
        pdf=imposed.files[0].pdf,
        file=imposed.files[0].file,
        late=imposed.files[0].late,
        job=imposed.job,
        sides=report.sides,
        report=report_text(report, to_write_on=made.added_pages),
        as_printed=_printed_values(report, added_pages=made.added_pages + report.added_pages),
    )


def impose_with_note(
    source: PageSource,
    options: ImpositionOptions,
    *,
    facts: PageFacts | None,
    title: str = "",
    printer: PrinterProfile | None = None,
    assembly: bool = False,
    late_pages: Collection[int] = (),
) -> Imposed:
    """The pages of `source` on sheets, with the 100 mm bar and the settings in words where there is clear room;
    `assembly` puts a page of instructions before the first sheet.

    `late_pages` (indices) are those that other copies have otherwise. Raises `Rejected` when a page cannot be copied or
    does not fit its sheets.
    """
    from wardleaf.imposition.impose import impose_pdf
    from wardleaf.imposition.page_source import DrawnSource
    from wardleaf.imposition.plan import instructions, plan_imposition
    from wardleaf.imposition.printer import NO_PROFILE
    from wardleaf.imposition.report import settings_words
    from wardleaf.typeset.print_test import draw_assembly, draw_note

    plan = plan_imposition(source.sizes, options)
    words = settings_words(plan)
    page = (
        draw_assembly(plan, instructions(options.scheme), words, stapled=options.scheme == "saddle-stitch")
        if assembly
        else None
    )
    return impose_pdf(
        source,
        options,
        title=title,
        facts=facts,
        printer=printer or NO_PROFILE,
        note=DrawnSource(draw_note(words).pages),
        assembly=DrawnSource(page.pages) if page else None,
        late_pages=late_pages,
    )


def _printed_values(report: AsPrinted, *, added_pages: int) -> dict[str, object]:
    """`report` as plain values by name: counts, millimetres and points, rounded as a reader would."""
    values: dict[str, object] = {
        "scheme": report.scheme,
        "sheet": report.sheet,
        "flip": report.flip or "",
        "sheets": report.sheets,
        "sides": report.sides,
        "added-pages": added_pages,
        "creep-mm": [round(shift.mm, 2) for shift in report.creep],
        "stapler-sheets": max(report.signatures, default=0) if report.stapled else 0,
    }
    if report.smallest_type:
        values["smallest-type-pt"] = round(report.smallest_type.size.pt, 1)
        values["smallest-type-at-fit-pt"] = round(report.smallest_type.size.pt * report.fitted, 1)
    if report.longest_line:
        values["longest-line-characters"] = report.longest_line.characters
        values["longest-line-mm"] = round(report.longest_line.length.mm)
    for name, distance in (("trim", report.trim), ("fold", report.fold), ("printers-blank-edge", report.edge)):
        if distance:
            values[f"nearest-to-{name}-mm"] = round(distance.length.mm, 1)
    return values
