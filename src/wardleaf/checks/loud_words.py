"""Words set in capitals to be loud: DO NOT DRIVE, STOP, MUST. They stand for nothing, as abbreviations do. Text in,
words out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wardleaf.checks.vocabulary import words

_RUN = re.compile(r"(?<!\w)[A-Z][A-Z’']+(?:[ ,!]+[A-Z][A-Z’']*){2,}(?!\w)")
_ALONE = re.compile(r"(?<![\w.-])[A-Z]{3,}(?:[ ,!]+[A-Z]{3,})*(?![\w-])")
_VOWELS = re.compile(r"[AEIOUY]")
# What is shouted in handouts; of words that are abbreviations too (ALL, ART, CARE) none.
_LOUD = words(
    "not never must always only every each any both very more less than too now today tomorrow immediately straight away once before after during until unless without with",
    "stop start take taking eat drink drive driving smoke swallow crush chew open shake keep bring wait stay call ring phone tell ask read remember note please avoid use using give",
    "important warning danger dangerous caution urgent urgently emergency attention safe unsafe risk alcohol food water tablet tablets medicine medicines dose doses nothing anything",
    "do does should may might could cannot can't don't will would home hospital children reach out from this that these those the and but you your when why how where",
)


def shouted_runs(text: str) -> Iterator[str]:
    """The stretches of `text` that are in capitals to be loud: three words and more, or fewer that are ordinary words."""
    if text.islower():
        return
    end = 0
    for found in _RUN.finditer(text):
        if sum(bool(_VOWELS.search(word)) for word in found[0].split()) > 2:
            yield from _loud_in(text[end : found.start()])
            yield found[0]
            end = found.end()
    yield from _loud_in(text[end:])


def _is_loud(word: str) -> bool:
    """Whether a word in capitals is an ordinary word that is shouted."""
    return word.casefold() in _LOUD


def _loud_in(text: str) -> Iterator[str]:
    for found in _ALONE.finditer(text):
        if all(map(_is_loud, re.findall(r"[A-Z]+", found[0]))):
            yield found[0]
