"""The words for a picture do not do its work.

What it finds: alt text that begins with “image of”, “picture of” and the like, is longer than 150 characters, or repeats the caption. That there is alt text, or the decision that a picture
says nothing, is asked when the section is read.

Why it matters to a reader: somebody who listens hears “image” already, and then these words. They must say what the picture tells.

Example: “Image of a drip stand.”

Write instead: “A drip runs from a bag into a vein on the back of the hand.”

Options: none.

Evidence: WCAG 1.1.1; PEMAT item 17. Rule AX-02.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardleaf.checks.places import shortened
from wardleaf.checks.reading import Handout, spoken_text
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.document.model import Alt, Figure
from wardleaf.findings import Finding

FAULT = rule_fault(__doc__, code="R902", name="weak-alt-text")
_MOST = 150
_IMAGE = re.compile(
    r"(?:an? |the |this )?(?:image|picture|photo|photograph|drawing|illustration|graphic|icon|figure)\b(?: of| showing| shows|$|\.)",
    re.IGNORECASE,
)


def check(handout: Handout) -> Iterator[Finding]:
    """The alt text of each picture."""
    for block in handout.document.blocks:
        if not isinstance(block, Figure) or not isinstance(block.alt, Alt):
            continue
        words = block.alt.text.strip()
        if handout.english and _IMAGE.match(words):
            yield FAULT.at(block.span, f"“{shortened(words)}” need not say that it is a picture; say what it tells")
        elif len(words) > _MOST:
            yield FAULT.at(
                block.span,
                f"the alt text has {len(words)} characters; say in {_MOST} what the picture tells, and the rest in the text",
            )
        elif words.casefold().strip(".") == spoken_text(block.caption).casefold().strip("."):
            yield FAULT.at(block.span, "the alt text repeats the caption; say what can be seen")


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("AX-02",))
