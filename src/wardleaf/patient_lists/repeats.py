"""Which rows of a list come again, and sets of row numbers, however long the list is: a few bytes a row, and nothing of
what rows hold.
"""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

_PARTS = 256  # looked through one by one, so that no second copy of everything is ever held


class RowNumbers(AbstractSet[int]):
    """A set of row numbers: one bit for each row of the list."""

    def __init__(self) -> None:
        self._bits, self._count = bytearray(), 0

    def add(self, number: int) -> None:
        """Take `number` in."""
        place, bit = divmod(number, 8)
        if place >= len(self._bits):
            self._bits.extend(bytes(place + 1 - len(self._bits)))
        if not self._bits[place] >> bit & 1:
            self._bits[place] |= 1 << bit
            self._count += 1

    def __contains__(self, number: object) -> bool:
        if not isinstance(number, int) or not 0 <= number < 8 * len(self._bits):
            return False
        return bool(self._bits[number // 8] >> number % 8 & 1)

    def __iter__(self) -> Iterator[int]:
        return (8 * place + bit for place, byte in enumerate(self._bits) if byte for bit in range(8) if byte >> bit & 1)

    def __len__(self) -> int:
        return self._count


class Repeats:
    """Finds what comes again in two rounds over the same list: `note` every row, then `begin`, and ask `before` of
    every row in the same order.

    The first round keeps 64 bits a row. Where those come twice, the second compares 128 bits, so rows that merely look
    alike are not taken for one another.
    """

    def __init__(self) -> None:
        self._noted = tuple(array("Q") for _ in range(_PARTS))
        self._settled = False
        # Of each mark that was noted more than once, in order: the mark, the rest of the bits of the first row that has
        # it, and that row's number; 0 while there is none.
        self._marks, self._rests, self._numbers = array("Q"), array("Q"), array("Q")
        self._alike: dict[tuple[int, int], int] = {}

    def note(self, *texts: str) -> None:
        """Take up a row that holds `texts`."""
        mark, _ = _bits_of(texts)
        self._noted[mark >> 56].append(mark)

    def begin(self) -> None:
        """Begin the second round, or begin it again."""
        if not self._settled:
            self._settle()
        self._rests = array("Q", bytes(8 * len(self._marks)))
        self._numbers = array("Q", bytes(8 * len(self._marks)))
        self._alike.clear()

    def before(self, number: int, *texts: str) -> int:
        """The number of the first row with `texts` when that is not row `number` itself, which is counted from 1; else
        0.
        """
        mark, rest = _bits_of(texts)
        place = bisect_left(self._marks, mark)
        if place == len(self._marks) or self._marks[place] != mark:
            return 0
        if not self._numbers[place]:
            self._numbers[place], self._rests[place] = number, rest
            return 0
        first = self._numbers[place] if self._rests[place] == rest else self._alike.setdefault((mark, rest), number)
        return first if first != number else 0

    def _settle(self) -> None:
        self._settled = True
        for part in self._noted:
            seen: set[int] = set()
            again: set[int] = set()
            for mark in part:
                (again if mark in seen else seen).add(mark)
            self._marks.extend(sorted(again))
            del part[:]


def _bits_of(texts: tuple[str, ...]) -> tuple[int, int]:
    digest = hashlib.blake2b("\0".join(texts).encode("utf-8", "surrogatepass"), digest_size=16).digest()
    return int.from_bytes(digest[:8]), int.from_bytes(digest[8:])
