"""So much is bold that nothing stands out.

What it finds: sections of 100 words or more in which more words than the profile's limit are bold. Bold words that begin a list item and end in a colon are headings of a kind, and
are not counted.

Why it matters to a reader: bold says “this first”. Said everywhere, it says nothing.

Example: a bold sentence in each paragraph.

Write instead: bold for the one thing in a section that must not be missed. For a warning use `::: warning`.

Options: `checks: bold-share` of the profile, in percent.

Evidence: NHS, Formatting: bold sparingly; CMS Toolkit 6.6; the share is ours. Rule LY-03.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.reading import RUNNING, Handout, Passage, spoken_text
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.document.model import Strong
from wardleaf.findings import Finding
from wardleaf.units import beside

FAULT = rule_fault(__doc__, code="R805", name="too-much-bold")
_LEAST_WORDS = 100


def check(handout: Handout) -> Iterator[Finding]:
    """Each section with too much bold."""
    most = handout.limits.bold_share
    for section in handout.sections:
        running = [passage for passage in section.passages if passage.kind in RUNNING]
        words = sum(passage.words.count for passage in running)
        bold = sum(_bold_words(passage) for passage in running)
        if words >= _LEAST_WORDS and 100 * bold > most * words:
            message = f"{beside(100 * bold / words, most, places=0)} in 100 words of this section are bold; keep it for what must not be missed ({most} or fewer)"
            yield FAULT.at(section.heading.span, message)


def _bold_words(passage: Passage) -> int:
    found = [spoken_text(run.runs) for run in passage.runs if isinstance(run, Strong)]
    first = passage.runs[0] if passage.runs else None
    if isinstance(first, Strong) and found and found[0].endswith(":"):
        found = found[1:]
    return sum(len(words.split()) for words in found)


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("LY-03",))
