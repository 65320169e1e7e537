"""An abbreviation is used before its full words were given.

What it finds: words of two to six capitals, at their first use in the running text of the sections. It is explained by the glossary, by brackets
after or around it, or by “called” or “short for” in the same sentence. Some that everybody knows are let pass (NHS, UK, US, TV, DNA …), and so is the name
of an organisation, in the clinic's own name.

Why it matters to a reader: letters say nothing to somebody who has not met them, and the same letters mean other things elsewhere.

Example: “You will have an ECG.”

Write instead: “You will have a heart tracing (ECG).” If it comes only once, leave the letters out.

Options: the list of known ones is reviewed with the code.

Evidence: CDC Clear Communication Index item 7, NHS, Formatting. Rule RD-06.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardleaf.checks.loud_words import shouted_runs
from wardleaf.checks.places import place_of
from wardleaf.checks.reading import RUNNING, Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.checks.vocabulary import words
from wardleaf.checks.word_lists import is_explained, terms_of
from wardleaf.findings import Finding

FAULT = rule_fault(__doc__, code="R109", name="unexplained-abbreviation")
_LETTERS = re.compile(r"(?<![\w.-])[A-Z][A-Z0-9]{1,5}s?(?:-[A-Z0-9]+)?(?![\w-])")
_KNOWN = words(
    "UK US USA EU NHS TV DVD CD PDF QR OK ID AM PM DNA HIV AIDS COVID COVID-19 GP SMS PIN FAQ SOS DIY IT HQ ISBN BBC GPS ATM PC UV FDA",
    "CDC WHO NO YES NOT DO AND OR",
    "BD OD TDS QDS BID TID QID QD QOD PRN HS PO",  # told as doses that can be misread, and to be written out
)
_LOUD = 3
_CAPITALS = re.compile(r"[A-Z]+")


def check(handout: Handout) -> Iterator[Finding]:
    """Each abbreviation whose first use does not explain it."""
    document = handout.document
    known = {word.upper() for word in document.topic_words} | set(
        _LETTERS.findall(f"{document.clinic.name} {document.clinic.part_of}")
    )
    for section in handout.sections:
        for passage in section.passages:
            known |= {word for term in terms_of(passage.runs) for word in term.upper().split()}
            if passage.kind not in RUNNING:
                continue
            loud = {
                word for run in shouted_runs(passage.text) for word in _CAPITALS.findall(run)
            }  # told by another rule
            found = [letters for letters in _LETTERS.findall(passage.text) if letters not in loud]
            if len(found) >= _LOUD and sum(map(len, found)) > len(passage.text) / 2:
                continue  # words set in capitals: another rule's matter
            for letters in dict.fromkeys(found):
                plain = letters.removesuffix("s")
                if (
                    plain in known
                    or letters in known
                    or plain in _KNOWN
                    or letters in _KNOWN
                    or any(char.isdigit() for char in letters[:2])
                ):
                    continue
                known.add(plain)
                if not is_explained(letters, passage.text):
                    message = f"say what “{letters}” stands for where it is first used: the full words, then the letters in brackets"
                    yield FAULT.at(place_of(letters, passage.span), message)


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("RD-06",))
