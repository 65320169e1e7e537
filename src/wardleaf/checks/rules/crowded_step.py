"""A step is not one short thing to do.

What it finds: in `::: steps`, a step of more words than the profile's limit, one that joins actions with “and then” or a semicolon, and one that does not begin with
what to do.

Why it matters to a reader: steps are followed with one finger on the page. What is hidden inside a step is missed.

Example: “You should wash your hands and then open the pack; check the date as well.”

Write instead: 1. “Wash your hands.” 2. “Check the date on the pack.” 3. “Open the pack.”

Options: `checks: step-words` of the profile.

Evidence: PEMAT item 22. Rule AC-03.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.places import shortened
from wardleaf.checks.reading import Handout, Passage
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.checks.vocabulary import words
from wardleaf.checks.word_lists import begins_with_action
from wardleaf.findings import Finding

FAULT = rule_fault(__doc__, code="R303", name="crowded-step")
_NO_VERBS = words("you your the a an this these that those it they we our he she there patients people he's it's")


def check(handout: Handout) -> Iterator[Finding]:
    """Each step that is more or less than one thing to do."""
    most = handout.limits.step_words
    for passage in handout.running:
        if passage.kind == "step":
            fault = _wrong(passage, most, english=handout.english)
            if fault:
                yield FAULT.at(passage.span, f"step “{shortened(passage.text, 5)}” {fault}")


def _wrong(passage: Passage, most: int, *, english: bool) -> str:
    if passage.words.count > most:
        return f"has {passage.words.count} words; make two steps of it, each of {most} or fewer"
    if not english or not passage.words.sentences:
        return ""
    if ";" in passage.text or any(
        begins_with_action(sentence, after=("and", "then")) for sentence in passage.words.sentences
    ):
        return "joins several actions; give each its own step"
    if passage.words.sentences[0].lower[0] in _NO_VERBS:
        return "does not begin with what to do; begin with the verb: “Call …”, “Ask …”, “Take …”"
    return ""


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("AC-03",))
