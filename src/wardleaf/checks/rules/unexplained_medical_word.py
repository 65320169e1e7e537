"""A medical word is used before anybody has said what it means.

What it finds: words of the list `checks/data/medical-words.txt`, at their first use in the running text of the sections, where key points
are left out: they sum up what is explained below them. A word is explained by the glossary (`[biopsy]{.term}`), by brackets right after it
or around it, or by a sentence such as “a line is a thin tube” or “this is called neuropathy”. Words of the title and the definition's
topic words are known.

Why it matters to a reader: a reader who does not know the word cannot follow what comes after it, and seldom asks.

Example: “Tell us about any neuropathy.”

Write instead: “Tell us about numb or tingling fingers or toes (neuropathy).” Or write `[neuropathy]{.term}`, and its meaning in glossary.yaml.

Options: `topic-words` of the definition.

Evidence: PEMAT item 4, CDC Clear Communication Index item 7, NHS: the plain word first, then the medical one in brackets. Rule RD-05.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.places import place_of
from wardleaf.checks.reading import RUNNING, Handout, Passage
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.checks.word_lists import is_explained, medical_words, terms_of
from wardleaf.document.model import runs_text
from wardleaf.findings import Finding

FAULT = rule_fault(__doc__, code="R108", name="unexplained-medical-word")


def check(handout: Handout) -> Iterator[Finding]:
    """Each medical word whose first use does not explain it."""
    if not handout.english:
        return
    lists = medical_words()
    title = runs_text(handout.document.first_page.title.runs).casefold()
    known = {word.casefold() for word in handout.document.topic_words}
    for section in handout.sections:
        for passage in section.passages:
            known |= terms_of(passage.runs)
            if passage.kind in RUNNING - {"key-point"} and passage.words.vocabulary & lists.first_words:
                yield from _first_uses(passage, title, known)


def _first_uses(passage: Passage, title: str, known: set[str]) -> Iterator[Finding]:
    for word, plain in medical_words().found_in(passage.words):
        stem = word.removesuffix("s")
        if any(stem in other or other.removesuffix("s") in word for other in known) or stem in title:
            continue
        known.add(word)
        if not is_explained(word, passage.text):
            message = f"“{word}” is not explained where it is first used; say what it means, such as “{plain} ({word})”, or mark it with {{.term}}"
            yield FAULT.at(place_of(word, passage.span), message)


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("RD-05",))
