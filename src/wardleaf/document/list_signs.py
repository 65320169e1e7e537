"""Lists as people type and paste them: bullets of word processors, dashes, letters, numbers in brackets, signs without
their space.

Works on lines before Markdown reads them. Where every item of a list begins so, the lines become Markdown's own;
anything less is told, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, assert_never

from msgspec import Struct

from wardleaf.document import faults
from wardleaf.document.numbering import counted
from wardleaf.findings import Findings, Severity, SourceFile, Span

# What word processors and mail programs write for bullets; the last ones are those of Word's symbol fonts.
_BULLETS = "•●▪◦‣⁃∙·○■◆◇❖➢➤►▸▶\uf0b7\uf0a7\uf0d8\uf076\uf0a8\uf06e\uf06c\uf02d"
# Bullets of one level look alike; Word's are round, then the letter o, then square.
_ALIKE = str.maketrans("●∙·\uf0b7\uf06c◦○■§\uf0a7\uf06e", "•••••oo▪▪▪▪")
_BOXES = "☐☑☒□❑❏\uf071\uf06f"
# Signs that say something themselves, so that a bullet in their place would change what is said.
_SPEAKING = "✓✔✗✘×→⇒»\uf0fc\uf0fb\uf0e0"
_DASHES = "–—−‒―‐‑"
_GAP = r"[ \t\xa0]+"
_SIGN = re.compile(
    rf"""(?P<indent>[ \t\xa0]*)(?:
      (?P<bullet>[{_BULLETS}])(?P<bullet_gap>{_GAP}|(?=[^\W_]|[*\[{{]))
    | (?P<letter>[o§])(?:\t|[ \xa0]{{2}})[ \t\xa0]*
    | (?P<dash>[{_DASHES}])(?:{_GAP}|(?=[^\W\d_]))
    | (?P<standard>[-+*])(?P<standard_gap>{_GAP}|\Z)
    | (?P<close>[-+*])(?=[^\W\d_])
    | (?P<label>\(?(?:[0-9]{{1,9}}|[a-zA-Z]|[ivx]{{1,6}}|[IVX]{{1,6}})[.)])(?P<label_gap>{_GAP}|\Z|(?=[^\W\d_]{{2}}))
    )(?P<rest>.*)\Z""",
    re.VERBOSE | re.DOTALL,
)
_RULE = re.compile(r"[ ]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\Z")
_HASHES = re.compile(r"[ ]{0,3}(#{1,6})(?=[^\W\d_]{2}|\xa0)")
_BOX = re.compile(rf"[ \t]*([{_BOXES}])")
_SPEAKS = re.compile(rf"[ \t]*([{_SPEAKING}])[ \t\xa0]")
_BLOCK_START = re.compile(r"[ ]{0,3}(?:#{1,6}(?:[ \t]|\Z)|>|```|~~~|\||!\[)")
_FENCE = re.compile(r"[ ]{0,3}(?:```|~~~)")
_EACH_ITEM = "begin each item with `- `, or with `1. `, `2. ` and so on"
_AS_CODE = 4
_MOST_SHOWN = 30
_LABEL_LIKE = re.compile(r"\(?(?:[0-9]{1,3}|[A-Za-z]|[ivx]{1,5})[.)]")  # told as a list's

Kind = Literal["bullet", "standard", "close", "dash", "label"]


class TypedLines(Struct, frozen=True, kw_only=True):
    """Lines as Markdown reads them; for the index of a line that begins an item with a label that Markdown does not
    know, its list's form and its number.
    """

    lines: tuple[str, ...]
    labels: Mapping[int, tuple[str, int]]


class _Sign(Struct, frozen=True, kw_only=True):
    """A line that may begin an item; `gap` parts the sign from its words, which begin at `column`."""

    index: int
    kind: Kind
    written: str
    indent: int
    gap: str
    rest: str
    column: int

    @property
    def native(self) -> bool:
        """Whether Markdown reads it by itself."""
        figures = self.kind == "label" and self.written[0].isdigit() and bool(self.gap or not self.rest)
        return (self.kind == "standard" or figures) and "\xa0" not in self.gap

    def goes_with(self, other: _Sign) -> bool:
        """Whether both may begin items of one list."""
        if self.kind == "label" == other.kind:
            return _shape(self.written) == _shape(other.written)
        if {self.kind, other.kind} <= {"standard", "close"}:
            return self.written == other.written
        return self.kind == other.kind and (
            self.kind == "dash" or self.written.translate(_ALIKE) == other.written.translate(_ALIKE)
        )


@dataclass(slots=True)
class _List:
    """Lines that may be one list, as they are gathered.

    `opens` says that it begins a paragraph, follows a colon or stands inside another list; `loose` that a line between
    may belong to it or not; `below_words` that it is set in so far that Markdown takes it for more words of the
    paragraph above.
    """

    signs: list[_Sign]
    opens: bool
    after_colon: bool
    inside: _List | None
    loose: bool = False
    below_words: bool = False
    inset: int = 0
    content: int = 0
    form: str = field(default="")
    start: int = 1


def read_list_signs(lines: Sequence[str], *, file: SourceFile, first_line: int, findings: Findings) -> TypedLines:
    """`lines` with the lists that are certain in Markdown's signs; adds `sign-not-read` where something else may be
    meant.
    """
    made, labels = list(lines), dict[int, tuple[str, int]]()
    for gathered in _lists(lines, file=file, first_line=first_line, findings=findings):
        problem = _problem(gathered)
        if problem:
            first = gathered.signs[0]
            column = len(lines[first.index]) - len(lines[first.index].lstrip()) + 1
            findings.add(
                faults.SIGN_NOT_READ.at(Span(file, first_line + first.index, column, len(first.written)), problem)
            )
        # A list that is told, or no list, leaves those inside it where they are.
        _settle(gathered, read=problem is None)
        if problem is None:
            for place, sign in enumerate(gathered.signs):
                made[sign.index] = _rewritten(gathered, place, lines[sign.index])
                if gathered.form:
                    labels[sign.index] = (gathered.form, gathered.start + place)
    return TypedLines(lines=tuple(made), labels=labels)


def check_line_signs(text: str, *, span: Span, findings: Findings) -> None:
    """Tell of signs of list items in `text`, written at `span`, a place that holds no lists."""
    for number, line in enumerate(text.split("\n")):
        sign = _sign(line, number)
        box = _BOX.match(line)
        if box or (sign and (sign.kind == "bullet" or number or sign.kind == "close")):
            written = box[1] if box else sign.written if sign else ""
            message = f"`{written}` does not begin a list item here, and prints as typed; this place holds a text, and no list"
            findings.add(faults.SIGN_NOT_READ.at(span, message))
            return


# --- gathering --------------------------------------------------------------------------------------------------------


def _sign(line: str, index: int) -> _Sign | None:
    found = _SIGN.match(line)
    if not found or _RULE.match(line):
        return None
    kind: Kind
    for kind in ("bullet", "dash", "standard", "close", "label"):
        if found[kind]:
            written = found[kind]
            break
    else:
        kind, written = "bullet", found["letter"]
    if kind == "close" and written == "*" and "*" in found["rest"]:
        return None  # emphasis
    return _Sign(
        index=index,
        kind=kind,
        written=written,
        indent=len(found["indent"].expandtabs(4)),
        gap=found["label_gap"] or found["standard_gap"] or "",
        rest=found["rest"],
        column=len(line[: found.start("rest")].expandtabs(4)),
    )


def _shape(label: str) -> str:
    """What the labels of one list share: brackets, full stop, and whether they are figures, small or large letters."""
    inside = label.strip("().")
    return label.replace(inside, "1" if inside.isdigit() else "a" if inside.islower() else "A")


def _lists(lines: Sequence[str], *, file: SourceFile, first_line: int, findings: Findings) -> Iterator[_List]:
    """The lists in `lines`, outer ones before those inside them; tells of signs that begin no list."""
    stack: list[_List] = []
    made: list[_List] = []
    before, fenced = "", False
    for index, line in enumerate(lines):
        fenced = fenced != bool(_FENCE.match(line))
        if fenced or not line.strip():
            before = ""
            continue
        blank = not before
        sign = _sign(line, index)
        if sign:
            if blank and not _stands_in(sign, stack):
                stack = []
            stack = _placed(sign, stack, made, blank=blank, after_colon=before.rstrip().endswith(":"))
        else:
            indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
            if _BLOCK_START.match(line) or (blank and stack and indent <= stack[0].signs[0].indent):
                stack = []
            elif stack and indent <= stack[-1].signs[0].indent:
                stack[-1].loose = True
                _tell_words_below(
                    line, Span(file, first_line + index), item=stack[-1].signs[-1], before=before, findings=findings
                )
            _tell_sign(line, Span(file, first_line + index), before=before, findings=findings)
        before = line
    yield from made


def _placed(sign: _Sign, stack: list[_List], made: list[_List], *, blank: bool, after_colon: bool) -> list[_List]:
    """The open lists after `sign`, which goes on with one of `stack` or begins a list inside the last of them."""
    kept = [held for held in stack if held.signs[0].indent <= sign.indent]
    for place in range(len(kept) - 1, -1, -1):
        held = kept[place]
        near = held.signs[0].indent == sign.indent or (place == len(kept) - 1 and _goes_on(held, sign))
        if near and held.signs[-1].goes_with(sign):
            held.signs.append(sign)
            return kept[: place + 1]
    outer = kept[-1] if kept else None
    gathered = _List([sign], opens=blank or after_colon or outer is not None, after_colon=after_colon, inside=outer)
    gathered.below_words = not blank and outer is None and sign.indent >= _AS_CODE
    made.append(gathered)
    return [*kept, gathered]


def _stands_in(sign: _Sign, stack: Sequence[_List]) -> bool:
    """Whether `sign`, after an empty line, still belongs to the open lists: set in, of the same kind as one of them, or
    a lower bullet of Word's.
    """
    if not stack:
        return False
    level = [held.signs[-1] for held in stack if held.signs[0].indent >= sign.indent]
    if not level or any(sign.goes_with(other) for other in level):
        return True
    return all(other.kind == "bullet" for other in (*level, sign))


def _goes_on(held: _List, sign: _Sign) -> bool:
    """Whether the number of `sign`, which is set in further, goes on counting where `held` is."""
    return sign.kind == "label" and counted([held.signs[-1].written, sign.written]) is not None


def _tell_sign(line: str, span: Span, *, before: str, findings: Findings) -> None:
    """Tell of a sign at the beginning of a line that was meant for a heading, or for an item of a kind that is written
    otherwise.
    """
    if hashes := _HASHES.match(line):
        place = Span(span.file, span.line, hashes.start(1) + 1, len(hashes[1]))
        message = f"a space is missing after `{hashes[1]}`, which prints as typed without it"
        findings.add(faults.SIGN_NOT_READ.at(place, message, hint=f"write `{max(hashes[1], '##', key=len)} …`"))
    elif box := _BOX.match(line):
        place = Span(span.file, span.line, box.start(1) + 1)
        findings.add(
            faults.TASK_LIST.at(place, "for boxes to tick write `::: checklist`, a list of `- ` lines, and `:::`")
        )
    elif (speaks := _SPEAKS.match(line)) and _SPEAKS.match(before):
        place = Span(span.file, span.line, speaks.start(1) + 1)
        message = f"a line that begins with `{speaks[1]}` is read as words, and runs together with the one before; write `- ` before each such sign"
        findings.add(faults.SIGN_NOT_READ.at(place, message))


def _tell_words_below(line: str, span: Span, *, item: _Sign, before: str, findings: Findings) -> None:
    """Tell of words at the margin right below an item, which Markdown takes for more of it, where it ended and
    they begin as something of their own.
    """
    words = line.strip()
    ended = before.rstrip().endswith((".", "!", "?", ":"))
    begins = words[0].isupper() or words[0].isdigit() or words[0] in "*[({“\"'"
    if item.native and ended and begins and not _LABEL_LIKE.match(words):
        shown = words if len(words) <= _MOST_SHOWN else f"{words[:_MOST_SHOWN]}…"
        message = f"these words run on in the item above: “{shown}”; leave an empty line above them, or write two spaces before them if they belong to the item"
        findings.add(faults.LINES_RUN_TOGETHER.at(span, message, severity=Severity.ERROR))


# --- judging ----------------------------------------------------------------------------------------------------------


def _problem(gathered: _List) -> str | None:
    """Why `gathered` cannot be read; None when it is a list, empty when it is none, or Markdown's own, and nothing is
    wrong with that.
    """
    first, count = gathered.signs[0], len(gathered.signs)
    certain = count > 1 and gathered.opens and not gathered.loose
    if gathered.below_words and not certain and first.native:
        return "this list is set in, and runs together with the words above it; leave an empty line above it, and begin each item at the margin"
    level = gathered.inside.signs[0] if gathered.inside and gathered.inside.signs[0].indent == first.indent else None
    if level and level.native and first.native:
        return ""
    if level and (first.native or (level.native and first.kind != "label")):
        return f"the items of this list begin with different signs; {_EACH_ITEM}"
    match first.kind:
        case "standard" | "close" if any(sign.kind == "standard" for sign in gathered.signs):
            return _inset_problem(gathered)
        case "standard" | "bullet":
            return None
        case "close" if certain:
            return None
        case "close":
            message = f"a space is missing after `{first.written}`; write `{first.written} ` for a list item, or `\\{first.written}` to print the sign"
            return "" if first.written == "*" and count == 1 else message
        case "dash" if certain:
            return None
        case "dash":
            message = f"a line that begins with `{first.written}` is read as words, and runs together with the next; {_EACH_ITEM}"
            return message if count > 1 or gathered.opens else ""
        case "label":
            return _label_problem(gathered, certain=certain)
        case _:
            assert_never(first.kind)


def _inset_problem(gathered: _List) -> str | None:
    """A list of Markdown's own signs: set in by one space it may stand inside the list above, or go on with it."""
    first, outer = gathered.signs[0], gathered.inside
    if (
        outer
        and outer.signs[0].kind in ("standard", "close")
        and first.indent - outer.signs[0].indent == 1
        and first.goes_with(outer.signs[0])
    ):
        return "this item is set in by one space: write two spaces before it for a list inside the one above, or none to go on with that"
    return None


def _label_problem(gathered: _List, *, certain: bool) -> str | None:
    first, count = gathered.signs[0], len(gathered.signs)
    written = tuple(sign.written for sign in gathered.signs)
    found = counted(written)
    if all(sign.native for sign in gathered.signs):
        if gathered.opens and not (gathered.after_colon and int(first.written.strip("().")) != 1):
            return None
        if first.written.strip("().") == "1":
            return None
        if count == 1 and not gathered.after_colon:
            return ""
        return f"a list that begins with `{first.written}` needs an empty line above it, or it runs together with the words before"
    if found and certain:
        gathered.form, gathered.start = found
        return None
    if count == 1 and not first.gap and first.written[0].isdigit():
        return f"a space is missing after `{first.written}`; write `{first.written} …`"
    if count == 1 or (not found and _shape(first.written) == "A."):
        return ""  # somebody's initials, or a label that prints as typed in a paragraph of its own
    return (
        f"lines that begin with `{written[0]}` and `{written[1]}` are read as words, and run together; leave an empty line above the list, write each item on one line, "
        "and let the numbers or letters go on one by one"
    )


def _settle(gathered: _List, *, read: bool) -> None:
    """Decide how far `gathered` is set in, so that Markdown reads it inside the list above it."""
    first, outer = gathered.signs[0], gathered.inside
    needed = outer.content if outer else 0
    fits = needed <= first.indent < needed + _AS_CODE or not (outer or gathered.below_words)
    gathered.inset = first.indent if not read or fits else needed
    if first.native:
        gathered.content = gathered.inset + max(2, *(sign.column - sign.indent for sign in gathered.signs))
    elif not read:
        gathered.content = 0
    else:
        gathered.content = gathered.inset + (
            len(f"{gathered.start + len(gathered.signs) - 1}) ") if gathered.form else 2
        )


def _rewritten(gathered: _List, place: int, line: str) -> str:
    sign = gathered.signs[place]
    inset = " " * gathered.inset
    if gathered.form:
        return f"{inset}{gathered.start + place}) ".ljust(gathered.content) + sign.rest
    if sign.native:
        return line if gathered.inset == sign.indent else inset + line.lstrip()
    # Signs of their own, so that Markdown takes no list for a part of the one before.
    written = {"bullet": "*", "dash": "+"}.get(sign.kind, sign.written)
    return f"{inset}{written} {sign.rest}"
