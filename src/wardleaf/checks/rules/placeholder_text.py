"""Words that were to be replaced are still there.

What it finds: “TBC”, “TODO”, “to be confirmed”, “lorem ipsum”, “XXX”, “XX:XX”, “dd/mm/yyyy”, “???”, “01632 000 000”, the day 9999-12-31, brackets around “insert”, “your”, “name”, “date” or “phone”, and the texts with which `wardleaf new` starts a
handout, a section and a clinic. The people, the address and the number that it starts with are let pass for a specimen clinic, whose pages say that it does not exist. What `wardleaf import` marks with TODO, because a Word file does not say it, is never let pass.

Why it matters to a reader: a patient who finds “insert number” at night has no number.

Example: “Call the ward on [insert number].”

Write instead: the fact itself; for a fact of the clinic `{{ clinic.phones.advice }}`.

Options: none. A part in which such words are left cannot be approved either.

Evidence: ours. Rule AC-04.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.placeholders import is_marked, placeholders_in, placeholders_in_file
from wardleaf.checks.places import each_place
from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.document.model import runs_text
from wardleaf.findings import Finding, Severity, SourceFile, Span

FAULT = rule_fault(__doc__, code="R305", name="placeholder-text", severity=Severity.ERROR)


def check(handout: Handout) -> Iterator[Finding]:
    """Each place that was left to fill in."""
    told: set[tuple[str, int]] = set()
    for passage in handout.passages:
        for found, span in each_place(placeholders_in(passage.text, english=handout.english), passage.span):
            told.add((span.file.path, span.line) if span else ("", 0))
            yield FAULT.at(span, f"“{found}” was to be replaced; write what belongs here")
    for label, runs in handout.document.imprint.rows:
        for found in placeholders_in(runs_text(runs), english=handout.english):
            if handout.starters and is_marked(found):  # told below, at its own line
                continue
            message = f"“{found}” in the imprint (“{label}”) was to be replaced; write what belongs there"
            yield FAULT.at(handout.document.clinic.span, message)
    for file in _files(handout):
        for span, words in placeholders_in_file(file, handout.starters, english=False):
            if (file.path, span.line) in told:
                continue
            if words in handout.starters:
                yield FAULT.at(span, f"“{words}” is what `wardleaf new` starts with; write what belongs here")
            elif is_marked(words):
                yield FAULT.at(span, f"“{words}” stands for what the Word file did not say; write what belongs here")


def _files(handout: Handout) -> tuple[SourceFile, ...]:
    """The files that the pages were made of."""
    document = handout.document
    spans: list[Span | None] = [document.span, document.clinic.span, *(passage.span for passage in handout.passages)]
    return tuple(dict.fromkeys(span.file for span in spans if span)) if handout.starters else ()


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("AC-04",))
