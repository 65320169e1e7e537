"""A part that this kind of handout needs is not there.

What it finds: required parts that no printed section serves with `parts:` and that the definition does not list under `not-applicable` with a reason.
`treatment`: how-it-works, benefits, risks, without-treatment, quality-of-life, options. `chemotherapy`: drugs-and-why, schedule, side-effects, when-to-call,
missed-doses, interactions, handling-at-home, fertility-pregnancy, follow-up, contacts. All kinds: support-organisations, questions; ruled lines to write
on are a place for questions, and a list of contacts that prints a helpline names organisations.

Why it matters to a reader: what is left out cannot be asked about. Somebody who takes tablets at home must know what to do after a missed dose.

Example: a chemotherapy handout without a word on pregnancy.

Write instead: use a section that serves the part, with `parts: [fertility-pregnancy]` in its front matter; or say why it does not apply:
`not-applicable: {missed-doses: "given in hospital"}`.

Options: `kind` and `not-applicable` of the definition.

Evidence: DISCERN questions 7 and 9 to 15; ASCO-ONS 2024 teaching standards (the list of parts is ours); PEMAT item 23. Rule ST-07.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wardleaf.checks.parts import REQUIRED_PARTS
from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.document.model import Contacts, Link, WriteIn
from wardleaf.document.wording import block_runs
from wardleaf.findings import Finding, Severity

FAULT = rule_fault(__doc__, code="R212", name="missing-part", severity=Severity.ERROR)


def check(handout: Handout) -> Iterator[Finding]:
    """The required parts that are missing, together."""
    document = handout.document
    there = {part for facts in document.section_facts for part in facts.parts} | {
        entry.part for entry in document.not_applicable
    }
    if any(isinstance(block, WriteIn) and block.lines for block in document.blocks):
        there.add("questions")
    if _names_a_helpline(handout):
        there.add("support-organisations")
    missing = [part for part in REQUIRED_PARTS[document.kind] if part not in there]
    if missing:
        yield FAULT.at(
            document.span,
            f"a handout of kind `{document.kind}` needs {'these parts' if len(missing) > 1 else 'this part'}: {', '.join(missing)}",
            notes=_notes(missing, handout),
        )


def _names_a_helpline(handout: Handout) -> bool:
    """Whether contacts, or a number in the text, are those of a helpline of the clinic's file."""
    helplines = {number for number, path in handout.numbers.items() if path.startswith("helplines.")}
    for block in handout.document.blocks:
        if isinstance(block, Contacts) and any(person.dial in helplines for person in block.people):
            return True
        for runs, _ in block_runs(block):
            if any(isinstance(run, Link) and run.target.removeprefix("tel:") in helplines for run in runs):
                return True
    return False


def _notes(missing: Sequence[str], handout: Handout) -> Iterator[str]:
    if "support-organisations" in missing:
        given = any(path.startswith("helplines.") for path in handout.numbers.values())
        first = "" if given else "name them under `helplines` in the clinic's file, then "
        yield f"for support organisations {first}write `- contacts: {{show: [helplines]}}` under `sections`"
    if "questions" in missing:
        yield "for questions write `- write-in: {heading: Questions I want to ask, lines: 8}` under `sections`"
    yield "write `parts: […]` in the section that serves a part, or say under `not-applicable` why the handout can do without"


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("ST-07",))
