"""CMaps: which bytes make a code, and what a code stands for (ISO 32000-1, 9.7.5 and 9.10.3). Knows bytes only, no PDF
objects.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])|(-?\d+)|([A-Za-z][A-Za-z0-9]*)|/[^\s<>\[\]/()]+|\(|%[^\r\n]*")
_MOST_CODES = 200_000  # a font has 65,536 codes at most; a broken or hostile map may claim any number
_LONGEST_RANGE = 65_536


@dataclass(slots=True)
class CMap:
    """`lengths` are the byte lengths that its codes have; `texts` maps codes to words, `cids` codes to numbers of
    glyphs.
    """

    lengths: set[int] = field(default_factory=set)
    texts: dict[int, str] = field(default_factory=dict)
    cids: dict[int, int] = field(default_factory=dict)
    taken: int = 0

    @property
    def full(self) -> bool:
        """Whether as many codes were taken as will ever be."""
        return self.taken >= _MOST_CODES

    def take_text(self, code: int, words: bytes) -> None:
        """Note what `code` says: UTF-16, or one byte of Latin-1 as careless programs write it."""
        self.taken += 1
        self.texts[code] = words.decode("utf-16-be", "replace") if len(words) > 1 else words.decode("latin-1")

    def take_cid(self, code: int, cid: int) -> None:
        """Note which glyph `code` shows."""
        self.taken += 1
        self.cids[code] = cid


_Operand = bytes | int | list[bytes | int]


def parse_cmap(data: bytes) -> CMap:
    """The map in `data`; what is broken in it is left out."""
    made = CMap()
    operands: list[_Operand] = []
    array: list[bytes | int] | None = None
    for found in _TOKEN.finditer(data):
        digits, opened, closed, whole, word = found.groups()
        if digits is not None or whole is not None:
            value: bytes | int = _bytes(digits) if digits is not None else int(whole[:12])
            (operands if array is None else array).append(value)
        elif opened:
            array = []
        elif closed and array is not None:
            operands.append(array)
            array = None
        elif word is not None and word.startswith((b"begin", b"end")):
            _take(made, word.decode("ascii"), operands)
            operands = []
        if made.full:
            break
    return made


def _bytes(digits: bytes) -> bytes:
    packed = b"".join(digits.split())
    return bytes.fromhex((packed + b"0" * (len(packed) % 2)).decode("ascii"))


def _take(made: CMap, word: str, operands: list[_Operand]) -> None:
    match word:
        case "endcodespacerange":
            made.lengths.update(len(part) for part in operands[1::2] if isinstance(part, bytes) and 1 <= len(part) <= 4)
        case "endbfchar" | "endcidchar":
            for code, shown in zip(operands[::2], operands[1::2]):
                if isinstance(code, bytes):
                    _take_range(made, int.from_bytes(code, "big"), 1, shown)
        case "endbfrange" | "endcidrange":
            for first, last, shown in zip(operands[::3], operands[1::3], operands[2::3]):
                if isinstance(first, bytes) and isinstance(last, bytes):
                    start = int.from_bytes(first, "big")
                    _take_range(made, start, int.from_bytes(last, "big") - start + 1, shown)
        case _:
            pass


def _take_range(made: CMap, first: int, count: int, shown: _Operand) -> None:
    for step in range(min(count, _LONGEST_RANGE)):
        if made.full:
            return
        match shown:
            case int():
                made.take_cid(first + step, shown + step)
            case bytes():
                # Only the last UTF-16 unit counts up.
                size = min(2, len(shown))
                unit = int.from_bytes(shown[-size:], "big") + step if size else 0
                if not size or unit >= 256**size:
                    return
                made.take_text(first + step, shown[:-size] + unit.to_bytes(size, "big"))
            case list():
                if step >= len(shown):
                    return
                part = shown[step]
                if isinstance(part, bytes):
                    made.take_text(first + step, part)
