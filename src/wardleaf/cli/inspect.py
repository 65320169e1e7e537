"""`wardleaf inspect`: what a finished PDF holds, ours or another's."""

from __future__ import annotations

from pathlib import Path

import click

from wardleaf.cli.console import leave, say, say_value, show_findings
from wardleaf.cli.options import shown_path


@click.command("inspect")
@click.argument("file", metavar="FILE.pdf", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--tags", "view", flag_value="tags", help="Print the tags as YAML.")
@click.option(
    "--text", "view", flag_value="text", help="Print the words in the order of the tags, as a screen reader takes them."
)
@click.option("--facts", "view", flag_value="facts", help="Print what stands where on each page, as YAML.")
def command(*, file: Path, view: str | None) -> None:
    """Tell what a finished PDF holds: title, language, pages, fonts, tags, links and what it declares.

    Any PDF can be read, also one that Wardleaf did not make. The exit code is 1 when it cannot.
    """
    from wardleaf.findings import Findings
    from wardleaf.library.files import FoundFile, read_bytes
    from wardleaf.readback.printing import facts_yaml, inspect_report, structure_text, tags_yaml
    from wardleaf.readback.reader import read_pdf

    findings = Findings()
    shown = shown_path(file)
    data = read_bytes(FoundFile(file, shown), findings=findings)
    read = read_pdf(data, name=shown, findings=findings) if data is not None else None
    show_findings(findings, format="text", err=True)
    if read:
        match view:
            case "tags":
                say_value(tags_yaml(read))
            case "facts":
                say_value(facts_yaml(read.page_facts))
            case "text":
                say(structure_text(read).rstrip("\n"))
            case _:
                say(inspect_report(read).rstrip("\n"))
    leave(findings)
