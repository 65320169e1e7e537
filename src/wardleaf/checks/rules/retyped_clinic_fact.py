"""A fact of the clinic was typed by hand.

What it finds: in what authors typed, phone numbers however they are written, also with an extension or in letters, short numbers to call (“call 999”, “NHS 111”), those with letters among their figures (“O1632 960 150”), too, and body temperatures from 35 to 42 °C or 95 to 106 °F (“38ºC”,
“38 degrees”, “38,0 °C”). Such facts stand in the clinic's file, once, and text names them.

Why it matters to a reader: numbers and limits change. A typed one stays behind in a leaflet, and beside the right one nobody knows which is true.

Example: “Call us on 01632 960140 if your temperature is over 38 °C.”

Write instead: “Call {{ clinic.phones.advice }} if your temperature is {{ clinic.fever.rule }}.” A number that is not the clinic's own, such as NHS 111 or a charity's, is named once under `helplines` (or `services`) of
the clinic's file, and then as `{{ clinic.helplines.nhs-111.phone }}`.

Options: none. This rule cannot be allowed.

Evidence: ours: one value of each, everywhere; NHS, safe instructions are unambiguous. Rule MS-04.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal

from wardleaf.checks.letters_for_figures import as_dialled
from wardleaf.checks.places import source_lines
from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.checks.typed_numbers import TypedNumber, body_temperatures, phone_numbers, short_numbers
from wardleaf.document.words import dial, is_same_number
from wardleaf.findings import Finding, Severity, Span

FAULT = rule_fault(__doc__, code="R504", name="retyped-clinic-fact", severity=Severity.ERROR)
_EXTENSION = re.compile(r"\s?(?:ext|extn|extension|x)\.?\s?\d{1,6}\Z", re.IGNORECASE)
_FIGURES = re.compile(r"\d+")

Kind = Literal["phone", "short", "temperature"]


def check(handout: Handout) -> Iterator[Finding]:
    """Each fact of a clinic that stands in the words of a section or definition."""
    seen: set[tuple[str, int, int]] = set()
    for passage in handout.passages:
        span = passage.span
        if span is None or not span.line or not passage.figures:
            continue
        for place, line in enumerate(source_lines(span), span.line):
            for kind, typed in _found_in(line):
                if (span.file.path, place, typed.start) not in seen:
                    seen.add((span.file.path, place, typed.start))
                    shown = line[typed.start : typed.start + typed.width].strip()
                    letters = "" if typed.words in shown else ", with letters among its figures"
                    message = f"“{shown}” is typed by hand{letters}{_instead(kind, typed.words, handout)}"
                    yield FAULT.at(Span(span.file, place, typed.start + 1, typed.width), message)


def _instead(kind: Kind, words: str, handout: Handout) -> str:
    """How the sentence about `words` goes on: what to write. Another number than the typed one is never proposed for it."""
    if kind == "temperature":
        return _rule_instead(words, handout.fever_rule)
    number = dial(_EXTENSION.sub("", words))
    path = _path_of(number, handout.numbers)
    if path:
        return f"; write `{{{{ clinic.{path} }}}}`, so that it is right everywhere"
    known = next((known for known in handout.profile.short_numbers if known.number == number), None)
    if known:
        return (
            f": it is {known.name}, for {known.use}; give it once under `helplines` of the clinic's file, and write here "
            "`{{ clinic.helplines.….phone }}` with the id that it has there"
        )
    if kind == "short" or handout.numbers:
        return ", and the clinic's file does not give this number; give it there once, under `phones`, `services` or `helplines`, and name that fact here"
    return "; name the fact, such as `{{ clinic.phones.advice }}`, so that it is right everywhere"


def _rule_instead(words: str, rule: str) -> str:
    write = "write `{{ clinic.fever.rule }}`, so that it is right everywhere"
    typed = _value(words)
    if not rule or any(_value(found[0]) == typed for found in re.finditer(r"\d+(?:[.,]\d+)?", rule)):
        return f"; {write}"
    return f", and the clinic's own rule says “{rule}”; where fever is meant, {write.partition(',')[0]}"


def _value(words: str) -> float:
    found = re.search(r"\d+(?:[.,]\d+)?", words)
    return float(found[0].replace(",", ".")) if found else 0.0


def _path_of(number: str, numbers: Mapping[str, str]) -> str:
    return numbers.get(number) or next((path for known, path in numbers.items() if is_same_number(known, number)), "")


@lru_cache(maxsize=4096)
def _found_in(line: str) -> tuple[tuple[Kind, TypedNumber], ...]:
    """The facts of a clinic that are typed on a line."""
    if not _FIGURES.search(line):
        return ()
    dialled = as_dialled(line)
    kinds: tuple[tuple[Kind, tuple[TypedNumber, ...]], ...] = (
        ("phone", phone_numbers(dialled)),
        ("short", short_numbers(dialled)),
        ("temperature", body_temperatures(line)),
    )
    return tuple((kind, typed) for kind, found in kinds for typed in found)


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("MS-04",), allowable=False)
