"""Every compiled pattern of the package, as it is used, against texts made to slow it down: time grows with the length, not its square.

A pattern is pumped with what its own repeats take, what its own literals are, and a few common signs, before and after which stand
pieces of a match. How it is used is read from the source: `search` tries every place of a text, `match` one. What is not quick
in a short text is tried at 2,000 and 8,000 characters, where a square would show as 16 times.
"""

import ast
import importlib
import itertools
import pkgutil
import re
import re._parser as parser
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

import wardleaf
from wardleaf.values import is_value, part_names

_PACKAGE = Path(wardleaf.__file__).parent
_EVERYWHERE = ("search", "finditer", "findall", "sub", "subn", "split")
_AT_ONE_PLACE = ("match", "fullmatch")
_SHORTEST, _SHORT, _MIDDLE, _LONG = 200, 1_500, 2_000, 8_000  # characters
_QUICK = 0.0003  # seconds for a short text: a fifth of a microsecond a character, twice what a plain pattern takes
_MOST_TIMES = 9.0  # longer, for four times the characters: 4 is linear, 16 a square
_QUICK_ENOUGH = 0.012  # seconds for a long text, below which the clock says little
_SIGNS = (
    "a",
    "A",
    "1",
    " ",
    "\t",
    "\n",
    "-",
    ".",
    ",",
    ":",
    "/",
    "(",
    "[",
    "{",
    "@",
    '"',
    "'",
    "*",
    "_",
    "\u00a0",
    "é",
    "a ",
    "1 ",
    "1,",
    "1.",
    "a.",
    "A.",
    "a-",
    "a, ",
)


def _modules() -> Iterator[str]:
    for found in pkgutil.walk_packages(wardleaf.__path__, "wardleaf."):
        if not found.name.endswith("__main__"):
            yield found.name


def _compiled() -> Iterator[tuple[str, str, re.Pattern[str] | re.Pattern[bytes]]]:
    """Each pattern that stands at the top of a module, alone or in a table, with the module and the name that it has there."""
    for module in _modules():
        for name, value in vars(importlib.import_module(module)).items():
            yield from ((module, name, pattern) for pattern in _within(value, 3))


def _within(value: object, depth: int) -> Iterator[re.Pattern[str] | re.Pattern[bytes]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, Mapping):
        for part in itertools.chain(value.keys(), value.values()):
            yield from _within(part, depth - 1)
    elif depth and isinstance(value, tuple | list | frozenset):
        for part in value:
            yield from _within(part, depth - 1)
    elif depth and type(value).__module__.startswith("wardleaf.") and is_value(value):
        for name in part_names(value):
            yield from _within(getattr(value, name, None), depth - 1)


def _uses() -> Mapping[tuple[str, str], set[str]]:
    """Module and name of a pattern → the methods that are called on it there."""
    uses: dict[tuple[str, str], set[str]] = {}
    for path in _PACKAGE.rglob("*.py"):
        module = ".".join(("wardleaf", *path.relative_to(_PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.attr in (*_EVERYWHERE, *_AT_ONE_PLACE)
            ):
                uses.setdefault((module, node.value.id), set()).add(node.attr)
    return uses


def _in_place() -> Iterator[tuple[str, str, str, int]]:
    """Each pattern that is written where it is used: module and line, method, pattern, flags."""
    for path in _PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
            ):
                continue
            if node.func.value.id != "re" or node.func.attr not in (*_EVERYWHERE, *_AT_ONE_PLACE):
                continue
            if isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                written = ast.unparse(node)
                flags = sum(flag for flag in (re.IGNORECASE, re.DOTALL, re.MULTILINE) if f"re.{flag.name}" in written)
                yield f"{path.relative_to(_PACKAGE)}:{node.lineno}", node.func.attr, node.args[0].value, flags


def _patterns() -> dict[str, tuple[re.Pattern[str] | re.Pattern[bytes], frozenset[str]]]:
    uses = _uses()
    found: dict[tuple[str | bytes, int], tuple[str, re.Pattern[str] | re.Pattern[bytes], set[str]]] = {}
    for module, name, pattern in _compiled():
        _, _, methods = found.setdefault((pattern.pattern, pattern.flags), (f"{module}.{name}", pattern, set()))
        methods |= uses.get((module, name), set())
    named = {name: (pattern, frozenset(methods or {"search"})) for name, pattern, methods in found.values()}
    if len(named) != len(found):  # several in one table
        named = {
            f"{name} {number}": (pattern, frozenset(methods or {"search"}))
            for number, (name, pattern, methods) in enumerate(found.values())
        }
    return named | {
        place: (re.compile(written, flags), frozenset({method})) for place, method, written, flags in _in_place()
    }


def _sample(parsed: object, repeats: int) -> str:
    """A short text that a parsed pattern takes, or nearly; what it repeats stands there so many times."""
    text = ""
    for kind, value in parsed:  # type: ignore[attr-defined]
        match str(kind):
            case "LITERAL":
                text += chr(value)
            case "NOT_LITERAL":
                text += "a" if value != ord("a") else "b"
            case "ANY":
                text += "a"
            case "IN":
                text += _of_class(value)
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                least, most, body = value
                text += _sample(body, repeats) * max(least, min(most, repeats))
            case "SUBPATTERN":
                text += _sample(value[3], repeats)
            case "ATOMIC_GROUP":
                text += _sample(value, repeats)
            case "BRANCH":
                text += _sample(value[1][0], repeats)
    return text


_CATEGORIES = {
    "CATEGORY_DIGIT": "1",
    "CATEGORY_SPACE": " ",
    "CATEGORY_WORD": "a",
    "CATEGORY_NOT_DIGIT": "a",
    "CATEGORY_NOT_SPACE": "a",
    "CATEGORY_NOT_WORD": ".",
}


def _of_class(members: list[tuple[object, object]]) -> str:
    if str(members[0][0]) == "NEGATE":
        taken = re.compile(_class_source(members))
        return next((sign for sign in "a1 .-,\x01é" if taken.match(sign)), "a")
    kind, value = members[0]
    if str(kind) == "RANGE":
        return chr(value[0])  # type: ignore[index]
    return _CATEGORIES[str(value)] if str(kind) == "CATEGORY" else chr(value)  # type: ignore[arg-type]


def _class_source(members: list[tuple[object, object]]) -> str:
    written = ""
    classes = {
        "CATEGORY_DIGIT": r"\d",
        "CATEGORY_SPACE": r"\s",
        "CATEGORY_WORD": r"\w",
        "CATEGORY_NOT_DIGIT": r"\D",
        "CATEGORY_NOT_SPACE": r"\S",
        "CATEGORY_NOT_WORD": r"\W",
    }
    for kind, value in members[1:]:
        if str(kind) == "CATEGORY":
            written += classes[str(value)]
        elif str(kind) == "RANGE":
            written += f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"  # type: ignore[index]
        else:
            written += re.escape(chr(value))  # type: ignore[arg-type]
    return f"[^{written}]"


def _pieces(parsed: object, before: str = "") -> Iterator[tuple[str, str]]:
    """What each repeat takes, with what stands before it in a match; each branch, and each run of literals."""
    for kind, value in parsed:  # type: ignore[attr-defined]
        match str(kind):
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                if value[1] > 20:
                    yield before, _sample(value[2], 1)
                    yield before, _sample(value[2], 2)
                yield from _pieces(value[2], before)
            case "SUBPATTERN":
                yield from _pieces(value[3], before)
            case "ATOMIC_GROUP":
                yield from _pieces(value, before)
            case "BRANCH":
                for branch in value[1][:40]:
                    yield before, _sample(branch, 1)
                    yield from _pieces(branch, before)
            case "ASSERT" | "ASSERT_NOT":
                yield from _pieces(value[1], before)
        before = (before + _sample([(kind, value)], 1))[-40:]


def _pumps(pattern: re.Pattern[str] | re.Pattern[bytes]) -> Iterator[tuple[str, str, str]]:
    written = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    parsed = parser.parse(written, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags)
    whole = _sample(parsed, 1)
    pieces = dict.fromkeys((before, piece) for before, piece in _pieces(parsed) if piece)
    bodies = list(dict.fromkeys(piece for _, piece in pieces))[:12]
    yield from ((before, piece, "\0") for before, piece in list(pieces)[:80])
    yield from (("", piece, "\0") for piece in dict.fromkeys((*_SIGNS, *bodies, whole, whole[:-1], whole[1:])) if piece)
    yield from (("", one + other, "\0") for one, other in itertools.permutations(bodies[:6], 2))
    openings = list(dict.fromkeys(before for before, _ in pieces if before))[:3]
    yield from ((opening, sign, "\0") for opening in openings for sign in _SIGNS)


def _call(pattern: re.Pattern[str] | re.Pattern[bytes], methods: frozenset[str]) -> Callable[[str | bytes], object]:
    if methods & set(_EVERYWHERE):
        return lambda text: sum(1 for _ in pattern.finditer(text))  # type: ignore[arg-type]
    if "fullmatch" in methods:
        return pattern.fullmatch  # type: ignore[return-value]
    return pattern.match  # type: ignore[return-value]


def _seconds(
    call: Callable[[str | bytes], object],
    pattern: re.Pattern[str] | re.Pattern[bytes],
    pump: tuple[str, str, str],
    length: int,
) -> float:
    before, piece, after = pump
    text = before + piece * (length // len(piece)) + after
    subject = text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")
    begun = time.process_time()
    call(subject)
    return time.process_time() - begun


def _again(
    call: Callable[[str | bytes], object],
    pattern: re.Pattern[str] | re.Pattern[bytes],
    pump: tuple[str, str, str],
    length: int,
) -> float:
    """The least of three times, since other work on the machine makes single ones longer."""
    return min(_seconds(call, pattern, pump, length) for _ in range(3))


def _slowest(pattern: re.Pattern[str] | re.Pattern[bytes], methods: frozenset[str]) -> str:
    """The text that a pattern is too slow on, or nothing."""
    call = _call(pattern, methods)
    for pump in _pumps(pattern):
        shortest = _seconds(call, pattern, pump, _SHORTEST)
        if shortest > _QUICK_ENOUGH and (shortest := _again(call, pattern, pump, _SHORTEST)) > _QUICK_ENOUGH:
            return f"{pump[0]!r} + {pump[1]!r} × {_SHORTEST // len(pump[1])}: {shortest:.3f} s"
        if _seconds(call, pattern, pump, _SHORT) < _QUICK:
            continue
        middle = min(_seconds(call, pattern, pump, _MIDDLE) for _ in range(2))
        if middle < _QUICK_ENOUGH / 16:
            continue
        long = _seconds(call, pattern, pump, _LONG)
        if long > _QUICK_ENOUGH and long > middle * _MOST_TIMES:
            long, middle = _again(call, pattern, pump, _LONG), _again(call, pattern, pump, _MIDDLE)
        if long > _QUICK_ENOUGH and long > middle * _MOST_TIMES:
            return f"{pump[0]!r} + {pump[1]!r} × {_LONG // len(pump[1])}: {long:.3f} s, {long / middle:.0f} times as long as for a quarter"
    return ""


def test_no_pattern_takes_time_that_grows_with_the_square_of_a_text() -> None:
    slow = {name: told for name, (pattern, methods) in _patterns().items() if (told := _slowest(pattern, methods))}
    assert slow == {}


@pytest.mark.parametrize(
    "written, method",
    [
        (r"(\w+)*!", "match"),
        (r"\d+\Z", "search"),
        (r"\s*,", "sub"),
        (r"\A.*?\s*end", "search"),
        (r"(?:a|ab)*c.*d", "search"),
        (r"<[^>]*>", "finditer"),
    ],
)
def test_what_grows_with_the_square_is_seen(written: str, method: str) -> None:
    assert written == r"(\w+)*!" or _slowest(re.compile(written), frozenset({method}))


@pytest.mark.parametrize(
    "written, method",
    [(r"(?<!\d)\d+\Z", "search"), (r"\s*,", "match"), (r"[a-z]+|\d+", "finditer"), (r"<[^>]{0,80}>", "finditer")],
)
def test_what_grows_with_the_length_is_let_pass(written: str, method: str) -> None:
    assert not _slowest(re.compile(written), frozenset({method}))
