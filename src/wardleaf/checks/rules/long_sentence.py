"""A sentence has more words than most readers can hold.

What it finds: sentences of more words than the profile's limit, in paragraphs, lists and steps. Citations, meanings in brackets, phone numbers and web
addresses are not counted. A very long sentence is an error.

Why it matters to a reader: by the end of a long sentence its beginning is forgotten, above all when one is tired or reads in a second language.

Example: “If your temperature rises at any time after your treatment and you also feel shivery or unwell then you should telephone the advice line
straight away, whatever the hour, and explain what treatment you have had.”

Write instead: “Call the advice line at once if you have a fever or feel shivery. Call at any hour. Say what treatment you have had.”

Options: `checks: sentence-words` and `sentence-words-error` of the profile.

Evidence: NHS, How we write: no more than 20 words. Rule RD-03.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.places import place_of
from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.findings import Finding, Severity

FAULT = rule_fault(__doc__, code="R104", name="long-sentence")


def check(handout: Handout) -> Iterator[Finding]:
    """Each sentence that is too long."""
    limits = handout.limits
    for passage in handout.running:
        for sentence in passage.words.sentences:
            count = len(sentence.words)
            if count > limits.sentence_words:
                yield FAULT.at(
                    place_of(sentence.text, passage.span),
                    f"this sentence has {count} words; say it in sentences of no more than {limits.sentence_words}",
                    severity=Severity.ERROR if count > limits.sentence_words_error else Severity.WARNING,
                )


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("RD-03",))
