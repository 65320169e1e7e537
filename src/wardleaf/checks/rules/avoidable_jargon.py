"""A word that staff use among themselves has a plain one.

What it finds: words of the list `checks/data/plain-words.txt`, once for each section, in headings and running text. Table cells, sources and words in
other languages are left alone.

Why it matters to a reader: each such word costs a moment, and some mean something else outside the hospital (“positive”, “negative”, “acute”).

Example: “Adverse events may necessitate discontinuation.”

Write instead: “You may have to stop because of side effects.” The finding offers the plain word.

Options: the word list is reviewed with the code; allow `avoidable-jargon` for a section that has to quote a form or a label.

Evidence: PEMAT item 3, CDC Clear Communication Index item 7, NHS, How we write. Rule RD-05.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.places import place_of
from wardleaf.checks.reading import PROSE, Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.checks.word_lists import plain_words
from wardleaf.findings import Finding

FAULT = rule_fault(__doc__, code="R107", name="avoidable-jargon")


def check(handout: Handout) -> Iterator[Finding]:
    """Each word that has a plainer one, once a section."""
    if not handout.english:
        return
    lists = plain_words()
    told: set[tuple[str, str]] = set()
    for passage in handout.passages:
        if passage.kind not in PROSE or not passage.words.vocabulary & lists.first_words:
            continue
        for phrase, plain in lists.found_in(passage.words):
            if (passage.section, phrase) not in told:
                told.add((passage.section, phrase))
                yield FAULT.at(place_of(phrase, passage.span), f"instead of “{phrase}” write “{plain}”")


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("RD-05",))
