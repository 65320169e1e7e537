"""Code, version, dates and author, as they stand in headers, footers and in the first and last lines of a leaflet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import assert_never

from msgspec import Struct

from wardleaf.library.dates import PartialDate
from wardleaf.values import replace
from wardleaf.word_import import faults
from wardleaf.word_import.model import (
    Box,
    CommentMark,
    FieldEnd,
    NoteMark,
    Object,
    Paragraph,
    Picture,
    Text,
    WordFile,
    paragraphs_in,
)
from wardleaf.word_import.telling import Telling

_FIRST, _LAST = 5, 10
_MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "januari februari maart april mei juni juli augustus september oktober november december",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    )
    for number, name in enumerate(names.split(), 1)
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s{{1,3}})?(?P<month>{_MONTH})\.?,?\s{{1,3}}(?P<year>\d{{4}})|(?P<iso>\d{{4}}-\d{{2}}(?:-\d{{2}})?)|(?:(?P<d>\d{{1,2}})[./])?(?P<m>\d{{1,2}})[./](?P<y>\d{{4}})|(?P<only>(?:19|20)\d\d)"
_VERSION = re.compile(
    r"(?:version|versión|versie|versione|issue|edition|rev(?:ision)?\.?|v)\s{0,3}(?:no\.?|number)?\s{0,3}[:.]?\s{0,3}(?P<value>\d{1,3}(?:\.\d{1,3}){0,2})\b",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"\b(?:ref(?:erence)?|code|leaflet|document|form|doc|pil|id|catalogue)\.?\s{0,3}(?:no\.?|number|code|ref(?:erence)?|id)?\s{0,3}[:.#]?\s{0,3}(?P<value>(?=[A-Za-z./-]{0,20}\d)[A-Z0-9][A-Za-z0-9]{0,15}(?:[-/.][A-Za-z0-9]{1,15}){0,5})",
    re.IGNORECASE,
)
_NEXT = re.compile(
    rf"(?:review\s{{0,3}}(?:date|due|by)|(?:next|due\s{{1,3}}for|for)\s{{1,3}}review(?:\s{{1,3}}(?:date|by|due|in))?|valid\s{{1,3}}until|expir\w{{1,6}}(?:\s{{1,3}}date)?|überprüfung|prochaine\s{{1,3}}révision|próxima\s{{1,3}}revisión)\s{{0,3}}[:.]?\s{{0,3}}(?:{_DATE})",
    re.IGNORECASE,
)
_PAST = re.compile(
    rf"(?:(?:last\s{{1,3}})?(?:reviewed|revised|updated)(?:\s{{1,3}}on)?|date\s{{1,3}}(?:of\s{{1,3}}(?:issue|publication|production|review)|published|issued|produced)|published|produced|issued|written|date|stand|datum|fecha|last\s{{1,3}}review(?:\s{{1,3}}date)?)\s{{0,3}}[:.]?\s{{0,3}}(?:{_DATE})",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"(?:{_DATE})", re.IGNORECASE)
_AUTHOR = re.compile(
    r"\b(?:author|written\s{1,3}by|produced\s{1,3}by|prepared\s{1,3}by|autor|auteur)\s{0,3}[:.]?\s{0,3}(?P<value>[^\d:;|]{3,60})",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"page\s{0,3}\d{0,4}(?:\s{0,3}(?:of|/)\s{0,3}\d{0,4})?|seite\s{0,3}\d{0,4}(?:\s{0,3}von\s{0,3}\d{0,4})?",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\t+|[ \u00a0]{2,}|[|•·]|; ")


class Details(Struct, frozen=True, kw_only=True):
    """What a leaflet says of itself; what it does not say, or says twice and not the same, is empty."""

    code: str = ""
    version: str = ""
    last_reviewed: PartialDate | None = None
    review_by: PartialDate | None = None
    written_by: str = ""


class _Read(Struct, frozen=True):
    """What was read from one line, and whether it says nothing else."""

    code: tuple[str, ...]
    version: tuple[str, ...]
    last_reviewed: tuple[PartialDate, ...]
    review_by: tuple[PartialDate, ...]
    written_by: tuple[str, ...]
    whole: bool

    def in_words(self) -> str:
        """What the line was read as."""
        named = (
            ("code", self.code),
            ("version", self.version),
            ("date", self.last_reviewed),
            ("review date", self.review_by),
            ("author", self.written_by),
        )
        *most, last = [name for name, values in named if values]
        return f"{', '.join(most)} and {last}" if most else last


def read_details(word: WordFile, telling: Telling) -> tuple[Details, frozenset[int]]:
    """The details that `word` says, and the paragraphs of the body that say nothing else."""
    reads: list[_Read] = []
    for name, blocks in word.running:
        for paragraph in paragraphs_in(blocks):
            _read_running(name, paragraph, reads, telling)
            _tell_hanging(name, paragraph, reads, telling)
    body = [one for one in word.blocks if isinstance(one, Paragraph) and one.text.strip()]
    taken: set[int] = set()
    for one in dict.fromkeys((*body[:_FIRST], *body[-_LAST:])):
        read = _read(_shown(one))
        if read and read.whole and not one.style.startswith(("title", "heading")):
            reads.append(read)
            taken.add(one.number)
            telling.tell(faults.DETAILS, one, f"read as {read.in_words()}; the line is not imported", lost=one.text)
    return _one_of_each(reads, telling), frozenset(taken)


def _read_running(name: str, paragraph: Paragraph, reads: list[_Read], telling: Telling) -> None:
    shown = _shown(paragraph)
    said = " ".join(paragraph.text.split())
    if not said:
        return
    read = _read(shown)
    page = (
        ", and the page number is dropped"
        if any(one.fields for one in paragraph.pieces if isinstance(one, Text))
        else ""
    )
    if read:
        reads.append(read)
        message = f"“{' '.join(said.split()[:2])} …”: read as {read.in_words()}; the words are not imported{page}"
    else:
        message = f"“{' '.join(said.split()[:3])}”: the words are not imported{page}"
    telling.tell(faults.RUNNING_WORDS, name, message, lost=paragraph.text)


def _tell_hanging(name: str, paragraph: Paragraph, reads: list[_Read], telling: Telling) -> None:
    """Tell pictures, boxes and drawings of a header or footer; words in a box may be a code or a date."""
    for piece in paragraph.pieces:
        match piece:
            case Picture():
                message = "a picture is not imported; a logo stands in the clinic's style (`logo`)"
                telling.tell(faults.RUNNING_WORDS, name, message, lost=piece.alt)
            case Object():
                telling.tell(faults.OBJECT, name, f"{piece.what} is left out", lost=piece.words)
            case Box():
                for inner in paragraphs_in(piece.blocks):
                    _read_running(name, inner, reads, telling)
                    _tell_hanging(name, inner, reads, telling)
            case Text() | FieldEnd() | NoteMark() | CommentMark():
                continue
            case _:
                assert_never(piece)


def _shown(paragraph: Paragraph) -> str:
    """The words of `paragraph` without what Word counts, such as page numbers."""
    return "".join(
        one.text
        for one in paragraph.pieces
        if isinstance(one, Text) and not any(field.kind in ("PAGE", "NUMPAGES", "SECTIONPAGES") for field in one.fields)
    )


def _read(text: str) -> _Read | None:
    """What a line says of the leaflet; None when it says nothing."""
    rest = text.replace("\n", "\t")
    due, rest = _dates(_NEXT, rest)
    past, rest = _dates(_PAST, rest)
    versions, rest = _values(_VERSION, rest)
    codes, rest = _values(_CODE, rest)
    authors, rest = _values(_AUTHOR, rest)
    if versions or codes:
        alone, rest = _dates(_ALONE, rest)
        past = past or alone
    if not (due or past or versions or codes or authors):
        return None
    left = [part for part in _PARTS.split(_PAGE.sub(" ", rest)) if any(map(str.isalnum, part))]
    return _Read(codes, versions, past, due, tuple(author.strip(" ,.\t") for author in authors), not left)


def _values(pattern: re.Pattern[str], text: str) -> tuple[tuple[str, ...], str]:
    return tuple(found["value"] for found in pattern.finditer(text)), pattern.sub("\t", text)


def _dates(pattern: re.Pattern[str], text: str) -> tuple[tuple[PartialDate, ...], str]:
    dates = tuple(date for found in pattern.finditer(text) if (date := _date(found)))
    return dates, pattern.sub("\t", text) if dates else text


def _date(found: re.Match[str]) -> PartialDate | None:
    if found["iso"]:
        written = found["iso"]
    elif found["only"]:
        written = found["only"]
    else:
        month = _MONTHS[found["month"].casefold()] if found["month"] else int(found["m"])
        year = found["year"] or found["y"]
        day = found["day"] or found["d"]
        # 03/04/2026 is read as the third of April in most of the world and as the fourth of March in the United States.
        if found["d"] and int(found["d"]) <= 12 and int(found["m"]) <= 12 and found["d"] != found["m"]:
            written = year
        else:
            if found["d"] and int(found["d"]) <= 12 < int(found["m"]):
                month, day = int(found["d"]), found["m"]
            written = f"{year}-{month:02}" + (f"-{int(day):02}" if day else "")
    try:
        return PartialDate.parse(written)
    except ValueError:
        return None


def _one_of_each(reads: Sequence[_Read], telling: Telling) -> Details:
    details = Details(
        code=_only("code", (value for read in reads for value in read.code), telling),
        version=_only("version", (value for read in reads for value in read.version), telling),
        written_by=_only("author", (value for read in reads for value in read.written_by), telling),
    )
    reviewed = _only_date("date", [value for read in reads for value in read.last_reviewed], telling)
    due = _only_date("review date", [value for read in reads for value in read.review_by], telling)
    return replace(details, last_reviewed=reviewed, review_by=due)


def _only(what: str, values: Iterable[str], telling: Telling) -> str:
    different = tuple(dict.fromkeys(values))
    if len(different) > 1:
        listed = " and ".join(f"“{one}”" for one in different)
        telling.tell(faults.DETAILS, "the file", f"it gives more than one {what}, {listed}; none was taken")
    return different[0] if len(different) == 1 else ""


def _only_date(what: str, values: Sequence[PartialDate], telling: Telling) -> PartialDate | None:
    date = _only(what, map(str, values), telling)
    return PartialDate.parse(date) if date else None
