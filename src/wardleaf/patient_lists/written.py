"""What stands in a cell as text, freed of what cannot be seen and of what programs add, or refused where a program has
already lost a part of it.
"""

from __future__ import annotations

import re

from wardleaf.patient_lists import faults
from wardleaf.patient_lists.cells import Cell, Remark, problem
from wardleaf.source.text import without_unseen

_PLAIN = re.compile("[A-Za-z0-9 .,:;()/]*")  # nothing below is in such a text, and most are
# Excel and databases write ="0012345" into CSV to keep zeros, and an apostrophe in front to keep a text a text.
_KEPT_AS_TEXT = re.compile(r'="((?:[^"]|"")*)"')
_APOSTROPHE = re.compile(r"['\u2019](?=[^'\u2019]*\d)[^'\u2019]+")
_SCIENTIFIC = re.compile(r"[+-]?\d(?:[.,]\d{1,20})?E[+-]\d{2,3}")
_ERROR = re.compile(r"#(?:N/A|N/D|NV|ND|#+|[A-Z\u00c0-\u00dc0-9/_]{1,20}[!?])")
# UTF-8 that was read as Windows-1252 and saved so: Zoë becomes ZoÃ«.
_READ_WRONG = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]"
    "|[\u00c4\u00c5][\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2022\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]|\u00e2\u20ac"
)
_WORDS_FOR_NOTHING = frozenset(
    ("NULL", "(null)", "(NULL)", "<null>", "<NULL>", "\\N", "NaN", "nan", "undefined")
)  # as databases write it; a person may be called Null
_LOST_LETTER = re.compile(r"\ufffd|[^\W\d_]\?[^\W\d_]")


def written_cell(text: str) -> Cell:
    """The cell that says `text`."""
    if text in _WORDS_FOR_NOTHING:
        return _NOTHING
    if _PLAIN.fullmatch(text):
        return Cell(text)
    text, unseen = without_unseen(text)
    remark = Remark(f"what cannot be seen was taken out: {', '.join(unseen)}", faults.UNSEEN) if unseen else None
    stripped = text.strip()
    if found := _KEPT_AS_TEXT.fullmatch(stripped):
        text = found[1].replace('""', '"')
        stripped = text.strip()
    elif stripped[:1] in ("'", "\u2019"):
        if _APOSTROPHE.fullmatch(stripped):
            text = stripped = stripped[1:].strip()
        else:
            remark = Remark(
                "it begins with an apostrophe, which is printed; delete it where a program put it there",
                faults.APOSTROPHE,
            )
    if stripped.startswith("="):
        return _FORMULA
    if stripped.startswith("#") and _ERROR.fullmatch(stripped):
        return _ERROR_TEXT
    if _SCIENTIFIC.fullmatch(stripped):
        return _SHORTENED
    if _READ_WRONG.search(stripped) or _LOST_LETTER.search(stripped):
        return _WRONG_LETTERS
    return Cell(text, remark=remark)


_FORMULA = problem("there is a formula here as text; type what is to be printed", faults.ERROR_CELL)
_NOTHING = problem(
    "a program wrote its word for nothing here, such as NULL; empty the cell, or type what is to be printed",
    faults.ERROR_CELL,
)
_ERROR_TEXT = problem("Excel wrote an error here instead of a value; type what is to be printed", faults.ERROR_CELL)
_SHORTENED = problem(
    "Excel has shortened this number, like 1.2E+11, and its digits are lost; format the column as text, type them again, and save the list as a workbook (.xlsx)",
    faults.DIGITS_LOST,
)
_WRONG_LETTERS = problem(
    "letters with accents were lost or turned into other signs when the list was saved; type them again, and save it as a workbook (.xlsx) or as “CSV UTF-8”",
    faults.LETTERS_LOST,
)
