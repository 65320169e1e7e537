"""How the items of a list are counted: numbers, letters and Roman numbers, in the brackets and with the full stop that
they were typed with.

A form is the first label as it is written: `1.`, `1)`, `(1)`, `a)`, `(A)`, `i.`, `I.` and so on; `a` counts letters,
`i` Roman numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

FIRST_FORM = "1."
Script = Literal["1", "a", "A", "i", "I"]
_FORM = re.compile(r"(\(?)([0-9]+|[A-Za-z]+)([.)]?)\Z")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LETTERS = 26
_MOST_ROMAN = 39


def label(form: str, number: int) -> str:
    """The label of item `number` in a list whose labels are in `form`: `(c)` for 3 in `(a)`; in figures where the
    letters do not reach.
    """
    found = _FORM.match(form)
    if not found:
        raise ValueError(form)
    return f"{found[1]}{_written(found[2], number)}{found[3]}"


def counted(labels: Sequence[str]) -> tuple[str, int] | None:
    """The form of `labels` and the number of the first of them; None when they do not go on one by one in one form."""
    found = [_FORM.match(written) for written in labels]
    if not labels or not all(found):
        return None
    first = found[0]
    for script in ("1", "a", "A", "i", "I"):
        number = _number(script, first[2]) if first else None
        if first and number is not None:
            form = f"{first[1]}{script}{first[3]}"
            if all(label(form, number + place) == written for place, written in enumerate(labels)):
                return form, number
    return None


def script_of(form: str) -> Script:
    """What a form counts in."""
    for script in ("1", "a", "A", "i", "I"):
        if script in form:
            return script
    raise ValueError(form)


def _written(script: str, number: int) -> str:
    if script in "aA" and 1 <= number <= _LETTERS:
        return chr(ord(script) + number - 1)
    if script in "iI" and 1 <= number <= _MOST_ROMAN:
        roman = ""
        for value, sign in _ROMAN:
            roman, number = roman + sign * (number // value), number % value
        return roman if script == "i" else roman.upper()
    return str(number)


def _number(script: Script, written: str) -> int | None:
    """What `written` counts to in `script`."""
    if script == "1":
        return int(written) if written.isdigit() else None
    most = _LETTERS if script in "aA" else _MOST_ROMAN
    return next((number for number in range(1, most + 1) if _written(script, number) == written), None)
