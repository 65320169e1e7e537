"""A section with facts of medicine cites nothing.

What it finds: sections marked `clinical: true` whose printed words cite no source. It is an error when the whole handout cites none, and also when a handout of kind `treatment` or
`chemotherapy` does, however its sections are marked. A clinic's own rule on fever does not count as a source of the handout.

Why it matters to a reader: a leaflet is trusted because somebody can say where each fact comes from. So can the next person who reviews it.

Example: a section on side effects without one `[@…]`.

Write instead: `[@id]` after the sentence that it supports, with the source in references.yaml. Or `clinical: no` when the section holds none.

Options: `clinical` in the section's front matter. Which sources are printed is chosen by `references` in the definition.

Evidence: DISCERN question 4; NHS standard for creating health content; HON principles 4 and 5. Rule RF-01.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.reading import RUNNING, Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.findings import Finding, Severity

FAULT = rule_fault(__doc__, code="R701", name="section-without-source")
_LEAST_WORDS = 20
_CLINICS = "handouts/clinics/"
_OF_TREATMENT = ("treatment", "chemotherapy")


def check(handout: Handout) -> Iterator[Finding]:
    """Each clinical section without a source, and a handout about treatment without any."""
    document = handout.document
    cited = {use.span.file.path for use in document.cited if use.span}
    unsourced = all(path.startswith(_CLINICS) for path in cited)
    told = False
    for section in handout.sections:
        facts = section.facts
        if facts is None or not facts.clinical or facts.span is None or facts.span.file.path in cited:
            continue
        if sum(passage.words.count for passage in section.passages if passage.kind in RUNNING) >= _LEAST_WORDS:
            told = True
            whole = ", and neither does the rest of the handout" if unsourced else ""
            message = f"this section is clinical and cites no source{whole}; write `[@id]` after the facts, or `clinical: no` if it has none"
            yield FAULT.at(facts.span, message, severity=Severity.ERROR if unsourced else None)
    if unsourced and not told and document.kind in _OF_TREATMENT:
        message = f"this handout is about {document.kind} and cites no source at all; write `[@id]` after the facts in its sections"
        yield FAULT.at(document.span, message, severity=Severity.ERROR)


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("RF-01",))
