"""Braces that should have been filled in print as they stand.

What it finds: in everything that a page says, also in words of the clinic's file, alternative texts and labels, `{{ clinic.… }}` and `{{ field.… }}` in places where no facts are put in, and what nearly is such a name: one brace,
`[[clinic.…]]`, `${…}`, `{% … %}`.

Why it matters to a reader: a patient who reads “Call {{ clinic.phones.advice }}” at night has no number.

Example: in the clinic's file, `hours: "ask at {{ clinic.phones.advice }}"`.

Write instead: in the clinic's file the number or the words themselves; in a section or definition the fact in the text, where it is filled in.

Options: none.

Evidence: ours. Rule AC-04.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.document.model import Document
from wardleaf.findings import Finding, Severity, SourceFile, Span
from wardleaf.source.near_places import near_places
from wardleaf.values import is_value, parts_of

FAULT = rule_fault(__doc__, code="R306", name="unfilled-place", severity=Severity.ERROR)
_WHOLE = re.compile(r"\{\{ ?(?:clinic|field)\.[^{}\n]{0,80}\}\}")


def check(handout: Handout) -> Iterator[Finding]:
    """Each place that nothing was put into."""
    seen: set[str] = set()
    for text in _texts(handout.document):
        if "clinic" not in text and "field" not in text and "{" not in text and "<<" not in text:
            continue
        for typed in (*(found[0] for found in _WHOLE.finditer(text)), *(near.typed for near in near_places(text))):
            if typed not in seen:
                seen.add(typed)
                yield FAULT.at(
                    _place(typed, handout.document),
                    f"`{typed}` is not filled in here, and prints as it stands; write the words themselves",
                )


def _texts(document: Document) -> Iterator[str]:
    """Every text of `document`, once."""
    waiting: list[object] = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple | list):
            waiting.extend(value)
        elif is_value(value) and not isinstance(value, Span | SourceFile):
            waiting.extend(parts_of(value).values())


def _place(typed: str, document: Document) -> Span | None:
    """Where `typed` stands in the definition, the clinic's file or a section."""
    spans = [document.span, document.clinic.span, *(facts.span for facts in document.section_facts)]
    files = dict.fromkeys(span.file for span in spans if span)
    for file in files:
        place = file.text.find(typed)
        if place >= 0:
            line = file.text.count("\n", 0, place) + 1
            return Span(file, line, place - file.text.rfind("\n", 0, place), len(typed))
    return document.span


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("AC-04",))
