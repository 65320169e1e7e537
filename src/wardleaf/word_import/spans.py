"""Words with their emphasis, and how they are written in Markdown so that they read back as the same words
(docs/authoring.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from wardleaf.values import replace

_ESCAPED = re.compile(r"([\\*`\[\]{}<~^|])|(?<![^\W_])(_)|(_)(?![^\W_])")
_LINE_START = re.compile(
    r"(?P<sign>[#>+=-])|(?P<number>\(?(?:[0-9]{1,9}|[a-zA-Z]|[ivxIVX]{1,6}))(?P<close>[.)])(?=\s|\Z|[^\W\d_]{2})|(?P<colons>:::)|Table(?P<table>:)"
)
_OPEN_NUMBER = re.compile(r"\((?=(?:[0-9]{1,9}|[a-zA-Z]|[ivxIVX]{1,6})\))")
_SPACES = re.compile(r"[ \t\u00a0]+")
_ENTITY = re.compile(r"&(?=(?:[A-Za-z][A-Za-z0-9]+|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});)")


class Span(Struct, frozen=True):
    """A stretch of words: `words` are escaped when they are written, a `citation` (ids with `; `) and a `fact` (its
    path) are named.
    """

    text: str
    kind: Literal["words", "citation", "fact"] = "words"
    bold: bool = False
    italic: bool = False
    link: str = ""


Line = tuple[Span, ...]


def plain(spans: Iterable[Span]) -> str:
    """The words of `spans` without emphasis; facts and citations as they are named."""
    return "".join(_named(span) if span.kind != "words" else span.text for span in spans)


def _named(span: Span) -> str:
    return (
        f"[{'; '.join(f'@{id}' for id in span.text.split('; '))}]"
        if span.kind == "citation"
        else f"{{{{ {span.text} }}}}"
    )


def tidy(spans: Iterable[Span]) -> Line:
    """`spans` with single spaces, none at the ends, neighbours of one look joined, and citations before the full stop."""
    joined: list[Span] = []
    for span in spans:
        span = replace(span, text=_SPACES.sub(" ", span.text)) if span.kind == "words" else span
        before = joined[-1] if joined else None
        if span.kind == "citation":
            _add_citation(joined, span)
            continue
        if span.kind == "words" and before and before.kind == "words" and before.text.endswith(" "):
            span = replace(span, text=span.text.lstrip(" "))
        if not span.text:
            continue
        if before and before.kind == span.kind == "words" and replace(before, text="") == replace(span, text=""):
            joined[-1] = replace(before, text=_SPACES.sub(" ", before.text + span.text))
        else:
            joined.append(span)
    if joined and joined[0].kind == "words":
        joined[0] = replace(joined[0], text=joined[0].text.lstrip(" "))
    if joined and joined[-1].kind == "words":
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip(" "))
    return tuple(span for span in joined if span.text)


def _add_citation(joined: list[Span], citation: Span) -> None:
    """Put a citation at the end of `joined`: before a full stop, with a space, and with the one that stands there."""
    after = ""
    if joined and joined[-1].kind == "words":
        last = joined[-1]
        bare = last.text.rstrip(" ")
        spaces = last.text[len(bare) :]
        words = bare.rstrip(".,;:!?")
        after = bare[len(words) :] + (spaces if bare != words else "")
        text = words.rstrip(" ")
        if len(joined) > 1 and not text and joined[-2].kind == "citation":
            joined.pop()
        else:
            joined[-1] = replace(last, text=f"{text} " if text else "")
        if joined and not joined[-1].text:
            joined.pop()
        mark = replace(last, text=after) if after else None
    else:
        mark = None
    if joined and joined[-1].kind == "citation":
        ids = dict.fromkeys((*joined[-1].text.split("; "), *citation.text.split("; ")))
        joined[-1] = Span("; ".join(ids), "citation")
    else:
        joined.append(citation)
    if mark:
        joined.append(mark)


def without_emphasis(spans: Sequence[Span], *, bold: bool = True, italic: bool = False) -> Line:
    """`spans` without `bold` and `italic`."""
    return tidy(replace(span, bold=span.bold and not bold, italic=span.italic and not italic) for span in spans)


def without_start(line: Line, width: int) -> Line:
    """`line` without its first `width` characters."""
    spans = list(line)
    while spans and width >= len(spans[0].text):
        width -= len(spans[0].text)
        spans.pop(0)
    if spans and width:
        spans[0] = replace(spans[0], text=spans[0].text[width:])
    return tidy(spans)


def is_bold(spans: Sequence[Span]) -> bool:
    """Whether every letter is bold."""
    lettered = [span for span in spans if span.kind == "words" and any(map(str.isalnum, span.text))]
    return bool(lettered) and all(span.bold for span in lettered)


def markdown(spans: Sequence[Span], *, starts_line: bool = True) -> str:
    """`spans` on one line of Markdown."""
    pieces: list[str] = []
    for index, span in enumerate(spans):
        if span.kind != "words":
            pieces.append(_named(span))
            continue
        before = pieces[-1][-1:] if pieces else ""
        following = spans[index + 1].text[:1] if index + 1 < len(spans) and spans[index + 1].kind == "words" else ""
        pieces.append(_emphasised(span, before, following))
    text = "".join(pieces)
    return _safe_start(text) if starts_line else text


def _emphasised(span: Span, before: str, following: str) -> str:
    stars = "*" * (2 * span.bold + span.italic)
    inner = span.text.strip(" ")
    if span.link:
        return _around(span.text, f"[{_stars(inner, stars)}]({_address(span.link)})")
    if not stars or not inner or not any(map(str.isalnum, inner)) or before == "*":
        return escaped(span.text)
    if _is_glued(span, before, following):  # a star beside a figure is read as “times”
        return escaped(span.text)
    start = len(span.text) - len(span.text.lstrip(" "))
    end = len(span.text.rstrip(" "))
    while start < end and not span.text[start].isalnum() and before.isalnum() and start == 0:
        start += 1
    while end > start and not span.text[end - 1].isalnum() and following.isalnum() and end == len(span.text):
        end -= 1
    words = span.text[start:end]
    if words != words.strip(" ") or not words:
        return escaped(span.text)
    return f"{escaped(span.text[:start])}{_stars(words, stars)}{escaped(span.text[end:])}"


def _is_glued(span: Span, before: str, following: str) -> bool:
    """Whether emphasis would stand inside a word of figures, or italics inside any word."""
    sides = ((before, span.text[:1]), (following, span.text[-1:]))
    return any(
        outer.isalnum() and not inner.isspace() and (span.italic or outer.isdigit() or inner.isdigit())
        for outer, inner in sides
    )


def _stars(words: str, stars: str) -> str:
    return f"{stars}{escaped(words)}{stars}"


def _around(text: str, inner: str) -> str:
    lead, trail = len(text) - len(text.lstrip(" ")), len(text) - len(text.rstrip(" "))
    return f"{' ' * bool(lead)}{inner}{' ' * bool(trail)}"


def _address(link: str) -> str:
    return "".join(f"%{ord(sign):02X}" if sign in ' ()<>\\"' or ord(sign) < ord(" ") else sign for sign in link)


def escaped(text: str) -> str:
    """`text` so that Markdown reads no sign in it."""
    text = _ESCAPED.sub(lambda found: f"\\{found[0]}", text)
    return _ENTITY.sub(r"\\&", text)


def _safe_start(line: str) -> str:
    """`line` so that its first signs begin no list, heading, component or caption."""
    found = _LINE_START.match(line)
    if not found:
        return line
    if found["number"]:
        if line.startswith("("):
            return f"\\{line}"
        place = found.start("close")
        return f"{line[:place]}\\{line[place:]}"
    if found["table"]:
        return f"Table\\{line[len('Table') :]}"
    return f"\\{line}"


def cell(spans: Sequence[Span]) -> str:
    """`spans` as a cell of a table."""
    return markdown(spans, starts_line=False)
