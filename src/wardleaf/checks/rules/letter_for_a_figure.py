"""A letter stands where a figure was meant.

What it finds: the letters O, l and I (and, right before a unit, S, B and Z) among the figures of a number, as scanners and typists make them: “1O mg”, “l0 mg”, “5O0 people”, “l to 2 tablets”, “8.OO am”; in sections, in
definitions and in the clinic's file. Names whose letters and figures belong together are let pass (B12, O2, CO2, I-131, L4, O157, stage 1B, 2l of water). Phone numbers with letters are told as `retyped-clinic-fact`.

Why it matters to a reader: on paper an O looks like a zero and an l like a one, but a screen reader, a search and a translator find no number there; and whoever types it again may type another dose.

Example: “Take l0 mg at night.”

Write instead: “Take 10 mg at night.” Look at the source first: what is proposed is what the letters look like.

Options: none.

Evidence: ISMP, letters and numbers that look alike (l and 1, O and 0). Rule MS-02.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from wardleaf.checks.letters_for_figures import LettersInNumber, letters_in_numbers
from wardleaf.checks.places import each_place
from wardleaf.checks.reading import Handout, spoken_text
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.findings import Finding, Severity, Span

FAULT = rule_fault(__doc__, code="R505", name="letter-for-a-figure", severity=Severity.ERROR)
_NAMES = {"l": "l (a small L)", "I": "I (a capital i)", "|": "| (an upright line)"}


def check(handout: Handout) -> Iterator[Finding]:
    """Each number that holds a letter."""
    for passage in handout.passages:
        told = letters_in_numbers(spoken_text(passage.runs)) if letters_in_numbers(passage.text) else ()
        places = each_place((number.words for number in told), passage.span)
        for number, (_, span) in zip(told, places):
            yield FAULT.at(span, _message(number))
    clinic = handout.document.clinic.span
    if clinic is None:
        return
    for line, numbers in _of_yaml(clinic.file.text):
        for one, (_, span) in zip(numbers, each_place((one.words for one in numbers), Span(clinic.file, line))):
            yield FAULT.at(span, _message(one))


def _message(number: LettersInNumber) -> str:
    named = " and ".join(_NAMES.get(letter, letter) for letter in number.letters)
    return f"“{number.words}” has a letter among its figures, {named}; write “{number.meant}”, if that is meant"


@lru_cache(maxsize=64)
def _of_yaml(text: str) -> tuple[tuple[int, tuple[LettersInNumber, ...]], ...]:
    """The lines of `text`, a file of YAML, that have numbers with letters, and those; remarks do not count."""
    lines = ("" if line.lstrip().startswith("#") else line.partition(" #")[0] for line in text.split("\n"))
    return tuple((number, found) for number, line in enumerate(lines, 1) if (found := letters_in_numbers(line)))


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("MS-02",))
