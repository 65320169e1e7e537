"""Titles with words in italics and figures set high or low, as references.yaml and other programs write them.

references.yaml writes `*E. coli*`, `CO~2~` and `10^-3^`; HTML as Crossref, Zotero and publishers write it is read too.
Inside this package a title is one string in which `ITALIC` and `UPRIGHT` stand around italic words, so that every rule
about words still works on text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

ITALIC, UPRIGHT = "\ue000", "\ue001"  # of Unicode's private use: no file that was read holds them
_LOW = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_HIGH = str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
_FIGURES = re.compile(r"[0-9+\-−=()]+\Z")
# Tags that say how letters look. Anything else in angle brackets is text, such as "p < 0.05".
_TAG = re.compile(
    r"</?(?P<name>(?:jats:)?(?:i|em|italic|sub|sup|b|bold|strong|u|span|sc|scp|small|tt|strike|title)|(?:mml:)?m[a-z]+)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ITALIC_TAGS = ("i", "em", "italic")
_WRITTEN = re.compile(
    r"\\(?P<sign>[\\*~^])|\*(?=\S)(?P<italic>(?:[^*\\]|\\.)+?)(?<=\S)\*|~(?P<low>[^\s~]{1,20})~|\^(?P<high>[^\s^]{1,20})\^"
)
_SET_OFF = re.compile(r"[^\s~^\\]{1,20}\Z")
_SPECIAL = re.compile(r"[\\*~^]")


def marked(title: str) -> str:
    """`title` as references.yaml writes it, as text with marks around italics; figures that are set high or low are
    Unicode's.
    """
    return _written(_tagged(title))


def bare(title: str) -> str:
    """The words of `title` as references.yaml writes it, without how they look."""
    return marked(title).replace(ITALIC, "").replace(UPRIGHT, "")


def imported(text: str) -> str:
    """A title in HTML, as other programs export it, in the way that references.yaml writes it."""
    parts: list[str] = []
    opened: list[tuple[str, int]] = []
    place = 0
    for tag in _TAG.finditer(text):
        parts.append(_escaped(text[place : tag.start()]))
        place = tag.end()
        name, closes = tag["name"].casefold().removeprefix("jats:"), tag[0].startswith("</")
        sign = "*" if name in _ITALIC_TAGS else {"sub": "~", "sup": "^"}.get(name, "")
        if sign and not closes and sign not in dict(opened):
            opened.append((sign, len(parts)))
        elif sign and closes and opened and opened[-1][0] == sign:
            _set_apart(parts, *opened.pop())
    parts.append(_escaped(text[place:]))
    while opened:
        _set_apart(parts, *opened.pop())
    return "".join(parts)


def _set_apart(parts: list[str], sign: str, start: int) -> None:
    """Put `sign` around the words since `start`, inside the blanks at their ends, where references.yaml can say it."""
    inner = "".join(parts[start:])
    words = inner.strip()
    if words and (sign == "*" or _SET_OFF.match(words)):
        inner = inner.replace(words, f"{sign}{words}{sign}", 1)
    parts[start:] = [inner]


def _escaped(text: str) -> str:
    """Text that is no tag: entities read, also those that were written twice over, and our own signs kept as signs."""
    return _SPECIAL.sub(r"\\\g<0>", _unescaped(text))


def _unescaped(text: str) -> str:
    return html.unescape(html.unescape(text)) if "&" in text else text


def _tagged(title: str) -> str:
    """HTML in a title of references.yaml, read as its Markdown is; text without any stays as it is."""

    def look(tag: re.Match[str]) -> str:
        name, closes = tag["name"].casefold().removeprefix("jats:"), tag[0].startswith("</")
        return (UPRIGHT if closes else ITALIC) if name in _ITALIC_TAGS else {"sub": "~", "sup": "^"}.get(name, "")

    return _unescaped(_TAG.sub(look, title)) if "<" in title or "&" in title else title


def _written(title: str) -> str:
    def look(found: re.Match[str]) -> str:
        groups: Mapping[str, str | None] = found.groupdict()
        if groups["sign"]:
            return groups["sign"]
        if groups["italic"]:
            return f"{ITALIC}{_written(groups['italic'])}{UPRIGHT}"
        low = groups["low"]
        text = low or groups["high"] or ""
        return text.translate(_LOW if low else _HIGH) if _FIGURES.match(text) else text

    return _WRITTEN.sub(look, title)
