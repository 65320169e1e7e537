"""Phone numbers, short numbers and body temperatures as people type them, on one line of a file.

Spaces, dashes and figures of every kind are read as plain ones; dates, years, sizes of studies, identifiers and ranges
are told apart from phone numbers. Text in, places out: it knows no clinic and no rule. Every pattern takes time that
grows with the length of the line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from msgspec import Struct

_LEAST_DIGITS, _MOST_DIGITS = 7, 15
_BLANK = "\x00"  # stands for what is no number, and ends one

_SPACES = dict.fromkeys(
    map(ord, "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"), " "
)
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d"), "-")
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # full-width letters, figures and signs
_DOTS = dict.fromkeys(map(ord, "\u00b7\u2022\u2219\u22c5"), ".")
_DEGREES = {ord("º"): "°", ord("˚"): "°"}
_AS_TYPED = _WIDE | _SPACES | _DASHES | _DOTS | _DEGREES

_COUNTED = (
    r"(?:mg|mgs|mcg|micrograms?|milligrams?|g|grams?|kg|ml|mls|l|litres?|liters?|units?|kcal|kj|calories|mm|cm|km|people|persons?|women|men|patients?|adults?|children|babies|"
    r"participants?|volunteers?|cases|cells|steps|times|days?|weeks?|months?|years?|hours?|minutes?|pounds|euros?|dollars|copies|deaths|studies|trials|of)\b|%|°"
)
_NO_NUMBER = re.compile(
    r"\{\{[^{}]*\}\}|\[@[^\]]{0,400}\]|\]\([^)]{0,400}\)|(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.\S+"  # facts, citations and addresses
    r"|\b(?:doi:? ?)?10\.\d{4,9}/\S+"
    r"|\b(?:ISBN(?:-1[03])?|ISSN|PMID|PMCID|PMC|NCT|ISRCTN|EudraCT|ORCID|ACTRN|UTN|DRKS)[:#]? ?(?:no\.? ?|number ?)?[\dXx][\dXx-]{3,20}"
    r"|(?<!\d)97[89][ -]?\d[\d -]{8,14}[\dXx](?!\d)"  # a book's number
    r"|(?<![\d-])20\d\d-\d{6}-\d\d(?!\d)"  # a trial's number
    r"|(?<![\d+])\d{4}[-./]\d{1,2}[-./]\d{1,2}(?!\d)|(?<![\d+])\d{1,2}([-./ ])\d{1,2}\1(?:19|20)\d\d(?!\d)|(?<![\d+.-])\d{1,2}([-./])\d{1,2}\2\d\d(?![\d.-])"
    r"|(?<![\d+])(?:19|20)\d\d ?[-/] ?(?:19|20)?\d\d(?![\d-])|(?<![\d+])(?<!\d )(?:(?:19|20)\d\d ){1,8}(?:19|20)\d\d(?! ?\d)"
    r"|(?<!\d)\d{1,2}[.:]\d\d ?(?:-|to) ?\d{1,2}[.:]\d\d(?!\d)|(?<!\d)[012]\d(?:00|15|30|45) ?(?:-|to) ?[012]\d(?:00|15|30|45)(?!\d)"
    r"|(?<![\d.])\d{1,6}\.\d{1,6} ?- ?\d{1,6}\.\d{1,6}(?![\d.])|\b[A-Z]{2} \d{5}-\d{4}(?!\d)",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?<=\btel):|(?<=\bphone):|(?<=\bmobile):|(?<=\bfax):|(?<=\bnumber):|(?<=\bcall):", re.IGNORECASE
)
_DIALLED = re.compile(r"(?:\[[^\[\]]{0,100}\]\(\s?<?|<)tel:(?P<number>[^()<>]{0,40})(?:>|>?\s?\))?", re.IGNORECASE)
_RUN = re.compile(
    r"(?<![\w.,/@:=£$€-])(?:\+ ?|\(\+?|\(?(?=0))?\d[\d ().\-/]{5,40}(?<=\d)(?: ?(?:ext|extn|extension|x)\.? ?\d{1,6})?(?![\w-]|[.,]\d)",
    re.IGNORECASE,
)
_EXTENSION = re.compile(r"(?: ?(?:ext|extn|extension|x)\.? ?\d{1,6})\Z", re.IGNORECASE)
_LONE_EXTENSION = re.compile(
    r"\b(?:ext|extn|extension|bleep|pager)\b[.:]? ?(?:no\.? |number |on )?\d{3,6}(?![\w-]|[.,]\d)", re.IGNORECASE
)
_LETTERS = re.compile(r"(?<![\w.-])(?:\+?1[ .-])?8\d\d[ .-](?=[\dA-Z-]*[A-Z])[\dA-Z][\dA-Z-]{5,12}(?!\w)")
_SOLID = re.compile(r"(?<![\w.,/@:=£$€-])(?:0\d{8,11}|\+\d{8,15})(?![\w-]|[.,]\d)")
_TEN = re.compile(r"(?<![\w.,/@:=£$€-])[2-9]\d{9}(?![\w-]|[.,]\d)")
_CALLING = re.compile(
    r"\b(?:call|ring|dial|phone|tel|telephone|mobile|fax|text|helpline|line|whatsapp)(?:s|ing|ed)?\b[^\d.;!?\x00]{0,25}\Z",
    re.IGNORECASE,
)
_NORTH_AMERICAN = re.compile(r"(?:\+?1[ .-])?\(?[2-9]\d\d\)?[ .-]{0,2}\d{3}[ .-]\d{4}")
_GROUPS = re.compile(r"\d+")

_SHORT = r"(\d{3}(?: ?\d{3})?|\d{5})"
_NO_COUNT = r"(?![\w%-]|[.,:/]\d| ?(?:" + _COUNTED + r"))"
_JOINING = r"(?:(?:us|them|on|the|number|line|helpline|nhs|free|freephone|emergency|services|samaritans|police|an|ambulance|local|crisis|team|either|word|shout|to) {1,2}){0,5}"
_CALLED = re.compile(
    rf"\b(?:call|calling|dial|dialling|dialing|ring|ringing|phone|phoning|telephone|text|texting) {{1,2}}{_JOINING}{_SHORT}{_NO_COUNT}",
    re.IGNORECASE,
)
_KNOWN = re.compile(
    r"(?:(?<=on )|(?<=or )|(?<=and )|(?<=nhs )|(?<=nhs)|(?<=\()|(?<=“)|(?<=\")|(?<=/)|(?<=, )|(?<=\*\*)|(?<=: ))"
    rf"(999|911|112|111|988|119|101|116 ?\d{{3}}|85258){_NO_COUNT}(?! online)(?! (?!or\b|and\b|if\b|for\b|when|straight|at\b|now\b|immediately|to\b|in\b|right|as\b|is\b|from|unless|but\b|first|instead|ambulance|service)[a-z])",
    re.IGNORECASE,
)
_OF_A_PLACE = re.compile(
    r"\b(?:room|ward|page|bay|bed|floor|level|desk|suite|table|step|day|question|section|number)s? \d+(?: (?:or|and|to)|,) \Z",
    re.IGNORECASE,
)
_ABOUT_CALLING = re.compile(
    r"\b(?:call|dial|ring|phone|text|ambulance|emergency|helpline|nhs|samaritans|police|crisis|contact)", re.IGNORECASE
)

_BODY_C = r"(?:3[5-9]|4[0-2])(?:[.,]\d{1,2})?"
_BODY_F = r"(?:9[5-9]|10[0-6])(?:[.,]\d{1,2})?"
_TEMPERATURE = re.compile(
    rf"(?<![\w.,])(?:{_BODY_C} ?(?:° ?C?|o ?C|℃|degrees?(?: ?(?:C|celsius|centigrade))?(?! ?F))|{_BODY_F} ?(?:° ?F|o ?F|℉|degrees? ?(?:F|fahrenheit)))(?!\w)",
    re.IGNORECASE,
)
_BARE_TEMPERATURE = re.compile(rf"(?<![\w.,])(?:{_BODY_C} ?C|{_BODY_F} ?F)(?!\w)")
_SAID_TEMPERATURE = re.compile(
    rf"\b(?:temperature|fever)\b[^.\d\x00]{{0,30}}?(?<![\w.,])({_BODY_C}|{_BODY_F})(?= (?:or|and) (?:above|more|higher|over|up|below|less|lower)| ?[.;:)]? ?\Z|[.;:)] )",
    re.IGNORECASE,
)
_FEVERISH = re.compile(
    r"\b(?:temperature|temp|fever|thermometer|shiver|hot|°|degrees?|above|over|below|higher|under)", re.IGNORECASE
)
_NOT_BODY = re.compile(
    r"\b(?:wash|water|fridge|store|oven|bath|room|keep .{0,30}below|cook|freezer|bra|cup size|seat|ward|bed|bend|knee|elbow|angle|tilt|slope)\b",
    re.IGNORECASE,
)


class TypedNumber(Struct, frozen=True, kw_only=True):
    """The number that was typed, and where on its line (from 0, and how wide) it stands, or the whole link that dials
    it.
    """

    words: str
    start: int
    width: int


def phone_numbers(line: str) -> tuple[TypedNumber, ...]:
    """The phone numbers on `line`, of seven figures and more, with their extensions; also those that a link dials."""
    plain, blanked = _plain(line), _blanked(line)
    linked = {
        match.span(): match["number"].strip()
        for match in _DIALLED.finditer(plain)
        if sum(sign.isdigit() for sign in match["number"]) > 2
    }
    found = list(linked)
    for match in _RUN.finditer(blanked):
        found += _of_run(blanked, match)
    for pattern in (_LETTERS, _SOLID, _LONE_EXTENSION):
        found += [match.span() for match in pattern.finditer(blanked)]
    found += [
        match.span()
        for match in _TEN.finditer(blanked)
        if _CALLING.search(blanked[max(0, match.start() - 40) : match.start()])
    ]
    return tuple(_typed(line, start, end, linked.get((start, end), "")) for start, end in _apart(found))


def short_numbers(line: str) -> tuple[TypedNumber, ...]:
    """The short numbers that `line` tells its reader to call: 111, 999, 116 123; a count of people or days is none."""
    blanked = _blanked(line)
    found = [match.span(1) for match in _CALLED.finditer(blanked)]
    if _ABOUT_CALLING.search(blanked):
        found += [
            match.span(1)
            for match in _KNOWN.finditer(blanked)
            if not _OF_A_PLACE.search(blanked[max(0, match.start() - 30) : match.start()])
        ]
    return tuple(_typed(line, start, end) for start, end in _apart(found))


def body_temperatures(line: str) -> tuple[TypedNumber, ...]:
    """The temperatures of a body on `line`, 35 to 42 °C and 95 to 106 °F, in whatever way their degrees are written."""
    blanked = _blanked(line)
    if _NOT_BODY.search(blanked):
        return ()
    found = [match.span() for match in _TEMPERATURE.finditer(blanked)]
    if _FEVERISH.search(blanked):
        found += [match.span() for match in _BARE_TEMPERATURE.finditer(blanked)]
        found += [match.span(1) for match in _SAID_TEMPERATURE.finditer(blanked)]
    return tuple(_typed(line, start, end) for start, end in _apart(found))


def _plain(line: str) -> str:
    """`line`, as long as it is, with plain spaces, dashes, figures and degree signs."""
    if line.isascii():
        return line.replace("\t", " ")
    plain = line.translate(_AS_TYPED)
    return "".join(sign if sign.isascii() else str(unicodedata.decimal(sign, sign)) for sign in plain)


def _blanked(line: str) -> str:
    """`_plain` of `line` without facts, citations, addresses, dates and identifiers."""
    return _NO_NUMBER.sub(lambda match: _BLANK * len(match[0]), _LABELLED.sub(" ", _plain(line)))


def _of_run(line: str, match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The place of the phone number that a run of figures is, when it is one."""
    start, end = match.span()
    if line[start] == "(" and ")" not in line[start:end]:  # a remark in brackets, no area code
        start += 1
    opened = line.rfind("(", start + 1, end)
    if opened > 0 and ")" not in line[opened:end]:  # a remark after the number: "(24 hours)"
        end = start + len(line[start:opened].rstrip(" .-/"))
    extension = _EXTENSION.search(line, start, end)
    bare = extension.start() if extension else end
    groups = [group.span() for group in _GROUPS.finditer(line, start, bare)]
    # A number of something else before it ("in 2020 01632 …", "Ward 4 01632 …") and after it ("… 960 140 8 am") is not
    # dialled.
    if line[start] not in "+(0":
        first = next(
            (
                place
                for place, _ in groups[1:]
                if line[place] == "0" and line[place - 1] in " (" and line[place : place + 3].isdigit()
            ),
            None,
        )
        if first is not None and _digits([group for group in groups if group[0] >= first]) > _LEAST_DIGITS:
            start = first
            groups = [group for group in groups if group[0] >= first]
    while (
        len(groups) > 2
        and not extension
        and line[groups[-1][0] - 1] == " "
        and groups[-1][1] - groups[-1][0] <= 2
        and _digits(groups[:-1]) >= 10
    ):
        groups.pop()
        end = bare = groups[-1][1]
    if _is_phone(
        line[start:bare],
        [line[place:stop] for place, stop in groups],
        before=line[max(0, start - 40) : start],
        after=line[end : end + 20],
    ):
        yield start, end


def _digits(groups: list[tuple[int, int]]) -> int:
    return sum(stop - place for place, stop in groups)


def _is_phone(run: str, groups: list[str], *, before: str, after: str) -> bool:
    digits = sum(map(len, groups)) - (1 if "(0)" in run else 0)
    if not _LEAST_DIGITS <= digits <= _MOST_DIGITS:
        return False
    if run.startswith(("+", "(+")) or _NORTH_AMERICAN.fullmatch(run):
        return True
    sizes = [len(group) for group in groups]
    if groups[0].startswith("0") and sizes[0] > 1:
        return max(sizes) > 2 or (len(groups) >= 4 and len(set(re.findall(r"\D+", run))) == 1)
    if re.match(rf" ?(?:{_COUNTED})", after, re.IGNORECASE) or "/" in run or run.count(".") == 1:
        return False
    if _CALLING.search(before):
        return True
    thousands = sizes[0] <= 3 and len(groups) > 1 and set(sizes[1:]) == {3} and "-" not in run
    span = len(groups) == 2 and "-" in run and min(sizes) >= 4
    return run.startswith("(") or (max(sizes) > 2 and not thousands and not span and min(sizes[1:], default=0) > 1)


def _apart(found: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The places in order, without those that lie in another or touch one."""
    last = -1
    for start, end in sorted(found, key=lambda place: (place[0], -place[1])):
        if start >= last:
            yield start, end
            last = end


def _typed(line: str, start: int, end: int, number: str = "") -> TypedNumber:
    return TypedNumber(words=number or line[start:end].strip(), start=start, width=end - start)
