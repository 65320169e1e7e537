"""Braces that were meant to be filled in and are not read: `{ clinic.name }`, `{{{ … }}}`, `[[clinic.name]]`, `${…}`,
`{% … %}`, a fact's bare name.

What is filled in is written `{{ clinic.name }}` or `{{ field.nurse }}`, and nothing else. Braces without such a name
are ordinary signs. Text in, places out.
"""

from __future__ import annotations

import re

from msgspec import Struct

_NAME = re.compile(
    r"(?<![\w.@/-])(clinic|field)[ \u00a0]?\.[ \u00a0]?([a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)*)", re.IGNORECASE
)
_SIGNS = "{}[]<>%$#()｛｝［］＜＞«»❴❵"
_BEFORE = re.compile(rf"[{re.escape(_SIGNS)}][{re.escape(_SIGNS)} \u00a0]{{0,8}}\Z")
_AFTER = re.compile(rf"[ \u00a0]{{0,4}}[{re.escape(_SIGNS)}](?:[ \u00a0]?[{re.escape(_SIGNS)}]){{0,5}}")
_OF_A_PLACE = re.compile(r"[{}%$｛｝❴❵]|\[ ?\[|\] ?\]|<|>|＜|＞|«|»|［|］|\[")
_RIGHT = re.compile(r"(?:clinic|field)\.[A-Za-z0-9_.-]+\Z")
# The first words of what a clinic's file gives: a dotted name that begins with one of them is no web address.
_FIRST_WORDS = frozenset(
    [
        "name",
        "phones",
        "emergency",
        "fever",
        "services",
        "helplines",
        "hours",
        "address",
        "website",
        "part-of",
        "publisher",
        "feedback",
        "other-formats",
    ]
)
_OTHER_FORMS = re.compile(
    r"\$\{[^{}\n]{0,80}\}|\{%[^{}\n]{0,80}%\}|<<[ ]?[A-Za-z][\w .-]{0,60}>>|\{\{\{[^{}\n]{0,80}\}{1,3}|\{ \{[^{}\n]{0,80}\} ?\}|｛[^{}｛｝\n]{0,80}｝"
)
_QUICK = re.compile(r"clinic|field|\$\{|\{%|<<|\{\{\{|\{ \{|｛", re.IGNORECASE)


class NearPlace(Struct, frozen=True):
    """What was typed, where it begins and how wide it is, and the right form to write, empty when that cannot be told."""

    typed: str
    start: int
    right: str

    @property
    def message(self) -> str:
        """What is wrong with it, and what to write."""
        right = self.right or "{{ clinic.… }}"
        return f"`{self.typed}` is not filled in and would print as it stands; write `{right}`"


def is_first_word(name: str) -> bool:
    """Whether the name of a fact may go on with `name` after `clinic.`."""
    return name.casefold() in _FIRST_WORDS


def near_places(text: str) -> tuple[NearPlace, ...]:
    """Every place of `text` that nearly names a fact or a field; what is written as it should be is none, nor is what
    stands after a backslash.
    """
    if not _QUICK.search(text):
        return ()
    found = [near for name in _NAME.finditer(text) if (near := _of_name(text, name))]
    covered = [(near.start, near.start + len(near.typed)) for near in found]
    for other in _OTHER_FORMS.finditer(text):
        if other.start() and text[other.start() - 1] == "\\":
            continue
        if not any(start < other.end() and other.start() < end for start, end in covered):
            found.append(NearPlace(other[0], other.start(), ""))
    return tuple(sorted(found, key=lambda near: near.start))


def _of_name(text: str, name: re.Match[str]) -> NearPlace | None:
    before = _BEFORE.search(text[max(0, name.start() - 12) : name.start()])
    after = _AFTER.match(text, name.end())
    left = before[0] if before else ""
    right = after[0] if after else ""
    start, end = name.start() - len(left), name.end() + len(right)
    if right.lstrip().startswith("]("):  # words that lead to an address
        return None
    if start and text[start - 1] == "\\":
        return None
    opened = left.rstrip(" \u00a0")
    if opened.endswith("{{") and not opened.endswith("{{{"):
        # Read as a place: what is wrong inside is told there, except capitals and spaces, and a third brace at the end.
        closed = right.lstrip(" \u00a0").startswith("}}") and not right.lstrip(" \u00a0").startswith("}}}")
        if (closed and _RIGHT.match(name[0])) or (
            "}}" in text[name.end() : name.end() + 60].partition("{")[0] and not right
        ):
            return None
        start = name.start() - len(left) + left.rindex("{{")
    elif not _OF_A_PLACE.search(left + right) and name[2].partition(".")[0].lower() not in _FIRST_WORDS:
        return None
    elif not _OF_A_PLACE.search(left + right):
        start, end = name.span()
        if not name[0].islower() or text[end : end + 1] in ("/", "@"):
            return None
    return NearPlace(text[start:end].strip(), start, f"{{{{ {_written(name)} }}}}")


def _written(name: re.Match[str]) -> str:
    kind = name[1].lower()
    path = name[2].rstrip(".") if kind == "field" else name[2].rstrip(".").lower()
    return "clinic.phones.advice" if (kind, path) == ("clinic", "phones") else f"{kind}.{path}"
