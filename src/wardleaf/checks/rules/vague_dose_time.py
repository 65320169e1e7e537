"""A medicine is to be taken so many times a day, without saying when.

What it finds: “twice daily”, “three times a day”, “4–6 hourly”, “as needed”, “prn” and “regularly”, in a sentence about taking or using a medicine, or with a number of tablets, that names no clock time,
meal, bedtime or upper limit.

Why it matters to a reader: when labels said “two tablets twice daily”, one reader in three took something else.

Example: “Take one tablet twice a day.”

Write instead: “Take one tablet at 8 am and one at 8 pm.” For “as needed”: “Take one when you have pain. Wait 6 hours before the next. No more than 4 in
24 hours.”

Options: none.

Evidence: Wolf 2007, misread by 37 to 62 in 100 readers. Rule MS-03.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardleaf.checks.places import place_of
from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.checks.vocabulary import words
from wardleaf.findings import Finding

FAULT = rule_fault(__doc__, code="R503", name="vague-dose-time")
_OFTEN = re.compile(
    r"\b(?:(?:once|twice|two times|three times|four times|\d times) (?:daily|a day|per day|each day|every day)|(?:as|when|if) (?:needed|required|necessary)|\d+(?:\s?(?:[–-]|to)\s?\d+)?[ -]?hourly|p\.?r\.?n|regularly)\b",
    re.IGNORECASE,
)
_MEDICINE = words(
    "tablet tablets capsule capsules medicine medicines dose doses cream ointment drops eyedrops inhaler puffs injection injections mouthwash laxative laxatives painkiller",
    "painkillers antibiotic antibiotics paracetamol acetaminophen ibuprofen steroid steroids mg ml",
)
_NUMBERED = re.compile(r"[\d½¼¾]\s?(?:tablets?|tabs?|capsules?|caps|puffs?|sachets?|drops|mls?)\b", re.IGNORECASE)
_TAKING = words("take taking use using apply inject swallow have give put spray")
_WHEN = re.compile(
    r"\d\s?(?:am|pm|a\.m|p\.m)\b|\d{1,2}[:.]\d\d|o[’']clock|\b(?:morning|noon|midday|lunch|lunchtime|evening|night|breakfast|dinner|supper|bedtime|meals?|midnight|every \d+ hours"
    r"|\d+ hours|no more than|at most|not more than|up to)\b",
    re.IGNORECASE,
)
_QUICK = words("daily day needed required necessary regularly hourly prn n")


def check(handout: Handout) -> Iterator[Finding]:
    """Each dose without a time."""
    if not handout.english:
        return
    for passage in handout.running:
        vocabulary = passage.words.vocabulary
        numbered = vocabulary & _QUICK and _NUMBERED.search(passage.text)
        if not (numbered or (vocabulary & _QUICK and vocabulary & _MEDICINE and vocabulary & _TAKING)) or _WHEN.search(
            passage.text
        ):
            continue
        for sentence in passage.words.sentences:
            said = frozenset(sentence.lower)
            about = (said & _MEDICINE and said & _TAKING) or _NUMBERED.search(sentence.text)
            found = _OFTEN.search(sentence.text) if about else None
            if found:
                message = f"“{found[0]}” leaves open when; write clock times (“at 8 am and 8 pm”), or the least time between and the most in a day"
                yield FAULT.at(place_of(found[0], passage.span), message)


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("MS-03",))
