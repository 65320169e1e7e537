"""English words in two spellings, names of medicines, and what a word that is neither was probably meant to be.

The words (`data/english.zlib`) and the names (`data/medicines.txt`) are made by scripts/make_word_lists.py. Words in,
words out; knows no sentences and no handouts.
"""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from string import ascii_lowercase
from typing import Literal

from wardleaf.checks.syllables import reviewed_syllables
from wardleaf.checks.vocabulary import words

Spelling = Literal["British", "American"]

_ALONE = words("anti bi co de ex extra inter intra mid mini multi neo non over post pre pro re semi sub un ultra micro")
# Of hospitals, and in neither source.
_OF_HOSPITALS = words("lymphoedema lymphedema preventer preventers sonographer sonographers sonography")
_LEADING = (
    *("immuno", "chemo", "radio", "cardio", "neuro", "echo", "hydro", "physio", "electro", "psycho", "gastro", "osteo"),
    *("haemato", "hemato", "thrombo", "broncho", "dermato", "nephro", "hepato", "endo", "peri", "hyper", "hypo", "neo"),
)
_LEAST_LED = 5  # letters that must follow such a beginning
_LONGEST = 40  # letters; no word or name of the lists is longer
_LEAST_NAME = 6  # letters; a shorter name has too many neighbours
_ALIKE = 0.75  # how much of two words is the same, where they are said alike
_SOUNDS = (("ph", "f"), ("ck", "k"), ("c", "k"), ("q", "k"), ("z", "s"), ("x", "ks"), ("gh", "g"))


def spelling_of(language: str) -> Spelling:
    """The spelling that readers of `language`, a code such as en-GB, are used to."""
    return "American" if language.casefold() in ("en", "en-us") else "British"


@cache
def _groups() -> tuple[tuple[str, ...], ...]:
    """The words of both spellings, of the British, of the American, and medical words of both."""
    packed = files("wardleaf.checks.data").joinpath("english.zlib").read_bytes()
    return tuple(tuple(group.split("\n")) for group in zlib.decompress(packed).decode("ascii").split("\n\n"))


@cache
def english(spelling: Spelling) -> frozenset[str]:
    """Every word of `spelling`, medical ones too; names and months with their capital."""
    both, british, american, medical = _groups()
    return frozenset((*both, *(british if spelling == "British" else american), *medical))


@cache
def medicines() -> frozenset[str]:
    """Names of medicines that patients are given, without capitals."""
    text = files("wardleaf.checks.data").joinpath("medicines.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


@lru_cache(maxsize=65536)
def is_word(word: str, spelling: Spelling) -> bool:
    """Whether `word`, as it stands in a sentence, is in the dictionary or names a medicine; a capital may be one of the
    sentence. Abbreviations, and names with capitals inside, are nobody's to judge.
    """
    bare = _folded(word)
    if len(bare) < 2 or any(letter.isupper() for letter in bare[1:]) or not bare.replace("'", "").isalpha():
        return True
    known, names = english(spelling), medicines()
    small = bare.casefold()
    return (
        bare in known
        or small in known
        or small in names
        or (small[-1] == "s" and small[:-1] in names)
        or small in _ALONE
        or small in _OF_HOSPITALS
        or (small in reviewed_syllables() and not other_spelling(small, spelling))
        or _is_led(small, known)
    )


def _is_led(word: str, known: frozenset[str]) -> bool:
    """Whether `word` is a medical beginning before a known word, as “echocardiogram” is."""
    return any(
        word.startswith(leading) and len(word) - len(leading) >= _LEAST_LED and word[len(leading) :] in known
        for leading in _LEADING
    )


@lru_cache(maxsize=4096)
def nearest_medicine(word: str) -> str:
    """The name of a medicine that `word`, which is none, is one letter away from, or ""."""
    small = _folded(word).casefold()
    near = [form for form in _one_letter_away(small) if len(form) >= _LEAST_NAME and form in medicines()]
    return min(near, key=lambda form: _likelihood(small, form), default="")


@lru_cache(maxsize=4096)
def nearest_word(word: str, spelling: Spelling, own: frozenset[str] = frozenset()) -> str:
    """What `word` was probably meant to be, with its capital, or "": a word one letter away, else one that is said
    alike. `own` are words that a library adds, without capitals.
    """
    bare = _folded(word)
    small, known = bare.casefold(), english(spelling)
    near = [form for form in _one_letter_away(small) if form in known or form in own]
    named = [form.capitalize() for form in _one_letter_away(small) if form.capitalize() in known] if not near else []
    if not near and not named:
        near = [
            form
            for form in _by_skeleton(spelling).get(_skeleton(small[:_LONGEST]), ())
            if SequenceMatcher(None, small, form).ratio() >= _ALIKE
        ]
    if other_spelling(small, spelling):
        _, british, american, _ = _sets()
        near = [form for form in near if form in (british if spelling == "British" else american)] or near
    found = min(near or named, key=lambda form: _likelihood(small, form), default="")
    return found[:1].upper() + found[1:] if bare[:1].isupper() else found


def other_spelling(word: str, spelling: Spelling) -> bool:
    """Whether `word` is one of the other spelling of English."""
    _, british, american, _ = _sets()
    return _folded(word).casefold() in (american if spelling == "British" else british)


@cache
def _sets() -> tuple[frozenset[str], ...]:
    return tuple(map(frozenset, _groups()))


@cache
def _by_skeleton(spelling: Spelling) -> Mapping[str, tuple[str, ...]]:
    """The words of `spelling` that are said alike, in the order of the alphabet."""
    found: dict[str, list[str]] = {}
    for word in sorted(english(spelling)):
        found.setdefault(_skeleton(word), []).append(word)
    return {skeleton: tuple(words) for skeleton, words in found.items()}


def _skeleton(word: str) -> str:
    """`word` by its consonants as they are said, each once in a row."""
    for written, said in _SOUNDS:
        word = word.replace(written, said)
    kept = [word[:1], *(letter for before, letter in pairwise(word) if letter != before and letter not in "aeiou")]
    return "".join(kept)


def _folded(word: str) -> str:
    """`word` with plain letters and apostrophes, and without a possessive ending."""
    plain = word.replace("’", "'")
    if not plain.isascii():
        plain = "".join(sign for sign in unicodedata.normalize("NFD", plain) if not unicodedata.combining(sign))
    return plain.removesuffix("'s").rstrip("'")


def _one_letter_away(word: str) -> Iterator[str]:
    """What comes of `word` when a letter is left out, put in or replaced, or two that stand together change places."""
    if len(word) > _LONGEST:
        return
    seen = {word}
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        forms = [before + letter + after for letter in ascii_lowercase]
        if after:
            forms += [before + after[1:], *(before + letter + after[1:] for letter in ascii_lowercase)]
        if len(after) > 1:
            forms.append(before + after[1] + after[0] + after[2:])
        for form in forms:
            if form not in seen:
                seen.add(form)
                yield form


def _likelihood(typed: str, meant: str) -> tuple[int, int, str]:
    """How far `typed` is from being a slip of `meant`: letters that changed places first, then doubled ones and vowels."""
    if sorted(typed) == sorted(meant):
        kind = 0
    elif _skeleton(typed) == _skeleton(meant):
        kind = 1
    else:
        kind = 2
    return kind, abs(len(typed) - len(meant)) + (typed[:1] != meant[:1]), meant
