"""The text reads at a higher school grade than the profile asks for.

What it finds: the Flesch-Kincaid grade of the whole handout, and of each section of 100 words or more, when it is above the profile's limit.
Topic words of the definition are left out of the grade that counts; the grade with them is shown in the note.

Why it matters to a reader: half of all adults read below the average. Somebody who is ill, tired or afraid reads below their own level.

Example: “Administration of the medication is undertaken intravenously over a period of approximately thirty minutes.”

Write instead: “You have the medicine through a drip. It takes about 30 minutes.” Cut long sentences in two first, then swap long words.

Options: `checks: grade-warning` and `grade-error` of the profile; `topic-words` of the definition. In `uk` it is never an error, because the NHS uses
such scores only to choose what to rewrite.

Evidence: AAFP 2015 and AMA ask for grade 5 to 6, NIH for no more than 8; NHS content guide, reading age 9 to 14. Scores do not prove that people
understand; only people do. Rule RD-01.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from wardleaf.checks.places import shortened
from wardleaf.checks.readability import ENOUGH_WORDS, count_sentences, flesch_kincaid, rate_sentence
from wardleaf.checks.reading import PROSE, Handout, Passage
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.checks.sentences import Sentence
from wardleaf.findings import Finding, Severity, Span
from wardleaf.units import beside

FAULT = rule_fault(__doc__, code="R101", name="reading-grade-too-high")
_NAMED = 3


def check(handout: Handout) -> Iterator[Finding]:
    """The handout's grade, and that of each long section."""
    if not handout.english:
        return
    yield from _graded(handout, "this handout", handout.passages, handout.document.span)
    for section in handout.sections:
        yield from _graded(handout, "this section", section.passages, section.heading.span)


def _graded(handout: Handout, what: str, passages: Iterable[Passage], span: Span | None) -> Iterator[Finding]:
    sentences = [sentence for passage in passages if passage.kind in PROSE for sentence in passage.words.sentences]
    topic = frozenset(word.casefold() for word in handout.document.topic_words)
    counts = count_sentences(sentences, without=topic)
    limits = handout.limits
    grade = flesch_kincaid(counts)
    if counts.words < ENOUGH_WORDS or grade <= limits.grade_warning:
        return
    too_high = limits.grade_error is not None and grade > limits.grade_error
    notes = [f"hardest sentences: {_hardest(sentences, topic)}"]
    if topic:
        raw = flesch_kincaid(count_sentences(sentences))
        notes.append(f"with the topic words ({', '.join(handout.document.topic_words)}) it is grade {raw:.1f}")
    yield FAULT.at(
        span,
        f"{what} reads at grade {beside(grade, limits.grade_warning)}; the {handout.profile.name} profile asks for {limits.grade_warning}",
        notes=notes,
        severity=Severity.ERROR if too_high else Severity.WARNING,
    )


def _hardest(sentences: Sequence[Sentence], topic: frozenset[str]) -> str:
    ordered = sorted(dict.fromkeys(sentences), key=lambda sentence: -rate_sentence(sentence, without=topic))
    return "; ".join(f"“{shortened(sentence.text)}” ({len(sentence.words)} words)" for sentence in ordered[:_NAMED])


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("RD-01",))
