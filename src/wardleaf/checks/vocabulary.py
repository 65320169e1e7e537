"""Sets of words, written as a line of text so that people can read and review them."""

from __future__ import annotations


def words(*lines: str) -> frozenset[str]:
    """The words of `lines`, which have spaces between them."""
    return frozenset(word for line in lines for word in line.split())
