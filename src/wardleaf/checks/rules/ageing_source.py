"""A source is due to be looked at again.

What it finds: cited sources that are older than the profile's limit, or web pages read more than a year ago, when nobody has looked for a newer one or a
retraction in the last twelve months (`checked`). An info: old sources can be the best ones.

Why it matters to a reader: treatment changes. What was right six years ago may be wrong today.

Example: a guideline of 2016 with `checked: 2019-04-01`.

Write instead: look it up in PubMed, replace it or write today's date under `checked`.

Options: `checks: source-years` of the profile; `status: historical` for a source that is cited because it is old.

Evidence: NHS standard for creating health content: evidence is checked at each update. The limits are ours. Rule RF-03.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from wardleaf.checks.reading import Handout
from wardleaf.checks.rule import Rule, rule_fault
from wardleaf.findings import Finding, Severity

FAULT = rule_fault(__doc__, code="R704", name="ageing-source", severity=Severity.INFO)
_YEAR = datetime.timedelta(days=366)


def check(handout: Handout) -> Iterator[Finding]:
    """Each source that nobody has looked at lately."""
    today = handout.today
    for source in handout.document.source_facts:
        if source.historical or (source.checked and today - source.checked <= _YEAR):
            continue
        old = source.published is not None and today.year - source.published > handout.limits.source_years
        stale = source.type == "webpage" and source.accessed is not None and today - source.accessed > _YEAR
        if old or stale:
            what = f"is of {source.published}" if old or not source.accessed else f"was read in {source.accessed.year}"
            yield FAULT.at(
                source.span,
                f"`{source.id}` {what}; look for a newer one or a retraction, and write the date under `checked`",
            )


RULE = Rule(fault=FAULT, reads=Handout, check=check, ids=("RF-03",))
