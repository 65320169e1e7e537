"""Rows of a list that are no patients: the headings once more, as between lists that were joined, and sums at the end."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SUM = re.compile(
    r"(?:grand |sub)?-?(?:totals?|sum|count|average|mean|summe|gesamt|totale|suma|somme|totaal|number of (?:patients|rows|names)|patients)[ :=]*\d*\Z",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[\d.,%\s]*\Z")


def is_sum(texts: Iterable[str]) -> bool:
    """Whether a row of `texts` counts or adds up the others: `Total: 12`, and nothing else but numbers. “Total” with a
    name beside it is somebody called so.
    """
    held = [text.strip() for text in texts if text.strip()]
    words = [text for text in held if not _NUMBER.match(text)]
    return len(words) == 1 and _SUM.match(words[0]) is not None and (len(held) > 1 or words[0].casefold() != "patients")


def is_remark(texts: Iterable[str]) -> bool:
    """Whether a row of `texts` is a second line of headings: `(in full)`, `(from the label)`, each in brackets."""
    held = [text.strip() for text in texts if text.strip()]
    return bool(held) and all(text.startswith("(") and text.endswith(")") for text in held)
