"""What is done to a good file to make it wrong: pure functions of bytes and a random generator."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

# What has broken readers before, ours and others': sizes, signs that nobody sees, places, markup of every kind that is read.
HOSTILE = (
    "1" * 5000, "-1", "0", "1e999", "1e-999", "nan", "999999999999", "0x10", "²", "٣", "1e308mm", "9" * 400 + "pt", "-5mm", "0mm",
    "\u202e", "\u200b", "\ufeff", "\x00", "\x1b[2J", "\u2028", "\x85", "\ud7ff", "\U0001f469\u200d\U0001f52c", "e\u0301" * 50, "ﬁ", "ǆ", "İ",
    "a" * 300, "con", "nul.yaml", "../x", "..\\x", "/dev/zero", "C:\\x", "//host/x", "~", ".", "a/b", "a\\b", "%n", "'", '"', "`", "\\",
    "{{", "}}", "{{ clinic.", "{{ field.x }}", "[@", "[@x]", "@a", "[^1]", "![", "](", "<b>", "<!--", "-->", "&#0;", "&amp;", "***", "$x$",
    ":::", "::: note", "::: {.note", "---", "===", "|", "| - |", "| a | b |", "# ", "```", "~~~", "> ", "1. ", "- ", "    ", "\t",
    "&a [*a, *a]", "*a", "!!python/object:os.system x", "<<: {}", "? x", "- - - - - -", "[[[[", "{{{{", "{a: {b: {c: 1}}}", "null", "yes", "1.10", "012",
    "2026-02-30", "0000-00-00", "9999-12-31", "2026-12-01", "javascript:alert(1)", "https:javascript:x", "tel:javascript", "data:x", "https://", "mailto:",
    '"', "';", "=1+1", "\r", "\r\n", "\n\n", "\x1a", "#", "%", "{}", "[]", "''", ",,,", ";", 'width="0%"', "1e400", "/Length 9999999", "endobj", "<<", ">>",
)  # fmt: skip

Mutator = Callable[[bytes, Random], bytes]


def _place(data: bytes, random: Random) -> int:
    return random.randint(0, len(data))


def _hostile(random: Random) -> bytes:
    return random.choice(HOSTILE).encode("utf-8", "surrogatepass")


def put_in(data: bytes, random: Random) -> bytes:
    """Something hostile anywhere."""
    at = _place(data, random)
    return data[:at] + _hostile(random) + data[at:]


def put_for_a_value(data: bytes, random: Random) -> bytes:
    """Something hostile in place of a value: what follows a colon, a hyphen, an equals sign or a bracket."""
    places = [found.span(1) for found in re.finditer(rb"[:=>{,(\-] *([^\n:=<>{},()]+)", data)]
    if not places:
        return put_in(data, random)
    start, end = random.choice(places)
    return data[:start] + _hostile(random) + data[end:]


def put_for_a_word(data: bytes, random: Random) -> bytes:
    """Something hostile, or another word of the file, in place of a word or a number."""
    words = list(re.finditer(rb"[A-Za-z0-9._-]+", data))
    if not words:
        return put_in(data, random)
    found = random.choice(words)
    return data[: found.start()] + random.choice((_hostile(random), random.choice(words)[0])) + data[found.end() :]


def cut_out(data: bytes, random: Random) -> bytes:
    """A stretch less."""
    start = _place(data, random)
    return data[:start] + data[start + random.choice((1, 2, 10, 100, 1000)) :]


def cut_short(data: bytes, random: Random) -> bytes:
    """The end less, as after a full disk."""
    return data[: _place(data, random)]


def say_again(data: bytes, random: Random) -> bytes:
    """A stretch several times."""
    start = _place(data, random)
    piece = data[start : start + random.choice((1, 3, 20, 200))]
    return data[:start] + piece * random.choice((2, 3, 50, 500)) + data[start:]


def change_lines(data: bytes, random: Random) -> bytes:
    """Two lines change places, one is further in, or one is there twice or never."""
    lines = data.split(b"\n")
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(5):
        case 0:
            lines[one], lines[other] = lines[other], lines[one]
        case 1:
            lines[one] = b"  " + lines[one]
        case 2:
            lines[one] = lines[one].lstrip()
        case 3:
            lines.insert(one, lines[other])
        case _:
            del lines[one]
    return b"\n".join(lines)


def change_bits(data: bytes, random: Random) -> bytes:
    """A few bits turned, mostly near the beginning, where lengths and sizes stand."""
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 8))):
        if changed:
            at = random.randrange(min(len(changed), random.choice((64, 1024, len(changed)))))
            changed[at] = random.choice((changed[at] ^ (1 << random.randrange(8)), 0, 255, random.randrange(256)))
    return bytes(changed)


def nest(data: bytes, random: Random) -> bytes:
    """Brackets within brackets in place of a value."""
    depth = random.choice((10, 70, 2000))
    opening, closing = random.choice(
        ((b"[", b"]"), (b"{a: ", b"}"), (b"(", b")"), (b"<g>", b"</g>"), (b'{"a":', b"}"), (b"> ", b""), (b"*", b"*"))
    )
    at = _place(data, random)
    return data[:at] + opening * depth + closing * random.choice((depth, 0, depth - 1)) + data[at:]


OF_TEXT: tuple[Mutator, ...] = (
    put_in,
    put_for_a_value,
    put_for_a_value,
    put_for_a_word,
    cut_out,
    cut_short,
    say_again,
    change_lines,
    change_lines,
    nest,
    change_bits,
)
OF_BYTES: tuple[Mutator, ...] = (
    change_bits,
    change_bits,
    change_bits,
    cut_out,
    cut_short,
    say_again,
    put_in,
    put_for_a_word,
)


def mutated(data: bytes, random: Random, mutators: tuple[Mutator, ...]) -> bytes:
    """`data` after one to three of `mutators`; never more than a megabyte, so that the time a megabyte takes can be asked for."""
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        data = random.choice(mutators)(data, random)[:1_000_000]
    return data
