"""The word that somebody probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def closest(word: str, words: Iterable[str]) -> str | None:
    """The one of `words` most like `word`, capitals aside; None when none is near."""
    by_folded = {candidate.casefold(): candidate for candidate in words}
    folded = word.casefold()
    if folded in by_folded:
        return by_folded[folded]
    near = difflib.get_close_matches(folded, by_folded, n=1, cutoff=0.6)
    return by_folded[near[0]] if near else None


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """The hint that stands beside a caret, such as "did you mean `sections`?"; empty when nothing is near."""
    found = closest(word, words)
    return f"did you mean `{found}`?" if found else ""
