"""Words that were to be replaced: what people type for it (TBC, XX:XX, [insert …]), and the texts that `wardleaf new`
starts with.

Text and files in, places out; which texts the starters have is told by the caller.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.source.nodes import MappingNode, Node, ScalarNode, SequenceNode, compose_nodes

_WHAT = r"(?:insert|add|enter|your|name|date|phone|number|clinic|hospital|telephone|time|ward|consultant)\b"
_NAMED_IN_CAPITALS = r"(?:INSERT|ADD|ENTER|YOUR|NAME|DATE|PHONE|NUMBER|CLINIC|HOSPITAL|TELEPHONE|TIME|WARD|CONSULTANT|Insert|Add|Enter|Your|Name|Date|Phone|Number|Clinic|Hospital|Time|Ward|Consultant)\b"
_LEFT = re.compile(
    r"\bTB[CDA]\b|\bFIXME\b|\bTODO(?::|-[a-z][a-z0-9-]{0,80})|\b9999-12-31\b|\b[Tt]o be (?:confirmed|completed|added|decided)\b|\b[Ll]orem ipsum\b|(?<![A-Za-z])\d{0,5}[Xx]{3,}\b|\b[Xx]{2}[:/.][Xx]{2}\b"
    r"|\b(?:dd|DD)[/.-](?:mm|MM)[/.-](?:yy|YY){1,2}\b|\bHH:MM\b|\?{3,}|_{3,}"
    rf"|\[(?:{_WHAT}|{_NAMED_IN_CAPITALS})[^\]\d]{{0,60}}\](?![(\{{\[])|<(?:insert|your|enter)\b[^<>\n]{{0,60}}>|\{{(?:insert|your|enter)\b[^{{}}\n]{{0,60}}\}}"
    r"|\[[A-Za-z][^\[\]\d]{0,40}\b(?:name|number|date|time|phone)\](?![({\[])|[«‹](?:[A-Za-z]{1,30}_[A-Za-z_]{0,30}|[A-Za-z]{0,30}[a-z][A-Z][A-Za-z]{0,30}|[A-Z]{3,30})[»›]|<< ?[A-Za-z_][A-Za-z_ ]{0,40}>>|\{ ?(?:MERGEFIELD|HYPERLINK|REF|PAGE)\b"
    r"|\bError! (?:Reference source not found|Bookmark not defined|Hyperlink reference not valid)|#(?:REF|N/A|NAME|VALUE|DIV/0)[!?]?|\b(?:Click|Tap)(?: or tap)? (?:here )?to enter (?:text|a date)|\bChoose an item\b"
    r"|\binsert (?:name|number|date|phone|text|time)\b|\b0\d{3,4}[ -]?0{3}[ -]?0{3}\b|\b0{3,5}[ -]0{3}(?:[ -]?0{3,4})?\b"
)
_TODO = re.compile(r"\bTODO\b")  # a word of Spanish, too
_MARKED = re.compile(r"TODO(?:[:-]|\Z)|9999-12-31\Z")
_QUICK = re.compile(
    r"TB[CDA]|TODO|9999|FIXME|to be |orem|XX|xx|[Dd][Dd]|HH|\?\?|__|[\[<{«‹#]|nsert|000|Error!|to enter|Choose"
)


def placeholders_in(text: str, *, english: bool) -> tuple[str, ...]:
    """The words of `text` that were to be replaced, in order."""
    if not _QUICK.search(text):
        return ()
    found = [*_LEFT.finditer(text), *(_TODO.finditer(text) if english else ())]
    starts = {match.start(): match[0] for match in reversed(found)}
    return tuple(starts[start] for start in sorted(starts))


def is_marked(words: str) -> bool:
    """Whether `words`, found in a file, are what `wardleaf import` writes for what a Word file does not say."""
    return _MARKED.match(words) is not None


def placeholders_in_file(file: SourceFile, starters: frozenset[str], *, english: bool) -> Iterator[tuple[Span, str]]:
    """What was to be replaced in a section or a YAML file, and where: a text of `starters`, or what people type for it.
    Remarks do not count.
    """
    if file.path.endswith(".md"):
        for number, line in enumerate(file.text.split("\n"), 1):
            starter = next((text for text in starters if text in line), "")
            column = 0
            for words in (starter,) if starter else placeholders_in(line, english=english):
                column = line.find(words, column)
                yield Span(file, number, column + 1, len(words)), words
                column += len(words)
        return
    nodes = compose_nodes(file, findings=Findings())
    for node in _scalars(nodes) if nodes else ():
        for words in (
            (node.text,)
            if node.text.strip() in starters
            else ()
            if node.empty
            else placeholders_in(node.text, english=english)
        ):
            yield node.span, words.strip()


def _scalars(node: Node) -> Iterator[ScalarNode]:
    match node:
        case ScalarNode():
            yield node
        case SequenceNode():
            for item in node.items:
                yield from _scalars(item)
        case MappingNode():
            for _, value in node.entries:
                yield from _scalars(value)
        case _:
            assert_never(node)
