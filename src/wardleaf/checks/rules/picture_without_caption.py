"""A picture that says something has no caption.

What it finds: pictures with alt text and no caption. Pictures that are only decoration need none.

Why it matters to a reader: a caption says why the picture is there. Many people read captions before text.

Example: a drawing of a port, without a word.

Write instead: `![A port under the skin](figures/port.svg "A port lies under the skin of your chest.")`

Options: none.

Evidence: PEMAT item 17; CDC Clear Communication Index item 4. Rule AX-02.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.reading import Handout, spoken_text
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.document.model import Alt, Figure
from wardleaf.findings import Finding

FAULT = rule_fault(__doc__, code="R904", name="picture-without-caption")


def check(handout: Handout) -> Iterator[Finding]:
    """Each picture without a caption."""
    for block in handout.document.blocks:
        if isinstance(block, Figure) and isinstance(block.alt, Alt) and not spoken_text(block.caption):
            message = (
                'give this picture a caption in quotes after its path: `![…](figures/name.png "What it shows you.")`'
            )
            yield FAULT.at(block.span, message)


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("AX-02",))
