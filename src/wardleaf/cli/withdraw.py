"""`wardleaf withdraw`: a handout that must not be used any more."""

from __future__ import annotations

from pathlib import Path

import click

from wardleaf.cli.approve import decision_day, needed_person
from wardleaf.cli.console import leave, say, show_findings
from wardleaf.cli.options import library_option, open_workshop


@click.command("withdraw")
@click.argument("code", metavar="CODE")
@click.option("--reason", metavar="TEXT", required=True, help="Why, in a sentence.")
@click.option("--as", "person", metavar='"NAME, ROLE"', required=True, help="Who withdraws it, and as what.")
@library_option
def command(*, code: str, reason: str, person: str, library: Path | None) -> None:
    """Record that the handout with CODE must not be used any more.

    From then on `wardleaf build` makes no file of it, and `wardleaf verify` says of its copies: do not use. Its name without the ending may stand for its code. Approving the
    handout's own part again ends the withdrawal.

    \b
    wardleaf withdraw RBC-014 --reason "The dose on page 3 is wrong." --as "Dr S. Rao, oncologist"
    """  # noqa: D301  # \b tells click to keep the lines as they are
    from wardleaf.findings import Findings
    from wardleaf.governance.approvals import PartName
    from wardleaf.governance.decisions import withdrawal_entry
    from wardleaf.governance.naming import handout_meant
    from wardleaf.pipeline import library_state_of
    from wardleaf.records.approvals import record_decisions
    from wardleaf.source.suggest import did_you_mean

    by = needed_person(person)
    workshop = open_workshop(library)
    handouts = workshop.library.handouts
    handout = handout_meant(code, workshop.library)
    part = library_state_of(workshop).part(PartName("handout", handout)) if handout else None
    if handout is None or part is None:
        hint = did_you_mean(code.upper(), [definition.code.value for definition in handouts.values()]).replace(
            "did", "Did", 1
        )
        raise click.UsageError(f"There is no handout with the code `{code}`. {hint or '`wardleaf list` shows all.'}")
    if not reason.strip():
        raise click.UsageError("--reason is empty: write why, in a sentence.")
    definition = handouts[handout]
    version = definition.version.value
    entry = withdrawal_entry(
        part,
        by,
        today=decision_day(workshop),
        code=definition.code.value,
        version=version,
        reason=" ".join(reason.split()),
    )
    findings = Findings()
    if record_decisions(workshop.root, lambda _: (entry,), findings) is not None:
        say(
            f"{definition.code.value}  withdrawn by {by} on {decision_day(workshop).isoformat()}: {definition.title.value}"
        )
        say("Recorded, not signed: handouts/approvals.yaml")
        say("Collect the printed copies. `wardleaf verify` says of them: do not use.")
    show_findings(findings, format="text", err=True)
    leave(findings)
