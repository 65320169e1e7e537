"""Words are set in capitals.

What it finds: three or more words in a row in capitals, and ordinary words alone (STOP, NEVER, MUST NOT), in running text. Abbreviations that stand side by side are let pass.

Why it matters to a reader: CAPITALS ARE SLOW TO READ and feel like shouting. Some screen readers spell them.

Example: “DO NOT DRIVE after the injection.”

Write instead: “**Do not drive** after the injection.” Or `::: warning`.

Options: none.

Evidence: CMS Toolkit 6.5; RNIB Clear Print; NHS, Formatting. Rule LY-03.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.loud_words import shouted_runs
from wardleaf.checks.places import each_place
from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.findings import Finding

FAULT = rule_fault(__doc__, code="R803", name="capitals")


def check(handout: Handout) -> Iterator[Finding]:
    """Each stretch of capitals."""
    for passage in handout.running:
        for found, span in each_place(shouted_runs(passage.text), passage.span):
            yield FAULT.at(span, f"“{found}” is in capitals; write it in small letters, and bold if it must stand out")


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("LY-03",))
