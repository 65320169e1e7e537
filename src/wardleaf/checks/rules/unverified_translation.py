"""Nobody has made sure that a translation says what its original says.

What it finds: a translation whose original has other words now than when it was translated; one that does not say who translated it, or who compared it with the original; one made by a
machine without a person, named with a role, who answers for it.

Why it matters to a reader: who reads the translation cannot see that the English says something else by now. A machine can turn a sentence into its opposite and still sound right.

Example: `original: 3f2a91c0`, where the wording of the original is `77d0c1e4` by now.

Write instead: see what changed with `wardleaf diff ORIGINAL --since REV`, change the translation, have it compared, and write the hash that the finding names. `wardleaf list translations`
shows it for every translation.

Options: none.

Evidence: 45 CFR 92.201, qualified translators; NHS, Standard for creating health content: translations are clinically accurate. Rule LG-01.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.document.model import TranslationFacts
from wardleaf.findings import Finding, Severity
from wardleaf.library.signatures import names_nobody

FAULT = rule_fault(__doc__, code="R908", name="unverified-translation", severity=Severity.ERROR)
_ROLE = re.compile(r"[,(]\s*\w")


def check(handout: Handout) -> Iterator[Finding]:
    """What there is to say of a handout that is a translation, or of those that a pack takes."""
    for found in handout.document.translations:
        yield from _in_step(found)
        yield from _people(found)


def _in_step(found: TranslationFacts) -> Iterator[Finding]:
    now = found.original_now
    if not now or found.original == now:
        return
    if not found.original:
        yield FAULT.at(
            found.span,
            f"this does not say which words were translated; those of `{found.of}` now are `original: {now}`",
        )
        return
    message = f"`{found.of}` has other words now than those that were translated"
    notes = (f"what changed: `wardleaf diff {found.of} --since REV`, with the revision in which it was translated",)
    yield FAULT.at(
        found.original_span,
        message,
        notes=notes,
        help=f"when the translation says the same again, write `original: {now}`",
    )


def _people(found: TranslationFacts) -> Iterator[Finding]:
    if found.method == "human" and names_nobody(found.by):
        yield FAULT.at(found.by_span, "nobody is named who translated this; write `by: ` with name and role")
    if names_nobody(found.reviewed_by):
        who = (
            "a machine translated this, and no person is named who compared it"
            if found.method == "machine"
            else "nobody is named who compared this"
        )
        yield FAULT.at(found.reviewed_by_span, f"{who} with the original; write `reviewed-by: ` with name and role")
    elif found.method == "machine" and not _ROLE.search(found.reviewed_by):
        message = "a machine translated this, and it is not said in which role the reviewer answers for it; write it after a comma"
        yield FAULT.at(found.reviewed_by_span, message)
    elif _name(found.by) == _name(found.reviewed_by):
        yield FAULT.at(
            found.reviewed_by_span,
            "the reviewer is the person who translated; ask somebody else to compare it with the original",
        )


def _name(person: str) -> str:
    return " ".join(re.split(r"[,(]", person)[0].split()).casefold()


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("LG-01",))
