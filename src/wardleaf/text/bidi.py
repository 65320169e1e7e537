"""The Unicode bidirectional algorithm: which way each character of a paragraph runs (UAX #9, all rules but L3 and L4).

Levels are whole numbers: even runs left to right, odd right to left. Rules are named in the comments as the annex names
them. A paragraph without a character of a right-to-left script, an Arabic number or a control is left as it is at once.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

DEEPEST = 125
"""The highest level that an embedding or isolate may have (BD2)."""

_ISOLATES = frozenset(("LRI", "RLI", "FSI"))
_EMBEDDINGS = frozenset(("LRE", "RLE", "LRO", "RLO"))
_REMOVED = _EMBEDDINGS | {"PDF", "BN"}  # X9
_NEUTRAL = frozenset(("B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"))
_RIGHT = frozenset(("R", "EN", "AN"))  # what counts as R where neutrals are resolved
_TURNING = _EMBEDDINGS | _ISOLATES | {"R", "AL", "AN", "PDI"}
_PAIRS_AT_ONCE = 63  # BD16
# Code points without a character yet, which unicodedata gives no class: DerivedBidiClass.txt, @missing
_UNASSIGNED = (
    (0x0590, 0x05FF, "R"),
    (0x0600, 0x07BF, "AL"),
    (0x07C0, 0x085F, "R"),
    (0x0860, 0x08FF, "AL"),
    (0x20A0, 0x20CF, "ET"),
    (0xFB1D, 0xFB4F, "R"),
    (0xFB50, 0xFDCF, "AL"),
    (0xFDF0, 0xFDFF, "AL"),
    (0xFE70, 0xFEFF, "AL"),
    (0x10800, 0x10FFF, "R"),
    (0x1E800, 0x1EFFF, "R"),
)
_CROSSED = {"\u298e": "\u298f", "\u2990": "\u298d"}  # square brackets with ticks, whose pairs are not neighbours
_OPENER_TWO_BEFORE = "]}\uff3d\uff5d"


class Bracket(NamedTuple):
    """One sign of a pair: whether it opens, and the opening sign of its pair, which names the pair."""

    opens: bool
    pair: str


@lru_cache(4096)
def bidi_class(character: str) -> str:
    """The Bidi_Class of a character, as in unicodedata, with the defaults of code points that have no character yet."""
    known = unicodedata.bidirectional(character)
    return known or next((kind for first, last, kind in _UNASSIGNED if first <= ord(character) <= last), "L")


@lru_cache(4096)
def bracket(character: str) -> Bracket | None:
    """The bracket that a character is (BD14, BD15), if it is one.

    No table is needed: brackets are the mirrored signs of the categories Ps and Pe whose class is ON, and a closing
    sign follows its opening one by one place or two.
    """
    category = unicodedata.category(character)
    if category not in ("Ps", "Pe") or not unicodedata.mirrored(character) or bidi_class(character) != "ON":
        return None
    sign = unicodedata.normalize("NFC", character)  # U+2329 and 232A are the same pair as U+3008 and 3009
    if category == "Ps":
        return Bracket(opens=True, pair=sign)
    opener = _CROSSED.get(sign) or chr(ord(sign) - (2 if sign in _OPENER_TWO_BEFORE else 1))
    return Bracket(opens=False, pair=opener)


def first_strong_level(classes: Sequence[str]) -> int | None:
    """The level that the first strong character gives, passing over isolates (P2, P3); None where there is none."""
    depth = 0
    for kind in classes:
        if kind in _ISOLATES:
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and kind in ("L", "R", "AL"):
            return int(kind != "L")
    return None


def paragraph_levels(text: str, *, base: int) -> tuple[int, ...]:
    """The level of each character of one paragraph, before it is broken into lines (X1 to I2).

    `base` is the paragraph's own level, 0 or 1: from the language of the words, or from `first_strong_level`.
    Characters that X9 removes keep the level of what stands around them.
    """
    classes = tuple(bidi_class(character) for character in text)
    if base == 0 and _TURNING.isdisjoint(classes):
        return (0,) * len(classes)
    closings = _closings(classes)
    embedded, kinds = _explicit(classes, closings, base)
    levels = list(embedded)
    brackets = tuple(bracket(character) for character in text)
    for sequence in _sequences(classes, closings, embedded, base):
        resolved = [kinds[place] for place in sequence.places]
        _resolve_weak(resolved, sequence.start)
        _resolve_brackets(resolved, sequence, brackets, kinds)
        _resolve_neutral(resolved, sequence)
        for place, kind in zip(sequence.places, resolved):
            levels[place] = _implicit(sequence.level, kind)
    return tuple(levels)


def line_levels(text: str, levels: Sequence[int], *, base: int) -> tuple[int, ...]:
    """The levels of one line: white space at its end and before tabs runs as the paragraph does (L1).

    `text` and `levels` are those of the line alone.
    """
    line = list(levels)
    at_end = True
    for place in range(len(line) - 1, -1, -1):
        kind = bidi_class(text[place])
        if kind in ("B", "S"):
            line[place] = base
            at_end = True
        elif kind == "WS" or kind == "PDI" or kind in _ISOLATES or kind in _REMOVED:
            if at_end:
                line[place] = base
        else:
            at_end = False
    return tuple(line)


def visual_order(levels: Sequence[int]) -> tuple[int, ...]:
    """The places of a line's characters as they stand from left to right (L2)."""
    order = list(range(len(levels)))
    lowest_odd = min((level for level in levels if level % 2), default=DEEPEST + 2)
    for limit in range(max(levels, default=0), lowest_odd - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= limit:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = max(end, start + 1)
    return tuple(order)


class _Sequence(NamedTuple):
    """An isolating run sequence (BD13): its places, their level, and the direction at its start and end (sos, eos)."""

    places: tuple[int, ...]
    level: int
    start: str
    end: str


class _Status(NamedTuple):
    """An entry of the directional status stack (X1)."""

    level: int
    override: str
    isolates: bool


def _closings(classes: Sequence[str]) -> dict[int, int]:
    """Where the PDI stands that ends each isolate which has one (BD9)."""
    closings: dict[int, int] = {}
    opened: list[int] = []
    for place, kind in enumerate(classes):
        if kind in _ISOLATES:
            opened.append(place)
        elif kind == "PDI" and opened:
            closings[opened.pop()] = place
        elif kind == "B":
            opened.clear()
    return closings


class _Stack:
    """The directional status stack, with the counts of what went deeper than it can (X1)."""

    def __init__(self, base: int) -> None:
        self.entries = [_Status(base, "", isolates=False)]
        self.isolates = 0
        self.lost_isolates = 0
        self.lost_embeddings = 0

    @property
    def top(self) -> _Status:
        return self.entries[-1]

    def embed(self, kind: str) -> None:
        """X2 to X5."""
        level = self._next_level(right=kind[0] == "R")
        if level <= DEEPEST and not self.lost_isolates and not self.lost_embeddings:
            self.entries.append(_Status(level, kind[0] if kind[2] == "O" else "", isolates=False))
        elif not self.lost_isolates:
            self.lost_embeddings += 1

    def isolate(self, *, right: bool) -> None:
        """X5a to X5c."""
        level = self._next_level(right=right)
        if level <= DEEPEST and not self.lost_isolates and not self.lost_embeddings:
            self.isolates += 1
            self.entries.append(_Status(level, "", isolates=True))
        else:
            self.lost_isolates += 1

    def end_isolate(self) -> None:
        """X6a."""
        if self.lost_isolates:
            self.lost_isolates -= 1
        elif self.isolates:
            self.lost_embeddings = 0
            while not self.top.isolates:
                self.entries.pop()
            self.entries.pop()
            self.isolates -= 1

    def end_embedding(self) -> None:
        """X7."""
        if self.lost_isolates:
            return
        if self.lost_embeddings:
            self.lost_embeddings -= 1
        elif len(self.entries) > 1 and not self.top.isolates:
            self.entries.pop()

    def _next_level(self, *, right: bool) -> int:
        level = self.top.level
        return (level + 1) | 1 if right else (level + 2) & ~1


def _explicit(classes: Sequence[str], closings: dict[int, int], base: int) -> tuple[list[int], list[str]]:
    """Level and class of each character as embeddings, overrides and isolates leave them (X1 to X8)."""
    stack = _Stack(base)
    levels: list[int] = []
    kinds: list[str] = []
    for place, kind in enumerate(classes):
        status = stack.top
        if kind == "PDI":
            stack.end_isolate()
            status = stack.top
        elif kind in _ISOLATES:
            inside = classes[place + 1 : closings.get(place, len(classes))] if kind == "FSI" else ()
            stack.isolate(right=kind == "RLI" or first_strong_level(inside) == 1)
        elif kind in _EMBEDDINGS:
            stack.embed(kind)
        elif kind == "PDF":
            stack.end_embedding()
        levels.append(base if kind == "B" else status.level)
        kinds.append(kind if kind == "B" or kind in _REMOVED else status.override or kind)
    return levels, kinds


def _sequences(
    classes: Sequence[str], closings: dict[int, int], levels: Sequence[int], base: int
) -> Iterator[_Sequence]:
    """The isolating run sequences of a paragraph, without what X9 removes (X10)."""
    kept = [place for place, kind in enumerate(classes) if kind not in _REMOVED]
    rank_of = {place: rank for rank, place in enumerate(kept)}
    runs: list[list[int]] = []
    for place in kept:
        if runs and levels[runs[-1][-1]] == levels[place]:
            runs[-1].append(place)
        else:
            runs.append([place])
    run_at = {run[0]: run for run in runs}
    continued = set(closings.values())
    for run in runs:
        if run[0] in continued:
            continue
        places = list(run)
        while places[-1] in closings:
            places.extend(run_at[closings[places[-1]]])
        level = levels[run[0]]
        before = levels[kept[rank_of[run[0]] - 1]] if rank_of[run[0]] else base
        after = rank_of[places[-1]] + 1
        unended = classes[places[-1]] in _ISOLATES
        following = base if unended or after == len(kept) else levels[kept[after]]
        yield _Sequence(tuple(places), level, _direction(max(level, before)), _direction(max(level, following)))


def _direction(level: int) -> str:
    return "R" if level % 2 else "L"


def _resolve_weak(kinds: list[str], start: str) -> None:
    """Give marks, numbers and their separators their direction, in place (W1 to W7)."""
    previous = strong = start
    for index, kind in enumerate(kinds):
        if kind == "NSM":  # W1
            kinds[index] = kind = "ON" if previous in _ISOLATES or previous == "PDI" else previous
        previous = kind
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":  # W2
            kinds[index] = "AN"
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    for index in range(1, len(kinds) - 1):  # W4
        kind, neighbour = kinds[index], kinds[index - 1]
        if neighbour == kinds[index + 1] and (
            (kind == "CS" and neighbour in ("EN", "AN")) or (kind == "ES" and neighbour == "EN")
        ):
            kinds[index] = neighbour
    for start_index, end in _stretches(kinds, frozenset(("ET",))):  # W5
        if "EN" in (kinds[start_index - 1] if start_index else "", kinds[end] if end < len(kinds) else ""):
            kinds[start_index:end] = ["EN"] * (end - start_index)
    strong = start
    for index, kind in enumerate(kinds):
        if kind in ("ES", "ET", "CS"):  # W6
            kinds[index] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":  # W7
            kinds[index] = "L"


def _stretches(kinds: Sequence[str], wanted: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Start and end of each longest stretch of the wanted classes."""
    start = 0
    while start < len(kinds):
        end = start
        while end < len(kinds) and kinds[end] in wanted:
            end += 1
        if end > start:
            yield start, end
        start = end + 1


def _bracket_pairs(
    kinds: Sequence[str], places: Sequence[int], brackets: Sequence[Bracket | None]
) -> list[tuple[int, int]]:
    """The pairs of brackets of a sequence, in the order of their opening signs (BD16)."""
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for index, place in enumerate(places):
        sign = brackets[place]
        if sign is None or kinds[index] != "ON":
            continue
        if sign.opens:
            if len(opened) == _PAIRS_AT_ONCE:
                return []
            opened.append((sign.pair, index))
            continue
        depth = next((depth for depth in range(len(opened) - 1, -1, -1) if opened[depth][0] == sign.pair), None)
        if depth is not None:
            pairs.append((opened[depth][1], index))
            del opened[depth:]
    return sorted(pairs)


def _resolve_brackets(
    kinds: list[str], sequence: _Sequence, brackets: Sequence[Bracket | None], before_rules: Sequence[str]
) -> None:
    """Give both signs of each pair of brackets one direction, in place (N0)."""
    own = _direction(sequence.level)
    for opening, closing in _bracket_pairs(kinds, sequence.places, brackets):
        inside = {_strong(kind) for kind in kinds[opening + 1 : closing]} - {""}
        if not inside:
            continue
        direction = own
        if own not in inside:
            earlier = (_strong(kinds[index]) for index in range(opening - 1, -1, -1))
            direction = next((side for side in earlier if side), sequence.start)
        for index in (opening, closing):
            kinds[index] = direction
            follower = index + 1
            while follower < len(kinds) and before_rules[sequence.places[follower]] == "NSM":
                kinds[follower] = direction
                follower += 1


def _strong(kind: str) -> str:
    """The direction that a class counts as among neutrals, or nothing."""
    return "R" if kind in _RIGHT else "L" if kind == "L" else ""


def _resolve_neutral(kinds: list[str], sequence: _Sequence) -> None:
    """Give what is still neutral the direction of both its neighbours, or the sequence's own, in place (N1, N2)."""
    own = _direction(sequence.level)
    for start, end in _stretches(kinds, _NEUTRAL):
        before = _strong(kinds[start - 1]) if start else sequence.start
        after = _strong(kinds[end]) if end < len(kinds) else sequence.end
        kinds[start:end] = [before if before == after else own] * (end - start)


def _implicit(level: int, kind: str) -> int:
    """The level of a resolved character (I1, I2)."""
    if level % 2:
        return level + (kind != "R")
    return level + {"L": 0, "R": 1}.get(kind, 2)
