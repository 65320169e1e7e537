"""A section or definition names a part that does not exist.

What it finds: names under `parts:` of a section and `not-applicable:` of a definition that are no part of any kind of handout, and parts left out although a
printed section serves them.

Why it matters to a reader: a misspelt part looks like one that is there. The reader gets a leaflet without it.

Example: `parts: [side-effect]`

Write instead: `parts: [side-effects]`. `wardleaf explain missing-part` lists the names.

Options: none.

Evidence: ours, so that rule ST-07 can be trusted. Rule ST-07.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.parts import KNOWN_PARTS
from wardleaf.checks.places import place_of
from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.findings import Finding
from wardleaf.source.suggest import did_you_mean

FAULT = rule_fault(__doc__, code="R213", name="unknown-part")


def check(handout: Handout) -> Iterator[Finding]:
    """Each part that nobody asks for."""
    document = handout.document
    served = {part: facts.address for facts in document.section_facts for part in facts.parts}
    for facts in document.section_facts:
        for part in facts.parts:
            if part not in KNOWN_PARTS:
                yield FAULT.at(
                    place_of(part, facts.span), f"there is no part `{part}`", hint=did_you_mean(part, KNOWN_PARTS)
                )
    for entry in document.not_applicable:
        if entry.part not in KNOWN_PARTS:
            yield FAULT.at(entry.span, f"there is no part `{entry.part}`", hint=did_you_mean(entry.part, KNOWN_PARTS))
        elif entry.part in served:
            message = f"`{entry.part}` is left out here, but the section `{served[entry.part]}` serves it; delete one of the two"
            yield FAULT.at(entry.span, message)


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("ST-07",))
