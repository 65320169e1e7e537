"""The SMOG grade of the handout is above the profile's limit.

What it finds: SMOG counts words of three syllables or more. It is worked out for a whole handout of 30 sentences or more, without the topic words;
shorter ones are not scored. The scale is named each time, because British figures are five higher than American ones.

Why it matters to a reader: long words slow a reader down, and medical writing is full of them. SMOG predicts who will understand all of a text.

Example: “Contact your oncology department immediately regarding any persistent abnormalities.”

Write instead: “Call us at once about any new problem that does not go away.” Swap the words in the note first.

Options: `checks: smog-scale`, `smog-warning`, `smog-error` and `smog-is-info` of the profile. In `uk` it is an info.

Evidence: McLaughlin 1969; UNM Hospitals, SMOG 8 is near Fry 6; NHS 2019, rewrite 14 and over first (British scale; the page was withdrawn in
2021). Rule RD-02.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from wardleaf.checks.readability import ENOUGH_SENTENCES, count_sentences, smog
from wardleaf.checks.reading import PROSE, Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.checks.syllables import count_syllables
from wardleaf.findings import Finding, Severity
from wardleaf.units import beside

FAULT = rule_fault(__doc__, code="R102", name="smog-grade-too-high")
_NAMED = 8


def check(handout: Handout) -> Iterator[Finding]:
    """The handout's SMOG grade."""
    if not handout.english:
        return
    limits = handout.limits
    sentences = [
        sentence for passage in handout.passages if passage.kind in PROSE for sentence in passage.words.sentences
    ]
    topic = frozenset(word.casefold() for word in handout.document.topic_words)
    counts = count_sentences(sentences, without=topic)
    grade = smog(counts, scale=limits.smog_scale)
    if counts.sentences < ENOUGH_SENTENCES or grade <= limits.smog_warning:
        return
    words = Counter(
        lower
        for sentence in sentences
        for lower in sentence.lower
        if lower not in topic and count_syllables(lower) > 2 and lower.isalpha()
    )
    often = ", ".join(
        f"{word} ({count})" for word, count in sorted(words.items(), key=lambda pair: (-pair[1], pair[0]))[:_NAMED]
    )
    raw = smog(count_sentences(sentences), scale=limits.smog_scale)
    if limits.smog_is_info:
        severity = Severity.INFO
    else:
        severity = Severity.ERROR if limits.smog_error is not None and grade > limits.smog_error else Severity.WARNING
    yield FAULT.at(
        handout.document.span,
        f"SMOG grade {beside(grade, limits.smog_warning)} ({limits.smog_scale.upper()} scale); the {handout.profile.name} profile asks for {limits.smog_warning}",
        notes=(f"long words used most: {often}", f"with the topic words it is {raw:.1f}"),
        severity=severity,
    )


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("RD-02",))
