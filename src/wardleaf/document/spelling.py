"""One language, two spellings: reviewed pairs put whole words into the spelling of the clinic. Knows words only, no
runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from wardleaf.library.languages import base_language

_SEPARATOR = re.compile("([-'’])")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def spelling_pairs(pairs: Iterable[Mapping[str, str]], *, written: str, wanted: str) -> Mapping[str, str]:
    """What to put for each word, from the spelling `written` to the spelling `wanted`; empty when there is nothing to
    change.
    """
    if written == wanted or base_language(written) != base_language(wanted):
        return MappingProxyType({})
    return MappingProxyType(
        {pair[written].casefold(): pair[wanted] for pair in pairs if written in pair and wanted in pair}
    )


def respell(text: str, pairs: Mapping[str, str]) -> str:
    """`text` with each whole word that has a pair put into the other spelling; capitals stay as they were.

    The parts of a hyphenated word are looked up when the whole has no pair.
    """
    return _WORD.sub(lambda found: _respelled(found[0], pairs), text) if pairs else text


def pairs_used(text: str, pairs: Mapping[str, str]) -> Mapping[str, str]:
    """Those of `pairs` whose words stand in `text`."""
    words = set(_WORD.findall(text.casefold())) if pairs else set()
    return {word: pairs[word] for whole in words for word in (whole, *_SEPARATOR.split(whole)) if word in pairs}


def _respelled(word: str, pairs: Mapping[str, str]) -> str:
    if word.casefold() in pairs or word.isalpha():
        return _cased(word, pairs)
    return "".join(_cased(part, pairs) for part in _SEPARATOR.split(word))


def _cased(word: str, pairs: Mapping[str, str]) -> str:
    wanted = pairs.get(word.casefold())
    if wanted is None:
        return word
    if word.isupper() and len(word) > 1:
        return wanted.upper()
    return wanted[:1].upper() + wanted[1:] if word[:1].isupper() else wanted
