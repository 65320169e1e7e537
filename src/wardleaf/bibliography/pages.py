"""Page ranges: written in full for AMA, shortened for NLM, and made full again when a file brings them shortened."""

from __future__ import annotations

import re

_DASHES = re.compile(r"(?: ?[-‐‑‒–—−])+ ?")
_LABEL = re.compile(r"\A(?:pages?|pp?)(?:\.\s*|\s+)(?=\S)", re.IGNORECASE)
_RANGE = re.compile(r"(?<![\w.\-])(\d{1,15})-(\d{1,15})(?![\w\-]|\.\d)")


def full_pages(pages: str) -> str:
    """`pages` with hyphens and both numbers in full: `111–21` gives `111-121`; anything but plain numbers stays as it
    is.
    """
    text = _LABEL.sub("", _DASHES.sub("-", " ".join(pages.split()).strip(" .,;:")))
    return _RANGE.sub(lambda found: _joined(found[1], _completed(found[1], found[2])), text)


def elided_pages(pages: str) -> str:
    """`pages` with the last number shortened to the digits that change: 111-121 gives 111-21; S93-S99 and e3996 stay."""
    return _RANGE.sub(lambda found: f"{found[1]}-{_changing(found[1], found[2])}", full_pages(pages))


def _completed(first: str, last: str) -> str:
    missing = len(first) - len(last)
    if missing <= 0:
        return last
    completed = first[:missing] + last
    # 900-5 would be 900-905; where completing does not give a later page, it was not shortened
    return completed if int(completed) >= int(first) else last


def _joined(first: str, last: str) -> str:
    return first if first == last else f"{first}-{last}"


def _changing(first: str, last: str) -> str:
    if len(first) != len(last):
        return last
    same = next((place for place, (one, other) in enumerate(zip(first, last)) if one != other), len(first) - 1)
    return last[same:]
