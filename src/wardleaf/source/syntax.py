"""What an author did, when YAML's own message says what a parser met.

The YAML library tells a place and a phrase such as "did not find expected key"; the lines round that place tell the
mistake. The order of the cases matters: the surest sign comes first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from wardleaf.findings import Fault
from wardleaf.source import faults

_CLOSE_ITEM = re.compile(r"(\s*)-([^\s\d-].*)")
_KEY = re.compile(r"[a-z-]+:(?:\s|\Z)")
_LONGEST_HINT = 60
CLOSE_ITEM = "a list item begins with a hyphen and a space"
LIST_LOOKALIKES = tuple("–—−•·▪◦●\uf0b7")  # what Word makes of the hyphen before a list item
BARE_COLOUR = re.compile(r"#[0-9A-Fa-f]{3,8}\b")
_COLOUR_IN_BRACKETS = re.compile(r"[\[{,:]\s*(#[0-9A-Fa-f]{3,8})\b")
_NO_SPACE_AFTER_COLON = re.compile(r"\s*(?:- )?([\w-]+):(?=[^\s:/])")
_VALUE_QUOTE = re.compile(r"(?:^\s*|:\s+|-\s+|[\[{,]\s*)([\"'])")
_BARE_BRACES = re.compile(r"(?<![\"'])\{\{")
_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_FOREIGN_BLANK = re.compile(f"[ \\t]*([{_BLANKS}]+)")
_FOREIGN_AFTER = re.compile(f" *(?:- )*(?:[\\w-]+:|-)([{_BLANKS}]+)")
_BLANK_NAMES = {
    "\u00a0": "no-break space",
    "\u202f": "narrow no-break space",
    "\u3000": "wide space",
    "\u2009": "thin space",
    "\u2003": "wide space",
}
_REMARK_AFTER = re.compile(r"[^\s,\[{][ \t]+#")
_STAR = re.compile(r"(?:[:,\[-]\s+|^\s*)([*&])")


class Mistake(Struct, frozen=True):
    """A syntax error as its author sees it; line and column counted from 0, within the text that was parsed."""

    line: int
    column: int
    message: str
    hint: str = ""
    width: int = 1
    fault: Fault = faults.YAML_SYNTAX


class Complaint(Struct, frozen=True):
    """What the YAML library said: its phrase and the place, and the construct it was in and where that began."""

    problem: str
    line: int
    column: int
    context: str = ""
    context_line: int = 0
    context_column: int = 0


def name_mistake(complaint: Complaint, lines: Sequence[str]) -> Mistake:
    """The likeliest mistake behind `complaint` about `lines`."""
    for case in (
        _foreign_blank,
        _tab,
        _close_item,
        _colour,
        _reserved_sign,
        _star,
        _braces,
        _unclosed,
        _text_after_quote,
        _colon,
        _block_text,
        _place_in_line,
        _indentation,
    ):
        found = case(complaint, lines)
        if found:
            return found
    return Mistake(
        complaint.line, complaint.column, "this line cannot be read as YAML", "compare it with the lines round it"
    )


def _line(lines: Sequence[str], number: int) -> str:
    return lines[number] if 0 <= number < len(lines) else ""


def foreign_blank(line: str, number: int) -> Mistake | None:
    """The blank at the beginning of `line` that is no space, when there is one; so are those after a key's colon and a
    list's hyphen.
    """
    found = _FOREIGN_BLANK.match(line) or _FOREIGN_AFTER.match(line)
    if not found:
        return None
    blank = found[1]
    name = _BLANK_NAMES.get(blank[0], f"blank U+{ord(blank[0]):04X}")
    what = "this line is indented with a" if found.re is _FOREIGN_BLANK else "here stands a"
    return Mistake(
        number,
        found.start(1),
        f"{what} {name}, which YAML does not read as a space",
        "delete it and type spaces",
        len(blank),
        faults.FOREIGN_INDENTATION,
    )


def _foreign_blank(complaint: Complaint, lines: Sequence[str]) -> Mistake | None:
    for number in range(min(complaint.context_line, complaint.line), complaint.line + 2):
        found = foreign_blank(_line(lines, number), number)
        if found:
            return found
    return None


def _tab(complaint: Complaint, lines: Sequence[str]) -> Mistake | None:
    line = _line(lines, complaint.line)
    before = line[: len(line) - len(line.lstrip())]
    if "\t" not in before:
        return None
    place = before.index("\t")
    return Mistake(
        complaint.line,
        place,
        "this line is indented with a tab",
        "use two spaces instead of each tab",
        before.count("\t"),
        faults.TAB_INDENTATION,
    )


def close_item(line: str) -> tuple[int, str] | None:
    """Where a list item without the space after its hyphen begins on `line`, and how it is written; None for any other
    line.
    """
    found = _CLOSE_ITEM.match(line)
    if found is None:
        return None
    words = found[2].rstrip()
    is_text = ": " in words and not _KEY.match(words)
    written = f'- "{words}"' if is_text and '"' not in words else f"- {words}"
    if len(written) > _LONGEST_HINT:
        written = '- "…"' if is_text else "- …"
    return len(found[1]), f"write `{written}`"


def _close_item(complaint: Complaint, lines: Sequence[str]) -> Mistake | None:
    """A list item without its space in the line that is complained about, or right above it."""
    for number in range(complaint.line, max(-1, complaint.line - 3), -1):
        found = close_item(_line(lines, number))
        near = [_line(lines, other).strip() for other in (number - 1, number + 1)]
        if found and any(line.startswith("-") or line.endswith(":") for line in near):
            return Mistake(number, found[0], CLOSE_ITEM, found[1])
    return None


def _colour(complaint: Complaint, lines: Sequence[str]) -> Mistake | None:
    for number in range(complaint.context_line, complaint.line + 1):
        found = _COLOUR_IN_BRACKETS.search(_line(lines, number))
        if found:
            message = f"the colour {found[1]} is read as a remark"
            return Mistake(
                number,
                found.start(1),
                message,
                f'put it in quotes: "{found[1]}"',
                len(found[1]),
                faults.UNQUOTED_COLOUR,
            )
    return None


def _reserved_sign(complaint: Complaint, lines: Sequence[str]) -> Mistake | None:
    sign = _line(lines, complaint.line)[complaint.column : complaint.column + 1]
    if "start any token" in complaint.problem and sign in "@`%":
        message = (
            f"text that begins with `{sign}` must be in quotes"
            if sign != "`"
            else "text that begins with a backtick must be in quotes"
        )
        return Mistake(complaint.line, complaint.column, message, "put the whole text in quotes")
    return None


def _star(complaint: Complaint, lines: Sequence[str]) -> Mistake | None:
    found = _STAR.search(_line(lines, complaint.line))
    unread = "alias" in complaint.context or "anchor" in complaint.context or "expected key" in complaint.problem
    if not found or not (unread or "<scalar>" in complaint.problem):
        return None
    return Mistake(
        complaint.line,
        found.start(1),
        f"text that begins with `{found[1]}` must be in quotes",
        "put the whole text in quotes",
    )


def _braces(complaint: Complaint, lines: Sequence[str]) -> Mistake | None:
    for number in dict.fromkeys((complaint.context_line, complaint.line)):
        found = _BARE_BRACES.search(_line(lines, number))
        if found and '"' not in _line(lines, number)[: found.start()]:
            return Mistake(
                number,
                found.start(),
                "text that begins with double braces must be in quotes",
                "put the whole text in quotes",
                2,
            )
    return None


def _unclosed(complaint: Complaint, lines: Sequence[str]) -> Mistake | None:
    where = (complaint.context_line, complaint.context_column)
    line = _line(lines, where[0])
    sign = line[where[1] : where[1] + 1]
    if "unknown escape" in complaint.problem:
        column = line.find("\\", where[1])
        return Mistake(
            where[0],
            max(column, 0),
            "a backslash has a meaning of its own inside double quotes",
            "use single quotes round the text",
        )
    if "quoted scalar" in complaint.context and "end of stream" in complaint.problem:
        return Mistake(
            *where, "this quotation mark is never closed", f"write {sign or 'the same mark'} after the text as well"
        )
    if "flow" in complaint.context:
        for number in range(where[0], min(complaint.line, where[0] + 20) + 1):
            after = where[1] if number == where[0] else 0
            found = _REMARK_AFTER.search(_line(lines, number), after)
            if found:
                message = "from `#` on this line is a remark, which does not print"
                width = len(_line(lines, number).rstrip()) - found.end() + 1
                return Mistake(
                    number,
                    found.end() - 1,
                    message,
                    "put each text that holds one in quotes",
                    width,
                    faults.CUT_BY_REMARK,
                )
        closing = {"[": "]", "{": "}"}.get(sign, "]")
        return Mistake(*where, f"this `{sign}` is never closed", f"write `{closing}` after the last item")
    if "node content" in complaint.problem:
        sign = _line(lines, complaint.line)[complaint.column : complaint.column + 1]
        return Mistake(
            complaint.line,
            complaint.column,
            f"this `{sign}` closes nothing that was opened",
            "put the text in quotes, or delete it",
        )
    return None


def _text_after_quote(complaint: Complaint, lines: Sequence[str]) -> Mistake | None:
    expected = (
        "expected key" in complaint.problem
        or "<block end>" in complaint.problem
        or "'-' indicator" in complaint.problem
    )
    if not expected and "mapping values" not in complaint.problem:
        return None
    # A quotation mark that is not closed on its own line swallows the lines after it, up to the next one.
    for number in range(complaint.line, max(-1, complaint.line - 40), -1):
        found = _VALUE_QUOTE.search(_line(lines, number))
        if not found:
            continue
        mark, opened = found[1], found.start(1)
        closed = _line(lines, number).find(mark, opened + 1)
        if closed < 0 and number < complaint.line:
            return Mistake(
                number, opened, "this quotation mark is not closed on its line", f"write {mark} after the text as well"
            )
        rest = _line(lines, number)[closed + 1 :].strip() if closed >= 0 else ""
        if number == complaint.line and rest and rest[0] not in ",]}#:":
            other = "'" if mark == '"' else '"'
            hint = (
                f"put the whole text in {other} … {other}, or write the inner mark twice"
                if mark == "'"
                else f"put the whole text in {other} … {other}"
            )
            return Mistake(number, closed + 1, "the quotation mark closes here, but the text goes on", hint)
    return None


def _colon(complaint: Complaint, lines: Sequence[str]) -> Mistake | None:
    line = _line(lines, complaint.line)
    if "could not find expected ':'" in complaint.problem:
        return _missing_colon(complaint.context_line, lines)
    if "mapping values" not in complaint.problem:
        return None
    if complaint.column > line.find(":"):
        message = "a text with a colon and a space in it must be in quotes"
        return Mistake(complaint.line, complaint.column, message, "put the whole text in quotes")
    before = next((number for number in range(complaint.line - 1, -1, -1) if _line(lines, number).strip()), None)
    if before is None:
        return None
    indented = len(line) - len(line.lstrip())
    above = _line(lines, before)
    if ":" not in above or _NO_SPACE_AFTER_COLON.match(above):
        return _missing_colon(before, lines)
    if indented > len(above) - len(above.lstrip()):
        return Mistake(
            complaint.line,
            0,
            "this line is indented further than the line above allows",
            "begin it where the line above begins",
            max(1, indented),
        )
    return None


def _missing_colon(number: int, lines: Sequence[str]) -> Mistake:
    line = _line(lines, number)
    close = _NO_SPACE_AFTER_COLON.match(line)
    if close:
        return Mistake(number, close.end() - 1, f"a space is missing after `{close[1]}:`", f"write `{close[1]}: …`")
    start = len(line) - len(line.lstrip())
    if line[start : start + 1] in LIST_LOOKALIKES and line[start + 1 : start + 2] in (" ", "\t"):
        return Mistake(
            number, start, "a list item begins with a hyphen and a space", f"write `- ` instead of `{line[start]} `"
        )
    return Mistake(
        number,
        start,
        "this line has no colon",
        "write a key, a colon, a space and the value",
        max(1, len(line.rstrip()) - start),
    )


def _block_text(complaint: Complaint, lines: Sequence[str]) -> Mistake | None:
    if "block scalar" not in complaint.context:
        return None
    return Mistake(
        complaint.line,
        complaint.column,
        "after `|` or `>` the text begins on the next line",
        "move the text down and indent it",
    )


def _place_in_line(complaint: Complaint, lines: Sequence[str]) -> Mistake | None:
    if "entries are not allowed" in complaint.problem:
        return Mistake(
            complaint.line, complaint.column, "a list begins on the line after its key", "move the `-` to the next line"
        )
    if "directive" in complaint.context or _line(lines, complaint.line).startswith("%"):
        return Mistake(complaint.line, 0, "a line cannot begin with `%`", "put the text in quotes")
    if "mapping keys" in complaint.problem:
        return Mistake(
            complaint.line,
            complaint.column,
            "text that begins with `?` and a space must be in quotes",
            "put the whole text in quotes",
        )
    return None


def _indentation(complaint: Complaint, lines: Sequence[str]) -> Mistake | None:
    line = _line(lines, complaint.line)
    indented = len(line) - len(line.lstrip())
    if complaint.column > indented:
        return None
    if line.lstrip().startswith("- ") and "mapping" in complaint.context:
        return Mistake(
            complaint.line,
            indented,
            "a list item stands where a key belongs",
            "indent it below its key, or give the list a key",
        )
    if "'-' indicator" in complaint.problem or ("collection" in complaint.context and "expected" in complaint.problem):
        return Mistake(
            complaint.line,
            indented,
            "this line stands in a list but is no list item",
            "begin it with `- `, or indent it below its item",
        )
    return Mistake(
        complaint.line,
        0,
        "this line is not indented like the lines it belongs to",
        "begin it exactly where its neighbours begin",
        max(1, indented),
    )
