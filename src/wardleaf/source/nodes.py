"""YAML text becomes nodes with positions; the only module that knows PyYAML.

Events are read, never PyYAML's own values: `no`, `8:30`, `012` and `1.10` stay what was typed, nothing is ever
constructed, and repeated parts are counted as often as they stand for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn

import yaml
from msgspec import Struct

from wardleaf.findings import Fault, Findings, SourceFile, Span
from wardleaf.source import faults
from wardleaf.source.suggest import did_you_mean
from wardleaf.source.syntax import (
    BARE_COLOUR,
    CLOSE_ITEM,
    LIST_LOOKALIKES,
    Complaint,
    close_item,
    foreign_blank,
    name_mistake,
)

_MOST_REPEATED = 50_000  # values; what is written out is bounded by its file
MOST_LEVELS = 60
MOST_MISTAKES = 1_000  # of a file, after which the rest is not looked at
TOO_MANY = f"there are more than {MOST_MISTAKES:,} mistakes in this file up to here, and the rest was not looked at"
_LEADING = frozenset(
    " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_REMARK = re.compile(r"#+(?:\s+[^\W\d_]|\s*\Z|\s*[-=!#]{2,})|#\s+[`{(\"'“‘<→]")
_NUMBER_BELOW = re.compile(r"([ ]+)(#\d.*)")
_TAG = re.compile(r"(?:&\S+\s+)?(!\S*)")
_LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class ScalarNode(Struct, frozen=True):
    """One text as typed; `quoted` when it stood in quotes or was written as a block of lines."""

    text: str
    quoted: bool
    span: Span
    remark: Span | None = None  # what stands after it on its line as a remark, when that may have been meant as text

    @property
    def empty(self) -> bool:
        """Whether nothing was written: no value at all, or YAML's words for none."""
        return not self.quoted and self.text in ("", "~", "null", "Null", "NULL")


class SequenceNode(Struct, frozen=True):
    """A list."""

    items: tuple[Node, ...]
    span: Span


class MappingNode(Struct, frozen=True):
    """Keys and values, in the order written; no key twice."""

    entries: tuple[tuple[ScalarNode, Node], ...]
    span: Span

    def get(self, key: str) -> Node | None:
        """The value of `key`, or None."""
        return next((value for name, value in self.entries if name.text == key), None)


Node = ScalarNode | SequenceNode | MappingNode


def merge_nodes(parent: MappingNode, child: MappingNode) -> MappingNode:
    """`parent` with the keys of `child` put over it: mappings merge key by key, anything else replaces. Every node
    keeps its own place.
    """
    children: dict[str, tuple[ScalarNode, Node]] = {key.text: (key, value) for key, value in child.entries}
    entries: list[tuple[ScalarNode, Node]] = []
    for key, value in parent.entries:
        name, over = children.pop(key.text, (key, value))
        if over is not value and isinstance(over, MappingNode) and isinstance(value, MappingNode):
            over = merge_nodes(value, over)
        entries.append((name, over))
    return MappingNode((*entries, *children.values()), child.span)


def compose_nodes(
    file: SourceFile, *, findings: Findings, first_line: int = 1, column: int = 0, text: str | None = None
) -> Node | None:
    """The YAML of `file` as nodes, or None when it cannot be read.

    For YAML inside another file, `text` is that part, whose first line is line `first_line` of `file` and whose lines
    were `column` characters further in; without any content it is an empty mapping, so that its keys are missing rather
    than the file empty.
    """
    embedded = text is not None
    text = file.text if text is None else text
    if not text.isascii():
        for number, line in enumerate(text.split("\n")):
            blank = foreign_blank(line, number) if line[:1] in _LEADING else None
            if blank and line.strip():
                findings.add(
                    blank.fault.at(
                        Span(file, number + first_line, blank.column + column + 1, blank.width),
                        blank.message,
                        hint=blank.hint,
                    )
                )
                return None
    composer = _Composer(file, text.split("\n"), findings, first_line, column)
    try:
        node = composer.compose(text)
    except _GivenUp:
        return None
    except yaml.MarkedYAMLError as problem:
        composer.tell_syntax(problem)
        return None
    except yaml.YAMLError:
        findings.add(faults.YAML_SYNTAX.at(Span(file, first_line), "this file cannot be read as YAML"))
        return None
    if node is not None:
        return node
    if embedded:
        return MappingNode((), Span(file, first_line))
    findings.add(faults.EMPTY_FILE.at(Span(file, 0), "this file holds nothing but remarks"))
    return None


class _GivenUp(Exception):  # noqa: N818  # no error: the finding is told already
    """The rest of the file cannot be told about."""


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    start: yaml.Event
    anchor: str | None
    is_mapping: bool
    children: list[Node] = field(default_factory=list)
    size: int = 1


class _Composer:
    """Builds nodes from events on a stack of its own, so that deep nesting never becomes a deep recursion."""

    def __init__(self, file: SourceFile, lines: list[str], findings: Findings, first_line: int, column: int) -> None:
        self._file = file
        self._lines = lines
        self._findings = findings
        self._first_line = first_line
        self._column = column
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._unused: dict[str, Span] = {}
        self._open: list[_Open] = []
        self._repeats = 0
        self._begun = len(findings)
        self._root: Node | None = None

    def compose(self, text: str) -> Node | None:
        documents = 0
        loader = _LOADER(text)
        # Asked one by one: PyYAML's own generator asks twice for each event.
        while (event := loader.get_event()) is not None:
            match event:
                case yaml.ScalarEvent():
                    self._note_anchor(event, event.anchor)
                    if event.tag:
                        self._tell_tag(event, event.tag)
                    self._put(self._scalar(event), event.anchor, 1)
                case yaml.DocumentStartEvent():
                    documents += 1
                    if documents > 1:
                        self._tell(
                            faults.SEVERAL_DOCUMENTS,
                            self._span(event),
                            "`---` begins a second document here",
                            "delete this line",
                        )
                        break
                case yaml.AliasEvent():
                    self._put(*self._repeated(event))
                case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                    self._note_anchor(event, event.anchor)
                    if event.tag:
                        self._tell_tag(event, event.tag)
                    if len(self._open) >= MOST_LEVELS:
                        self._give_up(
                            faults.TOO_LARGE,
                            self._span(event),
                            f"lists and keys are nested more than {MOST_LEVELS} deep",
                        )
                    self._open.append(_Open(event, event.anchor, isinstance(event, yaml.MappingStartEvent)))
                case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                    ended = self._open.pop()
                    self._put(self._ended(ended), ended.anchor, ended.size)
                case _:
                    pass
        for name, span in self._unused.items():
            message = f"`&{name}` gives this part a name that nothing uses, and does not print"
            self._tell(faults.UNKNOWN_ANCHOR, span, message, "put the whole text in quotes, or delete it")
        root = self._root
        if isinstance(root, ScalarNode) and not root.quoted and (blank := foreign_blank(self._lines[0], 0)):
            self._give_up(blank.fault, self._at(0, blank.column, blank.width), blank.message, blank.hint)
        # `---` alone is a document with an empty value.
        return None if isinstance(root, ScalarNode) and root.text == "" and not root.quoted else root

    def tell_syntax(self, problem: yaml.MarkedYAMLError) -> None:
        mark, context = problem.problem_mark, problem.context_mark
        complaint = Complaint(
            problem.problem or "",
            mark.line if mark else 0,
            mark.column if mark else 0,
            problem.context or "",
            context.line if context else mark.line if mark else 0,
            context.column if context else 0,
        )
        mistake = name_mistake(complaint, self._lines)
        # A place past the last line shows the last one.
        span = self._at(min(mistake.line, len(self._lines) - 1), mistake.column, mistake.width)
        self._findings.add(mistake.fault.at(span, mistake.message, hint=mistake.hint))

    def _line(self, number: int) -> str:
        return self._lines[number] if number < len(self._lines) else ""

    def _at(self, line: int, column: int, width: int) -> Span:
        """The place in the file of line and column counted from 0 in the text that is parsed."""
        return Span(self._file, line + self._first_line, column + self._column + 1, max(1, width))

    def _span(self, event: yaml.Event) -> Span:
        start, stop = event.start_mark, event.end_mark
        if start is None or stop is None:
            return Span(self._file, self._first_line)
        line, column, last, end = start.line, start.column, stop.line, stop.column
        width = (end if last == line else len(self._line(line).rstrip())) - column
        return Span(self._file, line + self._first_line, column + self._column + 1, width if width > 0 else 1)

    def _tell(self, fault: Fault, span: Span, message: str, hint: str = "") -> None:
        self._findings.add(fault.at(span, message, hint=hint))
        if fault is not faults.TOO_LARGE and len(self._findings) - self._begun > MOST_MISTAKES:
            self._give_up(faults.TOO_LARGE, span, TOO_MANY, "mend these first")

    def _give_up(self, fault: Fault, span: Span, message: str, hint: str = "") -> NoReturn:
        self._tell(fault, span, message, hint)
        raise _GivenUp

    def _scalar(self, event: yaml.ScalarEvent) -> ScalarNode:
        span = self._span(event)
        if event.style:
            return ScalarNode(event.value, True, span)  # noqa: FBT003
        remark = self._remark(event)
        if not event.value and self._open and not self._expects_key():
            return self._bare_colour(event) or ScalarNode("", False, span, remark)  # noqa: FBT003
        self._tell_signs_of_word(event.value, span)
        if " - " in event.value:
            self._tell_swallowed_items(event)
        return ScalarNode(event.value, False, span, remark)  # noqa: FBT003

    def _remark(self, event: yaml.ScalarEvent) -> Span | None:
        """The remark after a plain text, unless two spaces, `#`, a space and a letter say that it is meant as one; or a
        number on the next line (`#2 …`).
        """
        line, column = _end(event)
        rest = self._line(line)[column:]
        if "#" in rest:
            gap = len(rest) - len(rest.lstrip(" \t"))
            written = rest[gap:].rstrip()
            if written.startswith("#") and not (
                written != "#" and _REMARK.match(written) and (gap > 1 or not event.value)
            ):
                return self._at(line, column + gap, len(written))
        elif event.value and not rest.strip() and (below := _NUMBER_BELOW.match(self._line(line + 1))):
            first = self._line(_start(event)[0])
            if len(below[1]) > len(first) - len(first.lstrip()):
                return self._at(line + 1, len(below[1]), len(below[2]))
        return None

    def _tell_signs_of_word(self, text: str, span: Span) -> None:
        """Marks that Word put in the place of those that YAML knows, and that would print."""
        if text[:1] in LIST_LOOKALIKES and text[1:2] == " ":
            place = Span(span.file, span.line, span.column, 1)
            hint = f"write `- ` instead of `{text[0]} `"
            # The lines below would be read as more words of this one, and be told for that.
            self._give_up(faults.YAML_SYNTAX, place, "a list item begins with a hyphen and a space", hint)
        elif text[:1] in ("“", "‘", "„") and text[-1] in ("”", "’", "“"):
            message = f"the marks {text[0]} and {text[-1]} round this text would be printed, too"
            self._tell(faults.CURLY_QUOTES, span, message, "write straight ones, or none")

    def _bare_colour(self, event: yaml.ScalarEvent) -> ScalarNode | None:
        """The colour that a missing value hides as a remark, told; read as if it were quoted, so that it is told once."""
        line, column = _end(event)
        rest = self._line(line)[column:].lstrip()
        found = BARE_COLOUR.match(rest)
        if not found:
            return None
        span = self._at(line, len(self._line(line)) - len(rest), len(found[0]))
        self._tell(
            faults.UNQUOTED_COLOUR,
            span,
            f"the colour {found[0]} is read as a remark",
            f'put it in quotes: "{found[0]}"',
        )
        return ScalarNode(found[0], True, span)  # noqa: FBT003

    def _tell_swallowed_items(self, event: yaml.ScalarEvent) -> None:
        """YAML reads a list that is indented below a text as more words of that text."""
        for line in range(_start(event)[0] + 1, _end(event)[0] + 1):
            text = self._line(line)
            indented = len(text) - len(text.lstrip())
            if text[indented:].startswith("- "):
                first = _start(event)[0]
                if event.value.startswith("-") and (close := close_item(self._line(first))):
                    self._give_up(faults.YAML_SYNTAX, self._at(first, close[0], 1), CLOSE_ITEM, close[1])
                below_key = bool(self._open) and self._open[-1].is_mapping
                message = (
                    "this list is read as more words of the text above it"
                    if below_key
                    else "this list item is read as part of the one above"
                )
                hint = (
                    "write the key that the list belongs to above it"
                    if below_key
                    else "begin it exactly where its neighbours begin"
                )
                self._tell(faults.YAML_SYNTAX, self._at(line, indented, 1), message, hint)
                return

    def _note_anchor(self, event: yaml.Event, anchor: str | None) -> None:
        if anchor is not None:
            line, column = _start(event)
            self._unused[anchor] = self._at(line, column, len(anchor) + 1)

    def _expects_key(self) -> bool:
        return self._open[-1].is_mapping and len(self._open[-1].children) % 2 == 0

    def _tell_tag(self, event: yaml.Event, tag: str) -> None:
        line, column = _start(event)
        written = _TAG.match(self._line(line)[column:])
        name = written[1] if written else tag
        span = self._at(line, column, len(written[0]) if written else 1)
        self._tell(
            faults.YAML_TAG,
            span,
            f"`{name}` is an instruction to a program, which Wardleaf never follows",
            "delete it, or put the text in quotes",
        )

    def _repeated(self, event: yaml.AliasEvent) -> tuple[Node, None, int]:
        name, span = str(event.anchor), self._span(event)
        if any(name == opened.anchor for opened in self._open):
            self._give_up(faults.LOOPING_ANCHOR, span, f"`*{name}` repeats a part that contains itself")
        if name not in self._anchors:
            hint = did_you_mean(name, self._anchors) or "put the text in quotes when the star is meant"
            self._tell(faults.UNKNOWN_ANCHOR, span, f"`*{name}` repeats a part that is not there", hint)
            raise _GivenUp
        self._unused.pop(name, None)
        node, size = self._anchors[name]
        self._repeats += size
        if self._repeats > _MOST_REPEATED:
            self._give_up(
                faults.TOO_LARGE, span, f"what this file repeats with `*` comes to more than {_MOST_REPEATED:,} values"
            )
        return node, None, size

    def _put(self, node: Node, anchor: str | None, size: int) -> None:
        if anchor is not None:
            self._anchors[anchor] = (node, size)
        if not self._open:
            self._root = node
            return
        parent = self._open[-1]
        parent.children.append(node)
        parent.size += size

    def _ended(self, ended: _Open) -> Node:
        span = self._span(ended.start)
        if not ended.is_mapping:
            return SequenceNode(tuple(ended.children), span)
        entries: dict[str, tuple[ScalarNode, Node]] = {}
        for key, value in zip(ended.children[::2], ended.children[1::2], strict=True):
            if isinstance(key, ScalarNode) and self._is_good_key(key, entries):
                entries[key.text] = (key, value)
            elif not isinstance(key, ScalarNode) and self._tell_group_as_key(key):
                return ScalarNode("{{ … }}", True, span)  # noqa: FBT003
        first = next(iter(entries.values()), None)
        # A mapping in block form begins at its first key; that is what a caret should stand under.
        if first and (first[0].span.line, first[0].span.column) == (span.line, span.column):
            span = first[0].span
        return MappingNode(tuple(entries.values()), span)

    def _is_good_key(self, key: ScalarNode, entries: Mapping[str, tuple[ScalarNode, Node]]) -> bool:
        if key.text == "<<" and not key.quoted:
            self._tell(
                faults.MERGE_KEY,
                key.span,
                "`<<` is not read; keys are never copied from elsewhere",
                "write the keys out",
            )
            return False
        if key.text in entries:
            before = entries[key.text][0].span
            self._tell(
                faults.DUPLICATE_KEY,
                key.span,
                f"the key `{key.text}` is written twice",
                f"it stands on line {before.line} already",
            )
            return False
        return True

    def _tell_group_as_key(self, key: SequenceNode | MappingNode) -> bool:
        """Tells it; whether it was double braces, which are meant as text."""
        line = self._file.line(key.span.line)
        if "{{" not in line[max(0, key.span.column - 2) : key.span.column + 1]:
            self._tell(
                faults.KEY_NOT_TEXT,
                key.span,
                "a key must be one word, not a list or a group of keys",
                "write one word left of the colon",
            )
            return False
        hint = 'put the whole text in quotes: "{{ … }}"'
        self._tell(faults.KEY_NOT_TEXT, key.span, "double braces outside quotes are read as a group of keys", hint)
        return True


def _start(event: yaml.Event) -> tuple[int, int]:
    return (event.start_mark.line, event.start_mark.column) if event.start_mark else (0, 0)


def _end(event: yaml.Event) -> tuple[int, int]:
    return (event.end_mark.line, event.end_mark.column) if event.end_mark else _start(event)
