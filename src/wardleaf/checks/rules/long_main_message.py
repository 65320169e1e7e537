"""The main message is missing, or is no longer one message.

What it finds: a main message without words, or of more than three sentences.

Why it matters to a reader: many people read the first page and no more. If everything is important there, nothing is.

Example: five sentences that repeat the contents list.

Write instead: what the reader should know, and the one thing to do: “Chemotherapy can slow the cancer. Call us at once if you have a fever.”

Options: none.

Evidence: CDC Clear Communication Index items 1 to 3: one to three short sentences, at the top. It is printed on the first page by construction. Rule ST-02.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.findings import Finding, Severity

FAULT = rule_fault(__doc__, code="R202", name="long-main-message", severity=Severity.ERROR)
_MOST = 3


def check(handout: Handout) -> Iterator[Finding]:
    """The main message."""
    span = handout.document.first_page.main_message_span
    message = next((passage for passage in handout.front if passage.kind == "main-message"), None)
    if message is None:
        yield FAULT.at(
            span, "the main message has no words; say in one to three short sentences what the reader must know and do"
        )
    elif len(message.words.sentences) > _MOST:
        yield FAULT.at(
            span, f"the main message has {len(message.words.sentences)} sentences; keep the {_MOST} that matter most"
        )


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("ST-02",))
