"""Lines of a paragraph that were typed to stand apart and would print as one: numbered ones, columns made with tabs,
addresses and times one below the other.

Works on the text of a paragraph; knows no Markdown parser. Prose that an editor broke into lines, or that has one
sentence a line, is let pass.
"""

from __future__ import annotations

import re
from itertools import pairwise

from wardleaf.document import faults
from wardleaf.findings import Findings, Severity, Span
from wardleaf.values import replace

_NARROWEST = 45  # characters; no editor breaks prose into narrower lines
_MOST_SHOWN = 30
_ENDS = re.compile(r"[.?!…;,][)”\u2019\"']*\Z")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_COUNTED = re.compile(rf"[ \t]*(?:(?:[A-Z]?[a-z]{{2,9}}[ ])?([0-9]{{1,3}})(?:[ ]?[:.)–—-])?[ \t]|([{_CIRCLED}]))")
_LABEL = re.compile(r"[ \t]*\(?(?:[0-9]{1,3}|[a-z]|[ivx]{1,5})[.)]", re.IGNORECASE)  # told as a list's
_GAP = re.compile(r"(?<=[^\s.!?:])(?:[ ]*\t[ \t]*|[ ]{2,})(?=\S)")
_WIDE_GAP = re.compile(r"(?<=\S)(?:[ ]*\t[ \t]*|[ ]{3,})(?=\S)")


def check_lines(content: str, *, span: Span, findings: Findings) -> None:
    """Tell the first line of `content`, a paragraph that begins at `span`, that was meant to stand apart from the next."""
    lines = content.split("\n")
    if len(lines) < 2:
        return
    for index, (line, following) in enumerate(pairwise(lines)):
        if line.endswith(("  ", "\\")):
            continue
        place = replace(span, line=span.line + index + 1)
        if _has_columns(line) and _has_columns(following):
            message = "these lines stand in columns, and would run together; for a table write `|` between the cells, and `| --- | --- |` below its first row"
            findings.add(faults.LINES_RUN_TOGETHER.at(place, message, severity=Severity.ERROR))
            return
        if _counts_on(line, following):
            message = f"this line and the one above are numbered, and would run together: “… {_shown(following)}”; begin each with `- ` or `1. `, or leave an empty line between"
            findings.add(faults.LINES_RUN_TOGETHER.at(place, message, severity=Severity.ERROR))
            return
        if _stands_alone(line, following):
            message = f"this line runs on from the one above: “{_end(line)} {_shown(following)}”; for a list begin each line with `- `, to break the line above end it with `\\`"
            findings.add(faults.LINES_RUN_TOGETHER.at(place, message))
            return


def _has_columns(line: str) -> bool:
    return _WIDE_GAP.search(line) is not None or len(_GAP.findall(line)) > 1


def _counts_on(line: str, following: str) -> bool:
    one, other = _number(line), _number(following)
    return one is not None and other == one + 1


def _number(line: str) -> int | None:
    found = _COUNTED.match(line)
    if not found:
        return None
    return int(found[1]) if found[1] else _CIRCLED.index(found[2]) + 1


def _stands_alone(line: str, following: str) -> bool:
    """Whether `following` begins as something of its own, its first word would have found room on `line`, and no
    sentence or clause ends there.
    """
    words = following.split()
    if (
        not words
        or _LABEL.match(line)
        or _LABEL.match(following)
        or len(line.strip()) + 1 + len(words[0]) > _NARROWEST
        or _ENDS.search(line.rstrip())
    ):
        return False
    begins, above = words[0][0], line.strip()[:1]
    return begins.isalnum() and (
        begins.isupper() or line.rstrip().endswith(":") or (begins.isdigit() and above.isdigit())
    )


def _shown(line: str) -> str:
    return line.strip() if len(line.strip()) <= _MOST_SHOWN else f"{line.strip()[:_MOST_SHOWN]}…"


def _end(line: str) -> str:
    return line.strip() if len(line.strip()) <= _MOST_SHOWN else f"…{line.strip()[-_MOST_SHOWN:]}"
