"""How hard a text is to read: Flesch-Kincaid and SMOG for English, INFLESZ for Spanish, LIX for other languages.

Formulas and what is counted (docs/rules.md repeats this for readers): each heading, list item and paragraph ends its
last sentence; a word with hyphens is one word; a number is one word of one syllable; web addresses and phone numbers
are left out. A word of three syllables or more counts for SMOG. Topic words are left out of the score that gates; the
score with them is shown beside it. Scores order drafts; they do not prove understanding, and nothing here says so.

Sources: Kincaid and others 1975; McLaughlin 1969 (SMOG); Barrio-Cantalejo 2008 (INFLESZ); Björnsson 1968 (LIX).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from wardleaf.checks.sentences import Sentence
from wardleaf.checks.syllables import count_syllables

ENOUGH_WORDS = 100
ENOUGH_SENTENCES = 30
_UK_SMOG = 5  # the calculator that British hospitals used adds 8 where McLaughlin adds about 3


class Counts(Struct, frozen=True, kw_only=True):
    """What the formulas count; `polysyllables` are words of three syllables or more, `long_words` those of more than
    six letters.
    """

    words: int
    sentences: int
    syllables: int
    polysyllables: int
    long_words: int


@lru_cache(maxsize=32768)
def _count_sentence(sentence: Sentence, *, without: frozenset[str] = frozenset()) -> Counts:
    """The counts of one sentence; words whose lower-case form is in `without` are left out, also in the plural and
    possessive.
    """
    words = (
        [word for word, lower in zip(sentence.words, sentence.lower) if not _is_among(lower, without)]
        if without
        else sentence.words
    )
    syllables = [count_syllables(word) for word in words]
    return Counts(
        words=len(words),
        sentences=1 if words else 0,
        syllables=sum(syllables),
        polysyllables=sum(1 for count in syllables if count > 2),
        long_words=sum(1 for word in words if len(word) > 6),
    )


def count_sentences(sentences: Iterable[Sentence], *, without: frozenset[str] = frozenset()) -> Counts:
    """The counts of several sentences together."""
    counted = [_count_sentence(sentence, without=without) for sentence in sentences]
    return Counts(
        words=sum([one.words for one in counted]),
        sentences=sum([one.sentences for one in counted]),
        syllables=sum([one.syllables for one in counted]),
        polysyllables=sum([one.polysyllables for one in counted]),
        long_words=sum([one.long_words for one in counted]),
    )


def _is_among(word: str, words: frozenset[str]) -> bool:
    return word in words or word.removesuffix("'s") in words or word.removesuffix("s") in words


def flesch_kincaid(counts: Counts) -> float:
    """Flesch-Kincaid grade: school years in the United States."""
    if not counts.words:
        return 0.0
    return 0.39 * counts.words / counts.sentences + 11.8 * counts.syllables / counts.words - 15.59


def smog(counts: Counts, *, scale: str = "us") -> float:
    """SMOG grade on the American scale, or, with `scale` "uk", on the one that British hospitals used (five higher)."""
    if not counts.sentences:
        return 0.0
    grade = 1.0430 * math.sqrt(counts.polysyllables * 30 / counts.sentences) + 3.1291
    return grade + (_UK_SMOG if scale == "uk" else 0)


def inflesz(counts: Counts, syllables: int) -> float:
    """INFLESZ (Flesch-Szigriszt) for Spanish, where higher is easier and 55 is normal; `syllables` as
    `spanish_syllables` counts them.
    """
    if not counts.words:
        return 100.0
    return 206.835 - 62.3 * syllables / counts.words - counts.words / counts.sentences


def lix(counts: Counts) -> float:
    """LIX, for languages without a formula of their own: words to a sentence and the share of words over six letters;
    over 40 is hard.
    """
    if not counts.words:
        return 0.0
    return counts.words / counts.sentences + 100 * counts.long_words / counts.words


_STRONG = frozenset("aeoáéóíú")
_VOWELS = _STRONG | frozenset("iuüy")


def spanish_syllables(word: str) -> int:
    """The syllables of a Spanish word: vowels, with a weak one beside another vowel in the same syllable; an accented í
    or ú stands alone.
    """
    letters = word.casefold().replace("qu", "q").replace("gue", "ge").replace("gui", "gi")
    count, before = 0, ""
    for place, letter in enumerate(letters):
        is_vowel = letter in _VOWELS and not (
            letter == "y" and place + 1 < len(letters) and letters[place + 1] in _VOWELS
        )
        if is_vowel and (not before or (letter in _STRONG and before in _STRONG)):
            count += 1
        before = letter if is_vowel else ""
    return max(1, count)


def rate_sentence(sentence: Sentence, *, without: frozenset[str] = frozenset()) -> float:
    """How much a sentence costs: its Flesch-Kincaid grade, by its words; for naming the ones that cost most."""
    counts = _count_sentence(sentence, without=without)
    return (flesch_kincaid(counts) + 3) * counts.words if counts.words else 0.0
