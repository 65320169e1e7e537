"""`approvals.yaml`: who approved or withdrew what, an entry a decision, in the order in which they were made.

Entries are only ever added, at the end, so that everything written before, remarks too, stays byte for byte. What a decision means is
`governance/`'s business.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from wardleaf.findings import Findings, SourceFile
from wardleaf.governance import faults
from wardleaf.governance.approvals import APPROVALS_FILE
from wardleaf.library.files import FoundFile, read_bytes
from wardleaf.library.schema import ApprovalRecord
from wardleaf.records.files import write_file
from wardleaf.source.decode import decode
from wardleaf.source.nodes import SequenceNode, compose_nodes
from wardleaf.source.text import clean_text

_HEAD = (
    "# Who approved what, and when. Written by `wardleaf approve` and `wardleaf withdraw`: recorded, not signed.\n"
    "# The last entry about a part counts; the others are its history.\n"
)
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 ./_-]*[A-Za-z0-9./_-]|[A-Za-z]")
_WORDS_WITH_MEANING = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "none"})
_ITEM = re.compile(r"-(?:\s|\Z)")


def read_approvals(root: Path, findings: Findings) -> tuple[ApprovalRecord, ...]:
    """Every decision recorded in the library at `root`, first to last; none without a file. Entries with mistakes are told and left out."""
    found = FoundFile(root / APPROVALS_FILE, APPROVALS_FILE)
    if not found.place.is_file():
        return ()
    data = read_bytes(found, findings=findings)
    file = clean_text(found.shown, data, findings) if data is not None else None
    return decode_approvals(file, findings) if file else ()


def decode_approvals(file: SourceFile, findings: Findings) -> tuple[ApprovalRecord, ...]:
    """The decisions that `file` holds. Each entry is read on its own, so that the file may grow for as long as the library lives."""
    records: list[ApprovalRecord] = []
    for first_line, text in _entries(file):
        own = Findings()
        nodes = compose_nodes(file, findings=own, first_line=first_line, text=text)
        items = nodes.items if isinstance(nodes, SequenceNode) else ()
        if nodes is not None and not items:
            decode(nodes, tuple[ApprovalRecord, ...], findings=own)
        for item in items:
            record = decode(item, ApprovalRecord, findings=own)
            if record and record.state.value == "approved" and not (record.by and record.role):
                own.add(
                    faults.PERSON_NOT_RECORDED.at(record.span, "this entry approves something and names nobody; it needs `by` and `role`")
                )
            elif record:
                records.append(record)
        findings.extend(own)
    return tuple(records)


def record_decisions(root: Path, entries: tuple[Mapping[str, object], ...], findings: Findings) -> bool:
    """Whether `entries`, keys and values in the order to be written, now stand at the end of the file; otherwise why not is told."""
    path = root / APPROVALS_FILE
    before = path.read_bytes() if path.is_file() else b""
    return write_file(path, with_decisions(before, entries), shown=APPROVALS_FILE, findings=findings)


def with_decisions(before: bytes, entries: tuple[Mapping[str, object], ...]) -> bytes:
    """The bytes of the file with `entries` after everything that is there; lines end as they end there."""
    if not entries:
        return before
    end = b"\r\n" if b"\r\n" in before else b"\n"
    head = before or _HEAD.encode()
    if not head.endswith(b"\n"):
        head += end
    return head + "".join(map(_written, entries)).encode().replace(b"\n", end)


def _entries(file: SourceFile) -> Iterator[tuple[int, str]]:
    """The text of each item of the list in `file`, with its first line; the whole file when it holds no list in lines."""
    lines = file.text.split("\n")
    starts = [number for number, line in enumerate(lines) if _ITEM.match(line)]
    before = lines[: starts[0]] if starts else lines
    if any(line.strip() and not line.lstrip().startswith("#") and line.strip() != "---" for line in before):
        # Something else stands there: a list in brackets, or a mistake.
        yield 1, file.text
        return
    for start, after in zip(starts, [*starts[1:], len(lines)]):
        yield start + 1, "\n".join(lines[start:after])


def _written(entry: Mapping[str, object]) -> str:
    lines: list[str] = []
    for key, value in entry.items():
        if isinstance(value, Mapping):
            held = [f"    {_scalar(str(name))}: {_scalar(str(text))}" for name, text in value.items()]
            lines += [f"  {key}:", *held] if held else []
        elif value not in (None, ""):
            lines.append(f"  {key}: {_scalar(str(value))}")
    lines[0] = f"-{lines[0][1:]}"
    return "\n".join(lines) + "\n"


def _scalar(text: str) -> str:
    """`text` as a YAML scalar that every reader takes for a text; dates stay bare."""
    bare = _PLAIN.fullmatch(text) and text.casefold() not in _WORDS_WITH_MEANING
    if bare or re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return text
    # JSON's quoting is YAML's.
    return json.dumps(text, ensure_ascii=False)
