"""A risk is told only as so much more or less than another.

What it finds: “doubles”, “halves”, “twice as likely”, “30% lower”, “cuts the risk by a third”, in a sentence about a risk or chance, when the paragraph gives no
absolute number such as “2 in 100”. In a handout of kind `treatment` it is an error.

Why it matters to a reader: twice a very small risk is still very small. Without the numbers everybody imagines a large one.

Example: “This doubles the risk of a blood clot.”

Write instead: “Without it, 1 in 1,000 people have a blood clot. With it, 2 in 1,000 do.” Or use `::: icon-array`.

Options: none.

Evidence: NICE CG138; a relative figure is judged larger and more persuasive (PubMed Health PMH0050754). Rule NU-01.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardleaf.checks.chances import frequencies
from wardleaf.checks.places import place_of
from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.checks.vocabulary import words
from wardleaf.findings import Finding, Severity

FAULT = rule_fault(__doc__, code="R401", name="relative-risk-alone")
_SHARE = r"(?:half|a half|a third|a quarter|two[- ]thirds|three[- ]quarters|\d+(?:\.\d+)? ?(?:%|per ?cent))"
_RELATIVE = re.compile(
    rf"\b(?:doubl(?:es?|ed|ing)|halv(?:es?|ed|ing)|trebl(?:es?|ed|ing)|tripl(?:es?|ed|ing)|twice as|(?:two|three|four|five|six|ten|\d+) times (?:as|more|less|higher|lower)"
    rf"|by (?:up to |about |around |as much as )?{_SHARE}|{_SHARE} (?:lower|higher|less|more|fewer|reduction|increase|smaller|greater)|half as)(?!\w)",
    re.IGNORECASE,
)
_ABOUT_RISK = words(
    "risk risks chance chances likely likelihood odds rate rates survival death deaths die died recurrence recurrences relapse probability danger"
)
_QUICK = words(
    "double doubles doubled doubling halve halves halved halving treble trebles trebled triple triples tripled tripling twice times by half third quarter",
    "lower higher less more fewer reduction increase smaller greater",
)


def check(handout: Handout) -> Iterator[Finding]:
    """Each relative risk without an absolute one beside it."""
    if not handout.english:
        return
    severity = Severity.ERROR if handout.document.kind == "treatment" else Severity.WARNING
    for passage in handout.running:
        vocabulary = passage.words.vocabulary
        if not (vocabulary & _ABOUT_RISK and vocabulary & _QUICK) or frequencies(passage.text):
            continue
        for sentence in passage.words.sentences:
            found = _RELATIVE.search(sentence.text) if not _ABOUT_RISK.isdisjoint(sentence.lower) else None
            if found:
                message = f"“{found[0]}” does not say how many people; give both numbers, such as “1 in 100 without it, 2 in 100 with it”"
                yield FAULT.at(place_of(found[0], passage.span), message, severity=severity)


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("NU-01",))
