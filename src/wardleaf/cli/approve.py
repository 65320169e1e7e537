"""`wardleaf approve`: somebody answers for a part as it is now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wardleaf.cli.console import leave, say, show_findings
from wardleaf.cli.options import counted, library_option, open_workshop

if TYPE_CHECKING:
    import datetime

    from wardleaf.findings import Finding, Findings
    from wardleaf.governance.approvals import Approvals, PartName
    from wardleaf.governance.decisions import Person
    from wardleaf.governance.parts import PartHash
    from wardleaf.library.schema import ApprovalRecord
    from wardleaf.pipeline import Workshop


@click.command("approve")
@click.argument("parts", metavar="[PART]...", nargs=-1)
@click.option("--as", "person", metavar='"NAME, ROLE"', required=True, help="Who approves, and as what.")
@click.option(
    "--all-waiting",
    is_flag=True,
    help="Every part that waits for approval and that you may approve. Lists them and asks once.",
)
@click.option("--yes", is_flag=True, help="With --all-waiting: do not ask.")
@library_option
def command(*, parts: tuple[str, ...], person: str, all_waiting: bool, yes: bool, library: Path | None) -> None:
    """Record that somebody approves a PART as it is now.

    A part is the wording of a section with its sources, the facts of a clinic, or a handout's own choice, order and words. A handout is approved when all its parts
    are. Each decision is written at the end of handouts/approvals.yaml: recorded, not signed. A later change of a part needs approval again, of that part only. Who may approve what
    stands in handouts/library.yaml (docs/approval.md).

    \b
    wardleaf approve section:chemotherapy/how-it-works --as "Dr S. Rao, oncologist"
    wardleaf approve clinic:riverside --as "P. Lee, clinic manager"
    wardleaf approve handout:metastatic-chemotherapy --as "J. Ellis, head of patient information"
    wardleaf approve --all-waiting --as "J. Ellis, head of patient information"
    """  # noqa: D301  # \b tells click to keep the lines as they are
    from wardleaf.findings import Findings

    if bool(parts) == all_waiting:
        raise click.UsageError(
            "Name the parts to approve, or write --all-waiting for all that wait; `wardleaf check` tells them."
        )
    by = needed_person(person)
    workshop = open_workshop(library)
    if all_waiting:
        named = _waiting(workshop, by)
        if not named:
            say("Nothing waits for your approval.")
            return
        if not yes and not click.confirm(f"Approve {counted(len(named), 'part')} as {by}?", err=True):
            say("Nothing was recorded.", err=True)
            raise click.exceptions.Exit(1)
    else:
        named = tuple(dict.fromkeys(_one_part(written, workshop) for written in parts))
    findings = Findings()
    approval = _Approval(workshop, named, by, findings)
    if approval.record():
        approval.tell()
        approval.keep()
    show_findings(findings, format="text", err=True)
    leave(findings)


def needed_person(written: str) -> Person:
    """The person written as "Name, role"; wrong usage when one of the two is missing."""
    from wardleaf.governance.decisions import person_of

    person = person_of(written)
    if person is None:
        raise click.UsageError(
            '--as needs a name and a role with a comma between: --as "J. Ellis, head of patient information".'
        )
    return person


def _one_part(written: str, workshop: Workshop) -> PartName:
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


def _waiting(workshop: Workshop, by: Person) -> tuple[PartName, ...]:
    """The parts that wait for approval and that `by` may approve, which are said, with those that somebody else must; none of a withdrawn handout."""
    from wardleaf.governance.rights import refusal
    from wardleaf.pipeline import library_state_of

    library = workshop.library
    clinics = [id for id, host in sorted(library.clinics.items()) if not host.specimen] or sorted(library.clinics)[:1]
    waiting: dict[PartName, str] = {}
    for handout in sorted(library.handouts):
        for standing in filter(None, (library_state_of(workshop).standing(handout, clinic) for clinic in clinics)):
            if standing.state in ("withdrawn", "unclear"):
                say(
                    f"left out: {handout} is withdrawn"
                    if standing.withdrawal
                    else f"left out: {handout}, about which a decision cannot be read"
                )
                break
            for part in (one.part.part for one in standing.parts if one.verdict != "approved"):
                waiting[part] = refusal(library, part, by.name, by.role, decision_day(workshop), recorded=False)
    for part, why in waiting.items():
        say(f"{part}  waits for somebody else: {why}" if why else f"{part}  waits")
    return tuple(part for part, why in waiting.items() if not why)


class _Approval:
    """One approval of the parts `named` by somebody: what is recorded of it, and what is said."""

    def __init__(self, workshop: Workshop, named: tuple[PartName, ...], by: Person, findings: Findings) -> None:
        self._workshop, self._named, self._by, self._findings = workshop, named, by, findings
        self._before: Approvals | None = None
        self._already: dict[PartName, ApprovalRecord] = {}

    def record(self) -> bool:
        """Whether everything is recorded now that was not before; otherwise why not is told."""
        from wardleaf.records.approvals import record_decisions

        self._before = record_decisions(self._workshop.root, self._entries, self._findings)
        # What may not be approved is told while choosing; then nothing was written.
        return self._before is not None and not any(finding.code in _REFUSED for finding in self._findings)

    def _entries(self, decided: Approvals) -> tuple[Mapping[str, object], ...]:
        from wardleaf.governance import faults
        from wardleaf.governance.decisions import approval_entry
        from wardleaf.governance.rights import refusal
        from wardleaf.pipeline import library_state_of

        library, today, by = self._workshop.library, decision_day(self._workshop), self._by
        entries: list[Mapping[str, object]] = []
        for name in self._named:
            part = library_state_of(self._workshop).part(name)
            host = library.clinics.get(name.name) if name.kind == "clinic" else None
            why = refusal(library, name, by.name, by.role, today, recorded=False)
            if host and host.specimen:
                message = f"`{name.name}` is a specimen, a clinic that does not exist: nobody can approve its facts"
                self._findings.add(faults.SPECIMEN_APPROVAL.at(host.name.span, message))
            elif unfinished := self._unfinished(name):
                self._findings.extend(unfinished)
            elif why:
                self._findings.add(faults.NOT_ENTITLED.at(None, f"{name} was not approved: {why}"))
            elif part and (latest := _same_decision(decided.latest(name), part, by)):
                self._already[name] = latest
            elif part:
                version = library.handouts[name.name].version.value if name.kind == "handout" else ""
                entries.append(approval_entry(part, by, today=today, version=version))
        self._check_versions(decided, entries)
        return () if any(finding.code in _REFUSED for finding in self._findings) else tuple(entries)

    def _unfinished(self, name: PartName) -> tuple[Finding, ...]:
        """What was to be replaced in the file of a part, and was not."""
        from wardleaf.checks.placeholders import placeholders_in_file
        from wardleaf.governance import faults
        from wardleaf.starters.leftovers import starter_texts

        library, starters = self._workshop.library, starter_texts().left_for(specimen=False)
        match name.kind:
            case "section":
                section = library.sections[name.name]
                file, language = (
                    section.file,
                    section.front_matter.language or next(iter(library.settings.languages), None),
                )
            case "clinic":
                file, language = library.clinics[name.name].span.file, library.clinics[name.name].language
            case "handout":
                file, language = library.handouts[name.name].span.file, library.handouts[name.name].language
        english = language is None or language.value.casefold().startswith("en")
        return tuple(
            faults.UNFINISHED.at(span, f"“{words}” was to be replaced; write what belongs here, then approve {name}")
            for span, words in placeholders_in_file(file, starters, english=english)
        )

    def _check_versions(self, decided: Approvals, entries: Sequence[Mapping[str, object]]) -> None:
        """Tells of handouts that are approved here with other words in a version that was approved before."""
        from wardleaf.governance.approvals import with_records
        from wardleaf.governance.library_state import LibraryState
        from wardleaf.governance.rules import version_used_twice
        from wardleaf.pipeline import texts_of
        from wardleaf.records.approvals import records_of

        library = self._workshop.library
        library_state = LibraryState(
            library, with_records(decided, records_of(entries)), partial(texts_of, self._workshop)
        )
        for name in (name for name in self._named if name.kind == "handout" and name not in self._already):
            standing = next((library_state.standing(name.name, clinic) for clinic in library.clinics), None)
            if standing and standing.others:
                self._findings.add(version_used_twice(library.handouts[name.name], standing.others))

    def tell(self) -> None:
        """Say what was recorded, what the handouts it belongs to still wait for, and what to print again."""
        from wardleaf.findings import Findings
        from wardleaf.governance.approvals import Approvals, approvals_of
        from wardleaf.pipeline import library_state_of
        from wardleaf.records.approvals import read_approvals

        workshop = self._workshop
        before, earlier = library_state_of(workshop), self._before or Approvals()
        workshop.approvals = approvals_of(read_approvals(workshop.root, Findings()))
        workshop.library_state = None
        for name in self._named:
            part, same = before.part(name), self._already.get(name)
            day = (same.date.value if same else decision_day(workshop)).isoformat()
            say(
                f"{name}  {'was approved already' if same else 'approved'} by {self._by} on {day}  {part.hash if part else ''}"
            )
        new = [name for name in self._named if name not in self._already]
        say("Recorded, not signed: handouts/approvals.yaml" if new else "Nothing was added to handouts/approvals.yaml")
        if workshop.library.settings.approvers is None and new:
            say(
                "handouts/library.yaml does not say who may approve, so anybody may: docs/approval.md tells how to name them"
            )
        for name in (name for name in new if name.kind == "clinic"):
            approved = earlier.approved(name)
            facts = approved[-1][1].facts if approved else {}
            for reprint in before.reprints(name.name, before=facts, approvals=workshop.approvals):
                changed = ", ".join(reprint.facts)
                say(
                    f"print again for {name.name}: {reprint.code} version {reprint.version} issue {reprint.issue}, {reprint.title} ({changed})"
                )
        for line in (*_versions_needed(workshop, new), *_open_parts(workshop, self._named)):
            say(line)

    def keep(self) -> None:
        """Keep what the handouts are made of whose parts were approved; that it cannot be kept undoes no approval."""
        from wardleaf.findings import Findings, Severity
        from wardleaf.releases.history import handouts_of_parts, keep_as_it_is
        from wardleaf.values import replace

        new = [name for name in self._named if name not in self._already] or list(self._named)
        why = f"approved by {self._by}: {', '.join(map(str, new[:2]))}{' …' if len(new) > 2 else ''}"
        own, day = Findings(), decision_day(self._workshop).isoformat()
        for handout in handouts_of_parts(self._workshop.library, new):
            if own.has_errors:
                break
            keep_as_it_is(self._workshop, handout, day=day, why=why, findings=own)
        self._findings.extend(replace(finding, severity=Severity.WARNING) for finding in own)


_REFUSED = frozenset({"R607", "R620", "R621", "R623"})


def _same_decision(latest: ApprovalRecord | None, part: PartHash, by: Person) -> ApprovalRecord | None:
    """`latest`, the decision about `part` that counts, when `by` approved it then just as it is now."""
    from wardleaf.governance.people import surely_same

    if (
        latest is None
        or latest.state.value != "approved"
        or latest.hash.value != part.hash
        or not (latest.by and latest.role)
    ):
        return None
    role = " ".join(latest.role.value.split()).casefold() == by.role.casefold()
    return latest if role and surely_same(latest.by.value, by.name) else None


def _versions_needed(workshop: Workshop, named: Sequence[PartName]) -> Iterator[str]:
    """A line for each handout that needs a new version now that one of its sections has other words."""
    from wardleaf.pipeline import library_state_of

    for handout, definition in sorted(workshop.library.handouts.items()):
        standing = next(
            (library_state_of(workshop).standing(handout, clinic) for clinic in workshop.library.clinics), None
        )
        if standing and any(one.part in named for one in standing.others):
            yield f"{handout}: version {definition.version.value} was approved with other words; write a new `version` and approve handout:{handout}"


def _open_parts(workshop: Workshop, named: tuple[PartName, ...]) -> list[str]:
    """A line for each handout in `named` and each clinic that exists: approved, or what it still waits for."""
    from wardleaf.pipeline import library_state_of

    lines: list[str] = []
    clinics = [id for id, host in sorted(workshop.library.clinics.items()) if not host.specimen]
    for name in (name for name in named if name.kind == "handout"):
        for clinic in clinics:
            standing = library_state_of(workshop).standing(name.name, clinic)
            waiting = [str(part.part.part) for part in standing.parts if part.verdict != "approved"] if standing else []
            waiting += ["a new version"] if standing and standing.others else []
            state = f"waits for {', '.join(waiting)}" if waiting else "approved"
            lines.append(f"{name.name} for {clinic}: {state}")
    return lines
