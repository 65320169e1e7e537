"""Letters that stand where figures were meant, as scanners and typists make them: `1O mg`, `l0 mg`, `5O0`, `O1632 960
150`.

Words whose letters and figures belong together (B12, O2, CO2, I-131, L4, O157, stage 1B, 2l of water, postcodes) are
left alone. Text in, places out; every pattern takes time that grows with the length of the text.
"""

from __future__ import annotations

import re

from msgspec import Struct

from wardleaf.checks.typed_numbers import phone_numbers

_NULLS, _ONES = "OoОоΟο", "lI|"  # also Cyrillic and Greek
_OTHERS = "SBZ"
_AS_FIGURES = {
    **dict.fromkeys(map(ord, _NULLS), "0"),
    **dict.fromkeys(map(ord, _ONES), "1"),
    **{ord(letter): figure for letter, figure in zip(_OTHERS, "582")},
}
_SIGN = rf"[\d{_NULLS}{_ONES}{_OTHERS}]"
_ATTACHED = r"(?:k?gs?|mgs?|mcgs?|[µμu]g|mls?|mL|cm|mm|Gy|IU|MBq|hrs?|mins?|am|pm)(?!\w)"
_NUMBER = re.compile(
    rf"(?:(?<![\w@#=&%/|.,:])|(?<=\dx))[.,]?{_SIGN}+(?:(?:[.,:/]|(?<=\d)[ \xa0](?={_SIGN}{{3}}(?!\w))){_SIGN}+)*(?:(?!\w)|(?={_ATTACHED}))"
)
_QUICK = re.compile(
    rf"\d[.,:/]?[{_NULLS}{_ONES}{_OTHERS}]|[{_NULLS}{_ONES}{_OTHERS}][.,:/]?\d|\d[ \xa0][{_NULLS}]{{3}}|(?<!\w)(?:[{_NULLS}{_ONES}]{{1,4}}|SO{{1,3}}|[lI]S)(?:(?!\w)|(?={_ATTACHED}))"
)

_MEASURE = r"(?:mgs?|mcgs?|[µμu]g|micrograms?|milligrams?|mls?|mL|millilit(?:re|er)s?|IU|MBq|mmol)(?!\w)"
_STRICT = rf"(?:{_MEASURE}|(?:tablets?|capsules?|sachets?)(?!\w))"
_DOSE = rf"(?:{_STRICT}|(?:g|kg|grams?|tabs?|caps|puffs?|drops?|units?|%|per ?cent)(?!\w)|%)"
_COUNTED = rf"(?:{_DOSE}|(?:hours?|hrs?|minutes?|mins?|days?|weeks?|months?|years?|times|people|women|men|patients|cycles?|doses?|litres?|liters?|cm|mm|am|pm|a\.m|p\.m|o['’]clock|degrees?|in \d|out of)(?!\w)|°)"
_RANGE = r"[ \xa0]?(?:(?:[-–](?!1(?:2[345]|31)\b)|to\b|or\b)[ \xa0]?\d[\d.,]*[ \xa0]?)?-?"
_BEFORE_MEASURE = re.compile(_RANGE + _MEASURE)
_BEFORE_STRICT = re.compile(_RANGE + _STRICT)
_BEFORE_DOSE = re.compile(_RANGE + _DOSE)
_BEFORE_COUNTED = re.compile(_RANGE + _COUNTED)
_OF_TEN = re.compile(
    r"[ \xa0]in[ \xa0](?:\d{1,3}|10+|10*,000)(?!\d|[,.]\d|[ \xa0](?:years?|months?|weeks?|days?|hours?|minutes?)\b)"
)
_SCALE = re.compile(r"[ \xa0]?(?:to|[-–])[ \xa0]?10(?!\d)")
_DEGREES = re.compile(r"[ \xa0]?[CF](?!\w)")

_NULL_AFTER = re.compile(rf"\d[.,:]?[{_NULLS}]|\d[ \xa0][{_NULLS}]{{3}}|\d/[{_NULLS}]\d/")
_NULL_FIRST = re.compile(rf"[{_NULLS}](?:[.,]\d|\d:\d|\d[/]\d|\d\.\d\d\Z)")
_ONE_BETWEEN = re.compile(r"\d[lIi]+[.,:]?\d|\d[.,:][lI]+\d|\d/[lI]\d/")
_ONE_FIRST = re.compile(rf"[{_ONES}](?:[0{_NULLS}]+\Z|[89]\d\d\Z|\d?:\d\d|\d?/\d{{1,2}}/\d)|[l|][.,]\d")
_LETTER = re.compile(rf"[{_NULLS}{_ONES}{_OTHERS}]")
_STARTS = re.compile(r"[oOlI|ОоΟο]")
_ISOTOPES = re.compile(r"I1(?:2[345]|31)\Z")
_GERMS = re.compile(r"O(?:2|26|104|111|157)\Z")

_PHONE = re.compile(
    rf"(?<![\w.,/@:=£$€-])(?:\+|\()?[\d{_NULLS}{_ONES}{_OTHERS}](?:[ \xa0().-]{{0,2}}[\d{_NULLS}{_ONES}{_OTHERS}]){{6,16}}(?!\w)"
)
_GROUP = re.compile(r"[^ \xa0().+-]+")
_EMERGENCY = re.compile(
    r"(?<![\w.,-])(?:9[lI|]{2}|9[lI|]1|91[lI|]|[lI|]{2}[12l]|1[lI|][12lI|]|[lI|]1[12lI|]|1[Oo][1lI|]|[lI|]0[1lI|])(?!\w|[.,-]\w)"
)


class LettersInNumber(Struct, frozen=True, kw_only=True):
    """A number that holds letters: as it stands there, its letters, and the figures that were probably meant."""

    words: str
    letters: str
    meant: str


def letters_in_numbers(text: str) -> tuple[LettersInNumber, ...]:
    """The numbers of `text`, other than those to call, that hold letters for figures."""
    if not _QUICK.search(text):
        return ()
    text = _without_phones(text)
    found: list[LettersInNumber] = []
    for number in _NUMBER.finditer(text):
        written, after = number[0], text[number.end() : number.end() + 40]
        if _LETTER.search(written) and after[:1] not in ("'", "’") and _is_number(written, after):
            meant = written.translate(_AS_FIGURES).replace("i", "1")
            letters = "".join(dict.fromkeys(sign for sign in written if sign.isalpha() or sign == "|"))
            unit = _BEFORE_COUNTED.match(after)
            shown = unit[0] if unit else ""
            shown = f" {shown}" if shown[:1].isalpha() else shown  # also where a profile prints “10mg”
            found.append(LettersInNumber(words=written + shown, letters=letters, meant=meant + shown))
    return tuple(found)


def as_dialled(line: str) -> str:
    """`line`, as long as it is, with figures for the letters in what looks like a number to call."""
    if not _QUICK.search(line):
        return line
    return _EMERGENCY.sub(_figures, _PHONE.sub(_phone, line))


def _figures(found: re.Match[str]) -> str:
    return found[0].translate(_AS_FIGURES)


def _phone(found: re.Match[str]) -> str:
    """A run of groups in figures; as it is when a group is no number or when it does not begin as numbers to call do."""
    written = found[0]
    groups = _GROUP.findall(written)
    digits = sum(sign.isdigit() for sign in written)
    mixed = all(any(map(str.isdigit, group)) or re.fullmatch(rf"[{_NULLS}{_ONES}]{{2,}}", group) for group in groups)
    whole = written.translate(_AS_FIGURES)
    return whole if mixed and digits >= 5 and whole != written else written


def _without_phones(text: str) -> str:
    dialled = as_dialled(text)
    if dialled == text:
        return text
    left, done = [], 0
    for phone in phone_numbers(dialled):
        left += [text[done : phone.start], "\0" * phone.width]
        done = phone.start + phone.width
    return "".join((*left, text[done:]))


def _is_number(written: str, after: str) -> bool:
    """Whether `written`, of figures and letters that look like some, is a number, given what comes after it."""
    if not any(map(str.isdigit, written)):
        return _is_number_without_figures(written, after)
    if _NULL_AFTER.search(written):
        return not (written[-1] in _NULLS and _DEGREES.match(after))
    if _ONE_BETWEEN.search(written) or _NULL_FIRST.match(written):
        return True
    if _ISOTOPES.match(written) or _GERMS.match(written):
        return False
    if _ONE_FIRST.match(written):
        return True
    if any(letter in written for letter in _OTHERS):
        return not re.match(rf"[{_OTHERS}][1-9]", written) and bool(_BEFORE_MEASURE.match(after))
    if _STARTS.match(written) or written[-1] == "I":
        return bool(_BEFORE_COUNTED.match(after))
    return bool(_BEFORE_DOSE.match(after))


def _is_number_without_figures(written: str, after: str) -> bool:
    if re.fullmatch(
        rf"[{_NULLS}{_ONES}]{{1,4}}(?:[.,][{_NULLS}{_ONES}]{{1,3}})?|SO{{1,3}}|[lI]S", written
    ) and _BEFORE_STRICT.match(after):
        return written != "|"
    if written in ("l", "I"):
        return bool(_OF_TEN.match(after))
    return written in ("O", "o") and bool(_SCALE.match(after))
