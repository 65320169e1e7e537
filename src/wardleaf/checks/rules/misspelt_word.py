"""A word is in no dictionary.

What it finds: in English, a word that is neither in the dictionary of the clinic's spelling (British or American), nor a medicine, nor in the glossary,
nor one of `topic-words`, nor in the library's own list, `handouts/words.txt`. Words with a capital inside a sentence count as names, unless they are a slip
of a long ordinary word or of a day or month. Abbreviations, web addresses, sources and words in other languages are left alone.

Why it matters to a reader: a misspelt word stops weak readers, is said wrongly by a screen reader, and makes the rest of the page less believed.

Example: “The phsyiotherapist recieves your letter.”

Write instead: “The physiotherapist receives your letter.” The finding offers the likeliest word.

Options: a word that is right, and that you use, goes into `handouts/words.txt`, one on a line; it is then right in every handout. Allow `misspelt-word`
where a wrong spelling is quoted.

Evidence: PEMAT item 5 (medical terms), CDC Clear Communication Index item 7; the dictionary is SCOWL's, size 60, with medical nouns from WordNet
(docs/decisions/spelling.md). Rule RD-07.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.dictionary import nearest_medicine, nearest_word, other_spelling, spelling_of
from wardleaf.checks.places import place_of
from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.checks.words_as_spelt import words_unknown
from wardleaf.findings import Finding

FAULT = rule_fault(__doc__, code="R110", name="misspelt-word")
_ADD = "if it is right, write it on a line of `handouts/words.txt`"


def check(handout: Handout) -> Iterator[Finding]:
    """Each word that no list has, once a passage."""
    spelling = spelling_of(handout.document.language)
    for passage, word in words_unknown(handout):
        if nearest_medicine(word):
            continue  # another rule's matter
        place = place_of(word, passage.span)
        meant = nearest_word(word, spelling, handout.own_words)
        if other_spelling(word, spelling):
            other = "American" if spelling == "British" else "British"
            instead = f"; the {spelling} one is “{meant}”" if meant else ""
            yield FAULT.at(place, f"“{word}” is {other} spelling{instead}")
        elif meant:
            yield FAULT.at(place, f"“{word}” is not in the dictionary; did you mean “{meant}”?", help=_ADD)
        else:
            yield FAULT.at(place, f"“{word}” is not in the dictionary", help=_ADD)


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("RD-07",))
