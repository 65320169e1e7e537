"""How numbers, dates and names are written: units as the profile asks, °F beside °C, and spaces that must not break a
line.

Strings in, strings out; knows no runs and no clinic.
"""

from __future__ import annotations

import datetime
import re

NO_BREAK = "\u00a0"

_NUMBER = r"(?<!\d)(?<!\d[.,])\d++(?:[.,]\d++)*+"
_MEASURES = "kg|mg|mcg|g|ml|mL|l|L|cm|mm|km|Gy|kcal"
_COUNTED = (
    "hours?|minutes?|seconds?|days?|nights?|weeks?|months?|years?|times|cycles?|rounds?|doses?|pages?|litres?|liters?|grams?|"
    "micrograms?|milligrams?|metres?|meters?|units?|women|men|people|am|pm|a\\.m\\.|p\\.m\\.|noon|midnight|o['’]clock|hourly|daily|weekly|hrs?|mins?|"
    "tablets?|tabs?|capsules?|caps|caplets?|puffs?|drops?|sachets?|patch(?:es)?|sprays?|ampoules?|vials?|lozenges?|injections?|teaspoons?|tablespoons?|spoonfuls?|"
    "millilitres?|milliliters?|kilograms?|centimetres?|centimeters?|millimetres?|millimeters?|degrees?|pints?|glass(?:es)?|cups?|calories"
)
_UNITS = f"{_MEASURES}|mls|mgs|ng|[µμu]g|IU|mmol|mmHg|kJ|MBq|mSv"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_NUMBERED = "[Pp]ages?|[Dd]ay|[Gg]rade|[Ss]tage|[Ss]tep|[Tt]able|[Ff]igure|[Pp]art|[Ll]ine|[Vv]ersion|[Ii]ssue|[Cc]ycle|[Rr]eference"
_TITLES = "Dr|Mr|Mrs|Ms|Miss|Prof|Professor|Sister|St"

_QUANTITY = re.compile(rf"({_NUMBER})[ \u00a0]?({_MEASURES})(?![\w/²])")
_DEGREES = re.compile(rf"({_NUMBER})[ \u00a0]?°[ \u00a0]?([CF])(?!\w)")
_DEGREE_SIGNS = re.compile(r"(?<=\d)([ \u00a0]?)(?:[º˚][ \u00a0]?(?=[CF](?!\w))|(?=[℃℉]))")
_CELSIUS = re.compile(
    r"(?<![\w.])(?:(?P<low>\d+(?:\.\d+)?)(?P<to>[ \u00a0]?[–-][ \u00a0]?|[ \u00a0]to[ \u00a0]))?(?P<high>\d+(?:\.\d+)?)[ \u00a0]?°[ \u00a0]?C(?!\w)"
    r"(?![ \u00a0]?\([^)]{0,40}°)"
)
_AFTER_FAHRENHEIT = re.compile(r"°[ \u00a0]?F[ \u00a0]?\([^()]*\Z")
_TOGETHER = (
    re.compile(rf"([\d¼½¾⅓⅔⅛]) (?=(?:{_UNITS}|{_COUNTED})(?!\w)|%|[°º][CF]?(?!\w)|[¼½¾⅓⅔⅛])"),
    re.compile(r"(\d[ \u00a0]?[–—x×-]|[<>≤≥±]) (?=\d)"),  # ranges and products: 4 – 6, 2 × 500
    re.compile(r"(\d) (?=[–—x×-][ \u00a0]?\d)"),
    re.compile(rf"(\d) (?=(?:to|or) [\d¼½¾⅓⅔⅛][\d.,]*[ \u00a0]?(?:(?:{_UNITS}|{_COUNTED})(?!\w)|°|%))"),
    re.compile(rf"(\d[ \u00a0](?:to|or)) (?=[\d¼½¾⅓⅔⅛][\d.,]*[ \u00a0]?(?:(?:{_UNITS}|{_COUNTED})(?!\w)|°|%))"),
    re.compile(r"(?<![\d.,])(\d{1,3}) (?=\d{3}(?!\d))"),  # thousands: 10 000
    re.compile(r"(°) (?=[CF](?!\w))"),
    re.compile(rf"(\d(?:st|nd|rd|th)?) (?=(?:{_MONTHS})\b)"),
    re.compile(rf"\b((?:{_MONTHS})) (?=\d)"),
    re.compile(rf"\b((?:{_MONTHS})[ \u00a0]\d{{1,2}},) (?=\d{{4}}\b)"),
    re.compile(rf"\b((?:{_NUMBERED})) (?=\d)"),
    re.compile(rf"\b((?:{_TITLES})\.?) (?=[A-Z])"),
    re.compile(r"(?<![\w.])((?:[A-Z]\.)+) (?=[A-Z])"),
    re.compile(r"(?<!\w)([A-Z]{1,2}\d[A-Z\d]?) (?=\d[A-Z]{2}(?!\w))"),  # a postcode
    re.compile(r"(?<!\w)([A-Z]{2}) (?=\d{5}(?![\w]))"),  # a state and its ZIP code
    re.compile(r"(?<!\w)([A-Z]\d[A-Z]) (?=\d[A-Z]\d(?!\w))"),  # postcodes of Canada, Ireland and the Netherlands
    re.compile(r"(?<!\w)([A-Z]\d[\dW]) (?=[A-Z\d]{4}(?!\w))"),
    re.compile(r"(?<!\w)(\d{4}) (?=[A-Z]{2}(?!\w))"),
    re.compile(r"(?<=\d[ \u00a0]|\d{2})((?:ext|extension)\.?) (?=\d)"),
    re.compile(r"(\d) (?=(?:ext\.?|extension)[ \u00a0]?\d)"),
    re.compile(r"(\w) (?=v\d)"),
    re.compile(r"(\d) (?=(?:in|of|out of) \d)"),
    re.compile(r"(\d[ \u00a0](?:in|of|out of)) (?=\d)"),
)
_PHONE = re.compile(r"(?<![\w.,/])(?:\+|\()?\d[\d()]{0,20}+(?:[ -][\d()]{2,20}){1,5}(?![\w/])")
_LEAST_NATIONAL, _LONGEST_COUNTRY_CODE = 9, 3  # digits
_TRUNK_ZERO = re.compile(r"\(0\)")
_LEAST_PHONE_DIGITS = 6  # 116 123


def bind_words(text: str) -> str:
    """`text` with U+00A0 where a line must not end: in quantities, dates, phone numbers, names with titles or initials,
    postcodes, "page 3", "7 in 100".
    """
    for pattern in _TOGETHER:
        text = pattern.sub(_bound, text)
    return _PHONE.sub(_bound_phone, text)


def write_degrees(text: str) -> str:
    """`text` with the sign for degrees where a keyboard gave another that looks like it: `38ºC` with an ordinal sign,
    `38℃`.
    """
    if "º" in text or "˚" in text or "℃" in text or "℉" in text:
        text = _DEGREE_SIGNS.sub(r"\1°", text).replace("°℃", "°C").replace("°℉", "°F")
    return text


def space_units(text: str, *, quantity: bool, degrees: bool) -> str:
    """`text` with a space between each number and its unit (`quantity`), and its degrees (`degrees`), or without."""
    text = _QUANTITY.sub(lambda found: f"{found[1]}{NO_BREAK if quantity else ''}{found[2]}", text)
    return _DEGREES.sub(lambda found: f"{found[1]}{NO_BREAK if degrees else ''}°{found[2]}", text)


def add_fahrenheit(text: str) -> str:
    """`text` with each temperature in °C followed by the same in °F, in brackets; one that has °F beside it already is
    left.
    """

    def both(found: re.Match[str]) -> str:
        if _AFTER_FAHRENHEIT.search(text, 0, found.start()):
            return found[0]
        low = f"{_fahrenheit(found['low'])}{found['to']}" if found["low"] else ""
        return f"{found[0]} ({low}{_fahrenheit(found['high'])} °F)"

    return _CELSIUS.sub(both, text)


def format_date(date: datetime.date, *, pattern: str, months: str) -> str:
    """`date` as `pattern` wants it, such as "{day} {month} {year}"; `months` are the twelve names with commas between."""
    month = months.split(",")[date.month - 1].strip()
    return pattern.format(day=date.day, month=month, year=date.year).replace(" ", NO_BREAK)


def format_phone(number: str) -> str:
    """A phone number as printed: as the clinic writes it, in one piece."""
    return NO_BREAK.join(number.split())


def dial(number: str) -> str:
    """A phone number as dialled: digits, and a plus sign that begins it; not the zero in brackets that is left out
    after one.
    """
    if number.strip().startswith("+"):
        number = _TRUNK_ZERO.sub("", number, count=1)
    return ("+" if number.strip().startswith("+") else "") + re.sub(r"\D", "", number)


def is_same_number(one: str, other: str) -> bool:
    """Whether two numbers as dialled reach the same phone: `+441632960140` and `01632960140` do."""
    if one == other:
        return True
    short, long = sorted((_without_prefix(one), _without_prefix(other)), key=len)
    return len(short) >= _LEAST_NATIONAL and long.endswith(short) and len(long) - len(short) <= _LONGEST_COUNTRY_CODE


def _without_prefix(number: str) -> str:
    return number.lstrip("+0")


def _fahrenheit(celsius: str) -> str:
    value = float(celsius) * 9 / 5 + 32
    return f"{value:.1f}".removesuffix(".0")


def _bound(found: re.Match[str]) -> str:
    return found[1] + NO_BREAK  # not as a template, which `re` would look up for every text that has no match


def _bound_phone(found: re.Match[str]) -> str:
    digits = sum(character.isdigit() for character in found[0])
    return found[0].replace(" ", NO_BREAK) if digits >= _LEAST_PHONE_DIGITS else found[0]
