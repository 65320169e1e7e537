"""Findings as text: for a terminal with the line and a caret, for a screen reader, for programs, for GitHub.

Prints nothing and decides nothing: the command line does both. Whatever a file or message holds, the text has no
control characters, and with `ascii_only` nothing but ASCII.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Literal, assert_never

from wardleaf.findings import Finding, Severity, Span

Format = Literal["text", "plain", "json", "github"]

LONGEST_LINE = 100
_TAB = "    "
_TURNING = "\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_ESCAPED_IN_JSON = re.compile(f"[\x7f-\x9f{_TURNING}]")
_BESIDE = 160  # characters of a long line that are looked at on each side of what is meant
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_ASCII = {
    "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "…": "...",
    "×": "x", "÷": "/", "≥": ">=", "≤": "<=", "≠": "!=", "≈": "~", "→": "->", "←": "<-", "•": "*", "°": " deg ", "µ": "u", "μ": "u", "½": "1/2",
    "£": "GBP ", "€": "EUR ", "©": "(c)", "®": "(R)", "™": "(TM)", "ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "œ": "oe", "Œ": "OE",
    "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "«": '"', "»": '"', "\u00a0": " ", "\u2009": " ", "\u202f": " ",
}  # fmt: skip


def format_findings(
    findings: Iterable[Finding], *, format: Format, ascii_only: bool = False, colour: bool = False, folder: str = ""
) -> str:
    """`findings`, sorted and each once, as text that ends with a line feed; empty for none, except in JSON.

    `text` is for people, `plain` for screen readers (a sentence a line, no drawing), `json` an object with `findings`
    and `counts`, `github` workflow commands, whose files lie below `folder` (such as `leaflets/`) of the repository.
    `colour` adds terminal colours to `text`.
    """
    ordered = sorted(dict.fromkeys(findings), key=lambda finding: finding.order)
    show = to_ascii if ascii_only else to_printable
    match format:
        case "json":
            text = json.dumps(_as_json(ordered), ensure_ascii=ascii_only, indent=2).encode("utf-8", "replace").decode()
            return _ESCAPED_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"
        case "github":
            blocks = [_github(finding, show, folder) for finding in ordered]
        case "plain":
            blocks = [f"{_plain(finding, show)}\n" for finding in ordered]
        case "text":
            blocks = [f"{_text(finding, show, _painter(colour=colour))}\n" for finding in ordered]
        case _:
            assert_never(format)
    return "\n".join([*blocks, summary(ordered)]) + "\n" if ordered else ""


def summary(findings: Iterable[Finding]) -> str:
    """How many findings there are, such as "2 errors, 1 warning"."""
    counted = _counts(findings)
    names = {
        Severity.ERROR: ("error", "errors"),
        Severity.WARNING: ("warning", "warnings"),
        Severity.INFO: ("info", "infos"),
    }
    told = [f"{count} {names[severity][count > 1]}" for severity, count in counted.items() if count]
    return ", ".join(told) or "no findings"


def _counts(findings: Iterable[Finding]) -> dict[Severity, int]:
    weights = [finding.severity for finding in findings]
    return {severity: weights.count(severity) for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)}


# --- characters -------------------------------------------------------------------------------------------------------


def to_printable(text: str) -> str:
    """`text`, one line, with a sign for each character that would do something to the console instead of standing on
    it.
    """
    return text if text.isascii() and text.isprintable() else "".join(map(_printable, text))


def to_ascii(text: str) -> str:
    """`text` in plain ASCII: quotation marks, dashes and letters by what they look like, anything else by its code
    point.
    """
    return "".join(map(_ascii, text))


def _printable(character: str) -> str:
    if character == "\t":
        return _TAB
    # Control characters could move the cursor or change colours, marks of direction turn the words around them about;
    # half a surrogate pair cannot be written at all.
    return "\ufffd" if unicodedata.category(character) in ("Cc", "Cs") or character in _TURNING else character


def _ascii(character: str) -> str:
    if character in _ASCII:
        return _ASCII[character]
    if " " <= character <= "~":
        return character
    if character == "\t":
        return _TAB
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return ""
    plain = "".join(part for part in unicodedata.normalize("NFKD", character) if " " <= part <= "~")
    return plain or "?"


def _cells(text: str) -> int:
    """How many places of a terminal `text` takes: wide characters two, combining and invisible ones none."""
    return len(text) if text.isascii() and text.isprintable() else sum(map(_cell, text))


def _cell(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


# --- text -------------------------------------------------------------------------------------------------------------

Show = Callable[[str], str]
_Paint = Callable[[str, str], str]


def _painter(*, colour: bool) -> _Paint:
    return lambda text, code: f"\x1b[{code}m{text}\x1b[0m" if colour and text else text


def _place(span: Span) -> str:
    """The place as people and editors read it; line 0 is the whole file."""
    return str(span) if span.line else span.file.path


def _text(finding: Finding, show: Show, paint: _Paint) -> str:
    code = _COLOURS[finding.severity]
    lines = [f"{paint(f'{finding.severity}[{finding.code}]', f'1;{code}')}: {paint(show(finding.message), '1')}"]
    margin = " " * (len(str(finding.span.line)) if finding.span and finding.span.line else 2)
    notes = list(finding.notes)
    if finding.span:
        lines.append(f"{margin}{paint('-->', '34')} {show(_place(finding.span))}")
        caret = (
            _caret(finding.span, finding.hint, show, lambda text: paint(text, f"1;{code}"))
            if finding.span.column
            else []
        )
        lines += [f"{paint(f'{number:>{len(margin)}} |', '34')}{rest}" for number, rest in caret]
    if finding.hint and not (finding.span and finding.span.column):
        notes.insert(0, finding.hint)
    lines += [f"{margin} = note: {show(note)}" for note in notes]
    lines += [f"{margin} = used by: {show(', '.join(finding.related))}"] if finding.related else []
    lines += [f"{margin} = help: {show(finding.help)}"] if finding.help else []
    return "\n".join(lines)


def _caret(span: Span, hint: str, show: Show, paint: Callable[[str], str]) -> list[tuple[str, str]]:
    """The line of `span` and the carets below it with the hint: pairs of what stands in the margin and after the bar."""
    written = span.file.line(span.line)
    skipped = max(0, span.column - 1 - _BESIDE)
    near = written[skipped : span.column + min(span.width, _BESIDE) + _BESIDE]
    plain = near.isascii() and near.isprintable()
    cells = list(near) if plain else [show(character) for character in near]
    start = min(span.column - 1 - skipped, len(cells))
    end = max(min(start + max(1, min(span.width, _BESIDE)), len(cells)), start)
    first, last = _window(cells, start, end)
    dots = show("…")
    before = dots if first or skipped else ""
    after = dots if last < len(cells) or skipped + len(near) < len(written) else ""
    offset = _cells(before + "".join(cells[first:start]))
    width = max(1, _cells("".join(cells[start : min(end, last)])))
    line = f"{before}{''.join(cells[first:last])}{after}".rstrip()
    carets = paint(f"{'^' * width} {show(hint)}".rstrip())
    return [("", ""), (str(span.line), f" {line}" if line else ""), ("", f" {' ' * offset}{carets}")]


def _window(cells: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """The part of a long line to show: what is meant, with as much before and after it as fits."""
    places = [0, *accumulate(map(_cells, cells))]
    if places[-1] <= LONGEST_LINE:
        return 0, len(cells)
    room = max(0, LONGEST_LINE - (places[end] - places[start]))
    first = start
    while first > 0 and places[start] - places[first - 1] <= max(room // 2, room - (places[-1] - places[end])):
        first -= 1
    last = start
    while last < len(cells) and places[last + 1] - places[first] <= LONGEST_LINE:
        last += 1
    return first, last


# --- plain ------------------------------------------------------------------------------------------------------------


def _plain(finding: Finding, show: Show) -> str:
    sentences = [
        f"{finding.severity.capitalize()} {finding.code}, {finding.name}",
        *_where(finding.span),
        finding.message,
        finding.hint,
        *finding.notes,
    ]
    sentences += [f"used by {', '.join(finding.related)}"] if finding.related else []
    sentences.append(finding.help)
    return "\n".join(_sentence(show(sentence)) for sentence in sentences if sentence)


def _where(span: Span | None) -> Iterator[str]:
    if span:
        line = f", line {span.line}" if span.line else ""
        yield f"file {span.file.path}{line}{f', column {span.column}' if line and span.column else ''}"


def _sentence(text: str) -> str:
    """`text` as a sentence, with quotation marks where backticks would be read aloud."""
    words = text.replace("`", '"').strip()
    first = words[:1].upper() + words[1:]
    return first if first.endswith((".", "?", "!")) else f"{first}."


# --- for programs -----------------------------------------------------------------------------------------------------


def _as_json(findings: Sequence[Finding]) -> Mapping[str, object]:
    return {
        "findings": [_finding_as_json(finding) for finding in findings],
        "counts": {str(key): count for key, count in _counts(findings).items()},
    }


def _finding_as_json(finding: Finding) -> Mapping[str, object]:
    span = finding.span
    place = (
        {"path": span.file.path, "line": span.line or None, "column": span.column or None, "width": span.width}
        if span
        else None
    )
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": str(finding.severity),
        "message": finding.message,
        "place": place,
        "hint": finding.hint,
        "notes": list(finding.notes),
        "help": finding.help,
        "related": list(finding.related),
    }


def _github(finding: Finding, show: Show, folder: str) -> str:
    command = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}[finding.severity]
    span = finding.span
    properties = {"file": folder + span.file.path, "line": str(max(1, span.line))} if span else {}
    if span and span.column:
        properties |= {"col": str(span.column), "endColumn": str(span.column + span.width)}
    properties["title"] = f"{finding.code} {finding.name}"
    listed = ",".join(f"{key}={_escaped(show(value), property=True)}" for key, value in properties.items())
    used = f"used by: {', '.join(finding.related)}" if finding.related else ""
    message = "\n".join(
        show(line) for line in (finding.message, finding.hint, *finding.notes, used, finding.help) if line
    )
    return f"::{command} {listed}::{_escaped(message, property=False)}"


def _escaped(text: str, *, property: bool) -> str:
    """`text` with the signs that GitHub's workflow commands give a meaning written as `%XX`."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property else text
