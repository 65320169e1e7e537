"""The title or the purpose does not say in a line what the handout is about.

What it finds: a title of more words than the profile's limit, a purpose of more than one sentence or of more than 30 words, and either of them without
words at all, which is an error. That both are written is asked by the definition itself.

Why it matters to a reader: the title and the line under it decide whether the leaflet is read or laid aside.

Example: “Information for patients regarding the use of intravenous systemic anticancer therapies in the outpatient setting”

Write instead: “Chemotherapy as a day patient”, and under it “How you have it, and when to call us.”

Options: `checks: title-words` of the profile.

Evidence: PEMAT item 1, DISCERN question 1; the number of words is ours. Rule ST-01.
"""

from __future__ import annotations

from collections.abc import Iterator

from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.findings import Finding, Severity

FAULT = rule_fault(__doc__, code="R201", name="unclear-opening")
_MOST_PURPOSE = 30


def check(handout: Handout) -> Iterator[Finding]:
    """The title and the purpose."""
    first = handout.document.first_page
    kinds = {passage.kind: passage for passage in handout.front}
    title, purpose = kinds.get("title"), kinds.get("purpose")
    if title is None:
        yield FAULT.at(
            first.title.span, "the title has no words; name the treatment or the problem", severity=Severity.ERROR
        )
    elif title.words.count > handout.limits.title_words:
        message = f"the title has {title.words.count} words; say it in {handout.limits.title_words} or fewer"
        yield FAULT.at(first.title.span, message)
    if purpose is None:
        message = "the purpose has no words; say in one sentence what the reader will find"
        yield FAULT.at(first.purpose_span, message, severity=Severity.ERROR)
    elif len(purpose.words.sentences) > 1 or purpose.words.count > _MOST_PURPOSE:
        yield FAULT.at(
            first.purpose_span,
            "the purpose is more than one short sentence; keep the one that says what the reader will find",
        )


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("ST-01",))
