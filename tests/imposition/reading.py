"""What a finished file shows, as pdfium sees it: where each page's label lies on each side and which way up it stands."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2


@dataclass(frozen=True)
class Label:
    """A label: the lower left corner of its first letter in points from the side's lower left, and the angle of its
    writing, clockwise in degrees.
    """

    x: float
    y: float
    angle: int


def read_labels(pdf: bytes) -> list[dict[str, Label]]:
    """For every page of `pdf` the labels that can be seen on it (`P001` …)."""
    with_labels: list[dict[str, Label]] = []
    document = pypdfium2.PdfDocument(pdf)
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        words = text.get_text_range()
        found: dict[str, Label] = {}
        for name, at in _names(words):
            first, last = text.get_charbox(at, loose=False), text.get_charbox(at + len(name) - 1, loose=False)
            x0, y0 = (first[0] + first[2]) / 2, (first[1] + first[3]) / 2
            x1, y1 = (last[0] + last[2]) / 2, (last[1] + last[3]) / 2
            angle = round(-math.degrees(math.atan2(y1 - y0, x1 - x0)) / 90) * 90 % 360
            corner = {
                0: (first[0], first[1]),
                90: (first[0], first[3]),
                180: (first[2], first[3]),
                270: (first[2], first[1]),
            }[angle]
            found[name] = Label(*corner, angle)
        with_labels.append(found)
        text.close()
        page.close()
    document.close()
    return with_labels


def _names(words: str) -> Iterator[tuple[str, int]]:
    at = words.find("P")
    while at >= 0:
        if words[at + 1 : at + 4].isdigit():
            yield words[at : at + 4], at
        at = words.find("P", at + 1)


def picture(pdf: bytes, index: int = 0, scale: float = 1.0) -> bytes:
    """Page `index` in grey as it is printed, one byte a dot."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()  # else fields are not drawn
    made: bytes = document[index].render(scale=scale, grayscale=True, optimize_mode="print").to_pil().tobytes()
    document.close()
    return made
