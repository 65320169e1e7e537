"""`wardleaf explain`: the page of one kind of finding."""

from __future__ import annotations

import textwrap

import click

from wardleaf.cli.console import say

_WIDTH = 88


@click.command("explain")
@click.argument("wanted", metavar="[CODE|NAME]", required=False)
def command(wanted: str | None) -> None:
    """Explain a finding by its code, such as L104, or by its name, such as unknown-key.

    Without a code all are listed.
    """
    from wardleaf.explanations import all_faults, find_fault, nearest_faults

    if wanted is None:
        say("\n".join(f"{fault.code}  {fault.name}" for fault in all_faults()))
        return
    fault = find_fault(wanted)
    if fault is None:
        near = ", ".join(f"{near.code} {near.name}" for near in nearest_faults(wanted)[:5])
        did = f"Did you mean {near}?" if near else "`wardleaf explain` lists all."
        raise click.UsageError(f"No finding has the code or name `{wanted}`. {did}")
    paragraphs = [
        textwrap.fill(part, _WIDTH, break_on_hyphens=False, break_long_words=False)
        for part in fault.explanation.split("\n\n")
    ]
    say("\n\n".join((f"{fault.code}  {fault.name}  ({fault.severity})", *paragraphs)))
