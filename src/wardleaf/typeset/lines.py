"""Lines: words and their widths in, lines out. Pure arithmetic; it knows no page and draws nothing.

A word is what no line may break inside: fragments (stretches of one look) with the space that follows. A `Line` carries
fragments in drawing order.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from msgspec import Struct

from wardleaf.display import TextLook


class Fragment(Struct, frozen=True):
    """A stretch of text in one look; width in points, spaces included."""

    text: str
    look: TextLook
    width: float


Hold = Literal["address", "word", "figures"]
Holds = frozenset[Hold]
FIGURES: Holds = frozenset(("figures",))
SOLID: Holds = frozenset(("figures", "word"))
ANY: Holds = frozenset(("figures", "word", "address"))


@dataclass(slots=True)
class Word:
    """What a line may not break inside. `space` is the width of the space after it, `must_break` ends the line after
    it.

    `cut` is the whole word where this is a piece of one that was broken between characters, and another follows. `hold`
    says what becomes of it where it is wider than the line: pieces of a web address and words are broken between
    characters, in this order; what holds figures (a dose, a date, a phone number) never is.
    """

    fragments: list[Fragment]
    width: float
    space: float = 0.0
    must_break: bool = False
    numbers: tuple[int, ...] = ()
    hold: Hold = "word"
    cut: str = ""


class Line(Struct, frozen=True):
    """A line as it is drawn: fragments from start to end, and its width in points without the space at its end.

    `numbers` are the references cited in it, `cut` is the word that it ends inside, which is wider than it.
    """

    fragments: tuple[Fragment, ...]
    width: float
    numbers: tuple[int, ...] = ()
    cut: str = ""


def break_lines(words: Sequence[Word], width: float) -> tuple[Line, ...]:
    """`words` on lines of at most `width` points, each as full as it can be.

    A word wider than that is broken between characters; one with figures stands on a line of its own, which is then too
    wide. A paragraph does not end with one word alone where the line above can give another.
    """
    return tuple([_finish(line) for line in _filled(words, width)])


def _filled(words: Sequence[Word], width: float) -> list[list[Word]]:
    """The words of each line of `break_lines`."""
    lines: list[list[Word]] = []
    held: list[Word] = []
    used = space = 0.0
    limit = width + 0.01
    for word in words:
        if held and used + space + word.width > limit:
            lines.append(held)
            held, used, space = [], 0.0, 0.0
        if word.width > limit and word.hold != "figures":
            *full, word = _break_word(word, width)
            lines.extend([piece] for piece in full)
        used += space + word.width
        held.append(word)
        space = word.space
        if word.must_break:
            lines.append(held)
            held, used, space = [], 0.0, 0.0
    if held:
        lines.append(held)
    for number, line in enumerate(lines):
        if number and len(line) == 1 and (line[0].must_break or number == len(lines) - 1):
            _give_company(line, lines[number - 1], limit)
    return lines


def _give_company(last: list[Word], above: list[Word], limit: float) -> None:
    """Take a word from the line above down to the lone word of the last line, where the line above stays the longer of
    the two.
    """
    given = above[-1]
    if not given.space or given.must_break:  # a piece of the same word, or the end of another paragraph
        return
    stays = math.fsum(word.width + word.space for word in above[:-1])
    if len(above) > 2 and given.width + given.space + last[0].width <= min(stays, limit):
        last.insert(0, above.pop())


def balance_lines(words: Sequence[Word], width: float) -> tuple[Line, ...]:
    """`words` on as few lines as `break_lines` needs, made as even as they can be: no line of one short word at the
    end.
    """
    lines = best = _filled(words, width)
    if len(lines) > 1:
        # No narrower than its widest word: breaking that would make lines even, too.
        narrow, wide = max(width / 2, widest_word([word for word in words if word.width <= width]) - 2.0), width
        while wide - narrow > 2.0:
            middle = (narrow + wide) / 2
            tried = _filled(words, middle)
            if len(tried) > len(lines) or _breaks_words(words, middle, width) or max(map(_width, tried)) > width + 0.01:
                narrow = middle
            else:
                wide, best = middle, tried
    return tuple([_finish(line) for line in best])


def _breaks_words(words: Sequence[Word], narrow: float, wide: float) -> bool:
    return any(narrow + 0.01 < word.width <= wide for word in words)


def natural_width(words: Sequence[Word]) -> float:
    """Width in points of `words` on one line (the widest stretch between the author's own breaks)."""
    widest = total = 0.0
    space = 0.0
    for word in words:
        total += space + word.width
        space = word.space
        if word.must_break:
            widest, total, space = max(widest, total), 0.0, 0.0
    return max(widest, total)


def widest_word(words: Iterable[Word], holds: Holds = ANY) -> float:
    """Width in points of the widest word of `holds`: no column can be narrower without breaking it."""
    return max((word.width for word in words if word.hold in holds), default=0.0)


def word_text(word: Word) -> str:
    """`word` as printed, with plain spaces."""
    return "".join(fragment.text for fragment in word.fragments).replace("\u00a0", " ")


def _line_text(line: Line) -> str:
    """`line` as printed, with plain spaces."""
    return "".join(fragment.text for fragment in line.fragments).replace("\u00a0", " ").strip()


def _width(words: Sequence[Word]) -> float:
    """Width of a line of `words`, without the space at its end."""
    return math.fsum([word.width + word.space for word in words]) - words[-1].space


def _finish(words: Sequence[Word]) -> Line:
    """One line of `words`: neighbours of one look become one fragment; the last word keeps its space, so that words
    never run together.
    """
    width = math.fsum([word.width + word.space for word in words])
    look = words[0].fragments[0].look
    numbers = tuple([number for word in words if word.numbers for number in word.numbers])
    texts: list[str] = []
    for word in words:
        fragment, *more = word.fragments
        if more or fragment.look is not look:
            break
        texts.append(fragment.text + " " if word.space else fragment.text)
    else:  # all in one look, as most lines are
        return Line((Fragment("".join(texts), look, width),), width - words[-1].space, numbers, words[-1].cut)
    fragments: list[Fragment] = []
    for word in words:
        last = len(word.fragments) - 1
        for index, fragment in enumerate(word.fragments):
            text, advance = fragment.text, fragment.width
            if index == last and word.space:
                text, advance = text + " ", advance + word.space
            if not text:
                continue
            if fragments and fragments[-1].look is fragment.look:
                before = fragments[-1]
                fragments[-1] = Fragment(before.text + text, before.look, before.width + advance)
            else:
                fragments.append(Fragment(text, fragment.look, advance))
    return Line(tuple(fragments), width - words[-1].space, numbers, words[-1].cut)


def _address_kept(text: str) -> str:
    """What stays on the line of a piece of an address that is cut after `text`: up to its last dot, if that leaves half
    of it, and without a hyphen at the end, which would be taken for ours.
    """
    dot = text.rfind(".")
    kept = text[:dot] if dot >= max(1, len(text) // 2) else text
    return kept.rstrip("-") or text


def _break_word(word: Word, width: float) -> list[Word]:
    """`word` cut into pieces of at most `width` points; each holds one character at least. An address is cut
    before a dot, where there is one to speak of.
    """
    pieces: list[Word] = []
    whole = word_text(word).strip()
    current: list[Fragment] = []
    used = 0.0
    for fragment in word.fragments:
        look = fragment.look
        text = ""
        text_width = 0.0
        for char in fragment.text:
            advance = look.face.measure(char) * look.size / 1000
            if (text or current) and used + text_width + advance > width:
                kept = _address_kept(text) if word.hold == "address" else text
                moved, moved_width = text[len(kept) :], look.face.measure(text[len(kept) :]) * look.size / 1000
                if kept:
                    current.append(Fragment(kept, look, text_width - moved_width))
                pieces.append(Word(current, used + text_width - moved_width, cut=whole))
                current, used, text, text_width = [], 0.0, moved, moved_width
            text += char
            text_width += advance
        if text or not fragment.text:
            current.append(Fragment(text, look, text_width))
            used += text_width
    pieces.append(Word(current, used, word.space, word.must_break, word.numbers))
    return pieces
