"""Where words of a printed passage stand in the file that they were written in, for the caret under them.

Print and source differ: spelling, markup, facts put in. What cannot be found leaves the passage's own place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from wardleaf.findings import Span

_BETWEEN = r"(?:[^\w\n]|\n(?!\s*\n)|\{[^}]*\}|\[@[^\]]*\])*?"
_MOST_LINES = 60
_TOKEN = re.compile(
    r"\w+?(?:(?<=\d)(?=[^\W\d_])|(?!\w))"
)  # a unit is apart from its number: “5mg” is printed where “5 mg” was typed


def place_of(words: str, span: Span | None) -> Span | None:
    """The span of `words` in the block that begins at `span`, as far as they stand on one line; `span` itself when they
    are not found.
    """
    return next(_places_of(words, span), span)


def each_place(found: Iterable[str], span: Span | None) -> Iterator[tuple[str, Span | None]]:
    """Words in the order in which they come in the block that begins at `span`, each with its place, also where some
    come again.
    """
    places: dict[str, Iterator[Span]] = {}
    for words in found:
        yield words, next(places.setdefault(words, _places_of(words, span)), span)


def each_advice(told: Iterable[tuple[str, str]], span: Span | None) -> Iterator[tuple[str, str, Span | None]]:
    """Words that were found in the block that begins at `span`, each with what to write instead and its place; one
    place may have two advices.
    """
    found: dict[str, list[str]] = {}
    for words, instead in told:
        found.setdefault(instead, []).append(words)
    for instead, several in found.items():
        for words, place in each_place(several, span):
            yield words, instead, place


def _places_of(words: str, span: Span | None) -> Iterator[Span]:
    """Each span of `words` in the block that begins at `span`, as far as it stands on one line."""
    if span is None or span.line < 1:
        return
    tokens = _TOKEN.findall(words)
    lines = source_lines(span)
    text = "\n".join(lines)
    for count in (len(tokens), 3) if len(tokens) > 3 else (len(tokens),):
        if not count:
            break
        somewhere = False
        for found in re.finditer(r"(?<!\w)" + _BETWEEN.join(map(re.escape, tokens[:count])) + r"(?!\w)", text):
            somewhere = True
            before = text.count("\n", 0, found.start())
            start = found.start() - (text.rfind("\n", 0, found.start()) + 1)
            width = min(len(found[0]), len(lines[before]) - start)
            yield Span(span.file, span.line + before, start + 1, max(1, width))
        if somewhere:
            return


def source_lines(span: Span) -> list[str]:
    """The lines that the block at `span` was written on: to the next empty line, list item or component sign; a table's
    to its last row, a component's to its end.
    """
    lines: list[str] = []
    component = False
    for line in _lines(span.file.text)[span.line - 1 : span.line - 1 + _MOST_LINES]:
        component = component or (not lines and line.lstrip().startswith(":::"))
        if component:
            lines.append(line)
            if len(lines) > 1 and line.strip() == ":::":
                break
            continue
        row = bool(lines) and lines[0].startswith("|") and line.startswith("|")
        if lines and not row and (not line.strip() or _BEGINS_ANOTHER.match(line)):
            break
        lines.append(line)
    return lines


@lru_cache(maxsize=256)
def _lines(text: str) -> list[str]:
    return text.split("\n")


def shortened(text: str, words: int = 8) -> str:
    """The first words of `text`, with dots when there are more."""
    held = text.split()
    return " ".join(held) if len(held) <= words else f"{' '.join(held[:words])} …"


_BEGINS_ANOTHER = re.compile(r"\s*(?:[-*+]\s|\d+[.)]\s|:::|\|)|[a-z-]+:")
