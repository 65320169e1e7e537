"""Rows that are left out on request: their mistakes told as what was skipped, on the screen and in a list. Holds no
value of theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wardleaf.findings import Finding, Severity
from wardleaf.patient_lists import faults
from wardleaf.patient_lists.reading import Mistake
from wardleaf.values import replace


def skipped_rows(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """`findings` of a usable list, the errors of its rows as rows that were skipped."""
    return tuple(
        replace(finding, code=faults.SKIPPED.code, name=faults.SKIPPED.name, severity=Severity.INFO)
        if finding.severity is Severity.ERROR and finding.span and finding.span.line
        else finding
        for finding in findings
    )


def skipped_lines(mistakes: Iterable[Mistake]) -> Iterator[bytes]:
    """What is wrong with the skipped rows, as lines of a text in UTF-8."""
    return (f"{mistake.message}\n".encode() for mistake in mistakes if mistake.fault.severity is Severity.ERROR)
