"""Fenced divs: cuts a section's lines into stretches of Markdown and components between `:::` lines.

Cut before Markdown is parsed, because components stand neither in each other nor in lists: so each keeps its raw lines,
and YAML inside them its exact place. Nothing here knows which components there are.
"""

from __future__ import annotations

import re

from msgspec import Struct

from wardleaf.document import faults
from wardleaf.document.attributes import Attributes, read_attributes
from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.source.keys import At
from wardleaf.values import replace

_FENCE = re.compile(r"(?P<indent>[ \t]*):{3,}(?P<rest>.*)\Z")


class Stretch(Struct, frozen=True, kw_only=True):
    """Lines of Markdown; the first is line `first_line` of the file, and all were `column` characters further in."""

    lines: tuple[str, ...]
    first_line: int
    column: int = 0


class Div(Struct, frozen=True, kw_only=True):
    """A component as written: its name, attributes, and the raw lines between its fences; one that is not `closed` may
    hold lines not its own.
    """

    name: At[str]
    attributes: Attributes
    body: Stretch
    span: Span
    closed: bool = True


class _Fence(Struct, frozen=True):
    """A `:::` line: how far in it stands, and what it opens; one that opens nothing closes."""

    indent: str
    opens: str

    @classmethod
    def of(cls, found: re.Match[str]) -> _Fence:
        return cls(found["indent"], found["rest"].rstrip(" \t").rstrip(":").strip(" \t"))


def split_divs(
    lines: tuple[str, ...], *, file: SourceFile, first_line: int, findings: Findings
) -> tuple[Stretch | Div, ...]:
    """Cut `lines` at their `:::` fences.

    Adds `component-not-closed`, `fence-without-start` and `attributes` to `findings`; a component that is not closed
    ends before the next one.
    """
    fences = [(index, _Fence.of(found)) for index, line in enumerate(lines) if (found := _FENCE.match(line))]
    pieces: list[Stretch | Div] = []
    start, place = 0, 0
    while place < len(fences):
        index, fence = fences[place]
        place += 1
        pieces += _stretch(lines, start, index, first_line)
        span = Span(file, first_line + index, len(fence.indent) + 1, len(lines[index].strip()))
        if not fence.opens:
            findings.add(
                faults.FENCE_WITHOUT_START.at(
                    span, "this `:::` closes nothing; a component begins with its name, such as `::: note`"
                )
            )
            start = index + 1
            continue
        end, closing = fences[place] if place < len(fences) else (len(lines), None)
        start = end
        if closing is None or closing.opens:
            findings.add(
                faults.COMPONENT_NOT_CLOSED.at(span, _not_closed(fence.opens, first_line + end if closing else None))
            )
        else:
            start = end + 1
            place += 1
        if len(fence.indent.expandtabs(4)) > 1:
            message = "a component does not stand inside a list; end the list, and delete the spaces before `:::`"
            findings.add(faults.COMPONENT_PLACE.at(span, message))
        inset = fence.indent
        held = tuple(line.removeprefix(inset) for line in lines[index + 1 : end])
        body = Stretch(lines=held, first_line=first_line + index + 1, column=len(inset))
        closed = closing is not None and not closing.opens
        pieces.append(replace(_div(fence.opens, body, span, findings), closed=closed))
    return (*pieces, *_stretch(lines, start, len(lines), first_line))


def _stretch(lines: tuple[str, ...], start: int, end: int, first_line: int) -> list[Stretch | Div]:
    if not any(line.strip() for line in lines[start:end]):
        return []
    return [Stretch(lines=lines[start:end], first_line=first_line + start)]


def _not_closed(opening: str, next_line: int | None) -> str:
    if next_line is None:
        return f"`::: {opening}` is not closed; write `:::` on a line of its own after its last line"
    return (
        f"`::: {opening}` is not closed before the next component on line {next_line}; "
        "components do not stand inside each other: write `:::` on a line of its own first"
    )


def _div(written: str, body: Stretch, span: Span, findings: Findings) -> Div:
    place = span.file.line(span.line).find(written) + 1
    whole = Span(span.file, span.line, place, len(written))
    if written.startswith("{") and written.endswith("}"):
        attributes = read_attributes(written[1:-1])
        if attributes.rest or not attributes.words:
            message = f'these attributes cannot be read; write them as `{{.note title="Worth knowing"}}`, the component\'s name first: {written}'
            findings.add(faults.ATTRIBUTES.at(whole, message))
        name = attributes.words[0] if attributes.words else ""
        column = place + written.find(f".{name}") + 1 if name else place
        rest = Attributes(words=attributes.words[1:], id=attributes.id, pairs=attributes.pairs, rest=attributes.rest)
        return Div(
            name=At(name, Span(span.file, span.line, column, max(len(name), 1))), attributes=rest, body=body, span=span
        )
    name, _, more = written.partition(" ")
    if more:
        inner = more.strip().strip("{}").strip()
        message = f"after the name of a component nothing else is read; write `::: {{.{name} {inner}}}`"
        findings.add(faults.ATTRIBUTES.at(whole, message))
    return Div(
        name=At(name, Span(span.file, span.line, place, len(name))), attributes=Attributes(), body=body, span=span
    )
