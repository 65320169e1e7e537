"""The reviewed word lists of the checks, and what explains a word to a reader: brackets, the glossary, a sentence that
says what it is.

A list is plain text in `data/`: `word = plain words` a line, `#` for remarks. Knows no rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from wardleaf.checks.sentences import Sentence, Stretch
from wardleaf.checks.vocabulary import words
from wardleaf.document.model import Emphasis, Foreign, Link, Runs, Strong, Term

_EXPLAINING = re.compile(
    r"\b(?:called|known as|named|short for|stands for|means?|meaning|that is|in other words|is (?:a|an|the|when|where)\b|are (?:the|when)\b)"
)
_POINTING_BACK = re.compile(r"\s*(?:This|It|That|These|They)\b")
_DOING = re.compile(r"[\w-]*\s(?:makes|stops|removes|uses|helps|shows|eases|blocks|lets|keeps|looks)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """Words and phrases with their plain words, all in lower case; `by_first` finds them by their first word."""

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    first_words: frozenset[str] = field(repr=False)

    def found_in(self, stretch: Stretch) -> Iterator[tuple[str, str]]:
        """Each phrase of the list in `stretch`, as it stands there, with its plain words; the longest one at a place."""
        for sentence in stretch.sentences:
            place = 0
            while place < len(sentence.lower):
                length = 1
                for phrase, plain in self.by_first.get(sentence.lower[place], ()):
                    if sentence.lower[place : place + len(phrase)] == phrase:
                        yield " ".join(phrase), plain
                        length = len(phrase)
                        break
                place += length


@cache
def plain_words() -> WordList:
    """Words that have a plain one."""
    return _read("plain-words.txt", plurals=False)


@cache
def medical_words() -> WordList:
    """Medical words that need an explanation, in the singular and plural."""
    return _read("medical-words.txt", plurals=True)


def terms_of(runs: Runs) -> set[str]:
    """The words in `runs` that print with their meaning, in lower case."""
    found: set[str] = set()
    for run in runs:
        if isinstance(run, Term):
            found.add(run.text.casefold())
        elif isinstance(run, (Strong, Emphasis, Link, Foreign)):
            found |= terms_of(run.runs)
    return found


def is_explained(word: str, text: str) -> bool:
    """Whether `text` says what `word` means: in brackets, or in a sentence that names it or says what it is."""
    place = text.casefold().find(word.casefold())
    if place < 0:
        return True
    before, after = text[:place], text[place + len(word) :]
    if before.count("(") > before.count(")") or re.match(r"[\w-]*[”’'\"]?\s*[(–—]", after) or _DOING.match(after):
        return True
    start = max(before.rfind(". "), before.rfind("? "), before.rfind("! ")) + 1
    rest, *following = re.split(r"[.?!](?:\s|$)", after, maxsplit=2)
    told = before[start:] + word + rest
    if following and _POINTING_BACK.match(following[0]):
        told += f". {following[0]}"
    return bool(_EXPLAINING.search(told))


def _read(name: str, *, plurals: bool) -> WordList:
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for line in files("wardleaf.checks.data").joinpath(name).read_text(encoding="utf-8").splitlines():
        entry = line.partition("#")[0].strip()
        if not entry:
            continue
        written, _, plain = entry.partition(" = ")
        for form in (written, f"{written}s") if plurals else (written,):
            phrase = tuple(form.split())
            by_first.setdefault(phrase[0], []).append((phrase, plain))
    ordered = {first: tuple(sorted(phrases, key=lambda pair: -len(pair[0]))) for first, phrases in by_first.items()}
    return WordList(by_first=ordered, first_words=frozenset(ordered))


_ACTIONS = words(
    "add always apply arrange ask avoid be begin book breathe bring brush buy call carry change check choose clean close come continue",
    "contact cook cool count cover cut do don't drink dry eat empty exercise fill find finish follow get give go have heat help hold",
    "invite join keep know learn leave let lie lift limit listen look lower make mark measure mix move never note notice offer open",
    "pack pay phone place plan please practise practice press prepare put raise read remember remove repeat report rest rinse ring say",
    "scan see send shake shower sip sit sleep smooth speak squeeze stand start stay stick stop store sit swallow take talk tell think",
    "throw tick touch travel treat try turn use visit wait walk warm wash watch wear wrap write",
)


def begins_with_action(sentence: Sentence, *, after: tuple[str, ...] = ()) -> bool:
    """Whether an English sentence, or what follows the words `after` in it, tells the reader to do something."""
    lower = sentence.lower
    if not after:
        return lower[0] in _ACTIONS or lower[:2] == ("do", "not")
    length = len(after)
    return any(
        lower[place : place + length] == after and lower[place + length] in _ACTIONS
        for place in range(len(lower) - length)
    )
