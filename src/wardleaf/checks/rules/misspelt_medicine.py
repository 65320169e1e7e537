"""A word is one letter away from the name of a medicine.

What it finds: in English, a word in no dictionary that becomes the name of a medicine when one letter is put in, left out or replaced, or when two letters
change places. The names are those of DrugBank's open data and of the NHS website's list of medicines (`checks/data/medicines.txt`).

Why it matters to a reader: people look a name up, tell it to a pharmacist, and compare it with the box. Names of medicines are alike, and a wrong letter
can make another medicine of one.

Example: “You take capecitibine twice a day.”

Write instead: “You take capecitabine twice a day.” Copy the name from the box or the formulary.

Options: this cannot be allowed. Where it is the name of another medicine, write that on a line of `handouts/words.txt`.

Evidence: ISMP, look-alike drug names; NHS, How we write (medicines). Rule MS-05.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.dictionary import nearest_medicine
from wardleaf.checks.places import place_of
from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.checks.words_as_spelt import words_unknown
from wardleaf.findings import Finding, Severity

FAULT = rule_fault(__doc__, code="R506", name="misspelt-medicine", severity=Severity.ERROR)


def check(handout: Handout) -> Iterator[Finding]:
    """Each word that is a letter away from a medicine, once a passage."""
    for passage, word in words_unknown(handout):
        meant = nearest_medicine(word)
        if meant:
            yield FAULT.at(
                place_of(word, passage.span),
                f"“{word}” is one letter away from “{meant}”, the name of a medicine; which one is meant?",
                help="if this is the name of another medicine, write it on a line of `handouts/words.txt`",
            )


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("MS-05",), allowable=False)
