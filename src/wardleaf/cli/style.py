"""`wardleaf style`: what a style says, who says it, and how it looks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wardleaf.cli.console import leave, say, say_value, show_findings
from wardleaf.cli.options import edition_names, known, library_option, open_workshop, shown_path
from wardleaf.cli.outputs import refuse_library_files

if TYPE_CHECKING:
    from wardleaf.findings import Findings
    from wardleaf.pipeline import Workshop
    from wardleaf.style.explain import Explanation


@click.command("style")
@click.argument("name", metavar="NAME")
@click.option(
    "--edition",
    metavar="NAME",
    shell_complete=edition_names,
    help="In this edition. Without it: standard, and for --specimen all.",
)
@click.option("--explain", "key", metavar="KEY", help="Tell where one value comes from, such as heading.2.text.colour.")
@click.option("--specimen", is_flag=True, help="Write a PDF of every element, in colour and in grey.")
@click.option(
    "--out",
    metavar="FILE.pdf",
    type=click.Path(path_type=Path),
    help="Where to write the specimen. Without it: build/ in the library.",
)
@library_option
def command(
    *, name: str, edition: str | None, key: str | None, specimen: bool, out: Path | None, library: Path | None
) -> None:
    """Show every value of the style NAME as YAML, tell where one value comes from, or print a specimen.

    \b
    wardleaf style riverside --explain tokens.accent
    wardleaf style riverside --edition booklet --explain heading.2
    wardleaf style riverside --specimen
    """  # noqa: D301  # \b tells click to keep the lines as they are
    from wardleaf.dump import dump_yaml
    from wardleaf.editions import PRINTED_EDITIONS
    from wardleaf.findings import Findings
    from wardleaf.style.cascade import resolve_style
    from wardleaf.style.explain import explain_style

    workshop = open_workshop(library)
    if out:
        refuse_library_files(out, workshop.root, option="--out")
    findings = Findings()
    (style,) = known("style", [name], {*workshop.library.styles, *(workshop.library.unread & {name})})
    editions = known("edition", [edition] if edition else [], PRINTED_EDITIONS)
    styles = workshop.library.styles
    if key:
        told = explain_style(styles, name=style, edition=(*editions, *PRINTED_EDITIONS)[0], key=key, findings=findings)
        for explanation in told:
            say(_lines(explanation))
    elif specimen:
        _specimen(
            workshop,
            style,
            editions or PRINTED_EDITIONS,
            out or workshop.root / "build" / f"{style}-specimen.pdf",
            findings,
        )
    else:
        resolved = resolve_style(styles, name=style, edition=(*editions, *PRINTED_EDITIONS)[0], findings=findings)
        if resolved:
            say_value(dump_yaml(resolved))
    show_findings(findings, format="text", err=True)
    leave(findings)


def _lines(explanation: Explanation) -> str:
    """The key and its value, then each place that sets it, the one that counts last."""
    places = [(str(setting.span), setting.edition or "all editions", setting.text) for setting in explanation.settings]
    widths = [max(map(len, column)) for column in zip(*places)]
    rows = ["  ".join(cell.ljust(width) for cell, width in zip(place, widths)).rstrip() for place in places]
    return "\n".join([f"{explanation.key}: {explanation.value}", *(f"  {row}" for row in rows)])


def _specimen(workshop: Workshop, style: str, editions: tuple[str, ...], path: Path, findings: Findings) -> None:
    from wardleaf.pipeline import style_specimen
    from wardleaf.records.files import write_file

    pdf = style_specimen(workshop, style, editions, findings)
    if pdf and write_file(path, pdf, shown=shown_path(path), findings=findings):
        say(shown_path(path))
