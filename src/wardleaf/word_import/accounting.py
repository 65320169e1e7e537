"""Whether each word of a Word file is in what was written or in what was told: counted anew, apart from the walk that
wrote and told them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import assert_never

from wardleaf.word_import.model import (
    Block,
    Box,
    CommentMark,
    FieldEnd,
    NoteMark,
    Object,
    Paragraph,
    Picture,
    Text,
    WordFile,
    paragraphs_in,
)

_WORD = re.compile(r"[^\W_]+")
_SET_APART = re.compile("([⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉]+)")
_FOLDED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def words_in(text: str) -> list[str]:
    """The words of `text`, letters and figures apart from all else, raised figures too; capitals aside."""
    apart = _SET_APART.sub(lambda found: f" {found[1].translate(_FOLDED)} ", text)
    return _WORD.findall(_UNSEEN.sub("", apart).casefold())


def all_words(word: WordFile) -> Iterator[str]:
    """Every stretch of words that people see in `word`, also those that are hidden, deleted or in a comment."""
    yield from _of_blocks(word.blocks)
    for _, blocks in word.running:
        yield from _of_blocks(blocks)
    for blocks in word.notes.values():
        yield from _of_blocks(blocks)
    for comment in word.comments.values():
        yield from _of_blocks(comment.blocks)


def _of_blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for paragraph in paragraphs_in(blocks):
        yield from _of_paragraph(paragraph)


def _of_paragraph(paragraph: Paragraph) -> Iterator[str]:
    yield "".join(_apart(piece) for piece in paragraph.pieces if isinstance(piece, Text))
    for piece in paragraph.pieces:
        match piece:
            case Box():
                yield from _of_blocks(piece.blocks)
            case Object():
                yield piece.words
            case Picture():
                yield piece.alt
            case Text() | FieldEnd() | NoteMark() | CommentMark():
                continue
            case _:
                assert_never(piece)


def _apart(piece: Text) -> str:
    """The words of `piece`, apart from the word that it stands beside where it is a raised number, hidden, or changed."""
    look = piece.look
    is_number = look.placement and not any(map(str.isalpha, piece.text))
    return f" {piece.text} " if is_number or look.hidden or look.struck or piece.change else piece.text


def missing_words(word: WordFile, kept: Iterable[str]) -> tuple[str, ...]:
    """Words of `word` that are in `kept` less often than in the file, in the order of the file."""
    texts = [words_in(text) for text in all_words(word)]
    lists = [words_in(text) for text in kept]
    wanted = Counter(found for words in texts for found in words)
    held = Counter(found for words in lists for found in words)
    near = [one + other for one, other in pairwise((*texts, []))]  # a deleted mark makes one paragraph of two
    # A word whose halves look different may stand in two pieces in what was kept, and one beside words that are hidden
    # may be one with the next.
    return tuple(
        found
        for found in wanted - held
        if not any(_is_parted(found, words) for words in lists)
        and not any(_is_joined(found, words, held) for words in near)
    )


def _is_parted(word: str, words: Sequence[str]) -> bool:
    """Whether neighbours in `words` make up `word`."""
    for start, first in enumerate(words):
        if first == word or not word.startswith(first):
            continue
        rest, place = word[len(first) :], start + 1
        while rest and place < len(words) and rest.startswith(words[place]):
            rest, place = rest[len(words[place]) :], place + 1
        if not rest:
            return True
    return False


def _is_joined(word: str, words: Sequence[str], held: Mapping[str, int]) -> bool:
    """Whether `word` stands in `words` beside one with which it makes up a word that is held."""
    for place, found in enumerate(words):
        near = (*words[:place], *words[place + 1 :]) if found == word else ()
        if any(one + word in held or word + one in held for one in near):
            return True
    return False
