"""The day of a check, written under `checked:` of entries in references.yaml; everything else in the file stays byte
for byte.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable

from wardleaf.bibliography import faults
from wardleaf.findings import Findings
from wardleaf.library.schema import Reference

_KEY_BEFORE = re.compile(r"[ \t]*(?:-[ \t]+)?\Z")


def record_checked(
    text: str, references: Iterable[Reference], *, ids: Collection[str], day: datetime.date, findings: Findings
) -> tuple[str, int]:
    """`text` of references.yaml with `day` under `checked:` of the entries called `ids`, and how many lines that
    changed.

    `references` were read from `text`. A later day that stands there already is kept. An entry that is written on one
    line in braces is told and left.
    """
    lines = text.split("\n")
    added: dict[int, str] = {}
    changed = 0
    for reference in references:
        if reference.id.value not in ids or (reference.checked and reference.checked.value >= day):
            continue
        span = reference.checked.span if reference.checked else reference.id.span
        line = lines[span.line - 1] if span.line <= len(lines) else ""
        start = line[: span.column - 1]
        if reference.checked:
            written = reference.checked.value.isoformat()
            if line[span.column - 1 :].lstrip("\"'").startswith(written):
                lines[span.line - 1] = start + line[span.column - 1 :].replace(written, day.isoformat(), 1)
                changed += 1
                continue
        elif (key := start.rfind("id:")) >= 0 and _KEY_BEFORE.match(start[:key]):
            end = "\r" if line.endswith("\r") else ""
            added[span.line - 1] = f"{' ' * key}checked: {day.isoformat()}{end}"
            changed += 1
            continue
        message = f"the day of this check was not written for `{reference.id.value}`"
        findings.add(faults.CHECK_NOT_KEPT.at(span, message, hint=f"write `checked: {day.isoformat()}`"))
    return "\n".join(
        piece for number, line in enumerate(lines) for piece in ((line, added[number]) if number in added else (line,))
    ), changed
