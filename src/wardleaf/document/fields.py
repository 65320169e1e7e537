"""What a personal copy fills in: which fields a handout has, whether a value suits its field, and how it is printed.

What is wrong with a value is said without the value: it may be somebody's name.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from wardleaf.document import faults
from wardleaf.document.model import Field, Runs
from wardleaf.document.words import bind_words, format_date
from wardleaf.findings import Finding
from wardleaf.library.labels import Labels
from wardleaf.library.profiles import Profile
from wardleaf.library.schema import FieldSpec
from wardleaf.values import replace

_FieldType = Literal["text", "date", "appointments"]

NAME = "name"  # of the field that says who a copy is for
HOSPITAL_NUMBER = "hospital-number"
_MOST_CHARACTERS = 100  # of a text, and of one appointment, where `max-length` says nothing
_MOST_APPOINTMENTS = 12
_MOST_LENGTH = 500
_APPOINTMENT_LINES = 3  # to write on, where no appointment is filled in
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?(?!\d)")
_SHORT = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)")
_WITH_TIME = re.compile(r"\s*(\d{1,2}[:.]\d{2})(?::00)?\b")


class HandoutField(Struct, frozen=True, kw_only=True):
    """A field as a handout has it; `max_length` counts characters."""

    name: str
    label: str
    type: _FieldType = "text"
    required: bool = False
    max_length: int = _MOST_CHARACTERS


def handout_fields(specs: Mapping[str, FieldSpec], labels: Labels) -> Mapping[str, HandoutField]:
    """Every field that a personal copy may fill: name, hospital number and nurse, and those that the definition lists."""
    named = {NAME: labels.field_name, HOSPITAL_NUMBER: labels.field_hospital_number, "nurse": labels.field_nurse}
    usual = {name: HandoutField(name=name, label=label) for name, label in named.items()}
    return usual | {name: _field(name, spec) for name, spec in specs.items()}


def length_problems(specs: Mapping[str, FieldSpec]) -> Iterator[Finding]:
    """Each field whose `max-length` is none that a page has room for."""
    for name, spec in specs.items():
        if spec.max_length and not 1 <= spec.max_length.value <= _MOST_LENGTH:
            message = f"the field `{name}` has room for {spec.max_length.value} characters; write a number from 1 to {_MOST_LENGTH}"
            yield faults.FIELD_LENGTH.at(spec.max_length.span, message)


def _field(name: str, spec: FieldSpec) -> HandoutField:
    return HandoutField(
        name=name,
        label=spec.label.value,
        type=spec.type.value if spec.type else "text",
        required=spec.required,
        max_length=spec.max_length.value if spec.max_length else _MOST_CHARACTERS,
    )


def printed_field(field: HandoutField, value: str | None, *, labels: Labels, profile: Profile) -> Field:
    """`field` as a page has it, filled in with `value` (which suits it), or left to be written by hand when there is
    none.
    """
    lines = _APPOINTMENT_LINES if field.type == "appointments" else 1
    printed = printed_value(field, value, labels=labels, profile=profile) if value and value.strip() else None
    return Field(name=field.name, label=field.label, value=printed, lines=lines)


def field_rows(field: Field) -> tuple[Runs, ...]:
    """`field` as rows of a diary: of appointments one row each, or empty ones to write in; of any other field one row."""
    if field.lines == 1:
        return ((field,),)
    if field.value is None:
        return ((),) * field.lines
    return tuple(
        (replace(field, name=name, value=value, lines=1),)
        for name, value in field_parts(field.name, field.value).items()
    )


def field_parts(name: str, value: str) -> Mapping[str, str]:
    """The lines of the printed `value` of a field, by what each is called where it stands alone."""
    return {f"{name}/{number}": line for number, line in enumerate(value.split("\n"), 1)}


def printed_value(field: HandoutField, value: str, *, labels: Labels, profile: Profile) -> str:
    """`value` as it is printed: dates as the clinic writes them, each appointment on a line."""
    value = unicodedata.normalize("NFC", value)
    match field.type:
        case "text":
            return bind_words(" ".join(value.split()))
        case "date":
            date = read_date(value, profile)
            return (
                format_date(date, pattern=labels.date_pattern or profile.date_pattern, months=labels.months)
                if date
                else " ".join(value.split())
            )
        case "appointments":
            return "\n".join(bind_words(_printed_appointment(line, labels, profile)) for line in appointments(value))


def value_problem(field: HandoutField, value: str, *, profile: Profile) -> str:
    """What is wrong with `value` for `field`, as the end of a sentence that does not tell the value; empty when nothing
    is.
    """
    if any(
        unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn") for character in value if character not in "\n\r\t"
    ):
        return "holds signs that are no letters; type it again"
    match field.type:
        case "text":
            return _too_long(" ".join(value.split()), field.max_length, "has")
        case "date":
            return "" if read_date(value, profile) else f"is not a date; write it like {_example(profile)}"
        case "appointments":
            lines = appointments(value)
            if len(lines) > _MOST_APPOINTMENTS:
                return f"holds {len(lines)} appointments; there is room for {_MOST_APPOINTMENTS}"
            if any(_dated(line, profile) is None for line in lines):
                return f"holds an appointment that does not begin with its date, like {_example(profile)} 10:30 Ward 4"
            return next(
                (
                    problem
                    for line in lines
                    if (problem := _too_long(line, field.max_length, "holds an appointment of"))
                ),
                "",
            )


def appointments(value: str) -> tuple[str, ...]:
    """The appointments in `value`: one a line, or with semicolons between them."""
    lines = (" ".join(line.split()) for line in re.split(r"[;\n]", value))
    return tuple(line for line in lines if line)


def read_date(value: str, profile: Profile) -> datetime.date | None:
    """The date written as `value`, year first or in the country's order; None for anything else."""
    found = _dated(value.strip(), profile)
    return found[0] if found and not found[1] else None


def _dated(text: str, profile: Profile) -> tuple[datetime.date, str] | None:
    """The date that `text` begins with, and what follows it."""
    if found := _ISO.match(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _SHORT.match(text):
        first, second, year = (int(part) for part in found.groups())
        day, month = (first, second) if _day_first(profile) else (second, first)
    else:
        return None
    try:
        return datetime.date(year, month, day), text[found.end() :].lstrip(" ,")
    except ValueError:
        return None


def _printed_appointment(line: str, labels: Labels, profile: Profile) -> str:
    found = _dated(line, profile)
    if found is None:
        return line
    date, rest = found
    shown = format_date(date, pattern=labels.date_pattern or profile.date_pattern, months=labels.months)
    time = _WITH_TIME.match(rest)
    if not time:
        return f"{shown}, {rest}" if rest else shown
    after = rest[time.end() :].lstrip(" ,")
    return ", ".join(part for part in (shown, time[1], after) if part)


def _too_long(text: str, most: int, has: str) -> str:
    return f"{has} {len(text)} characters; there is room for {most}" if len(text) > most else ""


def _day_first(profile: Profile) -> bool:
    return profile.date_pattern.find("{day}") < profile.date_pattern.find("{month}")


def _example(profile: Profile) -> str:
    return "2026-11-24 or 24/11/2026" if _day_first(profile) else "2026-11-24 or 11/24/2026"
