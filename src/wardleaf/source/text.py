"""The bytes of a file become clean text: UTF-8, one kind of line end, composed accents, nothing invisible.

Every position that Wardleaf tells counts in the cleaned text. Knows no YAML and no Markdown.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from wardleaf.findings import Findings, SourceFile, Span
from wardleaf.source import faults
from wardleaf.values import replace

_MOST_LINES = 10_000  # of a section; two hundred printed pages
_MOST_IN_LINE = 20_000  # characters; some ten printed pages
_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
# Line breaks of other programs (Word's Shift+Enter is a vertical tab); as breaks they would change what YAML reads.
_FOREIGN_BREAK = "\x0b\x85\u2028\u2029"
# Unicode's default-ignorable characters that no script of ours needs, and what annotates a text without being seen.
_UNSEEN = "\xad\u034f\u115f\u1160\u180e\u200b\u2060\u2061\u2062\u2063\u2064\u206a\u206b\u206c\u206d\u206e\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9\ufffa\ufffb\U000e0000-\U000e0fff"
_JOINERS = "\u200c\u200d"
_DIRECTION_MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_HIDDEN = re.compile(f"[{_FOREIGN_BREAK}{_UNSEEN}{_JOINERS}{_DIRECTION_MARKS}]")
_CONTROL = re.compile("[\x00-\x08\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# Letters that a PDF or a typesetter drew as one sign; most faces lack them, and no search finds them.
_LIGATURES = {ord(sign): unicodedata.normalize("NFKC", sign) for sign in "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"}
_UNFINISHED_MERGE = re.compile(r"^(?:<{7}|>{7})(?= |$)", re.MULTILINE)
_NAMES = {
    "\xad": "soft hyphen",
    "\u200b": "zero-width space",
    "\u2060": "word joiner",
    "\ufeff": "byte order mark",
    "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner",
} | dict.fromkeys(_FOREIGN_BREAK, "foreign line break")
_NAMES |= dict.fromkeys(_DIRECTION_MARKS, "direction mark")


def clean_text(path: str, data: bytes, findings: Findings) -> SourceFile | None:
    """The text of the file shown as `path`, or None when it is empty or cannot be read as UTF-8.

    A byte order mark and any line end are accepted; text is composed (NFC). Characters that cannot be seen are removed,
    and letters drawn as one are parted, with one info. Control characters are an error and read as spaces, so that the
    rest of the file can still be told about.
    """
    encoding = _other_encoding(data)
    if encoding:
        message = f"this file is saved as {encoding}, not as UTF-8"
        findings.add(
            faults.WRONG_ENCODING.at(_whole(path), message, help="save it again and choose the encoding UTF-8")
        )
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        findings.add(
            faults.WRONG_ENCODING.at(
                _undecoded(path, data, problem.start),
                "this file is not saved as UTF-8",
                hint="this character cannot be read",
                help="save it again and choose the encoding UTF-8; it is probably Windows-1252 (“ANSI”) now",
            )
        )
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    joined = [line for line, words in enumerate(text.split("\n"), 1) if words.translate(_LIGATURES) != words]
    text, cleaned = _without_hidden(text.translate(_LIGATURES))
    composed = unicodedata.normalize("NFC", text)
    file = SourceFile(path, _CONTROL.sub(" ", composed))
    if not file.text.strip():
        findings.add(faults.EMPTY_FILE.at(_whole(path), "this file is empty"))
        return None
    _tell_control_characters(file, composed, findings)
    _tell_cleaning(file, cleaned, text, composed, joined, findings)
    merge = _UNFINISHED_MERGE.search(file.text)
    if merge:
        span = replace(_place(file, file.text, merge.start()), width=len(merge[0]))
        message = "two versions of this file were put together, and nobody has chosen between them yet"
        hint = "keep one, and delete the lines of `<<<<<<<`, `=======` and `>>>>>>>`"
        findings.add(faults.UNFINISHED_MERGE.at(span, message, hint=hint))
        return None
    return file


def has_long_line(file: SourceFile, findings: Findings) -> bool:
    """Whether a line of `file` is too long to be somebody's writing, which is told."""
    for number, line in enumerate(file.text.split("\n"), 1):
        if len(line) > _MOST_IN_LINE:
            message = f"this line has {len(line):,} characters; {_MOST_IN_LINE:,} is the most that is read"
            help = "break it into several lines, or look whether something else was pasted here"
            findings.add(faults.LONG_LINE.at(Span(file, number), message, help=help))
            return True
    return False


def has_too_many_lines(file: SourceFile, findings: Findings) -> bool:
    """Whether `file` has more lines than somebody writes in one piece, which is told."""
    if len(file.lines) <= _MOST_LINES:
        return False
    message = f"this section has {len(file.lines):,} lines; {_MOST_LINES:,} is the most that is read"
    help = "part it, or look whether something else was pasted here"
    findings.add(faults.TOO_LARGE.at(Span(file, _MOST_LINES + 1), message, help=help))
    return True


def _whole(path: str) -> Span:
    return Span(SourceFile(path, ""), line=0)


def _other_encoding(data: bytes) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    head = data[:400]
    # Latin letters in UTF-16 without a mark: every second byte is NUL.
    if len(head) >= 4 and (head[1::2].count(0) > len(head) // 2 * 0.8 or head[0::2].count(0) > len(head) // 2 * 0.8):
        return "UTF-32" if head.count(0) > len(head) * 0.6 else "UTF-16"
    return ""


def _undecoded(path: str, data: bytes, place: int) -> Span:
    before = data[:place].decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    # Windows-1252 shows what the author most likely sees.
    shown = data.decode("cp1252", errors="replace").replace("\r\n", "\n")
    line = before.count("\n") + 1
    wide = data[data.rfind(b"\n", 0, place) + 1 : place].decode("cp1252", errors="replace")
    return Span(SourceFile(path, shown), line, len(wide) + 1)


def _without_hidden(text: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """`text` without hidden characters; which were taken out and before which place of the result."""
    if not _HIDDEN.search(text):
        return text, ()
    right_to_left = any(
        unicodedata.bidirectional(character) in ("R", "AL")
        for character in text
        if character > "\u0590" and character.isalpha()
    )
    kept: list[str] = []
    size = 0
    cleaned: list[tuple[int, str]] = []
    start = 0
    for found in _HIDDEN.finditer(text):
        character = found[0]
        kept.append(text[start : found.start()])
        size += found.start() - start
        start = found.end()
        needed = (character in _JOINERS and found.start() > 0 and text[found.start() - 1] > "\u0590") or (
            character in _DIRECTION_MARKS and right_to_left
        )
        if not needed:
            cleaned.append((size, character))
        if needed or character in _FOREIGN_BREAK:
            kept.append(character if needed else " ")
            size += 1
    kept.append(text[start:])
    return "".join(kept), tuple(cleaned)


def without_unseen(text: str) -> tuple[str, tuple[str, ...]]:
    """`text`, a single value, cleaned as files are: composed, without what cannot be seen and with letters drawn as one
    parted; and what was taken out, in words.
    """
    if text.isascii() and "\x0b" not in text:  # as most are
        return text, ()
    visible, cleaned = _without_hidden(text.translate(_LIGATURES))
    return unicodedata.normalize("NFC", visible), tuple(_counted(cleaned))


def _counted(cleaned: tuple[tuple[int, str], ...]) -> Iterator[str]:
    counts = Counter(_NAMES.get(character, "unseen sign") for _, character in cleaned)
    return (f"{count} {name}{'s' if count > 1 else ''}" for name, count in sorted(counts.items()))


def _tell_control_characters(file: SourceFile, text: str, findings: Findings) -> None:
    places = [found.start() for found in _CONTROL.finditer(text)]
    if not places:
        return
    span = _place(file, text, places[0])
    name = f"U+{ord(text[places[0]]):04X}"
    more = f", the first of {len(places)}," if len(places) > 1 else ""
    message = f"a character that cannot be printed ({name}){more} stands here"
    findings.add(faults.CONTROL_CHARACTER.at(span, message, hint="delete it, or retype the line"))


def _tell_cleaning(
    file: SourceFile,
    cleaned: tuple[tuple[int, str], ...],
    text: str,
    composed: str,
    joined: list[int],
    findings: Findings,
) -> None:
    told = list(_counted(cleaned))
    places = [_place(file, text, cleaned[0][0]).line] if cleaned else []
    if composed != text:
        apart = [
            number for number, line in enumerate(text.split("\n"), 1) if unicodedata.normalize("NFC", line) != line
        ]
        told.append(f"letters with separate accents on {len(apart)} line{'s' if len(apart) > 1 else ''}")
        places.append(apart[0])
    if joined:
        told.append(f"letters drawn as one on {len(joined)} line{'s' if len(joined) > 1 else ''}")
        places.append(joined[0])
    if told:
        message = f"cleaned characters that came along unseen: {', '.join(told)}"
        findings.add(faults.HIDDEN_CHARACTERS.at(Span(file, min(places)), message))


def _place(file: SourceFile, text: str, place: int) -> Span:
    line = text.count("\n", 0, place) + 1
    return Span(file, line, place - (text.rfind("\n", 0, place) + 1) + 1)
