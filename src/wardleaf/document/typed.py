"""Signs that will print as they were typed, and links to places that readers cannot follow: what Markdown itself lets
pass.

Works on plain strings and their places; knows no Markdown parser.
"""

from __future__ import annotations

import posixpath
import re

from msgspec import Struct

from wardleaf.document import faults
from wardleaf.findings import Fault, Findings, SourceFile, Span

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]+|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_LINE_TO_WRITE = re.compile(r"_{3,}")
_LOOSE_SIGN = re.compile(r"(?<!\*)\*\*(?!\*)|(?<!_)__(?!_)")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]")
_REFERENCE_LINK = re.compile(r"\]\[[^\]]*\]")
_ROUND_CITATION = re.compile(r"[(\[]@ ?[A-Za-z][\w:;,@ -]{0,60}[)\]]")
_BARE_CITATION = re.compile(r"(?<![\w@./(-])@[A-Za-z][\w:-]*\d\w*")
_TASK = re.compile(r"\[[ xX]\]\s")

_CHECKS: tuple[tuple[re.Pattern[str], Fault, str], ...] = (
    (_ENTITY, faults.TYPED_MARKUP, "`{0}` prints as typed; type the character itself"),
    (_LINE_TO_WRITE, faults.PRINTS_AS_TYPED, "underscores print as typed; for a line to write on use `::: write-in`"),
    (_LOOSE_SIGN, faults.PRINTS_AS_TYPED, "`{0}` prints as typed; write `**words**` without spaces inside the stars"),
    (
        _FOOTNOTE,
        faults.FOOTNOTE,
        "handouts have no footnotes; cite a source as `[@id]`, or put the remark into the sentence",
    ),
    (_REFERENCE_LINK, faults.REFERENCE_LINK, "write the address where the link is: `[words](https://…)`"),
    (
        _ROUND_CITATION,
        faults.CITATION,
        "`{0}` prints as typed; a citation stands in square brackets, with nothing between `@` and the id: `[@dear2013]`",
    ),
    (_BARE_CITATION, faults.BARE_CITATION, "`{0}` prints as typed; a citation stands in square brackets: `[{0}]`"),
)


class Typed(Struct, frozen=True, kw_only=True):
    """Where a stretch of text was typed: its lines as the parser has them, the first of them on line `line` of `file`.

    `column` is where to begin looking on the first line; `fallback` is told when a piece cannot be found on its line.
    """

    file: SourceFile
    line: int
    content: str
    column: int = 0
    fallback: Span | None = None

    def span(self, place: int, width: int = 1) -> Span:
        """The span of `width` characters at `place` of the content; the whole line when the column cannot be found."""
        before = self.content.count("\n", 0, place)
        start = self.content.rfind("\n", 0, place) + 1
        end = self.content.find("\n", place)
        parsed = self.content[start : end if end >= 0 else None]
        if self.fallback and before == 0 and self.fallback.column == 0:
            return self.fallback
        written = self.file.line(self.line + before)
        found = written.find(parsed.strip(), self.column if before == 0 else 0)
        if not parsed.strip() or found < 0:
            return self.fallback or Span(self.file, self.line + before)
        inset = len(parsed) - len(parsed.lstrip())
        width = max(1, min(width, len(parsed) - (place - start)))
        return Span(self.file, self.line + before, found + place - start - inset + 1, width)

    def find(self, words: str, line: int) -> Span:
        """The span of `words` on line `line` of the file."""
        column = self.file.line(line).find(words)
        if column < 0:
            return self.fallback or Span(self.file, line)
        return Span(self.file, line, column + 1, max(1, len(words)))


def check_typed(text: str, *, typed: Typed, line: int, at: int, first: bool, findings: Findings) -> None:
    """Tell of signs in `text`, which stands on line `line`, that print as typed although their author hoped for more.

    `at` is where in the content it stands (-1 when that is not known), `first` says that it begins its paragraph.
    """
    for pattern, fault, message in _CHECKS:
        for found in pattern.finditer(text):
            # Loose stars come in pairs, and are told once, at the first.
            exact = at >= 0 and pattern is not _LOOSE_SIGN
            span = typed.span(at + found.start(), len(found[0])) if exact else typed.find(found[0], line)
            findings.add(fault.at(span, message.format(found[0])))
    if first and (task := _TASK.match(text)):
        findings.add(
            faults.TASK_LIST.at(
                typed.find(task[0].strip(), line), "for boxes to tick write `::: checklist`, a list, and `:::`"
            )
        )


def check_path(path: str, *, span: Span, findings: Findings) -> bool:
    """Whether `path` stays inside the library; tells `path-outside-library` when not."""
    plain = path.replace("\\", "/")
    if _SCHEME.match(plain) or plain.startswith("/") or posixpath.normpath(plain).startswith(".."):
        message = (
            f"`{path}` lies outside the library; put the picture into `handouts/figures` and write `figures/name.png`"
        )
        findings.add(faults.PATH_OUTSIDE.at(span, message))
        return False
    return True
