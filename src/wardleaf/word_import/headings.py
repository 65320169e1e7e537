"""Which lines are the title and the headings: by their styles, else by their look; each guess is told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from wardleaf.checks.typed_numbers import phone_numbers
from wardleaf.word_import import faults
from wardleaf.word_import.model import Block, Paragraph, Text, WordFile
from wardleaf.word_import.telling import Telling, in_words

_MOST_LETTERS, _MOST_WORDS = 90, 14
_LONG_HEADING = 12  # words, from which a heading that ends with a full stop is a sentence
_MOST_NAME_WORDS = 8
_DEEPEST = 4
_TITLE_AMONG = 3  # first lines
_STYLE = re.compile(r"heading ([1-9])\Z")
_NEVER = re.compile(r"[\t@{}_]{2}|[\t@{}]|_{2}")
_END = re.compile(r"[.,;。，；]\Z")
_TYPED_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})(?:[.)]\s+|(?<=\.\d)\s+|(?<=\.\d\d)\s+)(?=\S)")
_CLINIC = re.compile(
    r"\b(?:clinic|hospital|hospitals|trust|centre|center|ward|department|unit|practice|surgery|service|infirmary|foundation|nhs|klinik|krankenhaus|praxis|clinique|hôpital|clínica|centro)\b",
    re.IGNORECASE,
)


class Outline(Struct, frozen=True, kw_only=True):
    """The title, by the number of its paragraph (0 where the file has none) and its words; the sentence below it; levels
    of headings by paragraph, from 1; paragraphs that are not imported.
    """

    title: str
    title_paragraph: int
    purpose: str
    levels: Mapping[int, int]
    left_out: frozenset[int]


def seen_text(paragraph: Paragraph) -> str:
    """The words of `paragraph` that are seen, on one line."""
    texts = (one for one in paragraph.pieces if isinstance(one, Text) and not (one.look.hidden or one.look.struck))
    return " ".join("".join(one.text for one in texts).split())


def find_outline(word: WordFile, *, name: str, details: frozenset[int], telling: Telling) -> Outline:
    """The outline of `word`; `name` stands for a title where nothing else does, `details` are paragraphs with code,
    version and dates, which are no part of it.
    """
    paragraphs = [
        one for one in word.blocks if isinstance(one, Paragraph) and seen_text(one) and one.number not in details
    ]
    styled = {one.number: level for one in paragraphs if (level := _styled_level(one))}
    sentences = [one for one in paragraphs if one.number in styled and _is_sentence(seen_text(one))]
    for one in sentences:
        telling.tell(
            faults.HEADING_GUESSED, one, "it has a heading's style and is a sentence; it was kept as a paragraph"
        )
        del styled[one.number]
    others = any(not isinstance(one, Paragraph) or (one.pieces and not seen_text(one)) for one in word.blocks)
    title, how = _title_of(paragraphs, styled, others=others)
    left_out: set[int] = set()
    purpose = ""
    if title is not None:
        styled.pop(title.number, None)
        purpose = _title_block(paragraphs, title, styled, left_out, telling)
    words = _told_title(word, title, how, name, telling)
    looked = _by_look(word.blocks, paragraphs, styled, {*left_out, title.number if title else 0}, telling)
    return Outline(
        title=words,
        title_paragraph=title.number if title else 0,
        purpose=purpose,
        levels=_ranked(word.blocks, paragraphs, styled, looked),
        left_out=frozenset(left_out),
    )


def _styled_level(paragraph: Paragraph) -> int:
    if found := _STYLE.match(paragraph.style):
        return int(found[1])
    if paragraph.style in ("title", "subtitle") or paragraph.outline is None or paragraph.style.startswith("toc"):
        return 0
    return paragraph.outline + 1


def _is_sentence(text: str) -> bool:
    return len(text) > 2 * _MOST_LETTERS or (text.endswith((".", "。")) and len(text.split()) > _LONG_HEADING)


# --- the title --------------------------------------------------------------------------------------------------------


def _title_of(
    paragraphs: Sequence[Paragraph], styled: Mapping[int, int], *, others: bool
) -> tuple[Paragraph | None, str]:
    if len(paragraphs) == 1 and not others:
        return None, ""
    titled = next((one for one in paragraphs if one.style == "title"), None)
    if titled:
        return titled, "style"
    top = [one for one in paragraphs if styled.get(one.number) == 1]
    if len(top) == 1 and top[0] in paragraphs[:_TITLE_AMONG]:
        return top[0], "heading"
    first = [one for one in paragraphs[:_TITLE_AMONG] if one.number not in styled and _may_be_title(one)]
    if not first:
        return None, ""
    largest = max(first, key=_size)
    if len(first) > 1 and all(_size(one) == _size(first[0]) for one in first):
        # Of lines of one size the first, unless it names the clinic and another stands out.
        other = next((one for one in first if _stands_out(one)), None)
        largest = other if other and _names_clinic(seen_text(first[0])) else first[0]
    body = sorted(_size(one) for one in paragraphs)
    usual = body[len(body) // 2] if body else 0
    stands_out = _size(largest) > usual or _is_all(largest, "bold") or _is_capitals(seen_text(largest))
    return (largest, "look") if stands_out or (largest is paragraphs[0] and len(paragraphs) > 1) else (None, "")


def _may_be_title(paragraph: Paragraph) -> bool:
    text = seen_text(paragraph)
    return (
        len(text) <= _MOST_LETTERS and not text.endswith((".", ",", ";")) and not paragraph.listed and "\t" not in text
    )


def _size(paragraph: Paragraph) -> int:
    return max((one.look.size for one in paragraph.pieces if isinstance(one, Text) and one.text.strip()), default=0)


def _title_block(
    paragraphs: Sequence[Paragraph],
    title: Paragraph,
    styled: Mapping[int, int],
    left_out: set[int],
    telling: Telling,
) -> str:
    """The sentence below the title; lines that only name the clinic are left out and told."""
    purpose = ""
    place = paragraphs.index(title)
    for one in [*paragraphs[:place], *paragraphs[place + 1 : place + 3]]:
        text = seen_text(one)
        if one.number in styled or one.listed:
            break
        if one.style == "subtitle" and not purpose:
            purpose = text
            left_out.add(one.number)
            telling.tell(faults.TITLE_GUESSED, one, f"the line below the title became `purpose`: “{text}”")
        elif _names_clinic(text):
            left_out.add(one.number)
            message = "not imported: it looks like the clinic's name, which belongs in the clinic's file"
            telling.tell(faults.NOT_IMPORTED, one, message, lost=text)
        elif paragraphs.index(one) > place:
            break
    return purpose


def _names_clinic(text: str) -> bool:
    """Whether a line looks like the name of a clinic."""
    short = len(text.split()) <= _MOST_NAME_WORDS and text[:1].isupper() and not text.endswith((".", "?", "!", ":"))
    return short and _CLINIC.search(text) is not None and not any(map(str.isdigit, text))


def _told_title(word: WordFile, title: Paragraph | None, how: str, name: str, telling: Telling) -> str:
    if title is None:
        telling.tell(
            faults.TITLE_GUESSED, "the file", f"no line of it is a title; it is called “{name}” after the file's name"
        )
        return name
    text = seen_text(title)
    if word.title and word.title.casefold() != text.casefold():
        telling.tell(
            faults.TITLE_GUESSED,
            "file property",
            f"the title “{word.title}” in the file's properties is ignored; paragraph {title.number} is the title",
            lost=word.title,
        )
    first = "" if how != "look" else "taken as the title (the largest of the first lines)"
    quiet = _in_sentence_case(text)
    if quiet != text:
        changed = "written in capitals, changed to sentence case: check names"
        telling.tell(faults.TITLE_GUESSED, title, "; ".join(filter(None, (first, changed))))
    elif first:
        telling.tell(faults.TITLE_GUESSED, title, first)
    return quiet


def _is_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 2 and text == text.upper() != text.lower() and any(len(word) > 3 for word in text.split())


def _in_sentence_case(text: str) -> str:
    """`text` with small letters where all are capitals; else as it is."""
    if not _is_capitals(text):
        return text
    small = text.lower()
    first = next((place for place, letter in enumerate(small) if letter.isalpha()), 0)
    return small[:first] + small[first].upper() + small[first + 1 :]


# --- headings ---------------------------------------------------------------------------------------------------------


def heading_words(text: str) -> tuple[str, str]:
    """The words of a heading, without a number typed before and a colon after it, in small letters where all were
    capitals; and the number.
    """
    found = _TYPED_NUMBER.match(text)
    number = found[1] if found else ""
    bare = text[found.end() :] if found else text
    return _in_sentence_case(bare.rstrip(" ").rstrip(":：").rstrip(" ")), number


def _is_all(paragraph: Paragraph, what: str) -> bool:
    lettered = [
        one
        for one in paragraph.pieces
        if isinstance(one, Text) and any(map(str.isalpha, one.text)) and not (one.look.hidden or one.look.struck)
    ]
    return bool(lettered) and all(getattr(one.look, what) for one in lettered)


def _stands_out(paragraph: Paragraph) -> str:
    """How a paragraph stands out as a whole; empty when it does not."""
    for what, said in (("bold", "bold"), ("underlined", "underlined"), ("capitals", "in capitals")):
        if _is_all(paragraph, what):
            return said
    return "in capitals" if _is_capitals(seen_text(paragraph)) else ""


def _by_look(
    blocks: Sequence[Block],
    paragraphs: Sequence[Paragraph],
    styled: Mapping[int, int],
    taken: set[int],
    telling: Telling,
) -> dict[int, tuple[int, bool]]:
    """Paragraphs that look like headings, with the size of their letters and whether they are upright."""
    solid = [one for one in blocks if not isinstance(one, Paragraph) or seen_text(one) or one.pieces]
    last = solid[-1] if solid else None
    found: dict[int, tuple[int, bool]] = {}
    ways: dict[str, list[int]] = {}
    for one in paragraphs:
        text = seen_text(one)
        if one.number in styled or one.number in taken or one.listed or not (how := _stands_out(one)):
            continue
        words = text.split()
        fits = len(text) <= _MOST_LETTERS and len(words) <= _MOST_WORDS and not _NEVER.search(one.text.strip())
        if one is last or one.style == "caption" or phone_numbers(text) or not any(map(str.isalpha, text)):
            continue
        if fits and not _END.search(text):
            found[one.number] = (_size(one), not _is_all(one, "italic"))
            for what in ("underlined", "in capitals"):
                if _is_all(one, "underlined") if what == "underlined" else how == what:
                    ways.setdefault(what, []).append(one.number)
        elif how == "bold" and fits:
            message = "bold, but a sentence: kept as a bold paragraph; perhaps a `warning`"
            telling.tell(faults.HEADING_GUESSED, one, message)
    if found:
        others = [f"{in_words(numbers)} {'were' if len(numbers) > 1 else 'was'} {how}" for how, numbers in ways.items()]
        also = f"; {'; '.join(others)}" if others else ""
        message = f"a whole bold or underlined short line without a full stop was taken as a heading{also}"
        telling.tell_all(faults.HEADING_GUESSED, list(found), message)
    return found


def _ranked(
    blocks: Sequence[Block],
    paragraphs: Sequence[Paragraph],
    styled: Mapping[int, int],
    looked: Mapping[int, tuple[int, bool]],
) -> dict[int, int]:
    """Levels from 1, none of them left out: styles by their own, looks by size, slant and typed number, below the styles."""
    sizes = sorted(dict.fromkeys(looked.values()), reverse=True)
    base = max(styled.values()) if styled else 0
    top = min(styled.values(), default=1)
    raw: dict[int, int] = {}
    for one in paragraphs:
        if one.number in styled:
            raw[one.number] = styled[one.number] - top + 1
        elif one.number in looked:
            _, number = heading_words(seen_text(one))
            below = (base - top + 1) if styled else 0
            raw[one.number] = below + sizes.index(looked[one.number]) + 1 + number.count(".")
    levels: dict[int, int] = {}
    before = above = 0
    for block in blocks:
        if isinstance(block, Paragraph) and block.number in raw:
            level = min(raw[block.number], before + 1, _DEEPEST)
            # A heading right below another of its level belongs to it: nothing else would stand below that one.
            before = levels[block.number] = min(level + 1, _DEEPEST) if level == above else level
            above = before if above == 0 or level != above else above
        elif not isinstance(block, Paragraph) or block.pieces:
            above = 0
    return levels
