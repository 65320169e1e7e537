"""An abbreviation that has led to wrong doses.

What it finds: after a number U, IU, µg, ug (in the UK mcg, too), cc, tab, tabs or caps; in a sentence with a dose QD, QOD, BID, BD, OD, TDS, TID, QDS, QID, PRN, HS, PO, in small letters and with points, too; MSO4 and MgSO4 anywhere; “@”, and “>” or
“<” before a number; a slash for “per” (“2 tablets/day”); and shortened names of medicines that are easily mixed up (5-FU, MTX, 6-MP).

Why it matters to a reader: “10U” has been read as 100, and “QD” as four times a day. Readers do not know these letters at all.

Example: “Take 5-FU cream BID.”

Write instead: “Use the fluorouracil cream at 8 am and 8 pm.” Write units, micrograms, a day, and the full name of the medicine.

Options: none. Ordinary words such as “stat” or “us” are never meant: only capitals beside a dose, or small letters in a sentence that has a number of tablets, drops, mg or ml.

Evidence: Joint Commission Do Not Use list; ISMP list of error-prone abbreviations 2024. Rule MS-01.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from wardleaf.checks.places import each_advice
from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.checks.sentences import Stretch
from wardleaf.findings import Finding, Severity

FAULT = rule_fault(__doc__, code="R501", name="error-prone-abbreviation", severity=Severity.ERROR)
_ALWAYS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<![\w.])\d[\d.,]{0,24}\s?(?:IU|iu)(?![\w-])"), "write “units”"),
    (re.compile(r"(?<![\w.])\d[\d.,]{0,24}\s?[µμu]g(?!\w)"), "write “micrograms”"),
    (re.compile(r"(?<![\w.])\d[\d.,]{0,24}\s?cc(?!\w)"), "write “ml”"),
    (re.compile(r"\bM(?:g)?SO4\b"), "write the full name of the medicine"),
    (re.compile(r"\b5-?FU\b"), "write “fluorouracil”"),
    (re.compile(r"\bMTX\b"), "write “methotrexate”"),
    (re.compile(r"\b6-?MP\b"), "write “mercaptopurine”"),
    (re.compile(r"(?<!\S)@(?!\S)"), "write “at”"),
    (re.compile(r"[<>≤≥]\s?\d"), "write “more than” or “less than”"),
    (
        re.compile(r"\b(?:tablets?|capsules?|doses?|times|drops|puffs|mg|ml|mcg)\s?/\s?(?:day|week|hour|dose|h|d)\b"),
        "write “a day” or “each”",
    ),
)
_LATIN = re.compile(
    r"(?<![\w.])(?:\d[\d.,]{0,24}\s?U\b(?!-)|Q\.?D|Q\.?O\.?D|B\.?I\.?D|T\.?I\.?D|Q\.?I\.?D|BD|OD|TDS|QDS|PRN|HS|P\.?O\b)(?!\w)"
)
_MCG = re.compile(r"(?<![\w.])\d[\d.,]{0,24}\s?mcg(?!\w)")
_SMALL = re.compile(r"(?<![\w.’'-])(?:qo?d|[bt]id|qid|bd|od|tds|qds|prn|nocte|mane)(?![\w-])")
_DOTTED = re.compile(
    r"(?<![\w.’'-])(?:q\.o\.d|[bt]\.i\.d|q\.i\.d|[tq]\.d\.s|[bqo]\.d|p\.r\.n|q?\.?h\.s|p\.o)\.?(?![\w-])"
)
_TABS = re.compile(r"(?<![\w.])[\d½¼¾][\d.,–-]{0,24}\s?(?:tabs?|caps)(?!\w)")
_TAKEN = re.compile(
    r"\b(?:[Tt]ake|[Ss]wallow|mgs?|mls?|prn|[Dd]aily|hourly|hours|a day|twice|once|morning|night|bedtime|meals?|food|tds|bd|od|qds|PRN|TDS|BD|OD|QDS|doses?)\b"
)
_NUMBERED_DOSE = re.compile(
    r"[\d½¼¾]\s?(?:mgs?|mcg|[µμu]g|g|mls?|mL|tabs?|caps|tablets?|capsules?|puffs?|drops|sachets?|units?)\b"
)
_QUICK = re.compile(
    r"[A-Z.]{2}|[A-Z]\.[A-Z]|[<>≤≥@µμ/]|\d\s?(?:U|iu|cc|-?FU|-?MP|mcg|ug)|tab|cap|prn|[bot]\.?i?\.?d|[tq]ds|q\.?[oi]?\.?d|nocte|mane|p\.r"
)
_DOSE = re.compile(
    r"\d\s?(?:mg|mcg|g|ml|mL|micrograms?)\b|\b(?:tablets?|capsules?|doses?|drops|cream|ointment|puffs?|injections?)\b|\b(?:[Tt]ake|[Aa]pply|[Ii]nject)\b"
)


def check(handout: Handout) -> Iterator[Finding]:
    """Each dangerous abbreviation."""
    for passage in handout.passages:
        told = _found_in(passage.words)
        if handout.profile.name == "uk":
            told = (*told, *((mcg[0], "write “micrograms”") for mcg in _MCG.finditer(passage.text)))
        for found, instead, span in each_advice(told, passage.span):
            yield FAULT.at(span, f"“{found.strip()}” has led to wrong doses; {instead}")


@lru_cache(maxsize=16384)
def _found_in(words: Stretch) -> tuple[tuple[str, str], ...]:
    """What stands in `words`, and what to write instead."""
    if not _QUICK.search(words.text):
        return ()
    told = [(found[0], instead) for form, instead in _ALWAYS for found in form.finditer(words.text)]
    for sentence in (sentence.text for sentence in words.sentences):
        if _DOSE.search(sentence):
            told += [
                (found[0], "write “units”" if found[0].endswith("U") else "write when to take it, in words")
                for found in _LATIN.finditer(sentence)
            ]
        if _DOSE.search(sentence) or _NUMBERED_DOSE.search(sentence):
            told += [(found[0], "write when to take it, in words") for found in _DOTTED.finditer(sentence)]
        if _TAKEN.search(sentence):
            told += [(found[0], "write “tablets” or “capsules”") for found in _TABS.finditer(sentence)]
        if _NUMBERED_DOSE.search(sentence):
            told += [(found[0], "write when to take it, in words") for found in _SMALL.finditer(sentence)]
    return tuple(told)


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("MS-01",))
