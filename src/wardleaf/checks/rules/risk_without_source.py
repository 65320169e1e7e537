"""A number of people is given, and no source for it.

What it finds: “5 in 100” or a percentage in the running text of a clinical section whose paragraph cites no source. Icon arrays ask for source, time and group
themselves.

Why it matters to a reader: a number decides for many. It must be one that somebody can look up, and that the next reviewer can check.

Example: “Cancer came back in 5 in 100 people.”

Write instead: “Over 5 years, cancer came back in 5 in 100 people who had this operation [@arthur2020].” Say which people, and over what time.

Options: `clinical: no` in a section's front matter, for sections without facts of medicine. With `references: on-request` the source is cited all the same; it is kept, not printed.

Evidence: Trevena 2013; NICE CG138; HON principle 4. Time and group in running text are left to the reviewer, because no machine reads them reliably. Rule NU-04.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.chances import frequencies, percentages
from wardleaf.checks.places import place_of, source_lines
from wardleaf.checks.reading import RUNNING, Handout, Passage
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.findings import Finding, Severity

FAULT = rule_fault(__doc__, code="R404", name="risk-without-source", severity=Severity.ERROR)


def check(handout: Handout) -> Iterator[Finding]:
    """Each number of people without a source."""
    cited = {(use.span.file.path, use.span.line) for use in handout.document.cited if use.span}
    for section in handout.sections:
        if section.facts is None or not section.facts.clinical:
            continue
        for passage in section.passages:
            if passage.kind not in RUNNING or not passage.words.figures:
                continue
            told = frequencies(passage.text) if handout.english else ()
            found = next((chance.words for chance in told), "") or next(iter(percentages(passage.text)), "")
            if found and not _is_cited(passage, cited):
                message = f"“{found}” needs a source: cite it in this paragraph as `[@id]`, and say which people and over what time"
                yield FAULT.at(place_of(found, passage.span), message)


def _is_cited(passage: Passage, cited: set[tuple[str, int]]) -> bool:
    span = passage.span
    if span is None:
        return True
    return any((span.file.path, span.line + place) in cited for place in range(len(source_lines(span))))


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("NU-04",))
