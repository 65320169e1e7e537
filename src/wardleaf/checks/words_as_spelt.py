"""The words of a handout that no dictionary has: read once for the rules about spelling.

A word with a capital inside a sentence is taken for a name, unless it is a slip of a long ordinary word. Passages in,
words out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from wardleaf.checks.dictionary import Spelling, is_word, nearest_medicine, nearest_word, spelling_of
from wardleaf.checks.reading import Handout, Passage, spoken_text
from wardleaf.checks.sentences import Stretch
from wardleaf.checks.vocabulary import words

_PART = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_DATES = words(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "January February March April May June July August September October November December",
)
_LONG = 8  # letters; a name of so many is hardly ever a letter away from an ordinary word


class UnknownWord(Struct, frozen=True, kw_only=True):
    """A word that no list has, and whether it begins its sentence, where an ordinary word has a capital too."""

    word: str
    first: bool


def words_unknown(handout: Handout) -> Iterator[tuple[Passage, str]]:
    """The words of `handout` that are in no dictionary, are no name and none of its library's own words, once a
    passage, each with its passage.
    """
    if not handout.english:
        return
    own = handout.own_words | {word.casefold() for word in handout.document.topic_words}
    stretches = [passage.words for passage in handout.passages]
    found = unknown_words(stretches, spelling_of(handout.document.language), names=_names(handout))
    for place, word in found:
        if not _is_own(word.casefold(), own):
            yield handout.passages[place], word


def unknown_words(
    stretches: Sequence[Stretch], spelling: Spelling, *, names: frozenset[str] = frozenset()
) -> Iterator[tuple[int, str]]:
    """The words of `stretches`, which belong together, that are in no dictionary and are no name, once a stretch, each
    with the number of its stretch. What is a name in one of them is a name in all, as are `names`.
    """
    found = [_unknown_in(stretch, spelling) for stretch in stretches]
    seen = names | {unknown.word for several in found for unknown in several if _is_name(unknown, spelling)}
    for place, several in enumerate(found):
        yield from ((place, unknown.word) for unknown in several if unknown.word not in seen)


def _is_own(word: str, own: frozenset[str]) -> bool:
    return word in own or word.removesuffix("'s").removesuffix("’s") in own or word.removesuffix("s") in own


def _is_name(unknown: UnknownWord, spelling: Spelling) -> bool:
    """Whether a word stands where a capital makes it a name; a slip of a medicine's name is none."""
    if unknown.first or not unknown.word[:1].isupper() or nearest_medicine(unknown.word):
        return False
    meant = nearest_word(unknown.word, spelling)
    return not meant or (len(unknown.word) < _LONG and meant not in _DATES)


def _names(handout: Handout) -> frozenset[str]:
    """Words of the names that the document gives: of its clinic, and of people and places on its last page."""
    document = handout.document
    told = [document.clinic.name, document.clinic.part_of]
    told += [spoken_text(runs) for _, runs in document.imprint.rows]
    return frozenset(word for text in told for word in _PART.findall(text) if word[:1].isupper())


@lru_cache(maxsize=16384)
def _unknown_in(stretch: Stretch, spelling: Spelling) -> tuple[UnknownWord, ...]:
    """The words of a stretch that no dictionary has, each once; of a word with hyphens its parts."""
    found: dict[str, UnknownWord] = {}
    for sentence in stretch.sentences:
        for place, whole in enumerate(sentence.words):
            if is_word(whole, spelling) and "-" not in whole:
                continue
            if any(sign.isdigit() for sign in whole):
                continue
            for part in _PART.findall(whole):
                first = place == 0 and (part not in found or found[part].first)
                if not is_word(part, spelling):
                    found[part] = UnknownWord(word=part, first=first)
    return tuple(found.values())
