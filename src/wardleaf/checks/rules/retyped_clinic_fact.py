"""A fact of the clinic was typed by hand.

What it finds: in what authors typed, phone numbers, “call 999” or “dial 911”, and body temperatures from 35 to 42 °C or 95 to 106 °F. Such facts stand in the clinic's
file, once, and text names them.

Why it matters to a reader: numbers and limits change. A typed one stays behind in a leaflet, and beside the right one nobody knows which is true.

Example: “Call us on 01632 960140 if your temperature is over 38 °C.”

Write instead: “Call {{ clinic.phones.advice }} if your temperature is {{ clinic.fever.rule }}.” Numbers of other services: `services` and `helplines` of the
clinic's file.

Options: none. This rule cannot be allowed.

Evidence: ours: one value of each, everywhere; NHS, safe instructions are unambiguous. Rule MS-04.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from wardleaf.checks.places import source_lines
from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.document.words import dial
from wardleaf.findings import Finding, Severity, Span

FAULT = rule_fault(__doc__, code="R504", name="retyped-clinic-fact", severity=Severity.ERROR)
_LEAST_DIGITS, _MOST_DIGITS = 7, 15
_PHONE = re.compile(
    r"(?<![\w.,/@:=-])(?:\+\d{1,3}[ -]?)?(?:\(\d{2,5}\)[ -]?)?\d{2,7}(?:[ -]\d{2,7}){1,4}(?![\w/-]|[.,]\d)|(?<![\w.,/@:=-])0\d{8,11}(?!\w)"
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{4}[–-]\d{4}")
_EMERGENCY = re.compile(r"\b(?:call|dial|ring|phone)\s+(?:on\s+)?(999|911|112|111)\b", re.IGNORECASE)
_CELSIUS = re.compile(
    r"(?<![\w.,])(?:3[5-9]|4[0-2])(?:\.\d)?(?:\s?°\s?C| degrees(?! F))(?!\w)|(?<![\w.,])(?:9[5-9]|10[0-6])(?:\.\d)?\s?°\s?F(?!\w)"
)
_NOT_BODY = re.compile(r"\b(?:wash|water|fridge|store|oven|bath|room|keep .{0,30}below|cook|freezer)\b", re.IGNORECASE)
_PLACE = re.compile(r"\{\{.*?\}\}|\[@[^\]]*\]|\]\([^)]*\)")


def check(handout: Handout) -> Iterator[Finding]:
    """Each fact of a clinic that stands in the words of a section or definition."""
    seen: set[tuple[str, int]] = set()
    for passage in handout.passages:
        span = passage.span
        if span is None or not span.line or not passage.figures or (span.file.path, span.line) in seen:
            continue
        seen.add((span.file.path, span.line))
        for place, line in enumerate(source_lines(span)):
            for fact in _found_in(line):
                yield FAULT.at(Span(span.file, span.line + place, fact.start + 1, fact.width), _message(fact, handout.numbers))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Typed:
    """What was typed, where it begins on its line and how wide it is; the path of the fact to name instead, empty for a phone number."""

    words: str
    start: int
    width: int
    path: str


def _message(typed: _Typed, numbers: Mapping[str, str]) -> str:
    """What to say of `typed`; a phone number is looked up among the clinic's `numbers`."""
    path = typed.path or numbers.get(dial(typed.words), "")
    if path:
        return f"“{typed.words}” is typed by hand; write `{{{{ clinic.{path} }}}}`, so that it is right everywhere"
    named = "name the fact, such as `{{ clinic.phones.advice }}`, so that it is right everywhere"
    return f"“{typed.words}” is typed by hand; {named}" + ("; the clinic's file does not give this number" if numbers else "")


@lru_cache(maxsize=4096)
def _found_in(written: str) -> tuple[_Typed, ...]:
    """The facts of a clinic that are typed on a line."""
    line = _PLACE.sub(lambda found: " " * len(found[0]), written)
    told = [
        (found, found[0].strip(), "")
        for found in _PHONE.finditer(line)
        if _LEAST_DIGITS <= sum(sign.isdigit() for sign in found[0]) <= _MOST_DIGITS and not _DATE.fullmatch(found[0].strip())
    ]
    told += [(found, found[1], "emergency.number") for found in _EMERGENCY.finditer(line)]
    if not _NOT_BODY.search(line):
        told += [(found, found[0], "fever.rule") for found in _CELSIUS.finditer(line)]
    return tuple(_Typed(words=words, start=found.start(), width=len(found[0]), path=path) for found, words, path in told)


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("MS-04",), allowable=False)
