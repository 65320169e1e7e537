"""A number tells only what happened, and not to how many it did not.

What it finds: “5 in 100” (but not “2 to 5 in 100”) in a paragraph where the other number, 95, is neither in it nor in the next paragraph.

Why it matters to a reader: “5 in 100 have it” frightens, “95 in 100 do not” comforts, and both are the same. A reader who decides should see both.

Example: “A severe side effect came in 7 in 100 women.”

Write instead: “A severe side effect came in 7 in 100 women. The other 93 did not have one.” `::: icon-array` writes both.

Options: none.

Evidence: NICE CG138 and Trevena 2013: positive and negative frame. Rule NU-05.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.chances import frequencies, numbers
from wardleaf.checks.places import place_of
from wardleaf.checks.reading import RUNNING, Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.findings import Finding

FAULT = rule_fault(__doc__, code="R406", name="one-sided-number")


def check(handout: Handout) -> Iterator[Finding]:
    """Each chance without its other side."""
    if not handout.english:  # in Dutch, “2 of 3” is two or three
        return
    for section in handout.sections:
        running = [passage for passage in section.passages if passage.kind in RUNNING]
        for passage, after in zip(running, (*running[1:], None)):
            if not passage.words.figures:
                continue
            beside = numbers(passage.text) | (numbers(after.text) if after else frozenset())
            for chance in frequencies(passage.text):
                other = chance.of - chance.count
                if not chance.range and 0 < chance.count < chance.of and other not in beside:
                    message = f"“{chance.words}” shows one side; say also what happened to the other {other:,}"
                    yield FAULT.at(place_of(chance.words, passage.span), message)
                    break


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("NU-05",))
