"""A paragraph has more sentences than the profile allows.

What it finds: paragraphs with more sentences than the limit, unless it has no more words than the allowed
sentences may have together: six sentences of six words are no block.

Why it matters to a reader: a block of text looks like work. Readers skip it, and what they needed was inside.

Example: five sentences on infection, on bleeding and on whom to call, in one block.

Write instead: one thought in each paragraph, or a list.

Options: `checks: paragraph-sentences` of the profile.

Evidence: NHS, How we write: no more than three sentences. Rule RD-03.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.findings import Finding

FAULT = rule_fault(__doc__, code="R105", name="long-paragraph")


def check(handout: Handout) -> Iterator[Finding]:
    """Each paragraph that is too long; one of a few short sentences is not."""
    most = handout.limits.paragraph_sentences
    for passage in handout.passages:
        sentences = len(passage.words.sentences)
        if (
            passage.kind == "paragraph"
            and sentences > most
            and passage.words.count > most * handout.limits.sentence_words
        ):
            message = f"this paragraph has {sentences} sentences and {passage.words.count} words; begin a new one after {most} or fewer"
            yield FAULT.at(passage.span, message)


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("RD-03",))
