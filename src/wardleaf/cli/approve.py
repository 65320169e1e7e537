"""`wardleaf approve`: somebody answers for a part as it is now."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wardleaf.cli.console import leave, say, show_findings
from wardleaf.cli.options import library_option, open_workshop

if TYPE_CHECKING:
    import datetime

    from wardleaf.findings import Findings
    from wardleaf.governance.approvals import PartName
    from wardleaf.governance.decisions import Person
    from wardleaf.pipeline import Workshop


@click.command("approve")
@click.argument("parts", metavar="PART...", nargs=-1, required=True)
@click.option("--as", "person", metavar='"NAME, ROLE"', required=True, help="Who approves, and as what.")
@library_option
def command(*, parts: tuple[str, ...], person: str, library: Path | None) -> None:
    """Record that somebody approves a PART as it is now.

    A part is the wording of a section with its sources, the facts of a clinic, or a handout's own choice, order and words. A handout is approved when all its parts
    are. Each decision is written at the end of handouts/approvals.yaml: recorded, not signed. A later change of a part needs approval again, of that part only.

    \b
    wardleaf approve section:chemotherapy/how-it-works --as "Dr S. Rao, oncologist"
    wardleaf approve clinic:riverside --as "P. Lee, clinic manager"
    wardleaf approve handout:metastatic-chemotherapy --as "J. Ellis, head of patient information"
    """  # noqa: D301  # \b tells click to keep the lines as they are
    from wardleaf.findings import Findings
    from wardleaf.records.approvals import record_decisions

    by = needed_person(person)
    workshop = open_workshop(library)
    named = tuple(dict.fromkeys(one_part(written, workshop) for written in parts))
    findings = Findings()
    entries = _entries(workshop, named, by, findings)
    if not findings.has_errors and record_decisions(workshop.root, entries, findings):
        _tell(workshop, named, by)
    show_findings(findings, format="text", err=True)
    leave(findings)


def needed_person(written: str) -> Person:
    """The person written as "Name, role"; wrong usage when one of the two is missing."""
    from wardleaf.governance.decisions import person_of

    person = person_of(written)
    if person is None:
        raise click.UsageError('--as needs a name and a role with a comma between: --as "J. Ellis, head of patient information".')
    return person


def one_part(written: str, workshop: Workshop) -> PartName:
    """The one part that `written` means; wrong usage when it is none or several."""
    from wardleaf.governance.naming import part_names, parts_meant
    from wardleaf.source.suggest import did_you_mean

    meant = parts_meant(written, workshop.library)
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise click.UsageError(f"`{written}` can mean {' or '.join(map(str, meant))}. Write which.")
    names = part_names(workshop.library)
    hint = did_you_mean(written, [*names, *(name.partition(":")[2] for name in names)]).replace("did", "Did", 1)
    if written.rpartition(":")[2] in workshop.library.unread:
        hint = "There is a file of that name, but it has errors: mend those first. `wardleaf check` tells them."
    raise click.UsageError(
        f"There is no part `{written}`. {hint or 'Write section:ADDRESS, clinic:NAME or handout:NAME; `wardleaf list` shows what there is.'}"
    )


def decision_day(workshop: Workshop) -> datetime.date:
    """The day of a decision made now."""
    if workshop.today is None:
        raise ValueError("today")
    return workshop.today


def _entries(workshop: Workshop, named: tuple[PartName, ...], by: Person, findings: Findings) -> tuple[Mapping[str, object], ...]:
    from wardleaf.governance import faults
    from wardleaf.governance.decisions import approval_entry
    from wardleaf.pipeline import rack_of

    entries: list[Mapping[str, object]] = []
    for name in named:
        part = rack_of(workshop).part(name)
        host = workshop.library.clinics.get(name.name) if name.kind == "clinic" else None
        if host and host.specimen:
            message = f"`{name.name}` is a specimen, a clinic that does not exist: nobody can approve its facts"
            findings.add(faults.SPECIMEN_APPROVAL.at(host.name.span, message))
        elif part:
            version = workshop.library.handouts[name.name].version.value if name.kind == "handout" else ""
            entries.append(approval_entry(part, by, today=decision_day(workshop), version=version))
    return tuple(entries)


def _tell(workshop: Workshop, named: tuple[PartName, ...], by: Person) -> None:
    """Say what was recorded, what the handouts it belongs to still wait for, and what to print again."""
    from wardleaf.findings import Findings
    from wardleaf.governance.approvals import approvals_of
    from wardleaf.pipeline import rack_of
    from wardleaf.records.approvals import read_approvals

    before = rack_of(workshop)
    earlier = workshop.approvals
    workshop.approvals = approvals_of(read_approvals(workshop.root, Findings()))
    workshop.rack = None
    for name in named:
        part = before.part(name)
        say(f"{name}  approved by {by} on {decision_day(workshop).isoformat()}  {part.hash if part else ''}")
    say("Recorded, not signed: handouts/approvals.yaml")
    for name in (name for name in named if name.kind == "clinic"):
        approved = earlier.approved(name)
        facts = approved[-1][1].facts if approved else {}
        for reprint in before.reprints(name.name, before=facts, approvals=workshop.approvals):
            changed = ", ".join(reprint.facts)
            say(f"print again for {name.name}: {reprint.code} version {reprint.version} issue {reprint.issue}, {reprint.title} ({changed})")
    for line in _open_parts(workshop, named):
        say(line)


def _open_parts(workshop: Workshop, named: tuple[PartName, ...]) -> list[str]:
    """A line for each handout in `named` and each clinic that exists: approved, or what it still waits for."""
    from wardleaf.pipeline import rack_of

    lines: list[str] = []
    clinics = [id for id, host in sorted(workshop.library.clinics.items()) if not host.specimen]
    for name in (name for name in named if name.kind == "handout"):
        for clinic in clinics:
            standing = rack_of(workshop).standing(name.name, clinic)
            waiting = [str(part.part.part) for part in standing.parts if part.verdict != "approved"] if standing else []
            state = f"waits for {', '.join(waiting)}" if waiting else "approved"
            lines.append(f"{name.name} for {clinic}: {state}")
    return lines
