"""Lists: real ones by their level, typed ones by the marks and numbers at the start of lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from wardleaf.word_import import faults
from wardleaf.word_import.drafts import DEEPEST_LIST, Item, Words
from wardleaf.word_import.spans import Line, plain, without_start
from wardleaf.word_import.telling import Telling

_BULLETS = "•●▪◦‣⁃∙·○■◆◇❖➢➤►▸▶◻□❑❒☐"
_MARK = re.compile(
    rf"(?:(?P<bullet>[{_BULLETS}\uf0b7\uf0a7\uf0d8])\s*|(?P<dash>[-–—*])\s|(?P<small>[o§])\s(?=\S)|\(?(?P<number>\d{{1,3}})(?P<close>[.)])\s|\(?(?P<letter>[a-hA-H]|[ivx]{{1,5}})[.)]\s)(?P<rest>\S)"
)
_ROMAN = {text: number for number, text in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"), 1)}
_TICKS = "☐□❑❒◻"
_LEAST = 2

Kind = Literal["bullet", "number", "letter", "roman"]


class _Mark(Struct, frozen=True):
    kind: Kind
    sign: str
    value: int
    width: int
    words: str = ""


class Entry(Struct, frozen=True):
    """A line of a paragraph, the mark that it may begin with, and whether it is a paragraph's first."""

    line: Line
    number: int
    first: bool
    tabbed: bool = False


def _mark(line: Line) -> _Mark | None:
    if not line or line[0].kind != "words":
        return None
    found = _MARK.match(plain(line))
    if not found or found.start("rest") > len(line[0].text) + 1:
        return None
    width = found.start("rest")
    if found["bullet"] or found["dash"] or found["small"]:
        sign = "-" if found["dash"] and found["dash"] != "*" else found["bullet"] or found["dash"] or found["small"]
        return _Mark("bullet", sign, 0, width, found["small"] or "")
    if found["number"]:
        return _Mark("number", found["close"], int(found["number"]), width, found["number"])
    letter = found["letter"]
    if len(letter) > 1 or letter in "ivx":
        return _Mark("roman", "", _ROMAN.get(letter, 0), width, letter)
    return _Mark("letter", "", ord(letter.casefold()) - ord("a") + 1, width, letter)


def _is_unclear(line: Line) -> bool:
    """Whether a number at the start may be the beginning of a decimal: `3. 5 g`."""
    return re.match(r"\(?\d{1,3}\.\s\d", plain(line)) is not None


def typed_lists(entries: Sequence[Entry], telling: Telling) -> Iterator[Words | Item]:
    """The paragraphs and list items that `entries`, lines below each other, are."""
    place = 0
    paragraph: list[Line] = []
    numbers: list[int] = []
    listed: list[int] = []
    began = 0
    while place < len(entries):
        entry = entries[place]
        items = _run(entries, place, telling)
        if (items or entry.first) and paragraph:
            yield Words(tuple(paragraph), began)
            paragraph = []
        if items:
            taken = len(items)
            marks = (_mark(one.line) for one in entries[place : place + taken])
            telling.words.append(" ".join(mark.words for mark in marks if mark))
            yield from items
            listed.extend(item.number for item in items)
            place += taken
            continue
        if _is_unclear(entry.line):
            message = "this may be an item of a list, or a number with a space in it; it was left as it is: say which"
            telling.tell(faults.UNCLEAR_NUMBER, entry.number, message)
        if not paragraph:
            began = entry.number
        paragraph.append(entry.line)
        numbers.append(entry.number)
        place += 1
    if paragraph:
        yield Words(tuple(paragraph), began)
    telling.tell_all(faults.TYPED_LIST, listed, "typed marks became lists")


def _run(entries: Sequence[Entry], start: int, telling: Telling) -> list[Item]:
    """The items of the list that begins at `start`; none where no list begins."""
    first = _mark(entries[start].line)
    if first is None or (first.kind == "number" and _is_unclear(entries[start].line)):
        return []
    if first.kind == "bullet":
        return _bullets(entries, start)
    return _counted(entries, start, first, telling)


def _bullets(entries: Sequence[Entry], start: int) -> list[Item]:
    items: list[Item] = []
    signs: list[str] = []
    for entry in entries[start:]:
        mark = _mark(entry.line)
        if mark is None or mark.kind != "bullet":
            break
        if mark.sign not in signs:
            signs.append(mark.sign)
        depth = min(signs.index(mark.sign), DEEPEST_LIST - 1, (items[-1].depth + 1) if items else 0)
        items.append(
            Item(
                depth,
                ordered=False,
                value=0,
                line=without_start(entry.line, mark.width),
                number=entry.number,
                begins=not items,
                ticked=mark.sign in _TICKS,
            )
        )
    return items


def _counted(entries: Sequence[Entry], start: int, first: _Mark, telling: Telling) -> list[Item]:
    kind: Kind = first.kind
    following = _mark(entries[start + 1].line) if start + 1 < len(entries) else None
    if kind == "roman" and first.value == 1 and following and following.kind == "letter":
        return []
    items: list[Item] = []
    repeats: list[tuple[int, int, int]] = []
    last = inner = 0
    value = first.value
    lettered: list[int] = []
    for entry in entries[start:]:
        mark = _mark(entry.line)
        if mark is None or (mark.kind == "number" and _is_unclear(entry.line)):
            break
        if mark.kind == kind and (not items or mark.value in (last + 1, last)):
            if items and mark.value == last:
                repeats.append((entry.number, mark.value, value + 1))
            value = value + 1 if items else value
            items.append(
                Item(
                    0,
                    ordered=True,
                    value=value,
                    line=without_start(entry.line, mark.width),
                    number=entry.number,
                    begins=not items,
                )
            )
            last, inner = mark.value, 0
        elif (
            items and mark.kind != kind and mark.kind in ("letter", "roman", "bullet") and mark.value in (inner + 1, 0)
        ):
            inner = mark.value
            items.append(
                Item(1, mark.kind != "bullet", max(inner, 1), without_start(entry.line, mark.width), entry.number)
            )
            lettered.extend([entry.number] * (mark.kind != "bullet"))
        else:
            break
    if sum(item.depth == 0 for item in items) < _LEAST:
        return []
    if kind != "number":
        lettered.extend(item.number for item in items if item.depth == 0)
    for number, typed, here in repeats:
        telling.tell(faults.UNCLEAR_NUMBER, number, f"its number {typed} repeats; it is number {here} of the list here")
    letters = ", ".join(
        mark.words
        for entry in entries[start : start + len(items)]
        if (mark := _mark(entry.line)) and mark.words.isalpha()
    )
    telling.tell_all(faults.TYPED_LIST, lettered, f"lettered points ({letters}) are numbered here")
    return items
