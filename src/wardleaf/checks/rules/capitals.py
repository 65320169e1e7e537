"""Words are set in capitals.

What it finds: three or more words in a row in capitals, in running text. Abbreviations that stand side by side are let pass.

Why it matters to a reader: CAPITALS ARE SLOW TO READ and feel like shouting. Some screen readers spell them.

Example: “DO NOT DRIVE after the injection.”

Write instead: “**Do not drive** after the injection.” Or `::: warning`.

Options: none.

Evidence: CMS Toolkit 6.5; RNIB Clear Print; NHS, Formatting. Rule LY-03.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardleaf.checks.places import place_of
from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.findings import Finding

FAULT = rule_fault(__doc__, code="R803", name="capitals")
_SHOUTED = re.compile(r"(?<!\w)[A-Z][A-Z’']+(?:[ ,!]+[A-Z][A-Z’']*){2,}(?!\w)")
_VOWELS = re.compile(r"[AEIOUY]")


def check(handout: Handout) -> Iterator[Finding]:
    """Each run of capitals."""
    for passage in handout.running:
        if passage.text.islower():
            continue
        found = _SHOUTED.search(passage.text)
        if found and sum(bool(_VOWELS.search(word)) for word in found[0].split()) > 2:
            message = f"“{found[0]}” is in capitals; write it in small letters, and bold if it must stand out"
            yield FAULT.at(place_of(found[0], passage.span), message)


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("LY-03",))
