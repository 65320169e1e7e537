"""The text praises or sells.

What it finds: words of advertising (“world-class”, “cutting-edge”, “miracle cure”, “special offer”, “order now”) in a sentence that does not warn of them, and names with a trade
mark sign (®, ™).

Why it matters to a reader: praise tells nothing that helps to decide, and readers who feel that something is being sold stop trusting the rest.

Example: “Our world-class unit offers Lumexa®, a revolutionary treatment.”

Write instead: what it is, how well it works, and the source. Name a medicine by its own name; a brand goes in brackets after it, without the sign.

Options: none. Whether a handout favours somebody as a whole is for the reviewer to judge.

Evidence: HONcode 7 and 8 (funding and advertising); NHS content policy; PIF TICK. Rule GV-05, as far as words go; funding and quality marks are checked with governance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from wardleaf.checks.places import place_of
from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.checks.sentences import Stretch
from wardleaf.checks.vocabulary import words
from wardleaf.findings import Finding

FAULT = rule_fault(__doc__, code="R705", name="promotional-words")
_SIGNS = "®™℠"
_MARK = re.compile(r"[^\W\d_][\w-]{0,60}\s?[®™℠]")
_PRAISE = re.compile(
    r"\b(?:world[- ](?:class|leading|beating|renowned)|cutting[- ]edge|state[- ]of[- ]the[- ]art|award[- ]winning|best[- ]in[- ]class|second to none|unrivalled|unparalleled|unbeatable"
    r"|game[- ]chang(?:er|ing)|revolutionary|ground-?breaking|wonder[- ]drugs?|miracle (?:cure|drug|treatment|medicine)s?|special offers?|money[- ]back|limited[- ]time offer"
    r"|discount codes?|(?:buy|order) (?:now|yours|it today)|leading (?:brand|supplier|manufacturer)s?)\b",
    re.IGNORECASE,
)
# One of these words begins each of them, with a hyphen or alone.
_FIRST = words(
    "world world-class world-leading world-beating world-renowned cutting cutting-edge state state-of-the-art award award-winning best best-in-class second unrivalled unparalleled",
    "unbeatable game game-changer game-changing revolutionary groundbreaking ground-breaking wonder wonder-drug wonder-drugs miracle special money money-back limited limited-time",
    "discount buy order leading",
)
# A sentence that warns of praise is none.
_WARNING = words(
    "no not never don't isn't aren't avoid beware wary careful caution claim claims claimed claiming promise promises promised so-called scam scams myth myths"
)


def check(handout: Handout) -> Iterator[Finding]:
    """Each trade mark sign, and each word of advertising."""
    for passage in handout.passages:
        for found, message in _found_in(passage.words, english=handout.english):
            yield FAULT.at(place_of(found, passage.span), f"“{found}” {message}")


@lru_cache(maxsize=16384)
def _found_in(stretch: Stretch, *, english: bool) -> tuple[tuple[str, str], ...]:
    """What advertises in `stretch`, and what to do about it."""
    told: list[tuple[str, str]] = []
    if any(sign in stretch.text for sign in _SIGNS):
        instead = "write the medicine's or thing's own name, and a brand only in brackets, without its sign"
        told += [(mark[0], f"has the sign of a trade mark; {instead}") for mark in _MARK.finditer(stretch.text)]
    if english and not stretch.vocabulary.isdisjoint(_FIRST):
        for sentence in stretch.sentences:
            found = _PRAISE.search(sentence.text)
            if found and _WARNING.isdisjoint(sentence.lower):
                told.append((found[0], "praises or sells; say what it is and how well it works, with the source"))
    return tuple(told)


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("GV-05",))
