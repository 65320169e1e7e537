"""`approvals.yaml`: who approved or withdrew what, an entry a decision, in the order in which they were made.

Entries are only ever added, at the end, so that everything written before, remarks too, stays byte for byte. What a
decision means is `governance/`'s business.
"""

from __future__ import annotations

import difflib
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from wardleaf.findings import Finding, Findings, Severity, SourceFile, Span
from wardleaf.governance import faults
from wardleaf.governance.approvals import (
    APPROVALS_FILE,
    PART_KINDS,
    Approvals,
    Decisions,
    PartName,
    UnclearDecision,
    approvals_of,
)
from wardleaf.library import faults as library_faults
from wardleaf.library.files import FoundFile, NotPlainError, read_bytes, read_plain
from wardleaf.library.schema import ApprovalRecord
from wardleaf.records import faults as record_faults
from wardleaf.records.archive import ARCHIVE, find_releases
from wardleaf.records.files import write_file
from wardleaf.records.in_turn import in_turn
from wardleaf.source import faults as source_faults
from wardleaf.source.decode import decode
from wardleaf.source.nodes import MOST_MISTAKES, TOO_MANY, MappingNode, Node, ScalarNode, SequenceNode, compose_nodes
from wardleaf.source.suggest import closest
from wardleaf.source.text import clean_text

_HEAD = (
    "# Who approved what, and when. Written by `wardleaf approve` and `wardleaf withdraw`: recorded, not signed.\n"
    "# The last entry about a part counts; the others are its history.\n"
)
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 ./_-]*[A-Za-z0-9./_-]|[A-Za-z]")
_WORDS_WITH_MEANING = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "none"})
_MISNAMED = re.compile(r"[^ ._(-]+")
_KEYS = frozenset(name.replace("_", "-") for name in ApprovalRecord.__struct_fields__) - {"span"}
_MOST_PROBLEMS = 5
_ALIKE = 0.85
_ITEM = re.compile(r"-(?:\s|\Z)")


def read_approvals(root: Path, findings: Findings) -> Decisions:
    """Every decision recorded in the library at `root`; none without a file. What cannot be read is told, and is among
    them as unclear.
    """
    own = Findings()
    file = _read(root, own)
    decided = decode_approvals(file, own) if file and not own.has_errors else Decisions(unclear=_everything(own))
    findings.extend(own)
    return decided


def _read(root: Path, findings: Findings) -> SourceFile | None:
    """The text of the file; None when there is none, or after telling why it cannot be read."""
    found = FoundFile(root / APPROVALS_FILE, APPROVALS_FILE)
    if not os.path.lexists(found.place):
        _tell_misnamed(root, findings)
        _tell_missed(root, findings)
        return None
    if not _stays_inside(found.place, root):
        message = "this is a link to a place outside the library"
        findings.add(
            library_faults.LINK_OUT.at(found.span, message, help="put the file itself here instead of the link")
        )
        return None
    data = read_bytes(found, findings=findings)
    return clean_text(found.shown, data, findings) if data is not None else None


def _stays_inside(path: Path, root: Path) -> bool:
    """Whether `path` leads to a place in the library at `root`, whose folder `handouts` may be a link."""
    real = os.path.realpath(path)
    return any(Path(real).is_relative_to(os.path.realpath(folder)) for folder in (root, root / "handouts"))


def _tell_misnamed(root: Path, findings: Findings) -> None:
    """Tells of a file that is probably the approvals under another name: without them withdrawn handouts would be
    printed.
    """
    for folder in (root / "handouts", root):
        with suppress(OSError):
            for name in sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith(".")):
                stem = _MISNAMED.match(name)
                if stem and difflib.SequenceMatcher(a=stem[0].casefold(), b="approvals").ratio() > _ALIKE:
                    shown = name if folder == root else f"handouts/{name}"
                    message = f"this may be the record of approvals, which is read from `{APPROVALS_FILE}`"
                    help = f"rename it to {APPROVALS_FILE}, or, when it is something else, give it a name that begins otherwise"
                    findings.add(
                        faults.UNREADABLE_WITHDRAWAL.at(Span(SourceFile(shown, ""), line=0), message, help=help)
                    )


def _tell_missed(root: Path, findings: Findings) -> None:
    """Tells that the file is gone, when the library's own archive holds a release that was made with one."""
    if any(APPROVALS_FILE in release.sources for release in find_releases(root / ARCHIVE)):
        message = f"`{APPROVALS_FILE}` is gone: what was released before, as {ARCHIVE}/ tells, was approved there, and handouts may be withdrawn there"
        help = "bring it back from a backup copy, or from the archive: wardleaf verify CODE-HASH --restore DIR"
        findings.add(faults.UNREADABLE_WITHDRAWAL.at(Span(SourceFile(APPROVALS_FILE, ""), line=0), message, help=help))


def decode_approvals(file: SourceFile, findings: Findings) -> Decisions:
    """The decisions that `file` holds. Each entry is read on its own, so that the file may grow for as long as the
    library lives.
    """
    records: list[ApprovalRecord] = []
    unclear: list[UnclearDecision] = []
    for first_line, text in _entries(file):
        if len(findings) > MOST_MISTAKES:
            findings.add(source_faults.TOO_LARGE.at(Span(file, first_line), TOO_MANY, hint="mend these first"))
            return Decisions(tuple(records), (*unclear, *_everything(findings)))
        own = Findings()
        nodes = compose_nodes(file, findings=own, first_line=first_line, text=text)
        items = nodes.items if isinstance(nodes, SequenceNode) else ()
        if own.has_errors or (nodes is not None and not items):
            if nodes is not None and not items:
                decode(nodes, tuple[ApprovalRecord, ...], findings=own)
            unclear += _unclear(items, own, certain=False)
            items = ()
        findings.extend(own)
        for item in items:
            told = Findings()
            record = _record(item, told)
            if record:
                records.append(record)
            elif told.has_errors:
                unclear += _unclear((item,), told, certain=True)
            findings.extend(told)
    if not records and not unclear and file.text.startswith(_HEAD):
        message = "this file was written to record decisions, and holds none any more"
        help = "bring the decisions back from a backup copy; when nothing was ever decided, delete the file"
        findings.add(faults.UNREADABLE_WITHDRAWAL.at(Span(file, line=0), message, help=help))
        unclear += _everything(findings)
    return Decisions(tuple(records), tuple(unclear))


def _record(item: Node, findings: Findings) -> ApprovalRecord | None:
    record = decode(item, ApprovalRecord, findings=findings)
    if record and record.state.value == "approved" and not (record.by and record.role):
        message = "this entry approves something and names nobody; it needs `by` and `role`"
        findings.add(faults.PERSON_NOT_RECORDED.at(record.span, message))
    if record and record.state.value == "withdrawn" and not record.handout:
        message = "only a handout can be withdrawn; an entry about a section or a clinic approves it"
        help = "to keep words from being printed, change them, or withdraw the handouts that print them: wardleaf withdraw CODE"
        findings.add(faults.UNREADABLE_WITHDRAWAL.at(record.state.span, message, help=help))
    return None if findings.has_errors else record


def _everything(findings: Findings) -> tuple[UnclearDecision, ...]:
    """The whole file as a decision that cannot be read, for the errors among `findings`; nothing without any."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    place = next((finding.span for finding in errors if finding.span), Span(SourceFile(APPROVALS_FILE, ""), line=0))
    return (UnclearDecision(part=None, may_withdraw=True, span=place, problems=_problems(errors)),) if errors else ()


def _unclear(items: Sequence[Node], findings: Findings, *, certain: bool) -> Iterator[UnclearDecision]:
    """What `items`, in which `findings` are wrong, may have decided; `certain` when at least their keys stand there as
    they were written.
    """
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    place = next((finding.span for finding in errors if finding.span), Span(SourceFile(APPROVALS_FILE, ""), line=0))
    item = items[0] if len(items) == 1 and isinstance(items[0], MappingNode) else None
    if item is None or not certain:
        yield UnclearDecision(part=None, may_withdraw=True, span=place, problems=_problems(errors))
        return
    written = [key.text for key, _ in item.entries]
    unknown = [key for key in written if key not in _KEYS]
    state = item.get("state")
    approves = (
        not unknown and isinstance(state, ScalarNode) and state.text == "approved" and written.count("state") == 1
    )
    yield UnclearDecision(
        part=_part_named(item, unknown), may_withdraw=not approves, span=item.span, problems=_problems(errors)
    )


def _part_named(item: MappingNode, unknown: Sequence[str]) -> PartName | None:
    """The part that `item` is about; None when that is not certain."""
    named = [(kind, value) for key, value in item.entries for kind in PART_KINDS if key.text == kind]
    if len(named) != 1 or any(closest(key, PART_KINDS) for key in unknown):
        return None
    kind, value = named[0]
    return PartName(kind, value.text) if isinstance(value, ScalarNode) and value.text.strip() else None


def _problems(errors: Sequence[Finding]) -> tuple[str, ...]:
    return tuple(
        f"{finding.span}: {finding.message}" if finding.span else finding.message for finding in errors[:_MOST_PROBLEMS]
    )


Choose = Callable[[Approvals], Sequence[Mapping[str, object]]]
"""What to record, keys and values in the order to be written, given what was decided up to this moment."""


def record_decisions(root: Path, choose: Choose, findings: Findings) -> Approvals | None:
    """What was decided in the library at `root` before the entries that `choose` asks for, which now stand at the end
    of the file; None after telling why they do not.

    Nobody else writes meanwhile. Nothing is written into a file of which any line cannot be read.
    """
    if not _stays_inside(root / APPROVALS_FILE, root):
        _refuse(read_approvals(root, findings), findings)
        return None
    path = Path(os.path.realpath(root / APPROVALS_FILE))
    return in_turn(path, lambda: _add(root, path, choose, findings), shown=APPROVALS_FILE, findings=findings)


def _add(root: Path, path: Path, choose: Choose, findings: Findings) -> Approvals | None:
    own = Findings()
    before = _bytes_at(path)
    decisions = read_approvals(root, own)
    if _refuse(decisions, own) or before is None:
        findings.extend(own)
        return None
    decided = approvals_of(decisions)
    entries = choose(decided)
    after = with_decisions(before, entries)
    if after == before:
        return decided
    written = write_file(path, after, shown=APPROVALS_FILE, findings=findings) if _bytes_at(path) == before else False
    if _bytes_at(path) == after:
        return decided
    if written or not findings.has_errors:
        message = "somebody else changed this file while the decision was being written"
        help = "look whether the decision stands at its end, and run the command again if not"
        findings.add(
            record_faults.CHANGED_MEANWHILE.at(Span(SourceFile(APPROVALS_FILE, ""), line=0), message, help=help)
        )
    return None


def _refuse(decisions: Decisions, findings: Findings) -> bool:
    """Whether nothing may be written beside `decisions`, which is told."""
    if not decisions.unclear and not findings.has_errors:
        return False
    message = "nothing was recorded, because not everything that was decided before can be read"
    help = "mend the lines that are named and run the command again"
    findings.add(faults.UNREADABLE_WITHDRAWAL.at(Span(SourceFile(APPROVALS_FILE, ""), line=0), message, help=help))
    return True


def _bytes_at(path: Path) -> bytes | None:
    """What the file at `path` holds, nothing when there is none; None for something that is no file."""
    try:
        return read_plain(path) if os.path.lexists(path) else b""
    except NotPlainError:
        return None


def with_decisions(before: bytes, entries: Sequence[Mapping[str, object]]) -> bytes:
    """The bytes of the file with `entries` after everything that is there; lines end as they end there."""
    if not entries:
        return before
    end = b"\r\n" if b"\r\n" in before else b"\n"
    head = before or _HEAD.encode()
    if not head.endswith(b"\n"):
        head += end
    return head + "".join(map(_written, entries)).encode().replace(b"\n", end)


def records_of(entries: Sequence[Mapping[str, object]]) -> tuple[ApprovalRecord, ...]:
    """The decisions that `entries` will be when they are read."""
    text = with_decisions(b"", entries).decode()
    return decode_approvals(SourceFile(APPROVALS_FILE, text), Findings()).records


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
