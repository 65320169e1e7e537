"""The text talks about patients instead of to the reader.

What it finds: “the patient” and “patients” in the main message, key points, steps and symptoms; elsewhere only when a section of 50 words or more speaks more often of
patients than of you. What studies found about patients is let pass that way.

Why it matters to a reader: “Patients should rest” is about somebody else. “Rest” is about me.

Example: “The patient must call the ward.”

Write instead: “Call the ward.” Or “people” and “women” where a study is told.

Options: none.

Evidence: PEMAT item 21. Rule AC-02.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.places import place_of
from wardleaf.checks.reading import RUNNING, Handout, Kind
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.checks.vocabulary import words
from wardleaf.findings import Finding

FAULT = rule_fault(__doc__, code="R302", name="talking-about-patients")
_STRICT: frozenset[Kind] = frozenset({"main-message", "key-point", "step", "symptom"})
_PATIENTS = frozenset({"patient", "patients", "patient's", "patients'"})
_YOU = words("you'll your you've yourself yours you're you")
_LEAST_WORDS = 50


def check(handout: Handout) -> Iterator[Finding]:
    """“Patients” where the reader is meant."""
    if not handout.english:
        return
    for passage in handout.running:
        if passage.kind in _STRICT and passage.words.vocabulary & _PATIENTS:
            word = next(word for sentence in passage.words.sentences for word in sentence.lower if word in _PATIENTS)
            yield FAULT.at(place_of(word, passage.span), f"write to the reader: “you” instead of “{word}”")
    for section in handout.sections:
        others = [passage for passage in section.passages if passage.kind in RUNNING and passage.kind not in _STRICT]
        words = [word for passage in others for sentence in passage.words.sentences for word in sentence.lower]
        patients, you = sum(word in _PATIENTS for word in words), sum(word in _YOU for word in words)
        if len(words) >= _LEAST_WORDS and patients > max(you, 1):
            first = next(passage for passage in others if passage.words.vocabulary & _PATIENTS)
            message = f"this section says “patient” {patients} times and “you” {you} times; write to the reader"
            yield FAULT.at(place_of(next(iter(sorted(first.words.vocabulary & _PATIENTS))), first.span), message)


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("AC-02",))
