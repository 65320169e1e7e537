"""Columns of a list: how many there may be, and what a spreadsheet calls them."""

from __future__ import annotations

MOST_COLUMNS = 256


def column_letter(index: int) -> str:
    """The letter of column `index` (from 0), as a spreadsheet shows it."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
