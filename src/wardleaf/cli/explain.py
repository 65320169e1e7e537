"""`wardleaf explain`: the page of one kind of finding, and the pages that findings name."""

from __future__ import annotations

import textwrap

import click

from wardleaf.cli.console import say

_WIDTH = 88


@click.command("explain")
@click.argument("wanted", metavar="[CODE|NAME|PAGE]", required=False)
def command(wanted: str | None) -> None:
    """Explain a finding by its code, such as L104, or by its name, such as unknown-key.

    Without a code all are listed. A page that a finding names, such as docs/authoring.md, is printed by its name.
    """
    from wardleaf.explanations import all_faults, find_fault, find_page, nearest_faults

    if wanted is None:
        say("\n".join(f"{fault.code}  {fault.name}" for fault in all_faults()))
        return
    fault = find_fault(wanted)
    page = find_page(wanted) if fault is None else None
    if page:
        say(page.rstrip("\n"))
        return
    if fault is None:
        near = ", ".join(f"{near.code} {near.name}" for near in nearest_faults(wanted)[:5])
        did = f"Did you mean {near}?" if near else "`wardleaf explain` lists all."
        raise click.UsageError(f"No finding has the code or name `{wanted}`. {did}")
    paragraphs = [
        textwrap.fill(part, _WIDTH, break_on_hyphens=False, break_long_words=False)
        for part in fault.explanation.split("\n\n")
    ]
    say("\n\n".join((f"{fault.code}  {fault.name}  ({fault.severity})", *paragraphs)))
