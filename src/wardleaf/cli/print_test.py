"""`wardleaf print-test`: a sheet that shows how a printer turns paper, how far it is off, and what it leaves blank."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from wardleaf.cli.console import leave, say, show_findings
from wardleaf.cli.impose import SHEET, read_printer
from wardleaf.cli.options import shown_path
from wardleaf.cli.outputs import refuse_inputs


@click.command("print-test")
@click.option(
    "--sheet",
    metavar="SIZE",
    type=SHEET,
    help="The paper in the printer: A4, Letter, or a size such as 320x450mm. Without it: A4.",
)
@click.option(
    "--printer-profile",
    "printer",
    metavar="FILE.yaml",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What was measured before: the sheet is moved by it, so that a corrected printer shows 0.",
)
@click.option(
    "--output",
    metavar="OUT.pdf",
    type=click.Path(path_type=Path),
    help="Where to write. Without it: print-test.pdf here.",
)
def command(*, sheet: Any, printer: Path | None, output: Path | None) -> None:
    """Make a sheet of two sides to print once on each printer.

    Print it as booklets are printed: on both sides, flip on long edge, actual size. It says itself what to measure and where to write it down.
    """
    from wardleaf.findings import Findings
    from wardleaf.records.files import write_file
    from wardleaf.typeset.print_test import draw_print_test, unprintable
    from wardleaf.units import PAPER_SIZES

    findings = Findings()
    profile = read_printer(printer, findings)
    findings.extend(unprintable(profile.name))
    path = output or Path("print-test.pdf")
    refuse_inputs([path], [printer] if printer else [], option="--output")
    if not findings.has_errors:
        pdf = draw_print_test(
            sheet or PAPER_SIZES["A4"],
            printer=profile.name,
            front=(profile.front.right, profile.front.down),
            back=(profile.back.right, profile.back.down),
        )
        if write_file(path, pdf, shown=shown_path(path), findings=findings):
            say(shown_path(path))
            say("Print it on both sides, flip on long edge, actual size (100 %). It says itself what to do next.")
    show_findings(findings, format="text", err=True)
    leave(findings)
