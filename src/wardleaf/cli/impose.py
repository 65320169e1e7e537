"""`wardleaf impose`: any PDF as a print file to fold, with a report of what will come out of the printer."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wardleaf.cli.console import leave, say, say_value, show_findings
from wardleaf.cli.options import shown_path
from wardleaf.cli.outputs import refuse_inputs

if TYPE_CHECKING:
    from wardleaf.findings import Findings
    from wardleaf.imposition.impose import Imposed
    from wardleaf.imposition.options import ImpositionOptions
    from wardleaf.imposition.printer import PrinterProfile


class _Parsed(click.ParamType[Any]):
    """A value that a room below reads, whose `ValueError` says in a sentence what is wrong."""

    def __init__(self, name: str, parse: Callable[[str], Any]) -> None:
        self.name = name
        self._parse = parse

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return self._parse(value)
        except ValueError as problem:
            self.fail(str(problem), param, ctx)


def _length(text: str) -> object:
    from wardleaf.units import Length

    try:
        return Length.parse(text)
    except ValueError:
        raise ValueError(f"`{text}` is not {Length.expects}") from None


def _sheet(text: str) -> object:
    from wardleaf.imposition.options import parse_sheet

    return parse_sheet(text)


def _paper(text: str) -> object:
    from wardleaf.imposition.options import parse_paper_thickness

    return parse_paper_thickness(text)


def _signature(text: str) -> object:
    if text != "auto" and not (re.fullmatch(r"[0-9]{1,6}", text) and int(text)):
        raise ValueError(f"`{text}` is neither a number of sheets nor `auto`")
    return text if text == "auto" else int(text)


_LENGTH, SHEET, _PAPER, _SIGNATURE = (
    _Parsed("length", _length),
    _Parsed("sheet", _sheet),
    _Parsed("paper", _paper),
    _Parsed("signature", _signature),
)


@click.command("impose")
@click.argument("file", metavar="FILE.pdf", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--output",
    metavar="OUT.pdf",
    type=click.Path(path_type=Path),
    help="Where to write. Without it: FILE-print.pdf beside FILE.",
)
@click.option(
    "--scheme",
    type=click.Choice(["saddle-stitch", "letter-fold", "z-fold", "cut-stack", "one-sheet"]),
    help="How the paper is folded. Without it: saddle-stitch, a stapled booklet.",
)
@click.option(
    "--sheet", metavar="SIZE", type=SHEET, help="The paper in the printer: A4, Letter, or a size such as 320x450mm."
)
@click.option(
    "--scaling",
    type=click.Choice(["none", "fit"]),
    help="fit makes pages smaller that do not fit; without it that is an error.",
)
@click.option(
    "--binding",
    type=click.Choice(["left", "right", "top"]),
    help="Which edge is bound; right for right-to-left languages.",
)
@click.option(
    "--flip",
    type=click.Choice(["long", "short"]),
    help="Which edge the printer turns the paper on; long is the usual setting.",
)
@click.option(
    "--inner-margin", metavar="LENGTH", type=_LENGTH, help="More white on either side of each fold, such as 3mm."
)
@click.option("--outer-margin", metavar="LENGTH", type=_LENGTH, help="White to keep along the sheet's edges.")
@click.option(
    "--paper",
    "paper_thickness",
    metavar="THICKNESS",
    type=_PAPER,
    help="The thickness of a sheet, such as 0.1mm or 80gsm, against creep.",
)
@click.option(
    "--signature", metavar="SHEETS|auto", type=_SIGNATURE, help="At most so many sheets folded into one another."
)
@click.option(
    "--keep-last", metavar="N", type=click.IntRange(min=0), help="So many pages stay last when blank ones are added."
)
@click.option(
    "--marks", type=click.Choice(["crop", "fold", "staple"]), multiple=True, help="Marks to print; may be given again."
)
@click.option("--up", type=click.Choice(["2", "4"]), help="For cut-stack: how many a side.")
@click.option(
    "--manual-duplex",
    type=click.Choice(["face-up", "face-down"]),
    help="Fronts and backs as two files, for a printer that delivers paper so.",
)
@click.option(
    "--printer",
    metavar="FILE.yaml",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What is known of the printer.",
)
@click.option("--allow-small-type", metavar="REASON", default="", help="Why type under 12 pt as printed is accepted.")
@click.option(
    "--assembly", is_flag=True, help="A page before the first sheet: how to print, fold and staple, with pictures."
)
@click.option("--plan", "only_plan", is_flag=True, help="Print where each page goes, and write nothing.")
def command(
    *,
    file: Path,
    output: Path | None,
    printer: Path | None,
    allow_small_type: str,
    assembly: bool,
    only_plan: bool,
    **chosen: Any,
) -> None:
    """Put the pages of FILE.pdf, any PDF, onto sheets to print, fold and staple, and tell what will come out of the printer.

    Pages are never made smaller without --scaling fit.
    """
    from wardleaf.findings import Findings, Rejected
    from wardleaf.imposition.plan import instructions, plan_text
    from wardleaf.imposition.press import SourcePdf
    from wardleaf.imposition.report import check_as_printed, report_as_printed, report_text
    from wardleaf.library.files import FoundFile, read_bytes
    from wardleaf.printing import impose_with_note
    from wardleaf.readback.reader import read_pdf

    findings = Findings()
    options = _options(chosen)
    path = output or file.with_name(f"{file.stem}-print.pdf")
    if not only_plan:
        places = [_place(path, name) for name in ("", "fronts", "backs")]
        refuse_inputs(
            places, [file, *([printer] if printer else [])], option="--output" if output else "The print file"
        )
    profile = read_printer(printer, findings)
    data = read_bytes(FoundFile(file, shown_path(file)), findings=findings)
    imposed = None
    if data is not None and not findings.has_errors:
        # What cannot be measured is not reported; whether the file can be printed is for the press to say.
        read = read_pdf(data, name=shown_path(file), findings=Findings(), trimmed=True)
        facts = read.page_facts if read else None
        try:
            imposed = impose_with_note(SourcePdf(data), options, facts=facts, printer=profile, assembly=assembly)
        except Rejected as rejected:
            findings.extend(rejected.findings)
    if imposed:
        report = report_as_printed(imposed.plan, facts, profile)
        findings.extend((*imposed.findings, *check_as_printed(report, small_type_reason=allow_small_type)))
        if only_plan:
            say_value(plan_text(imposed.plan))
        else:
            if not findings.has_errors:
                _write(imposed, path, findings)
            say(f"{report_text(report)}\n{instructions(options.scheme)}")
    show_findings(findings, format="text", err=True)
    leave(findings)


def _options(chosen: dict[str, Any]) -> ImpositionOptions:
    from wardleaf.imposition.options import ImpositionOptions

    given = {name: value for name, value in chosen.items() if value not in (None, ())}
    if "marks" in given:
        given["marks"] = frozenset(given["marks"])
    if "up" in given:
        given["up"] = int(given["up"])
    return ImpositionOptions(**given)


def read_printer(printer: Path | None, findings: Findings) -> PrinterProfile:
    """The printer's profile in the file `printer`, or nothing known of it without one; what is wrong with the file is told."""
    from wardleaf.imposition.printer import NO_PROFILE, decode_printer
    from wardleaf.library.files import FoundFile, read_bytes
    from wardleaf.source.text import clean_text

    if printer is None:
        return NO_PROFILE
    shown = shown_path(printer)
    data = read_bytes(FoundFile(printer, shown), findings=findings)
    text = clean_text(shown, data, findings) if data is not None else None
    return (decode_printer(text, findings) if text else None) or NO_PROFILE


def _place(path: Path, name: str) -> Path:
    """Where the file `name` of a print file at `path` goes: fronts and backs are two files."""
    return path.with_name(f"{path.stem}-{name}{path.suffix}") if name else path


def _write(imposed: Imposed, path: Path, findings: Findings) -> None:
    from wardleaf.records.files import write_file

    for made in imposed.files:
        place = _place(path, made.name)
        if write_file(place, made.pdf, shown=shown_path(place), findings=findings):
            say(shown_path(place))
