"""A dose is written in a way that has been misread.

What it finds: a zero after the decimal point (“5.0 mg”), three figures after it that may be thousands (“1.500 mg”), none before it (“.5 mg”), in English a comma for the point (“2,5 mg”), two numbers side by side (“2 200 mg tablets”, “1 500 mg”), days and weeks as parts (“for 2/7”), a date in
figures that is another one in another country (“03/04/2026”), and, without a comma, a number over 9,999 of people, cells or steps, or over 999 before a unit. Spaces before units and °F beside °C are seen to by the profile, not by authors.

Why it matters to a reader: “5.0” has been read as 50, and “.5” as 5. Ten times a dose can kill.

Example: “Take 2 200 mg tablets, or .5 ml of the liquid.”

Write instead: “Take two tablets of 200 mg, or 0.5 ml of the liquid.”

Options: none. This rule cannot be allowed.

Evidence: Joint Commission Do Not Use list; ISMP; NHS, Numbers. Rule MS-02.
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

FAULT = rule_fault(__doc__, code="R502", name="unsafe-number", severity=Severity.ERROR)
_UNIT = r"(?:mgs?|mcg|[µμu]g|micrograms?|milligrams?|g|grams?|kgs?|mls?|mL|l|litres?|liters?|millilitres?|milliliters?|units?|IU|tablets?|tabs?|capsules?|caps|drops|puffs?|sachets?)(?!\w)"
_COMMA = re.compile(rf"(?<![\w.,])\d+,\d{{1,2}}(?:\s?[–-]\s?\d+(?:,\d{{1,2}})?)?\s?(?:{_UNIT}|[°º]|degrees)")
_GROUPED = re.compile(
    r"(?<![\w.,/:–-])[1-9]\d{0,2}[ \xa0\u2009\u202f]\d{3}(?:\.\d+)?\s?"
    r"(?:mgs?|mcg|[µμu]g|micrograms?|milligrams?|g|grams?|mls?|mL|units?|IU)(?!\w)(?!\s(?:of\s)?(?:tablet|tab|cap|sachet))"
)
_SHORT_TIME = re.compile(
    r"\b(?:[Ff]or|[Ee]very|[Ii]n|[Aa]fter)\s(\d{1,2}(?:\s?[–-]\s?\d{1,2})?)/(7|12|24|52)(?![\w/.,]*\d)"
)
_SHORT_UNITS = {"7": "days", "12": "months", "24": "hours", "52": "weeks"}
_DATE = re.compile(
    r"(?<![\w.,/-])(?:0?[1-9]|1[0-2])(?:/(?:0?[1-9]|1[0-2])/(?:20)?\d\d|[.-](?:0?[1-9]|1[0-2])[.-]20\d\d)(?![\w/-]|\.\d)"
)
_FORMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"(?<![\w.,])\d+\.0+\s?{_UNIT}"), "leave out the zero after the point"),
    (
        re.compile(rf"(?<![\w.,])[1-9]\d{{0,2}}\.\d\d0\s?{_UNIT}"),
        "put a comma after the thousands, or leave out the zero after the point",
    ),
    (
        re.compile(
            r"(?<![\w.,/-])\d{1,2}/\d{1,2}(?:\s|-)?(?:tablets?|tabs?|capsules?|caps|teaspoons?|tsp|spoonfuls?|sachets?|puffs?)(?!\w)"
        ),
        "write the part as a word, “half a tablet”",
    ),
    (re.compile(rf"(?<![\w.,)])\.\d+\s?{_UNIT}"), "write a zero before the point"),
    (
        re.compile(rf"(?<![\w.,])\d+ \d+(?:\.\d+)?\s?(?:mgs?|mcg|[µμu]g|micrograms?|g|mls?|mL)\s(?:{_UNIT})"),
        "write the first number as a word, and “of” between them",
    ),
    (re.compile(rf"(?<![\w.,/-])\d{{4,}}\s?{_UNIT}"), "put a comma after the thousands"),
    (
        re.compile(
            r"(?<![\w.,/£$€+-])[1-9]\d{4,6}(?![\w/-]|[.,]\d)(?= (?:people|women|men|patients|adults|children|cells|cases|steps))"
        ),
        "put a comma after the thousands",
    ),
)


def check(handout: Handout) -> Iterator[Finding]:
    """Each number that can be misread."""
    for passage in handout.passages:
        told = _found_in(passage.words)
        if handout.english and passage.words.figures:
            told = (*told, *_as_english_reads(passage.text))
        for found, instead, span in each_advice(told, passage.span):
            yield FAULT.at(span, f"“{found.strip()}” can be misread; {instead}")


def _as_english_reads(text: str) -> Iterator[tuple[str, str]]:
    """What in `text` is read otherwise by readers of English, and how to mend it."""
    for comma in _COMMA.finditer(text):
        yield comma[0], f"write a point: “{comma[0].replace(',', '.')}”"
    for group in _GROUPED.finditer(text):
        number = re.sub(r"[ \xa0\u2009\u202f](?=\d{3})", ",", group[0])
        yield group[0], f"write “{number}”, or the first number as a word, and “of” between them"
    for time in _SHORT_TIME.finditer(text):
        yield time[0], f"write “{time[0].split()[0]} {time[1]} {_SHORT_UNITS[time[2]]}”"
    for date in _DATE.finditer(text):
        day, month, _ = re.split(r"[/.-]", date[0])
        if int(day) != int(month):
            yield date[0], "write the month as a word, because some read the day first and some the month"


@lru_cache(maxsize=16384)
def _found_in(words: Stretch) -> tuple[tuple[str, str], ...]:
    """What stands in `words`, and how to mend it."""
    if not words.figures:
        return ()
    return tuple((found[0], instead) for form, instead in _FORMS for found in form.finditer(words.text))


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("MS-02",), allowable=False)
