"""How many syllables an English word has: reviewed medical words, a table of exceptions, and rules for the rest.

The table (`data/syllables.zlib`, made by scripts/make_syllable_table.py) holds only the words that `estimate_syllables`
gets wrong against the CMU Pronouncing Dictionary, with the fewest syllables of any of their pronunciations. Words in,
numbers out; knows no sentences and no handouts.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from wardleaf.checks.vocabulary import words

_VOWELS = re.compile(r"[aeiouy]+")
# Letters that are written but not said, and vowels that stand side by side but are said apart; each found by counting
# what it mends.
_SILENT = (
    r"[^aeiouy]e$", r"[^aeioutdy]ed$", r"[^aeiouxszycghj]es$", r"^[a-z]*[^aeiouy]ely$", r"[^aeiouy]eful", r"[^aeiouylr]eless",
    r"[^aeiouyltd]ement$", r"[^aeiouyxszcg]eness$", r"^every", r"[^aeiouy]eman$", r"ically$", r"eville$", r"[^aeiouy]ewo(?:rk|od|rth)",
    r"[aeiouy]some(?:[^aeiou]|$)", r"fashion|cushion",
)  # fmt: skip
_APART = (
    r"[^aeiouy]le$", r"[^aeiouy]les$", r"[^aeiouy]led$", r"(?<![cgstx])ia(?!g[eh])|[cgstx]ia(?:[bcpt]|$)", r"(?<![tscgx])i[ou]", r"[aeou]ing",
    r"[^gqs]ua", r"[^aeiou]eo(?!u)(?!p)", r"[^s]sm$|^sm$|[iay]sms$|thm$", r"[^aeiouy]ier(?!r|c)", r"uou", r"^re[aei](?!d|l$|c)",
    r"[aeiou]y[aeiou]", r"iet", r"mc",
)  # fmt: skip
_SILENT_FORMS = tuple(map(re.compile, _SILENT))
_APART_FORMS = tuple(map(re.compile, _APART))
_PARTS = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d[\d.,/–-]*(?:st|nd|rd|th|s)?\Z")
_LETTERS = re.compile(r"[A-Z]{2,5}s?\Z")
_CONTRACTED = re.compile(r"([a-z]+)n['’]t\Z")
_ONE_WITH_NOT = words("sha were ca wo ai do are")
_HISSING = re.compile(r"(?:s|se|ce|z|ze|x|ch|sh|ge)['’]s\Z")
_ENDING = re.compile(r"['’](?:s|re|ve|ll|d|m)?\Z")
_ACCENTS = str.maketrans("àáâäãåèéêëìíîïòóôöõùúûüýÿñç", "aaaaaaeeeeiiiiooooouuuuyync")


def estimate_syllables(word: str) -> int:
    """The syllables of `word` (lower case letters only) by rule; right for nine words of ten, and at least one."""
    count = len(_VOWELS.findall(word))
    count -= sum(1 for form in _SILENT_FORMS if form.search(word))
    count += sum(len(form.findall(word)) for form in _APART_FORMS)
    return max(1, count)


@lru_cache(maxsize=16384)
def count_syllables(word: str) -> int:
    """The syllables of `word` as it stands in text.

    The parts of a word with hyphens are added up, the letters of an abbreviation are said one by one, and a number
    counts as one: readers take in its figures at a glance.
    """
    reviewed = reviewed_syllables().get(word.casefold())
    if reviewed:
        return reviewed
    if _NUMBER.match(word):
        return 1
    contracted = _CONTRACTED.match(word.casefold())
    if contracted:
        return _of_part(contracted[1]) + (contracted[1] not in _ONE_WITH_NOT)
    more = 1 if _HISSING.search(word.casefold()) else 0
    return more + sum(_of_part(part) for part in _PARTS.findall(_ENDING.sub("", word))) or 1


def _of_part(part: str) -> int:
    folded = part.casefold().translate(_ACCENTS)
    reviewed = reviewed_syllables().get(folded)
    if reviewed:
        return reviewed
    if _LETTERS.match(part):
        return sum(3 if letter == "W" else 1 for letter in part.rstrip("s"))
    if not folded.isalpha():
        return 1
    estimate = estimate_syllables(folded)
    return max(1, estimate + exceptions().get(folded, 0))


@cache
def exceptions() -> Mapping[str, int]:
    """How much the estimate of a word is to be corrected by, for the words that the rules get wrong."""
    packed = files("wardleaf.checks.data").joinpath("syllables.zlib").read_bytes()
    found: dict[str, int] = {}
    for line in zlib.decompress(packed).decode("ascii").splitlines():
        correction, _, words = line.partition(" ")
        found.update(dict.fromkeys(words.split(), int(correction)))
    return found


@cache
def reviewed_syllables() -> Mapping[str, int]:
    """Medical words and names, from a list in which each is written syllable by syllable, and their plurals."""
    text = files("wardleaf.checks.data").joinpath("medical-syllables.txt").read_text(encoding="utf-8")
    found: dict[str, int] = {}
    for line in text.splitlines():
        entry = line.partition("#")[0].strip()
        if entry:
            said, _, written = entry.partition(" = ")
            word, count = (written or said.replace("-", "")).casefold(), said.count("-") + 1
            found[word] = count
            found.setdefault(f"{word}s", count)
    return found
