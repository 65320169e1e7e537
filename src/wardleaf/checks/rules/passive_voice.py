"""The text says what is done, but not who does it.

What it finds: a form of “be” or “get” with a past participle. In the main message and in steps each one is told; elsewhere only when
the share of such sentences in the handout is above the profile's limit. “Is called” explains a word and is let pass, and so are words that describe
a state, such as “tired” or “worried”.

Why it matters to a reader: “Tablets should be taken” does not say by whom. Readers who are unsure wait for somebody else to act.

Example: “The advice line should be called if a fever is noticed.”

Write instead: “Call the advice line if you have a fever.” Begin with you, we, or the person who does it.

Options: `checks: passive-share` of the profile, in percent.

Evidence: PEMAT item 5, CDC Clear Communication Index item 6. The share is our own figure. Rule RD-04.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardleaf.checks.places import place_of, shortened
from wardleaf.checks.reading import Handout, Kind
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.checks.sentences import Sentence
from wardleaf.checks.vocabulary import words
from wardleaf.findings import Finding
from wardleaf.units import beside

FAULT = rule_fault(__doc__, code="R106", name="passive-voice")
_STRICT: frozenset[Kind] = frozenset({"main-message", "step"})
_BE = words("am is are was were be been being get gets got getting isn't aren't wasn't weren't")
_BETWEEN = words(
    "not also often usually sometimes always never only first most now then just still already normally safely"
)
_IRREGULAR = words(
    "given taken done made seen told known found put held kept shown written chosen sent brought grown begun drawn driven eaten paid",
    "read said sold taught thought thrown understood worn cut hidden broken led fed met spoken stolen shaken sworn torn bought caught",
    "built dealt",
)
_STATES = words(
    "tired worried scared frightened interested pleased married retired supposed swollen inflamed blocked infected confused depressed",
    "bored relaxed concerned related involved mixed limited advanced experienced qualified dressed stressed exhausted allowed used",
    "prepared bothered closed united annoyed embarrassed ashamed crowded excited surprised upset disabled disappointed satisfied",
    "bruised bloated dehydrated sized need speed feed bleed indeed exceed proceed succeed red registered overjoyed",
    "constipated cracked undecided unrelated unsure",
)
_NAMING = frozenset({"called", "named", "known"})
_PARTICIPLE = re.compile(r"[a-z]{2,}ed\Z")
_ENOUGH_SENTENCES = 20
_NAMED = 3


def check(handout: Handout) -> Iterator[Finding]:
    """Passive sentences where action counts, and too many of them elsewhere."""
    if not handout.english:
        return
    total, others = 0, []
    for passage in handout.running:
        for sentence in passage.words.sentences:
            total += 1
            words = passive_words(sentence)
            if words and passage.kind in _STRICT:
                message = f"“{words}” does not say who acts; begin with you, we, or the person who does it"
                yield FAULT.at(place_of(words, passage.span), message)
            elif words:
                others.append(sentence)
    share = 100 * len(others) / total if total else 0.0
    if total >= _ENOUGH_SENTENCES and share > handout.limits.passive_share:
        yield FAULT.at(
            handout.document.span,
            f"{beside(share, handout.limits.passive_share, places=0)} in 100 sentences do not say who acts; say who does it in at least {100 - handout.limits.passive_share}",
            notes=[f"for example “{shortened(sentence.text, 12)}”" for sentence in others[:_NAMED]],
        )


def passive_words(sentence: Sentence) -> str:
    """The words that make `sentence` passive, empty when it is not."""
    lower = sentence.lower
    for place, word in enumerate(lower):
        if word in _BE:
            end = place + 1
            while end < len(lower) and end < place + 3 and lower[end] in _BETWEEN:
                end += 1
            if end < len(lower) and _is_participle(lower[end]) and not (lower[end] in _NAMING and word != "be"):
                return " ".join(sentence.words[place : end + 1])
    return ""


def _is_participle(word: str) -> bool:
    return word in _IRREGULAR or (bool(_PARTICIPLE.match(word)) and word not in _STATES)


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("RD-04",))
