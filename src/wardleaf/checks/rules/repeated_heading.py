"""Two headings of the handout say the same.

What it finds: headings with the same words on the same level. A skipped level is told when the section is read, as `heading-level`.

Why it matters to a reader: in the contents list, and to somebody who moves from heading to heading by ear, the two cannot be told apart.

Example: “What to ask” in the parts on surgery and on radiotherapy.

Write instead: “What to ask about surgery”, “What to ask about radiotherapy”. A section that is used in several handouts can be given another heading
in the definition: `- use: …` with `heading: …`.

Options: none.

Evidence: PEMAT item 9, WCAG 2.4.6. Rule ST-04.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.places import shortened
from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.document.model import runs_text
from wardleaf.findings import Finding, Span

FAULT = rule_fault(__doc__, code="R206", name="repeated-heading")


def check(handout: Handout) -> Iterator[Finding]:
    """Each heading whose words were there before."""
    seen: dict[tuple[int, str], Span | None] = {}
    for heading in handout.document.headings:
        words = runs_text(heading.runs)
        key = (heading.level, words.casefold().strip(" .?!"))
        if key in seen:
            notes = (f"the first one is at {seen[key]}",) if seen[key] else ()
            yield FAULT.at(
                heading.span, f"“{shortened(words)}” is a heading already; say what this one is about", notes=notes
            )
        else:
            seen[key] = heading.span


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("ST-04",))
