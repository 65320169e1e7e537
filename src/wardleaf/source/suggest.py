"""The word that somebody probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_ALIKE, _MUCH_ALIKE = 0.6, 0.8


def closest(word: str, words: Iterable[str]) -> str | None:
    """The one of `words` most like `word`, capitals aside; None when none is near."""
    by_folded = {candidate.casefold(): candidate for candidate in words}
    folded = word.casefold()
    if folded in by_folded:
        return by_folded[folded]
    near = (one for one in difflib.get_close_matches(folded, by_folded, n=3, cutoff=_ALIKE) if _is_slip(folded, one))
    return next((by_folded[one] for one in near), None)


def _is_slip(typed: str, meant: str) -> bool:
    """Whether two words that share many letters are one word with a slip of the finger, or a part of the other:
    `organisation` is no `translation`.
    """
    if typed[:1] == meant[:1]:
        return True
    letters = difflib.SequenceMatcher(None, typed, meant)
    shorter = min(len(typed), len(meant))
    return letters.ratio() >= _MUCH_ALIKE or letters.find_longest_match().size >= shorter * _ALIKE


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """The hint that stands beside a caret, such as "did you mean `sections`?"; empty when nothing is near."""
    found = closest(word, words)
    return f"did you mean `{found}`?" if found else ""
