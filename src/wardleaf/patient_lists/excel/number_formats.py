"""How Excel shows a number: its format decides whether 46350 is a number, a date, or seven digits with zeros in front
(ECMA-376 part 1, 18.8.30 and 18.8.31).

Formats whose look is certain are followed to the letter. Of all others it is told that the cell looks other than what
it holds; nothing is guessed.
"""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Literal

from msgspec import Struct

from wardleaf.patient_lists import faults
from wardleaf.patient_lists.cells import Cell, Remark, problem

# Formats that a workbook names by number alone; 14 and 22 are written in the order of the computer that shows them.
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "dd/mm/yyyy", 15: "d-mmm-yy",
    16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy hh:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0",
    49: "@",
}  # fmt: skip
_GENERAL = "General"
_SIGN = re.compile(
    r'"[^"]*"?|\\.?|_.?|\*.?|\[[^\]]*\]?|AM/PM|A/P|General|[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|[0#?]|.',
    re.DOTALL | re.IGNORECASE,
)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_LOCALE_OR_COLOUR = re.compile(
    r"\[(?:\$-[a-z0-9,-]{1,20}|black|blue|cyan|green|magenta|red|white|yellow|color ?\d{1,2})\]", re.IGNORECASE
)
_LITERALS = frozenset("-+()$:&'~{}=!^<> \u00a0£€")
_NUMBER = re.compile(r"[+-]?(?:\d{1,400}(?:\.\d{0,400})?|\.\d{1,400})(?:[eE][+-]?\d{1,3})?")
_MOST_DIGITS = Decimal(10) ** 15  # Excel keeps fifteen
_GENERAL_DIGITS = 10  # that a number with a decimal point shows in a wide column
_LEAP_YEAR_1900 = 61  # before this day Excel counts a 29 February that was none
_LAST_DAY = 2_958_465
_DAY = 86_400
_PRECISE = Context(prec=800)

_Kind = Literal["general", "digits", "date", "moment", "time", "nothing", "other"]
_Sign = tuple[Literal["literal", "digit", "point"], str]


class _Section(Struct, frozen=True):
    kind: _Kind
    signs: tuple[_Sign, ...] = ()
    whole_date: bool = True
    seconds: bool = False


class NumberFormat(Struct, frozen=True):
    """A format: its sections for numbers, and whether a text is shown as it is."""

    sections: tuple[_Section, ...]
    shows_text: Literal["as it is", "otherwise", "nothing"] = "as it is"

    def shown(self, written: str, *, since_1904: bool) -> Cell:
        """The number that is stored as `written`, as Excel shows it; `since_1904` when its days count from then."""
        if len(written) > 60 or not _NUMBER.fullmatch(written):
            return _OTHERWISE
        value = Decimal(written)
        section = self._section(value)
        match section.kind:
            case "nothing":
                return _NOTHING
            case "date" | "moment" | "time":
                return _date(value, section, since_1904=since_1904)
            case "other":
                return _OTHERWISE
            case "general" | "digits":
                if abs(value) >= _MOST_DIGITS:
                    return _ROUNDED
                size = abs(value) if len(self.sections) > 1 else value
                return _general(size) if section.kind == "general" else _digits(size, section.signs)

    def _section(self, value: Decimal) -> _Section:
        match self.sections:
            case (only,):
                return only
            case (positive, negative):
                return negative if value < 0 else positive
            case (positive, negative, zero, *_):
                return zero if not value else negative if value < 0 else positive
            case _:
                return _Section("other")


def number_format(code: str) -> NumberFormat:
    """The format that is written as `code`."""
    parts = _parts(code) if len(code) <= 1000 else [["?"]]
    conditional = any(
        sign.startswith("[") and not _LOCALE_OR_COLOUR.fullmatch(sign) and not _ELAPSED.fullmatch(sign)
        for part in parts
        for sign in part
    )
    texts = [part for part in parts if "@" in part]
    shows: Literal["as it is", "otherwise", "nothing"] = "as it is"
    if len(parts) >= 4 or texts:
        last = [sign for sign in (texts[0] if texts else parts[3]) if not sign.startswith("[")]
        shows = "as it is" if last == ["@"] else "otherwise" if last else "nothing"
    numbers = parts[:3]
    if texts and len(parts) > 1 and numbers[-1] is texts[0]:
        numbers = numbers[:-1]
    if conditional:
        return NumberFormat((_Section("other"),), shows)
    return NumberFormat(tuple(_section(part) for part in numbers), shows)


def _parts(code: str) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for sign in _SIGN.findall(code):
        if sign == ";":
            parts.append([])
        else:
            parts[-1].append(sign)
    return parts


def _section(signs: list[str]) -> _Section:
    seen = [sign for sign in signs if not _LOCALE_OR_COLOUR.fullmatch(sign) and sign[0] not in "_*"]
    if not seen:
        return _Section("nothing")
    if seen == ["@"] or [sign.casefold() for sign in seen] == [_GENERAL.casefold()]:
        return _Section("general")
    letters = [sign for sign in seen if sign[0] not in '"\\' and (sign[0].isalpha() or _ELAPSED.fullmatch(sign))]
    if letters:
        return _date_section(letters)
    found: list[_Sign] = []
    for sign in seen:
        if sign[0] in "0#":
            found.append(("digit", sign))
        elif sign == ".":
            found.append(("point", sign))
        elif sign[0] == '"':
            found.append(("literal", sign.strip('"')))
        elif sign[0] == "\\":
            found.append(("literal", sign[1:]))
        elif sign in _LITERALS:
            found.append(("literal", sign))
        else:
            return _Section("other")
    digits = [index for index, (kind, _) in enumerate(found) if kind == "digit"]
    points = [index for index, (kind, _) in enumerate(found) if kind == "point"]
    if not digits or len(points) > 1:
        return _Section("other")
    if points and any(kind == "literal" for kind, _ in found[points[0] : digits[-1] + 1]):
        return _Section("other")
    return _Section("digits", tuple(found))


def _date_section(letters: list[str]) -> _Section:
    kinds = [sign[0].casefold() if sign[0] != "[" else "[" for sign in letters]
    if not set(kinds) <= set("ymdhsa["):
        return _Section("other")
    minutes = {
        index
        for index, kind in enumerate(kinds)
        if kind == "m" and (kinds[index - 1 : index] in (["h"], ["["]) or kinds[index + 1 : index + 2] == ["s"])
    }
    months = any(kind == "m" and index not in minutes for index, kind in enumerate(kinds))
    days = any(kind == "d" and len(sign) <= 2 for kind, sign in zip(kinds, letters))
    dated, timed = "y" in kinds or months or "d" in kinds, bool(set(kinds) & set("hs[")) or bool(minutes)
    if "[" in kinds or not dated:
        return _Section("time")
    return _Section("moment" if timed else "date", whole_date=days and months and "y" in kinds, seconds="s" in kinds)


def _general(value: Decimal) -> Cell:
    if value == value.to_integral_value():
        return _number(f"{value.to_integral_value():f}")
    # A number is stored with more digits than anybody typed: 38.5 may be 38.500000000000007.
    typed = _PRECISE.plus(value).quantize(Decimal(1).scaleb(value.adjusted() - 14), ROUND_HALF_UP, _PRECISE)
    digits = f"{typed.normalize(_PRECISE):f}"
    return (
        _number(digits)
        if len(digits.strip("-0").replace(".", "")) <= _GENERAL_DIGITS and len(digits) <= 12
        else _OTHERWISE
    )


def _digits(value: Decimal, signs: tuple[_Sign, ...]) -> Cell:
    """`value` in the places that `signs` give, filled from the right; zeros in front where they ask for them."""
    point = next((index for index, (kind, _) in enumerate(signs) if kind == "point"), len(signs))
    behind = [sign for kind, sign in signs[point + 1 :] if kind == "digit"]
    if "#" in behind:
        return _OTHERWISE
    rounded = value.quantize(Decimal(1).scaleb(-len(behind)), ROUND_HALF_UP, _PRECISE)
    whole, _, part = f"{abs(rounded):f}".partition(".")
    digits = list(whole.lstrip("0"))
    places = [index for index, (kind, _) in enumerate(signs[:point]) if kind == "digit"]
    shown = dict.fromkeys(places, "")
    for index in reversed(places):
        shown[index] = digits.pop() if digits else "0" if signs[index][1] == "0" else ""
    if places and digits:
        shown[places[0]] = "".join(digits) + shown[places[0]]
    elif digits:
        return _OTHERWISE
    empty = [index for index in places if not shown[index]]
    if empty and any(kind == "literal" for kind, _ in signs[empty[0] : places[-1] + 1]):
        return _OTHERWISE  # what stands between missing digits
    fractions = iter(part)
    text = "".join(
        shown[index] if index in shown else next(fractions) if kind == "digit" else sign
        for index, (kind, sign) in enumerate(signs)
    )
    padded = sum(signs[index][1] == "0" for index in places) > 1
    text = f"-{text}" if rounded < 0 else text
    return Cell(text, "number") if padded else _number(text)


def _number(text: str) -> Cell:
    return Cell(text, "number", remark=_ZEROS)


def _date(value: Decimal, section: _Section, *, since_1904: bool) -> Cell:
    if section.kind == "time":
        return _DURATION
    seconds = int((value * _DAY).to_integral_value(ROUND_HALF_UP)) if abs(value) < 10**9 else -1
    day, rest = divmod(seconds, _DAY)
    if seconds < 0 or day > _LAST_DAY or day < (1 if since_1904 else _LEAP_YEAR_1900):
        return _DURATION if 0 <= seconds < _DAY else _NO_DATE
    if not section.whole_date:
        return _PART_OF_DATE
    date = datetime.date(1904, 1, 1) if since_1904 else datetime.date(1899, 12, 30)
    try:
        date += datetime.timedelta(days=day)
    except OverflowError:
        return _NO_DATE
    return Cell(_moment(date, rest, section), "date")


def _moment(date: datetime.date, seconds: int, section: _Section) -> str:
    if section.kind == "date":
        return date.isoformat()
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    end = f":{left:02d}" if section.seconds and left else ""
    return f"{date.isoformat()} {hours:02d}:{minutes:02d}{end}"


def written_moment(written: str, format: NumberFormat) -> Cell:
    """A date that a workbook holds in letters (ISO 8601), as `format` shows it; a format that shows no date leaves it
    whole.
    """
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?)?Z?", written.strip())
    if not found:
        return _DURATION
    try:
        date = datetime.date.fromisoformat(found[1])
    except ValueError:
        return _NO_DATE
    section = format.sections[0]
    seconds = 3600 * int(found[2] or 0) + 60 * int(found[3] or 0) + int(found[4] or 0)
    if section.kind not in ("date", "moment"):
        section = _Section("moment" if seconds else "date", seconds=True)
    return Cell(_moment(date, seconds, section), "date") if section.whole_date else _PART_OF_DATE


_ZEROS = Remark(
    "Excel holds a number here, and zeros that it begins with are lost; format the column as text", faults.NUMERIC_ID
)
_AS_TEXT = "format the column as text, and type it again as it is to be printed"
_OTHERWISE = problem(
    f"Excel shows this cell in a form that Wardleaf does not know for certain; {_AS_TEXT}", faults.SHOWN_OTHERWISE
)
_NOTHING = problem(
    "the cell holds something that its format hides; delete it, or format the cell as text", faults.SHOWN_OTHERWISE
)
_ROUNDED = problem(
    f"Excel keeps fifteen digits of a number and turns the rest into zeros; {_AS_TEXT}", faults.DIGITS_LOST
)
_DURATION = problem(f"Excel holds a time or a duration here, without a day; {_AS_TEXT}", faults.NO_DATE)
_NO_DATE = problem("Excel can show no date here; type the date again", faults.NO_DATE)
_PART_OF_DATE = problem(
    "Excel shows a part of this date and has filled in the rest; choose a format with day, month and year, and look whether they are right",
    faults.NO_DATE,
)
TEXT_SHOWN_OTHERWISE = _OTHERWISE
TEXT_HIDDEN = _NOTHING
